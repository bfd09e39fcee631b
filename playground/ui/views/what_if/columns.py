"""Which numbers of an example can be changed, and between which bounds."""

from dataclasses import dataclass

import numpy as np

from playground.data.dataset import Dataset
from playground.ui.naming import feature_title
from playground.ui.numbers import signed
from playground.ui.wording import told

MOST_SLIDERS = 40
_STEPS = 200
_FEW = 12
"""A column of whole numbers that spans no more than this moves in whole steps."""


@dataclass(frozen=True, slots=True)
class Column:
    """One raw number of an example: what it is called, its bounds and its smallest step.

    Attributes
    ----------
    names
        What the numbers 0, 1, 2 … of a token stand for; empty for amounts.
    """

    title: str
    low: float
    high: float
    step: float
    names: tuple[str, ...] = ()

    def written(self, value: float) -> str:
        """Return a value as the slider writes it."""
        if self.names:
            return self.names[max(0, min(len(self.names) - 1, round(value)))]
        return f"{value:.0f}" if self.step == 1.0 else signed(value, 2)

    @property
    def is_switch(self) -> bool:
        """Whether it is only ever 0 or 1."""
        return (self.low, self.high, self.step) == (0.0, 1.0, 1.0)


def columns_of(dataset: Dataset) -> tuple[Column, ...]:
    """Return one column for each raw number; pictures have none, they are painted."""
    if dataset.shape.picture is not None:
        return ()
    titles, sequence = _titles(dataset), dataset.shape.sequence
    if sequence is not None and sequence.vocabulary:
        top = float(len(sequence.vocabulary) - 1)
        return tuple(Column(title, 0.0, top, 1.0, sequence.vocabulary) for title in titles)
    return tuple(_column(title, dataset.raw[:, i]) for i, title in enumerate(titles))


def _titles(dataset: Dataset) -> tuple[str, ...]:
    count = dataset.raw.shape[1]
    if dataset.shape.sequence is not None:
        length, several = dataset.shape.sequence.length, len(dataset.shape.features) > 1
        places = (divmod(n, length) for n in range(count))
        return tuple(
            f"{feature_title(dataset.shape.features[unit])} {place + 1}"
            if several
            else f"{place + 1}"
            for unit, place in places
        )
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
