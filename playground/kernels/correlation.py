"""Windows that slide over pictures: the loops around the tiles of `conv_tiles`.

An *axis* is a tuple (count, stride, first, taps, size): ``count`` results along it, the result m
sees ``taps`` places from ``m·stride + first`` on, of which those in 0 … ``size`` − 1 exist. The
others count as 0 and are never read: taps are cut off at the borders, row by row and column by
column, so that no loop asks for every number whether it is inside.

Strides of arrays are tuples in elements: of pictures (channel, row, position), of weights (unit,
channel, row, column).
"""

from numba import types

from playground.kernels.conv_tiles import blame_tile, sliding_tile, window_tile
from playground.kernels.gemm import row_sums
from playground.kernels.jit import FLOATS, merged, shared
from playground.kernels.pointers import offset
from playground.kernels.processor import TILES

_N = types.int64
_3, _4, _5 = (types.UniTuple(_N, count) for count in (3, 4, 5))
_UNITS, _VECTORS = TILES.window
_ALONE = TILES.alone
_BLAMED, _TAPS = TILES.blame

_BLOCK = 128
"""Vectors of a unit's rows that are worked on together: four units of them fit the nearest cache."""


@merged
def read_plan(row, at, is_transposed):
    """Return groups, (units, channels, ld) of each, strides of x, z and w, and both axes.

    ``at`` is the place of c_in in the row, see `optable.convolution`. The axes are those of the
    convolution from x to z, or of the one from z to x that a transposed convolution turns round.
    """
    height, width, out_h, out_w = row[at + 1], row[at + 2], row[at + 4], row[at + 5]
    kernel_h, kernel_w, stride = row[at + 6], row[at + 7], row[at + 8]
    top, left, groups, ld = row[at + 9], row[at + 10], row[at + 11], row[at + 12]
    channels, units, taps = row[at] // groups, row[at + 3] // groups, kernel_h * kernel_w
    y_axis, x_axis = (
        (out_h, stride, -top, kernel_h, height),
        (out_w, stride, -left, kernel_w, width),
    )
    if is_transposed:
        y_axis, x_axis = (
            (height, stride, -top, kernel_h, out_h),
            (width, stride, -left, kernel_w, out_w),
        )
    return (
        groups,
        (units, channels, ld),
        (height * width * ld, width * ld, ld),
        (out_h * out_w * ld, out_w * ld, ld),
        (channels * taps, taps, kernel_w, 1),
        y_axis,
        x_axis,
    )


@merged
def _inside(axis):
    """Return the results m, first and beyond the last, all of whose taps exist."""
    count, stride, first, taps, size = axis
    low = min(max((-first + stride - 1) // stride, 0), count)
    high = min(max((size - taps - first) // stride + 1, low), count)
    return low, high


@merged
def _results(axis, tap):
    """Return the results, first and beyond the last, for which this tap exists."""
    count, stride, first, _, size = axis
    low = min(max((-first - tap + stride - 1) // stride, 0), count)
    return low, min(max((size - 1 - first - tap) // stride + 1, low), count)


def _row(rows, most):
    """Return the function z[u, v] = … for ``rows`` units and vectors that see the same taps.

    It takes ``most`` vectors at a time, then each alone.
    """
    many, one, has_rest = window_tile(rows, most), window_tile(rows, 1), most > 1

    @merged
    def row(w, w_strides, x, x_strides, z, z_strides, counts, vectors, begin, bias):
        x_v, z_v, v = x_strides[3], z_strides[1], 0
        while v + most <= vectors:
            xv, zv = offset(x, v * x_v), offset(z, v * z_v)
            many(w, w_strides, xv, x_strides, zv, z_strides, counts, begin, bias)
            v += most
        if has_rest:
            while v < vectors:
                xv, zv = offset(x, v * x_v), offset(z, v * z_v)
                one(w, w_strides, xv, x_strides, zv, z_strides, counts, begin, bias)
                v += 1

    return row


_row_most = _row(_UNITS, _VECTORS)
_row_4 = _row(4, 4 if _VECTORS > 1 else 1)
_HAS_FOUR = _UNITS > 4
# Two tiles of four take less time than one of six and two units alone.
_TWICE_FOUR = 8 if _UNITS == 6 else 0


@merged
def _columns(w, w_strides, x, x_strides, z, z_strides, counts, units, vectors, begin, bias):
    """`correlate` for vectors of one row that all see the same taps."""
    z_unit, m = z_strides[0], 0
    while m + _UNITS <= units and units - m != _TWICE_FOUR:
        wm, zm, bm = offset(w, m * w_strides[0]), offset(z, m * z_unit), offset(bias, m)
        _row_most(wm, w_strides, x, x_strides, zm, z_strides, counts, vectors, begin, bm)
        m += _UNITS
    if _HAS_FOUR:
        while m + 4 <= units:
            wm, zm, bm = offset(w, m * w_strides[0]), offset(z, m * z_unit), offset(bias, m)
            _row_4(wm, w_strides, x, x_strides, zm, z_strides, counts, vectors, begin, bm)
            m += 4
    if m < units:
        _one_by_one(offset(w, m * w_strides[0]), w_strides, x, x_strides, offset(z, m * z_unit),
                    z_strides, counts, units - m, vectors, begin, offset(bias, m))  # fmt: skip


_window_1_most = window_tile(1, _ALONE)
_window_1_4 = window_tile(1, 4)
_window_1_1 = window_tile(1, 1)
_sliding_most = sliding_tile(_ALONE, 3)
_sliding_4 = sliding_tile(4, 3)
_sliding_1 = sliding_tile(1, 3)
_HAS_MORE = _ALONE > 4


@merged
def _one_by_one(w, w_strides, x, x_strides, z, z_strides, counts, units, vectors, begin, bias):
    """`_columns` for units too few for a tile."""
    x_v, z_v = x_strides[3], z_strides[1]
    slides = counts[0] == 1 and counts[2] == 3 and x_v == x_strides[2]
    w_taps, x_places = (w_strides[2], w_strides[3]), (x_strides[1], x_v)
    for m in range(units):
        wm, zm, bm, v = offset(w, m * w_strides[0]), offset(z, m * z_strides[0]), offset(bias, m), 0
        if slides:
            if _HAS_MORE:
                while v + _ALONE <= vectors:
                    xv, zv = offset(x, v * x_v), offset(zm, v * z_v)
                    _sliding_most(wm, w_taps, xv, x_places, zv, z_v, counts[1], begin, bm)
                    v += _ALONE
            while v + 4 <= vectors:
                xv, zv = offset(x, v * x_v), offset(zm, v * z_v)
                _sliding_4(wm, w_taps, xv, x_places, zv, z_v, counts[1], begin, bm)
                v += 4
            while v < vectors:
                xv, zv = offset(x, v * x_v), offset(zm, v * z_v)
                _sliding_1(wm, w_taps, xv, x_places, zv, z_v, counts[1], begin, bm)
                v += 1
        if _HAS_MORE:
            while v + _ALONE <= vectors:
                xv, zv = offset(x, v * x_v), offset(zm, v * z_v)
                _window_1_most(wm, w_strides, xv, x_strides, zv, z_strides, counts, begin, bm)
                v += _ALONE
        while v + 4 <= vectors:
            xv, zv = offset(x, v * x_v), offset(zm, v * z_v)
            _window_1_4(wm, w_strides, xv, x_strides, zv, z_strides, counts, begin, bm)
            v += 4
        while v < vectors:
            xv, zv = offset(x, v * x_v), offset(zm, v * z_v)
            _window_1_1(wm, w_strides, xv, x_strides, zv, z_strides, counts, begin, bm)
            v += 1


@merged
def _piece(axis, inside, m):
    """Return how many results from m on see the same taps, the first such tap and their number."""
    start = m * axis[1] + axis[2]
    low = max(-start, 0)
    number = inside[1] - inside[0] if m == inside[0] and inside[0] < inside[1] else 1
    return number, low, max(min(axis[3], axis[4] - start) - low, 0)


@merged
def correlate(w, w_strides, x, x_strides, z, z_strides, y_axis, x_axis, sizes, begin, bias):
    """z[u, m, n] = start + Σ over channels and taps of w[u, c, i, j] · x[c, m·stride + i, n·stride + j].

    Both axes as above, ``sizes`` = (units, channels, ld), ``begin`` and ``bias`` as in `tiles`.
    """
    units, channels, ld = sizes
    x_row, x_column = y_axis[1] * x_strides[1], x_axis[1] * x_strides[2]
    z_row, z_column = z_strides[1], z_strides[2]
    # Where rows of three taps slide over one channel, vectors are places, for one block of lanes.
    slides = units == 1 and channels == 1 and x_axis[3] == 3
    has_neighbours = x_column == ld and z_column == ld and not slides
    rows, columns = _inside(y_axis), _inside(x_axis)
    m = 0
    while m < y_axis[0]:
        height, i, taps_y = _piece(y_axis, rows, m)
        n = 0
        while n < x_axis[0]:
            width, j, taps_x = _piece(x_axis, columns, n)
            from_w = i * w_strides[2] + j * w_strides[3]
            from_x = m * x_row + (y_axis[2] + i) * x_strides[1]
            from_x += n * x_column + (x_axis[2] + j) * x_strides[2]
            from_z = m * z_row + n * z_column
            # Vectors are neighbours in a row, or below one another at its ends.
            lines, vectors, block, x_v, z_v = height, width, 16, x_column, z_column
            if width == 1:
                lines, vectors, x_v, z_v = 1, height, x_row, z_row
            elif has_neighbours:
                vectors, block, x_v, z_v = width * ld // 16, ld, 16, 16
            for line in range(lines):
                for lane in range(0, ld, block):
                    _columns(offset(w, from_w), w_strides, offset(x, from_x + line * x_row + lane),
                             (x_strides[0], x_strides[1], x_strides[2], x_v),
                             offset(z, from_z + line * z_row + lane), (z_strides[0], z_v),
                             (channels, taps_y, taps_x), units, vectors, begin, bias)  # fmt: skip
            n += width
        m += height


@shared(FLOATS, _4, FLOATS, _3, FLOATS, _3, _5, _5, _3, _N, FLOATS)
def correlate_apart(w, w_strides, x, x_strides, z, z_strides, y_axis, x_axis, sizes, begin, bias):
    """`correlate`, for those that gain nothing from knowing a stride of the weights in advance."""
    correlate(w, w_strides, x, x_strides, z, z_strides, y_axis, x_axis, sizes, begin, bias)


@merged
def _phase(axis, i):
    """Return the axis of `spread` for the places i, i + stride, …, and its first tap."""
    count, stride, first, taps, size = axis
    rest, start = (i - first) % stride, (i - first) // stride
    seen = (taps - rest + stride - 1) // stride if rest < taps else 0
    number = (size - i + stride - 1) // stride
    return (number, 1, start - seen + 1, seen, count), rest + stride * (seen - 1)


@merged
def spread(w, w_strides, z, z_strides, x, x_strides, y_axis, x_axis, sizes, begin, bias):
    """The way back through `correlate`: every z is spread over the places x that it saw.

    x[u, y, …] = start + Σ w[u, c, i, …] · z[c, m, …] over all channels, results and taps with
    m·stride + first + i = y, and likewise along x; the axes are those of `correlate` from x to z,
    ``sizes`` = (units of x, channels of z, ld). Places of x that lie a stride apart are reached by
    the same taps: each such *phase* is a `correlate` with the taps in reverse order.
    """
    w_unit, w_channel, w_row, w_column = w_strides
    x_unit, x_row, x_column = x_strides
    stride_y, stride_x = y_axis[1], x_axis[1]
    for i in range(min(stride_y, y_axis[4])):
        phase_y, tap_y = _phase(y_axis, i)
        for j in range(min(stride_x, x_axis[4])):
            phase_x, tap_x = _phase(x_axis, j)
            correlate_apart(offset(w, tap_y * w_row + tap_x * w_column),
                            (w_unit, w_channel, -stride_y * w_row, -stride_x * w_column), z, z_strides,
                            offset(x, i * x_row + j * x_column),
                            (x_unit, stride_y * x_row, stride_x * x_column), phase_y, phase_x, sizes,
                            begin, bias)  # fmt: skip


@merged
def clear(c, size):
    """c[i] = 0 for i < ``size``."""
    for i in range(size):
        c[i] = 0.0


def _taps_of_a_row(rows):
    """Return the function that takes the `blame_tile` of ``rows`` units for ``width`` taps."""

    def tile(taps):
        # Two sums of each side by side where there is room for them.
        return blame_tile(rows, taps, 2 if taps < 5 and 2 * rows * taps <= _BLAMED * _TAPS else 1)

    five, three, two, one = tile(5), tile(3), tile(2), tile(1)
    has_five = _TAPS >= 5

    @merged
    def blame(width, d, d_strides, x, x_strides, dw, dw_strides, middle, ends, axis, ld, units):
        if width == 3:
            three(d, d_strides, x, x_strides, dw, dw_strides, middle, ends, axis, ld, units)
        elif width == 2:
            two(d, d_strides, x, x_strides, dw, dw_strides, middle, ends, axis, ld, units)
        elif width == 1:
            one(d, d_strides, x, x_strides, dw, dw_strides, middle, ends, axis, ld, units)
        elif has_five:
            five(d, d_strides, x, x_strides, dw, dw_strides, middle, ends, axis, ld, units)

    return blame


_blame_most = _taps_of_a_row(_BLAMED)
_blame_1 = _taps_of_a_row(1)


@merged
def _lines(d, d_strides, x, x_strides, dw, dw_strides, taps, x_axis, lines, ld, units, rows):
    """`weigh` for up to ``rows`` units, one row of taps and neighbouring rows of results."""
    j = 0
    while j < taps:
        left = taps - j
        width = 2 if left == 4 else (3 if left == 6 else min(left, _TAPS))
        some, every = _results(x_axis, j + width - 1), _results(x_axis, j)
        low, high = every[0], max(every[0], some[1])
        ends = (lines, some[0], low - some[0], high, every[1] - high)
        middle = (low, ld // 16, 16, high - low, d_strides[2], x_strides[2])
        if x_strides[2] == ld and d_strides[2] == ld:
            middle = (low, 1, 16, (high - low) * ld // 16, 16, 16)
        axis = (x_axis[1], x_axis[2] + j, x_axis[4])
        xj, wj = offset(x, j * x_strides[0]), offset(dw, j * dw_strides[1])
        if rows == 1:
            _blame_1(
                width, d, d_strides, xj, x_strides, wj, dw_strides, middle, ends, axis, ld, units
            )
        else:
            _blame_most(
                width, d, d_strides, xj, x_strides, wj, dw_strides, middle, ends, axis, ld, units
            )
        j += width


@merged
def weigh(d, d_strides, x, x_strides, dw, dw_strides, y_axis, x_axis, sizes, db, sums):
    """dw[u, c, i, j] += Σ over results and lanes of d[u, m, n] · x[c, m·stride + i, n·stride + j].

    Both axes as above, ``sizes`` = (units, channels, ld). With ``sums`` also db[u] += Σ d[u], while
    the cache has it.
    """
    units, channels, ld = sizes
    # All units take the same tile, because equal units must get equal bits.
    rows = _BLAMED if units >= _BLAMED else 1
    x_row = y_axis[1] * x_strides[1]
    height = max(1, 16 * _BLOCK // (x_axis[0] * ld))
    for m in range(0, y_axis[0], height):
        for u in range(0, units, rows):
            some = min(rows, units - u)
            if sums:
                size = min(height, y_axis[0] - m) * x_axis[0] * ld
                from_d = offset(d, u * d_strides[0] + m * d_strides[1])
                row_sums(from_d, d_strides[0], offset(db, u), some, size, 1)
            for c in range(channels):
                for i in range(y_axis[3]):
                    low, high = _results(y_axis, i)
                    low, high = max(low, m), min(high, m + height)
                    if low < high:
                        at_d = u * d_strides[0] + low * d_strides[1]
                        at_x = c * x_strides[0] + low * x_row + (y_axis[2] + i) * x_strides[1]
                        at_w = u * dw_strides[0] + c * dw_strides[1] + i * dw_strides[2]
                        _lines(offset(d, at_d), d_strides,
                               offset(x, at_x + x_axis[2] * x_strides[2]),
                               (x_strides[2], x_row, x_axis[1] * x_strides[2]), offset(dw, at_w),
                               (dw_strides[0], dw_strides[3]), x_axis[3], x_axis, high - low, ld,
                               some, rows)  # fmt: skip
