"""Drawn networks of every kind of layer: each layer of the engine against its formula in NumPy.

A layer gets what the engine's layers before it put out, so that rounding does not add up.
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from playground.data.build import shape_of
from playground.engine.trainer import Trainer
from playground.files.content import content_of
from playground.files.numpy_network import ACTIVATIONS, LAYERS
from playground.model import edits
from playground.model.check import check
from playground.model.ids import LayerId
from playground.model.network import (
    KINDS,
    Connection,
    JoinSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
)
from playground.model.project import DataSpec, Project
from tests.model.drawn import HIDDEN, networks, specs

DATA = ("moons", "digits", "waves", "recall", "letters")
EXAMPLES = 20
REPAIRS = 30


def with_layer(network: Network, spec: LayerSpec) -> Network:
    """Put a layer in front of the output; a join also takes the input itself."""
    head = next(layer.id for layer in network.layers if isinstance(layer.spec, OutputSpec))
    (source,) = network.sources(head)
    first = network.layers[0].id
    sources = dict.fromkeys((source, first) if isinstance(spec, JoinSpec) else (source,))
    layer = Layer(LayerId("tried"), "tried", spec)
    kept = (c for c in network.connections if c != Connection(source, head))
    return replace(
        network,
        layers=(*network.layers, layer),
        connections=(
            *kept,
            *(Connection(s, layer.id) for s in sources),
            Connection(layer.id, head),
        ),
    )


def repaired(network: Network, data: str) -> Project | None:
    """Return a project that can be trained, near the one that was drawn; None where none is."""
    project = edits.set_training(Project(network, DataSpec(data, examples=60)), batch_size=16)
    for _ in range(REPAIRS):
        problems = check(project, shape_of(project.data)).problems
        if not problems:
            return project
        repair = problems[0].repair
        if repair is None:
            return None
        project = repair.project
    return None


@pytest.mark.parametrize("kind", HIDDEN)
@settings(max_examples=5, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_layer_of_a_drawn_network(kind: str, data: st.DataObject) -> None:
    network = with_layer(data.draw(networks(most=2)), data.draw(specs((kind,))))
    project = repaired(network, data.draw(st.sampled_from(DATA)))
    assume(project is not None)
    assert project is not None
    assume(any(KINDS[type(layer.spec)] == kind for layer in project.network.layers))
    trainer = Trainer(project)
    trainer.advance(3)
    dataset = trainer.dataset
    content = content_of(trainer.state(), dataset)
    inputs = dataset.inputs[:EXAMPLES]
    lengths = None if dataset.lengths is None else dataset.lengths[:EXAMPLES]
    found = trainer.evaluator.layer_activations(inputs, None, lengths)
    order = check(project, dataset.shape).order
    values = {
        layer.name: found[i].T.reshape(len(inputs), *layer.shape).astype(np.float64)
        for i, layer in zip(order, content.layers, strict=True)
    }
    for layer in content.layers[1:]:
        weights = {role: np.float64(content.tensors[t]) for role, t in layer.tensors.items()}
        arriving = [values[name] for name in layer.inputs]
        z = LAYERS[layer.kind](layer, weights, lengths, *arriving)
        a = ACTIVATIONS[layer.activation](z)
        largest = max(1.0, *(float(np.abs(part).max()) for part in (a, *arriving)))
        assert np.abs(a - values[layer.name]).max() < 1e-5 * largest, layer
