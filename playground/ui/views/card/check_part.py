"""Check my gradients: backpropagation beside what moving a weight up and down does to the loss."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from playground.engine.gradient_verdict import GradientCheck
from playground.model.ids import LayerId, WeightRef
from playground.session.commands import CheckGradients
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import layer_title, weight_title
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject
from playground.ui.views.card import words
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.segments import Piece, Segments
from playground.ui.widgets.text import Text

_VAGUE = 0.05
"""How much of the gradient the numeric one may leave open before that is said."""


class CheckPart(QWidget):
    """A button that asks what to check, ``others`` beside it, and the verdict below."""

    command_requested = Signal(object)
    """CheckGradients."""

    def __init__(self, *others: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._weight: WeightRef | None = None
        self._layer: LayerId | None = None
        tooltip = self.tr(
            "Moves weights a little up and down and compares what the loss makes of it."
        )
        self.button = Chip(self.tr("check my gradients…"), tooltip)
        self.button.setCheckable(False)
        self.button.setAccessibleName(self.tr("Check my gradients"))
        self.button.clicked.connect(self._on_button_clicked)
        self.verdict = Text(role="muted")
        self.whose = Text(role="muted")
        self.analytic, self.numeric = Segments(), Segments()
        self.analytic.setToolTip(self.tr("∂L/∂w of the batch, by the chain rule backwards."))
        self.numeric.setToolTip(self.tr("∂L/∂w from the loss with the weight moved up and down."))
        row = QHBoxLayout()
        row.setSpacing(SPACING // 2)
        for button in (self.button, *others):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACING // 2, 0, 0)
        layout.setSpacing(SPACING // 4)
        layout.addLayout(row)
        for part in (self.verdict, self.whose, self.analytic, self.numeric):
            layout.addWidget(part)
            part.hide()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for part in (self.button, self.verdict, self.whose, self.analytic, self.numeric):
            part.show_theme(theme)

    def show_moment(self, shown: ShownProject, snapshot: Snapshot, selection: Selection) -> None:
        """Offer what is selected, and show the verdict while it is one on what is seen."""
        self._shown, self._weight = shown, selection.weight
        layer = selection.layers[0] if selection.layers else None
        if selection.weight is not None:
            layer = selection.weight.parameter.layer
        elif selection.unit is not None:
            layer = selection.unit.layer
        shape = None if layer is None else shown.resolution.layers.get(layer)
        self._layer = layer if shape is not None and shape.parameters else None
        self.button.setEnabled(snapshot.status == "paused")
        found = snapshot.gradient_check
        is_seen = found is not None and found.step == snapshot.step and self._is_meant(found)
        for part in (self.verdict, self.analytic, self.numeric):
            part.setVisible(is_seen)
        self.whose.setVisible(is_seen and found is not None and found.count > 1)
        if found is not None and is_seen:
            self._show_found(shown, found)

    def _is_meant(self, found: GradientCheck) -> bool:
        """Whether a verdict is about what is selected, or about everything."""
        return found.target is None or found.target in (self._weight, self._layer)

    def _show_found(self, shown: ShownProject, found: GradientCheck) -> None:
        if found.agrees:
            several = self.tr("✓ The gradients agree: {0} weights were compared.")
            text = self.tr("✓ The gradient agrees.") if found.count == 1 else several
            text = text.format(numbers.thousands(found.count))
        else:
            text = self.tr(
                "The two do not agree: the loss has a kink near by, or the numbers are too small "
                "to compare."
            )
        if found.agrees and found.doubt > _VAGUE:
            # A tick must not say more than was found out.
            vague = self.tr("Beside a kink of the loss, or so small, no closer than {0}.")
            text += " " + vague.format(_share(found.doubt))
        self.verdict.show_role("good" if found.agrees else "warning")
        self.verdict.show_text(text)
        name = weight_title(shown.project, shown.resolution, found.weight)
        self.whose.show_text(self.tr("The one that differs most: {0}").format(name))
        wide = max(len(self.tr("backpropagation")), len(self.tr("numeric")))
        analytic = words.five_digits(found.analytic)
        self.analytic.show_pieces(
            Piece(f"{self.tr('backpropagation').ljust(wide)}  ", "muted"), Piece(analytic, "strong")
        )
        self.numeric.show_pieces(
            Piece(f"{self.tr('numeric').ljust(wide)}  ", "muted"),
            Piece(words.five_digits(found.numeric), "strong"),
            Piece(f"  {self.tr('differs by {0}').format(_share(found.error))}", "muted"),
        )

    # --- asking ----------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Return what can be checked."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        shown = self._shown
        if shown is not None and self._weight is not None:
            name = weight_title(shown.project, shown.resolution, self._weight)
            tooltip = self.tr("Compares the gradient of the selected weight.")
            self._offer(menu, self.tr("This weight: {0}").format(name), tooltip, self._weight)
        if shown is not None and self._layer is not None:
            name = layer_title(shown.project, self._layer)
            tooltip = self.tr("Compares the gradients of this layer, of many weights a sample.")
            self._offer(menu, self.tr("The layer: {0}").format(name), tooltip, self._layer)
        tooltip = self.tr("Compares gradients from all layers, of many weights a sample.")
        self._offer(menu, self.tr("The whole network"), tooltip, None)
        return menu

    def _offer(
        self, menu: QMenu, text: str, tooltip: str, target: WeightRef | LayerId | None
    ) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setToolTip(tooltip)
        action.triggered.connect(lambda: self.command_requested.emit(CheckGradients(target)))

    def check(self) -> None:
        """Check what is selected: the weight, else its layer, else the network."""
        self.command_requested.emit(CheckGradients(self._weight or self._layer))

    def _on_button_clicked(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))


def _share(error: float) -> str:
    """Return a relative error with two digits, e.g. "0.0021 %"."""
    return f"{100.0 * error:.2g} %" if error >= 1e-7 else "0 %"
