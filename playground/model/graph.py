"""The network as a graph: what can be reached, and in which order it is computed."""

from collections.abc import Callable, Iterable

from playground.model.ids import LayerId
from playground.model.network import Connection, InputSpec, Layer, Network


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


def fresh_id(network: Network) -> LayerId:
    """Return an id that no layer has, also where a file's counter is wrong."""
    number = max(1, network.next_id)
    while network.has(LayerId(f"L{number}")):
        number += 1
    return LayerId(f"L{number}")


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
    return Network((*network.layers, layer), connections, network.next_id + 1)
