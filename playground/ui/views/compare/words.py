"""What is said of two moments of a run. No widgets."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from playground.engine.state import Metrics
from playground.model.project import Project
from playground.model.resolution import Resolution
from playground.ui import numbers
from playground.ui.differences import change_words
from playground.ui.naming import layer_title, weight_title
from playground.ui.views.compare.changes import LayerChange, Moved, Side
from playground.ui.views.compare.figures import Line
from playground.ui.views.compare.places import Row


def _tr(text: str) -> str:
    return QCoreApplication.translate("Compare", text)


def difference(then: float, now: float, *, is_share: bool) -> str:
    """Return now − then with its sign; shares in percentage points."""
    change = now - then
    if not math.isfinite(change):
        return "–"
    return f"{numbers.signed(100.0 * change, 1)} pp" if is_share else numbers.signed(change, 4)


def figures(then: Metrics, now: Metrics, *, is_same_data: bool = True) -> tuple[Line, ...]:
    """Return loss and accuracy of both moments; what has no meaning for these data is left out.

    Over other data there is no difference to speak of.
    """
    rows = (
        (_tr("train loss"), then.train_loss, now.train_loss, False),
        (_tr("test loss"), then.test_loss, now.test_loss, False),
        (_tr("train accuracy"), then.train_accuracy, now.train_accuracy, True),
        (_tr("test accuracy"), then.test_accuracy, now.test_accuracy, True),
    )
    lines = []
    for name, first, second, is_share in rows:
        if math.isnan(first) and math.isnan(second):
            continue
        write = numbers.share if is_share else numbers.loss
        change = difference(first, second, is_share=is_share) if is_same_data else "–"
        lines.append(Line(name, (write(first), write(second), change)))
    return tuple(lines)


def moved_lines(
    moved: tuple[Moved, ...], project: Project, resolution: Resolution
) -> tuple[Line, ...]:
    """Return one row for every weight."""
    return tuple(
        Line(
            weight_title(project, resolution, one.weight),
            (numbers.signed(one.then), numbers.signed(one.now), numbers.signed_close(one.change)),
            one.weight,
        )
        for one in moved
    )


def notes(then: Project, now: Project) -> str:
    """Return what else is another than then, beside the weights; "" where nothing is."""
    if then == now:
        return ""
    told = _tr("Changed in between: {0}.").format(change_words(then, now))
    if then.data != now.data:
        told += " " + _tr("Loss and accuracy are those of other data.")
    return told


def rows(changes: tuple[LayerChange, ...], then: Project, now: Project) -> tuple[Row, ...]:
    """Return the layers with their titles, and what has to be said of each."""
    found = []
    for change in changes:
        project = now if now.network.has(change.layer) else then
        said = " · ".join(_said(change))
        found.append(Row(layer_title(project, change.layer), said, change))
    return tuple(found)


def _said(change: LayerChange) -> Iterator[str]:
    if change.then is None:
        yield _tr("only now")
    elif change.now is None:
        yield _tr("only then")
    elif change.change is None:
        yield _tr("nothing of it is in both")
    else:
        if change.compared < change.total:
            both, total = numbers.thousands(change.compared), numbers.thousands(change.total)
            yield _tr("{0} of {1} weights are in both").format(both, total)
        yield _tr("moved up to {0}").format(f"{_most(change.change):.3g}")


def _most(side: Side) -> float:
    parts = [side.matrix.ravel().tolist(), [] if side.bias is None else side.bias.tolist()]
    sizes = [abs(value) for part in parts for value in part if math.isfinite(value)]
    return max(sizes, default=0.0)
