"""The Run: where training began, what the person did to it, and copies along the way.

Any past step is the nearest checkpoint before it plus replay: the same rows on the same numbers,
with the journal's interventions at the steps where they happened.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from playground.data.build import shape_of
from playground.engine.carry import carry_over, write_tensors
from playground.engine.layout import aligned_zeros, layout_of
from playground.engine.masks import absent
from playground.engine.state import Checkpoint, Intervention, ProjectChange, Tensor
from playground.engine.stretches import Stretches, gone_on, in_reach, problem_of
from playground.engine.trail import Trail
from playground.kernels.optable import STATES
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId
from playground.model.project import Project
from playground.model.resolution import ParameterShape

CHECKPOINT_BYTES = 256 * 2**20
"""Usual memory for checkpoints; when it is full every second one goes and the gap doubles."""
CHECKPOINT_COUNT = 16384
FIRST_GAP = 0.01
"""Seconds of computing between checkpoints at first: a replay from one to the next takes as long."""


@dataclass(slots=True, eq=False)
class Run:
    """What training did: initial state, journal, checkpoints.

    Attributes
    ----------
    stretches
        The machines that computed it, in order; replay to the bit needs the same.
    memory
        Bytes that checkpoints may take.
    gap
        Seconds of computing from one checkpoint to the next; doubles as memory fills.
    """

    initial_project: Project
    initial: tuple[Tensor, ...]
    stretches: Stretches
    journal: list[Intervention] = field(default_factory=list)
    attic: Mapping[ParameterId, Tensor] = field(default_factory=dict)
    memory: int = CHECKPOINT_BYTES
    _checkpoints: list[Checkpoint] = field(default_factory=list)
    gap: float = field(default_factory=lambda: FIRST_GAP)
    _bytes: int = 0
    trail: Trail = field(default_factory=Trail)
    """Where the weights have been, for whoever draws the way."""
    _reach: tuple[range, ...] | None = None
    _thinned: int = 0
    """Up to which place they lie twice as far apart."""
    was_thinned: bool = False
    """Whether copies had to go because the memory was full."""

    def note(self, intervention: Intervention) -> None:
        """Append to the journal.

        A slider sends many changes at one step. Where two changes in a row differ in rates only,
        the later one says everything and takes the place of the one before.
        """
        if self._says_it_again(intervention):
            self.journal[-1] = intervention
        else:
            self.journal.append(intervention)

    def _says_it_again(self, intervention: Intervention) -> bool:
        if not self.journal or self.journal[-1].step != intervention.step:
            return False
        before, now = self.journal[-1].change, intervention.change
        if not (isinstance(before, ProjectChange) and isinstance(now, ProjectChange)):
            return False
        if any(c.interventions == len(self.journal) for c in self._checkpoints):
            return False
        old, new = before.project, now.project
        return (
            old.network == new.network
            and old.data == new.data
            and old.training.optimizer_kinds == new.training.optimizer_kinds
            and old.training.seed == new.training.seed
        )

    @property
    def count(self) -> int:
        """Number of checkpoints."""
        return len(self._checkpoints)

    @property
    def used(self) -> int:
        """Bytes that checkpoints take."""
        return self._bytes

    def keep(self, checkpoint: Checkpoint) -> None:
        """Add a checkpoint behind all others; thin them out where they take too much."""
        before = self._checkpoints[-1] if self._checkpoints else None
        self._checkpoints.append(checkpoint)
        if self._reach is not None and checkpoint.step not in self._reach[-1]:
            self._reach = None
        self._bytes += checkpoint.nbytes
        if checkpoint.attic and (before is None or before.attic is not checkpoint.attic):
            self._bytes = self._size()
        self._thin_out()

    def grant(self, memory: int) -> None:
        """Give checkpoints this many bytes from now on."""
        self.memory = memory
        self._thin_out()

    def _thin_out(self) -> None:
        """Let copies go until the others fit: the oldest first, every second one of them.

        Once that has come to the newest, all lie twice as far apart, and it begins anew.
        """
        while self._is_full():
            copies, place = self._checkpoints, self._next_to_go()
            gone = copies.pop(place)
            self._thinned = place
            self._bytes -= gone.nbytes
            beside = copies[place - 1].attic, copies[place].attic
            if gone.attic and all(attic is not gone.attic for attic in beside):
                self._bytes = self._size()
            self._reach, self.was_thinned = None, True

    def _next_to_go(self) -> int:
        """Return the place of the copy that goes next; the first and the newest always stay."""
        starts, last = self.starts, len(self._checkpoints) - 1
        for place in range(self._thinned + 1, last):
            if self._checkpoints[place].step not in starts:
                return place
        self.gap *= 2
        return next((n for n in range(1, last) if self._checkpoints[n].step not in starts), 1)

    @property
    def widest_gap(self) -> float:
        """Seconds of computing between two copies where they lie furthest apart."""
        return 2 * self.gap if self._thinned else self.gap

    def put(self, checkpoint: Checkpoint) -> None:
        """Add a checkpoint at its place among the others, unless there is one of that moment."""
        place = bisect_right(self._checkpoints, _moment(checkpoint), key=_moment)
        if place == 0 or _moment(self._checkpoints[place - 1]) != _moment(checkpoint):
            self._checkpoints.insert(place, checkpoint)
            self._bytes, self._reach = self._size(), None
            self._thin_out()

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The copies along the way, in order."""
        return tuple(self._checkpoints)

    @property
    def starts(self) -> frozenset[int]:
        """Where other machines went on: without a copy there, the steps behind are out of reach."""
        return frozenset(stretch.start for stretch in self.stretches)

    def reach(self, end: int) -> tuple[range, ...] | None:
        """Return the steps up to ``end`` that can be shown here, as ranges; None: all of them."""
        if not problem_of(self.stretches):
            return None
        if self._reach is None:
            self._reach = tuple(in_reach(self.stretches, [c.step for c in self._checkpoints]))
        *others, last = self._reach
        if end in last:
            return (*others, range(last.start, end + 1))
        return (*self._reach, range(end, end + 1))

    def nearest(self, step: int) -> Checkpoint | None:
        """Return the last checkpoint at or before a step."""
        place = bisect_right(self._checkpoints, step, key=_step)
        return self._checkpoints[place - 1] if place else None

    def until(self, step: int, interventions: int) -> "Run":
        """Return the run as far as a step, with the first of its interventions.

        The copies along the way are shared, not copied.
        """
        kept = [c for c in self._checkpoints if c.step < step or _is_at(c, step, interventions)]
        began = (self.initial_project, self.initial, gone_on(self.stretches, step))
        journal = self.journal[:interventions]
        run = Run(*began, journal, self.attic, self.memory, kept, self.gap)
        run._bytes = run._size()
        run.trail, run.was_thinned = self.trail.until(step), self.was_thinned
        run._thinned = min(self._thinned, max(0, len(kept) - 1))
        return run

    def _is_full(self) -> bool:
        count = len(self._checkpoints)
        return count > 2 and (count > CHECKPOINT_COUNT or self._bytes > self.memory)

    def _size(self) -> int:
        """Return the bytes that live for the checkpoints only: blocks, and attics of the past."""
        return size_of_all(self._checkpoints, self.attic)


def size_of_all(copies: Iterable[Checkpoint], attic: Mapping[ParameterId, Tensor]) -> int:
    """Return the bytes that live for copies, their attics included but for what ``attic`` has."""
    copies = tuple(copies)
    attics = {id(c.attic): c.attic for c in copies if c.attic}
    kept = {id(t): t.planes.nbytes for each in attics.values() for t in each.values()}
    for tensor in attic.values():
        kept.pop(id(tensor), None)
    return sum(copy.nbytes for copy in copies) + sum(kept.values())


def every_second(copies: Sequence[Checkpoint], starts: Collection[int]) -> list[Checkpoint]:
    """Return the first of the copies and every second one; and those at ``starts``, while there
    are others that can go.
    """
    kept = [c for place, c in enumerate(copies) if place % 2 == 0 or c.step in starts]
    return kept if len(kept) < len(copies) else list(copies[::2])


def _step(checkpoint: Checkpoint) -> int:
    return checkpoint.step


def _moment(checkpoint: Checkpoint) -> tuple[int, int]:
    return checkpoint.step, checkpoint.interventions


def _is_at(checkpoint: Checkpoint, step: int, interventions: int) -> bool:
    return checkpoint.step == step and checkpoint.interventions <= interventions


def beginning(project: Project, initial: Iterable[Tensor]) -> Checkpoint:
    """Return step 0 of a run that was opened from a file.

    Raises
    ------
    PlaygroundError
        These are not the parameters of this project.
    """
    layout = layout_of(check(project, shape_of(project.data)))
    initial = tuple(initial)
    found = {tensor.id: tensor.planes.shape[1:] for tensor in initial}
    if len(found) != len(initial) or found != {s.shape.id: s.shape.shape for s in layout.slots}:
        raise PlaygroundError(
            "The parameters of the run's first step are not those of its network."
        )
    block = aligned_zeros(layout.block_size)
    write_tensors(layout, block, initial)
    block.setflags(write=False)
    return Checkpoint(0, project, layout, block, np.zeros(STATES, dtype=np.int64), {}, 0)


def first_tensors(run: Run, shapes: Iterable[ParameterShape], seed: int) -> tuple[Tensor, ...]:
    """Return what the parameters ``shapes`` were at step 0 of a run.

    Weights that were there at step 0 are what they were; others, all weights of a parameter whose
    initialiser was changed, and everything under a changed seed get start values of their own.
    """
    project = run.initial_project
    resolution = check(project, shape_of(project.data))
    made = {p.id: p.initialiser for shape in resolution.layers.values() for p in shape.parameters}
    began = absent(run.initial, project.network.cuts)
    same_seed = seed == project.training.seed
    tensors: list[Tensor] = []
    for shape in shapes:
        is_kept = same_seed and made.get(shape.id) == shape.initialiser
        kept = [tensor for tensor in began if is_kept and tensor.id == shape.id]
        tensors += carry_over([shape], kept, {}, seed)[0]
    return tuple(tensors)
