"""Trained networks of every kind of layer, through every format and back."""

import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.files import export as exporting
from playground.files.export import EXPORTS, ExportReport, export
from playground.model import edits
from playground.model.catalog import LAYERS
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.model.network import Clamp, Connection, Layer, OutputSpec
from playground.model.project import DataSpec, Project
from playground.model.specs import KINDS
from playground.model.text import parse
from tests.engine.test_heads import players

PICTURES = (
    "conv 4 3x3 relu > batch_norm > pool 2 > conv 4 3x1 stride 2 groups 2 nobias tanh > flatten"
    " > dense 6 > layer_norm > output",
    "conv 3 2x3 pad 1,0,0,2 > average_pool 3 stride 2 same > upsample 2 > pool 3 stride 2 pad 1"
    " > conv 4 3x3 valid > softmax_over positions > global_average_pool > output",
    "noise 0.2 > dense 16 > reshape 4x2x2 > transposed_conv 3 3x3 relu > transposed_conv 2 2x2"
    " stride 3 pad 0,1,1,0 > dropout 0.2 > batch_norm > flatten > normalise > cosine 5"
    " > softmax_over units > output",
    "dense 6 tanh as a > dense 6 sigmoid > multiply a > batch_norm momentum 0.5 as m"
    " > activation silu > concat m > output",
    "features p60 p3 p20 p21 as some; features p9 p10 > dense 4 tanh > concat some > output",
)

SEQUENCES = (
    ("recall", "embedding 4 > lstm 5 whole forget 2 > rnn 4 > output"),
    ("recall", "embedding 4 > gru 5 whole > position > last_step > output"),
    (
        "brackets",
        "embedding 6 > position sinusoidal > attention 2 > dense 4 relu > softmax_over positions"
        " > global_average_pool > output",
    ),
    ("waves", "dense 4 > lstm 3 whole > flatten > reshape 3x8x3 > conv 2 3x3 > flatten > output"),
    ("waves", "gru 3 whole > output reconstruct"),
    ("waves", "gru 3 whole > output next tanh"),
    (
        "letters",
        "embedding 8 as e > position > attention 2 causal as a > add e > layer_norm as n"
        " > dense 16 gelu > dense 8 > add n > output",
    ),
)


@pytest.fixture(autouse=True)
def few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "EXAMPLES", 30)


def started(project: Project) -> Trainer:
    trainer = Trainer(edits.set_training(project, batch_size=24))
    trainer.advance(20)
    return trainer


def trained(text: str, data: DataSpec) -> Trainer:
    return started(Project(parse(text), data))


def agrees(trainer: Trainer, folder: Path) -> ExportReport:
    """Export in every format; return the last report."""
    for suffix in EXPORTS:
        report = export(folder / f"net{suffix}", trainer.state(), trainer.dataset)
        assert report.largest_difference < 1e-5, suffix
        assert report.examples == min(30, trainer.dataset.size)
    return report


@pytest.mark.parametrize(("data", "text"), [*(("digits", text) for text in PICTURES), *SEQUENCES])
def test_a_network_gives_the_engines_outputs(data: str, text: str, tmp_path: Path) -> None:
    agrees(trained(text, DataSpec(data)), tmp_path)


def test_every_kind_of_layer_stands_in_one_of_the_networks() -> None:
    texts = (*PICTURES, *(text for _, text in SEQUENCES))
    kinds = {KINDS[type(layer.spec)] for text in texts for layer in parse(text).layers}
    assert kinds >= set(LAYERS)


def test_tensors_are_called_and_shaped_as_others_expect(tmp_path: Path) -> None:
    network = "conv 4 3x5 > batch_norm > flatten > dense 3 > output"
    assert agrees(trained(network, DataSpec("digits")), tmp_path).tensors == {
        "conv 1.weight": (4, 1, 3, 5),
        "conv 1.bias": (4,),
        "batch norm 1.weight": (4,),
        "batch norm 1.bias": (4,),
        "batch norm 1.mean": (4,),
        "batch norm 1.variance": (4,),
        "dense 1.weight": (3, 256),
        "dense 1.bias": (3,),
        "output.weight": (10, 3),
        "output.bias": (10,),
    }
    network = "embedding 6 > position > attention 2 > gru 5 > output"
    attention = {
        f"attention 1.{part}.{name}": (6, 6) if name == "weight" else (6,)
        for part in ("query", "key", "value", "output")
        for name in ("weight", "bias")
    }
    assert agrees(trained(network, DataSpec("recall")), tmp_path).tensors == {
        "embedding 1.weight": (4, 6),
        "position 1.weight": (6, 10),
        **attention,
        "gru 1.weight": (15, 6),
        "gru 1.recurrent": (15, 5),
        "gru 1.bias": (15,),
        "gru 1.recurrent_bias": (5,),
        "output.weight": (4, 5),
        "output.bias": (4,),
    }


def changed(project: Project, place: int, **values: Any) -> Project:
    """Return the project with fields of one layer changed."""
    layer = replace(project.network.layers[place], **values)
    return replace(project, network=project.network.with_layer(layer))


def test_shared_weights_are_written_once(tmp_path: Path) -> None:
    project = Project(
        parse("dense 5 tanh > dense 5 relu > dense 5 tanh > output"), DataSpec("moons")
    )
    owner = project.network.layers[2].id
    trainer = started(changed(project, 3, shares=owner))
    report = agrees(trainer, tmp_path)
    assert "dense 2.weight" in report.tensors
    assert not any(name.startswith("dense 3") for name in report.tensors)


def test_a_tied_autoencoder_gives_back_its_inputs(tmp_path: Path) -> None:
    project = Project(parse("dense 12 tanh > output"), DataSpec("digits"))
    hidden = project.network.layers[1].id
    spec = OutputSpec(activation="linear", target="input")
    tied = changed(project, 2, shares=hidden, is_transposed=True, spec=spec)
    report = agrees(started(tied), tmp_path)
    assert report.tensors == {
        "dense 1.weight": (12, 64), "dense 1.bias": (12,), "output.bias": (64,),
    }  # fmt: skip
    namespace = runpy.run_path(str(tmp_path / "net.py"))
    answers = namespace["predict"](np.ones((2, 64)))
    assert answers.shape == (2, 64)


def test_every_output_is_compared(tmp_path: Path) -> None:
    """Two outputs behind one trunk: the class, and the inputs once more."""
    project = Project(parse("dense 6 tanh > output"), DataSpec("moons"))
    network = project.network
    trunk = network.layers[1].id
    other = Layer(LayerId("second"), "copy", OutputSpec(target="input", weight=0.5))
    network = replace(
        network,
        layers=(*network.layers, other),
        connections=(*network.connections, Connection(trunk, other.id)),
    )
    trainer = started(replace(project, network=network))
    agrees(trainer, tmp_path)
    namespace = runpy.run_path(str(tmp_path / "net.py"))
    inputs = trainer.dataset.inputs[:5]
    answers = namespace["outputs"](inputs)
    assert {name: values.shape for name, values in answers.items()} == {
        "output": (5, 1),
        "copy": (5, 2),
    }
    ours = trainer.evaluator.layer_activations(inputs, (other.id,))[other.id].T
    assert np.allclose(answers["copy"], ours, atol=1e-5)


def test_a_channel_that_is_held_is_held_at_every_place(tmp_path: Path) -> None:
    project = Project(parse("conv 3 3x3 tanh > pool 2 > flatten > output"), DataSpec("digits"))
    held = UnitRef(project.network.layers[1].id, UnitId("u2"))
    network = replace(project.network, clamps=(Clamp(held, 0.5),))
    agrees(started(replace(project, network=network)), tmp_path)


def test_the_players_of_a_gan_are_compared_on_the_numbers_that_were_drawn(tmp_path: Path) -> None:
    trainer = Trainer(players())
    trainer.advance(20)
    assert agrees(trainer, tmp_path).tensors == {
        "maker.weight": (2, 3), "maker.bias": (2,), "judge.weight": (4, 2), "judge.bias": (4,),
        "real.weight": (1, 4), "real.bias": (1,),
    }  # fmt: skip
    namespace = runpy.run_path(str(tmp_path / "net.py"))
    values = namespace["forward"](namespace["NETWORK"], namespace["WEIGHTS"], np.zeros((300, 2)))
    assert values["maker"].shape == (300, 2)
    assert 0.7 < values["latent"].std() < 1.3
