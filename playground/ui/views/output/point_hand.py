"""Editing the user's own points on the map: mouse, keys and menu, one gesture at a time."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu

from playground.model import wishes
from playground.model.catalog import MAX_POINTS
from playground.model.edits import Edit
from playground.model.project import Point
from playground.ui.style import Theme
from playground.ui.views.output import point_edits
from playground.ui.views.output.gestures import (
    AddGesture,
    BoxGesture,
    BrushGesture,
    Gesture,
    MoveGesture,
    Position,
    inside,
)
from playground.ui.views.output.map_canvas import DIRECTIONS, MapCanvas
from playground.ui.views.output.map_picture import REACH
from playground.ui.views.output.point_marks import (
    Ground,
    paint_box,
    paint_crosshair,
    paint_marks,
    paint_rings,
)
from playground.ui.views.output.points_paint import point_size

_GRAB = 9.0
"""Pixels from a point within which a press takes hold of it."""
_START = 3.0
"""Pixels that the mouse must go before a press becomes a drag."""
_STRIDE, _LEAP = 0.25, 1.0
"""How far an arrow moves the crosshair, in coordinates; with Shift the second."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class PointHand(QObject):
    """What mouse and keys do to points. Emits edits; the points come back with the project."""

    edit_requested = Signal(object)
    """Edit."""
    example_requested = Signal(int)
    changed = Signal()
    """Selection or marks: paint again."""

    def __init__(self, canvas: MapCanvas, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._clock = clock
        self.ground = Ground(canvas)
        self._gesture: Gesture | None = None
        self._pressed = QPointF()
        self._grabbed: int | None = None
        self._number = 0
        self.crosshair: Position | None = None
        """Where the keys would add a point."""
        self.points: tuple[Point, ...] = ()
        self.chosen: frozenset[int] = frozenset()
        self.label = 0
        self.classes = 2
        self.is_brush = False
        self.class_names: tuple[str, ...] = ()

    def show_points(self, points: tuple[Point, ...], extent: float) -> None:
        """Take the points as they are now."""
        self.points, self.ground.extent = points, extent
        self.chosen = frozenset(i for i in self.chosen if i < len(points))

    def other(self, label: int) -> int:
        """Return the class that Shift means."""
        return (label + 1) % max(2, self.classes)

    # --- mouse -----------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> bool:
        """Begin a gesture; the map's own click never follows."""
        if event.button() != Qt.MouseButton.LeftButton:
            return event.button() == Qt.MouseButton.RightButton
        if not self._canvas.frame().contains(event.position()):
            return True
        place = inside(self.ground.plane(event.position()))
        self._number += 1
        self.crosshair = None
        self._pressed = event.position()
        modifiers = event.modifiers()
        self._grabbed = None if self.is_brush else self._at(event.position())
        label = self.label
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            label = self.other(label)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._grabbed = None
            self._gesture = BoxGesture(place, place)
        elif self.is_brush:
            room = MAX_POINTS - len(self.points)
            self._gesture = BrushGesture(place, label, self._number, room)
        elif self._grabbed is not None:
            chosen = self.chosen if self._grabbed in self.chosen else frozenset((self._grabbed,))
            self._gesture = MoveGesture(self.points, chosen, place, self._number, self._clock)
            self.chosen = chosen
        else:
            self.chosen = frozenset()
            self._gesture = AddGesture(place, label)
        self.changed.emit()
        return True

    def move(self, event: QMouseEvent) -> None:
        """Carry the gesture on."""
        if self._gesture is None:
            return
        way = event.position() - self._pressed
        is_still = isinstance(self._gesture, MoveGesture) and not self._gesture.has_moved
        if is_still and way.manhattanLength() < _START:
            return
        self._emit(self._gesture.move(self.ground.plane(event.position())))
        self.changed.emit()

    def release(self, event: QMouseEvent) -> None:
        """End the gesture: its edit, its selection, or just a click on a point."""
        gesture, self._gesture = self._gesture, None
        if gesture is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if isinstance(gesture, BoxGesture):
            self.chosen = gesture.chosen(self.points)
        elif isinstance(gesture, MoveGesture) and not gesture.has_moved:
            if self._grabbed is not None:
                self.chosen = frozenset((self._grabbed,))
                self.example_requested.emit(self._grabbed)
        else:
            self._emit(gesture.end())
        self.changed.emit()

    def leave(self) -> None:
        """Put the crosshair away: the keys belong to somebody else now."""
        self.crosshair = None

    def menu(self, event: QContextMenuEvent) -> None:
        """Offer what can be done to the point under the mouse, or to those that are selected."""
        index = self._at(QPointF(event.pos()))
        if index is not None and index not in self.chosen:
            self.chosen = frozenset((index,))
            self.changed.emit()
        menu = self.menu_of(self.chosen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu_of(self, chosen: frozenset[int]) -> QMenu:
        """Return the menu for these points."""
        menu = QMenu(self._canvas)
        remove = menu.addAction(self.tr("Remove"))
        remove.triggered.connect(self.remove)
        for label, name in enumerate(self.class_names[: self.classes]):
            action = menu.addAction(self.tr("Make it {0}").format(name))
            action.triggered.connect(lambda _=False, to=label: self.relabel(to))
        menu.addSeparator()
        everything = menu.addAction(self.tr("Remove all points"))
        everything.triggered.connect(lambda: self._emit(wishes.clear_points()))
        for action in menu.actions()[:-2]:
            action.setEnabled(bool(chosen))
        everything.setEnabled(bool(self.points))
        return menu

    # --- keys ------------------------------------------------------------------------------

    def wants_key(self, event: QKeyEvent) -> bool:
        """Return whether a key means points before it is a shortcut of the window."""
        key = Qt.Key(event.key())
        if key in _REMOVE:
            return bool(self.chosen) or self._under_crosshair() is not None
        if key == Qt.Key.Key_Escape:
            return self._gesture is not None or bool(self.chosen) or self.crosshair is not None
        return key in DIRECTIONS or key in _ENTER

    def key(self, event: QKeyEvent) -> bool:
        """Move the crosshair, add, remove, give up; True where the key meant something."""
        key = Qt.Key(event.key())
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in DIRECTIONS:
            self._step(DIRECTIONS[key], _LEAP if is_shifted else _STRIDE)
        elif key in _ENTER and self.crosshair is not None:
            label = self.other(self.label) if is_shifted else self.label
            self._emit(point_edits.add((Point(*self.crosshair, label),)))
        elif key in _REMOVE and self.wants_key(event):
            self.remove()
        elif key == Qt.Key.Key_Escape and self.wants_key(event):
            self.cancel()
        else:
            return key in _ENTER
        self.changed.emit()
        return True

    def cancel(self) -> None:
        """Give up the gesture; without one, let go of the selection."""
        gesture, self._gesture = self._gesture, None
        if isinstance(gesture, MoveGesture) and gesture.has_moved:
            self._emit(point_edits.move(gesture.points, len(gesture.chosen), gesture.number))
        elif gesture is None:
            self.chosen, self.crosshair = frozenset(), None
        self.changed.emit()

    def remove(self) -> None:
        """Remove the selected points, or the one under the crosshair."""
        under = self._under_crosshair()
        chosen = self.chosen or (frozenset() if under is None else frozenset((under,)))
        if chosen:
            self.chosen = frozenset()
            self._emit(wishes.remove_points(sorted(chosen)))

    def relabel(self, label: int) -> None:
        """Give the selected points another class."""
        if self.chosen:
            self._emit(wishes.relabel_points(sorted(self.chosen), label))

    # --- where things are ------------------------------------------------------------------

    def _step(self, direction: tuple[int, int], stride: float) -> None:
        """Move the crosshair; the first press shows it in the middle."""
        x, y = self.crosshair or (0.0, 0.0)
        if self.crosshair is not None:
            x, y = x + direction[0] * stride, y - direction[1] * stride
        self.crosshair = inside((x, y))
        place = self.ground.on_canvas(self.crosshair)
        self._canvas.hovered.emit(self._canvas.on_picture(place))

    def _under_crosshair(self) -> int | None:
        if self.crosshair is None:
            return None
        return self.ground.nearest(self.points, self.ground.on_canvas(self.crosshair), REACH)

    def _at(self, position: QPointF) -> int | None:
        return self.ground.nearest(self.points, position, _GRAB)

    def _emit(self, edit: Edit | None) -> None:
        if edit is not None:
            self.edit_requested.emit(edit)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw what is not in the project: selection, box, points on their way, crosshair."""
        place = self.ground.on_canvas
        size = point_size(len(self.points), self._canvas.frame().width())
        chosen = [place((self.points[i].x, self.points[i].y)) for i in self.chosen]
        paint_rings(painter, chosen, size, theme)
        if isinstance(self._gesture, BoxGesture):
            corners = place(self._gesture.start), place(self._gesture.place)
            paint_box(painter, QRectF(*corners).normalized(), theme)
        elif self._gesture is not None:
            marks = [(place((m.x, m.y)), m.label) for m in self._gesture.marks()]
            paint_marks(painter, marks, max(2, self.classes), size, theme)
        if self.crosshair is not None:
            paint_crosshair(painter, place(self.crosshair), theme)
