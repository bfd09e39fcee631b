"""Losses at every position of a sequence: what `losses` is for one answer per example.

Positions from an example's length on do not count, and neither do pad lanes. With V the number of
positions that count in all examples and the head's weight w, the loss is L = w/V · Σ ℓ: every
position counts alike, in long sequences and in short ones. Losses of plain numbers are averaged
over the units of a position as well. The lane's own entry is w times the
mean over its own positions. What does not count gets a gradient of exactly 0, even where it holds
NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.blocks import Block
from playground.kernels.jit import DOUBLES, FLOATS, LONGS, intrinsic
from playground.kernels.optable import Register
from playground.kernels.vectors import (
    DOUBLE,
    FLOAT,
    I64,
    WIDTH,
    Lanes,
    below,
    integer,
    load,
    minimum,
    select,
    splat,
    store,
    total,
)


@dataclass(frozen=True, slots=True)
class PositionHead:
    """One loss row at one position of sixteen lanes; offsets and numbers are LLVM values.

    ``counted`` says which lanes count, ``slope`` is the factor of the gradient of one ℓ.
    """

    z: Any
    a: Any
    y: Any
    gradient: Any
    units: Any
    counted: Lanes
    slope: Any

    def put(self, block: Block, gradient: Lanes, unit: Any) -> None:
        """Write the gradient of one unit: scaled, and 0 where nothing counts."""
        scaled = gradient * block.same(self.slope)
        block.write(select(self.counted, scaled, 0.0), self.gradient, unit)


Body = Callable[[Block, PositionHead], Lanes]
"""Writes the gradients of a block and returns Σ ℓ over the outputs for every lane."""


class _Row:
    """What stands in a loss row: (z, a, y, lengths, dz, loss, lanes, units, positions, ld, weight),
    without z where the loss is one of a.

    ``weight`` is that of one ℓ: w, or w/U where ℓ is averaged over the units.
    """

    def __init__(self, builder: Any, values: Any, *, on_logits: bool, mean: bool) -> None:
        p, row, registers = values

        def item(index: int) -> Any:
            return builder.load(builder.gep(row, [integer(index)]))

        self.builder, self.p = builder, p
        first = 1 if on_logits else 0
        self.z, self.a = item(1), item(1 + first)
        self.y, self.lengths, self.gradient = (item(n + first) for n in range(2, 5))
        self.loss, self.lanes, self.units, self.positions, self.ld = (
            item(n + first) for n in range(5, 10)
        )
        weight = builder.bitcast(item(10 + first), DOUBLE)
        each = builder.fdiv(weight, builder.sitofp(self.units, DOUBLE)) if mean else weight
        self.weight = each
        count = builder.gep(registers, [integer(int(Register.COUNT))])
        self.count = builder.fptosi(builder.load(count), I64)

    def length(self, lane: Any) -> Lanes:
        """Return the lengths of sixteen lanes; that of padding is 0."""
        builder = self.builder
        left = minimum(builder, builder.sub(self.count, lane), WIDTH)
        found = Lanes(builder, load(builder, self.p, builder.add(self.lengths, lane)))
        return select(Lanes(builder, below(builder, left)), found, 0.0)

    def each_block(self) -> Any:
        return cgutils.for_range_slice(self.builder, integer(0), self.ld, integer(WIDTH), I64)

    def counted_positions(self) -> Any:
        """Return how many positions of all examples count, at least 1, as float64."""
        builder = self.builder
        found = cgutils.alloca_once_value(builder, ir.Constant(DOUBLE, 0.0))
        with self.each_block() as (lane, _):
            length = self.length(lane)
            wide = builder.fpext(length.value, length.shaped(DOUBLE))
            builder.store(builder.fadd(builder.load(found), total(builder, wide)), found)
        one, counted = ir.Constant(DOUBLE, 1.0), builder.load(found)
        # Of sequences of one position none has a next one: the loss is then 0.
        return builder.select(builder.fcmp_ordered("<", counted, one), one, counted)


def _lane_sums(row: _Row, lane: Any, slope: Any, body: Body) -> Lanes:
    """Do all positions of sixteen lanes; return Σ ℓ of every lane."""
    builder = row.builder
    length = row.length(lane)
    own = cgutils.alloca_once_value(builder, length.constant(0.0).value)
    with cgutils.for_range(builder, row.positions) as loop:
        start = builder.add(builder.mul(loop.index, row.ld), lane)
        block = Block(builder, row.p, start, builder.mul(row.positions, row.ld), WIDTH)
        place = Lanes(builder, splat(builder, builder.sitofp(loop.index, FLOAT)))
        counted = place < length
        head = PositionHead(row.z, row.a, row.y, row.gradient, row.units, counted, slope)
        each = select(counted, body(block, head), 0.0)
        builder.store((Lanes(builder, builder.load(own)) + each).value, own)
    return Lanes(builder, builder.load(own))


def position_loss_row(body: Body, *, on_logits: bool, mean: bool) -> Any:
    """Return an intrinsic ``(p, row, registers)`` that does a whole loss row.

    Parameters
    ----------
    on_logits
        Whether the row begins with z.
    mean
        Whether ℓ is averaged over the units (else it is already one number per position).
    """

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        p, _, registers = values
        row = _Row(builder, values, on_logits=on_logits, mean=mean)
        counted = row.counted_positions()
        slope = builder.fptrunc(builder.fdiv(row.weight, counted), FLOAT)
        weight = Lanes(builder, splat(builder, builder.fptrunc(row.weight, FLOAT)))
        summed = cgutils.alloca_once_value(builder, ir.Constant(DOUBLE, 0.0))
        with row.each_block() as (lane, _):
            own = _lane_sums(row, lane, slope, body)
            length = row.length(lane)
            shown = select(length > 0.0, own * weight / length, 0.0)
            store(builder, shown.value, p, builder.add(row.lanes, lane))
            wide = builder.fpext(own.value, own.shaped(DOUBLE))
            builder.store(builder.fadd(builder.load(summed), total(builder, wide)), summed)
        average = builder.fdiv(builder.fmul(row.weight, builder.load(summed)), counted)
        store(builder, builder.fptrunc(average, FLOAT), p, row.loss)
        sum_of_heads = builder.gep(registers, [integer(int(Register.LOSS))])
        builder.store(builder.fadd(builder.load(sum_of_heads), average), sum_of_heads)
        return context.get_dummy_value()

    @intrinsic
    def apply(typing, p, row, registers):
        return types.void(FLOATS, LONGS, DOUBLES), emit

    return apply
