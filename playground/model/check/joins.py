"""Joins: several branches become one."""

from collections import Counter
from collections.abc import Iterable

from playground.model.catalog import MAX_UNITS
from playground.model.check.notes import Notes
from playground.model.check.repairs import bridge, cut, cut_one, rewrite, widen
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.model.network import AddSpec, ConcatenateSpec, Connection, Layer
from playground.model.resolution import LayerShape


def join(
    notes: Notes, layer: Layer, spec: AddSpec | ConcatenateSpec, sources: tuple[LayerId, ...]
) -> None:
    """Note the shape of an add or a concatenate layer."""
    _branches(notes, layer, sources)
    if isinstance(spec, AddSpec):
        _add(notes, layer, sources)
    else:
        _concatenate(notes, layer, sources)


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


def _add(notes: Notes, layer: Layer, sources: tuple[LayerId, ...]) -> None:
    arriving = notes.units_of(sources[0]) if sources else ()
    widths = {source: len(notes.units_of(source)) for source in sources}
    odd = tuple(s for s in sources if widths[s] != len(arriving))
    if odd and arriving:
        told = ", ".join(f"{notes.network.layer(s).name} ({widths[s]})" for s in sources)
        notes.say(
            layer.id,
            f"{layer.name} needs branches of equal width: {told}. Make them equal, or put them "
            "side by side.",
            widen(f"Insert dense {len(arriving)}", notes.project, odd, layer, len(arriving)),
            rewrite("Use concatenate", notes.project, layer, ConcatenateSpec()),
        )
    units = own_units(layer.id, arriving)
    notes.shapes[layer.id] = LayerShape(
        layer.id, "add", arriving, units, units, "linear", (), sources
    )


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
    notes.shapes[layer.id] = LayerShape(
        layer.id, "concatenate", arriving, passed(layer.id, arriving), arriving, "linear", (),
        sources,
    )  # fmt: skip


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
