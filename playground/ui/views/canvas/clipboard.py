"""Copy, cut, paste and duplicate: through the system's clipboard, so between windows too."""

import json
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from playground.files.records import DAMAGE, project_from_builtins, project_to_builtins
from playground.model import wishes
from playground.model.edits import Edit
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId
from playground.model.network import InputSpec, Network, OutputSpec
from playground.model.project import Project
from playground.ui.view import Selection
from playground.ui.views.canvas import pieces
from playground.ui.views.canvas.geometry import Point
from playground.ui.views.canvas.room import places_around
from playground.ui.views.canvas.surface import CanvasSurface

PIECE_MIME = "application/x-playground-layers+json"
_LARGEST = 2_000_000
"""Bytes of a clipboard that are looked at."""


def mime_of(piece: Network) -> QMimeData:
    """Return layers as the clipboard holds them: whole as JSON, and as text to read."""
    data = QMimeData()
    value = project_to_builtins(Project(network=piece))
    data.setData(PIECE_MIME, QByteArray(json.dumps(value).encode()))
    data.setText(pieces.text_of(piece))
    return data


def piece_of(data: QMimeData | None) -> Network | None:
    """Return the layers that a clipboard holds; None where it holds something else."""
    if data is None:
        return None
    if data.hasFormat(PIECE_MIME):
        raw = bytes(data.data(PIECE_MIME).data())
        if len(raw) <= _LARGEST:
            try:
                network = project_from_builtins(json.loads(raw)).network
            except (PlaygroundError, *DAMAGE):
                return None
            piece = pieces.taken(network, [layer.id for layer in network.layers])
            return piece if piece.layers else None
    return pieces.piece_of_text(data.text()) if data.hasText() else None


def _pasted(project: Project, piece: Network, places: Mapping[LayerId, Point]) -> Project:
    return pieces.put(project, piece, places)[0]


class CanvasClipboard(QObject):
    """What the Edit menu does with layers, where it needs to know where cards stand."""

    def __init__(self, surface: CanvasSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._stage = surface.stage
        self._scene = surface.canvas

    def copy(self) -> bool:
        """Put the selected layers on the clipboard; False where none can be copied."""
        piece = self._selected()
        if not piece.layers:
            return False
        QGuiApplication.clipboard().setMimeData(mime_of(piece))
        return True

    def cut(self) -> None:
        """Put the selected layers on the clipboard and remove them."""
        if self.copy():
            self._stage.ask(wishes.remove_layers(tuple(x.id for x in self._selected().layers)))

    def paste(self) -> None:
        """Put the layers of the clipboard behind the selected one, or where the mouse is."""
        piece = piece_of(QGuiApplication.clipboard().mimeData())
        if piece is None:
            return
        self.insert(piece, self.tr("Paste"))

    def duplicate(self) -> None:
        """Put a copy of the selected layers behind them, or beside them where they are loose."""
        piece = self._selected()
        if not piece.layers:
            return
        exits = pieces.ends_of(piece)[1]
        network = self._scene.shown.project.network
        label = self.tr("Duplicate")
        if len(exits) == 1 and network.targets(exits[0]) and network.sources(piece.layers[0].id):
            change = partial(pieces.put_behind, piece=piece, layer=exits[0])
            self._ask(Edit(label, change))
        else:
            frame = self._scene.frames()[piece.layers[0].id]
            self._insert_loose(piece, label, (frame.centre[0] + 40.0, frame.bottom + 60.0))

    def insert(self, piece: Network, label: str, at: Point | None = None) -> None:
        """Ask for a piece: behind the one selected layer, else at a point or at the mouse."""
        network = self._scene.shown.project.network
        chosen = self._scene.selection.layers
        is_behind = at is None and len(chosen) == 1 and pieces.is_chainable(piece)
        if is_behind and not isinstance(network.layer(chosen[0]).spec, OutputSpec):
            self._ask(Edit(label, partial(pieces.put_behind, piece=piece, layer=chosen[0])))
        else:
            self._insert_loose(piece, label, at if at is not None else self._surface.mouse_point())

    def select_all(self) -> None:
        """Select every layer."""
        self._stage.choose(Selection(layers=tuple(self._scene.items_by_layer)))

    def _selected(self) -> Network:
        network = self._scene.shown.project.network
        return pieces.taken(network, self._scene.selection.layers)

    def _insert_loose(self, piece: Network, label: str, at: Point) -> None:
        places = places_around(piece, at, self._scene.frames())
        self._ask(Edit(label, partial(_pasted, piece=piece, places=places)))

    def _ask(self, edit: Edit) -> None:
        known = {layer.id for layer in self._scene.shown.project.network.layers}
        self._stage.ask(edit)
        self._stage.choose_fresh(known)

    @property
    def can_copy(self) -> bool:
        """Whether any of the selected layers can be copied."""
        network = self._scene.shown.project.network
        return any(
            network.has(x) and not isinstance(network.layer(x).spec, InputSpec | OutputSpec)
            for x in self._scene.selection.layers
        )
