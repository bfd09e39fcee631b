"""One weight by its units: its value in a snapshot, its name for people. Pure."""

from PySide6.QtCore import QCoreApplication

from playground.model.check import Resolution
from playground.model.ids import WeightRef
from playground.session.snapshot import Snapshot
from playground.ui.naming import weight_title
from playground.ui.view import ShownProject


def weight_value(snapshot: Snapshot, resolution: Resolution, weight: WeightRef) -> float | None:
    """Return the value of a weight now, or None where the run does not hold it."""
    values = snapshot.weights.get(weight.parameter)
    if values is None:
        return None
    for shape in resolution.layers.values():
        for parameter in shape.parameters:
            if parameter.id != weight.parameter or parameter.shape != values.shape:
                continue
            if weight.target not in parameter.targets:
                return None
            row = parameter.targets.index(weight.target)
            if weight.source is None:
                return float(values[row])
            if weight.source not in parameter.sources:
                return None
            return float(values[row, parameter.sources.index(weight.source)])
    return None


def weight_label(shown: ShownProject, weight: WeightRef) -> str:
    """Return the name of a change of this weight, for the history."""
    title = weight_title(shown.project, shown.resolution, weight)
    return QCoreApplication.translate("weights", "Weight {0}").format(title)
