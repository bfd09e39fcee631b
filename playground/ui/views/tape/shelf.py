"""The breakpoints of one window: kept here, told to the worker, followed through changes."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from playground.engine.breakpoints import Breakpoint
from playground.engine.state import OperationLabel
from playground.model.ids import LayerId
from playground.session.snapshot import Snapshot
from playground.ui.view import ShownProject
from playground.ui.views.tape import points
from playground.ui.views.tape.points import Point

_UNSEEN = -1


class BreakpointShelf(QObject):
    """All breakpoints, in the order in which the worker knows them."""

    changed = Signal()
    """Another list, or another one that stopped the run."""
    sent = Signal(object)
    """Tuple of Breakpoint: what the worker must know from now on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.points: tuple[Point, ...] = ()
        self.operations: tuple[OperationLabel, ...] = ()
        self.stopped: Point | None = None
        self.dropped = 0
        """How many went with what they stood on, since the person changed something last."""
        self._run = _UNSEEN
        self._stop: tuple[int, int, int, int] | None = None

    @property
    def breakpoints(self) -> tuple[Breakpoint, ...]:
        return points.sent(self.points)

    @property
    def stopped_place(self) -> int | None:
        """Place of the breakpoint that stopped the run."""
        return self.points.index(self.stopped) if self.stopped in self.points else None

    # --- what the person does --------------------------------------------------------------

    def toggle_row(self, row: int) -> None:
        """Put a breakpoint on a row of the tape, or take it away."""
        if 0 <= row < len(self.operations):
            self._take(points.toggled_row(self.points, self.operations, row))

    def toggle_layer(self, layer: LayerId) -> None:
        """Put a breakpoint on every operation of a layer, or take it away."""
        self._take(points.toggled_layer(self.points, layer))

    def add(self, one: Breakpoint) -> int:
        """Add a breakpoint with a condition; return its place. Equal ones are not kept twice."""
        for place, point in enumerate(self.points):
            if replace(point.breakpoint, value=one.value, is_enabled=True) == one:
                return place
        self._take((*self.points, Point(one)))
        return len(self.points) - 1

    def change(self, place: int, is_enabled: bool, value: float) -> None:
        """Switch a breakpoint on or off, or give it another number."""
        changed = list(self.points)
        one = replace(changed[place].breakpoint, is_enabled=is_enabled, value=value)
        changed[place] = replace(changed[place], breakpoint=one)
        self._take(tuple(changed))

    def remove(self, place: int) -> None:
        """Take one away."""
        self._take(tuple(p for i, p in enumerate(self.points) if i != place))

    def clear(self) -> None:
        """Take all away."""
        if self.points:
            self._take(())

    def _take(self, found: tuple[Point, ...], dropped: int = 0) -> None:
        self.dropped = dropped
        if self.stopped not in found:
            self.stopped = None
        self.points = found
        self.sent.emit(self.breakpoints)
        self.changed.emit()

    # --- what happens ----------------------------------------------------------------------

    def forget(self) -> None:
        """Begin with none: another document was opened."""
        self.points, self.stopped, self.dropped = (), None, 0
        self.sent.emit(())
        self.changed.emit()

    def take_over(self, other: "BreakpointShelf") -> None:
        """Go on with the breakpoints of another window."""
        self.operations = other.operations
        self._take(other.points)

    def follow_project(self, shown: ShownProject) -> None:
        """Drop those whose layer or neuron is gone."""
        layers = shown.resolution.layers
        if not self.points or not layers:
            return
        units = {unit for shape in layers.values() for unit in shape.units_out}
        self._keep(points.without_gone(self.points, layers, units))

    def follow_snapshot(self, snapshot: Snapshot) -> None:
        """Follow the operations to their rows in another tape, and see which one stopped the run."""
        is_new_run = snapshot.generation != self._run
        self._run = snapshot.generation
        if snapshot.operations is not self.operations:
            is_other = snapshot.operations != self.operations
            self.operations = snapshot.operations
            if is_other and self.points and snapshot.operations:
                self._keep(points.refit(self.points, snapshot.operations))
        if is_new_run and self.points:
            # A new run of the same document begins with an empty list.
            self.sent.emit(self.breakpoints)
        self._follow_stop(snapshot)

    def _keep(self, kept: tuple[Point, ...]) -> None:
        if points.sent(kept) != self.breakpoints:
            self._take(kept, self.dropped + len(self.points) - len(kept))
        elif kept != self.points:
            self.points = kept

    def _follow_stop(self, snapshot: Snapshot) -> None:
        place = snapshot.breakpoint
        if place is None:
            stop, point = None, None
        else:
            stop = (snapshot.generation, snapshot.step, snapshot.position.operation, place)
            if stop == self._stop:
                return
            point = self.points[place] if place < len(self.points) else None
        self._stop = stop
        if point is not self.stopped:
            self.stopped = point
            self.changed.emit()
