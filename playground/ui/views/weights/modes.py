"""The four ways to look at the weights of a layer, and the chips that choose one."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QCoreApplication

from playground.ui.widgets.chip import Chip

Mode = Literal["matrix", "histograms", "product", "prune"]
MODES: tuple[Mode, ...] = ("matrix", "histograms", "product", "prune")
SORTED: tuple[Mode, ...] = ("matrix", "histograms")
"""Those that can show gradients instead."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("WeightsView", text)


def mode_chips() -> Mapping[Mode, Chip]:
    """Return a chip for each way."""
    return {
        "matrix": Chip(
            _tr("matrix"),
            _tr("The weights as squares: full is positive, hollow is negative."),
        ),
        "histograms": Chip(_tr("spread"), _tr("How many weights and activations lie where.")),
        "product": Chip(
            _tr("multiply out"),
            _tr("Linear layers in a row are a single matrix: this one."),
        ),
        "prune": Chip(_tr("prune"), _tr("How much could be cut without losing accuracy.")),
    }
