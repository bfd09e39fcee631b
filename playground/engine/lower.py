"""Lowering: from a network that makes sense to a tape that runs.

One split tape per network: z, a, ∂L/∂a and ∂L/∂z are separate rows and separate arrays, for
running and for stepping alike. A head on logits (softmax with cross-entropy, sigmoid with binary
cross-entropy) gets its blame at z, so its activation has no backward row.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from playground.engine.derive import derive_backward
from playground.engine.layers import LAYERS
from playground.engine.lowering import Lowering
from playground.engine.plan import Head, Phase, Plan
from playground.engine.program import HeadSlices, LayerSlices, Program, ProgramKind, Slice
from playground.engine.updating import Update, emit_update, take_back_rate
from playground.kernels.optable import OpCode
from playground.model.catalog import LOSSES
from playground.model.graph import closure
from playground.model.ids import LayerId

ON_LOGITS = ("bce", "ce")
AT_POSITIONS = ("token_ce",)
"""Losses that are taken at every position of a sequence."""

LOSS: Mapping[str, OpCode] = {
    name: OpCode[f"{name.upper()}_{'LOGITS_' if name in ON_LOGITS else ''}LOSS"] for name in LOSSES
}


def lower(plan: Plan, kind: ProgramKind, batch: int) -> Program:
    """Lower a plan for batches of up to ``batch`` examples.

    ``training`` has every phase, ``evaluation`` stops after the loss, ``probe`` runs backward as
    far as the input and updates nothing.
    """
    return _Lowering(plan, kind, batch).run()


def lower_gradient(plan: Plan, batch: int, layer: LayerId) -> Program:
    """Lower a plan up to one layer, and back from there to the input.

    There is no loss: whoever runs the program writes what each value of the layer counts into its
    gradient (`LayerSlices.da`) and finds those of every layer before it.

    Raises
    ------
    KeyError
        The layer is not computed.
    """
    return _Lowering(plan, "gradient", batch).run_back(layer)


class _Lowering(Lowering):
    """From the data to the update, in the order of the tape."""

    def __init__(self, plan: Plan, kind: ProgramKind, batch: int) -> None:
        super().__init__(plan, kind, batch)
        self.held = plan.held()
        self.answered: Slice | None = None

    def run(self) -> Program:
        assembly, plan = self.assembly, self.plan
        targets = self._gather()
        heads: dict[LayerId, HeadSlices] = {}
        earlier: list[tuple[int, Mapping[LayerId, LayerSlices]]] = []
        gradient = None
        for number, phase in enumerate(plan.phases if self.kind == "training" else (plan.whole,)):
            if number:
                earlier.append((len(assembly.rows), self._slices()))
            self._begin(phase, number)
            found = {h.shape.id: self._loss(h, targets[h.shape.id]) for h in phase.heads}
            heads = found | heads
            if self.kind != "evaluation":
                derive_backward(assembly)
                gradient = gradient or Slice(assembly.gradient, self.layout.plane_size, 1)
            if self.kind == "training":
                losses = tuple(head.loss.offset for head in found.values())
                emit_update(assembly, plan.project, self._update(phase, losses, number))
        if self.kind == "training" and len(plan.phases) > 1:
            take_back_rate(assembly)
        found = heads
        program = self._program(tuple(found[h.shape.id] for h in plan.heads if h.shape.id in found),
                                gradient)  # fmt: skip
        # A layer that only a later part computes has no arrays before.
        parts = (
            (stop, {layer: part.get(layer, LayerSlices()) for layer in program.slices})
            for stop, part in earlier
        )
        return replace(program, earlier=tuple(parts))

    def run_back(self, layer: LayerId) -> Program:
        """Return the program of `lower_gradient`."""
        self._gather()
        whole, network = self.plan.whole, self.plan.project.network
        needed = closure([layer], network.sources)
        order = tuple(other for other in whole.order if other in needed)
        everybody = frozenset(other.id for other in network.layers)
        self._begin(Phase((), order, everybody, whole.optimizer), 0)
        self.assembly.gradient_of(self.values[layer][1])
        derive_backward(self.assembly)
        return self._program((), None)

    def _program(self, heads: tuple[HeadSlices, ...], gradient: Slice | None) -> Program:
        return Program(
            kind=self.kind,
            layout=self.layout,
            data=self.data,
            tape=self.assembly.finish(),
            workspace_size=self.assembly.size,
            table_size=self.plan.examples + self.held.size,
            batch=self.batch,
            ld=self.assembly.ld,
            slices=self._slices(),
            heads=heads,
            gradient=gradient,
            held=self.held,
            lengths=self.lengths,
        )

    def _begin(self, phase: Phase, number: int) -> None:
        """Append the forward rows of a phase, with values and gradients of its own."""
        assembly = self.assembly
        if number:
            assembly.uses.clear()
            assembly.written.clear()
            assembly.postponed.clear()
        self.frozen = phase.frozen if self.kind in ("training", "gradient") else frozenset()
        for layer in phase.order:
            shape = self.plan.resolution.layers[layer]
            self.values[layer] = LAYERS[shape.kind](self, shape)
            self._clamp(layer)
        if self.kind != "evaluation":
            assembly.gradient = assembly.take(self.layout.plane_size)

    def _gather(self) -> dict[LayerId, Slice]:
        """Rows that fetch inputs and targets of the batch's examples; return the targets."""
        shape = self.plan.entry
        is_asked = self.kind in ("probe", "gradient")
        inputs = self.assembly.value(len(shape.units_out), shape.positions, needs_gradient=is_asked)
        self.values[shape.id] = (None, inputs)
        self._fetch(0, inputs.memory, "x ← example")
        if len(shape.positions) == 1:
            self.lengths = self._lengths(shape.positions[0])
        if any(head.target == "next" for head in self.plan.heads):
            self.answered = self._all_but_the_last()
        found: dict[tuple[str, int], Slice] = {}
        targets: dict[LayerId, Slice] = {}
        for head in self.plan.heads:
            source, width = self.plan.source(head)
            key = (head.target if head.constant is not None else "", source)
            if key not in found:
                found[key] = self.assembly.slice(width)
                if head.constant is None:
                    self._fetch(source, found[key], "y ← target")
                else:
                    self._fill(head.shape.id, found[key], head.constant)
            targets[head.shape.id] = found[key]
        self._clamp(shape.id)
        return targets

    def _lengths(self, most: int) -> Slice:
        """Append the row that says how many positions of each sequence count; return where."""
        lengths = self.assembly.slice(1)
        if self.data.has_lengths:
            self._fetch(self.data.lengths_offset, lengths, "length ← example")
        else:
            self._fill(self.plan.entry.id, lengths, most, "length")
        return lengths

    def _all_but_the_last(self) -> Slice:
        """Append the rows that say behind how many positions of each sequence another one comes."""
        assert self.lengths is not None
        result, layer = self.assembly.slice(1), self.plan.entry.id
        self._fill(layer, result, -1.0, "length")
        row = {"source": self.lengths.offset, "result": result.offset, "size": result.size}
        name = self.name(layer)
        self.assembly.emit(OpCode.ACCUMULATE, "data", row, layer, name, formula="length − 1")
        return result

    def _fill(self, layer: LayerId, place: Slice, value: float, what: str = "y") -> None:
        """Append the row of a number that is the same for every example."""
        arguments = {"result": place.offset, "value": value, "size": place.size}
        name, formula = self.name(layer), f"{what} = {value:g}"
        self.assembly.emit(OpCode.FILL, "data", arguments, layer, name, formula=formula)

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
        code = LOSS[rule.loss]
        if rule.loss in AT_POSITIONS or self.plan.masks(head):
            lengths = self.answered if head.target == "next" else self.lengths
            assert lengths is not None
            places = self.plan.entry.positions[0]
            arguments |= {"lengths": lengths.offset, "positions": places}
            arguments["units"] = a.memory.rows // places
        if self.plan.masks(head):
            code = OpCode[code.name.replace("_LOSS", "_POSITIONS_LOSS")]
        if rule.on_logits:
            arguments |= {"z": z.memory.offset, "dz": gradient.offset}
        else:
            arguments |= {"da": gradient.offset}
        assembly.emit(code, "loss", arguments, layer, self.name(layer))
        return HeadSlices(layer, a.memory, target, loss, lanes, self.plan.source(head)[0])

    def _update(self, phase: Phase, losses: tuple[int, ...], number: int) -> Update:
        """Return what the rows from a complete gradient to new parameters need to know.

        Layers that do not lead to the phase's outputs have no gradient in it: it leaves them alone.
        """
        layers = self.plan.resolution.layers
        owners = {
            parameter.id
            for layer in phase.order
            if layer not in phase.frozen
            for parameter in layers[layer].parameters
        }
        frozen = {slot.shape.id for slot in self.layout.trained} - owners
        places, held = self.plan.examples, self.held.size
        return Update(self.layout, phase.optimizer, frozen, losses, places, held, number > 0)

    def _slices(self) -> Mapping[LayerId, LayerSlices]:
        slices = {}
        evaluation = self.kind == "evaluation"
        for layer, (z, a) in self.values.items():
            slices[layer] = LayerSlices(
                z=None if z is None else z.memory,
                a=a.memory,
                dz=None if z is None or evaluation else z.owner.gradient,
                da=None if evaluation else a.owner.gradient,
                looks=self.looks.get(layer),
            )
        return MappingProxyType(slices)
