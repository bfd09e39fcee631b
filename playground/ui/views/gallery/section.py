"""One group of the gallery: a heading, and cards in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.ui.style import sans
from playground.ui.views.gallery.cards import Card
from playground.ui.widgets.flow_layout import FlowLayout

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
        flow = FlowLayout(spacing=GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addLayout(flow)
        for card in self._cards:
            flow.addWidget(card)
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
                card.setVisible(card in shown)
        self.setVisible(bool(shown))
