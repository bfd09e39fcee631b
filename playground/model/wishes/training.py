"""Named edits of the settings of training."""

from functools import partial
from typing import Any

from playground.model import edits
from playground.model.catalog import OPTIMIZERS, SCHEDULES
from playground.model.edits import Edit
from playground.model.wishes.words import setting, title


def set_training(**settings: Any) -> Edit:
    """Set batch size, L1, L2, clipping or seed."""
    change = partial(edits.set_training, **settings)
    return Edit(f"Set {setting(settings)}", change, "training:" + ",".join(sorted(settings)))


def set_optimizer(
    *,
    kind: str | None = None,
    learning_rate: float | None = None,
    momentum: float | None = None,
    decay: float | None = None,
    weight_decay: float | None = None,
) -> Edit:
    """Set the optimizer or its numbers."""
    given: dict[str, Any] = {
        "kind": kind,
        "learning_rate": learning_rate,
        "momentum": momentum,
        "decay": decay,
        "weight_decay": weight_decay,
    }
    chosen = {name: value for name, value in given.items() if value is not None}
    change = partial(edits.set_optimizer, **chosen)
    if kind is not None:
        return Edit(f"Set optimizer to {title(OPTIMIZERS, kind)}", change, "optimizer")
    if len(chosen) == 1:
        ((name, value),) = chosen.items()
        return Edit(f"Set {setting(chosen)} to {value:g}", change, name)
    return Edit(f"Set {setting(chosen)}", change, ",".join(chosen))


def set_schedule(
    *, kind: str | None = None, period: int | None = None, factor: float | None = None
) -> Edit:
    """Set how the learning rate changes."""
    change = partial(edits.set_schedule, kind=kind, period=period, factor=factor)
    if kind is not None:
        return Edit(f"Set schedule to {title(SCHEDULES, kind).lower()}", change, "schedule")
    names = [n for n, v in (("period", period), ("factor", factor)) if v is not None]
    return Edit(f"Set {setting(names)} of the schedule", change, "schedule:" + ",".join(names))


def set_momentum(value: float) -> Edit:
    """Set β of momentum and Nesterov."""
    return Edit(f"Set momentum to {value:g}", partial(edits.set_momentum, value=value), "momentum")


def set_decay(value: float) -> Edit:
    """Set ρ of RMSProp."""
    return Edit(f"Set decay to {value:g}", partial(edits.set_decay, value=value), "decay")


def set_weight_decay(value: float) -> Edit:
    """Set λ of AdamW."""
    change = partial(edits.set_weight_decay, value=value)
    return Edit(f"Set weight decay to {value:g}", change, "weight_decay")


def set_l1(value: float) -> Edit:
    """Set L1."""
    return Edit(f"Set L1 to {value:g}", partial(edits.set_l1, value=value), "training:l1")


def set_clip(value: float | None) -> Edit:
    """Set gradient clipping."""
    label = "Clip no gradient" if value is None else f"Clip gradients at {value:g}"
    return Edit(label, partial(edits.set_clip, value=value), "training:clip")
