"""The runs beside the present one: lines of its record that can be gone to, and curves of runs that
are over. No widgets.

A run is over when another one begins, with a seed of its own or opened again; of those before it the
curves stay. Another document begins with an empty shelf.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from playground.engine.state import Curve
from playground.model.project import Project
from playground.session.snapshot import LineFacts, Snapshot
from playground.ui.differences import run_name
from playground.ui.view import ShownProject
from playground.ui.views.loss_timeline.parting import NOTHING_SHARED, Shared, shared

MOST_RUNS = 8
"""Runs that are over."""

Key = tuple[int, int]
"""A run of the window: (generation, number of its line); (−1, number) where it is over."""


@dataclass(frozen=True, slots=True, eq=False)
class OtherRun:
    """One run beside the present one.

    Attributes
    ----------
    project
        With which it ended; None where that is not known.
    line
        Number of its line in the record; None where it is over and only its curve is left.
    end
        Its last step.
    shared
        What is drawn already by another curve.
    """

    key: Key
    name: str
    project: Project | None
    curve: Curve
    line: int | None = None
    end: int = 0
    is_hidden: bool = False
    shared: Shared = NOTHING_SHARED

    @property
    def last_step(self) -> int:
        return int(self.curve.steps[-1])

    @property
    def is_covered(self) -> bool:
        """Whether another curve says all that this one does."""
        return self.shared.points >= self.curve.steps.size


@dataclass(frozen=True, slots=True)
class _Document:
    name: str
    path: Path | None


def line_name(number: int, name: str) -> str:
    """Return what a line of the record is called."""
    return name or QCoreApplication.translate("LossTimeline", "run {0}").format(number)


def _is_same_line(one: Curve, other: Curve) -> bool:
    """Say whether the shorter of two curves is the beginning of the longer one."""
    return shared(one, other).points == min(one.steps.size, other.steps.size)


class RunShelf:
    """Notices where a run ends, and keeps the curves of at most `MOST_RUNS` of them.

    Attributes
    ----------
    runs
        Those that are over first, then the lines of the record; of both the oldest first.
    first_project
        Project with which the present run was first seen.
    """

    def __init__(self) -> None:
        self.runs: tuple[OtherRun, ...] = ()
        self.first_project: Project | None = None
        self._over: tuple[OtherRun, ...] = ()
        self._lines: tuple[OtherRun, ...] = ()
        self._document: _Document | None = None
        self._beginning: Project | None = None
        self._count = 0
        self._curve: Curve | None = None
        self._project: Project | None = None
        self._present: tuple[int, int, str] = (0, 1, "")
        self._hidden: frozenset[Key] = frozenset()
        self._known: object = None

    @property
    def live(self) -> tuple[OtherRun, ...]:
        """The lines of the record, which can be gone to."""
        return self._lines

    def note(self, shown: ShownProject, snapshot: Snapshot) -> bool:
        """Take in what is shown now; True where a run was added, changed or forgotten."""
        document = _Document(shown.project.name, shown.path)
        is_other_run = snapshot.generation != self._present[0]
        if self._document is not None and document != self._document and is_other_run:
            self._forget_all()
        elif is_other_run:
            self._put_away()
        if is_other_run:
            self.first_project, self._curve, self._project = None, None, None
            self._lines = ()
        self._document = document
        if snapshot.project_generation == shown.generation and not shown.is_past:
            self._project = shown.project
            self.first_project = self.first_project or shown.project
            self._beginning = self._beginning or shown.project
        if snapshot.curve is not None and snapshot.curve.steps.size:
            self._curve = snapshot.curve
        self._present = snapshot.generation, snapshot.record.line, snapshot.record.name
        return self._take(snapshot.record.lines)

    def rename(self, key: Key, name: str) -> None:
        """Give a run that is over another name; an empty one is none."""
        words = " ".join(name.split())
        if words:
            self._over = tuple(
                replace(run, name=words) if run.key == key else run for run in self._over
            )
            self._arrange()

    def show(self, key: Key, is_shown: bool) -> None:
        """Show or hide a run."""
        self._hidden = self._hidden - {key} if is_shown else self._hidden | {key}
        self._arrange()

    def remove(self, key: Key) -> None:
        """Forget a run that is over."""
        self._over = tuple(run for run in self._over if run.key != key)
        self._arrange()

    def clear(self) -> None:
        """Forget all runs that are over."""
        self._over = ()
        self._arrange()

    # --- underneath ------------------------------------------------------------------------

    def _take(self, lines: tuple[LineFacts, ...]) -> bool:
        """Take in the lines of the record; say whether anything is another than before."""
        known = (
            self._curve,
            tuple((line.number, line.name, line.end, line.curve) for line in lines),
            self._over,
        )
        if known == self._known:
            return False
        self._known = known
        self._lines = tuple(
            OtherRun(
                (self._present[0], line.number),
                line_name(line.number, line.name),
                line.project,
                line.curve,
                line.number,
                line.end,
            )
            for line in lines
            if line.curve.steps.size
        )
        left = {(self._present[0], line.number): line.left_at for line in lines}
        return self._arrange(left)

    def _arrange(self, left: dict[Key, int] | None = None) -> bool:
        """Put all runs together; each is drawn from where it goes a way of its own."""
        had = self.runs
        before = {run.key: run for run in had}
        drawn = [] if self._curve is None else [self._curve]
        found = []
        # The newest first, below the present one: what two have in common belongs to the newer.
        for run in reversed((*self._over, *self._lines)):
            at = None if left is None else left.get(run.key)
            known = before.get(run.key)
            part = max(
                (shared(run.curve, curve, at) for curve in drawn),
                key=lambda one: one.points,
                default=NOTHING_SHARED,
            )
            if left is None and known is not None and known.shared.points == part.points:
                part = known.shared
            made = replace(run, shared=part, is_hidden=run.key in self._hidden)
            found.append(known if known is not None and _is_equal(known, made) else made)
            if not made.is_hidden:
                drawn.append(run.curve)
        self.runs = tuple(reversed(found))
        self._lines = tuple(run for run in self.runs if run.line is not None)
        return len(had) != len(self.runs) or any(
            one is not other for one, other in zip(had, self.runs, strict=True)
        )

    def _forget_all(self) -> None:
        self._over, self._beginning, self._project, self._curve = (), None, None, None
        self._hidden = frozenset()

    def _put_away(self) -> None:
        """Keep the curves of a run that is over: that of the present line, and those beside it."""
        for run in self._lines:
            if run.project is not None:
                self._keep(run.project, run.curve, "" if _is_numbered(run) else run.name)
        if self._curve is not None and self._project is not None:
            self._keep(self._project, self._curve, self._present[2])

    def _keep(self, project: Project, curve: Curve, name: str) -> None:
        if curve.steps.size < 2:
            return
        for run in self._over:
            if run.project == project and _is_same_line(run.curve, curve):
                # Equal seeds give equal curves: the longer of two tells everything.
                if curve.steps.size > run.curve.steps.size:
                    longer = replace(run, curve=curve, end=int(curve.steps[-1]))
                    self._over = tuple(longer if r is run else r for r in self._over)
                return
        self._count += 1
        name = self._free_name(name or run_name(project, self._beginning or project))
        added = OtherRun((-1, self._count), name, project, curve, end=int(curve.steps[-1]))
        self._over = (*self._over, added)[-MOST_RUNS:]

    def _free_name(self, name: str) -> str:
        taken = {run.name for run in self._over}
        free, number = name, 1
        while free in taken:
            number += 1
            free = f"{name} ({number})"
        return free


def _is_numbered(run: OtherRun) -> bool:
    """Whether the person gave a line no name of its own."""
    return run.line is not None and run.name == line_name(run.line, "")


def _is_equal(one: OtherRun, other: OtherRun) -> bool:
    return one.curve is other.curve and _facts(one) == _facts(other)


def _facts(run: OtherRun) -> tuple[object, ...]:
    return run.name, run.end, run.is_hidden, run.shared, run.line, run.project
