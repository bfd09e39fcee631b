"""What training leaves alone: padlocks on layers and weights, cut weights, clamped units."""

import math
from collections.abc import Collection
from dataclasses import replace

from playground.model.catalog import MAX_CLAMP, MAX_HOLDS
from playground.model.edits.guards import all_existing, existing, with_network
from playground.model.errors import EditError
from playground.model.holds import Standing
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.network import Clamp, Network, OutputSpec, WeightedSpec
from playground.model.project import Project

Weights = WeightRef | Collection[WeightRef]


def set_frozen(project: Project, layer_ids: Collection[LayerId], is_frozen: bool) -> Project:
    """Close or open the padlock of layers; those without weights are left out.

    Layers that share their weights have one padlock together.
    """
    network = project.network
    chosen = [
        layer for layer in all_existing(network, layer_ids) if isinstance(layer.spec, WeightedSpec)
    ]
    if not chosen:
        raise EditError("Only layers with weights can be frozen. Choose a dense layer.")
    together = {same.id: same for layer in chosen for same in network.alike(layer.id)}
    for layer in together.values():
        network = network.with_layer(replace(layer, is_frozen=bool(is_frozen)))
    return with_network(project, network)


def freeze_weight(project: Project, weights: Weights) -> Project:
    """Put a padlock on weights or biases: they keep their value while the others learn."""
    network = project.network
    frozen = _joined(network.frozen_weights, _checked(network, weights))
    return with_network(project, replace(network, frozen_weights=frozen))


def release_weight(project: Project, weights: Weights) -> Project:
    """Open the padlock of weights."""
    network = project.network
    kept = _left(network.frozen_weights, weights, "That weight is not frozen.")
    return with_network(project, replace(network, frozen_weights=kept))


def cut_weight(project: Project, weights: Weights) -> Project:
    """Cut single weights: they count as 0 and stay 0."""
    network = project.network
    chosen = _checked(network, weights)
    if any(weight.source is None for weight in chosen):
        raise EditError("A bias is no connection that could be cut. Set it to 0 and freeze it.")
    return with_network(project, replace(network, cuts=_joined(network.cuts, chosen)))


def restore_weight(project: Project, weights: Weights) -> Project:
    """Mend weights that were cut."""
    network = project.network
    kept = _left(network.cuts, weights, "That weight is not cut.")
    return with_network(project, replace(network, cuts=kept))


def clamp_unit(project: Project, unit: UnitRef, value: float) -> Project:
    """Hold a unit at one activation for every example."""
    network = project.network
    layer = existing(network, unit.layer)
    if isinstance(layer.spec, OutputSpec):
        raise EditError("The output cannot be held at a value: training has to see its answer.")
    if not Standing(network).has_unit(unit):
        raise EditError(f"{layer.name} has no such neuron any more.")
    if not (math.isfinite(value) and abs(value) <= MAX_CLAMP):
        raise EditError(f"A neuron is held at a number from −{MAX_CLAMP:,.0f} to {MAX_CLAMP:,.0f}.")
    kept = tuple(clamp for clamp in network.clamps if clamp.unit != unit)
    if len(kept) >= MAX_HOLDS:
        raise EditError(f"At most {MAX_HOLDS:,} neurons can be held.")
    return with_network(project, replace(network, clamps=(*kept, Clamp(unit, float(value)))))


def release_unit(project: Project, unit: UnitRef) -> Project:
    """Let a unit go that was held."""
    network = project.network
    kept = tuple(clamp for clamp in network.clamps if clamp.unit != unit)
    if kept == network.clamps:
        raise EditError("That neuron is not held.")
    return with_network(project, replace(network, clamps=kept))


def _several(weights: Weights) -> tuple[WeightRef, ...]:
    return (weights,) if isinstance(weights, WeightRef) else tuple(weights)


def _checked(network: Network, weights: Weights) -> tuple[WeightRef, ...]:
    chosen = _several(weights)
    if not chosen:
        raise EditError("No weight is selected. Select one first.")
    standing = Standing(network)
    gone = next((weight for weight in chosen if not standing.has_weight(weight)), None)
    if gone is not None:
        layer = existing(network, gone.parameter.layer)
        raise EditError(f"{layer.name} has no such weight any more.")
    return chosen


def _joined(present: tuple[WeightRef, ...], more: tuple[WeightRef, ...]) -> tuple[WeightRef, ...]:
    joined = tuple(dict.fromkeys((*present, *more)))
    if len(joined) > MAX_HOLDS:
        raise EditError(f"At most {MAX_HOLDS:,} weights can be held or cut.")
    return joined


def _left(present: tuple[WeightRef, ...], weights: Weights, message: str) -> tuple[WeightRef, ...]:
    # What was held with its kernel is let go with it.
    gone = {w if w in present else w.whole for w in _several(weights)}
    kept = tuple(weight for weight in present if weight not in gone)
    if kept == present:
        raise EditError(message)
    return kept
