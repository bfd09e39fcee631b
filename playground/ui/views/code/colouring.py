"""Colours of Python: quiet ones, so that the line at work stands out."""

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from playground.ui.style import DARK, Theme

_PARTS = re.compile(r"(?P<comment>#.*)|(?P<keyword>\b(?:for|in|True)\b)|(?P<number>\b\d[\d.e-]*\b)")


class CodeColours(QSyntaxHighlighter):
    """Keywords stand out, comments step back."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme: Theme = DARK

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for match in _PARTS.finditer(text):
            form = QTextCharFormat()
            if match["comment"]:
                form.setForeground(QColor(self._theme.muted))
            elif match["keyword"]:
                form.setFontWeight(QFont.Weight.DemiBold)
            else:
                form.setForeground(QColor(self._theme.action))
            self.setFormat(match.start(), len(match.group()), form)
