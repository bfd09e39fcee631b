"""Cuts strokes into pieces before they are drawn: dashes in proportion, long curves smooth. No Qt.

The rasteriser draws every curve as a few straight lines and every dash with the same length. Wide
wires need longer dashes, and at a high zoom a curve needs more lines: both are had by cutting.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.ui.views.canvas.geometry import sampled
from playground.ui.views.canvas.strokes import Strokes

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]

_SAMPLES = 16
_SMOOTH = 160.0
"""Device pixels of a curve that the rasteriser's straight lines still make look round."""
_SMOOTH_THIN = 320.0
"""The same for thin wires, whose corners show less."""
_THIN = 1.7
"""Device pixels of width up to which the rasteriser's own short dashes look right."""
_MOST_PIECES = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class _Cuts:
    """Pieces of curves: which curve, and from where to where along it (device pixels)."""

    owner: Int64
    start: Float32
    end: Float32


def cut(strokes: Strokes, ratio: float, phase: float = 0.0) -> Strokes:
    """Return the strokes with wide dashed and long ones in pieces, in the same order.

    Parameters
    ----------
    strokes
        In device pixels.
    ratio
        Device pixels for one pixel of the design.
    phase
        Shifts the dashes along the wires, in pixels of the design.
    """
    if strokes.curves.shape[0] == 0:
        return strokes
    lengths = _lengths(strokes.curves)
    total = lengths[:, -1]
    is_wide = (strokes.dashes > 0) & (strokes.widths > _THIN * ratio) & (total > 0)
    is_thin = strokes.widths < 1.2 * ratio
    is_long = (strokes.dashes == 0) & (total > np.where(is_thin, _SMOOTH_THIN, _SMOOTH))
    if not (is_wide.any() or is_long.any()):
        return strokes
    pieces = _pieces(strokes, total, (is_wide, is_long), phase * ratio)
    if pieces.owner.shape[0] > _MOST_PIECES:
        return strokes
    curves = strokes.curves[pieces.owner]
    is_cut = (is_wide | is_long)[pieces.owner]
    mine = pieces.owner[is_cut]
    first = _parameter_at(lengths[mine], pieces.start[is_cut])
    last = _parameter_at(lengths[mine], pieces.end[is_cut])
    curves[is_cut] = part_of(curves[is_cut], first, last)
    dashes = np.where(is_cut, 0, strokes.dashes[pieces.owner]).astype(np.uint8)
    return Strokes(
        np.ascontiguousarray(curves, np.float32),
        strokes.widths[pieces.owner],
        strokes.colours[pieces.owner],
        strokes.alphas[pieces.owner],
        dashes,
    )


def _lengths(curves: Float32) -> Float32:
    """Return the length of each curve up to each sample, float32 (n, samples + 1)."""
    points = sampled(curves, _SAMPLES)
    steps = np.hypot(*np.moveaxis(np.diff(points, axis=1), -1, 0))
    result = np.zeros((curves.shape[0], _SAMPLES + 1), np.float32)
    np.cumsum(steps, axis=1, out=result[:, 1:])
    return result


def _pieces(
    strokes: Strokes, total: Float32, kinds: tuple[npt.NDArray[np.bool_], ...], phase: float
) -> _Cuts:
    is_wide, is_long = kinds
    dash = 2.4 * strokes.widths + 3.0
    period = np.where(is_wide, dash + 0.7 * strokes.widths + 2.0, _SMOOTH).astype(np.float32)
    is_cut = is_wide | is_long
    shift = np.where(is_wide, np.mod(phase, period), 0.0)
    counts = np.where(is_cut, np.ceil((total + shift) / period), 1).astype(np.int64)
    # A dash that has just left the start of the wire still shows its end.
    counts += np.where(is_wide, 1, 0)
    owner = np.repeat(np.arange(total.shape[0]), counts)
    number = np.arange(owner.shape[0]) - np.repeat(np.cumsum(counts) - counts, counts)
    number = number - is_wide[owner]
    start = number * period[owner] + shift[owner]
    end = start + np.where(is_wide, dash, period)[owner]
    limit = total[owner]
    start, end = np.clip(start, 0.0, limit), np.clip(end, 0.0, limit)
    keep = (end - start > 0.3) | ~is_cut[owner]
    return _Cuts(
        owner[keep].astype(np.int64),
        start[keep].astype(np.float32),
        end[keep].astype(np.float32),
    )


def _parameter_at(lengths: Float32, distance: Float32) -> Float32:
    """Return the curve parameter t at a distance along each curve."""
    below = np.clip((lengths[:, 1:] <= distance[:, None]).sum(axis=1), 0, _SAMPLES - 1)
    rows = np.arange(lengths.shape[0])
    low, high = lengths[rows, below], lengths[rows, below + 1]
    part = (distance - low) / np.maximum(high - low, 1e-6)
    t: Float32 = ((below + np.clip(part, 0.0, 1.0)) / _SAMPLES).astype(np.float32)
    return t


def part_of(curves: Float32, first: Float32, last: Float32) -> Float32:
    """Return the part of each curve between two parameters, by de Casteljau's construction."""
    # Curves side by side in memory, so that each of the few steps is one long run of numbers.
    p = np.ascontiguousarray(curves.T).reshape(4, 2, -1)

    def mix(points: Float32, t: Float32) -> Float32:
        return points[:-1] + (points[1:] - points[:-1]) * t

    once, twice = mix(p, first), mix(p, last)
    low, middle, high = mix(once, first), mix(once, last), mix(twice, last)
    parts = [mix(low, first), mix(low, last), mix(middle, last), mix(high, last)]
    return np.ascontiguousarray(np.concatenate(parts).reshape(8, -1).T, np.float32)
