"""Named edits of the data."""

from collections.abc import Collection
from functools import partial
from typing import Any

from playground.model import edits
from playground.model.edits import Edit
from playground.model.project import Point, TableSpec
from playground.model.wishes.words import setting


def set_data(**settings: Any) -> Edit:
    """Set fields of the data; a slider's drag is one entry."""
    label = f"Set {setting(settings)}" if set(settings) != {"kind"} else "Change the data"
    return Edit(label, partial(edits.set_data, **settings), "data:" + ",".join(sorted(settings)))


def toggle_feature(name: str, default_features: tuple[str, ...]) -> Edit:
    """Add or remove an input feature."""
    change = partial(edits.toggle_feature, name=name, default_features=default_features)
    return Edit(f"Feature {name}", change)


def add_points(points: Collection[Point], stroke: str = "") -> Edit:
    """Set points by hand; those of one ``stroke`` of the brush are one entry."""
    label = "Add point" if len(points) == 1 else "Add points"
    merge_key = f"points:{stroke}" if stroke else ""
    return Edit(label, partial(edits.add_points, points=tuple(points)), merge_key)


def move_point(index: int, x: float, y: float) -> Edit:
    """Move one point; its drag is one entry."""
    return Edit("Move point", partial(edits.move_point, index=index, x=x, y=y), f"point:{index}")


def remove_points(indices: Collection[int]) -> Edit:
    """Remove points."""
    label = "Remove point" if len(indices) == 1 else f"Remove {len(indices):,} points"
    return Edit(label, partial(edits.remove_points, indices=tuple(indices)))


def relabel_points(indices: Collection[int], label: int) -> Edit:
    """Give points another class."""
    change = partial(edits.relabel_points, indices=tuple(indices), label=label)
    return Edit("Change class" if len(indices) == 1 else "Change classes", change)


def clear_points() -> Edit:
    """Remove all points."""
    return Edit("Remove all points", edits.clear_points)


def set_formula(formula: str) -> Edit:
    """Set f of "y above f(x)"."""
    return Edit("Set formula", partial(edits.set_formula, formula=formula), "data:formula")


def set_table(table: TableSpec) -> Edit:
    """Take the examples of a table."""
    return Edit(f"Use table {table.name:.40}", partial(edits.set_table, table=table))
