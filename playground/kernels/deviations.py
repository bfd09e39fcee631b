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
    I64,
    VECTOR,
    WIDTH,
    Lanes,
    below,
    each_piece,
    integer,
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
_PIECE = 256
"""Positions that are added in float32 before float64 goes on: long sums stay exact."""


class _Counting:
    """Which numbers of sixteen lanes count, position by position."""

    def __init__(self, builder: Any, p: Any, lengths: Any, left: Any) -> None:
        self._builder = builder
        present = below(builder, minimum(builder, left, WIDTH))
        length = Lanes(builder, load(builder, p, lengths))
        self._limit = select(Lanes(builder, present), length, 0.0)

    def at(self, position: Any) -> Lanes:
        """Return the lanes in which ``position`` counts."""
        number = splat(self._builder, self._builder.sitofp(position, FLOAT))
        return Lanes(self._builder, number) < self._limit


def sums_of(formula: Callable[..., tuple[Lanes, Lanes]]) -> Any:
    """Return ``sums(p, inputs, lengths, count, positions, ld, centre)``: two sums in float64.

    ``inputs`` is a tuple of offsets of units; ``formula`` takes a number of each and the centre,
    and returns what to add to either sum.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        p, inputs, lengths, left, first, positions, ld, centre = arguments
        starts = cgutils.unpack_tuple(builder, inputs)
        middle = Lanes(builder, splat(builder, builder.fptrunc(centre, FLOAT)))
        counting = _Counting(builder, p, lengths, left)
        # Each sum twice, because an addition waits for the one before it.
        slots = [[cgutils.alloca_once(builder, VECTOR) for _ in range(2)] for _ in range(2)]
        for slot in (*slots[0], *slots[1]):
            builder.store(_NOTHING, slot)

        def add(step: Any, turn: int) -> None:
            place = builder.mul(step, ld)
            values = [load(builder, p, builder.add(start, place)) for start in starts]
            results = formula(*(Lanes(builder, value) for value in values), middle)
            counts = counting.at(builder.add(first, step))
            for result, pair in zip(results, slots, strict=True):
                before = Lanes(builder, builder.load(pair[turn]))
                builder.store((before + select(counts, result, 0.0)).value, pair[turn])

        even = builder.and_(positions, integer(-2))
        with cgutils.for_range_slice(builder, integer(0), even, integer(2), I64) as (step, _):
            add(step, 0)
            add(builder.add(step, integer(1)), 1)
        with builder.if_then(builder.icmp_signed("<", even, positions)):
            add(even, 0)
        sums = [builder.fadd(*(builder.load(slot) for slot in pair)) for pair in slots]
        found = [total(builder, builder.fpext(value, _WIDE)) for value in sums]
        return context.make_tuple(builder, signature.return_type, found)

    @intrinsic
    def of_block(typing, p, inputs, lengths, left, first, positions, ld, centre):
        n = types.int64
        pair = types.UniTuple(types.float64, 2)
        return pair(FLOATS, inputs, n, n, n, n, n, types.float64), emit

    @inlined
    def sums(p, inputs, lengths, count, positions, ld, centre):
        one, other = 0.0, 0.0
        for first in range(0, positions, _PIECE):
            steps = min(_PIECE, positions - first)
            for lane in range(0, count, WIDTH):
                places = moved(inputs, first * ld + lane)
                left, lines = count - lane, lengths + lane
                more = of_block(p, places, lines, left, first, steps, ld, centre)
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
        with cgutils.for_range(builder, positions) as loop:
            place = builder.mul(loop.index, ld)
            values = [
                Lanes(builder, load(builder, p, builder.add(start, place))) for start in starts
            ]
            result = select(counting.at(loop.index), formula(*values, *numbers), 0.0)
            store(builder, result.value, p, builder.add(output, place))
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
