"""Layers that bring values to a common size, and noise."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
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
from playground.model.resolution import ParameterShape, Problem, Repair

_ENOUGH = 16
"""Examples of a batch from which mean and variance can be told."""


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


def alone(notes: Notes) -> Iterator[Problem]:
    """Yield where a batch of one example leaves a batch norm with one number of each unit.

    Its mean is then the number itself: what comes out is the same for every example, and no blame
    comes back.
    """
    training = notes.project.training
    if training.batch_size != 1:
        return
    larger = replace(notes.project, training=replace(training, batch_size=_ENOUGH))
    for layer in (notes.network.layer(layer_id) for layer_id in notes.order):
        places = math.prod(notes.shapes[layer.id].positions)
        if isinstance(layer.spec, BatchNormSpec) and places == 1:
            yield Problem(
                layer.id,
                f"{layer.name} compares the examples of a batch, and a batch has only one: whatever "
                "arrives, the same comes out, and nothing in front of it learns. Train with larger "
                "batches.",
                Repair(f"Use batches of {_ENOUGH}", larger),
            )


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
