"""Where two curves part: what they have in common is drawn once. Pure: arrays in, steps out."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.engine.state import Curve, Float32


@dataclass(frozen=True, slots=True)
class Shared:
    """The beginning that a curve has in common with another one.

    Attributes
    ----------
    points
        Points of the curve that are those of the other one too.
    step
        Step up to which both are one; −1 where nothing is shared.
    is_parted
        Whether they differ behind it; False where one of the two has only not come so far.
    """

    points: int = 0
    step: int = -1
    is_parted: bool = False


NOTHING_SHARED = Shared()


def shared(curve: Curve, other: Curve, left_at: int | None = None) -> Shared:
    """Return what ``curve`` has in common with another one.

    Parameters
    ----------
    left_at
        Step at which one of them is known to have gone off, where that is known: between two points
        of the curves it is more exact than they are.
    """
    count = min(curve.steps.size, other.steps.size)
    differs = (
        (curve.steps[:count] != other.steps[:count])
        | _differ(curve.train_loss[:count], other.train_loss[:count])
        | _differ(curve.test_loss[:count], other.test_loss[:count])
    )
    first = int(differs.argmax()) if differs.any() else count
    if first == 0:
        return NOTHING_SHARED
    step, is_parted = int(curve.steps[first - 1]), first < count
    if is_parted and left_at is not None:
        nearest = min(int(curve.steps[first]), int(other.steps[first]))
        step = left_at if step <= left_at <= nearest else step
    return Shared(first, step, is_parted)


def _differ(one: Float32, other: Float32) -> npt.NDArray[np.bool_]:
    differs: npt.NDArray[np.bool_] = (one != other) & ~(np.isnan(one) & np.isnan(other))
    return differs
