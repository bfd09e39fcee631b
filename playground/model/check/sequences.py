"""Layers that work on sequences: embedding, position, recurrent layers, attention."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from playground.model.catalog import DEFAULT_UNITS
from playground.model.check.bounds import sound
from playground.model.check.joins import own_units as units_like
from playground.model.check.joins import passed
from playground.model.check.layers import own_units, pass_on, started
from playground.model.check.notes import Arrival, Notes, Units
from playground.model.check.repairs import bridge, insert_each, rewrite
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef
from playground.model.network import (
    AttentionSpec,
    DenseSpec,
    EmbeddingSpec,
    GruSpec,
    LastStepSpec,
    Layer,
    LayerSpec,
    LstmSpec,
    PositionSpec,
    RecurrentSpec,
    RnnSpec,
)
from playground.model.resolution import ParameterShape
from playground.model.text import unit_ids

GATES: Mapping[type[RecurrentSpec], tuple[str, ...]] = {
    RnnSpec: (),
    LstmSpec: ("i", "f", "g", "o"),
    GruSpec: ("r", "z", "n"),
}
"""Rows of the weights, gate after gate: "i.u1" is what the gate i of the unit u1 sums up."""


def no_tokens(notes: Notes, layer: Layer, sources: tuple[LayerId, ...]) -> None:
    """Note tokens that arrive at a layer which would compute with their numbers."""
    tokens = tuple(source for source in sources if notes.arrival((source,)).vocabulary)
    if tokens and not isinstance(layer.spec, EmbeddingSpec):
        notes.say(
            layer.id,
            f"Tokens arrive at {layer.name}. Their numbers are only names, so nothing can be computed "
            "with them. Insert an embedding in front of it.",
            insert_each(
                "Insert embedding", notes.project, tokens, layer,
                EmbeddingSpec(unit_ids(DEFAULT_UNITS)),
            ),
        )  # fmt: skip


def embedding(notes: Notes, layer: Layer, spec: EmbeddingSpec, arriving: Arrival) -> None:
    """Note the shape of a table with a row for every token."""
    started(notes, layer, spec)
    units = own_units(notes, layer, spec)
    if not arriving.vocabulary and arriving.units:
        notes.say(
            layer.id,
            f"{layer.name} looks up tokens, and plain numbers arrive. Use a dense layer.",
            rewrite("Use dense", notes.project, layer, DenseSpec(spec.units)),
            bridge("Remove it", notes.project, layer.id),
        )
    own: tuple[ParameterShape, ...] = ()
    if arriving.vocabulary and arriving.units:
        name = ParameterId(layer.id, "weight")
        tokens = _tokens(notes, arriving.units[0].layer)
        # A row for each token: that is how it is looked up, and where its numbers lie together.
        own = (ParameterShape(name, tokens, units, spec.initialiser),)
    notes.shape(layer, arriving, units, parameters=own, positions=arriving.positions)


def _tokens(notes: Notes, origin: LayerId) -> Units:
    """Return the tokens as units, called as they are written: "t:a". No line break, no strange sign."""
    assert notes.data.sequence is not None
    names = tuple(ascii(token)[1:-1] for token in notes.data.sequence.vocabulary)
    if len(set(names)) < len(names):
        names = tuple(f"{index}" for index in range(len(names)))
    return tuple(UnitRef(origin, UnitId(f"t:{name}")) for name in names)


def position(notes: Notes, layer: Layer, spec: PositionSpec, arriving: Arrival) -> None:
    """Note the shape of a sequence with marks at its positions."""
    how = sound(notes, layer, spec).how
    units = passed(layer.id, arriving.units)
    own: tuple[ParameterShape, ...] = ()
    if _is_sequence(notes, layer, arriving):
        own = (_marks(layer.id, units, arriving.positions, how),)
    pass_on(notes, layer, arriving, parameters=own)


def _marks(owner: LayerId, units: Units, positions: tuple[int, ...], how: str) -> ParameterShape:
    """Return the table of a position layer; waves are one that never moves.

    The sizes that all of its numbers depend on stand in the name: another size is another table.
    """
    if how == "learned":
        name = ParameterId(owner, f"table {positions[0]}")
        return ParameterShape(name, units, (), "glorot", positions)
    name = ParameterId(owner, f"waves {len(units)}x{positions[0]}")
    return ParameterShape(name, units, (), "waves", positions, is_trained=False)


def recurrent(notes: Notes, layer: Layer, spec: RecurrentSpec, arriving: Arrival) -> None:
    """Note the shape of what is remembered: at every position, or at the last one."""
    spec = sound(notes, layer, spec)
    started(notes, layer, spec)
    units = own_units(notes, layer, spec)
    is_sequence = _is_sequence(notes, layer, arriving)
    notes.shape(
        layer,
        arriving,
        units,
        parameters=_gates(notes, layer, spec, units, arriving.units) if is_sequence else (),
        positions=arriving.positions if is_sequence and spec.whole_sequence else (),
    )


def _gates(
    notes: Notes, layer: Layer, spec: RecurrentSpec, units: Units, arriving: Units
) -> tuple[ParameterShape, ...]:
    owner, start = layer.id, spec.initialiser
    rows = tuple(
        UnitRef(layer.id, UnitId(f"{gate}.{unit.unit}"))
        for gate in GATES[type(spec)]
        for unit in units
    )
    forget = spec.forget_bias if isinstance(spec, LstmSpec) else 0.0
    own = (
        ParameterShape(ParameterId(owner, "weight"), rows or units, arriving, start),
        ParameterShape(ParameterId(owner, "recurrent"), rows or units, units, start),
        ParameterShape(ParameterId(owner, "bias"), rows or units, (), "zeros", forget_bias=forget),
    )
    if not isinstance(spec, GruSpec):
        return own
    return (*own, ParameterShape(ParameterId(owner, "recurrent_bias"), units, (), "zeros"))


def last_step(notes: Notes, layer: Layer, _: LastStepSpec, arriving: Arrival) -> None:
    """Note the shape of the last position."""
    _is_sequence(notes, layer, arriving)
    notes.shape(layer, arriving, passed(layer.id, arriving.units), arriving.units)


def attention(notes: Notes, layer: Layer, spec: AttentionSpec, arriving: Arrival) -> None:
    """Note the shape of a sequence whose positions have looked at each other."""
    spec = sound(notes, layer, spec)
    width = len(arriving.units)
    if width and width % spec.heads:
        fitting = max(heads for heads in range(1, spec.heads) if width % heads == 0)
        fewer = replace(spec, heads=fitting)
        notes.say(
            layer.id,
            f"{spec.heads} heads of {layer.name} cannot share {width} units evenly. Choose a number "
            "of heads that divides them.",
            rewrite(f"Use {fitting} heads", notes.project, layer, fewer),
        )
    units = units_like(layer.id, arriving.units)
    own: tuple[ParameterShape, ...] = ()
    is_sequence = _is_sequence(notes, layer, arriving)
    if is_sequence:
        own = _projections(layer.id, units, arriving.units)
    positions = arriving.positions if is_sequence else ()
    notes.shape(layer, arriving, units, parameters=own, positions=positions)


def _projections(owner: LayerId, units: Units, arriving: Units) -> tuple[ParameterShape, ...]:
    return tuple(
        part
        for name in ("query", "key", "value", "output")
        for part in (
            ParameterShape(
                ParameterId(owner, name), units, units if name == "output" else arriving, "glorot"
            ),
            ParameterShape(ParameterId(owner, f"{name} bias"), units, (), "zeros"),
        )
    )


def _is_sequence(notes: Notes, layer: Layer, arriving: Arrival) -> bool:
    """Whether a sequence arrives; something else is noted."""
    if len(arriving.positions) == 1 and arriving.units:
        return True
    if not arriving.units:
        return False
    out = [bridge("Remove it", notes.project, layer.id)]
    if isinstance(layer.spec, RecurrentSpec):
        plain = DenseSpec(layer.spec.units, "tanh", layer.spec.initialiser)
        out.insert(0, rewrite("Use dense", notes.project, layer, plain))
    notes.say(
        layer.id,
        f"{layer.name} works on sequences, and a picture arrives. Use another layer."
        if arriving.positions
        else f"{layer.name} works on sequences, and a row of {len(arriving.units):,} values "
        "without positions arrives. Use another layer.",
        *out,
    )
    return False


RULES: Mapping[type[LayerSpec], Callable[[Notes, Layer, Any, Arrival], None]] = {
    EmbeddingSpec: embedding,
    PositionSpec: position,
    RnnSpec: recurrent,
    LstmSpec: recurrent,
    GruSpec: recurrent,
    LastStepSpec: last_step,
    AttentionSpec: attention,
}
"""Settings of a layer → what notes its shape."""
