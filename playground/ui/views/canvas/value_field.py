"""The small field on the canvas: a name, a number of units, a rate, a weight."""

import math

from PySide6.QtCore import QObject, QRect, QRectF, Signal

from playground.model import wishes
from playground.model.edits import Edit
from playground.model.ids import LayerId, WeightRef
from playground.model.network import DropoutSpec, InputSpec, UnitsSpec
from playground.session.commands import SetWeight
from playground.ui.numbers import MINUS
from playground.ui.style import sans
from playground.ui.views.canvas.card_parts import subtitle_rect, title_rect
from playground.ui.views.canvas.inline_editor import InlineEditor
from playground.ui.views.canvas.surface import CanvasSurface
from playground.ui.weights import weight_value

_LARGEST = 1e6
"""Weights typed by hand stay within ± this."""


class ValueField(QObject):
    """Opens the field over what is edited, and asks for what was typed."""

    weight_changed = Signal(object)
    """SetWeight."""

    def __init__(self, surface: CanvasSurface) -> None:
        super().__init__(surface)
        self.surface = surface
        self.editor = InlineEditor(surface.viewport())
        self._edited: tuple[LayerId | WeightRef, str] | None = None
        self.editor.committed.connect(self._on_editor_committed)

    def edit_layer(self, layer: LayerId, what: str) -> bool:
        """Open on a card: its name, or its value. False where nothing can be typed."""
        scene = self.surface.canvas
        item = scene.items_by_layer.get(layer)
        if item is None:
            return True
        record = scene.shown.project.network.layer(layer)
        rect = item.mapRectToScene(
            title_rect(item.card) if what == "name" else subtitle_rect(item.card)
        )
        if what == "name":
            self._open((layer, what), rect, record.name)
        elif isinstance(record.spec, UnitsSpec) or (
            isinstance(record.spec, InputSpec) and record.spec.draws
        ):
            self._open((layer, "units"), rect, str(len(record.spec.units)), is_number=True)
        elif isinstance(record.spec, DropoutSpec):
            self._open((layer, "rate"), rect, f"{100 * record.spec.rate:g}", is_number=True)
        else:
            return False
        return True

    def edit_weight(self, weight: WeightRef) -> None:
        """Open on a wire; on its layer where a weight has no wire of its own."""
        scene = self.surface.canvas
        value = weight_value(scene.snapshot, scene.shown.resolution, weight)
        point = scene.wires.middle_of(weight)
        if point is None:
            point = scene.positions().get(weight.parameter.layer)
        if value is not None and point is not None:
            rect = QRectF(point[0] - 40.0, point[1] - 11.0, 80.0, 22.0)
            self._open((weight, "weight"), rect, f"{value:.4g}".replace("-", MINUS))

    def on_screen(self, rect: QRectF) -> QRect:
        """Return where a rectangle of the scene is on the canvas, large enough for a field."""
        camera = self.surface.camera
        corners = [camera.to_viewport((p.x(), p.y())) for p in (rect.topLeft(), rect.bottomRight())]
        shown = QRectF(*corners).toRect()
        # At a small scale the field keeps a size that can be read.
        return QRect(
            shown.center().x() - max(120, shown.width()) // 2,
            shown.center().y() - max(22, shown.height()) // 2,
            max(120, shown.width()),
            max(22, shown.height()),
        )

    def _open(
        self,
        edited: tuple[LayerId | WeightRef, str],
        rect: QRectF,
        text: str,
        *,
        is_number: bool = False,
    ) -> None:
        self._edited = edited
        self.editor.setFont(sans(max(8.0, min(12.0, 11.0 * self.surface.camera.scale))))
        self.editor.open_on(self.on_screen(rect), text, is_number=is_number)

    def _on_editor_committed(self, text: str) -> None:
        if self._edited is None:
            return
        (edited, what), self._edited = self._edited, None
        number = _number(text)
        if isinstance(edited, WeightRef):
            if number is not None and abs(number) <= _LARGEST:
                self.weight_changed.emit(SetWeight(edited, number))
            return
        edit: Edit | None = None
        if what == "name":
            edit = wishes.rename_layer(edited, text)
        elif what == "rate" and number is not None and 0 <= number < 100:
            edit = wishes.set_dropout_rate(edited, number / 100)
        elif what == "units" and number is not None and number >= 1:
            scene = self.surface.canvas
            chosen = scene.selection.layers
            layers = chosen if edited in chosen else (edited,)
            edit = wishes.set_units(layers if len(layers) > 1 else edited, int(number))
        if edit is not None:
            self.surface.stage.ask(edit)


def _number(text: str) -> float | None:
    """Return the number that was typed, with a sign of any kind; None where it is none."""
    try:
        value = float(text.replace("\N{MINUS SIGN}", "-").replace("%", "").replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
