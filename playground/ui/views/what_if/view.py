"""Sliders for the features of one example: what would the network say if."""

from playground.ui.view import View


class WhatIfView(View):
    """Sliders for the features of one example: what would the network say if."""
