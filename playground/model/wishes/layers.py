"""Named edits of layers and connections."""

from collections.abc import Collection, Mapping
from functools import partial

from playground.model import edits
from playground.model.catalog import DEFAULT_UNITS, FURTHER, LAYERS
from playground.model.edits import TEMPLATES, Edit, Fragment, Point
from playground.model.ids import LayerId
from playground.model.network import Connection, Network
from playground.model.wishes.words import title


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
    return Edit(f"Add {title({**LAYERS, **FURTHER}, kind)}", change)


def insert_template(
    name: str, *, connection: Connection | None = None, position: Point | None = None
) -> Edit:
    """Add the layers of a template."""
    change = partial(edits.insert_template, name=name, connection=connection, position=position)
    return Edit(f"Add {title(TEMPLATES, name).lower()}", change)


def remove_layers(layer_ids: Collection[LayerId]) -> Edit:
    """Remove layers."""
    label = "Remove layer" if len(layer_ids) == 1 else f"Remove {len(layer_ids)} layers"
    return Edit(label, partial(edits.remove_layers, layer_ids=tuple(layer_ids)))


def duplicate(layer_ids: Collection[LayerId]) -> Edit:
    """Add a copy of layers beside them."""
    label = "Duplicate layer" if len(layer_ids) == 1 else f"Duplicate {len(layer_ids)} layers"
    return Edit(label, partial(edits.duplicate, layer_ids=tuple(layer_ids)))


def paste(fragment: Fragment, position: Point | None = None) -> Edit:
    """Add a copied part."""
    count = len(fragment.network.layers)
    label = "Paste layer" if count == 1 else f"Paste {count} layers"
    return Edit(label, partial(edits.paste, fragment=fragment, position=position))


def move_layers(positions: Mapping[LayerId, Point]) -> Edit:
    """Move cards."""
    return Edit("Move", partial(edits.move_layers, positions=dict(positions)))


def tidy() -> Edit:
    """Hand every card back to the automatic layout."""
    return Edit("Tidy", edits.tidy)


def rename_layer(layer_id: LayerId, name: str) -> Edit:
    """Give a layer another name."""
    return Edit("Rename layer", partial(edits.rename_layer, layer_id=layer_id, name=name))


def connect(source: LayerId, target: LayerId) -> Edit:
    """Draw a connection."""
    return Edit("Connect", partial(edits.connect, source=source, target=target))


def join(source: LayerId, target: LayerId, kind: str) -> Edit:
    """Connect in front of a layer that has its input, through an add or a concatenate layer."""
    change = partial(edits.join, source=source, target=target, kind=kind)
    return Edit(f"Join with {title(LAYERS, kind)}", change)


def disconnect(connection: Connection) -> Edit:
    """Cut a connection."""
    return Edit("Cut connection", partial(edits.disconnect, connection=connection))


def reorder_layer(layer_id: LayerId, by: int) -> Edit:
    """Exchange a layer with its neighbour."""
    return Edit("Reorder layers", partial(edits.reorder_layer, layer_id=layer_id, by=by))


def set_network(network: Network) -> Edit:
    """Replace the whole network."""
    return Edit("Change network", partial(edits.set_network, network=network), "network")


def rename(name: str) -> Edit:
    """Give the project another name."""
    return Edit("Rename project", partial(edits.rename, name=name))
