"""Which examples there are: the kind of data and its settings, and points set by hand."""

import math
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from playground.model.catalog import MAX_FORMULA, MAX_LABEL, MAX_POINTS, POINT_EDGE
from playground.model.edits.guards import known_fields
from playground.model.errors import EditError
from playground.model.project import Point as DataPoint
from playground.model.project import Project, TableSpec

OWN, FORMULA, TABLE = "own", "above", "table"
"""Kinds of data that a person makes: points set by hand, y above f(x), and a file's table."""


def set_data(project: Project, **settings: Any) -> Project:
    """Set fields of the DataSpec; another kind brings its own number, share, features, length."""
    known_fields(settings, project.data)
    kind = settings.get("kind", project.data.kind)
    if kind != project.data.kind:
        fresh = {"examples": None, "train_share": None, "features": (), "length": None}
        settings = fresh | settings
    return replace(project, data=replace(project.data, **settings))


def toggle_feature(project: Project, name: str, default_features: tuple[str, ...]) -> Project:
    """Add or remove an input feature; the order is that of choosing."""
    chosen = project.data.features or default_features
    after = tuple(f for f in chosen if f != name) if name in chosen else (*chosen, name)
    if not after:
        raise EditError("The network needs at least one feature to see. Choose another one first.")
    return replace(project, data=replace(project.data, features=after))


def add_points(project: Project, points: Collection[DataPoint]) -> Project:
    """Set points; the data become the person's own."""
    fresh = tuple(_point(point.x, point.y, point.label) for point in points)
    if not fresh:
        raise EditError("There is no point to add.")
    present = project.data.points
    if len(present) + len(fresh) > MAX_POINTS:
        raise EditError(f"At most {MAX_POINTS:,} points can be set. Remove some first.")
    return set_data(project, kind=OWN, points=(*present, *fresh))


def move_point(project: Project, index: int, x: float, y: float) -> Project:
    """Move one point; beyond the edge it stays at the edge."""
    point = _existing(project, [index])[0]
    moved = _point(x, y, point.label)
    present = project.data.points
    return set_data(project, points=(*present[:index], moved, *present[index + 1 :]))


def remove_points(project: Project, indices: Collection[int]) -> Project:
    """Remove points."""
    _existing(project, indices)
    gone = set(indices)
    kept = tuple(point for i, point in enumerate(project.data.points) if i not in gone)
    return set_data(project, points=kept)


def relabel_points(project: Project, indices: Collection[int], label: int) -> Project:
    """Give points another class."""
    _existing(project, indices)
    chosen = set(indices)
    points = tuple(
        _point(point.x, point.y, label) if i in chosen else point
        for i, point in enumerate(project.data.points)
    )
    return set_data(project, points=points)


def clear_points(project: Project) -> Project:
    """Remove all points."""
    if not project.data.points:
        raise EditError("There are no points to remove.")
    return set_data(project, points=())


def set_formula(project: Project, formula: str) -> Project:
    """Set f of "y above f(x)"; the data become of this kind.

    Whether the text is a formula is checked where it is read.
    """
    cleaned = " ".join(formula.split())
    if len(cleaned) > MAX_FORMULA or not cleaned.isprintable():
        raise EditError(f"A formula is one line of at most {MAX_FORMULA} characters.")
    return set_data(project, kind=FORMULA, formula=cleaned)


def set_table(project: Project, table: TableSpec) -> Project:
    """Take the examples of a table; its columns become the features."""
    return set_data(project, kind=TABLE, table=table, examples=None, train_share=None, features=())


def _point(x: float, y: float, label: int) -> DataPoint:
    if not (math.isfinite(x) and math.isfinite(y)):
        raise EditError("A point cannot be put there: a place is two finite numbers.")
    if not 0 <= label <= MAX_LABEL:
        raise EditError(f"A class is a number from 0 to {MAX_LABEL}.")
    return DataPoint(_inside(x), _inside(y), int(label))


def _inside(value: float) -> float:
    return float(max(-POINT_EDGE, min(POINT_EDGE, value)))


def _existing(project: Project, indices: Iterable[int]) -> list[DataPoint]:
    points, chosen = project.data.points, list(indices)
    if not chosen:
        raise EditError("No point is selected. Select one first.")
    if any(not 0 <= index < len(points) for index in chosen):
        raise EditError("That point is not there any more.")
    return [points[index] for index in chosen]
