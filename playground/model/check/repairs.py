"""Ways out of a problem: a word for the button, and the project after it."""

from collections.abc import Callable
from dataclasses import replace

from playground.model.graph import added, bypassed, free_name, fresh_id, split
from playground.model.holds import pruned
from playground.model.ids import LayerId
from playground.model.network import (
    AddSpec,
    ConcatenateSpec,
    Connection,
    DenseSpec,
    Layer,
    LayerSpec,
    Network,
)
from playground.model.project import Project
from playground.model.resolution import Repair
from playground.model.text import unit_ids


def with_network(label: str, project: Project, network: Network) -> Repair:
    """Return the repair that leads to this network, without what is held in layers that go."""
    return Repair(label, replace(project, network=pruned(network)))


def cut(label: str, project: Project, goes: Callable[[Connection], bool]) -> Repair:
    """Return the repair that removes these connections."""
    kept = tuple(c for c in project.network.connections if not goes(c))
    return with_network(label, project, replace(project.network, connections=kept))


def cut_one(label: str, project: Project, connection: Connection) -> Repair:
    """Return the repair that removes this connection."""
    return cut(label, project, lambda c: c == connection)


def rewrite(label: str, project: Project, layer: Layer, spec: LayerSpec) -> Repair:
    """Return the repair that gives a layer other settings."""
    return with_network(label, project, project.network.with_layer(replace(layer, spec=spec)))


def bridge(label: str, project: Project, layer_id: LayerId) -> Repair:
    """Return the repair that takes a layer out and joins what stood around it."""
    return with_network(label, project, bypassed(project.network, layer_id))


def gather(label: str, project: Project, layer: Layer, spec: AddSpec | ConcatenateSpec) -> Repair:
    """Return the repair that lets a join collect what leads into a layer."""
    network = project.network
    kind = "add" if isinstance(spec, AddSpec) else "concatenate"
    join = Layer(fresh_id(network), free_name(network, kind), spec)
    led = tuple(
        replace(c, target=join.id) if c.target == layer.id else c for c in network.connections
    )
    return with_network(label, project, added(network, join, (*led, Connection(join.id, layer.id))))


def widen(
    label: str, project: Project, branches: tuple[LayerId, ...], join: Layer, width: int
) -> Repair:
    """Return the repair that leads these branches through dense layers of one width."""
    network = project.network
    for branch in branches:
        name = free_name(network, "dense")
        fit = Layer(fresh_id(network), name, DenseSpec(unit_ids(width), "linear"))
        network = split(network, Connection(branch, join.id), fit)
    return with_network(label, project, network)
