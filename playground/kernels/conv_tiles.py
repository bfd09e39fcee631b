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

_MANY = {count: types.UniTuple(types.int64, count) for count in range(2, 7)}
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


def sliding_tile(vectors: int, taps: int) -> Any:
    """Return a `window_tile` of one unit and channel, ``taps`` columns, places as far apart as taps.

    Each vector of x is loaded once and meets all taps of a row: with one channel, loads and not
    products are what takes time. Arguments: ``w`` with stride (row, column), ``x`` with (row,
    place), ``z`` with its stride of places, the number of rows of taps.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        w, w_strides, x, x_strides, z, z_place, rows, begin, bias = arguments
        w_row, w_column = cgutils.unpack_tuple(builder, w_strides)
        x_row, x_place = cgutils.unpack_tuple(builder, x_strides)
        places = [builder.mul(integer(v), z_place) for v in range(vectors)]
        slots = _slots(builder, vectors)
        _begin(builder, slots, places, z, begin, [bias])
        with cgutils.for_range(builder, rows) as i:
            from_w, from_x = builder.mul(i.index, w_row), builder.mul(i.index, x_row)
            numbers = [
                splat(
                    builder,
                    load(builder, w, _sum(builder, from_w, builder.mul(integer(j), w_column)), 1),
                )
                for j in range(taps)
            ]
            for n in range(vectors + taps - 1):
                value = load(builder, x, builder.add(from_x, builder.mul(integer(n), x_place)))
                for j, number in enumerate(numbers):
                    if 0 <= n - j < vectors:
                        _multiply_add(builder, number, value, slots[n - j])
        for slot, place in zip(slots, places, strict=True):
            store(builder, builder.load(slot), z, place)
        return context.get_dummy_value()

    @intrinsic
    def tile(typing, w, w_strides, x, x_strides, z, z_place, rows, begin, bias):
        n = types.int64
        return types.void(FLOATS, _MANY[2], FLOATS, _MANY[2], FLOATS, n, n, n, FLOATS), emit

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


class _Products:
    """The registers of a `blame_tile`: every unit of d times every tap of x."""

    def __init__(self, builder: Any, units: list[Any], taps: list[Any], at_once: int) -> None:
        self.builder = builder
        self._units = units
        self._taps = taps
        self._at_once = at_once
        self._slots = [_slots(builder, len(units) * len(taps)) for _ in range(at_once)]
        self._beyond = builder.bitcast(
            cgutils.alloca_once_value(builder, _NOTHING), FLOAT.as_pointer()
        )

    def _add(self, at_d: Any, line: list[Any], slots: list[Any]) -> None:
        free = iter(slots)
        for unit in self._units:
            value = load(self.builder, unit, at_d)
            for factor in line:
                _multiply_add(self.builder, value, factor, next(free))

    def add_vectors(self, from_d: Any, from_x: Any, vectors: Any, steps: tuple[Any, Any]) -> None:
        """Add vectors that lie ``steps`` apart in d and x, for which all taps exist."""
        builder = self.builder

        def add(vector: Any, slots: list[Any]) -> None:
            at_x = builder.add(from_x, builder.mul(vector, steps[1]))
            line = [load(builder, tap, at_x) for tap in self._taps]
            self._add(builder.add(from_d, builder.mul(vector, steps[0])), line, slots)

        width = integer(self._at_once)
        whole = builder.and_(vectors, integer(-self._at_once))
        with cgutils.for_range_slice(builder, integer(0), whole, width, I64) as (vector, _):
            for k, slots in enumerate(self._slots):
                add(builder.add(vector, integer(k)), slots)
        if self._at_once > 1:
            rest = cgutils.for_range_slice(builder, whole, vectors, integer(1), I64)
            with rest as (vector, _):
                add(vector, self._slots[0])

    def add_place(self, from_d: Any, from_x: Any, at: Any, size: Any, ld: Any) -> None:
        """Add one place: tap k lies at ``at`` + k of x and counts as 0 where x has no such place."""
        builder = self.builder
        lanes = cgutils.for_range_slice(builder, integer(0), ld, integer(WIDTH), I64)
        with lanes as (lane, _):
            line = []
            for k, tap in enumerate(self._taps):
                exists = builder.icmp_unsigned("<", builder.add(at, integer(k)), size)
                address = builder.gep(tap, [builder.add(from_x, lane)])
                address = builder.select(exists, address, self._beyond)
                line.append(load(builder, address, integer(0)))
            self._add(builder.add(from_d, lane), line, self._slots[0])

    def totals(self) -> list[list[Any]]:
        """Return the sums, a list for every unit."""
        sums = [self.builder.load(slot) for slot in self._slots[0]]
        for more in self._slots[1:]:
            pairs = zip(sums, more, strict=True)
            sums = [self.builder.fadd(total, self.builder.load(slot)) for total, slot in pairs]
        taps = len(self._taps)
        return [sums[m * taps : (m + 1) * taps] for m in range(len(self._units))]


def _present(builder: Any, d: Any, stride: Any, rows: int, valid: Any) -> list[Any]:
    """Return the addresses of the units of d; in place of missing ones, that of the last."""
    units = []
    for m in range(rows):
        inside = builder.icmp_signed("<", integer(m), valid)
        unit = builder.select(inside, integer(m), builder.sub(valid, integer(1)))
        units.append(builder.gep(d, [builder.mul(unit, stride)]))
    return units


def blame_tile(rows: int, taps: int, at_once: int) -> Any:
    """Return the micro-kernel dw[m, k] += Σ over lines, places and lanes of d[m, i, n] · x[i, n + k].

    For m < ``valid`` ≤ ``rows`` and k < ``taps``. The missing rows of d are the last one again, so
    that all rows are summed in the same order whatever their number. Arguments: ``d`` with strides
    (unit, line, place), ``x`` with (tap, line, place), ``dw`` with (unit, tap); ``middle`` = (first
    place, blocks, stride of blocks, vectors, strides of vectors in d and in x), the places where
    all taps exist; ``ends`` = (lines, first place on the left, number, first on the right, number),
    where some do, with the places of x that exist: ``axis`` = (stride, first, size); ``ld``.
    ``at_once`` vectors are summed side by side, because each addition waits for the one before it.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        d, d_strides, x, x_strides, dw, dw_strides, middle, ends, axis, ld, valid = arguments
        d_unit, d_line, d_place = cgutils.unpack_tuple(builder, d_strides)
        x_tap, x_line, x_place = cgutils.unpack_tuple(builder, x_strides)
        start, blocks, block, vectors, *steps = cgutils.unpack_tuple(builder, middle)
        lines, left, on_left, right, on_right = cgutils.unpack_tuple(builder, ends)
        stride, first, size = cgutils.unpack_tuple(builder, axis)
        units = _present(builder, d, d_unit, rows, valid)
        products = _Products(builder, units, _lines(builder, x, x_tap, taps), at_once)
        with cgutils.for_range(builder, lines) as i:
            line_d, line_x = builder.mul(i.index, d_line), builder.mul(i.index, x_line)
            with cgutils.for_range(builder, blocks) as j:
                lane = builder.mul(j.index, block)
                from_d = _sum(builder, line_d, builder.mul(start, d_place), lane)
                from_x = _sum(builder, line_x, builder.mul(start, x_place), lane)
                products.add_vectors(from_d, from_x, vectors, (steps[0], steps[1]))
            with cgutils.for_range(builder, builder.add(on_left, on_right)) as e:
                is_left = builder.icmp_signed("<", e.index, on_left)
                after = builder.add(right, builder.sub(e.index, on_left))
                n = builder.select(is_left, builder.add(left, e.index), after)
                from_d = builder.add(line_d, builder.mul(n, d_place))
                from_x = builder.add(line_x, builder.mul(n, x_place))
                at = builder.add(builder.mul(n, stride), first)
                products.add_place(from_d, from_x, at, size, ld)
        strides = cgutils.unpack_tuple(builder, dw_strides)
        _add_sums(builder, products.totals(), dw, strides, valid)
        return context.get_dummy_value()

    @intrinsic
    def tile(typing, d, d_strides, x, x_strides, dw, dw_strides, middle, ends, axis, ld, valid):
        n, places = types.int64, (_MANY[6], _MANY[5], _MANY[3])
        kinds = (FLOATS, _MANY[3], FLOATS, _MANY[3], FLOATS, _MANY[2], *places, n, n)
        return types.void(*kinds), emit

    return tile
