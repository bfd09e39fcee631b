"""Looking at a network without moving it: metrics, outputs, activations, probes.

Everything here runs programs that share the trainer's parameter block and have workspaces of
their own, so looking never changes the bits of training.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.engine.binding import Bound, last_writer
from playground.engine.door import Kernels
from playground.engine.entering import check_inputs, enter
from playground.engine.gradients import Gradients
from playground.engine.plan import Head, Plan
from playground.engine.prepare import DataBlock, Prepared
from playground.engine.program import Slice
from playground.engine.sample import Sample
from playground.engine.state import Float32, Int32, Int64, LayerProbe, Metrics, Probe
from playground.engine.targets import decide
from playground.kernels.optable import Register
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId


class Evaluator:
    """Evaluates one prepared network on the parameters that are in ``block`` now.

    Attributes
    ----------
    gradients
        Answers how any activation depends on the input.
    sample
        Sends a sample of the training examples through, forward and backward.
    """

    def __init__(
        self, prepared: Prepared, block: Float32, data: DataBlock, machine: Kernels
    ) -> None:
        self.prepared = prepared
        self.data = data
        self._evaluation = Bound(prepared.evaluation, block, data, machine)
        self._probe = Bound(prepared.probe, block, data, machine)
        self.gradients = Gradients(prepared, block, data, machine)
        self.sample = Sample(prepared, block, data, machine)
        self._forward = prepared.evaluation.tape.phase("forward")
        self._labels = _right_answers(prepared, data)
        # What counts: every example once, or every position of its sequence that has an answer.
        plan, counts = prepared.plan, prepared.dataset.counts[data.examples]
        self._counts = counts if self._labels.ndim == 2 else None
        self._before = [_counted_before(plan, head, counts) for head in plan.heads]
        # Where all outputs count the same, the sum of their losses is averaged as a whole.
        self._is_one_sum = all(before == self._before[0] for before in self._before)
        self._outputs = self._evaluation.view(prepared.evaluation.output)
        self._losses = [self._evaluation.view(head.loss) for head in prepared.evaluation.heads]
        self._has_classes = plan.rule.encoding != "value"

    def metrics(self, step: int) -> Metrics:
        """Return loss and accuracy over training and test set; NaN where meaningless."""
        train_loss, train_accuracy, train = self._measure(0, self.data.train)
        test_loss, test_accuracy, test = self._measure(self.data.train, self.data.examples.size)
        losses = {
            head.shape.id: (train[place] / head.weight, test[place] / head.weight)
            for place, head in enumerate(self.prepared.plan.heads)
            if len(train) > 1 and head.weight
        }
        return Metrics(step, train_loss, test_loss, train_accuracy, test_accuracy, losses)

    def decisions(self, *, tested: bool = False) -> Int64:
        """Return the class that the network decides on for every example, in dataset order.

        int64 (examples,); (examples, positions) where every position has an answer of its own.
        ``tested`` asks for the examples of the test set alone; the others are then 0.
        """
        result = np.zeros(self._labels.shape, dtype=np.int64)
        first = self.data.train if tested else 0
        for start, count, outputs in self._pass(first, self.data.examples.size):
            result[self.data.examples[start : start + count]] = self._decided(outputs)
        return result

    def outputs(self, inputs: Float32, lengths: Int32 | None = None) -> Float32:
        """Return the network's outputs, float32 (n, outputs), for inputs (n, features)."""
        head = self.prepared.plan.head.id
        return np.ascontiguousarray(self.layer_activations(inputs, (head,), lengths)[head].T)

    def layer_activations(
        self,
        inputs: Float32,
        layers: Iterable[LayerId] | None = None,
        lengths: Int32 | None = None,
    ) -> dict[LayerId, Float32]:
        """Return activations float32 (units, n) by layer; None means all layers of the program.

        Parameters
        ----------
        inputs
            float32 (n, features); of sequences (n, features · positions).
        lengths
            int32 (n,): how many positions of each sequence count; None means all.

        Raises
        ------
        PlaygroundError
            The inputs do not have the network's number of features, or are no tokens of it.
        """
        bound, program = self._evaluation, self._evaluation.program
        check_inputs(self.prepared.plan, inputs, lengths)
        wanted = list(program.slices) if layers is None else list(layers)
        parts = {layer: a for layer in wanted if (a := program.slices[layer].a) is not None}
        n = inputs.shape[0]
        result = {layer: np.empty((p.rows, n), np.float32) for layer, p in parts.items()}
        for start in range(0, n, program.batch):
            stop = min(n, start + program.batch)
            count = stop - start
            chosen = None if lengths is None else lengths[start:stop]
            enter(bound, self.prepared.plan, inputs[start:stop], chosen)
            bound.run(self._forward.start, self._forward.stop)
            for layer, part in parts.items():
                result[layer][:, start : start + count] = bound.view(part)[:, :count]
        return result

    def probe(self, example: int, step: int) -> Probe:
        """Send one example through alone, forward and backward; the gradients are its own."""
        if not 0 <= example < self.data.examples.size:
            raise PlaygroundError(
                f"There is no example {example}; the data have {self.data.examples.size}."
            )
        self._probe.table[0] = self.data.positions[example]
        loss = self._probe.run_examples(0, 1)
        rows = len(self._probe.tape)
        return read_lane(self._probe, 0, rows_done=rows, step=step, example=example, loss=loss)

    def alone(self, example: int) -> Bound:
        """Return the program that looks at one example alone, placed on it; no row has run yet."""
        bound = self._probe
        bound.table[0] = self.data.positions[example]
        bound.registers[Register.COUNT] = 1
        bound.registers[Register.CURSOR] = bound.registers[Register.LOSS] = 0
        return bound

    def what_if(self, inputs: Float32, step: int, length: int | None = None) -> Probe:
        """Send a made-up example, float32 (features,), forward alone; PlaygroundError if misfit.

        ``length`` is how many positions of a sequence count; None means all.
        """
        bound, program = self._probe, self._probe.program
        lengths = None if length is None else np.array([length], np.int32)
        check_inputs(self.prepared.plan, inputs[None], lengths)
        bound.table[0] = 0
        enter(bound, self.prepared.plan, inputs[None], lengths)
        forward = program.tape.phase("forward")
        bound.run(forward.start, forward.stop)
        return Probe(
            step=step,
            example=-1,
            lane=None,
            inputs=inputs.copy(),
            target=np.empty(0, np.float32),
            loss=float("nan"),
            layers=_layers(bound, 0, forward.stop),
        )

    def _measure(self, start: int, stop: int) -> tuple[float, float, list[float]]:
        """Return mean loss and accuracy over a range of positions, and the share of each output."""
        nothing = float("nan"), float("nan"), [float("nan")] * len(self._losses)
        if start >= stop:
            return nothing
        # Part of every point of the curve: what can be known before is not asked for here.
        total, correct, shares = 0.0, 0, [0.0] * len(self._losses)
        registers, is_counted, befores = self._evaluation.registers, self._counts, self._before
        for first, count, outputs in self._pass(start, stop):
            last = first + count
            # A loss at positions is the mean over those that count, as that of examples over them.
            total += float(registers[Register.LOSS]) * (befores[0][last] - befores[0][first])
            if len(shares) > 1:
                shares = [
                    share + float(one[0, 0]) * (before[last] - before[first])
                    for share, one, before in zip(shares, self._losses, befores, strict=True)
                ]
            is_right = self._decided(outputs) == self._labels[first:last]
            if is_counted is not None:
                is_right &= is_counted[first:last]
            correct += int(np.count_nonzero(is_right))
        sizes = [before[stop] - before[start] for before in befores]
        if not any(sizes):
            return nothing
        # Of sequences of one position none has a next one: that loss is 0, as in training.
        shares = [share / max(1, size) for share, size in zip(shares, sizes, strict=True)]
        loss = total / sizes[0] if self._is_one_sum else sum(shares)
        return loss, correct / sizes[0] if self._has_classes else float("nan"), shares

    def _decided(self, outputs: Float32) -> Int64:
        """Return the classes that outputs (units, count) stand for; see `decisions`."""
        plan = self.prepared.plan
        return decide(outputs.T, plan.rule, math.prod(plan.head.positions))

    def _pass(self, start: int, stop: int) -> Iterator[tuple[int, int, Float32]]:
        """Yield (first position, count, outputs (units, count)) batch by batch."""
        bound, outputs = self._evaluation, self._outputs
        for first in range(start, stop, bound.program.batch):
            count = min(bound.program.batch, stop - first)
            bound.run_examples(first, count)
            yield first, count, outputs[:, :count]


def _counted_before(plan: Plan, head: Head, counts: npt.NDArray[np.bool_]) -> list[int]:
    """Return how much of a head's loss counts before each position: examples, or positions of
    theirs. A slice's number is a difference of two.

    ``counts`` says which positions of every example there are, bool (examples, positions).
    """
    has_positions = head.rule.task == "tokens" or plan.masks(head)
    per_example = np.count_nonzero(counts, axis=1) if has_positions else np.ones(len(counts))
    per_example = per_example - (head.target == "next")
    return [0, *np.cumsum(per_example, dtype=np.int64).tolist()]


def _right_answers(prepared: Prepared, data: DataBlock) -> Int64:
    """Return the class that the first output should decide on, (examples,) or at each position."""
    head, labels = prepared.plan.heads[0], prepared.dataset.labels[data.examples]
    if head.constant is not None:
        return np.full(data.examples.size, int(head.target == "real"), np.int64)
    has_positions = labels.ndim == 2 and head.rule.task != "tokens"
    return np.asarray(labels[:, 0] if has_positions else labels, np.int64)


def read_lane(
    bound: Bound, lane: int, *, rows_done: int, step: int, example: int, loss: float | None = None
) -> Probe:
    """Return the numbers of one lane as far as the tape has computed them.

    Parameters
    ----------
    rows_done
        Rows of the tape that have run for this batch.
    loss
        Loss to report; None takes the lane's own (NaN while not computed).
    """
    program, dataset = bound.program, bound.data
    position = int(dataset.positions[example])
    width = dataset.layout.width
    inputs = dataset.array[position * width : (position + 1) * width].copy()
    if loss is None:
        lanes = _column(bound, program.lanes, lane, rows_done)
        loss = float("nan") if lanes is None else float(bound.view(program.lanes)[0, lane])
    return Probe(
        step=step,
        example=example,
        lane=lane if program.kind == "training" else None,
        inputs=inputs,
        target=_target(bound, position, lane, rows_done),
        loss=loss,
        layers=_layers(bound, lane, rows_done),
    )


def _target(bound: Bound, position: int, lane: int, rows_done: int) -> Float32:
    """Return what the first output is compared with for one example; of a constant, once it is set."""
    head = bound.program.heads[0]
    if head.source < 0:
        constant = _column(bound, head.target, lane, rows_done)
        return np.empty(0, np.float32) if constant is None else constant
    width = head.target.rows
    start = head.source + position * width
    return bound.data.array[start : start + width].copy()


def _layers(bound: Bound, lane: int, rows_done: int) -> Mapping[LayerId, LayerProbe]:
    """Return every layer's numbers in one lane, as far as they are computed."""
    layers = {}
    for layer, slices in bound.program.slices_until(rows_done).items():
        parts = (slices.z, slices.a, slices.dz, slices.da, slices.looks)
        layers[layer] = LayerProbe(*(_column(bound, part, lane, rows_done) for part in parts))
    return MappingProxyType(layers)


def _column(bound: Bound, part: Slice | None, lane: int, rows_done: int) -> Float32 | None:
    """Return one lane of a slice, or None where not all of it is computed yet."""
    if part is None or not 0 <= last_writer(bound.program, part) < rows_done:
        return None
    values = bound.view(part)[:, lane].copy()
    values.setflags(write=False)
    return values
