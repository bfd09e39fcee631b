"""A small note that points at something; the person goes on working around it."""

from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from playground.ui.icons import icon
from playground.ui.style import RADIUS, SPACING, Theme, px, sans

Side = Literal["below", "right", "left"]
"""Where the note stands, seen from what it points at."""
_TIP = 8
_WIDTH = 230
_UPPER = 40


class Callout(QWidget):
    """One sentence with a tip and a button that takes it away."""

    dismissed = Signal()

    def __init__(self, text: str, side: Side, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = side
        self._theme = theme
        self._tip = QPoint()
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self.label.setFont(sans(9.5))
        self.label.setFixedWidth(px(_WIDTH))
        self.button = QToolButton()
        self.button.setObjectName("flat")
        self.button.setAccessibleName(self.tr("Dismiss the hint"))
        self.button.setToolTip(self.tr("Takes the hint away for good."))
        self.button.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setSpacing(px(SPACING // 2))
        tip, edge = px(_TIP), px(10)
        row.setContentsMargins(
            edge + (tip if side == "right" else 0),
            px(6) + (tip if side == "below" else 0),
            px(4) + (tip if side == "left" else 0),
            px(6),
        )
        row.addWidget(self.label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(text)
        self.setToolTip(self.tr("A hint for the first start; it goes when you have done it."))
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.button.setIcon(icon("close", theme))
        self.label.setStyleSheet(f"QLabel {{ color: {theme.text}; background: transparent; }}")
        self.update()

    def point_at(self, target: QRect, room: QRect) -> None:
        """Stand beside this rectangle, and never outside the room; both in the parent's pixels."""
        self.adjustSize()
        size, seen = self.size(), target.intersected(room)
        middle = seen.center()
        if self._side == "below":
            place = QPoint(middle.x() - size.width() // 2, seen.bottom() + 2)
        elif self._side == "right":
            # At the upper end: beside a long column stands more than one other part.
            middle.setY(min(middle.y(), seen.top() + px(_UPPER)))
            place = QPoint(seen.right() + 2, middle.y() - size.height() // 2)
        else:
            place = QPoint(seen.left() - size.width() - 2, middle.y() - size.height() // 2)
        place.setX(max(room.left() + 4, min(place.x(), room.right() - size.width() - 4)))
        place.setY(max(room.top() + 4, min(place.y(), room.bottom() - size.height() - 4)))
        self.move(place)
        self._tip = middle - place
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tip = float(px(_TIP))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        x = min(max(float(self._tip.x()), 3 * tip), self.width() - 3 * tip)
        y = min(max(float(self._tip.y()), 2 * tip), self.height() - 2 * tip)
        if self._side == "below":
            box.setTop(tip)
            corners = [QPointF(x - tip, tip), QPointF(x, 0.5), QPointF(x + tip, tip)]
        elif self._side == "right":
            box.setLeft(tip)
            corners = [QPointF(tip, y - tip), QPointF(0.5, y), QPointF(tip, y + tip)]
        else:
            box.setRight(self.width() - tip)
            edge = self.width() - tip
            corners = [QPointF(edge, y - tip), QPointF(edge + tip - 0.5, y), QPointF(edge, y + tip)]
        outline, arrow = QPainterPath(), QPainterPath()
        outline.addRoundedRect(box, RADIUS, RADIUS)
        arrow.addPolygon(QPolygonF(corners))
        painter.setPen(QPen(QColor(self._theme.action), 1.2))
        painter.setBrush(QColor(self._theme.card_raised))
        painter.drawPath(outline.united(arrow))
        painter.end()
