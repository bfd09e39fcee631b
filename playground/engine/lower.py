"""Lowering: from a network that makes sense to a tape that runs.

One split tape per network: z, a, ∂L/∂a and ∂L/∂z are separate rows and separate arrays, for
running and for stepping alike. A head on logits (softmax with cross-entropy, sigmoid with binary
cross-entropy) gets its blame at z, so its activation has no backward row.
"""

from collections.abc import Mapping
from types import MappingProxyType

from playground.engine.derive import derive_backward
from playground.engine.layers import LAYERS
from playground.engine.lowering import Lowering
from playground.engine.plan import Plan
from playground.engine.program import LayerSlices, Program, ProgramKind, Slice
from playground.engine.updating import emit_update
from playground.kernels.optable import OpCode
from playground.model.catalog import LOSSES
from playground.model.ids import LayerId

ON_LOGITS = ("bce", "ce")

LOSS: Mapping[str, OpCode] = {
    name: OpCode[f"{name.upper()}_{'LOGITS_' if name in ON_LOGITS else ''}LOSS"] for name in LOSSES
}


def lower(plan: Plan, kind: ProgramKind, batch: int) -> Program:
    """Lower a plan for batches of up to ``batch`` examples.

    ``training`` has every phase, ``evaluation`` stops after the loss, ``probe`` runs backward as
    far as the input and updates nothing.
    """
    return _Lowering(plan, kind, batch).run()


class _Lowering(Lowering):
    """From the data to the update, in the order of the tape."""

    def __init__(self, plan: Plan, kind: ProgramKind, batch: int) -> None:
        super().__init__(plan, kind, batch)
        self.held = plan.held()

    def run(self) -> Program:
        assembly = self.assembly
        target = self._gather()
        for layer in self.plan.resolution.order[1:]:
            shape = self.plan.resolution.layers[layer]
            self.values[layer] = LAYERS[shape.kind](self, shape)
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
        shape = self.plan.resolution.layers[first]
        inputs = assembly.value(
            len(shape.units_out), shape.positions, needs_gradient=self.kind == "probe"
        )
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
            name = self.name(first)
            assembly.emit(OpCode.GATHER, "data", arguments, first, name, formula=formula)
        self._clamp(first)
        return target

    def _clamp(self, layer: LayerId) -> None:
        """Hold units at their values, after everything that could change them."""
        value = self.values[layer][1]
        for place, unit in enumerate(self.plan.resolution.layers[layer].units_out):
            if unit in self.clamps:
                extra = {"unit": place, "value": self.clamps[unit]}
                self.use(OpCode.FILL, layer, (value,), value, extra=extra)

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
        assembly.emit(LOSS[rule.loss], "loss", arguments, head, self.name(head))

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

    def _slices(self) -> Mapping[LayerId, LayerSlices]:
        slices = {}
        evaluation = self.kind == "evaluation"
        for layer, (z, a) in self.values.items():
            slices[layer] = LayerSlices(
                z=None if z is None else z.memory,
                a=a.memory,
                dz=None if z is None or evaluation else z.owner.gradient,
                da=None if evaluation else a.owner.gradient,
            )
        return MappingProxyType(slices)
