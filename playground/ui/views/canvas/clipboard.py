"""Copy, cut, paste and duplicate: through the system's clipboard, so between windows too."""

import json

from PySide6.QtCore import QByteArray, QMimeData, QObject, QPointF
from PySide6.QtGui import QGuiApplication

from playground.files.records import DAMAGE, project_from_builtins, project_to_builtins
from playground.model import edits, wishes
from playground.model.edits import Edit, Fragment
from playground.model.errors import PlaygroundError, TextError
from playground.model.ids import LayerId
from playground.model.network import Connection, InputSpec, Layer, Network, OutputSpec
from playground.model.project import Project
from playground.model.text import parse, render
from playground.ui.view import Selection
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.room import free_place
from playground.ui.views.canvas.surface import CanvasSurface

FRAGMENT_MIME = "application/x-playground-layers+json"
_LARGEST = 4_000_000
"""Bytes of a clipboard that are looked at."""
_LONGEST = 4_000
"""Characters of a text that could be a network."""


def mime_of(fragment: Fragment) -> QMimeData:
    """Return layers as the clipboard holds them: whole as JSON, and as text to read."""
    data = QMimeData()
    value = project_to_builtins(Project(network=fragment.network))
    data.setData(FRAGMENT_MIME, QByteArray(json.dumps(value).encode()))
    data.setText(_words(fragment.network))
    return data


def _words(network: Network) -> str:
    """Return layers as people would write them, or their names where no text says that."""
    start, end = (
        Layer(LayerId("first"), "input", InputSpec()),
        Layer(LayerId("last"), "output", OutputSpec()),
    )
    ways = [Connection(start.id, x.id) for x in network.layers if not network.sources(x.id)]
    ways += [Connection(x.id, end.id) for x in network.layers if not network.targets(x.id)]
    whole = Network((start, *network.layers, end), (*network.connections, *ways))
    try:
        return render(whole)
    except TextError:
        return ", ".join(layer.name for layer in network.layers)


def leave_text() -> None:
    """Leave only the text of copied layers on the clipboard; at the end of the program.

    Qt deletes what lies there after Python has gone, and must not find anything of Python's then.
    """
    clipboard = QGuiApplication.clipboard()
    data = clipboard.mimeData()
    if data is not None and data.hasFormat(FRAGMENT_MIME):
        clipboard.setText(data.text())


def fragment_of(data: QMimeData | None) -> Fragment | None:
    """Return the layers that a clipboard holds; None where it holds something else."""
    if data is None:
        return None
    network: Network | None = None
    if data.hasFormat(FRAGMENT_MIME):
        raw = bytes(data.data(FRAGMENT_MIME).data())
        if len(raw) <= _LARGEST:
            try:
                network = project_from_builtins(json.loads(raw)).network
            except (PlaygroundError, *DAMAGE):
                network = None
    elif data.hasText():
        network = _written(data.text())
    return _fragment(network) if network is not None else None


def _fragment(network: Network) -> Fragment | None:
    """Return what can be pasted of a network from elsewhere; it may say anything."""
    try:
        return edits.copy(Project(network=network), [layer.id for layer in network.layers])
    except (PlaygroundError, *DAMAGE):
        return None


def _written(text: str) -> Network | None:
    """Return the network that somebody wrote as text; None where the text is something else."""
    words = text.strip()
    if not words or len(words) > _LONGEST:
        return None
    for written in (words, f"{words} > output"):
        try:
            return parse(written)
        except TextError:
            continue
    return None


class CanvasClipboard(QObject):
    """What the Edit menu does with layers, where it needs to know where cards stand."""

    def __init__(self, surface: CanvasSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._stage = surface.stage
        self._scene = surface.canvas

    def copy(self) -> bool:
        """Put the selected layers on the clipboard; False where none can be copied."""
        if not self.can_copy:
            return False
        fragment = edits.copy(self._scene.shown.project, self._layers())
        QGuiApplication.clipboard().setMimeData(mime_of(fragment))
        return True

    def cut(self) -> None:
        """Put the selected layers on the clipboard and remove them."""
        if self.copy():
            self._stage.ask(wishes.remove_layers(self._layers()))

    def paste(self) -> None:
        """Put the layers of the clipboard where the mouse is, or where there is room."""
        fragment = fragment_of(QGuiApplication.clipboard().mimeData())
        if fragment is None:
            return
        count = len(fragment.network.layers)
        size = (220.0 * count, 340.0)
        frames = list(self._scene.frames().values())
        self._ask(wishes.paste(fragment, free_place(self._mouse_point(), size, frames)))

    def duplicate(self) -> None:
        """Put a copy of the selected layers beside them."""
        if self.can_copy:
            self._ask(wishes.duplicate(self._layers()))

    def select_all(self) -> None:
        """Select every layer."""
        self._stage.choose(Selection(layers=tuple(self._scene.items_by_layer)))

    def _mouse_point(self) -> Point:
        """Return the scene point under the mouse, or the middle where the mouse is elsewhere."""
        viewport, mouse = self._surface.viewport(), self._surface.mouse
        is_here = viewport.underMouse() and viewport.rect().contains(mouse.toPoint())
        return self._surface.camera.to_scene(
            mouse if is_here else QPointF(viewport.rect().center())
        )

    def _layers(self) -> tuple[LayerId, ...]:
        """Return the selected layers that can be copied: input and output cannot."""
        network = self._scene.shown.project.network
        return tuple(
            x
            for x in self._scene.selection.layers
            if network.has(x) and not isinstance(network.layer(x).spec, InputSpec | OutputSpec)
        )

    def _ask(self, edit: Edit) -> None:
        known = {layer.id for layer in self._scene.shown.project.network.layers}
        self._stage.ask(edit)
        self._stage.choose_fresh(known)

    @property
    def can_copy(self) -> bool:
        """Whether any of the selected layers can be copied."""
        return bool(self._layers())
