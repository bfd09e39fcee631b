"""Makers: from the settings of a kind to its raw examples."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from playground.data.catalog import DATASETS
from playground.data.makers import own, pictures
from playground.data.makers.examples import Examples, in_classes
from playground.data.makers.plane import POINTS
from playground.data.makers.rows import ROWS
from playground.data.makers.sequences import SEQUENCES
from playground.data.makers.surfaces import SURFACES
from playground.model.errors import PlaygroundError
from playground.model.project import DataSpec

__all__ = ["MAKERS", "Examples"]

Maker = Callable[[DataSpec, int], Examples]


def _points(name: str, spec: DataSpec, count: int) -> Examples:
    return in_classes(*POINTS[name](count, spec.noise, spec.seed))


def _surface(name: str, spec: DataSpec, count: int) -> Examples:
    return SURFACES[name](count, spec.noise, spec.seed)


def _rows(name: str, spec: DataSpec, count: int) -> Examples:
    return ROWS[name](count, spec.seed)


def _sequence(name: str, spec: DataSpec, count: int) -> Examples:
    length = DATASETS[name].length if spec.length is None else spec.length
    return SEQUENCES[name](count, length, spec.noise, spec.seed)


def _digits(spec: DataSpec, count: int) -> Examples:
    return pictures.digits(count, spec.seed)


def _own(spec: DataSpec, count: int) -> Examples:
    return own.points(spec.points)


def _above(spec: DataSpec, count: int) -> Examples:
    return own.above(spec.formula, count, spec.noise, spec.seed)


def _table(spec: DataSpec, count: int) -> Examples:
    if spec.table is None:
        raise PlaygroundError("There is no table yet. Open one.")
    return own.table_rows(spec.table, spec.features)


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        **{name: partial(_points, name) for name in POINTS},
        **{name: partial(_surface, name) for name in SURFACES},
        **{name: partial(_rows, name) for name in ROWS},
        **{name: partial(_sequence, name) for name in SEQUENCES},
        "digits": _digits,
        "own": _own,
        "above": _above,
        "table": _table,
    }
)
"""Kind → examples, of settings that were checked."""
