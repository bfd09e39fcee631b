"""Table: what a network may see of a point of the plane."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from playground.data.catalog.records import Feature

_FEATURES = (
    Feature("x", "x", "How far right the point lies.", "x", lambda x, _: x),
    Feature("y", "y", "How far up the point lies.", "y", lambda _, y: y),
    Feature("x2", "x²", "Distance from the vertical axis, squared.", "x·x", lambda x, _: x * x),
    Feature("y2", "y²", "Distance from the horizontal axis, squared.", "y·y", lambda _, y: y * y),
    Feature("xy", "xy", "Positive where x and y have the same sign.", "x·y", lambda x, y: x * y),
    Feature("sinx", "sin x", "A wave from left to right.", "sin x", lambda x, _: np.sin(x)),
    Feature("siny", "sin y", "A wave from bottom to top.", "sin y", lambda _, y: np.sin(y)),
)

FEATURES: Mapping[str, Feature] = MappingProxyType({f.name: f for f in _FEATURES})
