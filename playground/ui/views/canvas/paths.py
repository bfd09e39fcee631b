"""From ends and routes to curves: a wire that goes around a card is several Béziers. Qt-free."""

import itertools

import numpy as np
import numpy.typing as npt

from playground.ui.views.canvas.geometry import curves_between
from playground.ui.views.canvas.layout import LANE
from playground.ui.views.canvas.routes import Route

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]


def _in_lane(starts: Float32, ends: Float32) -> Float32:
    """Return for every wire how far above or below the middle of a lane it runs."""
    count = starts.shape[0]
    if count < 2:
        return np.zeros(count, np.float32)
    order = np.lexsort((starts[:, 1], ends[:, 1]))
    offsets = np.empty(count, np.float32)
    offsets[order] = np.linspace(-LANE / 2 + 2.0, LANE / 2 - 2.0, count, dtype=np.float32)
    return offsets


def paths(starts: Float32, ends: Float32, route: Route) -> tuple[Float32, Int64]:
    """Return the curves of wires along a route, and which wire each curve belongs to.

    Parameters
    ----------
    starts, ends
        float32 (n, 2).
    route
        Points that all of them pass; empty: they run straight from port to port.

    Returns
    -------
    float32 (n·parts, 8), part after part of each wire, and int64 (n·parts,).
    """
    count = starts.shape[0]
    if not route or count == 0:
        return curves_between(starts, ends), np.arange(count, dtype=np.int64)
    offsets = _in_lane(starts, ends)
    stops = [starts]
    for x, y in route:
        stop = np.empty_like(starts)
        stop[:, 0] = x
        stop[:, 1] = y + offsets
        stops.append(stop)
    stops.append(ends)
    parts = [curves_between(one, other, least=6.0) for one, other in itertools.pairwise(stops)]
    curves = np.stack(parts, axis=1).reshape(-1, 8)
    return curves, np.repeat(np.arange(count, dtype=np.int64), len(parts))
