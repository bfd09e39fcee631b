"""Which numbers of an example can be changed, and between which bounds."""

from dataclasses import dataclass

import numpy as np

from playground.data.dataset import Dataset
from playground.ui.naming import feature_title
from playground.ui.wording import told

MOST_SLIDERS = 40
_STEPS = 200
_FEW = 12
"""A column of whole numbers that spans no more than this moves in whole steps."""


@dataclass(frozen=True, slots=True)
class Column:
    """One raw number of an example: what it is called, its bounds and its smallest step."""

    title: str
    low: float
    high: float
    step: float

    @property
    def is_switch(self) -> bool:
        """Whether it is only ever 0 or 1."""
        return (self.low, self.high, self.step) == (0.0, 1.0, 1.0)


def columns_of(dataset: Dataset) -> tuple[Column, ...]:
    """Return one column for each raw number; pictures have none, they are painted."""
    if dataset.shape.picture is not None:
        return ()
    titles = _titles(dataset)
    return tuple(_column(title, dataset.raw[:, i]) for i, title in enumerate(titles))


def _titles(dataset: Dataset) -> tuple[str, ...]:
    count = dataset.raw.shape[1]
    if dataset.shape.plane and count == 2 and not dataset.shape.titles:
        return ("x", "y")
    if dataset.shape.line:
        return ("x",)
    features = dataset.shape.features
    titles = tuple(map(told, dataset.shape.titles)) or tuple(map(feature_title, features))
    if len(titles) == count:
        return titles
    return ("x", "y") if count == 2 else tuple(f"column {n}" for n in range(1, count + 1))


def _column(title: str, values: np.ndarray) -> Column:
    low, high = float(values.min()), float(values.max())
    if np.all(values == np.round(values)) and high - low <= _FEW:
        return Column(title, low, max(high, low + 1), 1.0)
    margin = 0.1 * (high - low) or 1.0
    low, high = low - margin, high + margin
    return Column(title, low, high, (high - low) / _STEPS)
