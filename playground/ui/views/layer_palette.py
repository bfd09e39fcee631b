"""The palette: a small button for every kind of layer, to be dragged onto the canvas."""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from playground.model import wishes
from playground.model.catalog import FURTHER, LAYERS
from playground.model.check import NOT_YET
from playground.model.edits import TEMPLATES
from playground.model.network import Connection, OutputSpec
from playground.model.project import Project
from playground.ui.kind_drawings import KIND_ICON, kind_icon
from playground.ui.style import DARK, Theme, sans
from playground.ui.view import Selection, ShownProject, View
from playground.ui.widgets.shelf_layout import ShelfLayout
from playground.ui.wording import told

LAYER_MIME = "application/x-playground-layer"
TEMPLATE = "template:"
"""What the name of a template begins with in a drag."""
_COLUMNS = 2
_DRAG_PIXELS = 6


def way_into_output(project: Project) -> Connection | None:
    """Return the connection into the output: where a layer goes that is not dropped anywhere."""
    network = project.network
    outputs = {layer.id for layer in network.layers if isinstance(layer.spec, OutputSpec)}
    return next((c for c in reversed(network.connections) if c.target in outputs), None)


_ALONE = ("features", *FURTHER)
"""Kinds that begin or end a branch of their own: they split no connection."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one button stands for: ``name`` is a kind of layer, or "template:" and a template."""

    name: str
    title: str
    explanation: str


def offers() -> tuple[tuple[str, tuple[Offer, ...]], ...]:
    """Return everything that can be put on the canvas, group by group (name, offers)."""
    kinds = [kind for kind in LAYERS.values() if kind.in_palette and kind.name not in NOT_YET]
    shelves: dict[str, list[Offer]] = {kind.shelf: [] for kind in kinds}
    for kind in (*kinds, *FURTHER.values()):
        offer = Offer(kind.name, told(kind.title), told(kind.explanation))
        shelves[kind.shelf].append(offer)
    blocks = tuple(
        Offer(f"{TEMPLATE}{one.name}", told(one.title), told(one.explanation))
        for one in TEMPLATES.values()
    )
    return (*((name, tuple(those)) for name, those in shelves.items()), ("blocks", blocks))


class LayerButton(QPushButton):
    """One kind of layer, or a block of several. Drag it, double-click it, or press Enter on it."""

    insert_requested = Signal(str)

    def __init__(self, kind: Offer, parent: QWidget) -> None:
        super().__init__(kind.title, parent)
        self.kind = kind
        self._from: QPoint | None = None
        self.setToolTip(
            self.tr(
                "{explanation} Drag it onto the canvas or a connection; Enter inserts it."
            ).format(explanation=kind.explanation)
        )
        self.setAccessibleName(self.tr("Add {kind}").format(kind=kind.title))
        self.setAccessibleDescription(kind.explanation)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFont(sans(9.0))
        self.setIconSize(QSize(KIND_ICON, KIND_ICON))
        self.setAutoDefault(False)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setIcon(kind_icon(self.kind.name, theme.action, self.devicePixelRatioF()))
        fill = theme.canvas if theme.name == "dark" else theme.card_raised
        self.setStyleSheet(
            f"LayerButton {{ background: {fill}; color: {theme.text}; text-align: left;"
            f" border: 1px solid {theme.border}; border-radius: 7px; padding: 5px 4px; }}"
            f"LayerButton:hover {{ border-color: {theme.muted}; }}"
            f"LayerButton:focus {{ border-color: {theme.action}; }}"
        )

    def mime_data(self) -> QMimeData:
        """Return what a drag of this button carries."""
        data = QMimeData()
        data.setData(LAYER_MIME, QByteArray(self.kind.name.encode()))
        data.setText(self.kind.title)
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        at = event.position().toPoint()
        if (at - self._from).manhattanLength() < _DRAG_PIXELS:
            return
        grasped, self._from = self._from, None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(self.mime_data())
        drag.setPixmap(self.grab())
        drag.setHotSpot(grasped)
        drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.insert_requested.emit(self.kind.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.insert_requested.emit(self.kind.name)
        else:
            super().keyPressEvent(event)


class LayerPaletteView(View):
    """Shows the kinds of layers that work, and only those."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = Project()
        self._selection = Selection()
        self._titles: list[QLabel] = []
        self.buttons: list[LayerButton] = []
        titles = {
            "layers": self.tr("LAYERS"),
            "pictures": self.tr("PICTURES"),
            "sequences": self.tr("SEQUENCES"),
            "joins": self.tr("JOINS"),
            "blocks": self.tr("BLOCKS"),
        }
        # The dock scrolls data and layers together: one scroll bar, never two inside each other.
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(7)
        for name, group in offers():
            title = QLabel(titles[name], self)
            title.setFont(sans(8.5, QFont.Weight.Medium))
            self._titles.append(title)
            column.addWidget(title)
            column.addLayout(self._shelf(group, 1 if name == "blocks" else _COLUMNS))
            column.addSpacing(4)
        column.addStretch()
        self.setAccessibleName(self.tr("Layers"))
        self.show_theme(DARK)

    def show_project(self, shown: ShownProject) -> None:
        """Remember where the output is: layers are inserted before it."""
        self._project = shown.project

    def show_selection(self, selection: Selection) -> None:
        """Remember what is selected: layers are inserted behind it."""
        self._selection = selection

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for title in self._titles:
            title.setStyleSheet(f"color: {theme.muted}; background: transparent;")
        for button in self.buttons:
            button.show_theme(theme)

    def _shelf(self, group: tuple[Offer, ...], columns: int) -> ShelfLayout:
        shelf = ShelfLayout(columns, 6 if columns > 1 else 4)
        for offer in group:
            button = LayerButton(offer, self)
            button.insert_requested.connect(self._on_button_insert_requested)
            self.buttons.append(button)
            shelf.addWidget(button)
        return shelf

    def _way(self) -> Connection | None:
        """Return the connection that a button inserts into: behind the selected layer, if one is."""
        chosen = self._selection.layers
        if len(chosen) == 1:
            ways = [c for c in self._project.network.connections if c.source == chosen[0]]
            if ways:
                return ways[0]
        return way_into_output(self._project)

    def _on_button_insert_requested(self, kind: str) -> None:
        known = {layer.id for layer in self._project.network.layers}
        way = self._way() if kind not in _ALONE else None
        if kind.startswith(TEMPLATE):
            edit = wishes.insert_template(kind.removeprefix(TEMPLATE), connection=way)
        else:
            edit = wishes.insert_layer(kind, connection=way)
        self.edit_requested.emit(edit)
        fresh = tuple(x.id for x in self._project.network.layers if x.id not in known)
        if fresh:
            self.selection_requested.emit(Selection(layers=fresh, example=self._selection.example))
