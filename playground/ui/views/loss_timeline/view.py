"""The loss over the run: train solid, test dashed."""

from playground.ui.view import View


class LossTimelineView(View):
    """The loss over the run: train solid, test dashed."""
