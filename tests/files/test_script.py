"""The exported script: complete, no larger than its network needs, and open to any name."""

import builtins
import dis
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.files.content import content_of
from playground.files.export import EXPORTS, export
from playground.files.numpy_network import ACTIVATIONS, LAYERS
from playground.files.script import script
from playground.model.project import DataSpec, Project
from playground.model.text import parse

NOTHING: dict[str, Any] = {"layers": [], "outputs": []}


def described(kind: str = "input", activation: str = "linear") -> dict[str, Any]:
    return {**NOTHING, "layers": [{"kind": kind, "activation": activation}]}


def looked_up(code: CodeType) -> Iterator[str]:
    """Names that a function looks up among those of its module, functions within it included."""
    for instruction in dis.get_instructions(code):
        if instruction.opname == "LOAD_GLOBAL":
            yield instruction.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from looked_up(constant)


def run(text: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "exported"}
    exec(compile(text, "exported.py", "exec"), namespace)
    return namespace


@pytest.mark.parametrize(
    "description",
    [*(described(kind) for kind in LAYERS), *(described(activation=name) for name in ACTIVATIONS)],
    ids=[*LAYERS, *ACTIVATIONS],
)
def test_the_script_has_all_that_its_layers_call(description: dict[str, Any]) -> None:
    namespace = run(script(description, {}))
    functions = [value for value in namespace.values() if isinstance(value, FunctionType)]
    assert len(functions) > 5
    for function in functions:
        for name in looked_up(function.__code__):
            assert name in namespace or hasattr(builtins, name), (function.__name__, name)


def test_the_script_has_nothing_that_its_layers_do_not_call() -> None:
    namespace = run(script(described("dense", "tanh"), {}))
    assert {"dense", "with_bias", "tanh", "forward"} <= namespace.keys()
    assert namespace.keys().isdisjoint({"conv", "lstm", "counts", "softmax", "TINY", "relu"})


def trained(text: str, data: str) -> Trainer:
    trainer = Trainer(Project(parse(text), DataSpec(data, examples=40)))
    trainer.advance(5)
    return trainer


def said(path: Path, *words: str) -> str:
    """Return what the script answers on the command line."""
    done = subprocess.run(
        [sys.executable, "-I", path, *words], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_script_reads_tokens_by_their_names_and_shorter_sequences(tmp_path: Path) -> None:
    trainer = trained("embedding 3 > gru 4 > output", "recall")
    export(tmp_path / "net.py", trainer.state(), trainer.dataset)
    tokens = np.zeros((1, 10), np.float32)
    tokens[0, :3] = [2, 0, 1]
    expected = trainer.evaluator.outputs(tokens, np.array([3], np.int32))[0]
    answer = said(tmp_path / "net.py", "c", "a", "b")
    values = answer.split("outputs [")[1].split("]")[0].split(",")
    assert np.allclose([float(value) for value in values], expected, atol=1e-5)
    assert answer.strip().endswith("-> " + "abcd"[int(expected.argmax())])


def test_the_script_names_the_token_at_every_step(tmp_path: Path) -> None:
    trainer = trained("embedding 3 > rnn 4 whole > output", "letters")
    export(tmp_path / "net.py", trainer.state(), trainer.dataset)
    namespace = run((tmp_path / "net.py").read_text(encoding="utf-8"))
    raw = trainer.dataset.raw[:4]
    chosen = trainer.evaluator.decisions()[:4]
    vocabulary = trainer.dataset.shape.sequence.vocabulary  # type: ignore[union-attr]
    assert namespace["predict"](raw) == [[vocabulary[i] for i in row] for row in chosen]


@pytest.mark.parametrize("name", ["__TENSORS__", "__FORMULAS__", "'''", "{x}", "\\1", "%s"])
def test_no_name_of_a_layer_becomes_part_of_the_script(name: str, tmp_path: Path) -> None:
    trainer = trained("dense 2 > output", "moons")
    state = trainer.state()
    layer = replace(state.project.network.layers[1], name=name)
    project = replace(state.project, network=state.project.network.with_layer(layer))
    report = export(tmp_path / "net.py", replace(state, project=project), trainer.dataset)
    assert f"{name}.weight" in report.tensors


@pytest.mark.parametrize("suffix", EXPORTS)
def test_tensors_of_layers_with_dots_in_their_names_stay_apart(suffix: str, tmp_path: Path) -> None:
    """ "a" is attention with a tensor "a.query.weight", and so is the weight of "a.query"."""
    trainer = trained("dense 4 > dense 4 > attention 2 > global_average_pool > output", "waves")
    state = trainer.state()
    network = state.project.network
    for place, name in ((2, "a.query"), (3, "a")):
        network = network.with_layer(replace(network.layers[place], name=name))
    state = replace(state, project=replace(state.project, network=network))
    content = content_of(state, trainer.dataset)
    assert {"a.query.weight", "a.query.weight (2)"} <= content.tensors.keys()
    assert export(tmp_path / f"net{suffix}", state, trainer.dataset).largest_difference < 1e-5
