"""The loss of one output among several, beside the sum that training makes small."""

from PySide6.QtWidgets import QWidget

from playground.engine.state import Metrics
from playground.model.ids import LayerId
from playground.ui import numbers
from playground.ui.widgets.text import Text


class OwnLoss(Text):
    """Loss of an output over training and test examples, before its weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "value", parent, wraps=True)
        self.setToolTip(
            self.tr(
                "This output's own loss. The sum over all outputs, each times its weight, is what training makes small."
            )
        )

    def show_losses(self, metrics: Metrics | None, layer: LayerId | None) -> bool:
        """Show the loss of a layer; False where it has none of its own."""
        found = None if metrics is None or layer is None else metrics.losses.get(layer)
        if found is None:
            return False
        train, test = (numbers.loss(value) for value in found)
        self.show_text(self.tr("train {0} · test {1}").format(train, test))
        return True
