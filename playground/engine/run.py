"""The Run: where training began, what the person did to it, and copies along the way.

Any past step is the nearest checkpoint before it plus replay: the same rows on the same numbers,
with the journal's interventions at the steps where they happened.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from playground.data.build import shape_of
from playground.engine.carry import carry_over, write_tensors
from playground.engine.fingerprint import replay_problem
from playground.engine.layout import aligned_zeros
from playground.engine.masks import absent
from playground.engine.prepare import prepare
from playground.engine.state import (
    Fingerprint,
    Float32,
    Int64,
    Intervention,
    ProjectChange,
    RunState,
    Tensor,
)
from playground.engine.trail import Trail
from playground.kernels.optable import STATES, State
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


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """Everything that a replay starts from.

    Attributes
    ----------
    block, counters
        Copies of the parameter block and of the run's counters.
    interventions
        Length of the journal at that time.
    batch_loss, pending
        Loss of the batch before, and of all batches since the curve's last point.
    """

    project: Project
    block: Float32
    counters: Int64
    attic: Mapping[ParameterId, Tensor]
    interventions: int
    batch_loss: float = float("nan")
    pending: Float32 = field(default_factory=lambda: np.empty(0, np.float32))

    @property
    def step(self) -> int:
        return int(self.counters[State.STEP])

    @property
    def nbytes(self) -> int:
        """Bytes that live for this copy, its attic aside."""
        return self.block.nbytes + self.pending.nbytes


@dataclass(slots=True, eq=False)
class Run:
    """What training did: initial state, journal, checkpoints.

    Attributes
    ----------
    fingerprint
        Of the machine the run began on; replay to the bit needs the same.
    memory
        Bytes that checkpoints may take.
    gap
        Seconds of computing from one checkpoint to the next; doubles whenever memory is full.
    """

    initial_project: Project
    initial: tuple[Tensor, ...]
    fingerprint: Fingerprint
    journal: list[Intervention] = field(default_factory=list)
    attic: Mapping[ParameterId, Tensor] = field(default_factory=dict)
    memory: int = CHECKPOINT_BYTES
    _checkpoints: list[Checkpoint] = field(default_factory=list)
    gap: float = field(default_factory=lambda: FIRST_GAP)
    _bytes: int = 0
    trail: Trail = field(default_factory=Trail)
    """Where the weights have been, for whoever draws the way."""

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
        self._bytes += checkpoint.nbytes
        if checkpoint.attic and (before is None or before.attic is not checkpoint.attic):
            self._bytes = self._size()
        self._thin_out()

    def grant(self, memory: int) -> None:
        """Give checkpoints this many bytes from now on."""
        self.memory = memory
        self._thin_out()

    def _thin_out(self) -> None:
        while self._is_full():
            # The first one always stays: without it the early steps could not be reached.
            self._checkpoints = [self._checkpoints[0], *self._checkpoints[2::2]]
            self._bytes = self._size()
            self.gap *= 2

    def nearest(self, step: int) -> Checkpoint | None:
        """Return the last checkpoint at or before a step."""
        place = bisect_right(self._checkpoints, step, key=_step)
        return self._checkpoints[place - 1] if place else None

    def until(self, step: int, interventions: int) -> "Run":
        """Return the run as far as a step, with the first of its interventions.

        The copies along the way are shared, not copied.
        """
        kept = [c for c in self._checkpoints if c.step < step or _is_at(c, step, interventions)]
        began = (self.initial_project, self.initial, self.fingerprint)
        journal = self.journal[:interventions]
        run = Run(*began, journal, self.attic, self.memory, kept, self.gap)
        run._bytes = run._size()
        run.trail = self.trail.until(step)
        return run

    def _is_full(self) -> bool:
        count = len(self._checkpoints)
        return count > 2 and (count > CHECKPOINT_COUNT or self._bytes > self.memory)

    def _size(self) -> int:
        """Return the bytes that live for the checkpoints only: blocks, and attics of the past."""
        attics = {id(c.attic): c.attic for c in self._checkpoints if c.attic}
        kept = {id(t): t.planes.nbytes for attic in attics.values() for t in attic.values()}
        for tensor in self.attic.values():
            kept.pop(id(tensor), None)
        return sum(c.nbytes for c in self._checkpoints) + sum(kept.values())


def _step(checkpoint: Checkpoint) -> int:
    return checkpoint.step


def _is_at(checkpoint: Checkpoint, step: int, interventions: int) -> bool:
    return checkpoint.step == step and checkpoint.interventions <= interventions


def saved_run(state: RunState) -> Run:
    """Return the run that a saved state goes on with; it has no checkpoint yet."""
    attic = {tensor.id: tensor for tensor in state.attic}
    began = (state.initial_project, state.initial, state.fingerprint)
    return Run(*began, list(state.journal), attic)


def beginning(run: Run) -> Checkpoint:
    """Return step 0 of a run as a checkpoint, for a run that was opened from a file.

    Raises
    ------
    PlaygroundError
        The run began on another machine or build, so a replay would not give its bits.
    """
    reason = replay_problem(run.fingerprint)
    if reason:
        raise PlaygroundError(
            f"{reason} Training can go on here, but steps before this point cannot be shown again."
        )
    layout = prepare(run.initial_project).training.layout
    block = aligned_zeros(layout.block_size)
    write_tensors(layout, block, run.initial)
    return Checkpoint(run.initial_project, block, np.zeros(STATES, dtype=np.int64), {}, 0)


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
