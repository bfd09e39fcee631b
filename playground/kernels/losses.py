"""What all losses share: scales, padding, the loss of every lane and the mean.

With U outputs, c examples and the head's weight w, the loss is L = w/(U·c) · Σ ℓ over the outputs
and the real lanes. The lane's own entry is w/U · Σ ℓ over its outputs. Pad lanes get a loss and a
gradient of exactly 0, even where they hold NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.blocks import Block, each_block
from playground.kernels.jit import DOUBLES, FLOATS, LONGS, intrinsic
from playground.kernels.optable import Register
from playground.kernels.vectors import DOUBLE, FLOAT, I64, Lanes, integer, store


@dataclass(frozen=True, slots=True)
class Head:
    """One loss row while it is compiled; offsets and numbers are LLVM values.

    ``slope`` is the factor of the gradient of one ℓ: w/(U·c).
    """

    z: Any
    a: Any
    y: Any
    gradient: Any
    units: Any
    count: Any
    slope: Any

    def put(self, block: Block, gradient: Lanes, unit: Any) -> None:
        """Write the gradient of one unit: scaled, and 0 in pad lanes."""
        scaled = gradient * block.same(self.slope)
        block.write(block.real(scaled, self.count), self.gradient, unit)


Body = Callable[[Block, Head], Lanes]
"""Writes the gradients of a block and returns Σ ℓ over the outputs for every lane."""


def loss_row(arguments: int, mean: bool, body: Body) -> Any:
    """Return an intrinsic ``(p, row, registers)`` that does a whole loss row.

    Parameters
    ----------
    arguments
        Leading offsets in the row: 2 for (a, y, gradient …), 3 for (z, a, y, gradient …).
    mean
        Whether ℓ is averaged over the units (else it is already one number per example).
    """

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        p, row, registers = values

        def item(index: int) -> Any:
            return builder.load(builder.gep(row, [integer(index)]))

        def register(index: Register) -> Any:
            return builder.gep(registers, [integer(int(index))])

        offsets = [item(index) for index in range(1, arguments + 1)]
        gradient, loss, lanes, units, ld = (item(arguments + n) for n in range(1, 6))
        weight = builder.bitcast(item(arguments + 6), DOUBLE)
        examples = builder.load(register(Register.COUNT))
        share = builder.fdiv(weight, builder.sitofp(units, DOUBLE)) if mean else weight
        head = Head(
            z=offsets[0],
            a=offsets[-2],
            y=offsets[-1],
            gradient=gradient,
            units=units,
            count=builder.fptosi(examples, I64),
            slope=builder.fptrunc(builder.fdiv(share, examples), FLOAT),
        )
        share = builder.fptrunc(share, FLOAT)
        total = cgutils.alloca_once_value(builder, ir.Constant(DOUBLE, 0.0))

        def block_body(block: Block) -> None:
            own = block.real(body(block, head) * block.same(share), head.count)
            block.write(own, lanes, integer(0))
            builder.store(builder.fadd(builder.load(total), block.total(own)), total)

        each_block(builder, p, ld, block_body)
        average = builder.fdiv(builder.load(total), examples)
        store(builder, builder.fptrunc(average, FLOAT), p, loss)
        sum_of_heads = register(Register.LOSS)
        builder.store(builder.fadd(builder.load(sum_of_heads), average), sum_of_heads)
        return context.get_dummy_value()

    @intrinsic
    def apply(typing, p, row, registers):
        return types.void(FLOATS, LONGS, DOUBLES), emit

    return apply
