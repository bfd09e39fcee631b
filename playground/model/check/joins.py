"""Joins: several branches become one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from playground.model.catalog import MAX_UNITS
from playground.model.check.notes import Arrival, Notes
from playground.model.check.repairs import bridge, cut, cut_one, insert_each, rewrite
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.model.network import (
    ConcatenateSpec,
    Connection,
    ConvSpec,
    DenseSpec,
    FlattenSpec,
    JoinSpec,
    Layer,
)
from playground.model.resolution import Repair
from playground.model.text import unit_ids


def join(notes: Notes, layer: Layer, spec: JoinSpec, sources: tuple[LayerId, ...]) -> None:
    """Note the shape of a layer that joins branches."""
    _branches(notes, layer, sources)
    _places(notes, layer, sources)
    if isinstance(spec, ConcatenateSpec):
        _concatenate(notes, layer, sources)
    else:
        _combine(notes, layer, sources)


def _branches(notes: Notes, layer: Layer, sources: tuple[LayerId, ...]) -> None:
    """At least two branches, and each of them comes from the input."""
    if len(sources) < 2:
        notes.say(
            layer.id,
            f"{layer.name} joins branches and has only one input. Draw a second connection into "
            "it, or remove it.",
            bridge("Remove it", notes.project, layer.id),
        )
    for source in sources:
        if source not in notes.order and source in notes.shapes:
            name = notes.network.layer(source).name
            notes.say(
                layer.id,
                f"{name} leads into {layer.name}, but no way leads from the input to {name}. "
                "Connect it, or cut it off.",
                cut_one("Cut it off", notes.project, Connection(source, layer.id)),
            )


def _places(notes: Notes, layer: Layer, sources: tuple[LayerId, ...]) -> None:
    """Every branch has the same positions."""
    found = {s: notes.shapes[s].positions for s in sources if s in notes.shapes}
    if len(set(found.values())) < 2:
        return
    told = ", ".join(f"{notes.network.layer(s).name} ({_said(p)})" for s, p in found.items())
    placed = tuple(source for source, positions in found.items() if positions)
    notes.say(
        layer.id,
        f"The branches of {layer.name} differ in height, width or length: {told}. Make them alike, "
        "or put each of them into a row.",
        insert_each("Insert flatten", notes.project, placed, layer, FlattenSpec()),
    )


def _said(positions: tuple[int, ...]) -> str:
    return " × ".join(str(size) for size in positions) or "1"


def _combine(notes: Notes, layer: Layer, sources: tuple[LayerId, ...]) -> None:
    """Note the shape of a join that works unit by unit: add or multiply."""
    first = notes.arrival(sources)
    arriving = first.units
    widths = {source: len(notes.units_of(source)) for source in sources}
    odd = tuple(s for s in sources if widths[s] != len(arriving))
    if odd and arriving:
        told = ", ".join(f"{notes.network.layer(s).name} ({widths[s]})" for s in sources)
        notes.say(
            layer.id,
            f"{layer.name} needs branches of equal width: {told}. Make them equal, or put them "
            "side by side.",
            _widened(notes, layer, odd, first),
            rewrite("Use concatenate", notes.project, layer, ConcatenateSpec()),
        )
    grids = {notes.arrival((source,)).grid for source in sources}
    notes.shape(
        layer,
        replace(first, sources=sources),
        own_units(layer.id, arriving),
        positions=first.positions,
        grid=first.grid if len(grids) == 1 else None,
    )


def _widened(notes: Notes, join: Layer, odd: tuple[LayerId, ...], first: Arrival) -> Repair:
    """Return the repair that gives branches the width of the first one."""
    width = len(first.units)
    if len(first.positions) == 2:
        mixing = ConvSpec(unit_ids(width), 1, 1)
        return insert_each("Insert convolution 1x1", notes.project, odd, join, mixing)
    plain = DenseSpec(unit_ids(width), "linear")
    return insert_each(f"Insert dense {width}", notes.project, odd, join, plain)


def _concatenate(notes: Notes, layer: Layer, sources: tuple[LayerId, ...]) -> None:
    fitting: list[LayerId] = []
    total = 0
    for source in sources:
        total += len(notes.units_of(source))
        if total <= MAX_UNITS:
            fitting.append(source)
    if total > MAX_UNITS:
        notes.say(
            layer.id,
            f"{layer.name} would be {total:,} units wide; at most {MAX_UNITS:,} work here. Join "
            "fewer branches.",
            cut(
                "Leave the last ones out",
                notes.project,
                lambda c: c.target == layer.id and c.source not in fitting,
            ),
        )
    # Also a damaged file must not make this wider and wider from join to join.
    arriving = distinct(layer.id, ((s, unit) for s in fitting for unit in notes.units_of(s)))
    first = notes.arrival(sources)
    notes.shape(
        layer,
        Arrival(sources, arriving),
        passed(layer.id, arriving),
        arriving,
        positions=first.positions,
    )


def passed(layer: LayerId, arriving: Iterable[UnitRef]) -> tuple[UnitRef, ...]:
    """Return what a layer that only passes units on calls them on its own card."""
    return tuple(UnitRef(layer, UnitId(f"{u.layer}.{u.unit}")) for u in arriving)


def own_units(layer: LayerId, arriving: tuple[UnitRef, ...]) -> tuple[UnitRef, ...]:
    """Return the units of a sum: named like those of the first branch, without its layer.

    So weights behind the sum stay where they are when another layer becomes the first branch.
    """
    count = Counter(unit.unit for unit in arriving)
    plain = (u.unit if count[u.unit] == 1 else UnitId(f"{u.layer}.{u.unit}") for u in arriving)
    return tuple(UnitRef(layer, unit) for unit in plain)


def distinct(layer: LayerId, arriving: Iterable[tuple[LayerId, UnitRef]]) -> tuple[UnitRef, ...]:
    """Return units of several branches; one that arrives on a second way becomes the join's own."""
    seen: set[UnitRef] = set()
    units: list[UnitRef] = []
    for source, unit in arriving:
        own = (
            unit
            if unit not in seen
            else UnitRef(layer, UnitId(f"{source}.{unit.layer}.{unit.unit}"))
        )
        seen.add(own)
        units.append(own)
    return tuple(units)
