"""The numbers under the mouse, as lines of fixed width. No widgets."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from playground.engine.state import Curve
from playground.ui import numbers
from playground.ui.view import ShownProject
from playground.ui.views.loss_timeline.look import Look
from playground.ui.views.loss_timeline.runs import OtherRun
from playground.ui.views.loss_timeline.thinning import nearest_index

_MOST_RUNS = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("LossTimeline", text)


def value_text(value: float | None, look: Look) -> str:
    """Return a loss, or an accuracy as a percentage, always six characters wide or more."""
    text = numbers.loss(value) if look.quantity == "loss" else numbers.share(value)
    return text.rjust(6)


def updates_per_epoch(shown: ShownProject | None) -> int | None:
    """Return the updates in a pass over the examples, with the present batch size."""
    if shown is None or shown.dataset is None or shown.dataset.train.size == 0:
        return None
    batch = max(1, shown.project.training.batch_size)
    return math.ceil(shown.dataset.train.size / batch)


def epoch_at(step: int, shown: ShownProject | None) -> int | None:
    """Return how many passes are done after a step, as the present batch size counts them."""
    length = updates_per_epoch(shown)
    return None if length is None else step // length


def step_line(step: int, shown: ShownProject | None) -> str:
    """Return e.g. "step 5,000 · epoch 250"."""
    line = _tr("step {0}").format(numbers.thousands(step))
    epoch = epoch_at(step, shown)
    if epoch is None:
        return line
    return line + " · " + _tr("epoch {0}").format(numbers.thousands(epoch))


def present_lines(curve: Curve, index: int, look: Look) -> list[str]:
    """Return the values of the present run at a point of its curve."""
    train, test = look.train(curve)[index], look.test(curve)[index]
    words = _tr("train"), _tr("test"), _tr("batch")
    # One column of numbers, however long the words are in the person's language.
    of_train, of_test, of_batch = (word.ljust(max(map(len, words)) + 1) for word in words)
    lines = [f"{of_train}{value_text(float(train), look)}"]
    if not math.isnan(test):
        lines.append(f"{of_test}{value_text(float(test), look)}")
    low, high = float(curve.batch_min[index]), float(curve.batch_max[index])
    if look.quantity == "loss" and math.isfinite(low) and math.isfinite(high):
        mean = value_text(float(curve.batch_mean[index]), look)
        bounds = f" ({value_text(low, look)} – {value_text(high, look)})"
        # A point of the curve that stands for one step has nothing between two bounds.
        lines.append(f"{of_batch}{mean}{bounds if low < high else ''}")
    return lines


def other_lines(runs: Sequence[OtherRun], step: float, look: Look) -> list[str]:
    """Return the training values of the newest other runs that have a line of their own here."""
    seen = [
        run
        for run in runs
        if not (run.is_hidden or run.is_covered) and run.shared.step <= step <= run.last_step
    ]
    lines = []
    for run in seen[-_MOST_RUNS:]:
        index = nearest_index(run.curve.steps, step)
        if index is not None:
            value = float(look.train(run.curve)[index])
            lines.append(f"{value_text(value, look)}  {run.name:.24}")
    return lines
