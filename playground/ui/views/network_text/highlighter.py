"""Colours of the network's text, and the line under a word that is wrong."""

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from playground.model.catalog import ACTIVATIONS, INITIALISERS, LOSSES
from playground.model.text import HEAD_WORDS, NAMING_WORDS, SWITCH_NAMES
from playground.ui.style import DARK, Theme

_WORD = re.compile(r'#.*|"[^"]*"?|>|;|[^\s>;#"]+')


class Highlighter(QSyntaxHighlighter):
    """Layers stand out, settings are plain, names have the colour of what can be clicked."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme: Theme = DARK
        self._wrong: tuple[int, int] | None = None

    @property
    def has_error(self) -> bool:
        return self._wrong is not None

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.rehighlight()

    def show_error(self, place: tuple[int, int] | None) -> None:
        """Underline text[start:end], or nothing."""
        if place != self._wrong:
            self._wrong = place
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        before = ""
        for match in _WORD.finditer(text):
            self.setFormat(match.start(), len(match.group()), self._format(match.group(), before))
            before = match.group()
        if self._wrong is not None:
            self._underline(text)

    def _underline(self, text: str) -> None:
        offset = self.currentBlock().position()
        start, end = (place - offset for place in self._wrong or (0, 0))
        for place in range(max(0, start), min(len(text), max(end, start + 1))):
            wrong = QTextCharFormat(self.format(place))
            wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wrong.setUnderlineColor(QColor(self._theme.warning))
            self.setFormat(place, 1, wrong)

    def _format(self, word: str, before: str) -> QTextCharFormat:
        theme, form = self._theme, QTextCharFormat()
        key = word.lower()
        if word.startswith("#") or word in (">", ";"):
            form.setForeground(QColor(theme.faint))
        elif before.lower() in NAMING_WORDS or word.startswith('"'):
            form.setForeground(QColor(theme.action))
        elif key in HEAD_WORDS:
            form.setForeground(QColor(theme.text))
            form.setFontWeight(QFont.Weight.DemiBold)
        elif key in ACTIVATIONS or key in INITIALISERS or key in LOSSES or key in SWITCH_NAMES:
            form.setForeground(QColor(theme.muted))
        else:
            form.setForeground(QColor(theme.text))
        return form
