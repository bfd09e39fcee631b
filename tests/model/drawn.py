"""Networks of every kind of layer, drawn by hypothesis: sensible ones, and ones that only a file holds."""

from dataclasses import fields, replace
from typing import Any

from hypothesis import strategies as st

from playground.model.catalog import LAYERS, Field
from playground.model.check import DataShape
from playground.model.fresh import fresh_spec
from playground.model.ids import LayerId, UnitId
from playground.model.network import (
    KINDS,
    Connection,
    DecayedSpec,
    InputSpec,
    JoinSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
)
from playground.model.resolution import SequenceShape
from playground.model.text import unit_ids

PLANE = DataShape("binary", (UnitId("x"), UnitId("y")), ("orange", "blue"), None, True)
DIGITS = DataShape(
    "classes", tuple(UnitId(f"p{i}") for i in range(64)), tuple("0123456789"), (1, 8, 8)
)
COLOURS = DataShape(
    "classes", tuple(UnitId(f"p{i}") for i in range(3 * 6 * 5)), ("a", "b", "c"), (3, 6, 5)
)
WAVES = DataShape("regression", (UnitId("x"), UnitId("y")), sequence=SequenceShape(20))
LETTERS = DataShape(
    "binary", (UnitId("token"),), ("no", "yes"), sequence=SequenceShape(12, ("a", "b", "\n", "."))
)
NEXT = replace(
    LETTERS, task="tokens", classes=LETTERS.sequence.vocabulary if LETTERS.sequence else ()
)
DATA = (PLANE, DIGITS, COLOURS, WAVES, LETTERS, NEXT)

HIDDEN = tuple(kind for kind in KINDS.values() if kind not in ("input", "output"))
_ODD: tuple[Any, ...] = (
    *(-1, 0, 1, 2, 3, 5, 16, 10**9, 2**62, 0.0, 0.5, -0.1, 1e300, float("nan"), float("inf")),
    *("", "same", "valid", "relu", "nonsense", None, True, False),
    *((), (1, 2), (0, 0, 0, 0), (1, 0, 2, 1), (9, 9, 9, 9), (-1, 0, 0, 0), (0.5, 0, 0, 0)),
)
_DECAYS = st.none() | st.sampled_from([0.0, 0.01, 1.0])
_ODD_DECAYS = st.none() | st.sampled_from([-1.0, 0.0, 1e300, float("nan")])
_ODD_UNITS = ((), ("u1", "u1"), ("u1",), ("a.b", "c/0"), tuple(f"u{n}" for n in range(4100)))


def _values(field: Field) -> st.SearchStrategy[Any]:
    """Return values that a setting can have, small ones."""
    if field.name == "units":
        return st.integers(1, 9).map(unit_ids)
    if field.is_switch:
        return st.booleans()
    if field.are_features:
        names = st.sampled_from(["x", "y", "p3", "token", "two words", "as"]).map(UnitId)
        return st.lists(names, max_size=3, unique=True).map(tuple)
    if field.choices:
        named: st.SearchStrategy[Any] = st.sampled_from(field.choices)
        return named | st.tuples(*[st.integers(0, 2)] * 4) if field.has_sides else named
    assert field.minimum is not None
    assert field.maximum is not None
    if field.is_whole:
        numbers: st.SearchStrategy[Any] = st.integers(int(field.minimum), 4)
        return st.none() | numbers if field.is_optional else numbers
    steps = st.integers(1, 99).map(lambda step: step / 100)
    return steps.filter(field.allows)


@st.composite
def specs(draw: st.DrawFn, kinds: tuple[str, ...] = HIDDEN) -> LayerSpec:
    """Return settings of a hidden layer, all within their limits."""
    kind = draw(st.sampled_from(kinds))
    settings = {field.name: draw(_values(field)) for field in LAYERS[kind].fields}
    return replace(fresh_spec(kind), **settings)


@st.composite
def odd_specs(draw: st.DrawFn) -> LayerSpec:
    """Return settings of any layer, some of which only a file or a script can bring."""
    spec = draw(st.builds(OutputSpec) | specs()) if draw(st.integers(0, 9)) else OutputSpec()
    names = [field.name for field in fields(spec) if field.name not in ("target", "weight")]
    for name in draw(st.lists(st.sampled_from(names), max_size=2)) if names else ():
        is_units = name == "units" and not isinstance(spec, OutputSpec)
        # An activation, a start or a loss is text in every file.
        is_text = isinstance(getattr(spec, name), str) and name != "padding"
        choices = tuple(v for v in _ODD if isinstance(v, str)) if is_text else _ODD
        if isinstance(spec, OutputSpec):
            choices = (None, "relu", "softmax", "ce", "nonsense") if name != "units" else (None, 3)
            if name in ("initialiser", "has_bias"):
                continue
        odd = st.sampled_from(_ODD_UNITS if is_units else choices)
        spec = replace(spec, **{name: draw(odd)})
    return spec


@st.composite
def networks(draw: st.DrawFn, *, is_odd: bool = False, most: int = 7) -> Network:
    """Return a network of any layers: mostly a chain, with branches where joins want them."""
    layers, connections = [Layer(LayerId("L1"), "input", InputSpec())], list[Connection]()
    drawn = draw(st.lists(odd_specs() if is_odd else specs(), max_size=most))
    for number, spec in enumerate([*drawn, OutputSpec()], start=2):
        known = [layer.id for layer in layers if not isinstance(layer.spec, OutputSpec)]
        count = draw(st.integers(1, min(3, len(known)))) if isinstance(spec, JoinSpec) else 1
        first = known[-1]
        if is_odd and draw(st.integers(0, 5)) == 0:
            first = draw(st.sampled_from(known))
        sources = dict.fromkeys(
            [first, *draw(st.lists(st.sampled_from(known), max_size=count - 1))]
        )
        layer_id = LayerId(f"L{number}")
        decay = draw(_ODD_DECAYS if is_odd else _DECAYS) if isinstance(spec, DecayedSpec) else None
        layers.append(Layer(layer_id, f"layer {number}", spec, weight_decay=decay))
        connections += [Connection(source, layer_id) for source in sources]
    return Network(tuple(layers), tuple(connections), len(layers) + 1)
