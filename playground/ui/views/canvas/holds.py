"""What is held still: padlocks on layers and weights, cut weights, clamped units. Edits and tests."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication

from playground.model.edits import Edit
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.network import Clamp, Network
from playground.model.project import Project
from playground.ui.view import Selection, ShownProject


def _tr(text: str) -> str:
    return QCoreApplication.translate("Canvas", text)


def _network(project: Project, network: Network) -> Project:
    return replace(project, network=network)


def _freeze_layers(project: Project, layers: Collection[LayerId], is_frozen: bool) -> Project:
    network = project.network
    for layer in network.layers:
        if layer.id in layers:
            network = network.with_layer(replace(layer, is_frozen=is_frozen))
    return _network(project, network)


def _freeze_weights(project: Project, weights: Collection[WeightRef], is_frozen: bool) -> Project:
    kept = tuple(w for w in project.network.frozen_weights if w not in weights)
    after = (*kept, *weights) if is_frozen else kept
    return _network(project, replace(project.network, frozen_weights=after))


def _cut_weights(project: Project, weights: Collection[WeightRef], is_cut: bool) -> Project:
    kept = tuple(w for w in project.network.cuts if w not in weights)
    return _network(project, replace(project.network, cuts=(*kept, *weights) if is_cut else kept))


def _clamp(project: Project, unit: UnitRef, value: float | None) -> Project:
    kept = tuple(c for c in project.network.clamps if c.unit != unit)
    after = kept if value is None else (*kept, Clamp(unit, value))
    return _network(project, replace(project.network, clamps=after))


def freezable(shown: ShownProject, layers: Collection[LayerId]) -> tuple[LayerId, ...]:
    """Return the layers among these that have parameters to hold."""
    shapes = shown.resolution.layers
    return tuple(i for i in layers if i in shapes and shapes[i].parameters)


def freeze_layers(shown: ShownProject, layers: Collection[LayerId]) -> Edit | None:
    """Return the edit that closes the padlock of layers, or opens it where all are closed."""
    chosen = freezable(shown, layers)
    if not chosen:
        return None
    network = shown.project.network
    is_frozen = not all(network.layer(layer).is_frozen for layer in chosen)
    label = _tr("Freeze") if is_frozen else _tr("Unfreeze")
    return Edit(label, partial(_freeze_layers, layers=chosen, is_frozen=is_frozen))


def freeze_weight(project: Project, weight: WeightRef) -> Edit:
    """Return the edit that closes or opens the padlock of one weight."""
    is_frozen = weight not in project.network.frozen_weights
    label = _tr("Freeze weight") if is_frozen else _tr("Unfreeze weight")
    return Edit(label, partial(_freeze_weights, weights=(weight,), is_frozen=is_frozen))


def cut_weight(project: Project, weight: WeightRef) -> Edit:
    """Return the edit that cuts one weight, or mends it."""
    is_cut = weight not in project.network.cuts
    label = _tr("Cut wire") if is_cut else _tr("Mend wire")
    return Edit(label, partial(_cut_weights, weights=(weight,), is_cut=is_cut))


def clamp_of(project: Project, unit: UnitRef) -> float | None:
    """Return the value that a unit is held at, or None."""
    return next((c.value for c in project.network.clamps if c.unit == unit), None)


def clamp(unit: UnitRef, value: float | None) -> Edit:
    """Return the edit that holds a unit at a value, or lets it go (None)."""
    label = _tr("Clamp neuron") if value is not None else _tr("Let neuron go")
    return Edit(label, partial(_clamp, unit=unit, value=value), f"clamp:{unit}")


def freeze_selection(shown: ShownProject, selection: Selection) -> Edit | None:
    """Return the edit behind the padlock for what is selected: a weight, or else layers."""
    if selection.weight is not None:
        return freeze_weight(shown.project, selection.weight)
    return freeze_layers(shown, selection.layers)


def is_frozen(shown: ShownProject, selection: Selection) -> bool:
    """Tell whether everything that is selected and could learn has a padlock."""
    network = shown.project.network
    if selection.weight is not None:
        return selection.weight in network.frozen_weights
    chosen = freezable(shown, selection.layers)
    return bool(chosen) and all(network.layer(layer).is_frozen for layer in chosen)
