"""How large the network is, on a ruler up to the brain."""

from playground.ui.view import View


class SizeView(View):
    """How large the network is, on a ruler up to the brain."""
