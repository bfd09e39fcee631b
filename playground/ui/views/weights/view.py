"""Weights of a layer as a Hinton diagram, histograms, and the prune slider."""

from playground.ui.view import View


class WeightsView(View):
    """Weights of a layer as a Hinton diagram, histograms, and the prune slider."""
