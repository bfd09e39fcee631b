"""Named edits of the points that a person sets, in the words of the history. Pure."""

from functools import partial

import numpy as np

from playground.data.dataset import Dataset
from playground.model import edits, wishes
from playground.model.catalog import POINT_EDGE
from playground.model.edits import Edit
from playground.model.project import Point

MOST_TAKEN = 2000
"""Points of other data that can be taken over."""


def add(points: tuple[Point, ...]) -> Edit:
    """Add points; each gesture is an entry of its own."""
    return wishes.add_points(points)


def move(points: tuple[Point, ...], moved: int, gesture: int) -> Edit:
    """Put all points where they are now; the steps of one gesture are one entry."""
    label = "Move point" if moved == 1 else f"Move {moved:,} points"
    return Edit(label, partial(edits.set_data, points=points), f"points:move:{gesture}")


def can_take(dataset: Dataset | None) -> bool:
    """Return whether these data can become the user's own points."""
    return (
        dataset is not None
        and dataset.shape.plane
        and 2 <= len(dataset.shape.classes) <= 4
        and dataset.raw.shape[1] == 2
        and dataset.spec.kind != "own"
    )


def take(dataset: Dataset) -> Edit:
    """Make the points of these data the user's own: at most 2,000, drawn together where too wide.

    The features stay, so that the network keeps what it learned.
    """
    count = min(MOST_TAKEN, dataset.size)
    rows = np.arange(count) * dataset.size // count
    raw = dataset.raw[rows].astype(np.float64)
    raw *= min(1.0, POINT_EDGE / max(float(np.abs(raw).max()), 1e-9))
    labels = dataset.labels[rows].tolist()
    points = tuple(Point(x, y, label) for (x, y), label in zip(raw.tolist(), labels, strict=True))
    keeps = dataset.spec.features if dataset.spec.table is None else ()
    change = partial(edits.set_data, kind="own", points=points, features=keeps, noise=0.0)
    return Edit("Edit these points", change)
