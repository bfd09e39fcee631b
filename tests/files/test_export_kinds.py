"""Trained networks of every kind of layer, through every format and back."""

from pathlib import Path

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.files import export as exporting
from playground.files.export import EXPORTS, TOLERANCE, export
from playground.model import edits
from playground.model.project import DataSpec, Project
from playground.model.text import parse

PICTURES = (
    "conv 4 3x3 relu > batch_norm > pool 2 > conv 4 3x1 stride 2 groups 2 nobias tanh > flatten"
    " > dense 6 > layer_norm > output",
    "conv 3 2x3 pad 1,0,0,2 > average_pool 3 stride 2 same > upsample 2 > pool 3 stride 2 pad 1"
    " > conv 4 3x3 valid > softmax_over positions > global_average_pool > output",
    "noise 0.2 > dense 16 > reshape 4x2x2 > transposed_conv 3 3x3 relu > transposed_conv 2 2x2"
    " stride 3 pad 0,1,1,0 > dropout 0.2 > batch_norm > flatten > normalise > cosine 5"
    " > softmax_over units > output",
    "dense 6 tanh as a > dense 6 sigmoid > multiply a > batch_norm momentum 0.5 > activation silu"
    " > output",
)


@pytest.fixture(autouse=True)
def few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "EXAMPLES", 30)


def trained(text: str, data: DataSpec, steps: int = 20) -> Trainer:
    project = edits.set_training(Project(parse(text), data), batch_size=24)
    trainer = Trainer(project)
    trainer.advance(steps)
    return trainer


@pytest.mark.parametrize("text", PICTURES)
def test_networks_on_pictures(text: str, tmp_path: Path) -> None:
    trainer = trained(text, DataSpec("digits"))
    for suffix in EXPORTS:
        report = export(tmp_path / f"net{suffix}", trainer.state(), trainer.dataset)
        assert report.largest_difference < TOLERANCE, suffix
        assert report.examples == 30
    assert not any("x" in name.split(".")[-1] for name in report.tensors)
