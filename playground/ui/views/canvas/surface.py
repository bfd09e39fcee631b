"""The widget that shows the scene and passes mouse, wheel, keys and drops on."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from playground.ui.views.canvas.backdrop import Backdrop
from playground.ui.views.canvas.camera import Camera
from playground.ui.views.canvas.cards import is_offered
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.gestures import DropGesture
from playground.ui.views.canvas.hand import Hand
from playground.ui.views.canvas.marks import Hover
from playground.ui.views.canvas.scene import CanvasScene
from playground.ui.views.canvas.spoken import tip_of
from playground.ui.views.canvas.stage import CanvasStage
from playground.ui.views.canvas.traces_paint import (
    paint_pointed_wires,
    paint_traces,
    paint_verdict,
)

LAYER_MIME = "application/x-playground-layer"
_NOTCH = 120.0
_STRAY_PIXELS = 6.0
"""How far the mouse goes before it has left the place that was pressed."""
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_COUNTING = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus)
_CURSORS = {
    "closed_hand": Qt.CursorShape.ClosedHandCursor,
    "cross": Qt.CursorShape.CrossCursor,
    "arrow": Qt.CursorShape.ArrowCursor,
}


class CanvasSurface(QGraphicsView):
    """Owns camera, backdrop, stage and hand; decides nothing itself."""

    resized = Signal()
    key_pressed = Signal(object)
    """QKeyEvent; a slot that does not want it calls ``ignore()``."""
    context_requested = Signal(object, object)
    """Scene point (None: asked with a key) and global position."""

    def __init__(self, scene: CanvasScene, parent: QWidget) -> None:
        super().__init__(scene, parent)
        # The view does not own its scene: without this name it would be gone at once.
        self.canvas = scene
        self.stage = CanvasStage(scene)
        self.hand = Hand(self.stage)
        self.camera = Camera(self)
        self.backdrop = Backdrop()
        self.mouse = QPointF()
        self._pressed = QPointF()
        self._had_focus_ring = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The scene says itself when there is a new picture. Left to Qt, a second one follows the
        # first: items that have changed are noticed one round of events after the viewport.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.NoViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.stage.pan_requested.connect(self.camera.pan)
        for signal in (scene.picture_changed, self.stage.traces_changed):
            signal.connect(self.viewport().update)

    # Painting

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        del rect
        scene = self.canvas
        image = self.backdrop.picture(
            self.camera.frame(),
            scene.look.theme,
            (scene.panel_version, scene.wire_version),
            scene.paint_panels,
            scene.strokes,
            phase=scene.phase,
        )
        painter.save()
        painter.resetTransform()
        painter.drawImage(QPointF(0, 0), image)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene.wire_marks.paint(painter, scene.look)
        paint_pointed_wires(painter, scene)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        del rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_verdict(painter, self.canvas)
        paint_traces(painter, self.canvas, self.stage.traces)

    # Mouse and wheel

    def _point(self, event: QMouseEvent | QDropEvent) -> Point:
        self.mouse = event.position()
        return self.camera.to_scene(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.canvas.show_focus(False)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self.hand.press(self._point(event), self.camera.scale, event.modifiers())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._point(event)
        if (event.position() - self._pressed).manhattanLength() > _STRAY_PIXELS:
            self.hand.stray()
        self.hand.move(point, self.camera.scale)
        gesture = self.stage.gesture
        self.viewport().setCursor(_CURSORS[gesture.cursor if gesture is not None else "arrow"])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.hand.release(self._point(event))
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.hand.double_click(self._point(event), self.camera.scale)

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # Some platforms turn Shift+wheel into a sideways wheel themselves.
            amount = (delta.x() or delta.y()) / _NOTCH * 60.0 / self.camera.scale
            self.camera.pan(amount, 0.0)
        elif delta.y():
            self.camera.zoom(delta.y() / _NOTCH, event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.camera.magnify(1.0 + event.value(), event.position())
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hover = self.canvas.hover
            card = self.canvas.cards().get(hover.layer) if hover.layer is not None else None
            text = tip_of(card, hover.part.kind) if card is not None and hover.part else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave and self.stage.gesture is None:
            self.hand.hover(Hover())
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        point = None if is_by_key else self.camera.to_scene(QPointF(event.pos()))
        self.context_requested.emit(point, event.globalPos())

    # Drops: the scene would refuse them, so super is not asked.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        kind = bytes(event.mimeData().data(LAYER_MIME).data()).decode("utf-8", "replace")
        if is_offered(kind):
            self.stage.begin(DropGesture(self.stage, kind), self._point(event))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if isinstance(self.stage.gesture, DropGesture):
            self.stage.move(self._point(event))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self.stage.cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        if isinstance(self.stage.gesture, DropGesture):
            self.stage.end(self._point(event))
            event.acceptProposedAction()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    # Keys and window

    def event(self, event: QEvent) -> bool:
        # "+" and "−" zoom from everywhere; on a selected layer they count its neurons.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _COUNTING
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self.canvas.selection.layers
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.key_pressed.emit(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Back from a menu or the small field, keys go on where they were.
        is_by_key = event.reason() in _BY_KEY or (
            self._had_focus_ring and event.reason() != Qt.FocusReason.MouseFocusReason
        )
        self.canvas.show_focus(is_by_key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._had_focus_ring = self.canvas.has_focus
        self.canvas.show_focus(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
