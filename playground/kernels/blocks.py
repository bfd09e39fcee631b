"""Loops over lanes and units, for operations that work down the units of every example.

An array [units, ld] is walked in blocks of sixteen lanes or more, or as a single lane when ld = 1.
The body is a Python function that is run once per width while the kernel is being compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import ir
from numba.core import cgutils

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

WIDE = 64
"""Lanes of the blocks in which memory is read fastest."""


class Block:
    """The lanes ``lane`` … ``lane + width − 1`` of all arrays of an operation."""

    def __init__(self, builder: Any, p: Any, lane: Any, ld: Any, width: int) -> None:
        self.builder = builder
        self._p = p
        self.lane = lane
        self._ld = ld
        self.width = width

    def _place(self, start: Any, unit: Any) -> Any:
        row = self.builder.mul(unit, self._ld)
        return self.builder.add(self.builder.add(start, self.lane), row)

    def read(self, start: Any, unit: Any) -> Lanes:
        """Load one unit's numbers from the array that begins at ``start``."""
        return Lanes(
            self.builder, load(self.builder, self._p, self._place(start, unit), self.width)
        )

    def write(self, value: Lanes, start: Any, unit: Any) -> None:
        """Store one unit's numbers into the array that begins at ``start``."""
        store(self.builder, value.value, self._p, self._place(start, unit))

    def put(self, value: Lanes, start: Any, unit: Any, adds: Any) -> None:
        """Store one unit's numbers, or add them to what stands there where ``adds`` (a bit)."""
        result = self.variable(value)
        with self.builder.if_then(adds, likely=False):
            result.set(self.read(start, unit) + value)
        self.write(result.get(), start, unit)

    def constant(self, number: float) -> Lanes:
        """Return a number in every lane."""
        return self.same(ir.Constant(FLOAT, number))

    def same(self, value: Any) -> Lanes:
        """Return a scalar in every lane."""
        spread = value if self.width == 1 else splat(self.builder, value, self.width)
        return Lanes(self.builder, spread)

    def number(self, unit: Any) -> Lanes:
        """Return a unit's index as a number in every lane."""
        return self.same(self.builder.sitofp(unit, FLOAT))

    def spread(self, start: Any, unit: Any) -> Lanes:
        """Load one unit's own number (a weight of it) into every lane."""
        return self.same(load(self.builder, self._p, self.builder.add(start, unit), 1))

    def variable(self, value: Lanes) -> Variable:
        """Return a place for a value that changes from unit to unit."""
        return Variable(self.builder, value)

    def real(self, value: Lanes, count: Any) -> Lanes:
        """Return the value with 0 in the lanes that are only padding, whatever stands there."""
        if self.width == 1:
            return value  # a single lane is always an example
        left = minimum(self.builder, self.builder.sub(count, self.lane), self.width)
        return select(Lanes(self.builder, below(self.builder, left)), value, 0.0)

    def total(self, value: Lanes) -> Any:
        """Return the sum over the lanes in float64."""
        kind = value.shaped(DOUBLE)
        wide = self.builder.fpext(value.value, kind)
        return wide if self.width == 1 else total(self.builder, wide)

    @contextmanager
    def each(self, units: Any, first: int = 0) -> Iterator[Any]:
        """Loop over the units; gives the index."""
        slices = cgutils.for_range_slice(self.builder, integer(first), units, integer(1), I64)
        with slices as (unit, _):
            yield unit


class Variable:
    """A value that a loop changes."""

    def __init__(self, builder: Any, value: Lanes) -> None:
        self._builder = builder
        self._slot = cgutils.alloca_once(builder, value.kind)
        self.set(value)

    def get(self) -> Lanes:
        return Lanes(self._builder, self._builder.load(self._slot))

    def set(self, value: Lanes) -> None:
        self._builder.store(value.value, self._slot)


def each_block(
    builder: Any, p: Any, ld: Any, body: Callable[[Block], None], widest: int = WIDTH
) -> None:
    """Emit ``body`` for a single lane and for `each_full_block`; ``ld`` decides at run time."""
    with builder.if_else(builder.icmp_signed("==", ld, integer(1))) as (single, many):
        with single:
            body(Block(builder, p, integer(0), ld, 1))
        with many:
            each_full_block(builder, p, ld, body, widest)


def each_full_block(
    builder: Any, p: Any, ld: Any, body: Callable[[Block], None], widest: int = WIDTH
) -> None:
    """Emit ``body`` for blocks of sixteen lanes; before them, for blocks of ``widest`` lanes.

    In `WIDE` blocks what lies side by side in memory comes from it together, and four registers
    at a time need not wait for each other. Every lane gets the same bits in a block of any width.
    """
    wide = builder.and_(ld, integer(-widest))
    pieces = [(integer(0), wide, widest)]
    if widest > WIDTH:
        pieces.append((wide, ld, WIDTH))
    for start, stop, width in pieces:
        slices = cgutils.for_range_slice(builder, start, stop, integer(width), I64)
        with slices as (lane, _):
            body(Block(builder, p, lane, ld, width))
