"""One group of the gallery: a heading and a grid of cards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from playground.ui.style import sans
from playground.ui.views.gallery.cards import Card

COLUMNS = 3
GAP = 12


class Section(QWidget):
    """Cards that teach the same; what does not fit a search leaves no hole."""

    def __init__(self, title: str, cards: Sequence[Card], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = tuple(cards)
        self.shown: tuple[Card, ...] = ()
        self.heading = QLabel(title)
        self.heading.setObjectName("heading")
        self.heading.setFont(sans(10.0))
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addLayout(self._grid)
        for card in self._cards:
            card.setParent(self)
        self.show_fitting("")

    def show_fitting(self, text: str) -> None:
        """Show the cards that fit a search; all of them where the group's title does."""
        words = text.lower().split()
        title = self.heading.text().lower()
        is_whole = bool(words) and all(word in title for word in words)
        shown = tuple(card for card in self._cards if is_whole or card.fits(text))
        if shown != self.shown:
            self.shown = shown
            for card in self._cards:
                self._grid.removeWidget(card)
                card.setVisible(card in shown)
            for index, card in enumerate(shown):
                self._grid.addWidget(card, index // COLUMNS, index % COLUMNS)
        self.setVisible(bool(shown))
