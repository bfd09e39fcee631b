"""All kinds of data by group, each with its picture and its sentence."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from playground.data.catalog import DATA_GROUPS, DATASETS
from playground.ui.style import SPACING, Theme, px
from playground.ui.views.data_panel.kind_button import KindCard
from playground.ui.views.data_panel.words import translated
from playground.ui.widgets.text import Text

_COLUMNS = 4


class DataChooser(QDialog):
    """A popup that closes with the choice, with Esc, or with a click beside it."""

    kind_requested = Signal(str)

    def __init__(self, present: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Kinds of data"))
        self.cards: dict[str, KindCard] = {}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(px(12), px(10), px(12), px(12))
        grid.setSpacing(px(SPACING - 2))
        row = 0
        for group in DATA_GROUPS:
            heading = Text(translated(group.title), "section")
            heading.show_theme(theme)
            grid.addWidget(heading, row, 0, 1, _COLUMNS)
            row += 1
            kinds = [name for name, kind in DATASETS.items() if kind.group == group.name]
            for place, kind in enumerate(kinds):
                card = KindCard(kind)
                card.show_theme(theme)
                card.setChecked(kind == present)
                card.clicked.connect(partial(self._on_card_clicked, kind))
                grid.addWidget(card, row + place // _COLUMNS, place % _COLUMNS)
                self.cards[kind] = card
            row += (len(kinds) + _COLUMNS - 1) // _COLUMNS
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(scroll)
        self._wanted = body.sizeHint()

    def show_beside(self, anchor: QWidget) -> None:
        """Open beside a widget, wholly on its screen; what does not fit scrolls."""
        corner = anchor.mapToGlobal(QPoint(anchor.width() + px(SPACING), 0))
        screen = QGuiApplication.screenAt(corner) or anchor.screen()
        room = screen.availableGeometry().adjusted(8, 8, -8, -8)
        width = min(self._wanted.width() + 4, room.width())
        height = min(self._wanted.height() + 4, room.height())
        if height < self._wanted.height():
            width = min(width + px(10), room.width())
        self.resize(width, height)
        left = max(room.left(), min(corner.x(), room.right() - width))
        top = max(room.top(), min(corner.y(), room.bottom() - height))
        self.move(left, top)
        self.show()

    def _on_card_clicked(self, kind: str) -> None:
        self.close()
        self.kind_requested.emit(kind)
