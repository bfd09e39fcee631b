"""The choice of data: kinds, noise, numbers, features."""

from playground.ui.views.data_panel.view import DataPanelView

__all__ = ["DataPanelView"]
