"""Lowering: from a network that makes sense to a tape that runs.

One split tape per network: z, a, ∂L/∂a and ∂L/∂z are separate rows and separate arrays, for
running and for stepping alike. A head on logits (softmax with cross-entropy, sigmoid with binary
cross-entropy) gets its blame at z, so its activation has no backward row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from playground.engine.assembly import Assembly, Use, Value, emit_forward
from playground.engine.layout import PLANES, ParameterLayout, lay_out, padded
from playground.engine.program import DataLayout, LayerSlices, Program, ProgramKind, Slice
from playground.engine.targets import target_width
from playground.kernels.optable import OpCode
from playground.model.catalog import TargetRule, target_rule
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, ParameterId
from playground.model.project import Project
from playground.model.resolution import LayerShape, Resolution, Task

FORWARD: Mapping[str, OpCode] = {
    "linear": OpCode.LINEAR_FORWARD,
    "relu": OpCode.RELU_FORWARD,
    "tanh": OpCode.TANH_FORWARD,
    "sigmoid": OpCode.SIGMOID_FORWARD,
    "softmax": OpCode.SOFTMAX_FORWARD,
}
"""Activation in the catalogue → the operation that computes it."""

LOSS: Mapping[str, OpCode] = {
    "mse": OpCode.MSE_LOSS,
    "bce": OpCode.BCE_LOGITS_LOSS,
    "ce": OpCode.CE_LOGITS_LOSS,
}

UPDATE: Mapping[str, OpCode] = {"sgd": OpCode.SGD_UPDATE, "adam": OpCode.ADAM_UPDATE}


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
        layers = self.resolution.layers
        return lay_out(p for layer in self.resolution.order for p in layers[layer].parameters)


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
        self.values: dict[LayerId, tuple[Value, Value]] = {}

    def run(self) -> Program:
        assembly = self.assembly
        target = self._gather()
        for layer in self.plan.resolution.order[1:]:
            self._forward(layer)
        loss = Slice(assembly.take(1), 1, 1)
        lanes = assembly.slice(1)
        backward = self.kind != "evaluation"
        if backward:
            assembly.gradient = assembly.take(self.layout.plane_size)
        self._loss(target, loss, lanes)
        if backward:
            assembly.derive_backward()
        if self.kind == "training":
            self._update(loss)
        gradient = Slice(assembly.gradient, self.layout.plane_size, 1) if backward else None
        return Program(
            kind=self.kind,
            layout=self.layout,
            data=self.data,
            tape=assembly.finish(),
            workspace_size=assembly.size,
            table_size=self.plan.examples,
            batch=self.batch,
            ld=assembly.ld,
            slices=self._slices(),
            output=self.values[self.plan.head.id][1].memory,
            target=target,
            loss=loss,
            lanes=lanes,
            gradient=gradient,
        )

    def _gather(self) -> Slice:
        """Rows that fetch inputs and targets of the batch's examples."""
        assembly, first = self.assembly, self.plan.resolution.order[0]
        inputs = assembly.value(self.plan.width, needs_gradient=self.kind == "probe")
        target = assembly.slice(self.data.target_width)
        self.values[first] = (inputs, inputs)
        for source, destination in ((0, inputs.memory), (self.data.target_offset, target)):
            arguments = {
                "source": source, "width": destination.rows, "order": 0,
                "destination": destination.offset, "ld": assembly.ld,
            }  # fmt: skip
            assembly.emit(OpCode.GATHER, "data", arguments, first, self._name(first))
        return target

    def _forward(self, layer: LayerId) -> None:
        shape = self.plan.resolution.layers[layer]
        source = self.values[self._source(layer)][1]
        name, assembly = self._name(layer), self.assembly
        if shape.parameters:
            parameters = self._parameters(shape)
            z = assembly.value(len(shape.units_out))
            emit_forward(assembly, Use(OpCode.DENSE_FORWARD, layer, name, source, z, parameters))
        else:
            z = source
        a = assembly.value(len(shape.units_out))
        emit_forward(assembly, Use(FORWARD[shape.activation], layer, name, z, a))
        self.values[layer] = (z, a)

    def _source(self, layer: LayerId) -> LayerId:
        """Return the layer that feeds this one; the check lets no layer have several."""
        return next(
            source for source in self.plan.project.network.sources(layer) if source in self.values
        )

    def _parameters(self, shape: LayerShape) -> tuple[int, int]:
        """Return the offsets of weight and bias within a plane."""
        owner = shape.parameters[0].id.layer
        weight = self.layout.slot(ParameterId(owner, "weight"))
        bias = self.layout.slot(ParameterId(owner, "bias"))
        return weight.offset, bias.offset

    def _loss(self, target: Slice, loss: Slice, lanes: Slice) -> None:
        assembly, head, rule = self.assembly, self.plan.head.id, self.plan.rule
        z, a = self.values[head]
        blamed = z if rule.on_logits else a
        # An evaluation has nobody to blame, but the row wants a place to write to.
        gradient, _ = assembly.gradient_of(blamed, can_add=False)
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
        """Rows from the complete gradient to new parameters, between two guards."""
        assembly, layout = self.assembly, self.layout
        gradient, size = assembly.gradient, layout.size
        training = self.plan.project.training
        if training.l2 != 0.0:
            for slot in layout.slots:
                if slot.shape.sources:
                    pull = {"w": slot.offset, "g": gradient + slot.offset, "size": slot.size}
                    layer = slot.shape.id.layer
                    name = self._name(layer)
                    assembly.emit(OpCode.L2_GRADIENT, "backward", pull, layer, name)
        guard = {"loss": loss.offset, "g": gradient, "size": size}
        assembly.emit(OpCode.GUARD_GRADIENT, "update", guard)
        update: dict[str, int | float] = {"w": 0, "g": gradient, "size": size}
        if training.optimizer.kind == "adam":
            update |= {"m": layout.plane_size, "v": 2 * layout.plane_size}
            # Adam's averages can overflow while every weight is still finite.
            size = PLANES * layout.plane_size
        assembly.emit(UPDATE[training.optimizer.kind], "update", update)
        assembly.emit(OpCode.GUARD_PARAMETERS, "update", {"w": 0, "size": size})

    def _name(self, layer: LayerId) -> str:
        return self.plan.project.network.layer(layer).name

    def _slices(self) -> Mapping[LayerId, LayerSlices]:
        slices = {}
        evaluation = self.kind == "evaluation"
        for layer, (z, a) in self.values.items():
            has_z = z is not a
            slices[layer] = LayerSlices(
                z=z.memory if has_z else None,
                a=a.memory,
                dz=z.gradient if has_z and not evaluation else None,
                da=None if evaluation else a.gradient,
            )
        return MappingProxyType(slices)
