"""The network as a graph: what can be reached, and in which order it is computed."""

import itertools
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from playground.model.ids import LayerId
from playground.model.network import (
    Connection,
    InputSpec,
    JoinSpec,
    Layer,
    Network,
    plain_name,
)


def closure(
    starts: Iterable[LayerId], step: Callable[[LayerId], tuple[LayerId, ...]]
) -> set[LayerId]:
    """Return everything that can be reached."""
    reached: set[LayerId] = set()
    waiting = list(starts)
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting.extend(step(current))
    return reached


def topological(network: Network) -> tuple[LayerId, ...]:
    """Return the layers so that each comes behind its sources; those in a circle are left out."""
    missing = {layer.id: len(network.sources(layer.id)) for layer in network.layers}
    order: list[LayerId] = []
    ready = [layer_id for layer_id, count in missing.items() if count == 0]
    while ready:
        current = ready.pop(0)
        order.append(current)
        for target in network.targets(current):
            missing[target] -= 1
            if missing[target] == 0:
                ready.append(target)
    return tuple(order)


def circle(network: Network, start: LayerId, sequence: Collection[LayerId]) -> Connection | None:
    """Return the newest connection of the circle in front of a layer that has no place in an order.

    Parameters
    ----------
    sequence
        What ``topological`` returned; ``start`` is not in it.
    """
    path: list[LayerId] = []
    current = start
    while current not in path:
        path.append(current)
        behind = [source for source in network.sources(current) if source not in sequence]
        if not behind:
            return None
        current = behind[0]
    ring = [*path[path.index(current) :], current]
    sides = {Connection(source, target) for target, source in itertools.pairwise(ring)}
    return next((c for c in reversed(network.connections) if c in sides), None)


def missing_link(network: Network, start: LayerId, end: LayerId) -> Connection | None:
    """Return the connection that would make a way from the one layer to the other, or None.

    Of several loose ends the newest is most likely the one that was being worked on.
    """
    ahead, behind = closure([start], network.targets), closure([end], network.sources)
    loose = [layer.id for layer in network.layers if layer.id in ahead]
    loose = [layer_id for layer_id in loose if not network.targets(layer_id)]
    bare = [layer.id for layer in network.layers if layer.id in behind]
    bare = [layer_id for layer_id in bare if not network.sources(layer_id)]
    return Connection(loose[-1], bare[-1]) if loose and bare else None


def without(network: Network, layer_id: LayerId) -> Network:
    """Return the network without a layer and whatever leads to it or away from it."""
    return replace(
        network,
        layers=tuple(layer for layer in network.layers if layer.id != layer_id),
        connections=tuple(c for c in network.connections if layer_id not in (c.source, c.target)),
    )


def takes_many(network: Network, layer_id: LayerId) -> bool:
    """Whether several connections may lead into a layer."""
    return isinstance(network.layer(layer_id).spec, JoinSpec)


def bypassed(network: Network, layer_id: LayerId) -> Network:
    """Return the network without a layer; what led into it then leads to what followed it.

    Behind a join, a layer that takes one input keeps the first branch. New connections take the
    place of the old ones, so that a join behind them sees its branches in the same order.
    """
    sources, kept = network.sources(layer_id), list[Connection]()
    for connection in network.connections:
        if connection.source == layer_id:
            target = connection.target
            branches = sources if takes_many(network, target) else sources[:1]
            kept += [Connection(s, target) for s in branches if s not in (target, layer_id)]
        elif connection.target != layer_id:
            kept.append(connection)
    # The same two layers may have been joined already: one connection is enough.
    joined = replace(network, connections=tuple(dict.fromkeys(kept)))
    return without(joined, layer_id)


def split(network: Network, connection: Connection, layer: Layer) -> Network:
    """Return the network with a new layer in the middle of a connection.

    Raises
    ------
    ValueError
        There is no such connection.
    """
    parts = (Connection(connection.source, layer.id), Connection(layer.id, connection.target))
    index = network.connections.index(connection)
    around = (*network.connections[:index], *parts, *network.connections[index + 1 :])
    return added(network, layer, around)


def redirected(network: Network, connections: Collection[Connection], source: LayerId) -> Network:
    """Return the network in which connections begin at another layer, those that are gone left out.

    Each keeps its place: joins see their branches in the order of the connections.
    """
    ways = (
        Connection(source, way.target) if way in connections else way for way in network.connections
    )
    return replace(network, connections=tuple(ways))


def free_name(network: Network, kind: str) -> str:
    """Return a name that no layer has: the two ends are called by their kind, others numbered."""
    taken = {layer.name for layer in network.layers}
    if kind in ("input", "output") and kind not in taken:
        return kind
    # Beside "output" stands "output 2", as the text form counts.
    stem, number = plain_name(kind), 2 if kind in ("input", "output") else 1
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"


def fresh_id(network: Network) -> LayerId:
    """Return an id that no layer has, also where a file's counter is wrong."""
    number = max(1, network.next_id)
    while network.has(LayerId(f"L{number}")):
        number += 1
    return LayerId(f"L{number}")


def added(
    network: Network, layer: Layer, connections: tuple[Connection, ...] | None = None
) -> Network:
    """Return the network with one more layer, whose id is a fresh one, and these connections.

    The counter goes on behind the id, so that the id is not given again when the layer is gone.
    """
    return replace(
        network,
        layers=(*network.layers, layer),
        connections=network.connections if connections is None else connections,
        next_id=max(network.next_id, int(layer.id[1:]) + 1),
    )


def with_end(network: Network, layer: Layer) -> Network:
    """Return the network with an input in front or an output behind, connected where one end is free."""
    connections = network.connections
    loose = [
        other.id
        for other in network.layers
        if not (
            network.sources(other.id)
            if isinstance(layer.spec, InputSpec)
            else network.targets(other.id)
        )
    ]
    if len(loose) == 1:
        link = (
            Connection(layer.id, loose[0])
            if isinstance(layer.spec, InputSpec)
            else Connection(loose[0], layer.id)
        )
        connections = (*connections, link)
    return added(network, layer, connections)
