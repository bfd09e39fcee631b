"""Which layers of an edited text are those of before: they keep id, place, units and weights."""

from dataclasses import replace

from playground.model.errors import TextError
from playground.model.ids import LayerId, UnitId
from playground.model.network import (
    Connection,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
    UnitsSpec,
)
from playground.model.text.parsing import automatic_name, stem_of
from playground.model.text.rendering import written_order


def merge(before: Network, described: Network) -> Network:
    """Return the described network with the layers of ``before`` that it still holds.

    Layers that somebody named are known by their name. The others are matched in the order of the
    text so that as many as possible stay: the same kind is needed, the same settings and the same
    name count more. A layer that stays keeps its id, position
    and units (the last ones go, fresh ones come), so that it keeps what it has learned. Locks, cuts
    and clamps stay where their layers do.
    """
    pairs = _pairs(_ordered(before), list(described.layers))
    counter = max(1, before.next_id)
    taken = {layer.id for layer in before.layers}
    ids: dict[LayerId, LayerId] = {}
    for layer in described.layers:
        kept = pairs.get(layer.id)
        while kept is None and LayerId(f"L{counter}") in taken:
            counter += 1
        ids[layer.id] = kept.id if kept is not None else LayerId(f"L{counter}")
        counter += kept is None
    names = {layer.name for layer in pairs.values()}
    layers = []
    for layer in described.layers:
        made = _carried(layer, pairs.get(layer.id), ids[layer.id], names)
        names.add(made.name)
        layers.append(replace(made, shares=None if layer.shares is None else ids[layer.shares]))
    connections = tuple(Connection(ids[c.source], ids[c.target]) for c in described.connections)
    if _arriving(connections) == _arriving(before.connections):
        connections = before.connections  # drawn in another order, they say the same
    # Layers stand in the order of their making, as everywhere.
    made_at = {layer.id: number for number, layer in enumerate(before.layers)}
    outputs = [layer for layer in layers if isinstance(layer.spec, OutputSpec)]
    layers.sort(key=lambda layer: made_at.get(layer.id, len(made_at)))
    _put_first(layers, outputs)
    merged = Network(tuple(layers), connections, max(counter, before.next_id))
    return _with_marks(merged, before)


def _put_first(layers: list[Layer], outputs: list[Layer]) -> None:
    """Let the output that comes first in the text be the first among the layers, too: it is shown."""
    found = [layer for layer in layers if isinstance(layer.spec, OutputSpec)]
    if found and found[0].id != outputs[0].id:
        layers.remove(outputs[0])
        layers.insert(layers.index(found[0]), outputs[0])


def _arriving(connections: tuple[Connection, ...]) -> dict[LayerId, list[LayerId]]:
    """Return what leads into each layer, in the order in which a join takes it."""
    found: dict[LayerId, list[LayerId]] = {}
    for connection in connections:
        found.setdefault(connection.target, []).append(connection.source)
    return found


def _ordered(network: Network) -> list[Layer]:
    """Return the layers as the text of before named them; a network without text as it stands."""
    try:
        return written_order(network)
    except TextError:
        return list(network.layers)


def _pairs(before: list[Layer], after: list[Layer]) -> dict[LayerId, Layer]:
    """Return described id → layer of before."""
    named = {layer.name: layer for layer in reversed(before) if not _is_automatic(layer)}
    pairs = {
        layer.id: named[layer.name]
        for layer in after
        if layer.name in named and _likeness(named[layer.name], layer)
    }
    taken = {layer.id for layer in pairs.values()}
    rest = [layer for layer in before if layer.id not in taken]
    return pairs | _align(rest, [layer for layer in after if layer.id not in pairs])


def _is_automatic(layer: Layer) -> bool:
    """Whether a layer has a name that nobody chose."""
    stem = stem_of(layer.spec)
    return layer.name == stem or layer.name.startswith(f"{stem} ")


def _align(before: list[Layer], after: list[Layer]) -> dict[LayerId, Layer]:
    """Return described id → layer of before: the heaviest alignment that keeps the order."""
    rows, columns = len(before) + 1, len(after) + 1
    best = [[0] * columns for _ in range(rows)]
    for i in range(rows - 2, -1, -1):
        for j in range(columns - 2, -1, -1):
            weight = _likeness(before[i], after[j])
            both = best[i + 1][j + 1] + weight if weight else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    pairs: dict[LayerId, Layer] = {}
    i = j = 0
    while i < rows - 1 and j < columns - 1:
        weight = _likeness(before[i], after[j])
        if weight and best[i][j] == best[i + 1][j + 1] + weight:
            pairs[after[j].id] = before[i]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(before: Layer, after: Layer) -> int:
    if stem_of(before.spec) != stem_of(after.spec):
        return 0
    return 4 + 3 * (_bare(before.spec) == _bare(after.spec)) + 2 * (before.name == after.name)


def _bare(spec: LayerSpec) -> LayerSpec | tuple[int, LayerSpec]:
    """Return the settings without the identities of the units."""
    if isinstance(spec, UnitsSpec | InputSpec):
        return len(spec.units), replace(spec, units=())
    return spec


def _carried(layer: Layer, kept: Layer | None, layer_id: LayerId, names: set[str]) -> Layer:
    is_automatic = _is_automatic(layer)
    if kept is None:
        name = (
            _free_name(stem_of(layer.spec), names)
            if is_automatic and layer.name in names
            else layer.name
        )
        return replace(layer, id=layer_id, name=name)
    spec, own = layer.spec, kept.spec
    if isinstance(spec, UnitsSpec | InputSpec) and isinstance(own, UnitsSpec | InputSpec):
        spec = replace(spec, units=_units(own.units, len(spec.units)))
    name = kept.name if is_automatic else layer.name
    return replace(
        kept,
        name=name,
        spec=spec,
        is_frozen=layer.is_frozen,
        is_transposed=layer.is_transposed,
        weight_decay=layer.weight_decay,
    )


def _units(units: tuple[UnitId, ...], count: int) -> tuple[UnitId, ...]:
    """Return ``count`` units: the first of before, then ids that none of them had."""
    taken, number = set(units), len(units)
    fresh: list[UnitId] = []
    while len(units) + len(fresh) < count:
        number += 1
        if UnitId(f"u{number}") not in taken:
            fresh.append(UnitId(f"u{number}"))
    return (*units[:count], *fresh)


def _free_name(stem: str, names: set[str]) -> str:
    number = 1
    while automatic_name(stem, number) in names:
        number += 1
    return automatic_name(stem, number)


def _with_marks(network: Network, before: Network) -> Network:
    """Return the network with the locks, cuts and clamps whose layers are still there."""
    return replace(
        network,
        frozen_weights=tuple(w for w in before.frozen_weights if network.has(w.target.layer)),
        cuts=tuple(w for w in before.cuts if network.has(w.target.layer)),
        clamps=tuple(c for c in before.clamps if network.has(c.unit.layer)),
    )
