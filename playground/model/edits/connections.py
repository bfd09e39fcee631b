"""Connections: drawn, cut, and led together in a join."""

from dataclasses import replace

from playground.model.catalog import LAYERS, MAX_CONNECTIONS
from playground.model.edits.guards import existing, room_for, with_network
from playground.model.edits.record import Place
from playground.model.errors import EditError, NeedsJoinError
from playground.model.graph import added, closure, free_name, fresh_id, takes_many
from playground.model.ids import LayerId
from playground.model.network import (
    AddSpec,
    ConcatenateSpec,
    Connection,
    InputSpec,
    JoinSpec,
    Layer,
    MultiplySpec,
    Network,
    OutputSpec,
)
from playground.model.project import Project


def connect(project: Project, source: LayerId, target: LayerId) -> Project:
    """Draw a connection.

    Raises
    ------
    NeedsJoinError
        The target takes one input and has it already: `join` draws both.
    EditError
        The connection makes no sense.
    """
    network = project.network
    _can_lead(network, source, target)
    if network.sources(target) and not takes_many(network, target):
        name = network.layer(target).name
        raise NeedsJoinError(
            f"{name} has its input already and takes only one. Insert Add or Concatenate in front "
            "of it, which joins both, or cut the first connection.",
            source,
            target,
        )
    connections = (*network.connections, Connection(source, target))
    return with_network(project, replace(network, connections=connections))


def join(project: Project, source: LayerId, target: LayerId, kind: str) -> Project:
    """Connect in front of a layer that has its input: a layer of this kind joins both.

    Where the target takes several inputs, or has none yet, it is only connected.
    """
    specs: dict[str, JoinSpec] = {
        "add": AddSpec(),
        "concatenate": ConcatenateSpec(),
        "multiply": MultiplySpec(),
    }
    if kind not in specs:
        titles = " or ".join(LAYERS[name].title for name in specs)
        raise EditError(f"“{kind:.40}” joins nothing. Choose {titles}.")
    network = project.network
    _can_lead(network, source, target)
    before = network.sources(target)
    if not before or takes_many(network, target):
        return connect(project, source, target)
    room_for(network, 1)
    middle = _between(network, before[0], target)
    layer = Layer(fresh_id(network), free_name(network, kind), specs[kind], middle)
    led = tuple(
        Connection(c.source, layer.id) if c.target == target else c for c in network.connections
    )
    ways = (Connection(source, layer.id), Connection(layer.id, target))
    return with_network(project, added(network, layer, (*led, *ways)))


def disconnect(project: Project, connection: Connection) -> Project:
    """Cut a connection."""
    network = project.network
    if connection not in network.connections:
        raise EditError("That connection is not there any more.")
    kept = tuple(c for c in network.connections if c != connection)
    return with_network(project, replace(network, connections=kept))


def _can_lead(network: Network, source: LayerId, target: LayerId) -> None:
    """Raise EditError where no connection can lead from the one layer to the other."""
    first, last = existing(network, source), existing(network, target)
    if isinstance(first.spec, OutputSpec):
        raise EditError("Nothing can follow the output. Connect the other way round.")
    if isinstance(last.spec, InputSpec):
        raise EditError("Nothing leads into the input. Connect the other way round.")
    if source in closure([target], network.targets):
        raise EditError("That would run in a circle, and no layer could be computed first.")
    if Connection(source, target) in network.connections:
        raise EditError(f"{first.name} leads into {last.name} already.")
    if len(network.connections) + 2 > MAX_CONNECTIONS:
        raise EditError(f"A network has at most {MAX_CONNECTIONS:,} connections.")


def _between(network: Network, source: LayerId, target: LayerId) -> Place | None:
    """Return the place in the middle of two layers, where both have one."""
    one, other = network.layer(source).position, network.layer(target).position
    if one is None or other is None:
        return None
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
