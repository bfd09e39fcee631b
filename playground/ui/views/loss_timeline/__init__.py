"""The loss over the run: train solid, test dashed."""

from playground.ui.views.loss_timeline.view import LossTimelineView

__all__ = ["LossTimelineView"]
