"""Equal bits for drawn networks of every kind of layer, however a run is cut into pieces."""

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest import mock

import pytest

from playground.data.dataset import Dataset
from playground.engine import prepare as prepare_module
from playground.engine import run as run_module
from playground.engine import sharing
from playground.engine.trainer import Trainer
from playground.model.ids import LayerId
from playground.model.network import Connection, DropoutSpec, Layer
from playground.model.project import Project
from playground.model.specs import EmbeddingSpec, NoiseSpec
from tests.engine.damage import varied
from tests.engine.projects import same_parameters
from tests.peers.architectures import drawn

NETWORKS, STEPS = 60, 23


def lively(number: int) -> tuple[Project, Dataset]:
    """Return a drawn network with every optimizer, clipping, held weights, and numbers drawn."""
    made, dataset = drawn(number)
    made = varied(made, dataset.shape, number)
    if isinstance(made.network.layers[1].spec, EmbeddingSpec) or number % 3 == 0:
        return made, dataset
    # Behind the input, where every kind of data passes.
    entry, spec = made.network.layers[0].id, NoiseSpec(0.2) if number % 2 else DropoutSpec(0.3)
    drawing = Layer(LayerId("drawing"), "drawing", spec)
    connections = tuple(
        replace(c, source=drawing.id) if c.source == entry else c for c in made.network.connections
    )
    network = replace(
        made.network,
        layers=(*made.network.layers, drawing),
        connections=(Connection(entry, drawing.id), *connections),
    )
    return replace(made, network=network), dataset


@contextmanager
def network(number: int) -> Iterator[Project]:
    made, dataset = lively(number)
    with (
        mock.patch.object(prepare_module, "build", return_value=dataset),
        mock.patch.object(prepare_module, "shape_of", return_value=dataset.shape),
        mock.patch.object(run_module, "shape_of", return_value=dataset.shape),
        # Bursts in shared memory for small networks too.
        mock.patch.object(sharing, "LEAST", 0),
    ):
        yield made


def look_at_everything(trainer: Trainer) -> None:
    """Ask for whatever a window shows: none of it may move a bit."""
    trainer.metrics()
    trainer.probe(trainer.dataset.size - 1)
    trainer.evaluator.decisions()
    trainer.evaluator.layer_activations(trainer.dataset.inputs[:3])
    trainer.state()


def in_pieces(project: Project, rng: random.Random) -> Trainer:
    """Train in pieces of every kind, looking at the network in between, and opened anew."""
    trainer = Trainer(project)
    while trainer.step < STEPS:
        how = rng.randrange(6)
        if how == 0:
            trainer.advance(rng.randint(1, min(7, STEPS - trainer.step)))
        elif how == 1:
            trainer.advance_batch()
        elif how == 2:
            trainer.advance_example()
        elif how == 3:
            look_at_everything(trainer)
        elif how == 4:
            trainer = Trainer(project, state=trainer.state())
        else:
            for _ in range(rng.randrange(2 * len(trainer.bound.tape))):
                if trainer.step < STEPS:
                    trainer.advance_operation()
    return trainer


@pytest.mark.parametrize("first", range(0, NETWORKS, 10))
def test_bits_do_not_depend_on_how_a_run_is_cut_into_pieces(first: int) -> None:
    for number in range(first, first + 10):
        with network(number) as project:
            whole = Trainer(project)
            whole.advance(STEPS)
            parts = in_pieces(project, random.Random(number))
            assert parts.guard is None, f"network {number}: {parts.guard}"
            assert same_parameters(whole, parts), f"network {number}"
            assert whole.curve().train_loss.tobytes() == parts.curve().train_loss.tobytes()
            parts.go_to(STEPS // 2)
            parts.advance(STEPS - STEPS // 2)
            assert same_parameters(whole, parts), f"network {number}, travelled"


def digest() -> str:
    """Return a digest of all parameters of all networks after some steps."""
    found = hashlib.sha256()
    for number in range(NETWORKS):
        with network(number) as project:
            trainer = Trainer(project)
            trainer.advance(STEPS)
            found.update(trainer.bound.block.tobytes())
            found.update(repr(trainer.metrics()).encode())
    return found.hexdigest()


def test_bits_are_equal_in_processes_that_hash_differently() -> None:
    said = []
    for seed in ("1", "77777"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        program = "from tests.engine.test_equal_bits import digest; print(digest())"
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True,
            check=True, timeout=300,
        )  # fmt: skip
        said.append(done.stdout)
    assert said[0] == said[1]
    assert said[0].strip() == digest()
