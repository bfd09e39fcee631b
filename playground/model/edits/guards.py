"""What every edit asks first, and how it hands back its result."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from typing import Any

from playground.model.catalog import MAX_LAYERS, MAX_UNITS
from playground.model.errors import EditError
from playground.model.hints import name_hint
from playground.model.ids import LayerId
from playground.model.network import Layer, LayerSpec, Network
from playground.model.project import Project

MAX_NAME = 60
"""Characters of a layer's or a project's name."""
FARTHEST = 1e6
"""Scene units from the middle; a card is some hundred wide."""


def with_network(project: Project, network: Network) -> Project:
    """Return the project with another network."""
    return replace(project, network=network)


def with_spec(project: Project, layer: Layer, spec: LayerSpec) -> Project:
    """Return the project with other settings of one layer."""
    return with_network(project, project.network.with_layer(replace(layer, spec=spec)))


def existing(network: Network, layer_id: LayerId) -> Layer:
    """Return a layer; EditError where it is gone."""
    if not network.has(layer_id):
        raise EditError("That layer is not there any more.")
    return network.layer(layer_id)


def all_existing(network: Network, layer_ids: Collection[LayerId]) -> tuple[Layer, ...]:
    """Return layers in the order of their making, each once; EditError where there is none."""
    wanted = {existing(network, layer_id).id for layer_id in layer_ids}
    if not wanted:
        raise EditError("No layer is selected. Select one first.")
    return tuple(layer for layer in network.layers if layer.id in wanted)


def on_each(
    project: Project,
    layers: LayerId | Collection[LayerId],
    change: Callable[[Project, LayerId], Project],
) -> Project:
    """Return the project with a change made to one layer, or to each of several that can take it.

    Raises
    ------
    EditError
        The one layer, or every one of them, cannot be changed in this way.
    """
    if isinstance(layers, str):
        return change(project, LayerId(layers))
    refusal: EditError | None = None
    is_changed = False
    for layer in all_existing(project.network, layers):
        try:
            project = change(project, layer.id)
            is_changed = True
        except EditError as error:
            refusal = refusal or error
    if refusal is not None and not is_changed:
        raise refusal
    return project


def is_one(layers: LayerId | Collection[LayerId]) -> bool:
    """Whether a single layer is meant."""
    return isinstance(layers, str) or len(layers) == 1


def unit_count(count: int) -> int:
    """Return a number of units that a layer can have."""
    if not 1 <= count <= MAX_UNITS:
        raise EditError(f"A layer has from 1 to {MAX_UNITS:,} units, not {count:,}.")
    return count


def room_for(network: Network, more: int) -> None:
    """Raise EditError where a network cannot take so many more layers."""
    if len(network.layers) + more > MAX_LAYERS:
        raise EditError(f"A network has at most {MAX_LAYERS} layers. Remove some first.")


def known(name: str, table: Collection[str], what: str) -> None:
    """Raise EditError where a table has no such name."""
    if name not in table:
        raise EditError(f"There is no {what} “{name:.40}”. {name_hint(name, table)}")


def known_fields(settings: Mapping[str, Any], record: Any) -> None:
    """Raise EditError where a record has no such field."""
    names = {field.name for field in fields(record)}
    unknown = [name for name in settings if name not in names]
    if unknown:
        raise EditError(f"There is no setting “{unknown[0]:.40}”.")


def place(position: tuple[float, float], what: str) -> tuple[float, float]:
    """Return a position of two finite numbers."""
    x, y = float(position[0]), float(position[1])
    if not (math.isfinite(x) and math.isfinite(y)):
        raise EditError(f"{what} cannot be put there: a place is two finite numbers.")
    if max(abs(x), abs(y)) > FARTHEST:
        raise EditError(f"{what} cannot be put there: it would be too far away to be found again.")
    return x, y


def clean_name(name: str) -> str:
    """Return a name of one line."""
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > MAX_NAME or not cleaned.isprintable():
        raise EditError(f"A name has from 1 to {MAX_NAME} letters.")
    return cleaned
