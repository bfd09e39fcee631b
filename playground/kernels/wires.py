"""The wire rasteriser: thousands of curves into a picture, in compiled code that holds no lock.

A curve is cut into `SEGMENTS` straight pieces. A pixel belongs to the piece between whose two joints
it lies, so no pixel is blended twice and no gap shows. How much of it is covered follows from its
distance to the piece's line.
"""

import math

import numpy as np
import numpy.typing as npt
from numba import types

from playground.kernels.jit import entry, inlined
from playground.kernels.pointers import offset, pointer

SEGMENTS = 12
DASH = 6.0
"""Length of a dash, device pixels."""
GAP = 4.0
"""Length of the gap between two dashes, device pixels."""
WIDEST = 256.0

Float32 = npt.NDArray[np.float32]
UInt32 = npt.NDArray[np.uint32]
UInt8 = npt.NDArray[np.uint8]


def draw_wires(
    buffer: UInt32,
    curves: Float32,
    widths: Float32,
    colours: UInt32,
    alphas: Float32,
    dashes: UInt8,
    dash_phase: float = 0.0,
) -> None:
    """Draw anti-aliased curves over a picture, in order, the last on top.

    Parameters
    ----------
    buffer
        uint32 (height, width), C-contiguous, 0xffRRGGBB.
    curves
        float32 (n, 8): x0 y0 … x3 y3 of a cubic Bézier curve in device pixels; pixel (0, 0)
        covers [0, 1) × [0, 1). Any value is safe: what lies outside is clipped, and a wire with a
        number that is not finite is left out.
    widths
        float32 (n,), device pixels, at most `WIDEST`; below one pixel the wire gets fainter.
    colours
        uint32 (n,), 0xRRGGBB.
    alphas
        float32 (n,), 0 to 1.
    dashes
        uint8 (n,): non-zero draws a dashed wire.
    dash_phase
        Shifts the dashes along the wire, device pixels.

    Raises
    ------
    ValueError
        The arrays do not fit each other.
    """
    n = len(curves)
    if curves.shape != (n, 8) or any(len(a) != n for a in (widths, colours, alphas, dashes)):
        raise ValueError("Wires need (n, 8) curves and n widths, colours, alphas and dashes.")
    _draw(buffer, curves, widths, colours, alphas, dashes, dash_phase)


@inlined
def _blend(pixel, red_blue, green, alpha):
    """Mix the colour into ``pixel[0]``; alpha is 0 to 256."""
    mask = np.uint32(0x00FF00FF)
    below, eight, keep = pixel[0], np.uint32(8), np.uint32(256) - alpha
    rb = (((below & mask) * keep + red_blue * alpha) >> eight) & mask
    g = (((below >> eight) & np.uint32(255)) * keep + green * alpha) & np.uint32(0xFF00)
    pixel[0] = np.uint32(0xFF000000) | rb | g


@inlined
def _dash_cover(along):
    """How much of a pixel ``along`` pixels down the wire is dash, 0 to 1."""
    place = along - math.floor(along / (DASH + GAP)) * (DASH + GAP)
    return min(max(min(place, DASH - place) + 0.5, 0.0), 1.0)


@inlined
def _piece(pixels, long, across, step, line, geometry, paint):
    """Draw one piece, walking along its longer axis (called x here, y across).

    ``long`` and ``across`` are the picture's extents, ``step`` and ``line`` its strides.
    """
    x0, y0, x1, y1, tx0, ty0, tx1, ty1, start = geometry
    half, alpha, red_blue, green, dashed = paint
    slope = (y1 - y0) / (x1 - x0)
    norm = 1.0 / math.sqrt(1.0 + slope * slope)
    reach = (half + 0.5) / norm
    left, right, margin = min(x0, x1), max(x0, x1), half + 1.0
    # As many pixels in every row as fit anywhere: a loop of fixed length is predicted well.
    count = int(2.0 * reach) + 1
    for i in range(int(max(left - margin, 0.0)), int(min(right + margin, long - 1.0)) + 1):
        x = i + 0.5
        middle = y0 + slope * (x - x0)
        if not -reach < middle < across + reach:
            continue
        low = math.floor(middle - reach + 0.5)
        high = min(low + count, across) - 1
        strength = alpha
        if dashed:
            # Dashes end along a row of pixels: on wires a few pixels wide nobody sees a slant.
            strength *= _dash_cover(start + abs(x - x0) / norm)
            if strength == 0.0:
                continue
        near_joint = x < left + margin or x > right - margin
        from_0 = (x - x0) * tx0 - y0 * ty0
        from_1 = (x - x1) * tx1 - y1 * ty1
        j = max(low, 0)
        pixel = offset(pixels, i * step + j * line)
        while j <= high:
            y = j + 0.5
            cover = min(max(half + 0.5 - abs(y - middle) * norm, 0.0), 1.0)
            if near_joint and (from_0 + y * ty0 < 0.0 or from_1 + y * ty1 >= 0.0):
                cover = 0.0
            _blend(pixel, red_blue, green, np.uint32(np.int32(cover * strength)))
            pixel = offset(pixel, line)
            j += 1


@inlined
def _point(curve, axis, part):
    """One coordinate of the curve after ``part`` of ``SEGMENTS``."""
    t = part / SEGMENTS
    u = 1.0 - t
    near = u * u * (u * curve[axis] + 3.0 * t * curve[axis + 2])
    return near + t * t * (3.0 * u * curve[axis + 4] + t * curve[axis + 6])


@inlined
def _curve(pixels, height, width, curve, paint, phase):
    """Draw one curve, piece by piece; (ax, ay) … (dx, dy) are four joints in a row."""
    reach = paint[0] + 1.0
    bx, by = _point(curve, 0, 0), _point(curve, 1, 0)
    cx, cy = _point(curve, 0, 1), _point(curve, 1, 1)
    ax, ay = bx, by
    along = phase
    for part in range(SEGMENTS):
        last = part == SEGMENTS - 1
        dx = cx if last else _point(curve, 0, part + 2)
        dy = cy if last else _point(curve, 1, part + 2)
        length = math.sqrt((cx - bx) ** 2 + (cy - by) ** 2)
        seen_x = max(bx, cx) > -reach and min(bx, cx) < width + reach
        seen_y = max(by, cy) > -reach and min(by, cy) < height + reach
        if seen_x and seen_y and length > 1e-9:
            t0x, t0y, t1x, t1y = cx - ax, cy - ay, dx - bx, dy - by
            if abs(cy - by) > abs(cx - bx):
                geometry = (by, bx, cy, cx, t0y, t0x, t1y, t1x, along)
                _piece(pixels, height, width, width, 1, geometry, paint)
            else:
                geometry = (bx, by, cx, cy, t0x, t0y, t1x, t1y, along)
                _piece(pixels, width, height, 1, width, geometry, paint)
        along += length
        ax, ay, bx, by, cx, cy = bx, by, cx, cy, dx, dy


@inlined
def _outside(curve, height, width, reach):
    """Whether the curve is not finite, or lies wholly beside the picture (as its hull does)."""
    left = right = float(curve[0])
    top = bottom = float(curve[1])
    finite = True
    for k in range(8):
        finite = finite and math.isfinite(curve[k])
    for k in range(2, 8, 2):
        left, right = min(left, curve[k]), max(right, curve[k])
        top, bottom = min(top, curve[k + 1]), max(bottom, curve[k + 1])
    beside = right < -reach or left > width + reach or bottom < -reach or top > height + reach
    return beside or not finite


@entry(
    types.void(
        types.uint32[:, ::1],
        types.float32[:, ::1],
        types.float32[::1],
        types.uint32[::1],
        types.float32[::1],
        types.uint8[::1],
        types.float64,
    )
)
def _draw(buffer, curves, widths, colours, alphas, dashes, dash_phase):
    height, width = buffer.shape
    pixels, numbers = pointer(buffer), pointer(curves)
    phase = dash_phase if math.isfinite(dash_phase) else 0.0
    for n in range(curves.shape[0]):
        thick = min(float(widths[n]), WIDEST)
        strength = min(float(alphas[n]), 1.0)
        # Written so that NaN is left out too.
        if not (thick > 0.0 and strength > 0.0):
            continue
        if thick < 1.0:
            strength, thick = strength * thick, 1.0
        curve = offset(numbers, n * 8)
        if _outside(curve, height, width, thick):
            continue
        colour = colours[n]
        red_blue = colour & np.uint32(0x00FF00FF)
        green = (colour >> np.uint32(8)) & np.uint32(0xFF)
        paint = (0.5 * thick, 256.0 * strength, red_blue, green, dashes[n] != 0)
        _curve(pixels, height, width, curve, paint, phase)
