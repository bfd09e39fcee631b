"""Words and numbers in the window: titles, muted notes, live lines of fixed width."""

import math
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.ui.style import DARK, SPACING, Theme, mono, px, sans

Role = Literal["title", "text", "muted", "section", "warning", "good", "value"]


class Text(QLabel):
    """Text in one of the window's voices; sentences wrap, other voices where it is asked for."""

    def __init__(
        self,
        text: str = "",
        role: Role = "text",
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._role = role
        self._theme = DARK
        self.setWordWrap(wraps or role in ("text", "muted", "warning"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(_font(role))
        height = QSizePolicy.Policy.Minimum if self.wordWrap() else QSizePolicy.Policy.Fixed
        # In a form only what expands has the whole line to wrap in.
        width = QSizePolicy.Policy.Expanding if wraps else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(width, height)
        policy.setHeightForWidth(self.wordWrap())
        self.setSizePolicy(policy)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        colour = {
            "title": theme.text,
            "text": theme.text,
            "value": theme.text,
            "warning": theme.warning,
            "good": theme.good,
        }.get(self._role, theme.muted)
        # A palette and no style sheet: a window holds many of these, and sheets are slow to set.
        palette = self.palette()
        palette.setColor(self.foregroundRole(), QColor(colour))
        self.setPalette(palette)

    def show_role(self, role: Role) -> None:
        """Speak in another voice; face and wrapping stay."""
        if role != self._role:
            self._role = role
            self.show_theme(self._theme)

    def show_text(self, text: str) -> None:
        """Change the text; nothing is laid out again where it stays the same."""
        if text != self.text():
            self.setText(text)


def _font(role: Role) -> QFont:
    if role == "title":
        return sans(10.0, QFont.Weight.DemiBold)
    if role == "section":
        font = sans(8.5)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        return font
    if role == "value":
        return mono(9.5)
    return sans(9.5)


class Line(QWidget):
    """One line that is cut with an ellipsis where there is no room; changing it moves nothing.

    Parameters
    ----------
    characters
        Room to ask for, in digits of the face.
    lines
        Room for so many, always: what does not fit on one goes on in the next.
    """

    text_changed = Signal()

    def __init__(self, characters: int = 4, parent: QWidget | None = None, lines: int = 1) -> None:
        super().__init__(parent)
        self._lines = lines
        self._text = ""
        self._colour = DARK.muted
        self._characters = characters
        self._align = Qt.AlignmentFlag.AlignLeft
        self.setFont(sans(9.5))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        """Change the text; it is repeated for screen readers, and as a tooltip where it is cut."""
        if text == self._text:
            return
        self._text = text
        self.setToolTip("")
        self.setAccessibleName(text)
        self.text_changed.emit()
        self.update()

    def show_colour(self, colour: str) -> None:
        """Draw in this colour."""
        if colour != self._colour:
            self._colour = colour
            self.update()

    def align(self, alignment: Qt.AlignmentFlag) -> None:
        """Stand at this side."""
        self._align = alignment
        self.update()

    def natural_width(self) -> int:
        """Return the pixels that the whole text needs."""
        return self.width_of(self._text)

    def width_of(self, text: str) -> int:
        """Return the pixels that this text would need."""
        return math.ceil(QFontMetricsF(self.font()).horizontalAdvance(text)) + 1

    def has_room(self, text: str) -> bool:
        """Say whether a text can be read whole."""
        return self._fits(QFontMetricsF(self.font()), text)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = max(metrics.horizontalAdvance("0") * self._characters, 1.0)
        return QSize(round(width) + 1, round(metrics.height() * self._lines) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), px(40)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(QColor(self._colour))
        metrics = QFontMetricsF(self.font())
        shown, right = self._text, Qt.TextElideMode.ElideRight
        if self._lines == 1:
            shown = metrics.elidedText(self._text, right, self.width())
        elif not self._fits(metrics, self._text):
            # Lines end at words, so that not all of their width holds letters.
            shown = metrics.elidedText(self._text, right, 0.8 * self._lines * self.width())
        if shown != self._text and self.toolTip() != self._text:
            self.setToolTip(self._text)
        flags = Qt.AlignmentFlag.AlignVCenter | self._align
        wraps = Qt.TextFlag.TextWordWrap if self._lines > 1 else Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(self.rect()), int(flags) | int(wraps), shown)
        painter.end()

    def _fits(self, metrics: QFontMetricsF, text: str) -> bool:
        if self._lines == 1:
            return self.width_of(text) <= self.width()
        room = QRectF(0, 0, self.width(), 1e4)
        box = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        return box.height() <= self.height() and box.width() <= self.width()


class Header(QWidget):
    """The top line of a panel: its title, and what there is to know on the right.

    The title takes the room that it needs; the rest is for the right side, which is cut first.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.info = Line(6, self), Line(12, self)
        self._wordings: tuple[str, ...] = ("",)
        self.title.setFont(sans(10.0, QFont.Weight.DemiBold))
        self.info.align(Qt.AlignmentFlag.AlignRight)
        self.title.text_changed.connect(self._place)
        self.info.text_changed.connect(self._place)
        self.title.show_text(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.title.show_colour(theme.text)
        self.info.show_colour(theme.muted)

    def show_title(self, is_shown: bool) -> None:
        """Leave the title out where a tab says the same; what is on the right takes its place."""
        if is_shown == self.title.isHidden():
            self.title.setVisible(is_shown)
            side = Qt.AlignmentFlag.AlignRight if is_shown else Qt.AlignmentFlag.AlignLeft
            self.info.align(side)
            self._place()

    def show_info(self, *wordings: str) -> None:
        """Show the first of these that has room on the right, or the last; the longest comes first."""
        if wordings != self._wordings:
            self._wordings = wordings
            self.info.show_text(wordings[-1])
            self._place()

    def sizeHint(self) -> QSize:
        width = self.title.natural_width() + self.info.natural_width() + SPACING
        return QSize(max(120, width), self.title.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(100), self.title.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        is_titled = not self.title.isHidden()
        wanted = min(self.title.natural_width(), self.width()) if is_titled else 0
        self.title.setGeometry(0, 0, wanted, self.height())
        left = wanted + px(SPACING) if is_titled else 0
        self.info.setGeometry(left, 0, max(0, self.width() - left), self.height())
        fitting = (text for text in self._wordings if self.info.width_of(text) <= self.info.width())
        self.info.show_text(next(fitting, self._wordings[-1]))
