"""Breakpoints as the tape keeps them: each operation with the label that it is found again by. Pure."""

from collections.abc import Container
from dataclasses import dataclass, replace

from playground.engine.breakpoints import Breakpoint
from playground.engine.state import OperationLabel
from playground.model.ids import LayerId, UnitRef

Operations = tuple[OperationLabel, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A breakpoint; one on an operation knows which one, also after the tape has changed.

    Attributes
    ----------
    label, turn
        The operation's label, and how many rows with an equal one stand before it.
    place, rows
        Its place among the rows of its layer and phase, and how many these were.
    """

    breakpoint: Breakpoint
    label: OperationLabel | None = None
    turn: int = 0
    place: int = 0
    rows: int = 0


def point_at(operations: Operations, row: int) -> Point:
    """Return a new breakpoint on a row of the tape."""
    label = operations[row]
    equal = _equal(operations, label)
    siblings = _siblings(operations, label)
    return Point(
        Breakpoint("operation", operation=row),
        label,
        equal.index(row),
        siblings.index(row),
        len(siblings),
    )


def _equal(operations: Operations, label: OperationLabel) -> list[int]:
    wanted = (label.layer, label.phase, label.formula)
    return [i for i, o in enumerate(operations) if (o.layer, o.phase, o.formula) == wanted]


def _siblings(operations: Operations, label: OperationLabel) -> list[int]:
    wanted = (label.layer, label.phase)
    return [i for i, o in enumerate(operations) if (o.layer, o.phase) == wanted]


def _row_of(point: Point, operations: Operations) -> int | None:
    """Return where a breakpoint's operation stands in another tape, None where it is gone."""
    if point.label is None:
        return None
    equal = _equal(operations, point.label)
    if point.turn < len(equal):
        return equal[point.turn]
    # Another activation or optimizer: the same place, as long as nothing came or went around it.
    siblings = _siblings(operations, point.label)
    return siblings[point.place] if len(siblings) == point.rows else None


def refit(points: tuple[Point, ...], operations: Operations) -> tuple[Point, ...]:
    """Return the breakpoints in another tape; those whose operations are gone are left out."""
    kept: list[Point] = []
    for point in points:
        if point.breakpoint.kind != "operation":
            kept.append(point)
            continue
        row = _row_of(point, operations)
        if row is not None:
            fresh = point_at(operations, row)
            moved = replace(fresh.breakpoint, is_enabled=point.breakpoint.is_enabled)
            kept.append(replace(fresh, breakpoint=moved))
    return tuple(kept)


def without_gone(
    points: tuple[Point, ...], layers: Container[LayerId], units: Container[UnitRef]
) -> tuple[Point, ...]:
    """Return the breakpoints whose layer and unit still exist."""
    return tuple(
        point
        for point in points
        if (point.breakpoint.layer is None or point.breakpoint.layer in layers)
        and (point.breakpoint.unit is None or point.breakpoint.unit in units)
    )


def toggled_row(points: tuple[Point, ...], operations: Operations, row: int) -> tuple[Point, ...]:
    """Return the breakpoints with one more on this row, or without that which is there."""
    left = tuple(
        point
        for point in points
        if not (point.breakpoint.kind == "operation" and point.breakpoint.operation == row)
    )
    return left if len(left) < len(points) else (*points, point_at(operations, row))


def toggled_layer(points: tuple[Point, ...], layer: LayerId) -> tuple[Point, ...]:
    """Return the breakpoints with one more on all operations of a layer, or without it."""
    left = tuple(
        point
        for point in points
        if not (point.breakpoint.kind == "layer" and point.breakpoint.layer == layer)
    )
    added = Point(Breakpoint("layer", layer=layer))
    return left if len(left) < len(points) else (*points, added)


def sent(points: tuple[Point, ...]) -> tuple[Breakpoint, ...]:
    """Return what the worker is told, place by place."""
    return tuple(point.breakpoint for point in points)


def marks(points: tuple[Point, ...], operations: Operations) -> dict[int, tuple[bool, bool]]:
    """Return the rows with a breakpoint: whether it is their own, and whether it is enabled."""
    found: dict[int, tuple[bool, bool]] = {}
    for point in points:
        one = point.breakpoint
        if one.kind == "layer":
            for row, label in enumerate(operations):
                if label.layer == one.layer:
                    found[row] = (False, one.is_enabled or found.get(row, (False, False))[1])
    for point in points:
        one = point.breakpoint
        if one.kind == "operation" and one.operation is not None:
            found[one.operation] = (True, one.is_enabled)
    return found
