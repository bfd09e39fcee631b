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
from playground.engine.plan import Head, Plan
from playground.engine.program import HeadSlices, LayerSlices, Program, ProgramKind, Slice
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
        targets = self._gather()
        for layer in self.plan.resolution.order[1:]:
            shape = self.plan.resolution.layers[layer]
            self.values[layer] = LAYERS[shape.kind](self, shape)
            self._clamp(layer)
        backward = self.kind != "evaluation"
        if backward:
            assembly.gradient = assembly.take(self.layout.plane_size)
        heads = tuple(
            self._loss(head, target) for head, target in zip(self.plan.heads, targets, strict=True)
        )
        if backward:
            derive_backward(assembly)
        if self.kind == "training":
            self._update(heads)
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
            heads=heads,
            gradient=gradient,
            held=self.held,
        )

    def _gather(self) -> list[Slice]:
        """Rows that fetch inputs and targets of the batch's examples; return the targets."""
        shape = self.plan.entry
        is_probe = self.kind == "probe"
        inputs = self.assembly.value(len(shape.units_out), shape.positions, needs_gradient=is_probe)
        self.values[shape.id] = (None, inputs)
        self._fetch(0, inputs.memory, "x ← example")
        found: dict[int, Slice] = {}
        for head in self.plan.heads:
            source, width = self.plan.source(head)
            if source not in found:
                found[source] = self.assembly.slice(width)
                self._fetch(source, found[source], "y ← target")
        self._clamp(shape.id)
        return [found[self.plan.source(head)[0]] for head in self.plan.heads]

    def _fetch(self, source: int, destination: Slice, formula: str) -> None:
        arguments = {
            "source": source, "width": destination.rows, "order": 0,
            "destination": destination.offset, "ld": destination.ld,
        }  # fmt: skip
        layer = self.plan.entry.id
        name = self.name(layer)
        self.assembly.emit(OpCode.GATHER, "data", arguments, layer, name, formula=formula)

    def _clamp(self, layer: LayerId) -> None:
        """Hold units at their values, after everything that could change them."""
        value = self.values[layer][1]
        for place, unit in enumerate(self.plan.resolution.layers[layer].units_out):
            if unit in self.clamps:
                extra = {"unit": place, "value": self.clamps[unit]}
                self.use(OpCode.FILL, layer, (value,), value, extra=extra)

    def _loss(self, head: Head, target: Slice) -> HeadSlices:
        assembly, layer, rule = self.assembly, head.shape.id, head.rule
        loss, lanes = Slice(assembly.take(1), 1, 1), assembly.slice(1)
        z, a = self.values[layer]
        assert z is not None
        blamed = z if rule.on_logits else a
        # An evaluation has nobody to blame, but the row wants a place to write to.
        gradient, _ = assembly.gradient_of(blamed)
        arguments: dict[str, int | float] = {
            "a": a.memory.offset, "y": target.offset, "loss": loss.offset,
            "lanes": lanes.offset, "units": a.memory.rows, "ld": assembly.ld,
            "weight": head.weight,
        }  # fmt: skip
        if rule.on_logits:
            arguments |= {"z": z.memory.offset, "dz": gradient.offset}
        else:
            arguments |= {"da": gradient.offset}
        assembly.emit(LOSS[rule.loss], "loss", arguments, layer, self.name(layer))
        return HeadSlices(layer, a.memory, target, self.plan.source(head)[0], loss, lanes)

    def _update(self, heads: tuple[HeadSlices, ...]) -> None:
        """Rows from the complete gradient to new parameters."""
        frozen = {
            parameter.id
            for layer in self.frozen.intersection(self.plan.resolution.order)
            for parameter in self.plan.resolution.layers[layer].parameters
        }
        losses = tuple(head.loss.offset for head in heads)
        emit_update(self.assembly, self.plan.project, self.layout, frozen,
                    losses=losses, places=self.plan.examples, held=self.held.size)  # fmt: skip

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
