"""The trainer: one Run, moving along the tape and taking the person's interventions.

Rules that hold whatever the mix of calls
-----------------------------------------
* The bits after k updates do not depend on how they were reached (burst, batch, example, row).
* ``advance`` first finishes a batch that is in progress, which counts as one update.
* Every change (`change_project`, `set_weight`) drops a batch in progress: it starts again from its
  gather row. An update that was half done by single rows is taken back, and what is saved or
  measured in the midst of one is that of the step before.
* A guard that trips leaves the parameters of the step before. ``guard`` is then set, and every
  advance returns at once with ``done == 0`` until `go_back`, `rewind`, `go_to` or a change.
"""

import time
from collections.abc import Sequence
from functools import partial

import numpy as np

from playground.engine import door
from playground.engine.carry import carry_over, copies_of_lent, fresh_tensor, zero_moments
from playground.engine.curve import CurveRecorder
from playground.engine.effort import grid_of
from playground.engine.lines import Branching
from playground.engine.masks import absent, emptied, put_aside
from playground.engine.network import BoundNetwork
from playground.engine.prepare import Prepared, prepare
from playground.engine.record_check import check_record
from playground.engine.restore import check_state
from playground.engine.run import (
    CHECKPOINT_BYTES,
    Run,
    first_tensors,
)
from playground.engine.state import (
    Change,
    Float32,
    ProjectChange,
    RunState,
    StopFlag,
    Tensor,
    WeightChange,
    WeightsChange,
)
from playground.engine.stepping import Advance, Position
from playground.engine.stretches import begun
from playground.kernels.optable import State
from playground.model.errors import PlaygroundError
from playground.model.ids import WeightRef
from playground.model.project import Project

__all__ = ["Advance", "Position", "StopFlag", "Trainer"]


class Trainer(Branching):
    """Trains one project. How it moves is in `Stepper` and `Traveller`, what it shows in `Observed`;
    here is what changes it.
    """

    def __init__(
        self,
        project: Project,
        *,
        state: RunState | None = None,
        memory: int = CHECKPOINT_BYTES,
        threads: int = 1,
    ) -> None:
        """Start a Run at step 0, or go on with a saved one (then ``state.project`` counts).

        Parameters
        ----------
        memory
            Bytes for copies along the run, from which it goes back.
        threads
            1, or 2: a second one takes part where there is work enough, until
            ``partner.close()``. The numbers are the same to the bit.

        Raises
        ------
        PlaygroundError
            The project is not valid, needs too much memory, or the state does not fit it.
        """
        prepared = prepare(project if state is None else state.project)
        if state is not None:
            check_state(state, prepared.training.layout, int(prepared.dataset.train.size))
            check_record(state)
        self._bind = partial(BoundNetwork, machine=door.kernels(), threads=threads)
        self.memory = memory
        super().__init__(self._bind(prepared))
        self._use(self._network)
        if state is None:
            shapes, seed = self._network.layout.shapes, project.training.seed
            self._begin(tuple(fresh_tensor(shape, seed) for shape in shapes))
        else:
            self._continue(state)

    def updates_done(self, losses: Float32) -> None:
        """Take the losses of updates just done into the curve; keep a checkpoint when due."""
        self.batch_loss = float(losses[-1])
        self.changed()
        is_point = self._recorder.record(losses, self.step, self.metrics, self.grid)
        self.keep_copy(is_point)

    def change_project(self, project: Project) -> None:
        """Go on with an edited project (an intervention at the present step).

        Weights, moments and the place in the pass are kept where they still fit; removed weights
        rest in the attic and return when their units do. A changed optimizer kind zeroes the
        moments. Changed data keep the weights of features that remain; another number of training
        examples begins a new pass. A changed seed changes the order of examples from now on and
        what `rewind` returns to, not the present weights.

        Raises
        ------
        PlaygroundError
            The project is not valid; the run goes on with the one before.
        """
        began = time.perf_counter()
        prepared = prepare(project, self.dataset)
        same_tapes = prepared.trained_part() == self._network.prepared.trained_part()
        same_rates = project.training == self.project.training
        if not (same_tapes and same_rates):
            self.drop_batch()
            self.leave()
        if same_tapes:
            self._network.prepared = prepared
            self.project, self.resolution = project, prepared.resolution
        else:
            self._rebuild(prepared)
        if not (same_tapes and same_rates):
            self._use(self._network)
            self.note(ProjectChange(project), began)
            self._begin_curve()

    def set_weight(self, ref: WeightRef, value: float) -> None:
        """Set one weight by hand (an intervention).

        Raises
        ------
        PlaygroundError
            There is no such weight, it is cut, or the value is not finite.
        """
        number = _float32(value)
        self._put((ref,), (number,), WeightChange(ref, number))

    def set_weights(self, refs: Sequence[WeightRef], values: Sequence[float]) -> None:
        """Set several weights by hand in one intervention; as `set_weight`, all or none."""
        if len(refs) != len(values):
            raise PlaygroundError("There must be one value for every weight.")
        if not refs:
            return
        numbers = tuple(_float32(value) for value in values)
        self._put(refs, numbers, WeightsChange(tuple(refs), numbers))

    def _put(self, refs: Sequence[WeightRef], numbers: Sequence[float], change: Change) -> None:
        began, cuts = time.perf_counter(), set(self.project.network.cuts)
        if any(ref in cuts or ref.whole in cuts for ref in refs):
            raise PlaygroundError("This connection is cut and counts as 0. Restore it first.")
        places = [self._network.place(ref) for ref in refs]
        self.drop_batch()
        self.leave()
        self._network.block[places] = numbers
        self._use(self._network)
        self.note(change, began)
        self._begin_curve()
        self.leave_trail()

    def rewind(self) -> None:
        """Back to step 0 with the identical initial weights; journal and curve start afresh.

        Of an edited network the weights that were there at step 0 return to what they were, the
        others get start values of their own. A changed seed or initialiser draws new ones.
        """
        shapes = self._network.layout.shapes
        first = first_tensors(self._run, shapes, self.project.training.seed)
        self.forsake()
        self._begin(first)

    def go_back(self) -> None:
        """After a guard: clear it, keep the last good weights, be ready to go on."""
        self.drop_batch()
        while not np.isfinite(self._network.block).all():
            earlier = self._run.nearest(self.step - 1)
            if earlier is None:
                self.rewind()
                return
            self.go_to(earlier.step)

    def state(self) -> RunState:
        """Return an immutable copy of the whole Run (a batch in progress is not part of it)."""
        with self.settled():
            tensors = self._network.read()
        return RunState(
            project=self.project,
            initial_project=self._run.initial_project,
            initial=self._run.initial,
            step=self.step,
            epoch=self.epoch,
            cursor=int(self.counters[State.CURSOR]),
            adam_step=int(self.counters[State.ADAM_STEP]),
            tensors=tensors,
            attic=tuple(self._run.attic.values()),
            journal=self.interventions,
            curve=self.curve_so_far(),
            fingerprint=self._run.stretches[0].fingerprint,
            batch_losses=self._recorder.pending_losses(),
            batch_loss=self.batch_loss,
            later=self._run.stretches[1:],
            record=self.record(),
        )

    def _use(self, network: BoundNetwork) -> None:
        """Go on with this network as it is now; a batch in progress is dropped."""
        self._network, prepared = network, network.prepared
        self.project = prepared.project
        self.dataset = prepared.dataset
        self.resolution = prepared.resolution
        self.operations = prepared.training.tape.labels
        self.evaluator = network.evaluator
        self.grid = grid_of(prepared)
        self.changed()
        self.rebind(network.training)
        self.configure(self.project.training)

    def _begin(self, tensors: tuple[Tensor, ...]) -> None:
        """Start a Run at step 0 with these parameters."""
        self._network.write(emptied(tensors, self._network.prepared.project.network.cuts))
        self.counters[:] = 0
        self.batch_loss = float("nan")
        self._use(self._network)
        self._run = Run(self.project, self._network.read(), begun(), memory=self.memory)
        self._share_memory()
        self._done = 0
        self._begin_curve()
        self._run.keep(self._checkpoint())
        self.leave_trail()

    def _begin_curve(self) -> None:
        """Before the first update, begin the curve with the data and the network as they are now."""
        if self.step == 0 and not self._is_redoing:
            self._recorder = CurveRecorder()
            self._recorder.record(np.empty(0, dtype=np.float32), 0, self.metrics)

    def _continue(self, state: RunState) -> None:
        """Go on with a saved Run."""
        self._network.write(state.tensors)
        places = [State.STEP, State.EPOCH, State.CURSOR, State.ADAM_STEP]
        self.counters[places] = state.step, state.epoch, state.cursor, state.adam_step
        self.batch_loss = state.batch_loss
        if state.batch_losses.size:
            self.batch_loss = float(state.batch_losses[-1])
        self._use(self._network)
        self._take_up(state)
        if not self._run.trail.kept:
            self.leave_trail()

    def _rebuild(self, prepared: Prepared) -> None:
        """Carry everything that still fits over to another program."""
        training = prepared.project.training
        network = self._bind(prepared)
        old = absent(self._network.read(), self.project.network.cuts)
        shapes = network.layout.shapes
        lent = copies_of_lent(self.project.network, prepared.project.network, shapes, old)
        # What a layer had of its own before it borrowed counts more.
        old += tuple(tensor for tensor in lent if tensor.id not in self._run.attic)
        tensors, attic = carry_over(shapes, old, self._run.attic, training.seed)
        tensors, attic = put_aside(tensors, attic, prepared.project.network.cuts)
        if training.optimizer_kinds != self.project.training.optimizer_kinds:
            tensors = zero_moments(tensors)
            attic = {tensor.id: tensor for tensor in zero_moments(attic.values())}
            self.counters[State.ADAM_STEP] = 0
        if prepared.dataset.train.size != self.dataset.train.size:
            self.counters[State.CURSOR] = 0
        network.write(tensors)
        self._run.attic = attic
        self._use(network)

    def _bound(self, project: Project) -> BoundNetwork:
        """Return a project in memory; the present one where that will do."""
        if project == self.project:
            return self._network
        return self._bind(prepare(project, self.dataset))

    def _redo(self, change: Change) -> None:
        """Repeat an intervention of the journal."""
        if isinstance(change, WeightChange):
            self.set_weight(change.weight, change.value)
        elif isinstance(change, WeightsChange):
            self.set_weights(change.weights, change.values)
        else:
            self.change_project(change.project)


def _float32(value: float) -> float:
    """Return the nearest float32; PlaygroundError where it is not finite."""
    with np.errstate(over="ignore"):
        number = np.float32(value)
    if not np.isfinite(number):
        raise PlaygroundError(f"A weight cannot be {value}. Type a finite number.")
    return float(number)
