"""Micro-kernels of convolution: a few channels times a few vectors of a picture, in registers.

A *vector* is sixteen lanes of one position. What a tile needs to know about an array are its
strides, in elements; a stride of 16 between vectors walks lanes and neighbouring positions alike.
"""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic
from playground.kernels.tiles import ACCUMULATE, BIAS, sums_of_lanes
from playground.kernels.vectors import (
    FLOAT,
    I32,
    I64,
    VECTOR,
    WIDTH,
    Lanes,
    fma,
    integer,
    load,
    splat,
    store,
)

_MANY = {count: types.UniTuple(types.int64, count) for count in (2, 3, 4)}
_NOTHING = ir.Constant(VECTOR, [0.0] * WIDTH)


def _slots(builder: Any, count: int) -> list[Any]:
    """Return registers that begin at 0."""
    slots = [cgutils.alloca_once(builder, VECTOR) for _ in range(count)]
    for slot in slots:
        builder.store(_NOTHING, slot)
    return slots


def _multiply_add(builder: Any, a: Any, b: Any, slot: Any) -> None:
    total = fma(Lanes(builder, a), Lanes(builder, b), Lanes(builder, builder.load(slot)))
    builder.store(total.value, slot)


def _sum(builder: Any, *parts: Any) -> Any:
    total = parts[0]
    for part in parts[1:]:
        total = builder.add(total, part)
    return total


def _begin(
    builder: Any, slots: list[Any], places: list[Any], z: Any, begin: Any, bias: Any
) -> None:
    """Put into the registers what the sums start from: 0, what stands in z, or the units' biases."""
    rows = len(bias)
    with builder.if_then(builder.icmp_signed("==", begin, integer(ACCUMULATE))):
        for slot, place in zip(slots, places, strict=True):
            builder.store(load(builder, z, place), slot)
    with builder.if_then(builder.icmp_signed("==", begin, integer(BIAS))):
        for m, address in enumerate(bias):
            value = splat(builder, builder.load(address))
            for slot in slots[m * len(slots) // rows : (m + 1) * len(slots) // rows]:
                builder.store(value, slot)


def window_tile(rows: int, vectors: int) -> Any:
    """Return the micro-kernel z[m, v] = start + Σ over channels and taps of w[m, c, i, j] · x[c, v + i, j].

    For m < ``rows`` and v < ``vectors``. Arguments: ``w`` with strides (unit, channel, row,
    column), ``x`` with (channel, row, column, vector), ``z`` with (unit, vector), ``counts`` =
    (channels, rows, columns) of the taps, and ``begin`` and ``bias`` as in `tiles`.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        w, w_strides, x, x_strides, z, z_strides, counts, begin, bias = arguments
        w_unit, w_channel, w_row, w_column = cgutils.unpack_tuple(builder, w_strides)
        x_channel, x_row, x_column, x_vector = cgutils.unpack_tuple(builder, x_strides)
        z_unit, z_vector = cgutils.unpack_tuple(builder, z_strides)
        channels, taps_y, taps_x = cgutils.unpack_tuple(builder, counts)

        def times(number: int, stride: Any) -> Any:
            return builder.mul(integer(number), stride)

        places = [
            builder.add(times(m, z_unit), times(v, z_vector))
            for m in range(rows)
            for v in range(vectors)
        ]
        slots = _slots(builder, rows * vectors)
        addresses = [builder.gep(bias, [integer(m)]) for m in range(rows)]
        _begin(builder, slots, places, z, begin, addresses)
        with (
            cgutils.for_range(builder, channels) as c,
            cgutils.for_range(builder, taps_y) as i,
            cgutils.for_range(builder, taps_x) as j,
        ):
            at_w = _sum(
                builder,
                builder.mul(c.index, w_channel),
                builder.mul(i.index, w_row),
                builder.mul(j.index, w_column),
            )
            at_x = _sum(
                builder,
                builder.mul(c.index, x_channel),
                builder.mul(i.index, x_row),
                builder.mul(j.index, x_column),
            )
            line = [load(builder, x, builder.add(at_x, times(v, x_vector))) for v in range(vectors)]
            free = iter(slots)
            for m in range(rows):
                weight = load(builder, w, builder.add(at_w, times(m, w_unit)), 1)
                number = splat(builder, weight)
                for value in line:
                    _multiply_add(builder, number, value, next(free))
        for slot, place in zip(slots, places, strict=True):
            store(builder, builder.load(slot), z, place)
        return context.get_dummy_value()

    @intrinsic
    def tile(typing, w, w_strides, x, x_strides, z, z_strides, counts, begin, bias):
        kinds = (FLOATS, _MANY[4], FLOATS, _MANY[4], FLOATS, _MANY[2], _MANY[3])
        return types.void(*kinds, types.int64, FLOATS), emit

    return tile


def _add_sums(builder: Any, sums: list[list[Any]], dw: Any, strides: Any, valid: Any) -> None:
    """Add the sum over the lanes of ``sums[m][n]`` to dw[m, n], for m < ``valid``."""
    unit, column = strides
    for n, values in enumerate(zip(*sums, strict=True)):
        result = sums_of_lanes(builder, list(values))
        for m in range(len(values)):
            place = _sum(builder, builder.mul(integer(m), unit), builder.mul(integer(n), column))
            with builder.if_then(builder.icmp_signed("<", integer(m), valid)):
                value = result
                if result.type != FLOAT:
                    value = builder.extract_element(result, ir.Constant(I32, m))
                store(builder, builder.fadd(load(builder, dw, place, 1), value), dw, place)


def _lines(builder: Any, start: Any, stride: Any, count: int) -> list[Any]:
    return [builder.gep(start, [builder.mul(stride, integer(n))]) for n in range(count)]


def blame_tile(rows: int, columns: int, at_once: int) -> Any:
    """Return the micro-kernel dw[m, n] += Σ over rows, blocks and vectors of d[m, …] · x[n, …].

    For m < ``valid`` ≤ ``rows`` and n < ``columns``. The missing rows of d are the last one again,
    so that all rows are summed in the same order whatever their number. Arguments: ``d`` with
    strides (unit, row, block, vector), ``x`` with (column, row, block, vector), ``dw`` with (unit,
    column), ``counts`` = (rows, blocks, vectors). ``at_once`` vectors are summed side by side,
    because each addition waits for the one before it.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        d, d_strides, x, x_strides, dw, dw_strides, counts, valid = arguments
        d_unit, d_row, d_block, d_vector = cgutils.unpack_tuple(builder, d_strides)
        x_column, x_row, x_block, x_vector = cgutils.unpack_tuple(builder, x_strides)
        lines, blocks, vectors = cgutils.unpack_tuple(builder, counts)
        slots = [_slots(builder, rows * columns) for _ in range(at_once)]
        units = []
        for m in range(rows):
            inside = builder.icmp_signed("<", integer(m), valid)
            unit = builder.select(inside, integer(m), builder.sub(valid, integer(1)))
            units.append(builder.gep(d, [builder.mul(unit, d_unit)]))
        factors = _lines(builder, x, x_column, columns)
        whole = builder.and_(vectors, integer(-at_once))
        with (
            cgutils.for_range(builder, lines) as i,
            cgutils.for_range(builder, blocks) as j,
        ):
            from_d = _sum(builder, builder.mul(i.index, d_row), builder.mul(j.index, d_block))
            from_x = _sum(builder, builder.mul(i.index, x_row), builder.mul(j.index, x_block))

            def step(
                vector: Any, slots: list[Any], from_d: Any = from_d, from_x: Any = from_x
            ) -> None:
                at_x = builder.add(from_x, builder.mul(vector, x_vector))
                line = [load(builder, factor, at_x) for factor in factors]
                at_d, free = builder.add(from_d, builder.mul(vector, d_vector)), iter(slots)
                for unit in units:
                    value = load(builder, unit, at_d)
                    for factor in line:
                        _multiply_add(builder, value, factor, next(free))

            some = cgutils.for_range_slice(builder, integer(0), whole, integer(at_once), I64)
            with some as (first, _):
                for k in range(at_once):
                    step(builder.add(first, integer(k)), slots[k])
            if at_once > 1:
                rest = cgutils.for_range_slice(builder, whole, vectors, integer(1), I64)
                with rest as (vector, _):
                    step(vector, slots[0])
        totals = [builder.load(slot) for slot in slots[0]]
        for more in slots[1:]:
            totals = [
                builder.fadd(total, builder.load(slot))
                for total, slot in zip(totals, more, strict=True)
            ]
        sums = [totals[m * columns : (m + 1) * columns] for m in range(rows)]
        _add_sums(builder, sums, dw, cgutils.unpack_tuple(builder, dw_strides), valid)
        return context.get_dummy_value()

    @intrinsic
    def tile(typing, d, d_strides, x, x_strides, dw, dw_strides, counts, valid):
        kinds = (FLOATS, _MANY[4], FLOATS, _MANY[4], FLOATS, _MANY[2], _MANY[3])
        return types.void(*kinds, types.int64), emit

    return tile
