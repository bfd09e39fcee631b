"""Ways out of a problem: a word for the button, and the project after it."""

from collections.abc import Callable
from dataclasses import replace

from playground.model.graph import added, bypassed, free_name, fresh_id, split
from playground.model.holds import pruned
from playground.model.ids import LayerId
from playground.model.network import (
    KINDS,
    Connection,
    FlattenSpec,
    JoinSpec,
    Layer,
    LayerSpec,
    Network,
)
from playground.model.project import Project
from playground.model.resolution import Repair


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


def gather(label: str, project: Project, layer: Layer, spec: JoinSpec) -> Repair:
    """Return the repair that lets a join collect what leads into a layer."""
    network = project.network
    join = Layer(fresh_id(network), free_name(network, KINDS[type(spec)]), spec)
    led = tuple(
        replace(c, target=join.id) if c.target == layer.id else c for c in network.connections
    )
    return with_network(label, project, added(network, join, (*led, Connection(join.id, layer.id))))


def insert(label: str, project: Project, layer: Layer, spec: LayerSpec) -> Repair:
    """Return the repair that puts a layer in front of one that takes one input."""
    source = project.network.sources(layer.id)[0]
    return insert_each(label, project, (source,), layer, spec)


def insert_each(
    label: str, project: Project, branches: tuple[LayerId, ...], layer: Layer, spec: LayerSpec
) -> Repair:
    """Return the repair that leads each of these branches through a layer of its own."""
    network = project.network
    for branch in branches:
        name = free_name(network, KINDS[type(spec)])
        made = Layer(fresh_id(network), name, spec)
        network = split(network, Connection(branch, layer.id), made)
    return with_network(label, project, network)


def flatten(project: Project, layer: Layer) -> Repair:
    """Return the repair that puts all values in front of a layer into one row."""
    return insert("Insert flatten", project, layer, FlattenSpec())
