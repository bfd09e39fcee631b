"""Windows over pictures, for pooling: the loops that maximum and mean have in common.

x is [channels, height, width, ld], a is [channels, out_h, out_w, ld]. Window (i, j) begins at row
i·stride_h − top and column j·stride_w − left; what of it lies outside the picture does not count.
Windows of 2 × 2 side by side are by far the most frequent: they are done a row at a time.

All these functions take the row from its sizes on: (channels, height, width, out_h, out_w,
window_h, window_w, stride_h, stride_w, top, left, ld).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from numba.core import cgutils

from playground.kernels.jit import inlined
from playground.kernels.vectors import I64, WIDTH, elementwise, integer

fill = elementwise(lambda value: value)


def each_lane(builder: Any, ld: Any) -> Any:
    """Emit a loop over the lanes, sixteen at a time; gives (lane, number)."""
    return cgutils.for_range_slice(builder, integer(0), ld, integer(WIDTH), I64)


@contextmanager
def each_place(
    builder: Any, start: Any, rows: Any, columns: Any, pitch: Any, ld: Any
) -> Iterator[Any]:
    """Emit a loop over the places of a window in reading order; ``pitch`` lies between its rows."""
    with cgutils.for_range(builder, rows) as row:
        line = builder.add(start, builder.mul(row.index, pitch))
        with cgutils.for_range(builder, columns) as column:
            yield builder.add(line, builder.mul(column.index, ld))


@contextmanager
def each_four(builder: Any, windows: Any, pitch: Any, ld: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Emit a loop over 2 × 2 windows side by side; gives (place of the result, the four places)."""
    with cgutils.for_range(builder, windows) as window:
        result = builder.mul(window.index, ld)
        begin = builder.add(result, result)
        with each_lane(builder, ld) as (lane, _):
            fours = _places_of_four(builder, builder.add(begin, lane), pitch, ld)
            yield builder.add(result, lane), fours


def _places_of_four(builder: Any, place: Any, pitch: Any, ld: Any) -> list[Any]:
    """Return the places of a 2 × 2 window in reading order; ``pitch`` lies between its rows."""
    second = builder.add(place, ld)
    return [place, second, builder.add(place, pitch), builder.add(second, pitch)]


@inlined
def _first(i, stride, before):
    """The first place of window ``i`` that exists, along one axis."""
    return max(0, i * stride - before)


@inlined
def _last(i, stride, before, window, size):
    """One beyond the last place of window ``i`` that exists."""
    return min(size, i * stride - before + window)


@inlined
def _in_pairs(sizes):
    """Whether all windows are 2 × 2, side by side and inside."""
    inside = 2 * sizes[3] <= sizes[1] and 2 * sizes[4] <= sizes[2]
    window = sizes[5] == 2 and sizes[6] == 2 and sizes[7] == 2 and sizes[8] == 2
    return inside and window and sizes[9] == 0 and sizes[10] == 0


def forward_of(window: Any, row_of_fours: Any) -> Any:
    """Return ``pool(p, sizes, x, a)`` made of two intrinsics.

    Parameters
    ----------
    window
        ``(p, x, rows, columns, pitch, a, ld)``: one window.
    row_of_fours
        ``(p, x, pitch, a, windows, ld)``: 2 × 2 windows side by side.
    """

    @inlined
    def pool(p, sizes, x, a):
        height, width, ld = sizes[1], sizes[2], sizes[11]
        pitch, pairs = width * ld, _in_pairs(sizes)
        for _ in range(sizes[0]):
            for i in range(sizes[3]):
                if pairs:
                    row_of_fours(p, x + 2 * i * pitch, pitch, a, sizes[4], ld)
                    a += sizes[4] * ld
                    continue
                up = _first(i, sizes[7], sizes[9])
                rows = _last(i, sizes[7], sizes[9], sizes[5], height) - up
                for j in range(sizes[4]):
                    left = _first(j, sizes[8], sizes[10])
                    columns = _last(j, sizes[8], sizes[10], sizes[6], width) - left
                    window(p, x + (up * width + left) * ld, rows, columns, pitch, a, ld)
                    a += ld
            x += height * pitch

    return pool


def backward_of(window: Any, row_of_fours: Any) -> Any:
    """Return ``blame(p, sizes, x, a, da, dx, accumulate)`` made of two intrinsics.

    Parameters
    ----------
    window
        ``(p, x, dx, rows, columns, pitch, a, da, ld)``: adds one window's blame to dx.
    row_of_fours
        ``(p, x, dx, pitch, a, da, windows, ld)``: stores the blame of 2 × 2 windows side by side.
    """

    @inlined
    def each_window(p, sizes, x, a, da, dx):
        height, width, ld = sizes[1], sizes[2], sizes[11]
        for i in range(sizes[3]):
            up = _first(i, sizes[7], sizes[9])
            rows = _last(i, sizes[7], sizes[9], sizes[5], height) - up
            for j in range(sizes[4]):
                left = _first(j, sizes[8], sizes[10])
                columns = _last(j, sizes[8], sizes[10], sizes[6], width) - left
                place = (up * width + left) * ld
                window(p, x + place, dx + place, rows, columns, width * ld, a, da, ld)
                a += ld
                da += ld

    @inlined
    def each_pair(p, sizes, x, a, da, dx):
        pitch, line = sizes[2] * sizes[11], sizes[4] * sizes[11]
        for _ in range(sizes[3]):
            row_of_fours(p, x, dx, pitch, a, da, sizes[4], sizes[11])
            # What no window reaches, to the right and below, gets no blame.
            fill(p, (), (0.0,), (dx + 2 * line,), pitch - 2 * line)
            fill(p, (), (0.0,), (dx + pitch + 2 * line,), pitch - 2 * line)
            x += 2 * pitch
            dx += 2 * pitch
            a += line
            da += line
        fill(p, (), (0.0,), (dx,), (sizes[1] - 2 * sizes[3]) * pitch)

    @inlined
    def blame(p, sizes, x, a, da, dx, accumulate):
        picture = sizes[1] * sizes[2] * sizes[11]
        result = sizes[3] * sizes[4] * sizes[11]
        pairs = accumulate == 0 and _in_pairs(sizes)
        for _ in range(sizes[0]):
            if pairs:
                each_pair(p, sizes, x, a, da, dx)
            else:
                if accumulate == 0:
                    fill(p, (), (0.0,), (dx,), picture)
                each_window(p, sizes, x, a, da, dx)
            x += picture
            dx += picture
            a += result
            da += result

    return blame
