"""Rows from the complete gradient to new parameters, between two guards.

Frozen layers are left out of every row. Single weights that are held (padlocks and cuts) take no
blame, are remembered with their moments before the update and put back after it: neither momentum
nor decay moves them, and released they go on where they stood, like the weights of a frozen layer.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from playground.engine.assembly import Assembly
from playground.engine.layout import PLANES, ParameterLayout, ParameterSlot
from playground.kernels.optable import OpCode, Schedule
from playground.model.catalog import OPTIMIZERS
from playground.model.ids import LayerId, ParameterId
from playground.model.network import Network
from playground.model.project import OptimizerSpec, Project

UPDATE: Mapping[str, OpCode] = {name: OpCode[f"{name.upper()}_UPDATE"] for name in OPTIMIZERS}
"""Optimizer in the catalogue → the operation that moves the parameters."""

FIRST_MOMENT = ("momentum", "nesterov", "adam", "adamw")
SECOND_MOMENT = ("rmsprop", "adagrad", "adam", "adamw")
SETTING = {"momentum": "momentum", "nesterov": "momentum", "rmsprop": "decay"}
"""Optimizer → the one field of its spec that its rows carry."""


@dataclass(frozen=True, slots=True)
class Update:
    """What the update of one phase is made of.

    Attributes
    ----------
    frozen
        Parameters that training leaves alone.
    losses
        Offset of every head's loss of the batch.
    places, held
        Where in the index table the held weights are named, and how many they are.
    has_own_rate
        Whether it is a later phase: the rate of the first is that with which a step begins.
    """

    layout: ParameterLayout
    optimizer: OptimizerSpec
    frozen: Collection[ParameterId]
    losses: tuple[int, ...]
    places: int
    held: int
    has_own_rate: bool = False


def emit_update(assembly: Assembly, project: Project, update: Update) -> None:
    """Append every row after the backward pass."""
    training, gradient, layout = project.training, assembly.gradient, update.layout
    size, held = layout.size, update.held
    free = [slot for slot in layout.trained if slot.shape.id not in update.frozen]
    own = _own_decays(project.network)
    _regularise(assembly, project, free, own, update.optimizer.kind)
    for number, loss in enumerate(update.losses):
        looked = {"loss": loss, "g": gradient, "size": size if number == 0 else 1}
        assembly.emit(OpCode.GUARD_GRADIENT, "update", looked)
    holding = {"places": update.places, "size": size, "count": held}
    if held:
        assembly.emit(OpCode.HOLD_GRADIENT, "update", {"g": gradient, **holding})
    if training.clip is not None:
        measured = {"g": gradient, "size": size, "accumulate": 0}
        assembly.emit(OpCode.NORM_GRADIENT, "update", measured)
        assembly.emit(OpCode.CLIP_GRADIENT, "update", {"g": gradient, "size": size})
    if held:
        kept = assembly.take(PLANES * held)
        planes = {"w": 0, "m": layout.plane_size, "v": 2 * layout.plane_size}
        holding |= {**planes, "kept": kept}
        assembly.emit(OpCode.HOLD_SAVE, "update", holding)
    if update.has_own_rate:
        _set_rate(assembly, update.optimizer)
    _move(assembly, update.optimizer, layout, free, own)
    for emit in assembly.postponed:
        emit()
    if held:
        assembly.emit(OpCode.HOLD_RESTORE, "update", holding)
    _guard(assembly, layout)


def _set_rate(assembly: Assembly, optimizer: OptimizerSpec) -> None:
    """Append the row that gives a phase the learning rate of its own schedule."""
    schedule = optimizer.schedule
    row = {
        "rate": optimizer.learning_rate,
        "schedule": int(Schedule[schedule.kind.upper()]),
        "period": schedule.period,
        "factor": schedule.factor,
    }
    assembly.emit(OpCode.PHASE_RATE, "update", row)


def take_back_rate(assembly: Assembly) -> None:
    """Append the row that ends all phases: the next step begins with the rate of the first one."""
    assembly.emit(OpCode.STEP_RATE, "update", {})


def _guard(assembly: Assembly, layout: ParameterLayout) -> None:
    """Rows that look whether everything is still a number."""
    # The averages need no look of their own: one that is not finite spoils its weight at once.
    assembly.emit(OpCode.GUARD_PARAMETERS, "update", {"w": 0, "size": layout.size})
    if layout.state_size:
        statistics = {"w": layout.state, "size": layout.state_size}
        assembly.emit(OpCode.GUARD_PARAMETERS, "update", statistics)


def _own_decays(network: Network) -> Mapping[LayerId, float]:
    """Return by layer the weight decay of those that have one of their own."""
    return {
        layer.id: layer.weight_decay for layer in network.layers if layer.weight_decay is not None
    }


def _regularise(
    assembly: Assembly,
    project: Project,
    slots: Collection[ParameterSlot],
    own: Mapping[LayerId, float],
    optimizer: str,
) -> None:
    """Rows that pull weights, not biases, towards 0: those of all, then those of single layers."""
    training, layers = project.training, project.network.layers
    names = {layer.id: layer.name for layer in layers}
    weights = [slot for slot in slots if slot.shape.sources]
    for code, strength in (
        (OpCode.L1_GRADIENT, training.l1),
        (OpCode.L2_GRADIENT, training.l2),
    ):
        if strength != 0.0:
            for slot in weights:
                if slot.shape.id.layer not in own:
                    _pull(assembly, code, slot, names)
    for slot in weights:
        strength = own.get(slot.shape.id.layer, 0.0)
        # AdamW shrinks the weights apart from their gradient.
        if strength != 0.0 and optimizer != "adamw":
            _pull(assembly, OpCode.DECAY_GRADIENT, slot, names, {"weight_decay": strength})


def _pull(
    assembly: Assembly,
    code: OpCode,
    slot: ParameterSlot,
    names: Mapping[LayerId, str],
    extra: Mapping[str, float] = MappingProxyType({}),
) -> None:
    pull = {"w": slot.offset, "g": assembly.gradient + slot.offset, "size": slot.size, **extra}
    layer = slot.shape.id.layer
    assembly.emit(code, "backward", pull, layer, names[layer])


def _stretches(
    optimizer: OptimizerSpec, slots: Collection[ParameterSlot], own: Mapping[LayerId, float]
) -> list[tuple[int, int, float]]:
    """Return start, stop and weight decay of the stretches of parameters that are treated alike."""
    found: list[tuple[int, int, float]] = []
    for slot in slots:
        shrinks = 0.0
        if optimizer.kind == "adamw" and slot.shape.sources:
            shrinks = own.get(slot.shape.id.layer, optimizer.weight_decay)
        start, stop = slot.offset, slot.offset + slot.size
        if found and found[-1][1:] == (start, shrinks):
            start = found.pop()[0]
        found.append((start, stop, shrinks))
    return found


def _move(
    assembly: Assembly,
    optimizer: OptimizerSpec,
    layout: ParameterLayout,
    slots: Collection[ParameterSlot],
    own: Mapping[LayerId, float],
) -> None:
    """The update itself: one row for every stretch of parameters that are treated alike."""
    for start, stop, shrinks in _stretches(optimizer, slots, own):
        kind = "adam" if optimizer.kind == "adamw" and shrinks == 0.0 else optimizer.kind
        row: dict[str, int | float] = {
            "w": start, "g": assembly.gradient + start, "size": stop - start,
        }  # fmt: skip
        if kind in FIRST_MOMENT:
            row["m"] = layout.plane_size + start
        if kind in SECOND_MOMENT:
            row["v"] = 2 * layout.plane_size + start
        if kind in SETTING:
            row[SETTING[kind]] = getattr(optimizer, SETTING[kind])
        if kind == "adamw":
            row["weight_decay"] = shrinks
        assembly.emit(UPDATE[kind], "update", row)
