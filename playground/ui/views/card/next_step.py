"""Where plain gradient descent takes a weight with the gradient just worked out. Pure."""

import numpy as np

from playground.model.holds import has_padlock, is_cut
from playground.model.ids import WeightRef
from playground.readout.arithmetic.expressions import Number, Product, exactly
from playground.readout.arithmetic.records import Arithmetic, Line
from playground.readout.arithmetic.showing import MOVED, line
from playground.session.snapshot import Snapshot
from playground.ui.view import ShownProject
from playground.ui.views.card.arithmetic import weight_value


def is_gradient(found: Line | None) -> bool:
    """Whether a line is ∂L/∂ of a parameter."""
    return found is not None and found.name.startswith(("∂L/∂w", "∂L/∂b"))


def next_line(shown: ShownProject, snapshot: Snapshot, record: Arithmetic) -> Line | None:
    """Return w ← w − η·∂L/∂w; None where the optimizer does more than that, or nothing is learned."""
    weight, main = record.weight or record.target, record.main
    if not isinstance(weight, WeightRef) or main is None or main.value is None:
        return None
    if record.phase != "backward" or not is_gradient(main) or not _is_plain(shown, weight):
        return None
    value = weight_value(shown, snapshot, weight)
    if value is None:
        return None
    rate = snapshot.learning_rate or shown.project.training.optimizer.learning_rate
    moved = np.float32(value) - np.float32(rate) * np.float32(main.value)
    formula = Number(value) - Product((exactly(float(f"{rate:.6g}")), Number(main.value)))
    letter = "b" if weight.source is None else "w"
    name = f"{letter} new", rf"{letter}_{{\text{{new}}}}"
    return line(name, formula, Number(float(moved)), role="next", most=MOVED)


def _is_plain(shown: ShownProject, weight: WeightRef) -> bool:
    """Whether the update takes the gradient as it is: no moments, no pull, nothing held."""
    training, network = shown.project.training, shown.project.network
    layer = weight.parameter.layer
    if training.optimizer.kind != "sgd" or training.clip is not None or not network.has(layer):
        return False
    if training.l1 or training.l2 or network.layer(layer).weight_decay:
        return False
    is_held = network.is_frozen(layer) or has_padlock(network, weight)
    return not (is_held or is_cut(network, weight))
