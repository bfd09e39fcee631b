"""The named edit for every change: what a view emits, what the history shows.

Names and arguments are those of ``edits``, without the project.
"""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from playground.model import edits
from playground.model.catalog import ACTIVATIONS, DEFAULT_UNITS, LAYERS, LOSSES, OPTIMIZERS
from playground.model.edits import Edit, Point
from playground.model.ids import LayerId, UnitId
from playground.model.network import Connection, Network


def _title(table: Mapping[str, Any], name: str | None) -> str:
    """Return the title of a record, or the name itself where there is none."""
    return str(table[name].title) if name is not None and name in table else str(name)


def insert_layer(
    kind: str,
    *,
    connection: Connection | None = None,
    position: Point | None = None,
    units: int = DEFAULT_UNITS,
    activation: str | None = None,
) -> Edit:
    """Add a layer, into a connection or on its own."""
    change = partial(
        edits.insert_layer,
        kind=kind,
        connection=connection,
        position=position,
        units=units,
        activation=activation,
    )
    return Edit(f"Add {_title(LAYERS, kind)}", change)


def remove_layers(layer_ids: Collection[LayerId]) -> Edit:
    """Remove layers."""
    label = "Remove layer" if len(layer_ids) == 1 else f"Remove {len(layer_ids)} layers"
    return Edit(label, partial(edits.remove_layers, layer_ids=tuple(layer_ids)))


def move_layers(positions: Mapping[LayerId, Point]) -> Edit:
    """Move cards."""
    return Edit("Move", partial(edits.move_layers, positions=dict(positions)))


def tidy() -> Edit:
    """Hand every card back to the automatic layout."""
    return Edit("Tidy", edits.tidy)


def set_units(layer_id: LayerId, count: int) -> Edit:
    """Set a layer's number of units."""
    label = f"Set units to {count}" if count else "Let the data choose the units"
    change = partial(edits.set_units, layer_id=layer_id, count=count)
    return Edit(label, change, f"units:{layer_id}")


def remove_unit(layer_id: LayerId, unit: UnitId) -> Edit:
    """Remove one neuron."""
    return Edit("Remove neuron", partial(edits.remove_unit, layer_id=layer_id, unit=unit))


def set_activation(layer_id: LayerId, name: str | None) -> Edit:
    """Set a layer's activation."""
    label = f"Set activation to {_title(ACTIVATIONS, name)}" if name else "Default activation"
    change = partial(edits.set_activation, layer_id=layer_id, name=name)
    return Edit(label, change, f"activation:{layer_id}")


def set_initialiser(layer_id: LayerId, name: str) -> Edit:
    """Set how a layer's weights start."""
    change = partial(edits.set_initialiser, layer_id=layer_id, name=name)
    return Edit("Set initial weights", change, f"initialiser:{layer_id}")


def set_loss(layer_id: LayerId, name: str | None) -> Edit:
    """Set the loss of an output."""
    label = f"Set loss to {_title(LOSSES, name)}" if name else "Default loss"
    return Edit(label, partial(edits.set_loss, layer_id=layer_id, name=name), f"loss:{layer_id}")


def rename_layer(layer_id: LayerId, name: str) -> Edit:
    """Give a layer another name."""
    return Edit("Rename layer", partial(edits.rename_layer, layer_id=layer_id, name=name))


def connect(source: LayerId, target: LayerId) -> Edit:
    """Draw a connection."""
    return Edit("Connect", partial(edits.connect, source=source, target=target))


def disconnect(connection: Connection) -> Edit:
    """Cut a connection."""
    return Edit("Cut connection", partial(edits.disconnect, connection=connection))


def reorder_layer(layer_id: LayerId, by: int) -> Edit:
    """Exchange a layer with its neighbour."""
    return Edit("Reorder layers", partial(edits.reorder_layer, layer_id=layer_id, by=by))


def set_data(**settings: Any) -> Edit:
    """Set fields of the data; a slider's drag is one entry."""
    words = " and ".join(name.replace("_", " ") for name in settings)
    label = f"Set {words}" if words != "kind" else "Change the data"
    return Edit(label, partial(edits.set_data, **settings), "data:" + ",".join(sorted(settings)))


def toggle_feature(name: str, default_features: tuple[str, ...]) -> Edit:
    """Add or remove an input feature."""
    change = partial(edits.toggle_feature, name=name, default_features=default_features)
    return Edit(f"Feature {name}", change)


def set_training(**settings: Any) -> Edit:
    """Set batch size, L2 or seed."""
    titles = {"l2": "L2"}
    words = " and ".join(titles.get(name, name.replace("_", " ")) for name in settings)
    change = partial(edits.set_training, **settings)
    return Edit(f"Set {words}", change, "training:" + ",".join(sorted(settings)))


def set_optimizer(*, kind: str | None = None, learning_rate: float | None = None) -> Edit:
    """Set the optimizer or its learning rate."""
    label = (
        f"Set optimizer to {_title(OPTIMIZERS, kind)}"
        if kind is not None
        else f"Set learning rate to {learning_rate:g}"
    )
    change = partial(edits.set_optimizer, kind=kind, learning_rate=learning_rate)
    return Edit(label, change, "optimizer" if kind is not None else "learning_rate")


def set_network(network: Network) -> Edit:
    """Replace the whole network."""
    return Edit("Change network", partial(edits.set_network, network=network), "network")


def rename(name: str) -> Edit:
    """Give the project another name."""
    return Edit("Rename project", partial(edits.rename, name=name))
