"""Units that do not learn, or do all the same: dead, saturated, symmetric."""

from collections.abc import Iterator

import numpy as np

from playground.engine.state import Float32
from playground.model.ids import LayerId, ParameterId, UnitRef
from playground.model.network import ActivatedSpec
from playground.model.resolution import LayerShape
from playground.readout.health import remedies
from playground.readout.health.figures import idle_units
from playground.readout.health.look import LEARNED, Look, percent
from playground.readout.health.records import Finding, LayerFigures, Remedy

DEAD = 0.4
"""Share of a layer's units. "As much as 40 % of your network can be dead" after too high a rate
(A. Karpathy, CS231n, "Commonly used activation functions")."""
SATURATED = 0.75
"""Share of a layer's activations. The first hidden layer of Glorot & Bengio, "Understanding the
difficulty of training deep feedforward neural networks", 2010, stands still beyond it."""
EQUAL = 1e-6
"""Relative difference below which two units have the same weights."""


def dead(look: Look) -> Iterator[Finding]:
    """Units of a ReLU that are 0 for every example while the loss hardly moves."""
    found = [x for x in look.layers if x.dead is not None and x.dead >= DEAD and _bends(look, x)]
    if not found or not look.is_slow:
        return
    worst = max(found, key=lambda layer: layer.dead or 0.0)
    share = worst.dead or 0.0
    units = len(look.trainer.resolution.layers[worst.layer].units_out)
    name, count = look.name(worst.layer), round(share * units)
    layers = tuple(layer.layer for layer in found)
    yield Finding(
        "dead",
        "stop" if share == 1.0 else "warning",
        worst.layer,
        f"In {name}, {count} of {units} units ({percent(share)}) put out 0 for every example."
        if len(found) == 1
        else f"In {len(found)} layers units put out 0 for every example, most in {name}: {count} of "
        f"{units} ({percent(share)}).",
        "Where a ReLU is 0 its slope is 0 too, so no gradient passes and the weights never move "
        "again. Too high a learning rate, or an unlucky start, pushes units there.",
        tuple(_revived(look, layers)),
        {"share": share, "units": float(units)},
    )


def _revived(look: Look, layers: tuple[LayerId, ...]) -> Iterator[Remedy]:
    # At the rate that killed them, units would die again.
    if remedies.is_hot(look):
        yield remedies.leaky_and_slower(look, layers)
    else:
        yield remedies.with_activation(look, layers, "leaky_relu")
        idle = {layer: _idle(look, layer) for layer in layers}
        yield remedies.redraw(look, {layer: units for layer, units in idle.items() if units})
    yield remedies.lower_rate(look, remedies.safe_rate(look.rate), "rewind")


def _idle(look: Look, layer: LayerId) -> frozenset[UnitRef]:
    shape = look.trainer.resolution.layers[layer]
    idle = idle_units(shape, look.sample.layers[layer])
    if idle is None:
        return frozenset()
    return frozenset(unit for unit, is_idle in zip(shape.units_out, idle, strict=True) if is_idle)


def saturated(look: Look) -> Iterator[Finding]:
    """Sigmoids or tanhs at their ends while the loss hardly moves, with little learned yet."""
    found = [
        x
        for x in look.layers
        if x.saturated is not None and x.saturated >= SATURATED and _bends(look, x)
    ]
    if not found or not (look.is_slow and look.is_bad):
        return
    worst = max(found, key=lambda layer: layer.saturated or 0.0)
    share, name = worst.saturated or 0.0, look.name(worst.layer)
    is_hot = remedies.is_hot(look)
    rate = remedies.safe_rate(look.rate)
    anew = (
        remedies.lower_rate(look, rate, "rewind") if is_hot else remedies.new_start(look, "glorot")
    )
    yield Finding(
        "saturated",
        "warning",
        worst.layer,
        f"In {name}, {percent(share)} of the activations lie at an end of the curve."
        if len(found) == 1
        else f"In {len(found)} layers most activations lie at an end of the curve, in {name} "
        f"{percent(share)}.",
        "There the curve is flat (its slope is below 4% of the largest), so hardly any gradient "
        "passes. Weights or inputs are too large for it.",
        (anew,),
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
        yield Finding(
            "symmetric",
            "stop",
            layer.layer,
            f"All {units} units of {name} have the same weights."
            if distinct == 1
            else f"The {units} units of {name} have only {distinct} different sets of weights.",
            "Units that start alike get the same gradient and stay alike for ever: together they can "
            "do no more than one. A random start divides the work.",
            (remedies.new_start(look, "glorot"),),
            {"units": float(units), "distinct": float(distinct)},
        )


def _distinct(shape: LayerShape, values: dict[ParameterId, Float32]) -> int:
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


def _bends(look: Look, layer: LayerFigures) -> bool:
    """Whether a layer in front of the output has an activation that can be changed."""
    spec = look.project.network.layer(layer.layer).spec
    return isinstance(spec, ActivatedSpec)
