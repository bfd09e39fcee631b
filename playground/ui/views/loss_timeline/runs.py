"""Old runs: what the runs before the present one left behind. No widgets.

A run is put away when its steps begin anew: after a rewind, new initial weights, or when the run of
the same document was opened again. Another document begins with an empty shelf.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from playground.engine.state import Curve
from playground.model.project import Project
from playground.session.snapshot import Snapshot
from playground.ui.view import ShownProject
from playground.ui.views.loss_timeline.differences import run_name

MOST_RUNS = 8


@dataclass(frozen=True, slots=True, eq=False)
class OldRun:
    """One finished curve with its name.

    Attributes
    ----------
    number
        Counts the runs of a window; never used twice.
    """

    number: int
    name: str
    project: Project
    curve: Curve
    is_hidden: bool = False

    @property
    def last_step(self) -> int:
        return int(self.curve.steps[-1])


@dataclass(frozen=True, slots=True)
class _Document:
    name: str
    path: Path | None


def _is_same_line(one: Curve, other: Curve) -> bool:
    """Say whether the shorter of two curves is the beginning of the longer one."""
    count = min(one.steps.size, other.steps.size)
    is_same_grid = np.array_equal(one.steps[:count], other.steps[:count])
    values = one.train_loss[:count], other.train_loss[:count]
    return bool(is_same_grid and np.array_equal(*values, equal_nan=True))


class RunShelf:
    """Notices where a run ends, and keeps at most `MOST_RUNS` of them.

    Attributes
    ----------
    runs
        The oldest first.
    first_project
        Project with which the present run was first seen.
    """

    def __init__(self) -> None:
        self.runs: tuple[OldRun, ...] = ()
        self.first_project: Project | None = None
        self._document: _Document | None = None
        self._beginning: Project | None = None
        self._project: Project | None = None
        self._curve: Curve | None = None
        self._before = Snapshot()
        self._count = 0

    def note(self, shown: ShownProject, snapshot: Snapshot) -> bool:
        """Take in an observation; True where the old runs changed."""
        document = _Document(shown.project.name, shown.path)
        before, self._before = self._before, snapshot
        had = self.runs
        is_other_run = snapshot.generation != before.generation
        if is_other_run and self._document is not None and document != self._document:
            self.runs, self._beginning, self._curve = (), None, None
        elif is_other_run or _began_anew(before, snapshot):
            self._put_away()
        if is_other_run or _began_anew(before, snapshot):
            self.first_project, self._curve, self._project = None, None, None
        self._document = document
        if snapshot.project_generation == shown.generation:
            self._project = shown.project
            self.first_project = self.first_project or shown.project
            self._beginning = self._beginning or shown.project
        if snapshot.curve is not None and snapshot.curve.steps.size:
            self._curve = snapshot.curve
        return self.runs is not had

    def rename(self, number: int, name: str) -> None:
        """Give a run another name; an empty one is none."""
        words = " ".join(name.split())
        if words:
            self._change(number, name=words)

    def show(self, number: int, is_shown: bool) -> None:
        """Show or hide a run."""
        self._change(number, is_hidden=not is_shown)

    def remove(self, number: int) -> None:
        """Forget a run."""
        self.runs = tuple(run for run in self.runs if run.number != number)

    def clear(self) -> None:
        """Forget all runs."""
        self.runs = ()

    def _change(self, number: int, **changes: object) -> None:
        self.runs = tuple(
            replace(run, **changes) if run.number == number else run  # type: ignore[arg-type]
            for run in self.runs
        )

    def _put_away(self) -> None:
        curve, project = self._curve, self._project
        if curve is None or project is None or curve.steps.size < 2:
            return
        for run in self.runs:
            if run.project == project and _is_same_line(run.curve, curve):
                # Equal seeds give equal curves: the longer of two tells everything.
                if curve.steps.size > run.curve.steps.size:
                    self._change(run.number, curve=curve)
                return
        self._count += 1
        name = self._free_name(run_name(project, self._beginning or project))
        added = OldRun(self._count, name, project, curve)
        self.runs = (*self.runs, added)[-MOST_RUNS:]

    def _free_name(self, name: str) -> str:
        taken = {run.name for run in self.runs}
        free, number = name, 1
        while free in taken:
            number += 1
            free = f"{name} ({number})"
        return free


def _began_anew(before: Snapshot, now: Snapshot) -> bool:
    """Say whether a run was rewound; going back to the last good weights is no beginning."""
    if now.generation != before.generation or now.step >= before.step:
        return False
    return before.guard is None or now.step < before.step // 2
