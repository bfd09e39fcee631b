"""The menu of all runs: go to one, show, rename, forget; and what their copies take."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from playground.model.project import Project
from playground.session.snapshot import Record
from playground.ui import numbers
from playground.ui.differences import own_words
from playground.ui.preferences import MEMORIES
from playground.ui.views.loss_timeline.runs import Key, OtherRun

_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class RunsAnswers:
    """What is done where something of the menu is chosen."""

    act: Callable[[str], object]
    """An action of the window by its id."""
    follow: Callable[[OtherRun], object]
    show: Callable[[OtherRun, bool], object]
    rename: Callable[[Key, str], object]
    forget: Callable[[OtherRun], object]
    grant: Callable[[int], object]
    """Bytes for copies."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunsMenu", text)


def _add(menu: QMenu, text: str, tooltip: str, do: Callable[[], object]) -> None:
    action = menu.addAction(text)
    action.setToolTip(tooltip)
    action.triggered.connect(lambda _checked=False: do())


def _sub(menu: QMenu, title: str) -> QMenu:
    found = menu.addMenu(title.replace("&", "&&"))
    found.setToolTipsVisible(True)
    return found


def run_title(run: OtherRun, present: Project | None) -> str:
    """Return the name of a run, and what of its settings is another than in the present one."""
    if run.line is None or run.project is None or present is None:
        return run.name
    words = own_words(run.project, present)
    return f"{run.name}   ({words})" if words else run.name


def runs_menu(
    parent: QWidget,
    present: tuple[Key, str],
    runs: Mapping[OtherRun, str],
    record: Record,
    answers: RunsAnswers,
) -> QMenu:
    """Return the menu; ``present`` is the run that is followed, ``runs`` are those beside it with
    their titles.
    """
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    key, name = present
    own = _sub(menu, _tr("{0} (this one)").format(name))
    _add(own, _tr("Rename…"), _tr("Gives this run a name."), lambda: answers.rename(key, name))
    for run in reversed(tuple(runs)):
        fill_run(_sub(menu, runs[run]), run, answers)
    if runs:
        menu.addSeparator()
        are_hidden = all(run.is_hidden for run in runs)
        text = _tr("Show all") if are_hidden else _tr("Hide all")
        _add(menu, text, _tr("Shows or hides the curves of all other runs."), lambda: _each(
            runs, lambda run: answers.show(run, are_hidden)
        ))  # fmt: skip
        forget = _tr("Forgets every run but this one; this cannot be undone.")
        _add(menu, _tr("Forget all others"), forget, lambda: _each(runs, answers.forget))
    menu.addSeparator()
    for action, title, tooltip in _travels(record):
        _add(menu, title, tooltip, lambda wanted=action: answers.act(wanted))  # type: ignore[misc]
    menu.addSeparator()
    _add_memory(menu, record, answers)
    return menu


def fill_run(menu: QMenu, run: OtherRun, answers: RunsAnswers) -> None:
    """Fill the menu of one other run."""
    menu.setToolTipsVisible(True)
    if run.line is not None:
        go = _tr("Go to its end, step {0}").format(numbers.thousands(run.end))
        tooltip = _tr("Shows this run as it was left; the present one is kept beside it.")
        _add(menu, go, tooltip, lambda: answers.follow(run))
    text = _tr("Show") if run.is_hidden else _tr("Hide")
    _add(menu, text, _tr("Shows or hides this run's curve."), lambda: answers.show(
        run, run.is_hidden
    ))  # fmt: skip
    tooltip = _tr("Gives this run another name.")
    _add(menu, _tr("Rename…"), tooltip, lambda: answers.rename(run.key, run.name))
    tooltip = _tr("Forgets this run; this cannot be undone.")
    _add(menu, _tr("Forget"), tooltip, lambda: answers.forget(run))
    if run.line is None:
        note = menu.addAction(_tr("Only its curve is left"))
        note.setToolTip(_tr("This run had another beginning; it cannot be gone to any more."))
        note.setEnabled(False)


def _each(runs: Iterable[OtherRun], do: Callable[[OtherRun], object]) -> None:
    for run in tuple(runs):
        do(run)


def _travels(record: Record) -> tuple[tuple[str, str, str], ...]:
    """Return the ways through time that make sense now: action, title, tooltip."""
    go = "time.go_to", _tr("Go to step…"), _tr("Shows any step that this run has been at.")
    if not record.is_past:
        return (go,)
    return (
        go,
        ("time.now", _tr("Back to now"), _tr("Goes to the newest step of this run.")),
        ("time.branch", _tr("Continue from here"), _tr("Trains on from here as a new run.")),
        ("time.compare", _tr("Compare with now"), _tr("Shows both networks side by side.")),
    )


def _add_memory(menu: QMenu, record: Record, answers: RunsAnswers) -> None:
    sizes = _sub(menu, memory_words(record))
    sizes.menuAction().setToolTip(_tr("More memory makes jumps quicker in long runs."))
    for words in jump_words(record):
        sizes.addAction(words).setEnabled(False)
    sizes.addSeparator()
    for size in sorted(MEMORIES):
        choice = sizes.addAction(f"{numbers.thousands(size)} MB")
        choice.setCheckable(True)
        choice.setChecked(record.memory == size * _MEGABYTE)
        choice.setToolTip(_tr("Lets copies along this run, and runs to come, take so much."))
        choice.triggered.connect(lambda _=False, chosen=size: answers.grant(chosen * _MEGABYTE))


def _bytes(size: int) -> str:
    """Return e.g. "34 MB" or "9 kB"."""
    if size < _MEGABYTE:
        return f"{numbers.plain(round(size / 1024))} kB"
    return f"{numbers.thousands(round(size / _MEGABYTE))} MB"


def memory_words(record: Record) -> str:
    """Return e.g. "Copies along the run: 34 MB of 256 MB"."""
    words = _tr("Copies along the run: {0} of {1}")
    return words.format(_bytes(record.used), _bytes(record.memory))


def jump_words(record: Record) -> tuple[str, ...]:
    """Return how many copies there are, how long a jump takes, and why it takes so long."""
    gap = numbers.plain(float(f"{max(record.gap, 0.01):.1g}"))
    copies = _tr("Copies: {0}").format(numbers.thousands(record.copies))
    jump = _tr("A jump takes up to {0} s").format(gap)
    if record.was_thinned:
        return _tr("Memory is full: every second copy has gone"), copies, jump
    return copies, jump
