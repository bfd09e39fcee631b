"""Exports: readable by others, equal to the engine, and never half written."""

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from playground.data.build import build
from playground.engine.evaluate import Evaluator
from playground.engine.state import Float32, RunState
from playground.engine.trainer import Trainer
from playground.files.export import EXPORTS, TOLERANCE, check_format, export
from playground.model.catalog import ACTIVATIONS
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.model.network import Clamp
from playground.model.project import DataSpec, Project
from playground.model.text import parse


@pytest.mark.parametrize("suffix", EXPORTS)
def test_every_format_is_read_back_and_gives_the_engines_outputs(
    trained: RunState, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"weights{suffix}"
    report = export(path, trained, build(trained.project.data))
    assert report.largest_difference < TOLERANCE
    assert report.tensors == {
        "dense 1.weight": (3, 2),
        "dense 1.bias": (3,),
        "dense 2.weight": (3, 3),
        "dense 2.bias": (3,),
        "output.weight": (1, 3),
        "output.bias": (1,),
    }
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_other_tools_read_the_same_numbers(trained: RunState, tmp_path: Path) -> None:
    dataset = build(trained.project.data)
    for suffix in (".safetensors", ".npz", ".json"):
        export(tmp_path / f"w{suffix}", trained, dataset)
    named = {f"{t.id.layer}.{t.id.name}": t.planes[0] for t in trained.tensors}
    expected = named["L2.weight"]
    assert np.array_equal(load_file(tmp_path / "w.safetensors")["dense 1.weight"], expected)
    with np.load(tmp_path / "w.npz", allow_pickle=False) as arrays:
        assert np.array_equal(arrays["dense 1.weight"], expected)
    document = json.loads((tmp_path / "w.json").read_text())
    assert np.array_equal(np.float32(document["tensors"]["dense 1.weight"]), expected)
    assert document["network"] == "dense 3 tanh > dense 3 relu > output"


def test_the_script_runs_alone_and_answers_as_the_network(
    trained: RunState, tmp_path: Path
) -> None:
    dataset = build(trained.project.data)
    export(tmp_path / "net.py", trained, dataset)
    outputs = Trainer(trained.project, state=trained).evaluator.outputs(dataset.inputs)
    x, y = dataset.raw[5]
    done = subprocess.run(
        [sys.executable, "-I", tmp_path / "net.py", str(x), str(y)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    value = float(done.stdout.split("outputs [")[1].split("]")[0])
    assert abs(value - float(outputs[5, 0])) < 1e-4
    code = f"import net; print(net.predict({dataset.raw[:8].tolist()}))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    expected = ["blue" if value > 0.5 else "orange" for value in outputs[:8, 0]]
    assert done.stdout.strip() == str(expected)


def test_a_hostile_layer_name_stays_a_name(trained: RunState, tmp_path: Path) -> None:
    project = trained.project
    layer = project.network.layers[1]
    evil = '"); import os; os._exit(3); ("\\\n'
    network = project.network.with_layer(type(layer)(layer.id, evil, layer.spec))
    state = type(trained)(
        **{
            name: getattr(trained, name)
            for name in trained.__dataclass_fields__
            if name != "project"
        },
        project=type(project)(network, project.data, project.training, evil),
    )
    export(tmp_path / "net.py", state, build(project.data))
    done = subprocess.run(
        [sys.executable, tmp_path / "net.py"], capture_output=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("suffix", EXPORTS)
@pytest.mark.parametrize("name", ["a\0b", "\ud800", "é" * 70_000, "a/../b", "\n", "output"])
def test_a_name_that_no_format_takes_is_cleaned(
    trained: RunState, tmp_path: Path, suffix: str, name: str
) -> None:
    project = trained.project
    layer = dataclasses.replace(project.network.layers[1], name=name)
    renamed = dataclasses.replace(project, network=project.network.with_layer(layer))
    state = dataclasses.replace(trained, project=renamed)
    report = export(tmp_path / f"w{suffix}", state, build(project.data))
    assert len(report.tensors) == 6


@pytest.mark.parametrize("suffix", EXPORTS)
def test_a_full_disk_leaves_no_half_export(
    trained: RunState,
    tmp_path: Path,
    suffix: str,
    small_disk: Callable[[], AbstractContextManager[None]],
) -> None:
    evaluator = Trainer(trained.project, state=trained).evaluator
    with small_disk(), pytest.raises(PlaygroundError, match="Choose another disk"):
        export(tmp_path / f"w{suffix}", trained, build(trained.project.data), evaluator)
    assert list(tmp_path.iterdir()) == []


def answers_of(monkeypatch: pytest.MonkeyPatch, value: float) -> None:
    """Let the engine answer the same number to everything."""

    def activations(
        self: Evaluator, inputs: Float32, layers: tuple[LayerId, ...], lengths: None
    ) -> dict[LayerId, Float32]:
        return {layer: np.full((1, len(inputs)), value, np.float32) for layer in layers}

    monkeypatch.setattr(Evaluator, "layer_activations", activations)


def test_an_export_that_differs_is_not_kept(
    trained: RunState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.npz"
    path.write_bytes(b"old")
    answers_of(monkeypatch, 7.0)
    with pytest.raises(PlaygroundError, match="was not kept"):
        export(path, trained, build(trained.project.data))
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_answers_that_are_no_numbers_are_not_exported(
    trained: RunState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers_of(monkeypatch, np.nan)
    with pytest.raises(PlaygroundError, match="too large to be a number"):
        export(tmp_path / "a.npz", trained, build(trained.project.data))
    assert list(tmp_path.iterdir()) == []


def test_unknown_formats_are_refused_with_those_there_are() -> None:
    with pytest.raises(PlaygroundError, match="safetensors"):
        check_format(Path("weights.pkl"))


EVERYTHING = (
    "dense 4 {0} as a > dropout 0.3 > dense 4 {1} nobias > add a as s\n"
    "concat s input > dense 5 {2} > activation {3} > dense 1 {4}"
)


@pytest.mark.parametrize("suffix", EXPORTS)
@pytest.mark.parametrize("first", range(0, 11, 3))
def test_branches_dropout_clamps_and_every_activation_are_exported(
    tmp_path: Path, suffix: str, first: int
) -> None:
    names = [name for name in ACTIVATIONS if name not in ("step", "softmax")]
    chosen = [names[(first + place) % len(names)] for place in range(4)]
    text = EVERYTHING.format(*chosen, "tanh" if first % 2 else "linear")
    project = Project(parse(text), DataSpec("plane", examples=80))
    layer = project.network.layers[1].id
    clamps = (Clamp(UnitRef(layer, UnitId("u2")), 0.5),)
    project = dataclasses.replace(
        project, network=dataclasses.replace(project.network, clamps=clamps)
    )
    trainer = Trainer(project)
    trainer.advance(50)
    report = export(tmp_path / f"net{suffix}", trainer.state(), trainer.dataset)
    assert report.largest_difference < 1e-5
    assert "dense 2.bias" not in report.tensors
    assert report.tensors["dense 3.weight"] == (5, 6)
