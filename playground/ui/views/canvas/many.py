"""Edits of several things at once: one entry of the history."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from playground.model import wishes
from playground.model.catalog import ACTIVATIONS, MAX_UNITS
from playground.model.edits import Edit
from playground.model.ids import LayerId
from playground.model.network import ActivationSpec, DenseSpec, Layer, LayerSpec, OutputSpec
from playground.model.project import Project


def _tr(text: str) -> str:
    return QCoreApplication.translate("Canvas", text)


def _in_turn(project: Project, parts: Sequence[Edit]) -> Project:
    for part in parts:
        project = part.change(project)
    return project


def together(label: str, parts: Sequence[Edit], merge_key: str = "") -> Edit | None:
    """Return one edit that makes all of these in turn; None of none, the edit itself of one."""
    if len(parts) < 2:
        return parts[0] if parts else None
    return Edit(label, partial(_in_turn, parts=tuple(parts)), merge_key)


def chosen_layers(
    project: Project,
    layers: Collection[LayerId],
    kinds: type[LayerSpec] | tuple[type[LayerSpec], ...],
) -> list[Layer]:
    """Return the layers among the selected ones that are of these kinds."""
    return [x for x in project.network.layers if x.id in layers and isinstance(x.spec, kinds)]


def _set_units(
    project: Project, layers: Collection[LayerId], count_of: Callable[[int], int], label: str
) -> Edit | None:
    parts: list[Edit] = []
    chosen = chosen_layers(project, layers, DenseSpec)
    for layer in chosen:
        present = len(layer.spec.units) if isinstance(layer.spec, DenseSpec) else 0
        count = min(MAX_UNITS, max(1, count_of(present)))
        if count != present:
            parts.append(wishes.set_units(layer.id, count))
    names = ",".join(layer.id for layer in chosen)
    return together(label, parts, f"units:{names}")


def more_units(project: Project, layers: Collection[LayerId], by: int) -> Edit | None:
    """Return the edit that adds or removes units at the end of every selected dense layer.

    None where that cannot be.
    """
    label = _tr("Add neurons") if by > 0 else _tr("Remove neurons")
    return _set_units(project, layers, lambda count: count + by, label)


def set_units(project: Project, layers: Collection[LayerId], count: int) -> Edit | None:
    """Return the edit that gives every selected dense layer so many units."""
    label = _tr("Set units to {count}").format(count=count)
    return _set_units(project, layers, lambda _: count, label)


def set_activation(project: Project, layers: Collection[LayerId], name: str) -> Edit | None:
    """Return the edit that gives every selected layer that has one this activation."""
    chosen = chosen_layers(project, layers, (DenseSpec, ActivationSpec))
    if len(layers) == 1:
        chosen = chosen_layers(project, layers, (DenseSpec, ActivationSpec, OutputSpec))
    parts = [wishes.set_activation(layer.id, name) for layer in chosen]
    return together(_tr("Set activation to {name}").format(name=ACTIVATIONS[name].title), parts)
