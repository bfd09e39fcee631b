"""What is said of units that are no weighted sum: inputs, and those of every other kind. No Qt widgets."""

from playground.model.ids import UnitRef
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import unit_title
from playground.ui.unit_maps import length_of, means
from playground.ui.view import ShownProject
from playground.ui.views.card.arithmetic import SUMS
from playground.ui.views.card.words import tr


def input_value(shown: ShownProject, snapshot: Snapshot, unit: UnitRef) -> float | None:
    """Return what the example has for a feature; of a sequence its mean, of tokens nothing."""
    shape, probe = shown.resolution.layers.get(unit.layer), snapshot.probe
    if shape is None or probe is None or shape.vocabulary or unit not in shape.units_out:
        return None
    mean = means(probe.inputs, shape, length_of(shown, probe, shape))
    return None if mean is None else float(mean[shape.units_out.index(unit)])


def note(shown: ShownProject, unit: UnitRef, *, is_known: bool) -> str:
    """Return one sentence; ``is_known`` tells whether the run has a number for the unit."""
    shape = shown.resolution.layers.get(unit.layer)
    if shown.takes_data(unit.layer):
        return _of_input(shown, unit)
    if shape is not None and shape.kind == "input":
        return tr("It is a random number, drawn anew for every example.")
    if shape is None or not is_known or shape.kind in SUMS:
        return tr("This neuron is not part of the run yet.")
    if not shape.parameters:
        return tr("This neuron has no weights of its own.")
    return tr("It is no single sum: the tape shows operation by operation how it is computed.")


def _of_input(shown: ShownProject, unit: UnitRef) -> str:
    shape, dataset = shown.resolution.layers.get(unit.layer), shown.dataset
    if shape is None or dataset is None or unit not in shape.units_out:
        return ""
    if shape.vocabulary:
        return tr("One token at every position. Its number is only a name.")
    index = shape.units_out.index(unit)
    if index >= len(dataset.mean):
        return ""
    mean, scale = float(dataset.mean[index]), float(dataset.scale[index])
    title = unit_title(shown.project, shown.resolution, unit, "")
    if mean == 0.0 and scale == 1.0:
        return tr("The feature {0} of the example, as it is.").format(title)
    return tr("The feature {0}, standardised: ({0} − mean {1}) / scale {2}.").format(
        title, numbers.signed(mean), numbers.signed(scale)
    )
