"""The plane that a loss surface is cut along, and the run's path on it.

Along two weights the plane is what they span, with everything else as it is now. Along the path it is
spanned by the two main directions in which the run has moved, through the present point: what lies
off the plane is left out, so that a point of the path is drawn where it is nearest, and its loss is
not the one that the map shows there.

References
----------
.. [1] H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein, "Visualizing the Loss Landscape of Neural
   Nets", NeurIPS 2018, section 7 (directions by PCA over the path).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.masks import held_places
from playground.engine.state import Int64
from playground.engine.trainer import Trainer
from playground.model.holds import is_cut
from playground.readout.landscape.ground import Ground
from playground.readout.landscape.line import steady
from playground.readout.landscape.records import Plane, Range, Reason, SurfaceWish

Float64 = npt.NDArray[np.float64]
_MOST_PLACES = 96
_ITERATIONS = 60
_MARGIN = 0.3
_FLATTEST = 0.25
"""The shorter side of the plane is at least this part of the longer one."""


def plane_of(
    ground: Ground, trainer: Trainer, wish: SurfaceWish, before: Plane | None = None
) -> Plane | Reason:
    """Return the plane that is wished for, or why there is none.

    Parameters
    ----------
    before
        The plane drawn last: main directions have no sign of their own, and keep to its.
    """
    present = ground.copy(trainer)[: ground.layout.size].astype(np.float64)
    if not np.isfinite(present).all():
        return "broken"
    way = _way_of(ground, trainer, present)
    if wish.weights is None:
        return _along_path(ground, trainer, wish.zoom, way, before)
    return _along_weights(ground, trainer, wish, way)


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """Where the run has been, and in the past where it is going.

    Attributes
    ----------
    steps, places
        int64 (n,) and float64 (n, layout.size).
    now
        Which of them is the present.
    """

    steps: Int64
    places: Float64
    now: int

    @property
    def present(self) -> Float64:
        return np.asarray(self.places[self.now])

    def thinned(self) -> "_Way":
        """Return at most about `_MOST_PLACES` of the places, the present among them."""
        count = len(self.steps)
        if count <= _MOST_PLACES:
            return self
        spread = np.linspace(0, count - 1, _MOST_PLACES).round().astype(np.int64)
        kept = np.union1d(spread, self.now)
        return _Way(self.steps[kept], self.places[kept], int(np.searchsorted(kept, self.now)))


def _way_of(ground: Ground, trainer: Trainer, present: Float64) -> _Way:
    steps, places = trainer.copies.trail.places(ground.layout, trainer.end)
    is_whole = np.isfinite(places).all(axis=1)
    steps, places = steps[is_whole], places[is_whole]
    now = int(np.searchsorted(steps, trainer.step, side="right"))
    return _Way(
        np.insert(steps, now, trainer.step),
        np.insert(places.astype(np.float64), now, present, axis=0),
        now,
    )


# --- two weights ---------------------------------------------------------------------------


def _along_weights(
    ground: Ground, trainer: Trainer, wish: SurfaceWish, way: _Way
) -> Plane | Reason:
    assert wish.weights is not None
    chosen = [ground.place(weight) for weight in wish.weights]
    first, second = chosen
    size = ground.layout.size
    if first is None or second is None or max(first, second) >= size:
        return "no weight"
    if first == second:
        return "one weight"
    if any(is_cut(trainer.project.network, weight) for weight in wish.weights):
        return "cut"
    origin = way.present.copy()
    at = float(origin[first]), float(origin[second])
    origin[[first, second]] = 0.0
    across, up = np.zeros(size), np.zeros(size)
    across[first] = up[second] = 1.0
    drawn = way.places[:, [first, second]]
    x, y = (_reach(drawn[:, axis], at[axis], wish.zoom) for axis in (0, 1))
    path, ahead = drawn[: way.now + 1], drawn[way.now :]
    steps = way.steps[: way.now + 1]
    return Plane(ground.layout, origin, across, up, x, y, at, path, steps, ahead)


def _reach(path: Float64, value: float, zoom: float) -> Range:
    """Return the range of a weight: see `line.reach`; it holds the path too, unless zoomed in."""
    wanted = abs(value) + max(1.0, 2.0 * abs(value))
    return steady(max(wanted, 1.1 * float(np.abs(path).max())), value, zoom)


# --- the path ------------------------------------------------------------------------------


def _along_path(
    ground: Ground,
    trainer: Trainer,
    zoom: float,
    way: _Way,
    before: Plane | None,
) -> Plane | Reason:
    way = way.thinned()
    away = way.places - way.present
    away[:, held_places(ground.layout, trainer.project.network.cuts)] = 0.0
    if ground.layout.size < 2:
        return "one weight"
    found = _main_directions(away)
    if found is None:
        return "no path"
    (across, up), shares = found
    if not up.any():
        up = _aside(ground, trainer, across)
    if not up.any():
        return "one weight"
    across, up = _signed(across, up, away, before)
    drawn = np.stack([away @ across, away @ up], axis=1)
    x, y = _frame(drawn, zoom)
    path, ahead = drawn[: way.now + 1], drawn[way.now :]
    origin, steps = way.present.copy(), way.steps[: way.now + 1]
    return Plane(ground.layout, origin, across, up, x, y, (0.0, 0.0), path, steps, ahead, shares)


def _main_directions(
    away: Float64,
) -> tuple[tuple[Float64, Float64], tuple[float, float]] | None:
    """Return two unit directions and their shares; the second is 0 where the path is a line."""
    # There are no more directions than places: theirs is the smaller matrix.
    products = away @ away.T
    total = float(np.trace(products))
    if not total > 0.0:
        return None
    directions, shares = [], []
    for value, vector in _two_largest(products):
        direction = vector @ away
        length = float(np.linalg.norm(direction))
        # What is left of rounding has no direction.
        is_real = value > 1e-12 * total and length > 0.0
        directions.append(direction / length if is_real else np.zeros(away.shape[1]))
        shares.append(float(value) / total if is_real else 0.0)
    first, second = directions
    second = second - (second @ first) * first
    length = float(np.linalg.norm(second))
    return (first, second / length if length > 0.0 else second), (shares[0], shares[1])


def _two_largest(products: Float64) -> list[tuple[float, Float64]]:
    """Return the two largest eigenvalues of a symmetric matrix with their vectors.

    By orthogonal iteration: of a matrix of a hundred rows it takes a hundredth of the time of all
    eigenvalues, and this is done again and again beside training.
    """
    count = products.shape[0]
    # Neither start is orthogonal to a direction by chance: places lie along a way.
    basis = np.stack([np.linspace(1.0, 0.1, count), np.cos(np.arange(count))], axis=1)
    for _ in range(_ITERATIONS):
        basis = products @ basis
        first = basis[:, 0] / max(float(np.sqrt((basis[:, 0] ** 2).sum())), 1e-300)
        second = basis[:, 1] - (basis[:, 1] * first).sum() * first
        length = float(np.sqrt((second**2).sum()))
        second = second / length if length > 0.0 else np.zeros(count)
        basis = np.stack([first, second], axis=1)
    values, turned = np.linalg.eigh(basis.T @ products @ basis)
    vectors = basis @ turned
    return [(float(values[1]), vectors[:, 1]), (float(values[0]), vectors[:, 0])]


def _aside(ground: Ground, trainer: Trainer, across: Float64) -> Float64:
    """Return the unit direction of the gradient that is left beside a straight path.

    Where nothing is left of it, that of the weight that the path moves least.
    """
    cuts = held_places(ground.layout, trainer.project.network.cuts)
    ground.block[:] = ground.copy(trainer)
    _, gradient = ground.over_training().gradient()
    single = np.zeros_like(across)
    free = np.setdiff1d(np.arange(across.size), cuts)
    if free.size:
        single[free[np.abs(across[free]).argmin()]] = 1.0
    for start in (gradient[: across.size].astype(np.float64), single):
        direction = np.nan_to_num(start, nan=0.0, posinf=0.0, neginf=0.0)
        direction[cuts] = 0.0
        size = float(np.linalg.norm(direction))
        left = direction - (direction @ across) * across
        length = float(np.linalg.norm(left))
        if length > 1e-6 * size:
            return np.asarray(left / length)
    return np.zeros_like(across)


def _signed(
    across: Float64, up: Float64, away: Float64, before: Plane | None
) -> tuple[Float64, Float64]:
    """Return the directions with the signs of the plane before.

    At first the run comes from the left, and from below.
    """
    result = []
    knowns = (None, None) if before is None else (before.across, before.up)
    for direction, known in zip((across, up), knowns, strict=True):
        if known is not None and known.shape == direction.shape:
            is_turned = float(direction @ known) < 0.0
        else:
            is_turned = float(away[0] @ direction) > 0.0
        result.append(-direction if is_turned else direction)
    return result[0], result[1]


def _frame(path: Float64, zoom: float) -> tuple[Range, Range]:
    """Return the ranges that show the path with some room; zoomed in, around the present point."""
    low, high = path.min(axis=0), path.max(axis=0)
    spread = high - low
    longest = float(spread.max())
    half = (0.5 + _MARGIN) * np.maximum(spread, _FLATTEST * longest)
    middle = (low + high) / 2.0 if zoom <= 1.0 else np.zeros(2)
    left, right = middle - half / zoom, middle + half / zoom
    return (float(left[0]), float(right[0])), (float(left[1]), float(right[1]))
