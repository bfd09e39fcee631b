"""Are the settings of training ones that can work? Others come only from a file or a script."""

from collections.abc import Iterator
from dataclasses import replace
from numbers import Integral, Real
from typing import Any

from playground.model.catalog import (
    MAX_BATCH_SIZE,
    MAX_L2,
    MAX_LEARNING_RATE,
    MAX_SEED,
    OPTIMIZERS,
)
from playground.model.hints import closest, name_hint
from playground.model.project import OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.resolution import Problem, Repair


def check_training(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with the settings of training, each with a value that works."""
    training, usual = project.training, TrainingSpec()
    if not _is_whole(training.batch_size, 1, MAX_BATCH_SIZE):
        yield Problem(
            None,
            f"The batch size must be a whole number from 1 to {MAX_BATCH_SIZE:,}.",
            _setting(project, f"Use {usual.batch_size}", batch_size=usual.batch_size),
        )
    if not _is_number(training.l2, MAX_L2):
        yield Problem(
            None,
            f"L2 must be a number from 0 to {MAX_L2:,.0f}.",
            _setting(project, "Use 0", l2=0.0),
        )
    if not _is_whole(training.seed, 0, MAX_SEED):
        yield Problem(
            None,
            "The seed must be a whole number, 0 or larger, of at most 63 bits.",
            _setting(project, f"Use {usual.seed}", seed=usual.seed),
        )
    if len(training.phases) != 1:
        yield Problem(
            None,
            "Training has exactly one phase in this version. Keep one.",
            _setting(project, "Keep one", phases=training.phases[:1] or usual.phases),
        )
    if any(phase.outputs or phase.trainable for phase in training.phases):
        whole = tuple(replace(phase, outputs=(), trainable=()) for phase in training.phases)
        yield Problem(
            None,
            "Training moves all layers in this version; a choice of some does not work yet.",
            _setting(project, "Train all layers", phases=whole),
        )
    for index, phase in enumerate(training.phases):
        yield from _optimizer(project, index, phase)


def _optimizer(project: Project, index: int, phase: PhaseSpec) -> Iterator[Problem]:
    optimizer, usual = phase.optimizer, OptimizerSpec()
    if optimizer.kind not in OPTIMIZERS:
        kind = closest(optimizer.kind, OPTIMIZERS) or usual.kind
        yield Problem(
            None,
            f"There is no optimizer “{optimizer.kind:.40}”. {name_hint(optimizer.kind, OPTIMIZERS)}",
            _step_rule(project, f"Use {kind}", index, replace(optimizer, kind=kind)),
        )
    rate = optimizer.learning_rate
    if not (_is_number(rate, MAX_LEARNING_RATE) and rate > 0):
        better = replace(optimizer, learning_rate=usual.learning_rate)
        yield Problem(
            None,
            f"The learning rate must be a number above 0, at most {MAX_LEARNING_RATE:,.0f}.",
            _step_rule(project, f"Use {usual.learning_rate}", index, better),
        )


def _setting(project: Project, label: str, **values: Any) -> Repair:
    training = replace(project.training, **values)
    return Repair(label, replace(project, training=training))


def _step_rule(project: Project, label: str, index: int, optimizer: OptimizerSpec) -> Repair:
    phases = list(project.training.phases)
    phases[index] = replace(phases[index], optimizer=optimizer)
    return _setting(project, label, phases=tuple(phases))


def _is_whole(value: object, least: int, most: int) -> bool:
    """Scripts hand over anything, NumPy's numbers included, so the type is looked at as well."""
    return isinstance(value, Integral) and least <= int(value) <= most


def _is_number(value: object, most: float) -> bool:
    """NaN fails both comparisons."""
    return isinstance(value, Real) and 0.0 <= float(value) <= most
