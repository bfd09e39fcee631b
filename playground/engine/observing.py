"""What a Run lets be seen: weights, metrics, probes. Nothing in here moves it."""

import itertools
from collections.abc import Mapping

import numpy as np

from playground.data.dataset import Dataset
from playground.engine.curve import CurveRecorder
from playground.engine.evaluate import Evaluator, read_lane
from playground.engine.network import BoundNetwork
from playground.engine.run import Run
from playground.engine.state import Curve, Float32, Metrics, OperationLabel, Probe
from playground.engine.stepping import Position, Stepper, loss_so_far
from playground.kernels.optable import State
from playground.model.catalog import SCHEDULES
from playground.model.ids import ParameterId, WeightRef
from playground.model.project import Project
from playground.model.resolution import Resolution

_revisions = itertools.count(1)


class Observed(Stepper):
    """A stepper whose network can be looked at.

    Attributes
    ----------
    operations
        One `OperationLabel` per row of the tape.
    evaluator
        Looks at the network without moving it.
    batch_loss
        Loss of the last completed batch, NaN before the first.
    revision
        Another number, never used before in this process, after whatever may have changed a
        parameter.
    """

    project: Project
    dataset: Dataset
    resolution: Resolution
    operations: tuple[OperationLabel, ...]
    evaluator: Evaluator
    revision: int
    _network: BoundNetwork
    _recorder: CurveRecorder
    _run: Run

    def __init__(self, network: BoundNetwork) -> None:
        self.batch_loss = float("nan")
        self._metrics: Metrics | None = None
        self._network = network
        super().__init__(network.training)

    def changed(self) -> None:
        """Forget what was measured: parameters are others now."""
        self._metrics = None
        self.revision = next(_revisions)

    @property
    def updates_per_epoch(self) -> int:
        """Updates in a whole pass over the training set."""
        return -(-self.bound.data.train // self.bound.program.batch)

    @property
    def position(self) -> Position:
        if self.row == 0:
            return Position()
        examples = tuple(self.batch_examples().tolist())
        return Position(
            self.row, self._lane, len(examples), examples, loss_so_far(self.bound, self.row)
        )

    @property
    def epoch(self) -> int:
        """Passes over the training set done."""
        return int(self.counters[State.EPOCH])

    @property
    def updates_left_in_epoch(self) -> int:
        """Updates to the end of the pass over the training set, one in progress included."""
        left = self.bound.data.train - int(self.counters[State.CURSOR])
        return -(-left // self.bound.program.batch)

    @property
    def learning_rate(self) -> float:
        """Rate of the next update, as the schedule has it."""
        optimizer = self.project.training.optimizer
        schedule = optimizer.schedule
        curve = SCHEDULES[schedule.kind].scale
        return optimizer.learning_rate * curve(self.step, schedule.period, schedule.factor)

    def weight(self, ref: WeightRef) -> float:
        """Return one weight; PlaygroundError where there is no such weight."""
        return float(self._network.block[self._network.place(ref)])

    def weights(self) -> Mapping[ParameterId, Float32]:
        """Return read-only copies of every parameter, (out, in) or (out,)."""
        return self._network.weights()

    def metrics(self) -> Metrics:
        """Return loss and accuracy over training and test set now (cached per step)."""
        if self._metrics is None:
            with self.settled():
                self._metrics = self.evaluator.metrics(self.step)
        return self._metrics

    def metrics_with(self, values: Mapping[ParameterId, Float32]) -> Metrics:
        """Return what the metrics would be if these parameters had other values.

        The parameters are put back to the bit afterwards.
        """
        with self.settled():
            present = self._network.block.copy()
            try:
                self._network.put(values)
                return self.evaluator.metrics(self.step)
            finally:
                self._network.block[:] = present

    def curve(self) -> Curve:
        """Return the loss curve up to now."""
        return self._recorder.curve()

    def probe(self, example: int) -> Probe:
        """Return an example's numbers: its lane of the batch in progress, else a probe of its own.

        In a lane, what the tape has not computed yet is None, and gradients are the example's
        share of the batch's mean.
        """
        lanes = np.flatnonzero(self.batch_examples() == example)
        if not lanes.size:
            return self.evaluator.probe(example, self.step)
        lane = int(lanes[0])
        return read_lane(self.bound, lane, rows_done=self.row, step=self.step, example=example)

    def what_if(self, inputs: Float32, length: int | None = None) -> Probe:
        """Send a made-up example, float32 (features,), forward: it has no target and no blame.

        ``length`` is how many positions of a sequence count; None means all.
        """
        return self.evaluator.what_if(inputs, self.step, length)
