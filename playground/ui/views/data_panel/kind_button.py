"""Buttons that stand for a kind of data: a tile with its picture, and a card that explains it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from playground.ui.style import DARK, RADIUS, Theme, px, sans
from playground.ui.views.data_panel.thumbnail import draw
from playground.ui.views.data_panel.words import explanation, short_title, title
from playground.ui.widgets.paint import mix


class _Pictured(QAbstractButton):
    """A framed button with the picture of a kind."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._theme = DARK
        self._picture: QPixmap | None = None
        self._is_awaited = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name()

    def _name(self) -> None:
        words = title(self.kind)
        self.setText(short_title(self.kind))
        self.setAccessibleName(words)
        self.setToolTip(f"{words}. {explanation(self.kind)}")

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._picture = None
        self.update()

    def show_kind(self, kind: str) -> None:
        """Stand for another kind."""
        if kind != self.kind:
            self.kind = kind
            self._picture = None
            self._name()
            self.update()

    def _paint_frame(self, painter: QPainter) -> None:
        theme = self._theme
        is_marked = self.isChecked() or self.hasFocus()
        width = 2.0 if is_marked else 1.0
        frame = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        border = (
            theme.action if self.isChecked() else theme.text if self.hasFocus() else theme.border
        )
        if self.underMouse() and not self.isChecked():
            border = mix(theme.border, theme.action, 0.6)
        painter.setPen(QPen(QColor(border), width))
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)

    def _paint_picture(self, painter: QPainter, place: QPointF, side: float) -> None:
        if not self._is_awaited:
            # The examples have to be made: behind the first paint, which they would hold up.
            self._is_awaited = True
            QTimer.singleShot(0, self, self.update)
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.width() != round(side * ratio):
            self._picture = draw(self.kind, self._theme, side, ratio)
        painter.drawPixmap(place, self._picture)


class KindButton(_Pictured):
    """One kind of data: its picture and its name; the chosen one is framed."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.setFont(sans(8.0))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(px(50), self.heightForWidth(px(50)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), self.heightForWidth(px(40)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(min(width, px(64)) * 0.86 + QFontMetricsF(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        metrics = QFontMetricsF(self.font())
        text = QRectF(2, self.height() - metrics.height() - 3, self.width() - 4, metrics.height())
        side = min(text.top() - 5, self.width() - 10.0)
        if side > 8:
            self._paint_picture(painter, QPointF((self.width() - side) / 2, 4), side)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.text if self.isChecked() else theme.muted))
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class KindCard(_Pictured):
    """One kind of data in the chooser: picture, title, and its one sentence."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self.setFont(sans(8.5))
        self.setToolTip(explanation(kind))
        self.setAccessibleDescription(explanation(kind))
        self.setFixedSize(px(226), px(65))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        side = float(px(46))
        self._paint_picture(painter, QPointF(6, (self.height() - side) / 2), side)
        left, width = side + 14, self.width() - side - 18
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        height = QFontMetricsF(bold).height()
        painter.drawText(QRectF(left, 4, width, height), title(self.kind))
        painter.setFont(self.font())
        painter.setPen(QColor(theme.muted))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        room = QRectF(left, 4 + height, width, self.height() - height - 4)
        painter.drawText(room, int(flags), explanation(self.kind))
        painter.end()
