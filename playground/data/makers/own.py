"""What the user made: points set by hand, a curve that divides the plane, a table from a file."""

import numpy as np
import numpy.typing as npt

from playground.data.catalog import DEFAULT_FORMULA
from playground.data.formula import parse_formula
from playground.data.makers.examples import Examples, in_classes, with_values
from playground.data.random import normal, uniform
from playground.model.project import Point, TableSpec

Float64 = npt.NDArray[np.float64]

HALF_WIDTH = 6.0
MAP_WIDTH = 5.0
"""Half width, in coordinates of the map, of what two columns of a table spread over."""


def points(made: tuple[Point, ...]) -> Examples:
    """Return the points that were set by hand."""
    raw = np.array([(point.x, point.y) for point in made], np.float64).reshape(-1, 2)
    return in_classes(raw, np.array([point.label for point in made], np.int32))


def above(formula: str, n: int, noise: float, seed: int) -> Examples:
    """Return points of the plane; class 1 lies above y = f(x). Where f has no value, nothing does.

    Raises
    ------
    TextError
        The formula makes no sense.
    """
    function = parse_formula(formula or DEFAULT_FORMULA)
    place = uniform(seed, "points", np.arange(n)[:, None], np.arange(2)[None, :])
    raw = (2.0 * place - 1.0) * HALF_WIDTH
    labels = (raw[:, 1] > function(raw[:, 0])).astype(np.int32)
    rows, columns = np.arange(n)[:, None], np.arange(2)[None, :]
    return in_classes(raw + noise * normal(seed, "noise", rows, columns), labels)


def column_values(table: TableSpec) -> Float64:
    """Return the numeric columns of a table, float64 (rows, columns)."""
    return np.frombuffer(table.values, "<f8").reshape(-1, len(table.columns))


def answer_values(table: TableSpec) -> Float64:
    """Return what is predicted, float64 (rows,): index of the class, or the value."""
    return np.frombuffer(table.answers, "<f8")


def chosen_columns(table: TableSpec, features: tuple[str, ...]) -> Float64:
    """Return the columns that are features, float64 (rows, features); all where none is named."""
    names = features or table.columns
    return column_values(table)[:, [table.columns.index(name) for name in names]]


def map_frame(columns: Float64) -> tuple[Float64, Float64]:
    """Return middle and unit (2,) of the coordinates in which a map shows two columns."""
    low, high = columns.min(axis=0), columns.max(axis=0)
    unit = (high - low) / (2.0 * MAP_WIDTH)
    return (low + high) / 2.0, np.where(unit > 0.0, unit, 1.0)


def table_rows(table: TableSpec, features: tuple[str, ...]) -> Examples:
    """Return the rows of a table. Two features are put into the coordinates of a map."""
    raw = chosen_columns(table, features)
    if raw.shape[1] == 2:
        middle, unit = map_frame(raw)
        raw = (raw - middle) / unit
    answers = answer_values(table)
    if table.classes:
        return in_classes(raw, answers.astype(np.int32))
    return with_values(raw, answers)
