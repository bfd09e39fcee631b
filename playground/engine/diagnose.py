"""Where a run broke: the first number on the tape that is not finite, told in plain words."""

import numpy as np

from playground.engine.binding import Bound
from playground.engine.layout import PLANES
from playground.engine.state import GuardReport, OperationLabel
from playground.engine.tape import read_row
from playground.kernels.optable import OPERATIONS, Register
from playground.model.ids import LayerId


def diagnose(bound: Bound, tripped: int, step: int) -> GuardReport:
    """Return the report of a guard that tripped at row ``tripped`` of update ``step``.

    The workspace still holds the numbers of that update: rows are searched in the order of the
    tape for the first one whose result is not finite.
    """
    for index in range(tripped):
        if not _results_are_finite(bound, index):
            return _report(bound, bound.program.tape.labels[index], step)
    # Everything was finite until the update itself.
    label = bound.program.tape.labels[max(0, tripped - 1)]
    layer = _spoilt_layer(bound)
    return _report(bound, label, step, layer)


def _results_are_finite(bound: Bound, index: int) -> bool:
    code, arguments = read_row(bound.program.tape.rows[index])
    for argument in OPERATIONS[code].arguments:
        if argument.space != "W" or "w" not in argument.access or argument.extent is None:
            continue
        start = arguments[argument.name]
        values = bound.workspace[start : start + argument.extent(arguments)]
        if not np.isfinite(values).all():
            return False
    return True


def _spoilt_layer(bound: Bound) -> LayerId | None:
    """Return the layer of the first parameter that is not finite, or whose averages are not."""
    layout = bound.program.layout
    for slot in layout.slots:
        for plane in range(PLANES):
            if not np.isfinite(layout.view(bound.block, slot, plane)).all():
                return slot.shape.id.layer
    return None


def _report(
    bound: Bound, label: OperationLabel, step: int, layer: LayerId | None = None
) -> GuardReport:
    at = label.layer if label.layer is not None else layer
    name = label.layer_name
    if not name and at is not None:
        name = next((row.layer_name for row in bound.program.tape.labels if row.layer == at), "")
    where = f" in {name}" if name else ""
    rate = float(bound.registers[Register.LEARNING_RATE])
    message = (
        f"Stopped at step {step}: {label.formula}{where} gave a number that is too large or not a "
        f"number. The weights are those before that step. A learning rate smaller than "
        f"{rate:g} helps most often."
    )
    return GuardReport(step, at, label.formula, message)
