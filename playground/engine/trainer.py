"""The trainer: one Run, moving along the tape and taking the person's interventions.

Skeleton: the signatures below are the agreement; bodies follow.

Rules that hold whatever the mix of calls
-----------------------------------------
* The bits after k updates do not depend on how they were reached (burst, batch, example, row).
* ``advance``, ``advance_batch`` and ``advance_epoch`` first finish a batch that is in progress;
  finishing it counts as one update.
* Every change (`change_project`, `set_weight`) drops a batch in progress: it starts again from its
  gather row. Parameters are untouched by that, because the update has not run yet.
* A guard that trips leaves the parameters of the step before. ``guard`` is then set, and every
  advance returns at once with ``done == 0`` until `go_back`, `rewind`, `go_to` or a change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.data.dataset import Dataset
from playground.engine.state import (
    Curve,
    Float32,
    GuardReport,
    Int32,
    Metrics,
    OperationLabel,
    RunState,
)
from playground.model.ids import ParameterId, WeightRef
from playground.model.project import Project
from playground.model.resolution import Resolution

StopFlag = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Advance:
    """What a call did: updates completed, and the guard's report if one tripped."""

    done: int
    guard: GuardReport | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where stepping stands; field by field what `session.snapshot.StepPosition` holds."""

    operation: int = 0
    lane: int | None = None
    lanes: int = 0
    examples: tuple[int, ...] = ()


class Trainer:
    """Trains one project.

    Attributes (read-only for callers)
    ----------------------------------
    project, dataset, resolution
        What is being trained now.
    operations
        One `OperationLabel` per row of the tape.
    guard
        Report of the guard that stopped the run, or None.
    batch_loss
        Loss of the last completed batch, NaN before the first.

    Raises
    ------
    PlaygroundError
        The project is not valid, would need too much memory, or the state does not fit it.
    """

    project: Project
    dataset: Dataset
    resolution: Resolution
    operations: tuple[OperationLabel, ...]
    guard: GuardReport | None
    batch_loss: float

    def __init__(self, project: Project, *, state: RunState | None = None) -> None:
        """Start a Run at step 0, or go on with a saved one (then ``state.project`` counts)."""
        raise NotImplementedError

    @property
    def step(self) -> int:
        """Updates done."""
        raise NotImplementedError

    @property
    def epoch(self) -> int:
        """Passes over the training set done."""
        raise NotImplementedError

    @property
    def position(self) -> Position:
        raise NotImplementedError

    def advance(self, steps: int, stop_flag: StopFlag | None = None) -> Advance:
        """Do ``steps`` updates in compiled bursts; a non-zero ``stop_flag[0]`` ends it early."""
        raise NotImplementedError

    def advance_operation(self) -> Advance:
        """Run one row of the tape; ``done`` is 1 when that was the batch's last."""
        raise NotImplementedError

    def advance_example(self) -> Advance:
        """Show the next lane of the batch; the press after the last lane runs the update."""
        raise NotImplementedError

    def advance_batch(self) -> Advance:
        """Run to the end of the update."""
        raise NotImplementedError

    def finish_batch(self) -> Advance:
        """Run to the end of the update if a batch is in progress, else do nothing."""
        raise NotImplementedError

    def advance_epoch(self, stop_flag: StopFlag | None = None) -> Advance:
        """Run to the end of the pass over the training set."""
        raise NotImplementedError

    def change_project(self, project: Project) -> None:
        """Go on with an edited project (an intervention at the present step).

        Weights, moments and the place in the pass are kept where they still fit; removed weights
        rest in the attic and return when their units do. A changed optimizer kind zeroes the
        moments. Changed data keep the weights of features that remain. A changed seed changes
        the order of later passes and what `rewind` returns to, not the present weights.

        Raises
        ------
        PlaygroundError
            The project is not valid; the run goes on with the one before.
        """
        raise NotImplementedError

    def set_weight(self, ref: WeightRef, value: float) -> None:
        """Set one weight by hand (an intervention); PlaygroundError when absent or not finite."""
        raise NotImplementedError

    def weight(self, ref: WeightRef) -> float:
        """Return one weight; PlaygroundError where there is no such weight."""
        raise NotImplementedError

    def rewind(self) -> None:
        """Back to step 0 with the identical initial weights; journal and curve start afresh."""
        raise NotImplementedError

    def go_back(self) -> None:
        """After a guard: clear it, keep the last good weights, be ready to go on."""
        raise NotImplementedError

    def go_to(self, step: int) -> None:
        """Travel to a past step: nearest checkpoint, then replay with its interventions."""
        raise NotImplementedError

    def state(self) -> RunState:
        """Return an immutable copy of the whole Run (a batch in progress is not part of it)."""
        raise NotImplementedError

    def weights(self) -> Mapping[ParameterId, Float32]:
        """Return read-only copies of every parameter, (out, in) or (out,)."""
        raise NotImplementedError

    def metrics(self) -> Metrics:
        """Return loss and accuracy over training and test set now (cached per step)."""
        raise NotImplementedError

    def curve(self) -> Curve:
        """Return the loss curve up to now."""
        raise NotImplementedError

    def batch_examples(self) -> Int32:
        """Return the dataset indices of the batch in progress, lane by lane."""
        raise NotImplementedError
