"""Settings outside of their limits, and layers that would put out too much."""

import math
from dataclasses import replace
from typing import Any, TypeVar

from playground.model.catalog import LAYER_DECAY, LAYERS, MAX_POSITIONS, MAX_VALUES, Field
from playground.model.check.notes import Notes
from playground.model.check.repairs import bridge, rewrite, with_network
from playground.model.fresh import fresh_spec
from playground.model.hints import refusal
from playground.model.network import KINDS, Layer, LayerSpec, UnitsSpec
from playground.model.resolution import Repair

_NAMED = ("units", "activation", "initialiser")
"""Settings with words of their own for what is wrong."""

_S = TypeVar("_S", bound=LayerSpec)


def sound(notes: Notes, layer: Layer, spec: _S) -> _S:
    """Note settings outside of their limits; return the settings with others in their place."""
    kind = KINDS[type(layer.spec)]
    usual = fresh_spec(kind)
    within = spec
    for field in LAYERS[kind].fields:
        value = getattr(spec, field.name)
        if field.name in _NAMED or field.allows(value):
            continue
        better = _nearest(field, value, getattr(usual, field.name))
        said = "none" if better is None else "all" if better == () else _said(better)
        fixed: dict[str, Any] = {field.name: better}
        notes.say(
            layer.id,
            f"{layer.name} cannot work like this. {refusal(field)}",
            rewrite(f"Use {said}", notes.project, layer, replace(spec, **fixed)),
        )
        within = replace(within, **fixed)
    return within


def decays(notes: Notes, layer: Layer) -> None:
    """Note a weight decay outside of its limits."""
    if not LAYER_DECAY.allows(layer.weight_decay):
        plain = notes.network.with_layer(replace(layer, weight_decay=None))
        notes.say(
            layer.id,
            f"{layer.name} cannot work like this. {refusal(LAYER_DECAY)}",
            with_network("Use that of all layers", notes.project, plain),
        )


def _nearest(field: Field, value: object, usual: object) -> object:
    """Return the nearest value that works, or the usual one."""
    if field.minimum is None or field.maximum is None or not isinstance(value, int | float):
        return usual
    limit = field.maximum if value > field.maximum else field.minimum
    number = int(limit) if field.is_whole else limit
    is_beyond = not field.minimum <= value <= field.maximum
    return number if is_beyond and not math.isnan(value) and field.allows(number) else usual


def _said(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def not_too_large(notes: Notes, layer: Layer) -> None:
    """Note a layer with more positions or values than there is room for; what follows sees fewer."""
    shape = notes.shapes.get(layer.id)
    if shape is None or not shape.positions:
        return
    places = math.prod(shape.positions)
    if places <= MAX_POSITIONS and shape.size <= MAX_VALUES:
        return
    sizes = " × ".join(f"{size:,}" for size in shape.shape)
    notes.say(
        layer.id,
        f"{layer.name} would put out {sizes} values, more than there is room for: at most "
        f"{MAX_VALUES:,}, at {MAX_POSITIONS:,} places. Make it smaller.",
        *_smaller(notes, layer, places),
        bridge("Remove it", notes.project, layer.id),
    )
    arriving = notes.arrival(shape.sources)
    before = arriving.picture if arriving.picture is not None else arriving
    notes.shapes[layer.id] = replace(shape, positions=before.positions)


def _smaller(notes: Notes, layer: Layer, places: int) -> tuple[Repair, ...]:
    spec = layer.spec
    if not isinstance(spec, UnitsSpec) or not 0 < places <= MAX_POSITIONS:
        return ()
    count = MAX_VALUES // places
    fewer = replace(spec, units=spec.units[:count])
    return (rewrite(f"Use {count:,} units", notes.project, layer, fewer),)
