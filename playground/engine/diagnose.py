"""Where a run broke: the first number on the tape that is not finite, told in plain words."""

from collections.abc import Iterable, Iterator

import numpy as np

from playground.engine.binding import Bound
from playground.engine.layout import PLANES
from playground.engine.program import Program
from playground.engine.state import GuardReport
from playground.engine.tape import read_row
from playground.kernels.optable import OPERATIONS, Register
from playground.model.ids import LayerId

Part = tuple[str, int, int]
"""A part of memory: space, first number, the one behind the last."""


def diagnose(bound: Bound, tripped: int, step: int) -> GuardReport:
    """Return the report of a guard that trips at row ``tripped`` of update ``step``.

    The update is run again row by row, because in the end memory does not tell who spoilt it: some
    of it was added to, or has been written over. Registers and parameters are those that the
    update begins with; the parameters are put back.
    """
    before = bound.block.copy()
    rate = float(bound.registers[Register.LEARNING_RATE])
    found, layer = tripped, None
    for row in range(tripped):
        bound.run(row, row + 1)
        if not results_are_finite(bound, row):
            found, layer = row, _spoilt_layer(bound)
            break
    bound.block[:] = before
    return _report(bound, found, step, layer, rate)


def results_are_finite(bound: Bound, index: int) -> bool:
    """Say whether everything that a row has written is finite."""
    return are_finite(bound, results(bound.program, index))


def are_finite(bound: Bound, parts: Iterable[Part]) -> bool:
    """Say whether all numbers in these parts of memory are finite."""
    spaces = {"W": bound.workspace, "P": bound.block}
    return all(bool(np.isfinite(spaces[space][start:stop]).all()) for space, start, stop in parts)


def results(program: Program, index: int) -> Iterator[Part]:
    """Yield what a row writes."""
    code, arguments = read_row(program.tape.rows[index])
    for argument in OPERATIONS[code].arguments:
        if "w" not in argument.access or argument.extent is None or argument.name == "scratch":
            continue
        start = arguments[argument.name]
        yield argument.space, start, start + argument.extent(arguments)


def _spoilt_layer(bound: Bound) -> LayerId | None:
    """Return the layer of the first parameter that is not finite, or whose averages are not."""
    layout = bound.program.layout
    for slot in layout.slots:
        for plane in range(PLANES):
            if not np.isfinite(layout.view(bound.block, slot, plane)).all():
                return slot.shape.id.layer
    return None


def _report(bound: Bound, row: int, step: int, layer: LayerId | None, rate: float) -> GuardReport:
    labels = bound.program.tape.labels
    label = labels[row]
    at = label.layer if label.layer is not None else layer
    name = label.layer_name
    if not name and at is not None:
        name = next((other.layer_name for other in labels if other.layer == at), "")
    where = f" in {name}" if name else ""
    message = (
        f"Stopped at step {step}: {label.formula}{where} gave a number that is too large or not a "
        f"number. The weights are those before that step. A learning rate smaller than "
        f"{rate:g} helps most often."
    )
    return GuardReport(step, at, label.formula, message)
