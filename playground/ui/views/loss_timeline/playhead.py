"""The playhead over the curves: where the run stands, where it is going, and where it cannot go."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from playground.session.snapshot import Journey
from playground.ui import numbers
from playground.ui.style import DARK, RADIUS, Theme, mono, px, sans
from playground.ui.views.loss_timeline.head import NO_HEAD, Head, journey_share, journey_words
from playground.ui.views.loss_timeline.places import NOWHERE, Places

_GRIP = 4.5
_TICK = 5.0
_PAD = 6.0
_BAR = 3.0


class Playhead(QWidget):
    """Lies over the plot and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._head = NO_HEAD
        self._places = NOWHERE
        self._dot: QPointF | None = None
        self._end: QPointF | None = None
        self._has_focus = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def head(self) -> Head:
        return self._head

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_head(
        self, head: Head, places: Places, dot: QPointF | None, end: QPointF | None
    ) -> None:
        """Draw the playhead on these axes; ``dot`` is where it meets the curve, which ends at
        ``end``.
        """
        shown = head, places, dot, end
        if shown != (self._head, self._places, self._dot, self._end):
            self._head, self._places, self._dot, self._end = shown
            self.update()

    def show_focus(self, has_focus: bool) -> None:
        """Show whether the keys move it."""
        self._has_focus = has_focus
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._places.area.isEmpty() or self._head.end <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_out_of_reach(painter)
        if self._head.is_past:
            self._paint_now(painter)
        self._paint_head(painter)
        if self._head.is_held or self._has_focus:
            self._paint_step(painter)
        if self._head.journey is not None:
            self._paint_journey(painter, self._head.journey)
        painter.end()

    # --- parts -----------------------------------------------------------------------------

    def _gaps(self) -> Iterator[tuple[float, float]]:
        """Yield the stretches of pixels in which nothing can be shown."""
        last = self._places.x(0)
        for part in self._head.reach or ():
            yield last, self._places.x(part[0])
            last = self._places.x(part[-1])
        yield last, self._places.x(self._head.end)

    def _paint_out_of_reach(self, painter: QPainter) -> None:
        if self._head.reach is None:
            return
        area, veil = self._places.area, QColor(self._theme.window)
        veil.setAlpha(165)
        for left, right in self._gaps():
            if right - left > 2:
                painter.fillRect(QRectF(left, area.top(), right - left, area.height()), veil)
        painter.setPen(QPen(QColor(self._theme.action), 1.5))
        floor = area.bottom()
        for part in self._head.reach:
            first, last = self._places.x(part[0]), self._places.x(part[-1])
            painter.drawLine(QLineF(first, floor - _TICK, first, floor))
            if last - first > 2:
                painter.drawLine(QLineF(first, floor, last, floor))

    def _paint_now(self, painter: QPainter) -> None:
        """Mark the end of the run while its past is shown."""
        theme, area, at = self._theme, self._places.area, self._places.x(self._head.end)
        painter.setPen(QPen(QColor(theme.muted), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(at, area.top(), at, area.bottom()))
        font = sans(8.0)
        painter.setFont(font)
        words = self.tr("now")
        width = QFontMetricsF(font).horizontalAdvance(words)
        height = QFontMetricsF(font).height()
        # Away from the end of the curve, where its name stands.
        is_high = self._end is not None and self._end.y() < area.center().y()
        top = area.bottom() - height if is_high else area.top()
        box = QRectF(at - width - 5, top, width + 2, height)
        if self._places.x(self._head.step) + 2 * px(_GRIP) > box.left():
            # So close to the end, the playhead stands where the word would.
            return
        ground = QColor(theme.window)
        ground.setAlpha(200)
        painter.fillRect(box, ground)
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_head(self, painter: QPainter) -> None:
        theme, area, at = self._theme, self._places.area, self._places.x(self._head.step)
        line = QColor(theme.action)
        if not (self._head.is_past or self._has_focus or self._head.is_held):
            # At the newest step it only says that it can be taken.
            line.setAlpha(110)
        painter.setPen(QPen(line, 1.5))
        painter.drawLine(QLineF(at, area.top(), at, area.bottom()))
        painter.setPen(QPen(QColor(theme.window), 1.5))
        painter.setBrush(QColor(theme.action))
        grip = px(_GRIP)
        painter.drawEllipse(QPointF(at, area.top() + grip), grip, grip)
        if self._has_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.action), 1.5))
            painter.drawEllipse(QPointF(at, area.top() + grip), grip + 2.5, grip + 2.5)
        if self._dot is not None:
            painter.setPen(QPen(QColor(theme.window), 1.5))
            painter.setBrush(QColor(theme.action))
            painter.drawEllipse(self._dot, 3.7, 3.7)

    def covered(self) -> tuple[float, float] | None:
        """Return between which steps the axis is covered by the step that is written over it."""
        is_written = self._head.end > 0 and (self._head.is_held or self._has_focus)
        if not is_written or self._places.area.isEmpty():
            return None
        box = self._step_box()
        return self._places.step_at(box.left() - _PAD), self._places.step_at(box.right() + _PAD)

    def _step_box(self) -> QRectF:
        metrics, words = QFontMetricsF(mono(8.5)), numbers.thousands(self._head.step)
        width, height = metrics.horizontalAdvance(words) + 2 * _PAD, metrics.height() + 2
        left = self._places.x(self._head.step) - width / 2
        left = min(max(left, 0.0), self.width() - width)
        top = min(self._places.area.bottom() + 3, self.height() - height)
        return QRectF(left, top, width, height)

    def _paint_step(self, painter: QPainter) -> None:
        """Write the step below the playhead, over the axis."""
        theme, font, box = self._theme, mono(8.5), self._step_box()
        words = numbers.thousands(self._head.step)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.action))
        painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)
        painter.setFont(font)
        painter.setPen(QColor(theme.action_text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_journey(self, painter: QPainter, journey: Journey) -> None:
        """Say how far a jump is, beside its goal."""
        theme, area, font = self._theme, self._places.area, mono(8.5)
        metrics, words = QFontMetricsF(font), journey_words(journey)
        width = metrics.horizontalAdvance(words) + 2 * _PAD
        height = metrics.height() + _BAR + _PAD
        at = self._places.x(self._head.step)
        left = at + 10 if at + 10 + width <= area.right() else max(area.left(), at - 10 - width)
        box = QRectF(left, area.top() + 2, width, height)
        painter.setPen(QPen(QColor(theme.border), 1.0))
        painter.setBrush(QColor(theme.card_raised))
        painter.drawRoundedRect(box, RADIUS - 1, RADIUS - 1)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        row = QRectF(box.left(), box.top() + 1, width, metrics.height() + 1)
        painter.drawText(row, Qt.AlignmentFlag.AlignCenter, words)
        track = QRectF(box.left() + _PAD, box.bottom() - _BAR - 3, width - 2 * _PAD, _BAR)
        painter.fillRect(track, QColor(theme.border))
        track.setWidth(track.width() * journey_share(journey))
        painter.fillRect(track, QColor(theme.action))
