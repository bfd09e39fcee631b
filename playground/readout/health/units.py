"""Units that do not learn, or do all the same: dead, saturated, symmetric."""

from collections.abc import Iterator

import numpy as np

from playground.engine.state import Float32
from playground.model.resolution import LayerShape
from playground.readout.health import remedies
from playground.readout.health.figures import idle_units
from playground.readout.health.look import LEARNED, Look, percent
from playground.readout.health.records import Finding, LayerFigures

DEAD = 0.4
"""Share of a layer's units. "As much as 40 % of your network can be dead" after too high a rate
(A. Karpathy, CS231n, "Commonly used activation functions")."""
SATURATED = 0.75
"""Share of a layer's activations. The first hidden layer of Glorot & Bengio, "Understanding the
difficulty of training deep feedforward neural networks", 2010, stands still beyond it."""
EQUAL = 1e-6
"""Relative difference below which two units have the same weights."""


def dead(look: Look) -> Iterator[Finding]:
    """Units of a ReLU that are 0 for every example while the loss stands still."""
    if not look.is_still:
        return
    for layer in look.layers:
        if layer.dead is not None and layer.dead >= DEAD and _is_hidden(look, layer):
            yield _dead(look, layer, layer.dead)


def _dead(look: Look, layer: LayerFigures, share: float) -> Finding:
    shape = look.trainer.resolution.layers[layer.layer]
    idle = idle_units(shape, look.sample.layers[layer.layer])
    assert idle is not None
    name, count, units = look.name(layer.layer), int(idle.sum()), len(shape.units_out)
    ways = [remedies.with_activation(look, (layer.layer,), "leaky_relu")]
    if shape.parameters:
        ways.append(remedies.redraw(look, layer.layer, idle))
    ways.append(remedies.lower_rate(look, "rewind"))
    return Finding(
        "dead",
        "stop" if share == 1.0 else "warning",
        layer.layer,
        f"{count} of {units} units of {name} are dead ({percent(share)}): their ReLU puts out 0 for "
        "every example.",
        "Where a ReLU is 0 its slope is 0 too, so no gradient passes and the weights never move "
        "again. Too high a learning rate, or an unlucky start, pushes units there.",
        tuple(ways),
        {"share": share, "units": float(units)},
    )


def saturated(look: Look) -> Iterator[Finding]:
    """Sigmoids or tanhs at their ends while the loss stands still."""
    if not look.is_still:
        return
    for layer in look.layers:
        share = layer.saturated
        if share is not None and share >= SATURATED and _is_hidden(look, layer):
            name = look.name(layer.layer)
            ways = [
                remedies.new_start(look, "glorot"),
                remedies.with_activation(look, (layer.layer,), "leaky_relu"),
                remedies.lower_rate(look, "rewind"),
            ]
            yield Finding(
                "saturated",
                "warning",
                layer.layer,
                f"{name} is saturated: {percent(share)} of its activations lie at an end of the curve.",
                "There the curve is flat (its slope is below 4 % of the largest), so hardly any "
                "gradient passes. Weights or inputs are too large for it.",
                tuple(ways),
                {"share": share},
            )


def symmetric(look: Look) -> Iterator[Finding]:
    """Units of a hidden layer with the same weights: they get the same gradient and stay alike.

    References
    ----------
    .. [1] D. Rumelhart, G. Hinton, R. Williams, "Learning internal representations by error
       propagation", 1986: symmetry breaking.
    """
    if look.skill >= LEARNED or look.project.training.l1 > 0.0:
        return
    values = look.trainer.weights()
    for layer in look.hidden:
        shape = look.trainer.resolution.layers[layer.layer]
        units = len(shape.units_out)
        distinct = _distinct(shape, {p.id: values[p.id] for p in shape.parameters if p.is_trained})
        if units < 2 or distinct > units // 2:
            continue
        name = look.name(layer.layer)
        what = (
            f"All {units} units of {name} have the same weights."
            if distinct == 1
            else f"The {units} units of {name} have only {distinct} different sets of weights."
        )
        yield Finding(
            "symmetric",
            "stop",
            layer.layer,
            what,
            "Units that start alike get the same gradient and stay alike for ever: together they can "
            "do no more than one. A random start divides the work.",
            (remedies.new_start(look, "glorot"), remedies.new_start(look, "he")),
            {"units": float(units), "distinct": float(distinct)},
        )


def _distinct(shape: LayerShape, values: dict[object, Float32]) -> int:
    """Return how many different rows of weights a layer's units have."""
    units = len(shape.units_out)
    rows = [v.reshape(units, -1) for v in values.values() if v.shape[0] == units]
    if not rows:
        return units
    table = np.concatenate(rows, axis=1).astype(np.float64)
    size = float(np.abs(table).max(initial=0.0))
    if not np.isfinite(size):
        return units
    return len(np.unique(np.round(table / (EQUAL * max(size, 1e-12))), axis=0))


def _is_hidden(look: Look, layer: LayerFigures) -> bool:
    return look.trainer.resolution.layers[layer.layer].kind != "output"
