"""Where losses are computed that nobody trains on: a block of parameters beside that of the run.

Programs are bound to it as they are to the run's own block, so every loss is one that training would
see, and whatever is written here the run does not notice: also while it goes on between two slices
of a picture.
"""

from collections.abc import Iterable

import numpy as np

from playground.engine.binding import Bound
from playground.engine.layout import ParameterLayout, aligned_zeros
from playground.engine.lower import lower
from playground.engine.memory import check_memory
from playground.engine.program import Program
from playground.engine.state import Float32
from playground.engine.trainer import Trainer
from playground.engine.verify import verify
from playground.kernels.optable import Register
from playground.model.ids import WeightRef
from playground.readout.landscape.records import Basis

MOST_EXAMPLES = 512
MOST_NUMBERS = 1 << 22
"""About as many float32 as the programs of a sample may need: large networks are seen with fewer
examples."""


class Losses:
    """One loss as a function of the parameters that stand in the block."""

    def __init__(self, bound: Bound, basis: Basis, examples: int) -> None:
        self.basis: Basis = basis
        self.examples = examples
        self._bound = bound
        tape = bound.program.tape
        self._measured, self._blamed = tape.phase("loss").stop, tape.phase("backward").stop

    def at(self) -> float:
        """Return the loss; what is not a number stays so."""
        return self._run(self._measured)

    def gradient(self) -> tuple[float, Float32]:
        """Return the loss and ∂L/∂w, float32 (plane_size,) in the order of the layout."""
        loss = self._run(self._blamed)
        part = self._bound.program.gradient
        assert part is not None
        return loss, self._bound.view(part)[:, 0]

    def _run(self, stop: int) -> float:
        registers = self._bound.registers
        registers[Register.LOSS] = 0.0
        self._bound.run(0, stop)
        return float(registers[Register.LOSS])


class Ground:
    """A block of its own for one network, and the losses over it.

    Attributes
    ----------
    block
        float32 (layout.block_size,): to be written before a loss is asked for.
    """

    def __init__(self, trainer: Trainer) -> None:
        self._evaluator = trainer.evaluator
        self._prepared = trainer.evaluator.prepared
        self._data = trainer.evaluator.data
        self._machine = trainer.bound.machine
        self.layout: ParameterLayout = trainer.bound.program.layout
        self.block: Float32 = aligned_zeros(self.layout.block_size)
        self._sample: Losses | None = None
        self._single: Bound | None = None
        self._batch: Bound | None = None

    def fits(self, trainer: Trainer) -> bool:
        """Whether the network and the data are those that this ground was made for."""
        return trainer.evaluator is self._evaluator

    @property
    def total(self) -> int:
        """Training examples that there are."""
        return self._data.train

    def copy(self, trainer: Trainer) -> Float32:
        """Return the parameters of the step that the run stands at, float32 (block_size,)."""
        with trainer.settled():
            return trainer.bound.block.copy()

    def place(self, weight: WeightRef) -> int | None:
        """Return where a single weight lies in the block; None where there is no such number."""
        for slot in self.layout.slots:
            index = slot.shape.index_of(weight)
            if index is not None:
                return slot.offset + int(np.ravel_multi_index(index, slot.shape.shape))
        return None

    # --- losses ----------------------------------------------------------------------------

    def over_training(self) -> Losses:
        """Return the mean over the training set, or over a sample spread evenly over it."""
        if self._sample is None:
            bound = self._bind(self._sampling())
            count, train = bound.program.batch, self._data.train
            bound.table[:count] = np.arange(count) * train // count
            bound.registers[[Register.COUNT, Register.CURSOR]] = count, 0
            self._sample = Losses(bound, "training", count)
        return self._sample

    def of_example(self, example: int) -> Losses:
        """Return the loss of one example of the dataset alone."""
        if self._single is None:
            self._single = self._bind(self._prepared.probe)
            self._single.registers[[Register.COUNT, Register.CURSOR]] = 1, 0
        self._single.table[0] = self._data.positions[example]
        return Losses(self._single, "example", 1)

    def of_batch(self, trainer: Trainer) -> Losses | None:
        """Return the loss of the batch in progress, with its dropout and its statistics.

        None between two updates, and where a step trains several parts one after the other.
        """
        if trainer.row == 0 or len(self._prepared.plan.phases) > 1:
            return None
        if self._batch is None:
            self._batch = self._bind(trainer.bound.program)
        self._batch.table[:] = trainer.bound.table
        self._batch.registers[:] = trainer.bound.registers
        return Losses(self._batch, "batch", int(trainer.bound.registers[Register.COUNT]))

    def is_blamed(self, weight: WeightRef, basis: Basis) -> bool:
        """Whether the gradient of this loss is computed for a weight."""
        slots = (slot for slot in self.layout.trained if slot.shape.id == weight.parameter)
        if next(slots, None) is None:
            return False
        frozen: Iterable[str] = self._prepared.plan.phases[0].frozen
        return basis != "batch" or weight.parameter.layer not in frozen

    def _sampling(self) -> Program:
        """Return a program for as many examples as there is room for."""
        batch = min(MOST_EXAMPLES, self._data.train)
        while True:
            program = lower(self._prepared.plan, "probe", batch)
            if program.workspace_size <= MOST_NUMBERS or batch <= 1:
                break
            batch = max(1, batch // 2)
        prepared = self._prepared
        check_memory((prepared.training, prepared.evaluation, prepared.probe, program))
        verify(program)
        return program

    def _bind(self, program: Program) -> Bound:
        return Bound(program, self.block, self._data, self._machine)
