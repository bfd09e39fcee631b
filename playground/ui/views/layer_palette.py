"""The palette: a small button for every kind of layer, to be dragged onto the canvas."""

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, QRectF, QSize, Qt, Signal
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
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from playground.model import wishes
from playground.model.catalog import LAYERS, LayerKind
from playground.model.network import Connection, OutputSpec
from playground.model.project import Project
from playground.ui.style import DARK, Theme, sans
from playground.ui.view import ShownProject, View

LAYER_MIME = "application/x-playground-layer"
_COLUMNS = 2
_DRAG_PIXELS = 6
_ICON = 16


def way_into_output(project: Project) -> Connection | None:
    """Return the connection into the output: where a layer goes that is not dropped anywhere."""
    network = project.network
    outputs = {layer.id for layer in network.layers if isinstance(layer.spec, OutputSpec)}
    return next((c for c in reversed(network.connections) if c.target in outputs), None)


def kind_icon(kind: str, colour: str, ratio: float = 1.0) -> QIcon:
    """Return a small drawing of a kind of layer: what it looks like, or the shape of its function."""
    pixmap = QPixmap(QSize(round(_ICON * ratio), round(_ICON * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if kind == "activation":
        curve = QPainterPath(QPointF(2, 13))
        curve.cubicTo(QPointF(9, 13), QPointF(7, 3), QPointF(14, 3))
        painter.drawPath(curve)
    else:
        painter.drawRoundedRect(QRectF(3, 1.5, 10, 13), 2.5, 2.5)
        for y in (5.0, 8.0, 11.0):
            painter.drawLine(QPointF(6, y), QPointF(10, y))
    painter.end()
    return QIcon(pixmap)


class LayerButton(QPushButton):
    """One kind of layer. Drag it, double-click it, or press Enter on it."""

    insert_requested = Signal(str)

    def __init__(self, kind: LayerKind, parent: QWidget) -> None:
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


class LayerPaletteView(View):
    """Shows the kinds of layers that work, and only those."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = Project()
        self._title = QLabel(self.tr("LAYERS"), self)
        self._title.setFont(sans(8.5, QFont.Weight.Medium))
        self.buttons = [LayerButton(kind, self) for kind in LAYERS.values() if kind.in_palette]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(7)
        column.addWidget(self._title)
        grid = QGridLayout()
        grid.setSpacing(7)
        for index, button in enumerate(self.buttons):
            grid.addWidget(button, index // _COLUMNS, index % _COLUMNS)
            button.insert_requested.connect(self._on_button_insert_requested)
        for number in range(_COLUMNS):
            grid.setColumnStretch(number, 1)
        column.addLayout(grid)
        column.addStretch()
        self.setAccessibleName(self.tr("Layers"))
        self.show_theme(DARK)

    def show_project(self, shown: ShownProject) -> None:
        """Remember where the output is: layers are inserted before it."""
        self._project = shown.project

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._title.setStyleSheet(f"color: {theme.muted}; background: transparent;")
        for button in self.buttons:
            button.show_theme(theme)

    def _on_button_insert_requested(self, kind: str) -> None:
        self.edit_requested.emit(
            wishes.insert_layer(kind, connection=way_into_output(self._project))
        )
