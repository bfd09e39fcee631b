"""What is held still: padlocks on layers and weights, cut weights, clamped units."""

from collections.abc import Collection

from playground.model import wishes
from playground.model.edits import Edit
from playground.model.holds import has_padlock, is_cut
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.network import OutputSpec
from playground.model.project import Project
from playground.ui.view import Selection, ShownProject


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
    return wishes.set_frozen(chosen, not all(network.is_frozen(i) for i in chosen))


def freeze_weight(project: Project, weight: WeightRef) -> Edit:
    """Return the edit that closes or opens the padlock of one weight."""
    is_held = has_padlock(project.network, weight)
    return wishes.release_weight(weight) if is_held else wishes.freeze_weight(weight)


def cut_weight(project: Project, weight: WeightRef) -> Edit:
    """Return the edit that cuts one weight, or mends it."""
    is_gone = is_cut(project.network, weight)
    return wishes.restore_weight(weight) if is_gone else wishes.cut_weight(weight)


def clamp_of(project: Project, unit: UnitRef) -> float | None:
    """Return the value that a unit is held at, or None."""
    return next((c.value for c in project.network.clamps if c.unit == unit), None)


def can_clamp(project: Project, unit: UnitRef) -> bool:
    """Tell whether a unit can be held: those of the output cannot."""
    network = project.network
    return network.has(unit.layer) and not isinstance(network.layer(unit.layer).spec, OutputSpec)


def freeze_selection(shown: ShownProject, selection: Selection) -> Edit | None:
    """Return the edit behind the padlock for what is selected: a weight, or else layers."""
    if selection.weight is not None:
        return freeze_weight(shown.project, selection.weight)
    return freeze_layers(shown, selection.layers)


def is_frozen(shown: ShownProject, selection: Selection) -> bool:
    """Tell whether everything that is selected and could learn has a padlock."""
    network = shown.project.network
    if selection.weight is not None:
        return has_padlock(network, selection.weight)
    chosen = freezable(shown, selection.layers)
    return bool(chosen) and all(network.is_frozen(layer) for layer in chosen)
