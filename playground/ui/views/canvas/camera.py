"""Zoom and pan of the view. The scene point under the mouse stays there."""

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from playground.ui.views.canvas.backdrop import Frame
from playground.ui.views.canvas.geometry import Point, Rect, fitting_scale, zoomed

_MARGIN = 22.0
_FOOT = 54.0
"""Pixels at the bottom that the hint and the pill need."""


class Camera(QObject):
    """Moves one QGraphicsView over its scene.

    ``is_following`` holds until the person zooms or pans: until then the whole network stays in
    view, whatever happens to it or to the window.
    """

    changed = Signal()

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self.is_following = True

    @property
    def scale(self) -> float:
        return self._view.transform().m11()

    def frame(self) -> Frame:
        """Return the picture to paint: device pixels of the viewport, and the way to them."""
        viewport = self._view.viewport()
        ratio = viewport.devicePixelRatioF()
        way = self._view.viewportTransform()
        return Frame(
            max(1, round(viewport.width() * ratio)),
            max(1, round(viewport.height() * ratio)),
            way.m11() * ratio,
            way.dx() * ratio,
            way.dy() * ratio,
            ratio,
        )

    def to_scene(self, at: QPointF) -> Point:
        """Return the scene point under a point of the viewport."""
        inverse, _ = self._view.viewportTransform().inverted()
        point = inverse.map(at)
        return point.x(), point.y()

    def to_viewport(self, point: Point) -> QPointF:
        """Return where a scene point is in the viewport."""
        return self._view.viewportTransform().map(QPointF(*point))

    def zoom(self, notches: float, at: QPointF | None = None) -> None:
        """Zoom so that the scene point under ``at`` (viewport; None: its middle) stays there."""
        self.is_following = False
        at = QPointF(self._view.viewport().rect().center()) if at is None else at
        point = self.to_scene(at)
        self._look(zoomed(self.scale, notches), point, at)

    def magnify(self, factor: float, at: QPointF) -> None:
        """Zoom by a factor, as two fingers do."""
        self.is_following = False
        point = self.to_scene(at)
        limited = zoomed(self.scale * factor, 0.0)
        self._look(limited, point, at)

    def pan(self, right: float, down: float) -> None:
        """Move the scene by so many scene units."""
        self.is_following = False
        self._view.translate(right, down)
        self.changed.emit()

    def show_point(self, point: Point, scale: float, at: QPointF) -> None:
        """Put a scene point under a point of the viewport, at a scale."""
        self.is_following = False
        self._look(scale, point, at)

    def fit(self, content: Rect) -> None:
        """Show everything, and keep showing it until the person zooms or pans."""
        self.is_following = True
        room = self._view.viewport().rect()
        width, height = room.width() - 2 * _MARGIN, room.height() - _MARGIN - _FOOT
        # The overhang of badges and steppers counts as content.
        scale = fitting_scale((content.width + 16, content.height + 16), (width, height))
        self._look(scale, content.centre, QPointF(room.width() / 2, _MARGIN + height / 2))

    def _look(self, scale: float, point: Point, at: QPointF) -> None:
        """Put a scene point under a point of the viewport, at a scale."""
        self._view.setTransform(QTransform.fromScale(scale, scale))
        now = self.to_viewport(point)
        self._view.translate((at.x() - now.x()) / scale, (at.y() - now.y()) / scale)
        self.changed.emit()
