"""Settings of training. Bounds are checked with everything else, so that a slider can pass them."""

from dataclasses import replace
from typing import Any

from playground.model.catalog import OPTIMIZERS, SCHEDULES
from playground.model.edits.guards import known, known_fields
from playground.model.project import OptimizerSpec, Project


def set_training(project: Project, **settings: Any) -> Project:
    """Set fields of the TrainingSpec: ``batch_size``, ``l1``, ``l2``, ``clip`` or ``seed``."""
    known_fields(settings, project.training)
    return replace(project, training=replace(project.training, **settings))


def set_optimizer(
    project: Project,
    *,
    kind: str | None = None,
    learning_rate: float | None = None,
    momentum: float | None = None,
    decay: float | None = None,
    weight_decay: float | None = None,
) -> Project:
    """Set the optimizer or its numbers, in every phase; None leaves a field as it is."""
    if kind is not None:
        known(kind, OPTIMIZERS, "optimizer")
    given: dict[str, Any] = {
        "kind": kind,
        "learning_rate": learning_rate,
        "momentum": momentum,
        "decay": decay,
        "weight_decay": weight_decay,
    }
    return _with_optimizer(project, {k: v for k, v in given.items() if v is not None})


def set_schedule(
    project: Project,
    *,
    kind: str | None = None,
    period: int | None = None,
    factor: float | None = None,
) -> Project:
    """Set how the learning rate changes over the steps; None leaves a field as it is."""
    if kind is not None:
        known(kind, SCHEDULES, "schedule")
    given: dict[str, Any] = {"kind": kind, "period": period, "factor": factor}
    settings = {name: value for name, value in given.items() if value is not None}
    schedule = replace(project.training.optimizer.schedule, **settings)
    return _with_optimizer(project, {"schedule": schedule})


def set_momentum(project: Project, value: float) -> Project:
    """Set β of momentum and Nesterov."""
    return set_optimizer(project, momentum=value)


def set_decay(project: Project, value: float) -> Project:
    """Set ρ of RMSProp."""
    return set_optimizer(project, decay=value)


def set_weight_decay(project: Project, value: float) -> Project:
    """Set λ of AdamW."""
    return set_optimizer(project, weight_decay=value)


def set_l1(project: Project, value: float) -> Project:
    """Set λ in L + λ·Σ|w|."""
    return set_training(project, l1=value)


def set_clip(project: Project, value: float | None) -> Project:
    """Set the longest gradient; None clips nothing."""
    return set_training(project, clip=value)


def _with_optimizer(project: Project, settings: dict[str, Any]) -> Project:
    phases = tuple(
        replace(phase, optimizer=_changed(phase.optimizer, settings))
        for phase in project.training.phases
    )
    return replace(project, training=replace(project.training, phases=phases))


def _changed(optimizer: OptimizerSpec, settings: dict[str, Any]) -> OptimizerSpec:
    return replace(optimizer, **settings)
