"""What is said below the pictures of weights and gradients: which batch, which step, what is missing."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from playground.model.resolution import LayerShape
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.views.weights.sort import Sort


def _tr(text: str) -> str:
    return QCoreApplication.translate("WeightsView", text)


def phase_of(snapshot: Snapshot) -> str:
    """Return the phase of the operation carried out last; "" between two updates."""
    last = snapshot.position.operation - 1
    return snapshot.operations[last].phase if 0 <= last < len(snapshot.operations) else ""


def missing(snapshot: Snapshot, shape: LayerShape, sort: Sort) -> str:
    """Return why there is nothing to draw."""
    if sort == "weights" or not snapshot.weights:
        return _tr("Waiting for the first numbers.")
    if not snapshot.gradients and not phase_of(snapshot):
        return _tr("No batch has led here yet: press Batch or Operation.")
    own = {parameter.id for parameter in shape.parameters}
    if phase_of(snapshot) in ("", "update") and not own & snapshot.gradients.keys():
        return _tr("Nothing is learned here, so no gradient is computed.")
    return _tr("Not computed yet in this batch.")


def when(snapshot: Snapshot, sort: Sort) -> str:
    """Return of which moment the numbers are, where that is not plain."""
    phase, step = phase_of(snapshot), numbers.thousands(snapshot.step)
    if sort == "weights":
        words = _tr("in the middle of update {0}: some may have moved, others not yet")
        return words.format(numbers.thousands(snapshot.step + 1)) if phase == "update" else ""
    if phase == "update":
        return _tr("∂L/∂w of this batch, from before the update")
    if phase:
        return _tr("∂L/∂w of the batch in progress")
    return _tr("∂L/∂w of the last batch, at the weights of step {0}").format(step)


def both_when(snapshot: Snapshot, sort: Sort) -> str:
    """Return of which moment the numbers and the activations beside them are."""
    phase = phase_of(snapshot)
    if phase == "update" and sort == "gradients":
        return _tr("∂L/∂w of this batch and activations, from before the update")
    if phase == "update":
        return _tr("weights in the middle of the update, activations from before it")
    first, told = when(snapshot, sort), _tr("activations over the training examples")
    return f"{first} · {told}" if first else told


def state(shape: LayerShape, values: npt.NDArray[np.float32]) -> str:
    """Say how activations are spread, and which units never answer."""
    silent = int((np.abs(values).max(axis=1) == 0).sum()) if values.size else 0
    if silent and shape.activation != "step":
        return _tr("{0} of {1} always 0").format(silent, len(values))
    return spread(values)


def spread(values: npt.NDArray[np.float32], sort: Sort = "weights") -> str:
    """Return mean and deviation of what is finite."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return ""
    mean, deviation = float(finite.mean()), float(finite.std())
    if sort == "gradients":
        return f"{numbers.signed_close(mean)} ± {numbers.signed_close(deviation)[1:]}"
    return f"{mean:+.2f} ± {deviation:.2f}".replace("-", "−")
