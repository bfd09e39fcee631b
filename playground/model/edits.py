"""Changes of a project: pure functions, each Project → Project, and the named edit around one.

Every function raises EditError, in plain words, where the change makes no sense; it never returns
a project that the canvas could not show. The makers of named edits stand in ``wishes``.

Unit ids are counted per layer (u1, u2, ...). A unit that is removed and added again gets its id
back, and with it the weights it had learned: − and then + loses nothing.
"""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from playground.model.catalog import (
    ACTIVATIONS,
    DEFAULT_ACTIVATION,
    DEFAULT_UNITS,
    INITIALISERS,
    LAYERS,
    LOSSES,
    MAX_CONNECTIONS,
    MAX_LAYERS,
    MAX_UNITS,
    OPTIMIZERS,
)
from playground.model.errors import EditError
from playground.model.graph import closure, fresh_id
from playground.model.hints import name_hint
from playground.model.ids import LayerId, UnitId
from playground.model.network import (
    ActivationSpec,
    Connection,
    DenseSpec,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
)
from playground.model.project import DataSpec, Project, TrainingSpec
from playground.model.text import unit_ids

MAX_NAME = 60
"""Characters of a layer's or a project's name."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change with a name, as the history and the menus show it.

    Attributes
    ----------
    merge_key
        Edits with the same key that follow each other quickly become one entry; "" never merges.
    """

    label: str
    change: Callable[[Project], Project]
    merge_key: str = ""


def insert_layer(
    project: Project,
    kind: str,
    *,
    connection: Connection | None = None,
    position: Point | None = None,
    units: int = DEFAULT_UNITS,
    activation: str | None = None,
) -> Project:
    """Add a layer, into a connection or on its own.

    A layer on its own stays unconnected, except where input and output are there and nothing
    connects anything yet: then it goes between them.
    """
    network = project.network
    if len(network.layers) >= MAX_LAYERS:
        raise EditError(f"A network has at most {MAX_LAYERS} layers. Remove one first.")
    spec = _new_spec(network, kind, units, activation)
    layer = Layer(fresh_id(network), _free_name(network, kind), spec, position)
    connections = _around(network, connection, layer)
    return _with_network(
        project,
        Network((*network.layers, layer), connections, max(network.next_id, 1) + 1),
    )


def _new_spec(network: Network, kind: str, units: int, activation: str | None) -> LayerSpec:
    if kind not in LAYERS:
        raise EditError(f"There is no layer “{kind:.40}”. {name_hint(kind, LAYERS)}")
    if activation is not None:
        _known(activation, ACTIVATIONS, "activation")
    if kind == "dense":
        return DenseSpec(unit_ids(_unit_count(units)), activation or DEFAULT_ACTIVATION)
    if kind == "activation":
        return ActivationSpec(activation or "relu")
    spec: LayerSpec = InputSpec() if kind == "input" else OutputSpec()
    if any(isinstance(layer.spec, type(spec)) for layer in network.layers):
        raise EditError(f"The network has its {kind} already; it has only one.")
    return spec


def _around(
    network: Network, connection: Connection | None, layer: Layer
) -> tuple[Connection, ...]:
    """Return the connections with the new layer in its place."""
    is_end = isinstance(layer.spec, (InputSpec, OutputSpec))
    if connection is not None:
        if connection not in network.connections:
            raise EditError("That connection is not there any more. Drop the layer again.")
        if is_end:
            raise EditError(
                f"An {layer.name} cannot stand in the middle. Drop it beside the others."
            )
        parts = (Connection(connection.source, layer.id), Connection(layer.id, connection.target))
        index = network.connections.index(connection)
        return (*network.connections[:index], *parts, *network.connections[index + 1 :])
    starts = [other.id for other in network.layers if isinstance(other.spec, InputSpec)]
    ends = [other.id for other in network.layers if isinstance(other.spec, OutputSpec)]
    if not is_end and not network.connections and len(network.layers) == 2 and starts and ends:
        return (Connection(starts[0], layer.id), Connection(layer.id, ends[0]))
    return network.connections


def remove_layers(project: Project, layer_ids: Collection[LayerId]) -> Project:
    """Remove layers; what led into a removed chain then leads to what followed it."""
    network = project.network
    for layer_id in layer_ids:
        _layer(network, layer_id)
    for layer_id in layer_ids:
        sources, targets = network.sources(layer_id), network.targets(layer_id)
        joined = tuple(Connection(s, t) for s in sources for t in targets if s != t)
        kept = tuple(c for c in network.connections if layer_id not in (c.source, c.target))
        network = replace(
            network,
            layers=tuple(layer for layer in network.layers if layer.id != layer_id),
            connections=(*kept, *(c for c in joined if c not in kept)),
        )
    return _with_network(project, network)


def move_layers(project: Project, positions: Mapping[LayerId, Point]) -> Project:
    """Put cards at new places (centres, scene units)."""
    network = project.network
    for layer_id, position in positions.items():
        layer = _layer(network, layer_id)
        x, y = float(position[0]), float(position[1])
        if not (math.isfinite(x) and math.isfinite(y)):
            raise EditError(f"{layer.name} cannot be put there: a place is two finite numbers.")
        network = network.with_layer(replace(layer, position=(x, y)))
    return _with_network(project, network)


def tidy(project: Project) -> Project:
    """Hand every card back to the automatic layout."""
    layers = tuple(replace(layer, position=None) for layer in project.network.layers)
    return _with_network(project, replace(project.network, layers=layers))


def set_units(project: Project, layer_id: LayerId, count: int) -> Project:
    """Set the number of units; the last ones go, new ones come behind.

    For an output, 0 means as many as the data need.
    """
    layer = _layer(project.network, layer_id)
    if isinstance(layer.spec, OutputSpec):
        units = _unit_count(count) if count else None
        return _with_spec(project, layer, replace(layer.spec, units=units))
    if not isinstance(layer.spec, DenseSpec):
        raise EditError(f"{layer.name} has no units of its own. Change the layer before it.")
    ids = list(layer.spec.units[: _unit_count(count)])
    number = 1
    while len(ids) < count:
        if (unit := UnitId(f"u{number}")) not in ids:
            ids.append(unit)
        number += 1
    return _with_spec(project, layer, replace(layer.spec, units=tuple(ids)))


def remove_unit(project: Project, layer_id: LayerId, unit: UnitId) -> Project:
    """Remove one unit; the others keep their weights."""
    layer = _layer(project.network, layer_id)
    if not isinstance(layer.spec, DenseSpec) or unit not in layer.spec.units:
        raise EditError(f"{layer.name} has no such neuron that could be removed.")
    if len(layer.spec.units) == 1:
        raise EditError(f"{layer.name} has only this neuron. Remove the layer instead.")
    units = tuple(other for other in layer.spec.units if other != unit)
    return _with_spec(project, layer, replace(layer.spec, units=units))


def set_activation(project: Project, layer_id: LayerId, name: str | None) -> Project:
    """Set the activation; None lets an output follow the data."""
    layer = _layer(project.network, layer_id)
    if name is not None:
        _known(name, ACTIVATIONS, "activation")
    spec = layer.spec
    if isinstance(spec, OutputSpec):
        return _with_spec(project, layer, replace(spec, activation=name))
    if not isinstance(spec, DenseSpec | ActivationSpec) or name is None:
        raise EditError(f"{layer.name} needs an activation." if name is None else _fixed(layer))
    return _with_spec(project, layer, replace(spec, activation=name))


def set_initialiser(project: Project, layer_id: LayerId, name: str) -> Project:
    """Set how the layer's weights are drawn at step 0."""
    layer = _layer(project.network, layer_id)
    _known(name, INITIALISERS, "start")
    if not isinstance(layer.spec, (DenseSpec, OutputSpec)):
        raise EditError(f"{layer.name} has no weights.")
    return _with_spec(project, layer, replace(layer.spec, initialiser=name))


def set_loss(project: Project, layer_id: LayerId, name: str | None) -> Project:
    """Set the loss of an output; None takes the one that fits its activation."""
    layer = _layer(project.network, layer_id)
    if name is not None:
        _known(name, LOSSES, "loss")
    if not isinstance(layer.spec, OutputSpec):
        raise EditError("Only the output has a loss.")
    return _with_spec(project, layer, replace(layer.spec, loss=name))


def rename_layer(project: Project, layer_id: LayerId, name: str) -> Project:
    """Give a layer another name; no two layers have the same."""
    layer = _layer(project.network, layer_id)
    name = _name(name)
    if any(other.name == name and other.id != layer_id for other in project.network.layers):
        raise EditError(f"Another layer is called “{name}”. Choose a different name.")
    return _with_network(project, project.network.with_layer(replace(layer, name=name)))


def connect(project: Project, source: LayerId, target: LayerId) -> Project:
    """Draw a connection; it replaces the one that led into the target before."""
    network = project.network
    first, last = _layer(network, source), _layer(network, target)
    if isinstance(first.spec, OutputSpec):
        raise EditError("Nothing can follow the output. Connect the other way round.")
    if isinstance(last.spec, InputSpec):
        raise EditError("Nothing leads into the input. Connect the other way round.")
    if source in closure([target], network.targets):
        raise EditError("That would run in a circle, and no layer could be computed first.")
    kept = tuple(c for c in network.connections if c.target != target)
    if len(kept) >= MAX_CONNECTIONS:
        raise EditError(f"A network has at most {MAX_CONNECTIONS:,} connections.")
    return _with_network(project, replace(network, connections=(*kept, Connection(source, target))))


def disconnect(project: Project, connection: Connection) -> Project:
    """Cut a connection."""
    network = project.network
    if connection not in network.connections:
        raise EditError("That connection is not there any more.")
    kept = tuple(c for c in network.connections if c != connection)
    return _with_network(project, replace(network, connections=kept))


def reorder_layer(project: Project, layer_id: LayerId, by: int) -> Project:
    """Exchange a layer with its neighbour in the chain: ``by`` −1 towards the input, +1 away."""
    network = project.network
    layer = _layer(network, layer_id)
    if by not in (-1, 1):
        raise EditError("A layer moves by one place at a time.")
    neighbours = network.targets(layer_id) if by > 0 else network.sources(layer_id)
    if len(neighbours) != 1:
        raise EditError(f"{layer.name} has no single neighbour on that side.")
    first, second = (layer_id, *neighbours) if by > 0 else (*neighbours, layer_id)
    ends = (InputSpec, OutputSpec)
    if isinstance(_layer(network, neighbours[0]).spec, ends) or isinstance(layer.spec, ends):
        raise EditError("The input stays first and the output last.")
    swapped = {first: second, second: first}
    connections = tuple(
        Connection(second, first)
        if (c.source, c.target) == (first, second)
        else Connection(swapped.get(c.source, c.source), swapped.get(c.target, c.target))
        for c in network.connections
    )
    places = {i: _layer(network, i).position for i in (first, second)}
    for mine, other in ((first, second), (second, first)):
        network = network.with_layer(replace(_layer(network, mine), position=places[other]))
    return _with_network(project, replace(network, connections=connections))


def set_data(project: Project, **settings: Any) -> Project:
    """Set fields of the DataSpec; another kind brings its own number, share and features."""
    _fields(settings, project.data)
    kind = settings.get("kind", project.data.kind)
    if kind != project.data.kind:
        fresh = {"examples": None, "train_share": None, "features": ()}
        settings = fresh | settings
    return replace(project, data=replace(project.data, **settings))


def toggle_feature(project: Project, name: str, default_features: tuple[str, ...]) -> Project:
    """Add or remove an input feature; the order is that of choosing."""
    chosen = project.data.features or default_features
    after = tuple(f for f in chosen if f != name) if name in chosen else (*chosen, name)
    if not after:
        raise EditError("The network needs at least one feature to see. Choose another one first.")
    return replace(project, data=replace(project.data, features=after))


def set_training(project: Project, **settings: Any) -> Project:
    """Set ``batch_size``, ``l2`` or ``seed``; bounds are checked with everything else."""
    _fields(settings, project.training)
    return replace(project, training=replace(project.training, **settings))


def set_optimizer(
    project: Project, *, kind: str | None = None, learning_rate: float | None = None
) -> Project:
    """Set the optimizer or its learning rate, in every phase."""
    if kind is not None:
        _known(kind, OPTIMIZERS, "optimizer")
    phases = tuple(
        replace(
            phase,
            optimizer=replace(
                phase.optimizer,
                kind=kind or phase.optimizer.kind,
                learning_rate=(
                    phase.optimizer.learning_rate if learning_rate is None else learning_rate
                ),
            ),
        )
        for phase in project.training.phases
    )
    training: TrainingSpec = replace(project.training, phases=phases)
    return replace(project, training=training)


def set_network(project: Project, network: Network) -> Project:
    """Replace the whole network, as the text form does."""
    return _with_network(project, network)


def rename(project: Project, name: str) -> Project:
    """Give the project another name."""
    return replace(project, name=_name(name))


def _with_network(project: Project, network: Network) -> Project:
    return replace(project, network=network)


def _with_spec(project: Project, layer: Layer, spec: LayerSpec) -> Project:
    return _with_network(project, project.network.with_layer(replace(layer, spec=spec)))


def _layer(network: Network, layer_id: LayerId) -> Layer:
    if not network.has(layer_id):
        raise EditError("That layer is not there any more.")
    return network.layer(layer_id)


def _fixed(layer: Layer) -> str:
    return f"{layer.name} has no activation: it passes the data on as they are."


def _unit_count(count: int) -> int:
    if not 1 <= count <= MAX_UNITS:
        raise EditError(f"A layer has from 1 to {MAX_UNITS:,} units, not {count:,}.")
    return count


def _known(name: str, table: Collection[str], what: str) -> None:
    if name not in table:
        raise EditError(f"There is no {what} “{name:.40}”. {name_hint(name, table)}")


def _fields(settings: Mapping[str, Any], record: DataSpec | TrainingSpec) -> None:
    known = {field.name for field in fields(record)}
    unknown = [name for name in settings if name not in known]
    if unknown:
        raise EditError(f"There is no setting “{unknown[0]:.40}”.")


def _name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > MAX_NAME or not cleaned.isprintable():
        raise EditError(f"A name has from 1 to {MAX_NAME} letters.")
    return cleaned


def _free_name(network: Network, kind: str) -> str:
    taken = {layer.name for layer in network.layers}
    if kind in ("input", "output") and kind not in taken:
        return kind
    number = 1
    while f"{kind} {number}" in taken:
        number += 1
    return f"{kind} {number}"
