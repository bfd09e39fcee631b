"""The examples on a map: where they lie, what they are, and how each one is told. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.data.dataset import Dataset
from playground.data.random import uniform
from playground.model.project import Point
from playground.ui.views.output.levels import Float32, Float64, Scale, levels, on_picture

Int64 = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_FEW = 12
"""A feature with at most so many different values hides examples behind each other."""
_SPREAD = 0.05
"""Part of the picture over which such examples are spread."""


@dataclass(frozen=True, slots=True, eq=False)
class Cloud:
    """Examples on the 1 × 1 picture, (0, 0) at the top left.

    Attributes
    ----------
    examples
        int64 (n,): indices into the dataset.
    places
        float64 (n, 2).
    labels
        int64 (n,): index of the class; zeros for regression.
    classes
        Number of classes; 0 for regression.
    levels
        uint8 (n,): level of the target in the colours of the surface, for regression.
    train
        bool (n,): whether the network trains on it.
    """

    examples: Int64
    places: Float64
    labels: Int64
    classes: int
    levels: npt.NDArray[np.uint8] | None
    train: Bools

    @property
    def size(self) -> int:
        return int(self.examples.size)


EMPTY_CLOUD = Cloud(
    np.zeros(0, np.int64), np.zeros((0, 2)), np.zeros(0, np.int64), 0, None, np.zeros(0, np.bool_)
)


def plane_cloud(dataset: Dataset | None, with_test: bool, scale: Scale | None = None) -> Cloud:
    """Return points of the plane; ``scale`` colours the targets of a regression."""
    if dataset is None or dataset.extent <= 0:
        return EMPTY_CLOUD
    return _cloud(
        dataset, on_picture(dataset.raw.astype(np.float32), dataset.extent), with_test, scale
    )


def spread_cloud(
    dataset: Dataset, places: Float32, with_test: bool, scale: Scale | None = None
) -> Cloud:
    """Return examples at these places (examples, 2); those on top of each other move apart."""
    return _cloud(dataset, spread(places), with_test, scale)


def spread(places: Float32 | Float64) -> Float64:
    """Move examples of few different values a little apart, always in the same way."""
    moved = np.asarray(places, np.float64).copy()
    for column in range(2):
        if np.unique(moved[:, column]).size <= _FEW:
            rows = np.arange(moved.shape[0])
            moved[:, column] += (uniform(1, "spread", rows, column) - 0.5) * 2 * _SPREAD
    return moved


def is_spread(places: Float32 | Float64) -> bool:
    """Return whether `spread` moves anything."""
    return any(np.unique(places[:, column]).size <= _FEW for column in range(2))


def _cloud(dataset: Dataset, places: Float64, with_test: bool, scale: Scale | None) -> Cloud:
    parts = [dataset.train, dataset.test] if with_test else [dataset.train]
    chosen = np.concatenate(parts).astype(np.int64)
    is_value = dataset.shape.task == "regression" and dataset.values.shape[1] > 0
    shades = levels(dataset.values[chosen, 0], scale) if is_value and scale is not None else None
    return Cloud(
        examples=chosen,
        places=places[chosen],
        labels=dataset.labels[chosen].astype(np.int64),
        classes=0 if is_value else len(dataset.shape.classes),
        levels=shades,
        train=np.arange(chosen.size) < dataset.train.size,
    )


def own_cloud(
    points: Sequence[Point], extent: float, dataset: Dataset | None, with_test: bool
) -> Cloud:
    """Return the user's own points; without a dataset (too few yet) all of them are training."""
    raw = np.array([(point.x, point.y) for point in points], np.float32).reshape(-1, 2)
    labels = np.array([point.label for point in points], np.int64)
    train = np.ones(len(points), np.bool_)
    if dataset is not None and dataset.size == len(points):
        train[dataset.test] = False
    chosen = np.arange(len(points)) if with_test else np.flatnonzero(train)
    classes = max(2, int(labels.max()) + 1) if labels.size else 2
    places = on_picture(raw, extent)[chosen]
    return Cloud(chosen, places, labels[chosen], classes, None, train[chosen])
