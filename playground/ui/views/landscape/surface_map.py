"""A map of losses: shades, lines of equal loss, trails, and points that can be clicked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.style import DARK, RADIUS, Theme, mono, px, sans
from playground.ui.views.landscape.map_paint import MapPainter, Track, place, ramp
from playground.ui.views.landscape.terrain import Terrain, lines, shades
from playground.ui.widgets.paint import table_image

_STEP = 0.02
"""Part of the map that an arrow key moves the cross by; Shift ×5."""


class SurfaceMap(QWidget):
    """Draws a terrain; a click, or Enter at the cross that the arrows move, chooses a point."""

    chosen = Signal(float, float)
    hovered = Signal(object)
    """(x, y) under the mouse or the cross, or None."""
    zoom_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._land: Terrain | None = None
        self._image: QImage | None = None
        self._lines: tuple[QLineF, ...] = ()
        self._tracks: Sequence[Track] = ()
        self._downhill: tuple[float, float] | None = None
        self._cross: tuple[float, float] | None = None
        self.titles = ("", "")
        self.note = ""
        self.is_hidden = False
        self.reach = 0.0
        """How far from the end of the last track one may choose, as a part of the map; 0: anywhere."""
        self.setFont(mono(8.0))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def land(self) -> Terrain | None:
        """What is drawn."""
        return self._land

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._colour()

    def show_land(self, land: Terrain | None, titles: tuple[str, str] = ("", "")) -> None:
        """Draw this; None leaves the note alone."""
        self.titles = titles
        if land is self._land:
            return
        self._land = land
        pieces = [] if land is None else lines(land).tolist()
        self._lines = tuple(QLineF(*piece) for piece in pieces)
        self._colour()

    def show_tracks(
        self, tracks: Sequence[Track], downhill: tuple[float, float] | None = None
    ) -> None:
        """Draw these ways; ``downhill`` is −∂L/∂x and −∂L/∂y at the end of the last one."""
        self._tracks, self._downhill = tracks, downhill
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(280), px(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(140), px(120))

    def _colour(self) -> None:
        land = self._land
        self._image = None if land is None else table_image(shades(land), ramp(self._theme))
        self.update()

    # --- places ----------------------------------------------------------------------------

    def frame(self) -> QRectF:
        """Return the area inside the axes."""
        metrics = QFontMetricsF(self.font())
        left = metrics.horizontalAdvance("0") * 5 + metrics.height() + px(4)
        below = 2 * metrics.height() + px(6)
        box = QRectF(self.rect()).adjusted(left, metrics.height() / 2, -2, -below)
        return box if box.width() > 10 and box.height() > 10 else QRectF(self.rect())

    def place(self, x: float, y: float) -> QPointF:
        """Return the pixel of a point of the map."""
        assert self._land is not None
        return place(self._land, self.frame(), x, y)

    def point_at(self, position: QPointF) -> tuple[float, float] | None:
        """Return the point of the map under a pixel."""
        frame = self.frame()
        if self._land is None or not frame.contains(position):
            return None
        return (
            self._land.x.at((position.x() - frame.left()) / frame.width()),
            self._land.y.at((frame.bottom() - position.y()) / frame.height()),
        )

    # --- mouse and keys --------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hovered.emit(self.point_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point is not None:
            self._cross = None
            self.chosen.emit(*point)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if turn and self._land is not None:
            self.zoom_wanted.emit(2.0 if turn > 0 else 0.5)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        key = Qt.Key(event.key())
        if key in steps and self._land is not None:
            is_far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._walk(steps[key], _STEP * (5.0 if is_far else 1.0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cross is not None:
            at, self._cross = self._cross, None
            self.chosen.emit(*at)
            self.update()
        elif key == Qt.Key.Key_Escape and self._cross is not None:
            self._cross = None
            self.hovered.emit(None)
            self.update()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_wanted.emit(0.5 if key == Qt.Key.Key_Minus else 2.0)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: tuple[int, int], part: float) -> None:
        land = self._land
        assert land is not None
        x, y = self._cross or self._last() or (land.x.at(0.5), land.y.at(0.5))
        x += step[0] * part * (land.x.high - land.x.low)
        y += step[1] * part * (land.y.high - land.y.low)
        self._cross = (
            min(max(x, land.x.low), land.x.high),
            min(max(y, land.y.low), land.y.high),
        )
        self.hovered.emit(self._cross)
        self.update()

    def _last(self) -> tuple[float, float] | None:
        for track in reversed(self._tracks):
            if len(track.points):
                return float(track.points[-1, 0]), float(track.points[-1, 1])
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, frame, theme, land = QPainter(self), self.frame(), self._theme, self._land
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if land is None:
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.setBrush(QColor(theme.canvas))
            painter.drawRoundedRect(frame, RADIUS / 2, RADIUS / 2)
            painter.setPen(QColor(theme.muted))
            painter.setFont(sans(9.5))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(frame.adjusted(12, 12, -12, -12), flags, self.note)
            painter.end()
            return
        brush = MapPainter(painter, theme, land, frame)
        painter.save()
        painter.setClipRect(frame)
        brush.ground(None if self.is_hidden else self._image, self._lines)
        at = self._last()
        if at is not None and self._downhill is not None:
            brush.arrow(at, self._downhill)
        for track in self._tracks:
            brush.track(track)
        if at is not None and self.reach:
            brush.ring(at, self.reach)
        if self._cross is not None and self.hasFocus():
            brush.cross(self._cross)
        painter.restore()
        brush.edge(has_focus=self.hasFocus())
        brush.axes(self.font(), self.titles)
        painter.end()
