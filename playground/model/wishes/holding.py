"""Named edits of single weights and units: padlocks, cuts, clamps."""

from functools import partial

from playground.model import edits
from playground.model.edits import Edit
from playground.model.edits.holding import Weights
from playground.model.ids import UnitRef, WeightRef


def _label(verb: str, weights: Weights) -> str:
    if isinstance(weights, WeightRef) or len(weights) == 1:
        return f"{verb} weight"
    return f"{verb} {len(weights):,} weights"


def _held(weights: Weights) -> Weights:
    return weights if isinstance(weights, WeightRef) else tuple(weights)


def freeze_weight(weights: Weights) -> Edit:
    """Put a padlock on weights."""
    return Edit(_label("Freeze", weights), partial(edits.freeze_weight, weights=_held(weights)))


def release_weight(weights: Weights) -> Edit:
    """Open the padlock of weights."""
    return Edit(_label("Unfreeze", weights), partial(edits.release_weight, weights=_held(weights)))


def cut_weight(weights: Weights) -> Edit:
    """Cut weights."""
    return Edit(_label("Cut", weights), partial(edits.cut_weight, weights=_held(weights)))


def restore_weight(weights: Weights) -> Edit:
    """Mend weights that were cut."""
    return Edit(_label("Mend", weights), partial(edits.restore_weight, weights=_held(weights)))


def clamp_unit(unit: UnitRef, value: float) -> Edit:
    """Hold a neuron at a value."""
    change = partial(edits.clamp_unit, unit=unit, value=value)
    return Edit(f"Clamp neuron at {value:g}", change, f"clamp:{unit.layer}.{unit.unit}")


def release_unit(unit: UnitRef) -> Edit:
    """Let a neuron go."""
    return Edit("Release neuron", partial(edits.release_unit, unit=unit))
