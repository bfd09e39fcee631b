"""A lowering in progress: what every kind of layer is lowered with."""

from collections.abc import Mapping
from types import MappingProxyType

from playground.engine.assembly import Assembly, Use, Value, Weights
from playground.engine.derive import emit_forward
from playground.engine.layout import padded
from playground.engine.plan import Plan
from playground.engine.program import ProgramKind, Slice
from playground.kernels.optable import OpCode
from playground.model.catalog import ACTIVATIONS
from playground.model.ids import LayerId
from playground.model.network import LayerSpec
from playground.model.resolution import LayerShape, ParameterShape

FORWARD: Mapping[str, OpCode] = {name: OpCode[f"{name.upper()}_FORWARD"] for name in ACTIVATIONS}
"""Activation in the catalogue → the operation that computes it."""

NOTHING: Mapping[str, int | float] = MappingProxyType({})

KEY_BITS = 40
"""Bits of a layer's key for random numbers in a row of the tape."""


def lanes_for(plan: Plan, batch: int) -> int:
    """Return ld: batches are padded to 16 lanes; plain layers take one example alone as it is."""
    return 1 if batch == 1 and plan.is_plain else padded(batch)


class Lowering:
    """The state of one lowering, and the words in which layers say what they are made of.

    Attributes
    ----------
    values
        By layer: what comes into its function (None where it has none), and what it puts out.
    frozen
        Layers that do not learn from the rows that are being appended.
    lengths
        float32 [1, ld], how many positions of each example count; None where there are none.
    looks
        By layer of attention: the weights, a row for every head, query and key.
    """

    def __init__(self, plan: Plan, kind: ProgramKind, batch: int) -> None:
        self.plan = plan
        self.kind: ProgramKind = kind
        self.batch = batch
        self.layout = plan.layout()
        self.data = plan.data()
        self.assembly = Assembly(lanes_for(plan, batch))
        self.values: dict[LayerId, tuple[Value | None, Value]] = {}
        self.lengths: Slice | None = None
        self.looks: dict[LayerId, Slice] = {}
        self._equal_lengths: dict[int, Slice] = {}
        network = plan.project.network
        self.clamps = {clamp.unit: clamp.value for clamp in network.clamps}
        # The probe shows every gradient, also where nothing is learned from it.
        self.frozen: frozenset[LayerId] = frozenset()

    def name(self, layer: LayerId) -> str:
        return self.plan.project.network.layer(layer).name

    def spec(self, layer: LayerId) -> LayerSpec:
        return self.plan.project.network.layer(layer).spec

    def sources(self, shape: LayerShape) -> tuple[Value, ...]:
        """Return what arrives at a layer."""
        return tuple(self.values[source][1] for source in shape.sources)

    def value(self, shape: LayerShape) -> Value:
        """Hand out memory for what a layer puts out."""
        return self.assembly.value(len(shape.units_out), shape.positions)

    def use(
        self,
        code: OpCode,
        layer: LayerId,
        sources: tuple[Value, ...],
        result: Value,
        *,
        weights: Weights | None = None,
        extra: Mapping[str, int | float] = NOTHING,
    ) -> None:
        """Append the forward rows of one operation; its backward rows follow from it."""
        if self.kind == "training":
            # No blame is carried to where nobody learns from it.
            learns = weights is not None and not weights.is_frozen
            asked = learns or any(source.needs_gradient for source in sources)
            result.needs_gradient = asked or (result in sources and result.needs_gradient)
        use = Use(code, layer, self.name(layer), sources, result, weights, extra)
        emit_forward(self.assembly, use)

    def activated(self, shape: LayerShape, z: Value) -> Value:
        """Append a layer's activation function; return what comes out."""
        a = self.assembly.value(z.units, z.positions)
        self.use(FORWARD[shape.activation], shape.id, (z,), a)
        # The way back through softmax reads every share as it was, a held one too.
        return self.apart(shape.id, a) if shape.activation == "softmax" else a

    def apart(self, layer: LayerId, source: Value) -> Value:
        """Return a copy where a unit of the layer is held (a clamp must not reach back)."""
        if self.clamps.keys().isdisjoint(self.plan.resolution.layers[layer].units_out):
            return source
        return self.copied(layer, source)

    def copied(self, layer: LayerId, source: Value) -> Value:
        """Return a copy of a value, with a gradient of its own."""
        result = self.assembly.value(source.units, source.positions)
        self.use(OpCode.COPY, layer, (source,), result)
        return result

    def picture(self, shape: LayerShape) -> Value:
        """Return what arrives at a layer of pictures; a flat layer of pixels is seen as one."""
        (value,) = self.sources(shape)
        grid = self.plan.resolution.layers[shape.sources[0]].grid
        return value if grid is None or value.positions else value.seen_as(grid[1:])

    def lengths_of(self, layer: LayerId, value: Value) -> Slice:
        """Return how many positions of a value count, example by example: float32 [1, ld].

        In sequences as long as the data that is what the data say; elsewhere all of them count.
        """
        if self.lengths is not None and value.positions == self.plan.entry.positions:
            return self.lengths
        places = value.places
        if places not in self._equal_lengths:
            lengths = self._equal_lengths[places] = self.assembly.slice(1)
            arguments = {"result": lengths.offset, "value": places, "size": lengths.size}
            formula = f"positions = {places}"
            name = self.name(layer)
            self.assembly.emit(OpCode.FILL, "forward", arguments, layer, name, formula=formula)
        return self._equal_lengths[places]

    def parameter(self, shape: LayerShape, role: str) -> ParameterShape | None:
        """Return a layer's parameter by its role; the name of kernels ends in their size."""
        for parameter in shape.parameters:
            name = parameter.id.name
            if name == role or (parameter.kernel and name.startswith(f"{role} ")):
                return parameter
        return None

    def weights(self, shape: LayerShape, role: str = "weight", bias: str = "bias") -> Weights:
        """Return where parameters of a layer lie; a bias that it has not is read from zeros."""
        weight, shift = self.parameter(shape, role), self.parameter(shape, bias)
        assert weight is not None
        return Weights(
            self.layout.slot(weight.id).offset,
            self.layout.zeros if shift is None else self.layout.slot(shift.id).offset,
            has_bias=shift is not None,
            is_frozen=shape.id in self.frozen,
        )
