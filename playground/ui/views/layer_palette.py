"""The palette: a small button for every kind of layer, to be dragged onto the canvas."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDrag,
    QFont,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from playground.model import wishes
from playground.model.catalog import LAYERS
from playground.model.check import NOT_YET
from playground.model.edits import TEMPLATES
from playground.model.network import Connection, OutputSpec
from playground.model.project import Project
from playground.ui.style import DARK, Theme, sans
from playground.ui.view import Selection, ShownProject, View
from playground.ui.widgets.shelf_layout import ShelfLayout
from playground.ui.wording import told

LAYER_MIME = "application/x-playground-layer"
TEMPLATE = "template:"
"""What the name of a template begins with in a drag."""
_COLUMNS = 2
_DRAG_PIXELS = 6
_ICON = 16


def way_into_output(project: Project) -> Connection | None:
    """Return the connection into the output: where a layer goes that is not dropped anywhere."""
    network = project.network
    outputs = {layer.id for layer in network.layers if isinstance(layer.spec, OutputSpec)}
    return next((c for c in reversed(network.connections) if c.target in outputs), None)


def _dense(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3, 1.5, 10, 13), 2.5, 2.5)
    for y in (5.0, 8.0, 11.0):
        painter.drawLine(QPointF(6, y), QPointF(10, y))


def _activation(painter: QPainter) -> None:
    curve = QPainterPath(QPointF(2, 13))
    curve.cubicTo(QPointF(9, 13), QPointF(7, 3), QPointF(14, 3))
    painter.drawPath(curve)


def _dropout(painter: QPainter) -> None:
    for index in range(9):
        place = QPointF(3.2 + 4.8 * (index % 3), 3.2 + 4.8 * (index // 3))
        if index in (1, 3, 8):
            painter.drawLine(place - QPointF(1.3, 1.3), place + QPointF(1.3, 1.3))
            painter.drawLine(place - QPointF(1.3, -1.3), place + QPointF(1.3, -1.3))
        else:
            painter.drawEllipse(place, 0.9, 0.9)


def _add(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(8, 8), 6, 6)
    painter.drawLine(QPointF(5, 8), QPointF(11, 8))
    painter.drawLine(QPointF(8, 5), QPointF(8, 11))


def _concatenate(painter: QPainter) -> None:
    for y in (2.0, 8.6):
        painter.drawRoundedRect(QRectF(9, y, 4.5, 5.4), 1.2, 1.2)
        painter.drawLine(QPointF(2, y + 2.7), QPointF(7, y + 2.7))


def _multiply(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(8, 8), 6, 6)
    painter.drawLine(QPointF(5.8, 5.8), QPointF(10.2, 10.2))
    painter.drawLine(QPointF(5.8, 10.2), QPointF(10.2, 5.8))


def _picture(painter: QPainter) -> None:
    """A window on a picture."""
    painter.drawRect(QRectF(1.5, 1.5, 13, 13))
    painter.drawRect(QRectF(1.5, 1.5, 6.5, 6.5))


def _sequence(painter: QPainter) -> None:
    """Steps, one behind the other."""
    for x in (2.8, 8.0, 13.2):
        painter.drawEllipse(QPointF(x, 8), 1.6, 1.6)
    painter.drawLine(QPointF(4.6, 8), QPointF(6.2, 8))
    painter.drawLine(QPointF(9.8, 8), QPointF(11.4, 8))


def _spread(painter: QPainter) -> None:
    """How values are spread: a bell."""
    bell = QPainterPath(QPointF(1.5, 13))
    bell.cubicTo(QPointF(6.5, 13), QPointF(5.5, 3), QPointF(8, 3))
    bell.cubicTo(QPointF(10.5, 3), QPointF(9.5, 13), QPointF(14.5, 13))
    painter.drawPath(bell)


def _template(painter: QPainter) -> None:
    for x in (1.5, 9.5):
        painter.drawRoundedRect(QRectF(x, 3, 5, 10), 1.6, 1.6)
    painter.drawLine(QPointF(6.5, 8), QPointF(9.5, 8))


_DRAWINGS: Mapping[str, Callable[[QPainter], None]] = {
    "dense": _dense,
    "activation": _activation,
    "dropout": _dropout,
    "add": _add,
    "concatenate": _concatenate,
    "multiply": _multiply,
}
_OF_SHELF: Mapping[str, Callable[[QPainter], None]] = {
    "layers": _spread,
    "pictures": _picture,
    "sequences": _sequence,
}


def kind_icon(kind: str, colour: str, ratio: float = 1.0) -> QIcon:
    """Return a small drawing of a kind of layer: what it looks like, or the shape of its function."""
    pixmap = QPixmap(QSize(round(_ICON * ratio), round(_ICON * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    shelf = LAYERS[kind].shelf if kind in LAYERS else ""
    _DRAWINGS.get(kind, _OF_SHELF.get(shelf, _template))(painter)
    painter.end()
    return QIcon(pixmap)


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
    for kind in kinds:
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
        self.setIconSize(QSize(_ICON, _ICON))
        self.setAutoDefault(False)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setIcon(kind_icon(self.kind.name, theme.action, self.devicePixelRatioF()))
        fill = theme.canvas if theme.name == "dark" else theme.card_raised
        self.setStyleSheet(
            f"LayerButton {{ background: {fill}; color: {theme.text}; text-align: left;"
            f" border: 1px solid {theme.border}; border-radius: 7px; padding: 5px 7px; }}"
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


class _Shelves(QScrollArea):
    """Scrolls up and down, and is always as wide as what lies on it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width(), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._least_width(), super().sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _least_width(self) -> int:
        inside = self.widget()
        width = 0 if inside is None else inside.minimumSizeHint().width()
        return width + self.verticalScrollBar().sizeHint().width()


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
        shelves = QWidget()
        column = QVBoxLayout(shelves)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(7)
        for name, group in offers():
            title = QLabel(titles[name], shelves)
            title.setFont(sans(8.5, QFont.Weight.Medium))
            self._titles.append(title)
            column.addWidget(title)
            column.addLayout(self._shelf(group, 1 if name == "blocks" else _COLUMNS))
            column.addSpacing(4)
        column.addStretch()
        self._scroll_over(shelves)
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

    def _scroll_over(self, shelves: QWidget) -> None:
        """Let the shelves scroll up and down; they are never cut on a side."""
        scroll = _Shelves(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        shelves.setAutoFillBackground(False)
        scroll.setWidget(shelves)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _shelf(self, group: tuple[Offer, ...], columns: int) -> ShelfLayout:
        shelf = ShelfLayout(columns, 7 if columns > 1 else 4)
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
        way = self._way()
        if kind.startswith(TEMPLATE):
            edit = wishes.insert_template(kind.removeprefix(TEMPLATE), connection=way)
        else:
            edit = wishes.insert_layer(kind, connection=way)
        self.edit_requested.emit(edit)
        fresh = tuple(x.id for x in self._project.network.layers if x.id not in known)
        if fresh:
            self.selection_requested.emit(Selection(layers=fresh, example=self._selection.example))
