"""Lowering: from a network that makes sense to a tape that runs.

One split tape per network: z, a, ∂L/∂a and ∂L/∂z are separate rows and separate arrays, for
running and for stepping alike. A head on logits (softmax with cross-entropy, sigmoid with binary
cross-entropy) gets its blame at z, so its activation has no backward row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from playground.data.random import stream_key
from playground.engine.assembly import Assembly, Use, Value, Weights
from playground.engine.derive import derive_backward, emit_forward
from playground.engine.layout import ParameterLayout, lay_out, padded
from playground.engine.masks import held_places
from playground.engine.program import DataLayout, LayerSlices, Program, ProgramKind, Slice
from playground.engine.state import Int32
from playground.engine.targets import target_width
from playground.engine.updating import emit_update
from playground.kernels.optable import OpCode
from playground.model.catalog import ACTIVATIONS, LOSSES, TargetRule, target_rule
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, ParameterId
from playground.model.network import DropoutSpec
from playground.model.project import Project
from playground.model.resolution import LayerShape, Resolution, Task

FORWARD: Mapping[str, OpCode] = {name: OpCode[f"{name.upper()}_FORWARD"] for name in ACTIVATIONS}
"""Activation in the catalogue → the operation that computes it."""

ON_LOGITS = ("bce", "ce")

LOSS: Mapping[str, OpCode] = {
    name: OpCode[f"{name.upper()}_{'LOGITS_' if name in ON_LOGITS else ''}LOSS"] for name in LOSSES
}

JOINS: Mapping[str, OpCode] = {"add": OpCode.ACCUMULATE, "concatenate": OpCode.COPY}

KEY_BITS = 40
"""Bits of a dropout layer's key in a row of the tape."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What lowering starts from.

    Attributes
    ----------
    rule
        Row of the table task × activation × loss that the head follows.
    examples
        Examples in the data block.
    """

    project: Project
    resolution: Resolution
    rule: TargetRule
    examples: int

    @property
    def head(self) -> LayerShape:
        return self.resolution.layers[self.resolution.order[-1]]

    @property
    def width(self) -> int:
        """Input features."""
        return len(self.resolution.layers[self.resolution.order[0]].units_out)

    @property
    def outputs(self) -> int:
        return len(self.head.units_out)

    def layout(self) -> ParameterLayout:
        """Return the parameter layout, the same for every program of this plan."""
        layers = [self.resolution.layers[layer] for layer in self.resolution.order]
        plain = [len(shape.units_out) for shape in layers if len(shape.parameters) == 1]
        return lay_out((p for shape in layers for p in shape.parameters), max(plain, default=0))

    def held(self) -> Int32:
        """Return the offsets, within a plane, of the single weights that training may not move."""
        network = self.project.network
        return held_places(self.layout(), (*network.frozen_weights, *network.cuts))


def make_plan(project: Project, resolution: Resolution, task: Task, examples: int) -> Plan:
    """Return the plan of a project.

    Raises
    ------
    PlaygroundError
        The network has a problem; the text is the first problem's.
    """
    if not resolution.is_valid:
        raise PlaygroundError(resolution.problems[0].message)
    head = resolution.layers[resolution.order[-1]]
    rule = target_rule(task, head.activation, resolution.loss)
    if rule is None:
        raise PlaygroundError(
            f"The output's activation {head.activation} and loss {resolution.loss} do not fit "
            f"data of the kind {task}. Choose another loss or activation for the output."
        )
    return Plan(project, resolution, rule, examples)


def lanes_for(batch: int) -> int:
    """Return ld: batches are padded to 16 lanes; one example alone needs no padding."""
    return 1 if batch == 1 else padded(batch)


def lower(plan: Plan, kind: ProgramKind, batch: int) -> Program:
    """Lower a plan for batches of up to ``batch`` examples.

    ``training`` has every phase, ``evaluation`` stops after the loss, ``probe`` runs backward as
    far as the input and updates nothing.
    """
    return _Lowering(plan, kind, batch).run()


class _Lowering:
    """The state of one lowering."""

    def __init__(self, plan: Plan, kind: ProgramKind, batch: int) -> None:
        self.plan = plan
        self.kind: ProgramKind = kind
        self.batch = batch
        self.layout = plan.layout()
        width = target_width(plan.rule, plan.outputs)
        self.data = DataLayout(plan.examples, plan.width, width)
        self.assembly = Assembly(lanes_for(batch))
        self.values: dict[LayerId, tuple[Value | None, Value]] = {}
        self.held = plan.held()
        network = plan.project.network
        self.clamps = {clamp.unit: clamp.value for clamp in network.clamps}
        self.frozen = {layer.id for layer in network.layers if layer.is_frozen}

    def run(self) -> Program:
        assembly = self.assembly
        target = self._gather()
        for layer in self.plan.resolution.order[1:]:
            self.values[layer] = self._forward(layer)
            self._clamp(layer)
        loss = Slice(assembly.take(1), 1, 1)
        lanes = assembly.slice(1)
        backward = self.kind != "evaluation"
        if backward:
            assembly.gradient = assembly.take(self.layout.plane_size)
        self._loss(target, loss, lanes)
        if backward:
            derive_backward(assembly)
        if self.kind == "training":
            self._update(loss)
        gradient = Slice(assembly.gradient, self.layout.plane_size, 1) if backward else None
        return Program(
            kind=self.kind,
            layout=self.layout,
            data=self.data,
            tape=assembly.finish(),
            workspace_size=assembly.size,
            table_size=self.plan.examples + self.held.size,
            batch=self.batch,
            ld=assembly.ld,
            slices=self._slices(),
            output=self.values[self.plan.head.id][1].memory,
            target=target,
            loss=loss,
            lanes=lanes,
            gradient=gradient,
            held=self.held,
        )

    def _gather(self) -> Slice:
        """Rows that fetch inputs and targets of the batch's examples."""
        assembly, first = self.assembly, self.plan.resolution.order[0]
        inputs = assembly.value(self.plan.width, needs_gradient=self.kind == "probe")
        target = assembly.slice(self.data.target_width)
        self.values[first] = (None, inputs)
        for source, destination, formula in (
            (0, inputs.memory, "x ← example"),
            (self.data.target_offset, target, "y ← target"),
        ):
            arguments = {
                "source": source, "width": destination.rows, "order": 0,
                "destination": destination.offset, "ld": assembly.ld,
            }  # fmt: skip
            name = self._name(first)
            assembly.emit(OpCode.GATHER, "data", arguments, first, name, formula=formula)
        self._clamp(first)
        return target

    def _forward(self, layer: LayerId) -> tuple[Value | None, Value]:
        """Append a layer's forward rows; return what comes into its function, and what comes out."""
        shape = self.plan.resolution.layers[layer]
        sources = tuple(self.values[source][1] for source in shape.sources)
        width = len(shape.units_out)
        if shape.kind in JOINS:
            joined = self.assembly.value(width)
            self._use(JOINS[shape.kind], layer, sources, joined)
            return None, joined
        (z,) = sources
        if shape.kind == "dropout":
            return z, self._dropout(layer, z)
        if shape.parameters:
            z = self.assembly.value(width)
            self._use(OpCode.DENSE_FORWARD, layer, sources, z, weights=self._weights(shape))
        a = self.assembly.value(width)
        self._use(FORWARD[shape.activation], layer, (z,), a)
        # The way back through softmax reads every share as it was, a held one too.
        return z, self._apart(layer, a) if shape.activation == "softmax" else a

    def _use(
        self,
        code: OpCode,
        layer: LayerId,
        sources: tuple[Value, ...],
        result: Value,
        *,
        weights: Weights | None = None,
        extra: Mapping[str, int | float] = MappingProxyType({}),
    ) -> None:
        use = Use(code, layer, self._name(layer), sources, result, weights, extra)
        emit_forward(self.assembly, use)

    def _dropout(self, layer: LayerId, source: Value) -> Value:
        """Dropout works while training alone; elsewhere the value is passed on as it is."""
        spec = self.plan.project.network.layer(layer).spec
        assert isinstance(spec, DropoutSpec)
        if self.kind == "training":
            result = self.assembly.value(source.memory.rows)
            mask = self.assembly.slice(source.memory.rows)
            key = stream_key(self.plan.project.training.seed, "dropout", layer)
            extra = {
                "mask": mask.offset, "key": key % (1 << KEY_BITS), "rate": spec.rate,
            }  # fmt: skip
            self._use(OpCode.DROPOUT_FORWARD, layer, (source,), result, extra=extra)
            return result
        if self.kind == "probe":
            # Shown beside each other, its blame is not that of all that its input leads to.
            return self._copied(layer, source)
        return self._apart(layer, source)

    def _apart(self, layer: LayerId, source: Value) -> Value:
        """Return a copy where a unit of the layer is held (a clamp must not reach back)."""
        if self.clamps.keys().isdisjoint(self.plan.resolution.layers[layer].units_out):
            return source
        return self._copied(layer, source)

    def _copied(self, layer: LayerId, source: Value) -> Value:
        result = self.assembly.value(source.memory.rows)
        self._use(OpCode.COPY, layer, (source,), result)
        return result

    def _clamp(self, layer: LayerId) -> None:
        """Hold units at their values, after everything that could change them."""
        value = self.values[layer][1]
        for place, unit in enumerate(self.plan.resolution.layers[layer].units_out):
            if unit in self.clamps:
                extra = {"unit": place, "value": self.clamps[unit]}
                self._use(OpCode.FILL, layer, (value,), value, extra=extra)

    def _weights(self, shape: LayerShape) -> Weights:
        """Return where the parameters of a layer lie within a plane."""
        owner = shape.parameters[0].id.layer
        weight = self.layout.slot(ParameterId(owner, "weight")).offset
        # The probe shows every gradient, also where nothing is learned from it.
        is_frozen = self.kind == "training" and shape.id in self.frozen
        if len(shape.parameters) == 1:
            return Weights(weight, self.layout.zeros, has_bias=False, is_frozen=is_frozen)
        bias = self.layout.slot(ParameterId(owner, "bias")).offset
        return Weights(weight, bias, is_frozen=is_frozen)

    def _loss(self, target: Slice, loss: Slice, lanes: Slice) -> None:
        assembly, head, rule = self.assembly, self.plan.head.id, self.plan.rule
        z, a = self.values[head]
        assert z is not None
        blamed = z if rule.on_logits else a
        # An evaluation has nobody to blame, but the row wants a place to write to.
        gradient, _ = assembly.gradient_of(blamed)
        arguments: dict[str, int | float] = {
            "a": a.memory.offset, "y": target.offset, "loss": loss.offset,
            "lanes": lanes.offset, "units": a.memory.rows, "ld": assembly.ld,
            "weight": 1.0,
        }  # fmt: skip
        if rule.on_logits:
            arguments |= {"z": z.memory.offset, "dz": gradient.offset}
        else:
            arguments |= {"da": gradient.offset}
        assembly.emit(LOSS[rule.loss], "loss", arguments, head, self._name(head))

    def _update(self, loss: Slice) -> None:
        """Rows from the complete gradient to new parameters."""
        frozen = {
            parameter.id
            for layer in self.frozen.intersection(self.plan.resolution.order)
            for parameter in self.plan.resolution.layers[layer].parameters
        }
        places = self.plan.examples
        emit_update(self.assembly, self.plan.project, self.layout, frozen,
                    loss=loss.offset, places=places, held=self.held.size)  # fmt: skip

    def _name(self, layer: LayerId) -> str:
        return self.plan.project.network.layer(layer).name

    def _slices(self) -> Mapping[LayerId, LayerSlices]:
        slices = {}
        evaluation = self.kind == "evaluation"
        for layer, (z, a) in self.values.items():
            slices[layer] = LayerSlices(
                z=None if z is None else z.memory,
                a=a.memory,
                dz=None if z is None or evaluation else z.gradient,
                da=None if evaluation else a.gradient,
            )
        return MappingProxyType(slices)
