"""Sums over everything that counts in one unit, for statistics of a batch.

A unit is [positions, ld]. Lane j of it is an example where j < count, with ``lengths[j]``
positions; nothing else is an example's number, and not even a NaN there changes a sum.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, inlined, intrinsic
from playground.kernels.vectors import (
    DOUBLE,
    FLOAT,
    VECTOR,
    WIDTH,
    Lanes,
    below,
    each_piece,
    fma,
    load,
    minimum,
    select,
    splat,
    store,
    total,
    widened,
)

_WIDE = ir.VectorType(DOUBLE, WIDTH)
_NOTHING = ir.Constant(VECTOR, [0.0] * WIDTH)


class _Counting:
    """Which numbers of sixteen lanes count, position by position."""

    def __init__(self, builder: Any, p: Any, lengths: Any, left: Any) -> None:
        self._builder = builder
        present = below(builder, minimum(builder, left, WIDTH))
        length = Lanes(builder, load(builder, p, lengths))
        self._limit = select(Lanes(builder, present), length, 0.0)

    def _number(self, position: Any) -> Lanes:
        return Lanes(self._builder, splat(self._builder, self._builder.sitofp(position, FLOAT)))

    def at(self, position: Any) -> Lanes:
        """Return the lanes in which ``position`` counts."""
        return self._number(position) < self._limit

    def each_way(self, positions: Any, body: Callable[[bool], None]) -> None:
        """Emit ``body(False)`` for where all numbers count, and ``body(True)``, which has to ask.

        Most batches are full, and their examples of one length: without asking it goes faster.
        """
        shorter = self._limit < self._number(positions)
        bits = self._builder.bitcast(shorter.value, ir.IntType(WIDTH))
        none = self._builder.icmp_signed("==", bits, ir.Constant(bits.type, 0))
        with self._builder.if_else(none) as (full, partial):
            with full:
                body(False)
            with partial:
                body(True)


def sums_of(factors: Callable[..., tuple[Lanes, Lanes]]) -> Any:
    """Return ``sums(p, inputs, lengths, count, positions, ld, centre)``: Σ u and Σ u·v.

    ``inputs`` is a tuple of offsets of units; ``factors`` takes a number of each and the centre,
    and returns u and v. All of it is float64: little may be left of numbers that cancel.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        p, inputs, lengths, left, positions, ld, centre = arguments
        starts = cgutils.unpack_tuple(builder, inputs)
        middle = Lanes(builder, splat(builder, centre))
        counting = _Counting(builder, p, lengths, left)
        nothing = Lanes(builder, ir.Constant(_WIDE, [0.0] * WIDTH))
        slots = [cgutils.alloca_once_value(builder, nothing.value) for _ in range(2)]

        def add_all(may_be_short: bool) -> None:
            with cgutils.for_range(builder, positions) as loop:
                place = builder.mul(loop.index, ld)
                values = [load(builder, p, builder.add(start, place)) for start in starts]
                wide = [Lanes(builder, builder.fpext(value, _WIDE)) for value in values]
                u, v = factors(*wide, middle)
                if may_be_short:
                    counts = counting.at(loop.index)
                    u, v = select(counts, u, nothing), select(counts, v, nothing)
                first, second = (Lanes(builder, builder.load(slot)) for slot in slots)
                builder.store((first + u).value, slots[0])
                builder.store(fma(u, v, second).value, slots[1])

        counting.each_way(positions, add_all)
        found = [total(builder, builder.load(slot)) for slot in slots]
        return context.make_tuple(builder, signature.return_type, found)

    @intrinsic
    def of_block(typing, p, inputs, lengths, left, positions, ld, centre):
        n = types.int64
        pair = types.UniTuple(types.float64, 2)
        return pair(FLOATS, inputs, n, n, n, n, types.float64), emit

    @inlined
    def sums(p, inputs, lengths, count, positions, ld, centre):
        one, other = 0.0, 0.0
        for lane in range(0, count, WIDTH):
            places, left, lines = moved(inputs, lane), count - lane, lengths + lane
            more = of_block(p, places, lines, left, positions, ld, centre)
            one += more[0]
            other += more[1]
        return one, other

    return sums


def summed(formula: Callable[..., tuple[Lanes, ...]], results: int) -> Any:
    """Return an intrinsic ``(p, inputs, scalars, size)`` that gives a tuple of float64 sums.

    Over ``size`` elements of each input; ``formula`` returns what to add to each of the
    ``results`` sums, and 0 where all inputs are 0. Scalars are float64.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        p, inputs, scalars, size = arguments
        starts = cgutils.unpack_tuple(builder, inputs)
        numbers = [
            Lanes(builder, splat(builder, builder.fptrunc(scalar, FLOAT)))
            for scalar in cgutils.unpack_tuple(builder, scalars)
        ]
        slots = [cgutils.alloca_once(builder, VECTOR) for _ in range(results)]
        for slot in slots:
            builder.store(_NOTHING, slot)

        def add(step: Any, lanes: int) -> None:
            values = [load(builder, p, builder.add(start, step), lanes) for start in starts]
            found = formula(*(Lanes(builder, widened(builder, v)) for v in values), *numbers)
            for value, slot in zip(found, slots, strict=True):
                builder.store((Lanes(builder, builder.load(slot)) + value).value, slot)

        each_piece(builder, size, add)
        sums = [total(builder, builder.fpext(builder.load(slot), _WIDE)) for slot in slots]
        return context.make_tuple(builder, signature.return_type, sums)

    @intrinsic
    def of_line(typing, p, inputs, scalars, size):
        kind = types.UniTuple(types.float64, results)
        return kind(FLOATS, inputs, scalars, types.int64), emit

    return of_line


@intrinsic
def moved(typing, places, distance):
    """Return a tuple of offsets, each of them ``distance`` further on."""

    def emit(context, builder, signature, arguments):
        starts = cgutils.unpack_tuple(builder, arguments[0])
        after = [builder.add(start, arguments[1]) for start in starts]
        return context.make_tuple(builder, signature.return_type, after)

    return places(places, types.int64), emit


def mapped(formula: Callable[..., Lanes]) -> Any:
    """Return ``apply(p, inputs, scalars, output, lengths, count, positions, ld)`` for one unit.

    output = formula(inputs…, scalars…) where a number counts, and 0 elsewhere; scalars are float64.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        p, inputs, scalars, output, lengths, left, positions, ld = arguments
        starts = cgutils.unpack_tuple(builder, inputs)
        numbers = [
            Lanes(builder, splat(builder, builder.fptrunc(scalar, FLOAT)))
            for scalar in cgutils.unpack_tuple(builder, scalars)
        ]
        counting = _Counting(builder, p, lengths, left)

        def map_all(may_be_short: bool) -> None:
            with cgutils.for_range(builder, positions) as loop:
                place = builder.mul(loop.index, ld)
                values = [load(builder, p, builder.add(start, place)) for start in starts]
                result = formula(*(Lanes(builder, value) for value in values), *numbers)
                if may_be_short:
                    result = select(counting.at(loop.index), result, 0.0)
                store(builder, result.value, p, builder.add(output, place))

        counting.each_way(positions, map_all)
        return context.get_dummy_value()

    @intrinsic
    def of_block(typing, p, inputs, scalars, output, lengths, left, positions, ld):
        n = types.int64
        return types.void(FLOATS, inputs, scalars, n, n, n, n, n), emit

    @inlined
    def apply(p, inputs, scalars, output, lengths, count, positions, ld):
        for lane in range(0, ld, WIDTH):
            places, lines = moved(inputs, lane), lengths + lane
            of_block(p, places, scalars, output + lane, lines, count - lane, positions, ld)

    return apply


@inlined
def how_many(p, lengths, count, positions):
    """Return how many numbers of a unit count, a float64."""
    found = 0
    for lane in range(count):
        found += min(positions, int(p[lengths + lane]))
    return float(found)
