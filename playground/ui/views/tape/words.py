"""What operations and breakpoints are called."""

from PySide6.QtCore import QCoreApplication

from playground.engine.breakpoints import Breakpoint
from playground.engine.state import OperationLabel
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.layer_names import told_name
from playground.ui.naming import layer_title, unit_title
from playground.ui.numbers import MINUS
from playground.ui.view import ShownProject
from playground.ui.views.tape.points import Point


def worded(text: str) -> str:
    """Return a text of the tape in the person's language."""
    return QCoreApplication.translate("Tape", text)


def phase_word(phase: str) -> str:
    """Return the word for a phase; unknown ones as they are."""
    return QCoreApplication.translate("Tape", phase)


def formula_text(label: OperationLabel) -> str:
    """Return what a row computes, with the minus sign of all other formulas."""
    return " ".join(label.formula.replace("-", MINUS).split())


def layer_word(label: OperationLabel) -> str:
    """Return the layer's name, or that a row is about all of them."""
    return told_name(label.layer_name) or QCoreApplication.translate("Tape", "all")


def head_text(row: int, label: OperationLabel) -> str:
    """Return the upper line of a cell, e.g. "11 backward · dense 2"."""
    return f"{row + 1} {phase_word(label.phase)} · {layer_word(label)}"


def head_shapes(row: int, label: OperationLabel) -> tuple[str, str]:
    """Return the upper line of a cell whole, and without the phase where there is less room."""
    return head_text(row, label), f"{row + 1} · {layer_word(label)}"


def needs_value(one: Breakpoint) -> bool:
    """Whether a breakpoint compares with a number that the person chooses."""
    return one.kind in ("loss", "activation", "gradient")


def title_of(point: Point, shown: ShownProject) -> str:
    """Return what a breakpoint waits for; where it compares, the number stands behind it."""
    one, name = point.breakpoint, _name(point.breakpoint, shown)
    if one.kind == "operation" and point.label is not None:
        return f"{head_text(one.operation or 0, point.label)}: {formula_text(point.label)}"
    patterns = {
        "layer": worded("any operation of {0}"),
        "loss": worded("loss of the batch above"),
        "activation": worded("{0} above"),
        "gradient": worded("largest |∂L/∂w| of {0} below"),
        "nan": worded("a number that is none (NaN)"),
    }
    if one.kind == "gradient" and one.layer is None:
        return worded("largest |∂L/∂w| below")
    return patterns[one.kind].format(name)


def reason(point: Point, shown: ShownProject, snapshot: Snapshot) -> str:
    """Return why the run stopped, in one sentence."""
    one, name = point.breakpoint, _name(point.breakpoint, shown)
    limit = numbers.plain(one.value).replace("-", MINUS)
    loss = snapshot.position.loss
    now = "" if loss is None else f", {numbers.loss(loss)},"
    whole = one.kind == "gradient" and one.layer is None
    patterns = {
        "operation": worded("Stopped at the breakpoint on operation {1}."),
        "layer": worded("Stopped because this is an operation of {0}."),
        "loss": worded("Stopped because the loss of the batch{3} is above {2}."),
        "activation": worded("Stopped because {0} is above {2} for an example of the batch."),
        "gradient": worded("Stopped because the largest |∂L/∂w| of {0} is below {2}."),
        "nan": worded("Stopped because a loss or an activation is not a number."),
    }
    whole_pattern = worded("Stopped because the largest |∂L/∂w| is below {2}.")
    pattern = whole_pattern if whole else patterns[one.kind]
    return pattern.format(name, (one.operation or 0) + 1, limit, now)


def _name(one: Breakpoint, shown: ShownProject) -> str:
    """Return the neuron or layer that a breakpoint is about, "" where it is about none."""
    if one.unit is not None:
        return unit_title(shown.project, shown.resolution, one.unit, worded("neuron"))
    return "" if one.layer is None else layer_title(shown.project, one.layer)
