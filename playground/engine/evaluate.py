"""Looking at a network without moving it: metrics, outputs, activations, probes.

Everything here runs programs that share the trainer's parameter block and have workspaces of
their own, so looking never changes the bits of training.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import numpy as np

from playground.engine.binding import Bound, last_writer
from playground.engine.door import Kernels
from playground.engine.prepare import DataBlock, Prepared
from playground.engine.program import Program, Slice
from playground.engine.state import Float32, Int64, LayerProbe, Metrics, Probe
from playground.engine.targets import decide
from playground.kernels.optable import Register
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId


class Evaluator:
    """Evaluates one prepared network on the parameters that are in ``block`` now."""

    def __init__(
        self, prepared: Prepared, block: Float32, data: DataBlock, machine: Kernels
    ) -> None:
        self.prepared = prepared
        self.data = data
        self._evaluation = Bound(prepared.evaluation, block, data, machine)
        self._probe = Bound(prepared.probe, block, data, machine)
        self._forward = prepared.evaluation.tape.phase("forward")
        self._labels = prepared.dataset.labels[data.examples].astype(np.int64)

    def metrics(self, step: int) -> Metrics:
        """Return loss and accuracy over training and test set; NaN where meaningless."""
        train_loss, train_accuracy = self._measure(0, self.data.train)
        test_loss, test_accuracy = self._measure(self.data.train, self.data.examples.size)
        return Metrics(step, train_loss, test_loss, train_accuracy, test_accuracy)

    def decisions(self) -> Int64:
        """Return the class that the network decides on for every example, in dataset order."""
        result = np.zeros(self.data.examples.size, dtype=np.int64)
        for start, count, outputs in self._pass(0, self.data.examples.size):
            chosen = decide(outputs.T, self.prepared.plan.rule)
            result[self.data.examples[start : start + count]] = chosen
        return result

    def outputs(self, inputs: Float32) -> Float32:
        """Return the network's outputs, float32 (n, outputs), for inputs (n, features)."""
        head = self.prepared.plan.head.id
        return np.ascontiguousarray(self.layer_activations(inputs, (head,))[head].T)

    def layer_activations(
        self, inputs: Float32, layers: Iterable[LayerId] | None = None
    ) -> dict[LayerId, Float32]:
        """Return activations float32 (units, n) by layer; None means all layers of the program.

        Raises
        ------
        PlaygroundError
            The inputs do not have the network's number of features.
        """
        bound, program = self._evaluation, self._evaluation.program
        if inputs.ndim != 2 or inputs.shape[1] != program.data.width:
            raise PlaygroundError(
                f"The network takes {program.data.width} features, the inputs have "
                f"{inputs.shape[-1] if inputs.ndim else 0}."
            )
        wanted = list(program.slices) if layers is None else list(layers)
        parts = {layer: a for layer in wanted if (a := program.slices[layer].a) is not None}
        n = inputs.shape[0]
        result = {layer: np.empty((p.rows, n), np.float32) for layer, p in parts.items()}
        x = bound.view(_input(program))
        for start in range(0, n, program.batch):
            chunk = inputs[start : start + program.batch]
            count = chunk.shape[0]
            x[:, :count] = chunk.T
            x[:, count:] = x[:, :1]
            bound.registers[Register.COUNT] = count
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

    def what_if(self, inputs: Float32, step: int) -> Probe:
        """Send a made-up example, float32 (features,), forward alone; PlaygroundError if misfit."""
        bound, program = self._probe, self._probe.program
        if inputs.shape != (program.data.width,):
            raise PlaygroundError(
                f"The network takes {program.data.width} features, not {inputs.size}."
            )
        bound.view(_input(program))[:, 0] = inputs
        bound.registers[Register.COUNT] = 1
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

    def _measure(self, start: int, stop: int) -> tuple[float, float]:
        """Return mean loss and accuracy over a range of positions."""
        if start >= stop:
            return float("nan"), float("nan")
        loss, correct = 0.0, 0
        for first, count, outputs in self._pass(start, stop):
            loss += float(self._evaluation.registers[Register.LOSS]) * count
            labels = self._labels[first : first + count]
            correct += int(np.count_nonzero(decide(outputs.T, self.prepared.plan.rule) == labels))
        size = stop - start
        classes = self.prepared.plan.rule.encoding != "value"
        return loss / size, correct / size if classes else float("nan")

    def _pass(self, start: int, stop: int) -> Iterator[tuple[int, int, Float32]]:
        """Yield (first position, count, outputs (units, count)) batch by batch."""
        bound = self._evaluation
        outputs = bound.view(bound.program.output)
        for first in range(start, stop, bound.program.batch):
            count = min(bound.program.batch, stop - first)
            bound.run_examples(first, count)
            yield first, count, outputs[:, :count]


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
    width, target = dataset.layout.width, dataset.layout.target_width
    inputs = dataset.array[position * width : (position + 1) * width].copy()
    start = dataset.layout.target_offset + position * target
    if loss is None:
        lanes = _column(bound, program.lanes, lane, rows_done)
        loss = float("nan") if lanes is None else float(bound.view(program.lanes)[0, lane])
    return Probe(
        step=step,
        example=example,
        lane=lane if program.kind == "training" else None,
        inputs=inputs,
        target=dataset.array[start : start + target].copy(),
        loss=loss,
        layers=_layers(bound, lane, rows_done),
    )


def _layers(bound: Bound, lane: int, rows_done: int) -> Mapping[LayerId, LayerProbe]:
    """Return every layer's numbers in one lane, as far as they are computed."""
    layers = {}
    for layer, slices in bound.program.slices.items():
        parts = (slices.z, slices.a, slices.dz, slices.da)
        layers[layer] = LayerProbe(*(_column(bound, part, lane, rows_done) for part in parts))
    return MappingProxyType(layers)


def _column(bound: Bound, part: Slice | None, lane: int, rows_done: int) -> Float32 | None:
    """Return one lane of a slice, or None where not all of it is computed yet."""
    if part is None or not 0 <= last_writer(bound.program, part) < rows_done:
        return None
    values = bound.view(part)[:, lane].copy()
    values.setflags(write=False)
    return values


def _input(program: Program) -> Slice:
    """Return where the examples enter: the activations of the first layer."""
    first = next(iter(program.slices.values())).a
    assert first is not None
    return first
