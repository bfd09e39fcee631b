"""The real program, which also answers questions: where is this, what is the state?

Nothing is done through this door. Hands are the mouse and the keys of a real display; a story only
has to know where to point, and what came of it. Questions come as JSON lines on stdin, answers go
to stdout. Run as ``python driven.py [FILE]``.
"""

import json
import sys
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from playground.model.errors import TextError
from playground.model.text import render
from playground.ui import start
from playground.ui.assembly import Assembly
from playground.ui.in_sight import is_in_sight
from tests.stories.debugging import DebuggerPlaces
from tests.stories.landscapes import LandscapePlaces
from tests.stories.places import CanvasPlaces, WindowPlaces, bare

Answer = dict[str, Any]


class States:
    """What came of it: the document, the run, the window."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly

    def state(self) -> Answer:
        return {**self._document(), **self._run(), **self._window()}

    def project(self) -> Answer:
        """The whole document, to be compared."""
        return {"text": repr(self._assembly.controller.store.project)}

    def output_map(self) -> Answer:
        """The picture of the output, as numbers: row 0 is the top."""
        controller = self._assembly.controller
        big, dataset = controller.snapshot.big_map, controller.store.shown.dataset
        if big is None or big.unit is not None or dataset is None:
            return {}
        return {"step": big.step, "values": big.values.tolist(), "extent": dataset.extent}

    def rooms(self) -> Answer:
        """Where the parts of the window are: (left, top, width, height), only those in sight."""
        assembly = self._assembly
        docks = assembly.window.docks.by_name
        parts: dict[str, QWidget] = {"transport": assembly.transport, "canvas": assembly.canvas}
        parts |= {str(name): dock for name, dock in docks.items()}
        rooms = {name: _room(part) for name, part in parts.items() if is_in_sight(part)}
        return {**rooms, "frame": assembly.window.frameGeometry().getRect()}

    def _document(self) -> Answer:
        store = self._assembly.controller.store
        network, data = store.project.network, store.project.data
        try:
            text = render(network)
        except TextError as error:
            text = str(error)
        return {
            "network": text,
            "layers": [layer.name for layer in network.layers],
            "frozen": [layer.name for layer in network.layers if layer.is_frozen],
            "cuts": len(network.cuts),
            "data": data.kind,
            "points": [[point.x, point.y, point.label] for point in data.points],
            "undo": store.history.undo_label,
            "path": str(store.path) if store.path else None,
            "is_changed": store.is_changed,
        }

    def _run(self) -> Answer:
        controller = self._assembly.controller
        snapshot, selection = controller.snapshot, controller.selection
        metrics, weight = snapshot.metrics, None
        if selection.unit is not None:
            for parameter, values in snapshot.weights.items():
                if parameter.layer == selection.unit.layer and parameter.name == "weight":
                    weight = float(values[0, 0])
        return {
            "status": snapshot.status,
            "step": snapshot.step,
            "lane": snapshot.position.lane,
            "operation": snapshot.position.operation,
            "rows": len(snapshot.operations),
            "phases": [label.phase for label in snapshot.operations],
            "breakpoint": snapshot.breakpoint,
            "end": snapshot.record.end,
            "is_past": snapshot.record.is_past,
            "line": snapshot.record.line,
            "lines": [line.number for line in snapshot.record.lines],
            "shows_now": snapshot.now is not None,
            "run_layers": len(snapshot.run_layers),
            "is_known": snapshot.project_generation == controller.store.generation,
            "first_weight": weight,
            "loss": metrics.test_loss if metrics else None,
            "accuracy": metrics.test_accuracy if metrics else None,
            "train_accuracy": metrics.train_accuracy if metrics else None,
        }

    def _window(self) -> Answer:
        assembly = self._assembly
        selection, network = (
            assembly.controller.selection,
            assembly.controller.store.project.network,
        )
        dialog, popup = QApplication.activeModalWidget(), QApplication.activePopupWidget()
        field, layer_menu = assembly.canvas.desk.field.editor, assembly.canvas.desk.layer_menu
        focus = QApplication.focusWidget()
        return {
            "selected": [x.name for x in network.layers if x.id in selection.layers],
            "has_unit": selection.unit is not None,
            "has_weight": selection.weight is not None,
            "is_drawing": assembly.canvas.surface.stage.gesture is not None,
            "notice": assembly.window.notice.text(),
            "error": assembly.window.error_banner.isVisible(),
            "title": assembly.window.title.text(),
            # Only once keys arrive there.
            "dialog": dialog.windowTitle() if dialog and dialog.isActiveWindow() else "",
            "is_active": assembly.window.isActiveWindow(),
            "popup": popup is not None and popup.isVisible(),
            "menu": isinstance(popup, QMenu) and popup.isVisible(),
            "entry": _active_entry(popup),
            "layer_menu": layer_menu.isVisible(),
            "field": field.isVisible(),
            "focus": _name_of(focus) if focus is not None else "",
        }


def _active_entry(popup: QWidget | None) -> str:
    """Return the entry of the open menu that the keys have come to."""
    action = popup.activeAction() if isinstance(popup, QMenu) else None
    return bare(action.text()) if action is not None else ""


def _name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or type(widget).__name__


def _room(part: QWidget) -> tuple[int, int, int, int]:
    corner = part.mapToGlobal(part.rect().topLeft())
    return corner.x(), corner.y(), part.width(), part.height()


class MouseCount(QObject):
    """Counts what the mouse does, from the first question on."""

    _KINDS = (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    )

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._count = 0

    def mouse_events(self) -> Answer:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        return {"count": self._count}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        self._count += event.type() in self._KINDS
        return False


class Door(QObject):
    """Answers questions about one window."""

    def __init__(self, assembly: Assembly) -> None:
        super().__init__(assembly)
        self._rooms = (
            States(assembly),
            WindowPlaces(assembly),
            CanvasPlaces(assembly),
            DebuggerPlaces(assembly),
            LandscapePlaces(assembly),
            MouseCount(self),
        )
        self._lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._lines.activated.connect(self._on_lines_activated)

    def _on_lines_activated(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._lines.setEnabled(False)
            return
        question = json.loads(line)
        name = question.pop("ask")
        answering = next(room for room in self._rooms if hasattr(room, name))
        try:
            answer = getattr(answering, name)(**question)
        except LookupError:
            answer = {}  # that layer is not there, or not yet
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


class DrivenAssembly(Assembly):
    """The window with the door in it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.door = Door(self)


if __name__ == "__main__":
    setattr(start, "Assembly", DrivenAssembly)  # noqa: B010  another window than the one it imports
    sys.exit(start.open_window(sys.argv[1] if len(sys.argv) > 1 else None))
