"""Every record has everything that belongs to it: a new kind of thing is not forgotten half way."""

import ast
import re
from dataclasses import fields

import pytest

from playground.data.catalog import DATASETS, FEATURES
from playground.data.makers import MAKERS
from playground.engine.derive import BACKWARD_RULES
from playground.engine.layers import LAYERS as LOWERED
from playground.engine.lower import LOSS
from playground.engine.lowering import FORWARD
from playground.engine.updating import UPDATE
from playground.files.formats import FORMATS
from playground.files.numpy_network import ACTIVATIONS as EXPORTED_ACTIVATIONS
from playground.files.numpy_network import LAYERS as EXPORTED_LAYERS
from playground.files.records import SPECS
from playground.kernels.optable import OPERATIONS, OpCode
from playground.model.catalog import (
    ACTIVATIONS,
    INITIALISERS,
    LAYERS,
    LOSSES,
    OPTIMIZERS,
    TARGET_RULES,
)
from playground.model.check import NOT_YET
from playground.model.fresh import fresh_spec
from playground.model.network import KINDS, plain_name
from playground.model.text.forms import FORMS
from playground.model.text.specs import JOINS as JOIN_WORDS
from playground.resources import resource_path
from playground.ui.layer_names import TITLES
from tests.kernels.twins import TWINS

SCRIPT = resource_path("templates", "network.py.txt").read_text(encoding="utf-8")


def keys_in_script(name: str) -> set[str]:
    """The names of a table in the exported script."""
    runnable = SCRIPT.replace("__DESCRIPTION__", "''").replace("__TENSORS__", "''")
    runnable = runnable.replace("__FORMULAS__", "")
    for node in ast.parse(runnable).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            (target,) = node.targets
            if isinstance(target, ast.Name) and target.id == name:
                return {key.value for key in node.value.keys if isinstance(key, ast.Constant)}  # type: ignore[misc]
    raise AssertionError(name)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_computed_derived_and_exported(name: str) -> None:
    assert FORWARD[name] in BACKWARD_RULES
    assert EXPORTED_ACTIVATIONS[name].__name__ == name


def test_losses_optimizers_and_layers_are_lowered_and_saved() -> None:
    assert set(LOSS) == set(LOSSES)
    assert set(UPDATE) == set(OPTIMIZERS)
    assert set(SPECS) == set(LAYERS)
    assert {rule.loss for rule in TARGET_RULES} == set(LOSSES)


@pytest.mark.parametrize("kind", LAYERS)
def test_a_kind_of_layer_is_exported(kind: str) -> None:
    assert kind in EXPORTED_LAYERS


@pytest.mark.parametrize("kind", LAYERS)
def test_a_kind_of_layer_can_be_drawn_written_saved_and_computed(kind: str) -> None:
    spec = fresh_spec(kind)
    assert KINDS[type(spec)] == kind
    assert {field.name for field in LAYERS[kind].fields} <= {field.name for field in fields(spec)}
    assert kind in (*FORMS, "dense", "activation", "dropout", *JOIN_WORDS, "input", "output")
    assert plain_name(kind) in TITLES
    # What cannot be computed is refused, in plain words.
    assert kind in {"input", *LOWERED} | NOT_YET


@pytest.mark.parametrize("code", OpCode)
def test_an_operation_has_its_record_and_its_twin(code: OpCode) -> None:
    assert OPERATIONS[code].formula
    assert code in TWINS


def test_datasets_and_features_are_made_and_exported() -> None:
    assert set(DATASETS) == set(MAKERS)
    assert keys_in_script("FEATURES") == set(FEATURES)


def test_every_record_explains_itself_in_one_plain_sentence() -> None:
    tables = (ACTIVATIONS, LOSSES, OPTIMIZERS, INITIALISERS, LAYERS, DATASETS, FEATURES, FORMATS)
    for table in tables:
        for name, record in table.items():
            text = record.explanation
            assert re.fullmatch(r"[A-Z0-9].*\.", text), (name, text)
            assert "!" not in text, (name, text)
