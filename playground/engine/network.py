"""A prepared project in memory: one parameter block, one data block, the bound programs."""

from collections.abc import Iterable, Mapping

import numpy as np

from playground.engine.binding import Bound
from playground.engine.carry import read_tensors, write_tensors
from playground.engine.door import Kernels
from playground.engine.evaluate import Evaluator
from playground.engine.layout import ParameterLayout, aligned_zeros
from playground.engine.prepare import Prepared, make_data_block
from playground.engine.state import Float32, Tensor
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId, WeightRef


class BoundNetwork:
    """Parameters, data and programs of one project.

    Attributes
    ----------
    prepared
        May be replaced by one with the same `Prepared.trained_part` (other rates, other names).
    block
        float32 (layout.block_size,): parameters and moments.
    training
        The training program, bound.
    evaluator
        Looks at the same block through programs of its own.
    """

    def __init__(self, prepared: Prepared, machine: Kernels, threads: int = 1) -> None:
        self.prepared = prepared
        self.layout: ParameterLayout = prepared.training.layout
        self.block: Float32 = aligned_zeros(self.layout.block_size)
        data = make_data_block(prepared)
        self.training = Bound(prepared.training, self.block, data, machine, threads)
        self.evaluator = Evaluator(prepared, self.block, data, machine)

    def read(self) -> tuple[Tensor, ...]:
        """Return copies of all parameters and moments."""
        return read_tensors(self.layout, self.block)

    def write(self, tensors: Iterable[Tensor]) -> None:
        """Take parameters and moments of exactly this network's shapes."""
        write_tensors(self.layout, self.block, tensors)

    def weights(self) -> Mapping[ParameterId, Float32]:
        """Return read-only copies of every parameter, (out, in) or (out,)."""
        return self.layout.values(self.block)

    def put(self, values: Mapping[ParameterId, Float32]) -> None:
        """Write the values of some parameters, (out, in) or (out,); moments stay."""
        for parameter, numbers in values.items():
            self.layout.view(self.block, self.layout.slot(parameter))[...] = numbers

    def place(self, ref: WeightRef) -> int:
        """Return the index of one weight in the block.

        Raises
        ------
        PlaygroundError
            The network has no such weight, or all of a kernel is meant: that is not one number.
        """
        slot = next((s for s in self.layout.slots if s.shape.id == ref.parameter), None)
        index = None if slot is None else slot.shape.index_of(ref)
        if slot is not None and index is not None:
            return slot.offset + int(np.ravel_multi_index(index, slot.shape.shape))
        if slot is not None and slot.shape.kernel and ref.place is None:
            raise PlaygroundError("A kernel has many weights. Say which of them is meant.")
        raise PlaygroundError(
            "This weight is not part of the running network any more. Choose another one."
        )
