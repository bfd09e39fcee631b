"""The gallery as a window: a line to search with, groups of cards, one click opens."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from playground.files.examples import Example
from playground.ui.style import Theme, px, sans
from playground.ui.thumbnails import Thumbnail
from playground.ui.views.gallery.cards import CARD, Card, ExampleCard, RecentCard
from playground.ui.views.gallery.section import GAP, Section
from playground.ui.wording import told

_BEAT = 120
"""Milliseconds between two looks for new pictures."""
_MOST_RECENT = 6
_USUAL_COLUMNS = 3


class ThumbnailSource(Protocol):
    """What makes pictures of networks that learn; a fake in tests."""

    def start(self) -> None: ...

    def want(self, names: Sequence[str]) -> None: ...

    def take(self) -> Mapping[str, Thumbnail]: ...

    def close(self) -> None: ...


class GalleryDialog(QDialog):
    """Recent files, examples by what they teach, kinds of data with a network that fits."""

    example_chosen = Signal(object)
    """Example."""
    path_chosen = Signal(object)
    """Path of a project file."""

    def __init__(
        self,
        examples: Sequence[Example],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        kinds: Sequence[Example] = (),
        recent: Sequence[Path] = (),
        source: ThumbnailSource | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Examples"))
        self._source = source
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search"))
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(self.tr("Search the examples"))
        self.field.setToolTip(self.tr("Shows only what fits, for example “spiral” or “digits”."))
        self.nothing = QLabel(self.tr("Nothing fits. Type another word."))
        self.nothing.setObjectName("muted")
        self.nothing.hide()
        self.cards = [ExampleCard(example, theme) for example in examples]
        self.kind_cards = [ExampleCard(example, theme) for example in kinds]
        self.recent_cards = [RecentCard(path, theme) for path in recent[:_MOST_RECENT]]
        self.sections = self._make_sections()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._lay_out()
        self._connect()
        self.field.setFocus()

    def _connect(self) -> None:
        for card in (*self.cards, *self.kind_cards):
            card.clicked.connect(lambda _checked=False, chosen=card.example: self._choose(chosen))
        for recent_card in self.recent_cards:
            recent_card.clicked.connect(
                lambda _checked=False, path=recent_card.path: self._choose_path(path)
            )
        self.field.textChanged.connect(self._on_field_text_changed)
        for watched in (self.field, *self.cards, *self.kind_cards, *self.recent_cards):
            watched.installEventFilter(self)
        source = self._source
        if source is not None:
            # A function, not the bound method, which Qt would hold by a weak reference: the thread
            # must end also where the window behind takes this one along.
            def end() -> None:
                source.close()

            self.destroyed.connect(end)

    def _make_sections(self) -> list[Section]:
        groups: dict[str, list[Card]] = {}
        if self.recent_cards:
            groups[self.tr("Recent")] = list(self.recent_cards)
        for card in self.cards:
            groups.setdefault(told(card.example.group), []).append(card)
        if self.kind_cards:
            groups[self.tr("New from data")] = list(self.kind_cards)
        return [Section(title, cards) for title, cards in groups.items()]

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Examples"))
        heading.setObjectName("heading")
        heading.setFont(sans(13.0))
        hint = QLabel(self.tr("Each opens with its data, its network and its training running."))
        hint.setObjectName("muted")
        body = QWidget()
        body.setObjectName("dock")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(self.nothing)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 14, 18)
        layout.setSpacing(10)
        for widget in (heading, hint, self.field):
            layout.addWidget(widget)
        layout.addWidget(self.area, 1)
        width = _USUAL_COLUMNS * (px(CARD.width()) + GAP) + 44
        room = self.screen().availableGeometry().size()
        self.resize(min(width, room.width() - 20), min(px(680), room.height() - 60))

    # --- live pictures ---------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._source is not None:
            self._source.start()
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        if self._source is not None:
            self._source.close()

    def cards_in_sight(self) -> list[ExampleCard]:
        """Return the cards that can be seen now."""
        return [
            card
            for card in (*self.cards, *self.kind_cards)
            if card.isVisible() and not card.visibleRegion().isEmpty()
        ]

    def _on_timer_timeout(self) -> None:
        if self._source is None:
            return
        self._source.want([card.example.name for card in self.cards_in_sight()])
        made = self._source.take()
        for card in (*self.cards, *self.kind_cards):
            if card.example.name in made:
                card.show_thumbnail(made[card.example.name])

    # --- keys, search, choice --------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            is_down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.type() == QEvent.Type.KeyPress and is_down:
                self._leave_field(is_enter=event.key() != Qt.Key.Key_Down)
                return True
        if not isinstance(watched, Card) or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        # A button would take arrows for Tab, and the area behind it would scroll.
        if event.type() == QEvent.Type.KeyPress and self._answer_key(watched, event):
            return True
        return super().eventFilter(watched, event)

    def _answer_key(self, card: Card, event: QKeyEvent) -> bool:
        """Open, move or search; False where the key means nothing here."""
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            card.click()
        elif key in steps:
            self._move(card, *steps[key])
        elif event.text().isprintable() and event.text().strip():
            self.field.setFocus()
            self.field.insert(event.text())
        else:
            return False
        return True

    def _fitting_cards(self) -> list[Card]:
        return [card for section in self.sections for card in section.shown]

    def _leave_field(self, *, is_enter: bool) -> None:
        cards = self._fitting_cards()
        if is_enter and cards and self.field.text().strip():
            cards[0].click()
        elif cards:
            self._focus(cards[0])

    def _move(self, card: Card, across: int, down: int) -> None:
        """Move the focus to the neighbour; above the first row is the search."""
        cards = self._fitting_cards()
        here = card.mapTo(self, card.rect().center())
        best: tuple[float, Card] | None = None
        for other in cards:
            step = other.mapTo(self, other.rect().center()) - here
            along = step.x() * across + step.y() * down
            aside = abs(step.x() * down) + abs(step.y() * across)
            if other is card or along <= 0 or (across and aside > card.height() / 2):
                continue
            if best is None or along + 2.0 * aside < best[0]:
                best = along + 2.0 * aside, other
        if best is not None:
            self._focus(best[1])
        elif down < 0:
            self.field.setFocus()

    def _focus(self, card: Card) -> None:
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(card, 0, px(40))

    def _on_field_text_changed(self, text: str) -> None:
        for section in self.sections:
            section.show_fitting(text)
        self.nothing.setVisible(not self._fitting_cards())
        self.area.verticalScrollBar().setValue(0)

    def _choose(self, example: Example) -> None:
        self.close()
        self.example_chosen.emit(example)

    def _choose_path(self, path: Path) -> None:
        self.close()
        self.path_chosen.emit(path)
