"""Layers that bring values to a common size, and noise."""

from collections.abc import Callable, Mapping
from typing import Any

from playground.model.check.bounds import sound
from playground.model.check.joins import passed
from playground.model.check.layers import in_a_row, own_units, pass_on, started
from playground.model.check.notes import Arrival, Notes, Units
from playground.model.check.repairs import rewrite
from playground.model.ids import LayerId, ParameterId
from playground.model.network import (
    BatchNormSpec,
    CosineSpec,
    Layer,
    LayerNormSpec,
    LayerSpec,
    NoiseSpec,
    NormaliseSpec,
    SoftmaxOverSpec,
)
from playground.model.resolution import ParameterShape


def noise(notes: Notes, layer: Layer, spec: NoiseSpec | NormaliseSpec, arriving: Arrival) -> None:
    """Note the shape of a layer that changes only the values."""
    sound(notes, layer, spec)
    pass_on(notes, layer, arriving)


def norm(
    notes: Notes, layer: Layer, spec: BatchNormSpec | LayerNormSpec, arriving: Arrival
) -> None:
    """Note the shape of a layer that takes mean and variance out, over the batch or the units."""
    sound(notes, layer, spec)
    units = passed(layer.id, arriving.units)
    own: tuple[ParameterShape, ...] = ()
    if units:
        owner = layer.id
        own = (_one(owner, "gain", units, "ones"), _one(owner, "shift", units, "zeros"))
        if isinstance(spec, BatchNormSpec):
            own += (
                _one(owner, "mean", units, "zeros", is_trained=False),
                _one(owner, "variance", units, "ones", is_trained=False),
            )
    pass_on(notes, layer, arriving, parameters=own)


def _one(
    owner: LayerId, name: str, units: Units, start: str, *, is_trained: bool = True
) -> ParameterShape:
    """Return a parameter with one number for every unit."""
    return ParameterShape(ParameterId(owner, name), units, (), start, is_trained=is_trained)


def cosine(notes: Notes, layer: Layer, spec: CosineSpec, arriving: Arrival) -> None:
    """Note the shape of a layer of prototypes; over a sequence it works position by position."""
    started(notes, layer, spec)
    units = own_units(notes, layer, spec)
    is_flat = in_a_row(notes, layer, arriving)
    own: tuple[ParameterShape, ...] = ()
    if is_flat and arriving.units:
        name = ParameterId(layer.id, "weight")
        own = (ParameterShape(name, units, arriving.units, spec.initialiser),)
    positions = arriving.positions if is_flat else ()
    notes.shape(layer, arriving, units, parameters=own, positions=positions)


def softmax_over(notes: Notes, layer: Layer, spec: SoftmaxOverSpec, arriving: Arrival) -> None:
    """Note the shape of shares."""
    axis = sound(notes, layer, spec).axis
    if axis == "positions" and arriving.units and not arriving.positions:
        notes.say(
            layer.id,
            f"{layer.name} divides 1 among positions, and a row without positions arrives. Let the "
            "units share it.",
            rewrite("Use units", notes.project, layer, SoftmaxOverSpec("units")),
        )
    pass_on(notes, layer, arriving)


RULES: Mapping[type[LayerSpec], Callable[[Notes, Layer, Any, Arrival], None]] = {
    NoiseSpec: noise,
    NormaliseSpec: noise,
    BatchNormSpec: norm,
    LayerNormSpec: norm,
    CosineSpec: cosine,
    SoftmaxOverSpec: softmax_over,
}
"""Settings of a layer → what notes its shape."""
