"""Edits of layers of every kind: units, settings, what is held, copies."""

import math
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.model import edits
from playground.model.errors import EditError
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import UnitsSpec
from playground.model.project import Project
from playground.model.resolution import ParameterShape
from playground.model.text import merge, parse, render, starter_network

OWN_UNITS = ("conv", "transposed_conv", "embedding", "rnn", "lstm", "gru", "cosine")


@pytest.mark.parametrize("kind", OWN_UNITS)
def test_units_of_every_kind_keep_their_ids(kind: str) -> None:
    project = edits.insert_layer(Project(starter_network()), kind, units=4)
    (layer,) = (layer.id for layer in project.network.layers if layer.id not in ("L1", "L2"))

    def units(project: Project) -> tuple[str, ...]:
        spec = project.network.layer(layer).spec
        assert isinstance(spec, UnitsSpec)
        return spec.units

    assert units(project) == ("u1", "u2", "u3", "u4")
    fewer = edits.remove_unit(project, layer, UnitId("u2"))
    assert units(fewer) == ("u1", "u3", "u4")
    assert units(edits.add_units(fewer, [layer], 1)) == ("u1", "u3", "u4", "u2")
    assert units(edits.set_units(fewer, layer, 2)) == ("u1", "u3")
    text = merge(fewer.network, parse(render(fewer.network).replace(" 3", " 5", 1)))
    assert len(units(Project(text))) == 5
    assert units(Project(text))[:3] == ("u1", "u3", "u4")
    frozen = edits.set_frozen(project, [layer], True)
    assert frozen.network.layer(layer).is_frozen


@pytest.mark.parametrize(
    "kind", ["flatten", "max_pool", "upsample", "last_step", "noise", "multiply"]
)
def test_a_layer_without_units_or_weights_refuses_in_plain_words(kind: str) -> None:
    project = edits.insert_layer(Project(starter_network()), kind)
    layer = project.network.layers[-1].id
    with pytest.raises(EditError, match="no units of its own"):
        edits.set_units(project, layer, 3)
    with pytest.raises(EditError, match="no weights"):
        edits.set_initialiser(project, layer, "he")
    with pytest.raises(EditError, match="no weights"):
        edits.set_bias(project, layer, True)
    with pytest.raises(EditError, match="no activation"):
        edits.set_activation(project, layer, "relu")
    with pytest.raises(EditError, match="Only layers with weights"):
        edits.set_frozen(project, [layer], True)


@pytest.mark.parametrize(
    ("kind", "name", "good", "bad", "words"),
    [
        ("conv", "kernel_width", 5, 16, "whole number from 1 to 15"),
        ("conv", "kernel_height", 1, 0, "whole number from 1 to 15"),
        ("conv", "stride", 2, 1.5, "whole number"),
        ("conv", "padding", (1, 0, 1, 0), (1, 2), "top, bottom, left, right"),
        ("conv", "padding", "valid", "none", "same, valid"),
        ("conv", "groups", 2, True, "whole number"),
        ("max_pool", "stride", None, 0, "whole number"),
        ("lstm", "whole_sequence", True, 1, "on or off"),
        ("lstm", "forget_bias", 0.5, float("nan"), "number from 0 to 10"),
        ("attention", "heads", 4, 65, "from 1 to 64"),
        ("position", "how", "sinusoidal", "waves", "learned, sinusoidal"),
        ("noise", "deviation", 0, -1, "number from 0"),
        ("batch_norm", "momentum", 0.5, 0, "number above 0, and at most 1"),
        ("reshape", "height", 3, 257, "whole number from 1 to 256"),
    ],
)
def test_a_setting_of_a_kind_is_set_within_its_limits(
    kind: str, name: str, good: object, bad: object, words: str
) -> None:
    project = edits.insert_layer(Project(starter_network()), kind)
    layer = project.network.layers[-1].id
    after = edits.set_setting(project, layer, name, good)
    assert getattr(after.network.layer(layer).spec, name) == good
    with pytest.raises(EditError, match=words):
        edits.set_setting(project, layer, name, bad)
    for other in ("units", "nonsense", "__class__"):
        with pytest.raises(EditError, match="has no setting"):
            edits.set_setting(project, layer, other, 1)


def test_among_several_layers_those_with_the_setting_take_it() -> None:
    project = Project(parse("conv 2 > pool 2 > flatten > output"))
    after = edits.set_setting(project, [LayerId("L2"), LayerId("L3"), LayerId("L4")], "stride", 3)
    assert render(after.network) == "conv 2 3x3 stride 3 > pool 2 stride 3 > flatten > output"


def test_gates_are_held_weight_by_weight_and_kernels_as_a_whole() -> None:
    project = Project(parse("lstm 2 > conv 2 > output"))
    gate = UnitRef(LayerId("L2"), UnitId("f.u1"))
    bias = WeightRef(ParameterId(LayerId("L2"), "bias"), gate)
    held = edits.freeze_weight(project, bias)
    assert held.network.frozen_weights == (bias,)
    assert edits.remove_unit(held, LayerId("L2"), UnitId("u1")).network.frozen_weights == ()
    channel, before = UnitRef(LayerId("L3"), UnitId("u1")), UnitRef(LayerId("L2"), UnitId("u2"))
    kernel = WeightRef(ParameterId(LayerId("L3"), "weight 3x3"), channel, before)
    assert edits.cut_weight(project, kernel).network.cuts == (kernel,)
    gone = replace(kernel, target=UnitRef(LayerId("L3"), UnitId("u9")))
    with pytest.raises(EditError, match="no such weight"):
        edits.cut_weight(project, gone)


def test_the_row_of_a_token_is_held() -> None:
    project = Project(parse("embedding 2 > gru 2 > output"))
    token, unit = UnitRef(LayerId("L1"), UnitId("t:a")), UnitRef(LayerId("L2"), UnitId("u1"))
    weight = WeightRef(ParameterId(LayerId("L2"), "weight"), token, unit)
    held = edits.freeze_weight(project, weight)
    assert held.network.frozen_weights == (weight,)
    assert edits.remove_unit(held, LayerId("L2"), UnitId("u1")).network.frozen_weights == ()


def test_a_copied_part_of_pictures_keeps_what_is_held_in_it() -> None:
    project = Project(parse("conv 2 as a > pool 2 as p > flatten > dense 2 as d > output"))
    pooled = UnitRef(LayerId("L3"), UnitId("L2.u1"))
    project = edits.clamp_unit(project, pooled, 0.5)
    weight = WeightRef(
        ParameterId(LayerId("L5"), "weight"),
        UnitRef(LayerId("L5"), UnitId("u1")),
        UnitRef(LayerId("L4"), UnitId("L2.u1/0,0")),
    )
    project = edits.cut_weight(project, weight)
    both = edits.duplicate(project, [LayerId(f"L{n}") for n in range(2, 6)])
    assert [clamp.unit for clamp in both.network.clamps] == [
        pooled,
        UnitRef(LayerId("L8"), UnitId("L7.u1")),
    ]
    assert both.network.cuts[1] == WeightRef(
        ParameterId(LayerId("L10"), "weight"),
        UnitRef(LayerId("L10"), UnitId("u1")),
        UnitRef(LayerId("L9"), UnitId("L7.u1/0,0")),
    )


@given(
    rows=st.integers(1, 5),
    columns=st.integers(0, 5),
    kernel=st.lists(st.integers(1, 4), max_size=2).map(tuple),
    data=st.data(),
)
def test_every_number_of_a_parameter_has_one_name(
    rows: int, columns: int, kernel: tuple[int, ...], data: st.DataObject
) -> None:
    owner, other = LayerId("L2"), LayerId("L1")
    shape = ParameterShape(
        ParameterId(owner, "weight"),
        tuple(UnitRef(owner, UnitId(f"u{n}")) for n in range(rows)),
        tuple(UnitRef(other, UnitId(f"u{n}")) for n in range(columns)),
        "glorot",
        kernel,
    )
    places = math.prod(kernel)
    at = [
        (row, column, place)
        for row in range(rows)
        for column in range(max(1, columns))
        for place in range(places)
    ]
    refs = [shape.weight_at(*where) for where in at]
    assert len(set(refs)) == shape.size
    indices = [shape.index_of(ref) for ref in refs]
    assert indices == list(product(*(range(size) for size in shape.shape)))
    one = data.draw(st.sampled_from(refs))
    assert shape.index_of(replace(one, place=places + data.draw(st.integers(0, 3)))) is None
    assert shape.index_of(replace(one, place=-1)) is None
    assert (shape.index_of(one.whole) is None) == (places > 1)


def test_a_number_inside_a_kernel_is_held_cut_and_copied() -> None:
    project = Project(parse("conv 2 as a > conv 4 groups 2 as b > flatten > output"))
    sized = ParameterId(LayerId("L3"), "weight 3x3")
    one = WeightRef(
        sized,
        UnitRef(LayerId("L3"), UnitId("u2")),
        UnitRef(LayerId("L3"), UnitId("in0")),
        5,
    )
    held = edits.freeze_weight(project, one)
    assert held.network.frozen_weights == (one,)
    held = edits.cut_weight(held, replace(one, place=6))
    both = edits.duplicate(held, [LayerId("L2"), LayerId("L3")])
    copy = both.network.cuts[1]
    assert (copy.place, copy.parameter.layer, copy.source) == (
        6,
        copy.target.layer,
        UnitRef(copy.target.layer, UnitId("in0")),
    )
    assert edits.remove_unit(held, LayerId("L3"), UnitId("u2")).network.cuts == ()
    assert edits.release_weight(held, one).network.frozen_weights == ()
    inner = UnitRef(LayerId("L3"), UnitId("inner"))
    for wrong in (replace(one, place=-1), replace(one, source=inner)):
        with pytest.raises(EditError, match="no such weight"):
            edits.freeze_weight(project, wrong)
