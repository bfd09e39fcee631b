"""A card that stays while the selection goes on: pinned below the present one, just as live."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from playground.model.ids import UnitRef, WeightRef
from playground.session.snapshot import Snapshot
from playground.ui.naming import unit_title, weight_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject
from playground.ui.views.card.neuron_card import NeuronCard
from playground.ui.views.card.wire_card import WireCard
from playground.ui.widgets.text import Header

MOST = 6
"""Cards that can be pinned at a time; each costs some painting."""

Pin = UnitRef | WeightRef


class PinnedCard(QFrame):
    """One neuron or weight with its numbers."""

    weight_requested = Signal(object, float, bool)
    unpin_requested = Signal(object)
    """Pin."""

    def __init__(self, pin: Pin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pin = pin
        self.setObjectName("pinned")
        self.header = Header("")
        self.close_button = QToolButton()
        self.close_button.setObjectName("flat")
        self.close_button.setText("×")
        self.close_button.setToolTip(self.tr("Takes this card away."))
        self.close_button.setAccessibleName(self.tr("Unpin"))
        self.close_button.clicked.connect(self._on_close_button_clicked)
        self.card: NeuronCard | WireCard
        self.card = NeuronCard() if isinstance(pin, UnitRef) else WireCard()
        self.card.weight_requested.connect(self.weight_requested)
        head = QHBoxLayout()
        head.addWidget(self.header, 1)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACING, 0, 0)
        layout.setSpacing(SPACING // 2)
        layout.addLayout(head)
        layout.addWidget(self.card)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.header.show_theme(theme)
        self.card.show_theme(theme)
        self.setStyleSheet(
            f"QFrame#pinned {{ border: none; border-top: 1px solid {theme.border}; }}"
        )

    def show_numbers(self, shown: ShownProject, snapshot: Snapshot) -> None:
        """Show the numbers of now."""
        project, resolution = shown.project, shown.resolution
        if isinstance(self.pin, UnitRef):
            self.header.title.show_text(
                unit_title(project, resolution, self.pin, self.tr("neuron"))
            )
        else:
            self.header.title.show_text(weight_title(project, resolution, self.pin))
        if isinstance(self.card, NeuronCard) and isinstance(self.pin, UnitRef):
            self.card.show_unit(shown, snapshot, self.pin)
        elif isinstance(self.card, WireCard) and isinstance(self.pin, WeightRef):
            self.card.show_weight(shown, snapshot, self.pin)

    @Slot()
    def _on_close_button_clicked(self) -> None:
        self.unpin_requested.emit(self.pin)


def exists(shown: ShownProject, pin: Pin) -> bool:
    """Whether the network still has this neuron or weight."""
    units = (pin,) if isinstance(pin, UnitRef) else (pin.target, pin.source)
    shapes = shown.resolution.layers
    for unit in units:
        if unit is None:
            continue
        shape = shapes.get(unit.layer)
        if shape is None or unit not in (*shape.units_out, *shape.identities):
            return False
    return True
