"""Where the person stepped in: the journal of the run as marks with words. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from playground.engine.state import Intervention, ProjectChange, WeightChange
from playground.model.project import Project
from playground.ui import numbers
from playground.ui.differences import change_words
from playground.ui.naming import weight_title
from playground.ui.view import ShownProject

MOST_MARKS = 200
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that was done by hand after this step.

    Attributes
    ----------
    is_weight
        A weight was moved; otherwise the project was edited.
    """

    step: int
    text: str
    is_weight: bool


def _tr(text: str) -> str:
    return QCoreApplication.translate("LossTimeline", text)


def marks_of(
    journal: Sequence[Intervention], beginning: Project | None, shown: ShownProject | None
) -> tuple[Mark, ...]:
    """Return the newest `MOST_MARKS` marks, in order.

    Parameters
    ----------
    beginning
        The project of step 0 where it is known: what the first edit changed is said against it.
    shown
        Knows what layers and neurons are called.
    """
    first = max(0, len(journal) - MOST_MARKS)
    project = beginning if first == 0 else None
    found = []
    for line in journal[first:]:
        change = line.change
        if isinstance(change, ProjectChange):
            found.append(Mark(line.step, change_words(project, change.project), False))
            project = change.project
        elif isinstance(change, WeightChange):
            found.append(Mark(line.step, _weight_words(change, shown), True))
        else:
            text = _tr("{0} weights set").format(numbers.thousands(len(change.weights)))
            found.append(Mark(line.step, text, True))
    return tuple(found)


def _weight_words(change: WeightChange, shown: ShownProject | None) -> str:
    value = numbers.signed(change.value)
    if shown is None:
        return _tr("weight = {0}").format(value)
    title = weight_title(shown.project, shown.resolution, change.weight)
    return f"{title} = {value}"


def words_near(marks: Sequence[Mark], step: float, reach: float) -> tuple[str, ...]:
    """Return the words of the marks within ``reach`` steps; many are counted.

    A drag leaves many marks for one weight: of equal beginnings only the last is said.
    """
    near = [mark for mark in marks if abs(mark.step - step) <= reach]
    said: dict[str, str] = {}
    for mark in near:
        key = mark.text.split("=")[0] if mark.is_weight else mark.text
        said.pop(key, None)
        said[key] = mark.text
    lines = list(said.values())
    if len(lines) > _MOST_LINES:
        more = _tr("and {0} more").format(len(lines) - _MOST_LINES + 1)
        lines = [*lines[: _MOST_LINES - 1], more]
    return tuple(lines)
