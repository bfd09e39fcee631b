"""The arithmetic of one neuron and of one weight, recomputed in float64. Pure: no Qt.

Where a layer answers at positions, numbers of units are means over the positions that count: a sum
of weights times means is the mean of the sums.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from playground.engine.state import Probe
from playground.model.catalog import ACTIVATIONS, target_rule
from playground.model.check import LayerShape, ParameterShape
from playground.model.ids import UnitRef, WeightRef
from playground.session.snapshot import Snapshot
from playground.ui.unit_maps import by_position, length_of, means, product_sum
from playground.ui.view import ShownProject
from playground.ui.weights import is_turned

MOST_TERMS = 30
"""Terms that are shown one by one; of more inputs the largest |a·w|."""
_SATURATED = 1e-6
SUMS = ("dense", "output")
"""Kinds whose units are a weighted sum of what arrives and nothing else."""


@dataclass(frozen=True, slots=True)
class Term:
    """One input of a neuron: ``index`` counts the inputs from 1."""

    index: int
    source: UnitRef
    weight: WeightRef
    w: float
    a: float | None

    @property
    def product(self) -> float | None:
        return None if self.a is None else self.a * self.w


@dataclass(frozen=True, slots=True)
class NeuronSum:
    """z = Σ a·w + b and what follows from it.

    Attributes
    ----------
    terms
        In the order of the inputs; see `strongest` for what is shown of many.
    z, a
        As the network computed them; None where it has not yet.
    expected
        Σ a·w + b of the numbers above, None while an input is missing.
    """

    terms: tuple[Term, ...]
    bias: float | None
    bias_weight: WeightRef | None
    z: float | None
    a: float | None
    expected: float | None

    @property
    def is_stale(self) -> bool:
        """Whether the weights have moved since z was computed (in the middle of an update)."""
        if self.z is None or self.expected is None:
            return False
        size = 1.0 + sum(abs(term.product or 0.0) for term in self.terms)
        return not abs(self.z - self.expected) <= 2e-5 * size

    def strongest(self) -> tuple[int, ...]:
        """Return the places of the terms to show: all of them, or the largest |a·w| first."""
        if len(self.terms) <= MOST_TERMS:
            return tuple(range(len(self.terms)))
        order = sorted(range(len(self.terms)), key=lambda i: -abs(self.terms[i].product or 0.0))
        return tuple(order[:MOST_TERMS])

    def rest(self, places: tuple[int, ...]) -> float:
        """Return the sum of the products that are not shown one by one."""
        chosen = set(places)
        return math.fsum(
            term.product or 0.0 for i, term in enumerate(self.terms) if i not in chosen
        )


@dataclass(frozen=True, slots=True)
class Blame:
    """The chain rule for one weight: dw = da · slope · dz_dw, or dw = dz · dz_dw.

    ``da`` and ``slope`` are None where only their product ∂L/∂z has a meaning of its own (softmax,
    saturated units of a head whose loss is computed together with its activation).
    """

    da: float | None
    slope: float | None
    dz: float
    dz_dw: float
    is_joined: bool
    summed: float | None = None
    """∂L/∂w where the weight is used at every position: Σ ∂L/∂z · a over them, with no one factor."""

    @property
    def dw(self) -> float:
        if self.summed is not None:
            return self.summed
        if self.da is not None and self.slope is not None:
            return self.da * self.slope * self.dz_dw
        return self.dz * self.dz_dw


def slope(activation: str, z: float, a: float) -> float | None:
    """Return ∂a/∂z; None for softmax, where one output depends on every sum."""
    if activation == "sigmoid":
        return a * (1.0 - a)
    record = ACTIVATIONS.get(activation)
    derivative = None if record is None else record.derivative
    return None if derivative is None else derivative(z)


def parameter(shape: LayerShape, name: str) -> ParameterShape | None:
    """Return the layer's parameter of this name."""
    return next((p for p in shape.parameters if p.id.name == name), None)


def incoming(
    shown: ShownProject, probe: Probe | None, shape: LayerShape
) -> Mapping[UnitRef, float]:
    """Return the value of every unit that arrives at a layer, as far as it is known."""
    values: dict[UnitRef, float] = {}
    if probe is None:
        return values
    for source in shown.project.network.sources(shape.id):
        before = shown.resolution.layers.get(source)
        if before is None:
            continue
        layer = probe.layers.get(source)
        a = layer.a if layer is not None else None
        if a is None and shown.takes_data(source) and not before.vocabulary:
            a = probe.inputs
        mean = means(a, before, length_of(shown, probe, before))
        if mean is not None:
            values.update(
                zip(before.identities, np.asarray(mean, np.float64).tolist(), strict=True)
            )
    return values


def neuron_sum(shown: ShownProject, snapshot: Snapshot, unit: UnitRef) -> NeuronSum | None:
    """Return the sum of a neuron, or None where the run does not hold its weights."""
    shape = shown.resolution.layers.get(unit.layer)
    matrix = None if shape is None else parameter(shape, "weight")
    if shape is None or matrix is None or unit not in shape.units_out or shape.kind not in SUMS:
        return None
    values = snapshot.weights.get(matrix.id)
    if values is None or values.shape != matrix.shape:
        return None
    row, turned = shape.units_out.index(unit), is_turned(shown.project.network, shape)
    numbers = values[:, row] if turned else values[row]
    refs = _refs(matrix, row, turned=turned)
    # Borrowed weights are called after units of their owner; what arrives here are others.
    sources = matrix.sources if matrix.id.layer == shape.id else shape.units_in
    arriving = incoming(shown, snapshot.probe, shape)
    terms = tuple(
        Term(column + 1, source, ref, float(number), arriving.get(source))
        for column, (source, ref, number) in enumerate(zip(sources, refs, numbers, strict=True))
    )
    bias_shape = parameter(shape, "bias")
    biases = snapshot.weights.get(bias_shape.id) if bias_shape is not None else None
    bias, bias_weight = None, None
    if bias_shape is not None and biases is not None and biases.shape == bias_shape.shape:
        bias, bias_weight = float(biases[row]), WeightRef(bias_shape.id, bias_shape.targets[row])
    products = [term.product for term in terms]
    known = [product for product in products if product is not None]
    expected = math.fsum(known) + (bias or 0.0) if len(known) == len(products) else None
    z, a = unit_values(shown, snapshot, unit)
    return NeuronSum(terms, bias, bias_weight, z, a, expected)


def _refs(matrix: ParameterShape, row: int, *, turned: bool) -> tuple[WeightRef, ...]:
    """Return the weights that a unit's sum uses, as their owner calls them."""
    if turned:
        return tuple(WeightRef(matrix.id, x, matrix.sources[row]) for x in matrix.targets)
    return tuple(WeightRef(matrix.id, matrix.targets[row], x) for x in matrix.sources)


def unit_values(
    shown: ShownProject, snapshot: Snapshot, unit: UnitRef
) -> tuple[float | None, float | None]:
    """Return z and a of a unit in the probe."""
    shape = shown.resolution.layers.get(unit.layer)
    probe = snapshot.probe
    layer = None if probe is None else probe.layers.get(unit.layer)
    if shape is None or layer is None or unit not in shape.units_out:
        return None, None
    index, length = shape.units_out.index(unit), length_of(shown, probe, shape)
    return _at(means(layer.z, shape, length), index), _at(means(layer.a, shape, length), index)


def weight_value(shown: ShownProject, snapshot: Snapshot, weight: WeightRef) -> float | None:
    """Return the value of a single weight or bias, None where the run does not have it."""
    # The rows of an embedding are tokens, units of the input: the parameter says whose it is.
    layers = (weight.target.layer, weight.parameter.layer)
    shapes = (shown.resolution.layers.get(layer) for layer in layers)
    known = (p for shape in shapes if shape is not None for p in shape.parameters)
    found = next((p for p in known if p.id == weight.parameter), None)
    values = None if found is None else snapshot.weights.get(weight.parameter)
    if found is None or values is None or values.shape != found.shape:
        return None
    index = found.index_of(weight)
    return None if index is None else float(values[index])


def blame(
    shown: ShownProject,
    snapshot: Snapshot,
    unit: UnitRef,
    dz_dw: float | None,
    source: UnitRef | None = None,
) -> Blame | None:
    """Return the chain rule for a weight of this neuron, or None before it has gradients.

    ``source`` is where the weight comes from, None for a bias.
    """
    shape = shown.resolution.layers.get(unit.layer)
    if shape is not None and shape.positions:
        return _summed_blame(shown, snapshot.probe, shape, unit, source)
    layer = None if snapshot.probe is None else snapshot.probe.layers.get(unit.layer)
    z, a = unit_values(shown, snapshot, unit)
    if shape is None or layer is None or z is None or a is None or dz_dw is None:
        return None
    index = shape.units_out.index(unit)
    dz, da = _at(layer.dz, index), _at(layer.da, index)
    joined = is_joined(shown, shape)
    steep = slope(shape.activation, z, a)
    if dz is None and da is not None and steep is not None:
        dz = da * steep
    if dz is None:
        return None
    if da is None or joined:
        # The network never computes ∂L/∂a of such a head; here it is worked out apart.
        da = dz / steep if steep is not None and steep > _SATURATED else None
    if da is None or steep is None:
        return Blame(None, None, dz, dz_dw, joined)
    return Blame(da, steep, dz, dz_dw, joined)


def _summed_blame(
    shown: ShownProject,
    probe: Probe | None,
    shape: LayerShape,
    unit: UnitRef,
    source: UnitRef | None,
) -> Blame | None:
    """Return the gradient of a weight that is used at every position."""
    layer = None if probe is None else probe.layers.get(shape.id)
    if probe is None or layer is None or unit not in shape.units_out:
        return None
    row, length = shape.units_out.index(unit), length_of(shown, probe, shape)
    if source is None:
        deltas = by_position(layer.dz, shape)
        if deltas is None:
            return None
        total = float(deltas[row].astype(np.float64)[slice(length)].sum())
        return Blame(None, None, total, 1.0, is_joined=False, summed=total)
    for name in shown.project.network.sources(shape.id):
        before = shown.resolution.layers.get(name)
        if before is None or source not in before.identities:
            continue
        values = probe.inputs if shown.takes_data(name) else probe.layers[name].a
        sums = product_sum(layer.dz, values, (shape, before), length)
        if sums is not None:
            total = float(sums[row, before.identities.index(source)])
            return Blame(None, None, total, 1.0, is_joined=False, summed=total)
    return None


def is_joined(shown: ShownProject, shape: LayerShape) -> bool:
    """Whether the layer's activation and the loss are computed together, from z."""
    order = shown.resolution.order
    if shown.task is None or not order or order[-1] != shape.id:
        return False
    rule = target_rule(shown.task, shape.activation, shown.resolution.loss or None)
    return rule is not None and rule.on_logits


def _at(values: object, index: int) -> float | None:
    if not isinstance(values, np.ndarray) or index >= values.shape[0]:
        return None
    return float(values[index])
