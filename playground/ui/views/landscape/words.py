"""What the loss map says in words."""

from PySide6.QtCore import QCoreApplication

from playground.model.ids import WeightRef
from playground.readout.landscape.records import Plane, Reason, Surface
from playground.ui import numbers
from playground.ui.naming import weight_title
from playground.ui.view import ShownProject


def _tr(text: str) -> str:
    return QCoreApplication.translate("landscape", text)


def why_not(reason: Reason) -> str:
    """Return why there is no map, and what to do."""
    sentences: dict[str, str] = {
        "no path": _tr("The run has not moved yet. Train a little, or choose two weights."),
        "one weight": _tr("A map needs two different weights. Select another wire."),
        "no weight": _tr("One of these weights is not part of the run. Select another wire."),
        "cut": _tr("One of these weights is cut and counts as 0. Select another wire."),
        "broken": _tr("A weight is not a number. Go back to the last good weights."),
    }
    return sentences.get(reason, "")


def titles(
    shown: ShownProject, plane: Plane, weights: tuple[WeightRef, WeightRef] | None
) -> tuple[str, str]:
    """Return what the two axes are."""
    if weights is not None:
        project, resolution = shown.project, shown.resolution
        return (
            weight_title(project, resolution, weights[0]),
            weight_title(project, resolution, weights[1]),
        )
    first, second = plane.shares or (0.0, 0.0)
    main = _tr("main direction {0}: {1}")
    if second == 0.0:
        return main.format(1, numbers.share(first)), _tr("a direction beside the path")
    return main.format(1, numbers.share(first)), main.format(2, numbers.share(second))


def standing(surface: Surface) -> str:
    """Return what the map is of, while nothing is pointed at."""
    examples, total = numbers.thousands(surface.examples), numbers.thousands(surface.total)
    if surface.examples < surface.total:
        over = _tr("{0} of {1} training examples").format(examples, total)
    else:
        over = _tr("all {0} training examples").format(examples)
    words = _tr("white point: loss {0} after step {1}, over {2}")
    return words.format(numbers.loss(surface.loss), numbers.thousands(surface.step), over)


def pointed(surface: Surface, point: tuple[float, float], loss: float) -> str:
    """Return what there is at a point of the map."""
    x, y = (numbers.signed(value, 2) for value in point)
    where = f"({x}, {y})"
    words = _tr("loss {0} at {1} · a click starts from there")
    return words.format(numbers.loss(loss), where)


def started(surface: Surface, moved: int, loss: float) -> str:
    """Return what the status line says after a click."""
    if surface.wish.weights is not None:
        words = _tr("Both weights were set to the point on the map, where the loss is {0}.")
        words = words.format(numbers.loss(loss))
    else:
        words = _tr("All {0} weights were set to the point on the map, where the loss is {1}.")
        words = words.format(numbers.thousands(moved), numbers.loss(loss))
    return words + " " + _tr("Undo takes it back.")


def too_many(moved: int) -> str:
    """Return why a click on the map of a large network does nothing."""
    words = _tr("This map moves {0} weights, too many to be set by hand. Choose two weights.")
    return words.format(numbers.thousands(moved))


def no_number() -> str:
    """Return why a click where the loss is no number does nothing."""
    return _tr("There the loss is not a number, so nothing could be learned from it.")


def undo_label() -> str:
    """Return the name of the change for the history."""
    return _tr("Start from a point of the map")
