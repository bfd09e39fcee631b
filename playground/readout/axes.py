"""Two directions through examples of many features: which plane a map of them shows.

A plane goes through a base point (the mean of the training examples, or one example). It spans two
features, or the first two principal components. Everything happens in standardised features, as
the network sees them; two features are labelled in their own units.
"""

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.data.dataset import Dataset
from playground.model.errors import PlaygroundError
from playground.model.ids import UnitId

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]

PRINCIPAL = (UnitId("pc1"), UnitId("pc2"))
"""Axes of a map: the first two principal components of the training examples."""
MARGIN = 0.08
"""Part of the spread that a map shows beyond the outermost example."""


@dataclass(frozen=True, slots=True, eq=False)
class MapFrame:
    """Which plane a map shows, and where the examples lie on it.

    Attributes
    ----------
    axes
        Two features, or two principal components.
    low, high
        What the left and lower, and the right and upper edge of the map stand for.
    places
        float32 (examples, 2): every example on the picture 1 × 1, (0, 0) at the top left.
    example
        The example whose other features the map keeps; None for the mean.
    explained
        Share of the variance that two principal components carry; None for features.
    """

    axes: tuple[UnitId, UnitId]
    low: tuple[float, float]
    high: tuple[float, float]
    places: Float32
    example: int | None = None
    explained: float | None = None


def components(inputs: Float32 | Float64) -> tuple[Float64, Float64, float]:
    """Return the mean (features,), the first two principal directions (2, features), their share.

    By singular values of the centred examples. The largest entry of a direction is positive, so
    that the same examples always give the same picture.

    References
    ----------
    .. [1] I. Jolliffe, "Principal Component Analysis", 2002, section 3.5.
    """
    values = np.asarray(inputs, np.float64)
    mean = values.mean(axis=0)
    _, strengths, directions = np.linalg.svd(values - mean, full_matrices=False)
    first = np.zeros((2, values.shape[1]))
    first[: min(2, directions.shape[0])] = directions[:2]
    largest = first[np.arange(2), np.argmax(np.abs(first), axis=1)]
    first *= np.where(largest < 0.0, -1.0, 1.0)[:, None]
    total = float((strengths**2).sum())
    return mean, first, float((strengths[:2] ** 2).sum()) / total if total > 0.0 else 1.0


def frame_of(dataset: Dataset, axes: tuple[UnitId, UnitId], example: int | None = None) -> MapFrame:
    """Return the plane of two features, or of two principal components, with the examples on it.

    Raises
    ------
    PlaygroundError
        There is no such feature, or no such example.
    """
    if example is not None and not 0 <= example < dataset.size:
        raise PlaygroundError(f"There is no example {example}; the data have {dataset.size}.")
    explained: float | None = None
    if axes == PRINCIPAL:
        mean, directions, explained = _principal(dataset)
        along = (dataset.inputs - mean) @ directions.T
    else:
        columns = _columns(dataset, axes)
        along = dataset.inputs[:, columns].astype(np.float64) * dataset.scale[columns]
        along += dataset.mean[columns]
    low, high = along.min(axis=0), along.max(axis=0)
    spread = np.where(high > low, high - low, 1.0)
    low, high = low - MARGIN * spread, high + MARGIN * spread
    places = (along - low) / (high - low)
    places[:, 1] = 1.0 - places[:, 1]
    frozen = places.astype(np.float32)
    frozen.setflags(write=False)
    return MapFrame(
        axes,
        (float(low[0]), float(low[1])),
        (float(high[0]), float(high[1])),
        frozen,
        example,
        explained,
    )


def grid_inputs(dataset: Dataset, frame: MapFrame, size: int) -> Float32:
    """Return what the network sees at every pixel of the map: float32 (size·size, features).

    The first ``size`` rows are the top of the picture.
    """
    part = (np.arange(size) + 0.5) / size
    across = frame.low[0] + part * (frame.high[0] - frame.low[0])
    up = frame.low[1] + part[::-1] * (frame.high[1] - frame.low[1])
    u, v = (grid.ravel() for grid in np.meshgrid(across, up))
    mean = dataset.inputs[dataset.train].astype(np.float64).mean(axis=0)
    base = mean if frame.example is None else dataset.inputs[frame.example].astype(np.float64)
    inputs = np.tile(base, (size * size, 1))
    if frame.axes == PRINCIPAL:
        mean, directions, _ = _principal(dataset)
        here = (base - mean) @ directions.T
        inputs += np.stack([u - here[0], v - here[1]], axis=1) @ directions
    else:
        for column, values in zip(_columns(dataset, frame.axes), (u, v), strict=True):
            inputs[:, column] = (values - dataset.mean[column]) / dataset.scale[column]
    return np.ascontiguousarray(inputs, np.float32)


@functools.lru_cache(maxsize=2)
def _principal(dataset: Dataset) -> tuple[Float64, Float64, float]:
    """Return `components` of the training examples, computed once: seconds for large tables."""
    return components(dataset.inputs[dataset.train])


def _columns(dataset: Dataset, axes: tuple[UnitId, UnitId]) -> list[int]:
    known = dataset.shape.features
    missing = [name for name in axes if name not in known]
    if missing:
        raise PlaygroundError(
            f"These data have no feature “{missing[0]:.40}”. Choose another axis."
        )
    return [known.index(name) for name in axes]
