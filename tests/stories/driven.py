"""The real program, which also answers questions: where is this, what is the state?

Nothing is done through this door. Hands are the mouse and the keys of a real display; a story only
has to know where to point, and what came of it. Questions come as JSON lines on stdin, answers go
to stdout. Run as ``python driven.py [FILE]``.
"""

import json
import sys
from typing import Any

from PySide6.QtCore import QObject, QPoint, QSocketNotifier
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from playground.model.errors import TextError
from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.model.text import render
from playground.ui import start
from playground.ui.assembly import Assembly
from playground.ui.views.card.rows import TermRow
from playground.ui.views.card.view import CardView

Answer = dict[str, Any]


def _place(widget: QWidget, point: QPoint | None = None) -> Answer:
    at = widget.mapToGlobal(widget.rect().center() if point is None else point)
    return {"x": at.x(), "y": at.y()}


class Door(QObject):
    """Answers questions about one window."""

    def __init__(self, assembly: Assembly) -> None:
        super().__init__(assembly)
        self._assembly = assembly
        self._lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._lines.activated.connect(self._on_lines_activated)

    def _on_lines_activated(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._lines.setEnabled(False)
            return
        question = json.loads(line)
        answer = getattr(self, question.pop("ask"))(**question)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    def state(self) -> Answer:
        controller = self._assembly.controller
        snapshot, store = controller.snapshot, controller.store
        try:
            network = render(store.project.network)
        except TextError as error:
            network = str(error)
        selection = controller.selection
        weight = None
        if selection.unit is not None:
            for parameter, values in snapshot.weights.items():
                if parameter.layer == selection.unit.layer and parameter.name == "weight":
                    weight = float(values[0, 0])
        return {
            "status": snapshot.status,
            "step": snapshot.step,
            "lane": snapshot.position.lane,
            "network": network,
            "run_layers": len(snapshot.run_layers),
            "is_known": snapshot.project_generation == store.generation,
            "undo": store.history.undo_label,
            "first_weight": weight,
            "path": str(store.path) if store.path else None,
            "is_changed": store.is_changed,
            "accuracy": snapshot.metrics.test_accuracy if snapshot.metrics else None,
            "notice": self._assembly.window.notice.text(),
            "title": self._assembly.window.title.text(),
            "dialog": self._dialog(),
        }

    def _dialog(self) -> str:
        dialog = QApplication.activeModalWidget()
        return dialog.windowTitle() if dialog is not None else ""

    def button(self, text: str) -> Answer:
        """The centre of the visible button that begins with this text."""
        top = QApplication.activeModalWidget() or self._assembly.window
        for button in top.findChildren(QAbstractButton):
            words = button.text() or button.accessibleName()
            if button.isVisible() and words.replace("&", "").startswith(text):
                return _place(button)
        return {}

    def layer(self, name: str) -> Answer:
        """A spot in the head of a card, where it can be taken hold of."""
        view = self._assembly.canvas
        frame = view.scene.frames()[self._id(name)]
        point = view.surface.camera.to_viewport(((frame.left + frame.right) / 2, frame.top + 18))
        return _place(view.surface.viewport(), point.toPoint())

    def neuron(self, layer: str, index: int) -> Answer:
        view = self._assembly.canvas
        item = view.scene.items_by_layer[self._id(layer)]
        left, top, width, height = item.card.body.tiles[index]
        x, y = item.centre
        point = view.surface.camera.to_viewport(
            (x + float(left + width / 2), y + float(top + height / 2))
        )
        return _place(view.surface.viewport(), point.toPoint())

    def wire(self, source: str, target: str) -> Answer:
        """The middle between two cards."""
        view = self._assembly.canvas
        connection = Connection(self._id(source), self._id(target))
        outline = view.scene.wires.outline(connection)
        if outline is None:
            return {}
        upper, lower = outline[0][0], outline[1][0]
        middle = (upper[[0, 1]] + upper[[6, 7]] + lower[[0, 1]] + lower[[6, 7]]) / 4
        point = view.surface.camera.to_viewport((float(middle[0]), float(middle[1])))
        return _place(view.surface.viewport(), point.toPoint())

    def weight_field(self) -> Answer:
        """The first weight on the card of the selected neuron."""
        card = self._assembly.controller.feed.view("card")
        assert isinstance(card, CardView)
        for row in card.findChildren(TermRow):
            if row.isVisible():
                return _place(row.weight)
        return {}

    def _id(self, name: str) -> LayerId:
        network = self._assembly.controller.store.project.network
        return next(layer.id for layer in network.layers if layer.name == name)


class DrivenAssembly(Assembly):
    """The window with the door in it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.door = Door(self)


if __name__ == "__main__":
    setattr(start, "Assembly", DrivenAssembly)  # noqa: B010  another window than the one it imports
    sys.exit(start.open_window(sys.argv[1] if len(sys.argv) > 1 else None))
