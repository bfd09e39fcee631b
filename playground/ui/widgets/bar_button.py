"""A button of the transport bar: a word and a small drawing, exactly as wide as they are."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from playground.ui.icons import icon
from playground.ui.style import DARK, RADIUS, Theme, px, sans

_HEIGHT = 30
_SIDE = 10.0
_GAP = 7.0


class BarButton(QAbstractButton):
    """Word and icon; the icon stands behind the word where ``is_trailing`` says so.

    Parameters
    ----------
    is_primary
        Filled in the colour of action: the one button that matters most.
    """

    def __init__(
        self, *, is_primary: bool = False, is_trailing: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_primary = is_primary
        self._is_trailing = is_trailing
        self._is_bare = False
        self._is_plain = False
        self._is_chosen = False
        self._words: tuple[str, ...] = ()
        self._theme = DARK
        self._word_icon = ""
        self._bare_icon = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def reserve(self, *words: str) -> None:
        """Keep room for every word that the button may ever say, so that nothing moves."""
        self._words = words
        self.updateGeometry()

    def show_icons(self, beside_word: str, alone: str) -> None:
        """Name the drawing beside the word, and the one that stands alone."""
        self._word_icon, self._bare_icon = beside_word, alone
        self.update()

    def show_word(self, word: str) -> None:
        if word != self.text():
            self.setText(word)
            self.setAccessibleName(word)
            self.updateGeometry()

    def show_bare(self, is_bare: bool) -> None:
        """Leave out the word where room is short."""
        if is_bare != self._is_bare:
            self._is_bare = is_bare
            self.updateGeometry()
            self.update()

    def show_plain(self, is_plain: bool) -> None:
        """Leave out the drawing beside the word where room is a little short."""
        if is_plain != self._is_plain:
            self._is_plain = is_plain
            self.updateGeometry()
            self.update()

    @property
    def is_bare(self) -> bool:
        return self._is_bare

    def show_chosen(self, is_chosen: bool) -> None:
        """Mark the button whose step the key "." repeats."""
        if is_chosen != self._is_chosen:
            self._is_chosen = is_chosen
            self.update()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        if self._is_bare:
            return QSize(px(_HEIGHT + 6), px(_HEIGHT))
        metrics = QFontMetricsF(self._face())
        widest = max(metrics.horizontalAdvance(word) for word in (self.text(), *self._words))
        side = px(_SIDE + (5 if self._is_primary else -3 if self._is_plain else 0))
        return QSize(round(2 * side + self._beside() + widest), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        width = 0.0
        if not self._is_bare:
            width = QFontMetricsF(self._face()).horizontalAdvance(self.text())
        beside = self._beside()
        left = (self.width() - beside - width) / 2
        trails = self._is_trailing and not self._is_bare
        if beside > 0:
            self._paint_icon(painter, left + beside + width if trails else left, ink)
        if not self._is_bare:
            painter.setFont(self._face())
            painter.setPen(QColor(ink))
            word = QRectF(left if trails else left + beside, 0, width + 4, self.height())
            painter.drawText(word, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _paint_icon(self, painter: QPainter, edge: float, ink: str) -> None:
        """Paint the drawing from its left edge, or up to its right edge behind a word."""
        size = self._icon_size()
        trails = self._is_trailing and not self._is_bare
        tint = self._theme.muted if trails and self.isEnabled() else ink
        name = self._bare_icon if self._is_bare else self._word_icon
        pixmap = icon(name, self._theme, tint).pixmap(
            QSize(round(size), round(size)), self.devicePixelRatioF()
        )
        left = edge - size if trails else edge
        painter.drawPixmap(QPointF(left, (self.height() - size) / 2), pixmap)

    def _paint_ground(self, painter: QPainter) -> str:
        """Paint frame and filling; return the colour of what stands on it."""
        theme = self._theme
        fill, edge, ink = theme.canvas, theme.border, theme.text
        if self.isDown():
            fill = theme.border
        elif self.underMouse() and self.isEnabled():
            fill = theme.card_raised
        if self._is_chosen:
            edge = theme.faint
        if not self.isEnabled():
            ink = theme.faint
        elif self._is_primary:
            fill = edge = theme.action
            if self.underMouse():
                fill = QColor(theme.action).lighter(108).name()
            ink = theme.action_text
        if self.hasFocus():
            edge = theme.text if self._is_primary else theme.action
        painter.setPen(QPen(QColor(edge), 1.0))
        painter.setBrush(QColor(fill))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        return ink

    def _face(self) -> QFont:
        return sans(10.0, QFont.Weight.DemiBold if self._is_primary else QFont.Weight.Normal)

    def _icon_size(self) -> float:
        return float(px(14 if self._is_bare or not self._is_trailing else 10))

    def _beside(self) -> float:
        """Width of the drawing and of the gap to the word."""
        if self._is_bare:
            return self._icon_size()
        return 0.0 if self._is_plain else self._icon_size() + px(_GAP)
