"""What the colours of the map mean: a strip from low to high with its numbers, or the classes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui import numbers
from playground.ui.class_colours import class_colours, class_shape
from playground.ui.style import DARK, Theme, mono, px, sans
from playground.ui.views.output.levels import Scale
from playground.ui.views.output.points_paint import draw_shape

_STRIP = 46
_GAP = 6


class MapLegend(QWidget):
    """Low value, strip of colours, high value; or one mark with its name for each class."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._scale: Scale | None = None
        self._classes: tuple[str, ...] = ()
        self.setFont(mono(8.5))
        self.setToolTip(self.tr("What the colours of the map mean."))
        self.setAccessibleName(self.tr("Legend"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_scale(self, scale: Scale | None) -> None:
        """Show these bounds; None while there is nothing to show."""
        if scale != self._scale or self._classes:
            self._scale, self._classes = scale, ()
            self._announce("" if scale is None else "{} … {}".format(*self._ends(scale)))

    def show_classes(self, classes: tuple[str, ...]) -> None:
        """Show what the classes look like."""
        if classes != self._classes:
            self._classes = classes
            self._announce(", ".join(classes))

    def text(self) -> str:
        """Return what it says in words, "" while there is nothing to show."""
        return self.accessibleDescription()

    def _announce(self, words: str) -> None:
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._face())
        height = round(metrics.height()) + px(4)
        if self._classes:
            names = sum(metrics.horizontalAdvance(name) + px(20) for name in self._classes)
            return QSize(round(names), height)
        low, high = ("0", "1") if self._scale is None else self._ends(self._scale)
        ends = metrics.horizontalAdvance(low) + metrics.horizontalAdvance(high)
        return QSize(round(ends) + px(_STRIP + 3 * _GAP), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _face(self) -> QFont:
        return sans(8.5) if self._classes else self.font()

    @staticmethod
    def _ends(scale: Scale) -> tuple[str, str]:
        low, high = numbers.short(scale.low), numbers.short(scale.high)
        sign = "+" if scale.low < 0 < scale.high else ""
        return low, sign + high

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._face())
        if self._classes:
            self._paint_classes(painter)
        else:
            self._paint_strip(painter)
        painter.end()

    def _paint_classes(self, painter: QPainter) -> None:
        metrics, count = QFontMetricsF(self._face()), len(self._classes)
        hues = class_colours(self._theme, count)
        x, middle = float(px(5)), self.height() / 2
        for label, name in enumerate(self._classes):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(hues[label]))
            draw_shape(painter, class_shape(label, count), QPointF(x, middle), px(4))
            painter.setPen(QColor(self._theme.muted))
            width = metrics.horizontalAdvance(name)
            box = QRectF(x + px(8), 0, width + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
            x += width + px(20)

    def _paint_strip(self, painter: QPainter) -> None:
        theme, metrics = self._theme, QFontMetricsF(self.font())
        low, high = ("", "") if self._scale is None else self._ends(self._scale)
        left = metrics.horizontalAdvance(low) + px(_GAP) if low else 0.0
        box = QRectF(self.rect())
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, low)
        bar = QRectF(left, box.center().y() - px(3), px(_STRIP), px(6))
        ramp = QLinearGradient(bar.topLeft(), bar.topRight())
        for place, colour in ((0.0, theme.negative), (0.5, theme.neutral), (1.0, theme.positive)):
            ramp.setColorAt(place, QColor(colour))
        painter.setBrush(ramp)
        painter.setPen(QColor(theme.border))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(QColor(theme.muted))
        box.setLeft(bar.right() + px(_GAP))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, high)
