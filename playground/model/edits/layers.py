"""Layers come, go, move, change their name and change places."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from playground.model.catalog import ACTIVATIONS, DEFAULT_ACTIVATION, DEFAULT_UNITS, LAYERS
from playground.model.edits.guards import (
    all_existing,
    clean_name,
    existing,
    known,
    place,
    room_for,
    unit_count,
    with_network,
)
from playground.model.edits.record import Place
from playground.model.errors import EditError
from playground.model.fresh import fresh_spec
from playground.model.graph import added, bypassed, free_name, fresh_id, split, takes_many
from playground.model.hints import name_hint
from playground.model.holds import pruned
from playground.model.ids import LayerId
from playground.model.network import (
    ActivatedSpec,
    Connection,
    DenseSpec,
    FeaturesSpec,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
    UnitsSpec,
)
from playground.model.project import Project
from playground.model.text import unit_ids
from playground.model.text.specs import LATENT

ENDS = (InputSpec, OutputSpec)


def insert_layer(
    project: Project,
    kind: str,
    *,
    connection: Connection | None = None,
    position: Place | None = None,
    units: int = DEFAULT_UNITS,
    activation: str | None = None,
) -> Project:
    """Add a layer, into a connection or on its own.

    A layer on its own stays unconnected, except where input and output are there and nothing
    connects anything yet: then it goes between them. Chosen features are an input of their own, and
    take theirs from the data. A join in a connection has one input then and waits for the second.
    """
    network = project.network
    room_for(network, 1)
    spec = _new_spec(network, kind, units, activation)
    name = free_name(network, kind)
    position = None if position is None else place(position, name)
    layer = Layer(fresh_id(network), name, spec, position)
    if connection is not None:
        can_split(network, connection)
        if isinstance(spec, ENDS):
            raise EditError(
                f"An {layer.name} cannot stand in the middle. Drop it beside the others."
            )
        return with_network(project, split(network, connection, layer))
    between = None if isinstance(spec, ENDS) else bare_ends(network)
    if between is None:
        entries = (x for x in network.layers if isinstance(x.spec, InputSpec) and not x.spec.draws)
        entry = next(entries, None) if isinstance(spec, FeaturesSpec) else None
        ways = () if entry is None else (Connection(entry.id, layer.id),)
        return with_network(project, added(network, layer, (*network.connections, *ways)))
    first, last = between
    way = (Connection(first, layer.id), Connection(layer.id, last))
    return with_network(project, added(network, layer, way))


def can_split(network: Network, connection: Connection) -> None:
    """Raise EditError where a connection is gone."""
    if connection not in network.connections:
        raise EditError("That connection is not there any more. Drop the layer again.")


def bare_ends(network: Network) -> tuple[LayerId, LayerId] | None:
    """Return input and output where there is nothing else, not even a connection."""
    starts = [other.id for other in network.layers if isinstance(other.spec, InputSpec)]
    ends = [other.id for other in network.layers if isinstance(other.spec, OutputSpec)]
    if not network.connections and len(network.layers) == 2 and starts and ends:
        return starts[0], ends[0]
    return None


def _new_spec(network: Network, kind: str, units: int, activation: str | None) -> LayerSpec:
    if kind == LATENT:
        return InputSpec("noise", unit_ids(unit_count(units)))
    if kind not in LAYERS:
        raise EditError(f"There is no layer “{kind:.40}”. {name_hint(kind, LAYERS)}")
    if activation is not None:
        known(activation, ACTIVATIONS, "activation")
    spec = fresh_spec(kind)
    if isinstance(spec, DenseSpec):
        return replace(
            spec,
            units=unit_ids(unit_count(units)),
            activation=activation or DEFAULT_ACTIVATION,
        )
    if isinstance(spec, UnitsSpec):
        spec = replace(spec, units=unit_ids(unit_count(units)))
    if isinstance(spec, ActivatedSpec) and activation is not None:
        spec = replace(spec, activation=activation)
    if isinstance(spec, InputSpec) and any(isinstance(x.spec, InputSpec) for x in network.layers):
        raise EditError(f"The network has its {kind} already; it has only one.")
    return spec


def removable(network: Network, layer_ids: Collection[LayerId]) -> tuple[LayerId, ...]:
    """Return those of the layers that can go: the data keep their input, and one output stays."""
    chosen = [layer for layer in network.layers if layer.id in layer_ids]
    outputs = [layer.id for layer in network.layers if isinstance(layer.spec, OutputSpec)]
    kept = outputs[:1] if set(outputs) <= set(layer_ids) else []
    return tuple(
        layer.id
        for layer in chosen
        if layer.id not in kept and not (isinstance(layer.spec, InputSpec) and not layer.spec.draws)
    )


def remove_layers(project: Project, layer_ids: Collection[LayerId]) -> Project:
    """Remove layers; what led into a removed chain then leads to what followed it.

    A join in front of which a branch disappears keeps the others. Padlocks, cuts and clamps of
    what is gone go too.
    """
    network = project.network
    for layer in all_existing(network, layer_ids):
        network = bypassed(network, layer.id)
    return with_network(project, pruned(network))


def move_layers(project: Project, positions: Mapping[LayerId, Place]) -> Project:
    """Put cards at new places (centres, scene units)."""
    network = project.network
    for layer_id, position in positions.items():
        layer = existing(network, layer_id)
        network = network.with_layer(replace(layer, position=place(position, layer.name)))
    return with_network(project, network)


def tidy(project: Project) -> Project:
    """Hand every card back to the automatic layout."""
    layers = tuple(replace(layer, position=None) for layer in project.network.layers)
    return with_network(project, replace(project.network, layers=layers))


def rename_layer(project: Project, layer_id: LayerId, name: str) -> Project:
    """Give a layer another name; no two layers have the same."""
    layer = existing(project.network, layer_id)
    name = clean_name(name)
    if any(other.name == name and other.id != layer_id for other in project.network.layers):
        raise EditError(f"Another layer is called “{name}”. Choose a different name.")
    return with_network(project, project.network.with_layer(replace(layer, name=name)))


def reorder_layer(project: Project, layer_id: LayerId, by: int) -> Project:
    """Exchange a layer with its neighbour in the chain: ``by`` −1 towards the input, +1 away."""
    network = project.network
    layer = existing(network, layer_id)
    if by not in (-1, 1):
        raise EditError("A layer moves by one place at a time.")
    neighbours = network.targets(layer_id) if by > 0 else network.sources(layer_id)
    if len(neighbours) != 1:
        raise EditError(f"{layer.name} has no single neighbour on that side.")
    first, second = (layer_id, *neighbours) if by > 0 else (*neighbours, layer_id)
    if isinstance(existing(network, neighbours[0]).spec, ENDS) or isinstance(layer.spec, ENDS):
        raise EditError("The input stays first and the output last.")
    for mover, before in ((second, first), (first, second)):
        if len(network.sources(before)) > 1 and not takes_many(network, mover):
            raise EditError(
                f"{network.layer(before).name} joins branches, so {network.layer(mover).name} "
                "cannot take its place."
            )
    return with_network(project, _exchanged(network, first, second))


def _exchanged(network: Network, first: LayerId, second: LayerId) -> Network:
    """Return the network with two neighbours in each other's place, on the canvas too."""
    swapped = {first: second, second: first}
    connections = tuple(
        Connection(swapped.get(c.source, c.source), swapped.get(c.target, c.target))
        if (c.source, c.target) != (first, second)
        else Connection(second, first)
        for c in network.connections
    )
    places = {i: network.layer(i).position for i in (first, second)}
    for mine, other in ((first, second), (second, first)):
        network = network.with_layer(replace(network.layer(mine), position=places[other]))
    return replace(network, connections=connections)
