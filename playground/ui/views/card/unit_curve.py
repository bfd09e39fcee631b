"""Where a neuron stands on the curve of its activation: z, a and the slope there, as points and numbers."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.engine.state import Float32
from playground.model.catalog import ACTIVATIONS
from playground.model.ids import LayerId, UnitRef
from playground.model.network import ActivatedSpec, OutputSpec
from playground.model.resolution import LayerShape
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.style import SPACING, Theme
from playground.ui.unit_maps import by_position, length_of
from playground.ui.view import ShownProject
from playground.ui.views.card.curve import CurvePicture
from playground.ui.widgets.segments import Piece, Segments


class UnitCurve(QWidget):
    """The curve with the neuron on it; hidden where the activation has none, e.g. softmax."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = CurvePicture()
        self.numbers = Segments()
        self.numbers.setToolTip(
            self.tr("The sum z, the activation a there, and the slope of the curve there.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACING // 2, 0, 0)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self.picture)
        layout.addWidget(self.numbers)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.picture.show_theme(theme)
        self.numbers.show_theme(theme)

    def show_unit(self, shown: ShownProject, snapshot: Snapshot, unit: UnitRef | None) -> None:
        """Show where this neuron stands now, as far as the operations done have brought it."""
        shape = None if unit is None else shown.resolution.layers.get(unit.layer)
        name = "" if shape is None else shape.activation
        record = ACTIVATIONS.get(name)
        is_known = record is not None and record.value is not None
        is_one = shape is not None and is_known and _applies_one(shown, shape.id)
        self.setVisible(is_one)
        if unit is None or shape is None or record is None or record.derivative is None:
            return
        self.picture.show_activation(name)
        z, a = _of_unit(shown, snapshot, shape, unit)
        self.picture.show_places(() if z is None else z.tolist(), is_done=a is not None)
        if z is not None and z.size > 1:
            words = self.tr("z from {0} to {1} at {2} positions")
            low, high = (numbers.signed(float(value), 2) for value in (z.min(), z.max()))
            told = words.format(low, high, numbers.thousands(z.size))
            self.numbers.show_pieces(Piece(told, "muted"))
            return
        sum_, value = (None if part is None else float(part[0]) for part in (z, a))
        slope = None if sum_ is None or value is None else record.derivative(sum_)
        self.numbers.show_pieces(
            Piece("z ", "muted"),
            Piece(numbers.signed_close(sum_), "strong"),
            Piece("  a ", "muted"),
            Piece(numbers.signed_close(value), "strong"),
            Piece("  ∂a/∂z ", "muted"),
            Piece(numbers.signed_close(slope), "blame"),
        )


def _applies_one(shown: ShownProject, layer: LayerId) -> bool:
    """Whether a layer puts its sums through one function: cells, pools and the data do not."""
    if not shown.project.network.has(layer) or shown.takes_data(layer):
        return False
    return isinstance(shown.project.network.layer(layer).spec, ActivatedSpec | OutputSpec)


def _of_unit(
    shown: ShownProject, snapshot: Snapshot, shape: LayerShape, unit: UnitRef
) -> tuple[Float32 | None, Float32 | None]:
    """Return z and a of a neuron, at every position that counts; None while not computed."""
    probe = snapshot.probe
    layer = None if probe is None else probe.layers.get(shape.id)
    if layer is None or unit not in shape.units_out:
        return None, None
    place, length = shape.units_out.index(unit), length_of(shown, probe, shape)
    parts = (by_position(values, shape) for values in (layer.z, layer.a))
    z, a = (None if part is None else part[place].reshape(-1)[:length] for part in parts)
    return z, a
