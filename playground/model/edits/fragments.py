"""Parts of networks: copied, pasted, duplicated, and taken from the table of templates."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from playground.model.edits.guards import (
    MAX_NAME,
    all_existing,
    known,
    place,
    room_for,
    with_network,
)
from playground.model.edits.layers import ENDS, bare_ends, can_split
from playground.model.edits.record import Place
from playground.model.errors import EditError
from playground.model.graph import added, free_name, fresh_id, topological
from playground.model.holds import Standing
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import Clamp, Connection, Network
from playground.model.project import Project
from playground.model.templates import TEMPLATES

OFFSET = (40.0, 40.0)
"""How far a copy lies beside what it was made of, scene units."""
_COLUMN, _ROW = 240.0, 220.0
"""Distance of layers without a place that are put somewhere, scene units."""

_Ids = Mapping[LayerId, LayerId]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a network without its ends.

    Attributes
    ----------
    network
        The layers with their settings and padlocks, and the connections among them. Written as the
        network of a project it can go to another window.
    """

    network: Network


def copy(project: Project, layer_ids: Collection[LayerId]) -> Fragment:
    """Return these layers and what connects them; input and output are left out.

    A layer goes on using the weights of another one where both are copied, else it gets its own.

    Raises
    ------
    EditError
        Nothing is left.
    """
    network = project.network
    chosen = [x for x in all_existing(network, layer_ids) if not isinstance(x.spec, ENDS)]
    if not chosen:
        raise EditError("A network has its input and its output only once. Choose other layers.")
    taken = {layer.id for layer in chosen}
    layers = tuple(
        layer if layer.shares in taken else replace(layer, shares=None, is_transposed=False)
        for layer in chosen
    )
    inside = tuple(c for c in network.connections if {c.source, c.target} <= taken)
    part = Network(layers, inside, network.next_id)
    standing = Standing(part)
    return Fragment(
        replace(
            part,
            frozen_weights=standing.weights(network.frozen_weights),
            cuts=standing.weights(network.cuts),
            clamps=tuple(clamp for clamp in network.clamps if standing.has_unit(clamp.unit)),
        )
    )


def paste(project: Project, fragment: Fragment, position: Place | None = None) -> Project:
    """Add a part with ids of its own, unconnected to the rest.

    Parameters
    ----------
    position
        Where its centre goes, scene units; None puts it a little beside where it came from.
    """
    network, _ = _settled(project.network, fragment.network, position)
    return with_network(project, network)


def duplicate(project: Project, layer_ids: Collection[LayerId]) -> Project:
    """Add a copy of layers a little beside them, with the connections among them."""
    return paste(project, copy(project, layer_ids))


def insert_template(
    project: Project,
    name: str,
    *,
    connection: Connection | None = None,
    position: Place | None = None,
) -> Project:
    """Add the layers of a template, into a connection or on their own.

    On their own they stay unconnected, except between input and output where there is nothing else.
    """
    known(name, TEMPLATES, "template")
    template, before = TEMPLATES[name], project.network
    if connection is not None:
        can_split(before, connection)
    network, ids = _settled(before, template.network, position)
    bare = bare_ends(before)
    around = connection if bare is None else Connection(*bare)
    if around is None:
        return with_network(project, network)
    inside = network.connections[len(before.connections) :]
    first = [Connection(around.source, ids[entry]) for entry in template.first_inputs]
    later = [
        Connection(around.source, ids[entry])
        for entry in template.entries
        if entry not in template.first_inputs
    ]
    leaving = Connection(ids[template.exit], around.target)
    # A join sees its branches in the order of the connections: the new one takes the old one's place.
    kept = [leaving if c == around else c for c in before.connections] or [leaving]
    ways = (*kept, *first, *inside, *later)
    return with_network(project, replace(network, connections=ways))


def _settled(
    network: Network, part: Network, position: Place | None
) -> tuple[Network, dict[LayerId, LayerId]]:
    """Return the network with a part of another one in it, and the new ids of its layers."""
    room_for(network, len(part.layers))
    places = _places(part, None if position is None else place(position, "The layers"))
    ids: dict[LayerId, LayerId] = {}
    for layer in part.layers:
        fresh = fresh_id(network)
        ids[layer.id] = fresh
        name = _free_name(network, layer.name)
        made = replace(layer, id=fresh, name=name, position=places[layer.id])
        network = added(network, made)
    for layer in part.layers:
        if layer.shares is not None:
            # A part that comes from elsewhere may name a layer that did not come along.
            owner, made = ids.get(layer.shares), network.layer(ids[layer.id])
            turned = layer.is_transposed and owner is not None
            network = network.with_layer(replace(made, shares=owner, is_transposed=turned))
    inside = tuple(Connection(ids[c.source], ids[c.target]) for c in part.connections)
    return (
        replace(
            network,
            connections=(*network.connections, *inside),
            frozen_weights=(
                *network.frozen_weights,
                *(_moved_weight(weight, ids) for weight in part.frozen_weights),
            ),
            cuts=(*network.cuts, *(_moved_weight(weight, ids) for weight in part.cuts)),
            clamps=(
                *network.clamps,
                *(Clamp(_moved_unit(clamp.unit, ids), clamp.value) for clamp in part.clamps),
            ),
        ),
        ids,
    )


def _places(part: Network, position: Place | None) -> dict[LayerId, Place | None]:
    """Return where the layers of a part go; all are left to the automatic layout, or none."""
    given = {layer.id: layer.position for layer in part.layers}
    places = {i: p for i, p in given.items() if p is not None}
    if position is None:
        return {i: p and (p[0] + OFFSET[0], p[1] + OFFSET[1]) for i, p in given.items()}
    if len(places) < len(given):
        places = _rows(part)
    xs, ys = [p[0] for p in places.values()], [p[1] for p in places.values()]
    left, top = position[0] - (min(xs) + max(xs)) / 2, position[1] - (min(ys) + max(ys)) / 2
    return {i: (p[0] + left, p[1] + top) for i, p in places.items()}


def _rows(part: Network) -> dict[LayerId, Place]:
    """Return places in columns from left to right, for layers that have none."""
    column: dict[LayerId, int] = {layer.id: 0 for layer in part.layers}
    for layer_id in topological(part):
        before = [column[source] + 1 for source in part.sources(layer_id)]
        column[layer_id] = max(before, default=0)
    height: dict[int, int] = {}
    places: dict[LayerId, Place] = {}
    for layer_id, number in column.items():
        row = height.get(number, 0)
        height[number] = row + 1
        places[layer_id] = (number * _COLUMN, row * _ROW)
    return places


def _free_name(network: Network, name: str) -> str:
    if all(layer.name != name for layer in network.layers):
        return name
    stem = re.sub(r" [0-9]+$", "", name)[: MAX_NAME - 10]
    return free_name(network, stem)


def _moved_unit(unit: UnitRef, ids: _Ids) -> UnitRef:
    """Return a unit of a copied layer; layers that pass units on carry their layer in the name."""
    passed, rest = "", str(unit.unit)
    while True:
        owner, dot, behind = rest.partition(".")
        if not dot or LayerId(owner) not in ids:
            return UnitRef(ids[unit.layer], UnitId(f"{passed}{rest}"))
        passed, rest = f"{passed}{ids[LayerId(owner)]}.", behind


def _moved_weight(weight: WeightRef, ids: _Ids) -> WeightRef:
    return WeightRef(
        ParameterId(ids[weight.parameter.layer], weight.parameter.name),
        _moved_unit(weight.target, ids),
        None if weight.source is None else _moved_unit(weight.source, ids),
        weight.place,
    )
