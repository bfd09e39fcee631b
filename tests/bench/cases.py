"""The fixed cases that the engine is timed on: one record each, and the engine that runs it.

``text`` is the network as the engine reads it; ``torch`` in `peers.torch_peer` builds the same from
its name. Data are random numbers: nothing here is about learning.
"""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from playground.engine import door
from playground.engine.binding import Bound
from playground.engine.carry import fresh_tensor, write_tensors
from playground.engine.layout import aligned_zeros
from playground.engine.lower import lower
from playground.engine.partner import Partner
from playground.engine.plan import make_plan
from playground.engine.prepare import DataBlock
from playground.engine.program import Program
from playground.engine.state import Float32, Int32
from playground.engine.verify import verify
from playground.kernels.optable import STATES, OpCode, Register, State
from playground.model.check import check
from playground.model.ids import UnitId
from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.resolution import DataShape, SequenceShape, Task
from playground.model.text import parse


@dataclass(frozen=True, slots=True)
class Case:
    """One network with everything that its cost per step depends on.

    Attributes
    ----------
    inputs
        (features,), (channels, height, width), or (steps, features) of a sequence; with a
        ``vocabulary`` (steps,) of tokens.
    outputs
        Classes, or numbers where ``loss`` is "mse".
    """

    text: str
    inputs: tuple[int, ...]
    outputs: int
    batch: int
    loss: str = "ce"
    optimizer: str = "adam"
    rate: float = 1e-3
    examples: int = 4096
    vocabulary: int = 0

    @property
    def width(self) -> int:
        """Numbers of one example."""
        return math.prod(self.inputs)

    @property
    def is_small(self) -> bool:
        """Whether it is one of TensorFlow Playground's: points of a plane, an answer ±1."""
        return self.inputs == (2,)

    def data(self) -> tuple[Float32, Float32, Int32]:
        """Return inputs (examples, width), targets (examples, outputs or 1) and an order."""
        random = np.random.default_rng(1)
        if self.vocabulary:
            x = random.integers(0, self.vocabulary, (self.examples, self.width)).astype(np.float32)
            y = np.roll(x, -1, axis=1)
        else:
            x = random.standard_normal((self.examples, self.width)).astype(np.float32)
            if self.is_small:
                y = np.sign(x[:, :1] * x[:, 1:2])
            elif self.loss == "mse":
                y = random.standard_normal((self.examples, self.outputs)).astype(np.float32)
            else:
                y = random.integers(0, self.outputs, (self.examples, 1)).astype(np.float32)
        return x, y, random.permutation(self.examples).astype(np.int32)

    def shape(self) -> DataShape:
        """Return the data as the model sees them."""
        names = range(self.inputs[-1] if len(self.inputs) == 2 else self.width)
        task: Task = "classes"
        classes = tuple(str(number) for number in range(self.outputs))
        if self.is_small:
            task, classes = "binary", ("0", "1")
        sequence = None
        if self.vocabulary:
            names = range(1)
            task = "tokens"
            sequence = SequenceShape(self.inputs[0], tuple(map(str, range(self.vocabulary))))
        elif len(self.inputs) == 2:
            sequence = SequenceShape(self.inputs[0], ())
        picture = None
        if len(self.inputs) == 3:
            channels, height, width = self.inputs
            picture = (channels, height, width)
        units = tuple(UnitId(f"p{number}") for number in names)
        return DataShape(task, units, classes, picture=picture, sequence=sequence)


CASES: Mapping[str, Case] = {
    "a": Case(
        "dense 4 tanh > dense 2 tanh > output tanh mse",
        (2,), 1, 10, loss="mse", optimizer="sgd", rate=0.03, examples=200,
    ),
    "b": Case(
        "dense 8 tanh > dense 8 tanh > output tanh mse",
        (2,), 1, 1, loss="mse", optimizer="sgd", rate=0.03, examples=200,
    ),
    "c": Case("dense 128 relu > output softmax ce", (784,), 10, 32),
    "d": Case("dense 512 relu > dense 512 relu > output softmax ce", (784,), 10, 128),
    "e": Case(
        "conv 8 5x5 valid relu > pool 2 > conv 16 5x5 valid relu > pool 2 > flatten > output softmax ce",
        (1, 28, 28), 10, 32, examples=2048,
    ),
    "f": Case("lstm 64 > output softmax ce", (32, 32), 10, 16, examples=1024),
    "g": Case(
        """embedding 64 > position learned as start > layer_norm > attention 4 causal as look
        add start look as seen > layer_norm > dense 256 gelu > dense 64 as thought
        add seen thought as middle > layer_norm > attention 4 causal as look2
        add middle look2 as seen2 > layer_norm > dense 256 gelu > dense 64 as thought2
        add seen2 thought2 > layer_norm > output softmax token_ce""",
        (64,), 65, 16, examples=512, vocabulary=65,
    ),
    "h": Case(
        "conv 16 3x3 relu > conv 16 3x3 groups 16 relu > conv 32 1x1 relu > pool 2 > "
        "conv 32 3x3 groups 32 relu > conv 64 1x1 relu > global_average_pool > output softmax ce",
        (3, 32, 32), 10, 32, examples=512,
    ),
    "i": Case(
        "dense 128 relu > dense 32 relu > dense 128 relu > output linear mse",
        (784,), 784, 64, loss="mse",
    ),
}  # fmt: skip
"""The letters of the project's figures. A case whose network the engine cannot read yet is skipped."""


class Engine:
    """The engine on one case: the tape that `Trainer` runs, without curve and checkpoints."""

    def __init__(self, case: Case, threads: int = 1) -> None:
        phase = PhaseSpec(optimizer=OptimizerSpec(case.optimizer, case.rate))
        training = TrainingSpec(batch_size=case.batch, phases=(phase,))
        project = Project(parse(case.text), DataSpec("xor"), training)
        shape = case.shape()
        resolution = check(project, shape)
        plan = make_plan(project, resolution, shape.task, case.examples)
        self.program = lower(plan, "training", case.batch)
        verify(self.program)
        block = aligned_zeros(self.program.layout.block_size)
        tensors = [fresh_tensor(slot, training.seed) for slot in self.program.layout.shapes]
        write_tensors(self.program.layout, block, tensors)
        self.machine = door.kernels()
        data = _block(case, self.program)
        self.bound = Bound(self.program, block, data, self.machine, threads)
        self._partner = Partner()
        self.bound.registers[Register.LEARNING_RATE] = case.rate
        self.state = np.zeros(STATES, dtype=np.int64)
        self.state[State.ORDER_EPOCH] = -1
        self._flag = np.zeros(1, dtype=np.int32)
        self._trace = np.zeros(1 << 16, dtype=np.float32)
        self._burst = 1
        self.steps(4)

    def steps(self, count: int) -> None:
        """Do ``count`` updates, at most 65,536."""
        done, tripped = self.bound.run_steps(
            1, self.state, count, self._flag, self._trace, partner=self._partner
        )
        if done < count:
            raise RuntimeError(f"row {tripped} found a number that is not finite")

    def run(self, seconds: float) -> tuple[int, float, float]:
        """Train for about so long; return steps, wall seconds and CPU seconds."""
        began, cpu, steps = time.perf_counter(), time.process_time(), 0
        while (took := time.perf_counter() - began) < seconds:
            before = took
            self.steps(self._burst)
            steps += self._burst
            # Long calls, as `Trainer` makes them: two threads meet anew in each.
            if time.perf_counter() - began - before < 1e-2:
                self._burst = min(2 * self._burst, self._trace.size)
        return steps, took, time.process_time() - cpu

    def close(self) -> None:
        """End the second thread."""
        self._partner.close()

    def codes(self) -> list[OpCode]:
        """Return what the rows of the tape do."""
        return [OpCode(int(row[0])) for row in self.program.tape.rows]


def _block(case: Case, program: Program) -> DataBlock:
    x, y, _ = case.data()
    array = aligned_zeros(program.data.size)
    array[: x.size] = x.ravel()
    start = program.data.offset()
    array[start : start + y.size] = y.ravel()
    everybody = np.arange(case.examples, dtype=np.int32)
    return DataBlock(array, program.data, everybody, everybody, case.examples)
