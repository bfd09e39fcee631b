"""What a hand does to points on the map: one class a gesture, each with start, move, end, cancel.

Places are coordinates of the plane. A gesture ends in an edit, or in none; it never touches Qt.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from playground.data.random import uniform
from playground.model.catalog import MAX_POINTS, POINT_EDGE
from playground.model.edits import Edit
from playground.model.project import Point
from playground.ui.views.output import point_edits

_TWO = np.arange(2)
Position = tuple[float, float]

SPRAY_STEP = 0.22
"""Length of the brush's way between two points: the same density at any speed."""
SPRAY_RADIUS = 0.55
LIVE_EVERY = 0.05
"""Least seconds between two steps of a move that the network follows."""


class Gesture(Protocol):
    """One thing that a press begins."""

    def move(self, to: Position) -> Edit | None: ...

    def end(self) -> Edit | None: ...

    def marks(self) -> tuple[Point, ...]:
        """Points that are not part of the project yet."""
        ...


@dataclass(slots=True)
class AddGesture:
    """Sets one point where the button is let go."""

    place: Position
    label: int

    def move(self, to: Position) -> Edit | None:
        self.place = inside(to)
        return None

    def end(self) -> Edit | None:
        return point_edits.add((Point(*self.place, self.label),))

    def marks(self) -> tuple[Point, ...]:
        return (Point(*self.place, self.label),)


@dataclass(slots=True)
class MoveGesture:
    """Moves points together; the network sees them on the way."""

    points: tuple[Point, ...]
    chosen: frozenset[int]
    origin: Position
    number: int
    clock: Callable[[], float]
    has_moved: bool = False
    _last: Edit | None = None
    _told: float = -math.inf

    def move(self, to: Position) -> Edit | None:
        dx, dy = self._within(to[0] - self.origin[0], to[1] - self.origin[1])
        self.has_moved = True
        moved = tuple(
            Point(p.x + dx, p.y + dy, p.label) if i in self.chosen else p
            for i, p in enumerate(self.points)
        )
        edit = point_edits.move(moved, len(self.chosen), self.number)
        now = self.clock()
        if now - self._told < LIVE_EVERY:
            self._last = edit
            return None
        self._told, self._last = now, None
        return edit

    def end(self) -> Edit | None:
        return self._last

    def marks(self) -> tuple[Point, ...]:
        return ()

    def _within(self, dx: float, dy: float) -> Position:
        """Return the way that all of them can go without leaving the map."""
        chosen = [self.points[index] for index in self.chosen]
        xs, ys = [p.x for p in chosen], [p.y for p in chosen]
        return (
            min(max(dx, -POINT_EDGE - min(xs)), POINT_EDGE - max(xs)),
            min(max(dy, -POINT_EDGE - min(ys)), POINT_EDGE - max(ys)),
        )


@dataclass(slots=True)
class BrushGesture:
    """Sprays points along its way."""

    place: Position
    label: int
    number: int
    room: int = MAX_POINTS
    _made: list[Point] = field(default_factory=list)
    _way: float = 0.0

    def __post_init__(self) -> None:
        self._spray(self.place)

    def move(self, to: Position) -> Edit | None:
        x, y = self.place
        length = math.hypot(to[0] - x, to[1] - y)
        done = SPRAY_STEP - self._way
        while done <= length:
            part = done / length
            self._spray((x + part * (to[0] - x), y + part * (to[1] - y)))
            done += SPRAY_STEP
        self._way = length - (done - SPRAY_STEP)
        self.place = to
        return None

    def end(self) -> Edit | None:
        return point_edits.add(tuple(self._made)) if self._made else None

    def marks(self) -> tuple[Point, ...]:
        return tuple(self._made)

    def _spray(self, place: Position) -> None:
        if len(self._made) >= self.room:
            return
        far, turn = uniform(self.number, "brush", len(self._made), _TWO).tolist()
        radius = SPRAY_RADIUS * math.sqrt(far)
        spot = (
            place[0] + radius * math.cos(math.tau * turn),
            place[1] + radius * math.sin(math.tau * turn),
        )
        self._made.append(Point(*inside(spot), self.label))


@dataclass(slots=True)
class BoxGesture:
    """Selects the points in a box."""

    start: Position
    place: Position

    def move(self, to: Position) -> Edit | None:
        self.place = to
        return None

    def end(self) -> Edit | None:
        return None

    def marks(self) -> tuple[Point, ...]:
        return ()

    def chosen(self, points: tuple[Point, ...]) -> frozenset[int]:
        """Return the points in the box."""
        (x0, x1), (y0, y1) = (sorted((a, b)) for a, b in zip(self.start, self.place, strict=True))
        return frozenset(i for i, p in enumerate(points) if x0 <= p.x <= x1 and y0 <= p.y <= y1)


def inside(place: Position) -> Position:
    """Return the place where a point may be: beyond the edge it stays at the edge."""
    x, y = (min(max(value, -POINT_EDGE), POINT_EDGE) for value in place)
    return x, y
