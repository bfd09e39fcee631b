"""Are the settings of training ones that can work? Others come only from a file or a script."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from numbers import Integral, Real
from typing import Any

from playground.model.catalog import (
    MAX_BATCH_SIZE,
    MAX_CLIP,
    MAX_DECAY,
    MAX_L1,
    MAX_L2,
    MAX_LEARNING_RATE,
    MAX_MOMENTUM,
    MAX_PERIOD,
    MAX_PHASES,
    MAX_SEED,
    MAX_WEIGHT_DECAY,
    OPTIMIZERS,
    SCHEDULES,
)
from playground.model.hints import closest, name_hint
from playground.model.network import OutputSpec
from playground.model.project import (
    OptimizerSpec,
    PhaseSpec,
    Project,
    ScheduleSpec,
    TrainingSpec,
)
from playground.model.resolution import Problem, Repair


def check_training(project: Project) -> Iterator[Problem]:
    """Yield what is wrong with the settings of training, each with a value that works."""
    training = project.training
    yield from _counts(project)
    yield from _limits(project)
    yield from _phases(project)
    for index, phase in enumerate(training.phases):
        yield from _optimizer(project, index, phase)
        yield from _schedule(project, index, phase)


def _phases(project: Project) -> Iterator[Problem]:
    """A step has phases, and each of them has outputs and layers that are there."""
    training, network = project.training, project.network
    if not 1 <= len(training.phases) <= MAX_PHASES:
        yield Problem(
            None,
            f"Training has from 1 to {MAX_PHASES} phases in a step. Keep one.",
            _setting(project, "Keep one", phases=training.phases[:1] or TrainingSpec().phases),
        )
    outputs = {layer.id for layer in network.layers if isinstance(layer.spec, OutputSpec)}
    named = [(*phase.outputs, *phase.trainable) for phase in training.phases]
    wrong = any(not outputs.issuperset(phase.outputs) for phase in training.phases)
    if wrong or not all(network.has(layer) for layers in named for layer in layers):
        whole = tuple(replace(phase, outputs=(), trainable=()) for phase in training.phases)
        yield Problem(
            None,
            "A phase of training names outputs or layers that the network does not have. Train all "
            "layers on all outputs.",
            _setting(project, "Train all layers", phases=whole),
        )


def _counts(project: Project) -> Iterator[Problem]:
    training, usual = project.training, TrainingSpec()
    if not is_whole(training.batch_size, 1, MAX_BATCH_SIZE):
        yield Problem(
            None,
            f"The batch size must be a whole number from 1 to {MAX_BATCH_SIZE:,}.",
            _setting(project, f"Use {usual.batch_size}", batch_size=usual.batch_size),
        )
    if not is_whole(training.seed, 0, MAX_SEED):
        yield Problem(
            None,
            "The seed must be a whole number, 0 or larger, of at most 63 bits.",
            _setting(project, f"Use {usual.seed}", seed=usual.seed),
        )


def _limits(project: Project) -> Iterator[Problem]:
    training = project.training
    if not is_number(training.l2, MAX_L2):
        yield Problem(
            None,
            f"L2 must be a number from 0 to {MAX_L2:,.0f}.",
            _setting(project, "Use 0", l2=0.0),
        )
    if not is_number(training.l1, MAX_L1):
        yield Problem(
            None,
            f"L1 must be a number from 0 to {MAX_L1:,.0f}.",
            _setting(project, "Use 0", l1=0.0),
        )
    clip = training.clip
    if clip is not None and not (is_number(clip, MAX_CLIP) and clip > 0):
        yield Problem(
            None,
            f"Gradient clipping needs a length above 0, at most {MAX_CLIP:,.0f}.",
            _setting(project, "Do not clip", clip=None),
        )


def _optimizer(project: Project, index: int, phase: PhaseSpec) -> Iterator[Problem]:
    optimizer, usual = phase.optimizer, OptimizerSpec()
    if optimizer.kind not in OPTIMIZERS:
        yield _unknown(project, index, "optimizer", OPTIMIZERS, usual=usual.kind)
    rate = optimizer.learning_rate
    if not (is_number(rate, MAX_LEARNING_RATE) and rate > 0):
        better = replace(optimizer, learning_rate=usual.learning_rate)
        yield Problem(
            None,
            f"The learning rate must be a number above 0, at most {MAX_LEARNING_RATE:,.0f}.",
            _step_rule(project, f"Use {usual.learning_rate}", index, better),
        )
    for name, title, most in (
        ("momentum", "The momentum", MAX_MOMENTUM),
        ("decay", "The decay of RMSProp", MAX_DECAY),
        ("weight_decay", "The weight decay", MAX_WEIGHT_DECAY),
    ):
        if not is_number(getattr(optimizer, name), most):
            value = getattr(usual, name)
            yield Problem(
                None,
                f"{title} must be a number from 0 to {most:,.10g}.",
                _step_rule(project, f"Use {value:g}", index, replace(optimizer, **{name: value})),
            )


def _schedule(project: Project, index: int, phase: PhaseSpec) -> Iterator[Problem]:
    schedule, usual = phase.optimizer.schedule, ScheduleSpec()
    if schedule.kind not in SCHEDULES:
        yield _unknown(project, index, "schedule", SCHEDULES, usual=usual.kind)
    if not is_whole(schedule.period, 1, MAX_PERIOD):
        better = replace(phase.optimizer, schedule=replace(schedule, period=usual.period))
        yield Problem(
            None,
            f"The period of the schedule must be a whole number from 1 to {MAX_PERIOD:,}.",
            _step_rule(project, f"Use {usual.period:,}", index, better),
        )
    if not is_number(schedule.factor, 1.0):
        better = replace(phase.optimizer, schedule=replace(schedule, factor=usual.factor))
        yield Problem(
            None,
            "The factor of the schedule must be a number from 0 to 1.",
            _step_rule(project, f"Use {usual.factor:g}", index, better),
        )


def _unknown(
    project: Project, index: int, what: str, table: Mapping[str, object], *, usual: str
) -> Problem:
    """Return the problem of a name that no table holds, with the name that most likely is meant."""
    optimizer = project.training.phases[index].optimizer
    kind = optimizer.kind if what == "optimizer" else optimizer.schedule.kind
    guess = closest(kind, table) or usual
    if what == "optimizer":
        better = replace(optimizer, kind=guess)
    else:
        better = replace(optimizer, schedule=replace(optimizer.schedule, kind=guess))
    return Problem(
        None,
        f"There is no {what} “{kind:.40}”. {name_hint(kind, table)}",
        _step_rule(project, f"Use {guess}", index, better),
    )


def _setting(project: Project, label: str, **values: Any) -> Repair:
    training = replace(project.training, **values)
    return Repair(label, replace(project, training=training))


def _step_rule(project: Project, label: str, index: int, optimizer: OptimizerSpec) -> Repair:
    phases = list(project.training.phases)
    phases[index] = replace(phases[index], optimizer=optimizer)
    return _setting(project, label, phases=tuple(phases))


def is_whole(value: object, least: int, most: int) -> bool:
    """Scripts hand over anything, NumPy's numbers included, so the type is looked at as well."""
    return isinstance(value, Integral) and least <= int(value) <= most


def is_number(value: object, most: float) -> bool:
    """Whether it is a number from 0 to ``most``; NaN fails both comparisons."""
    return isinstance(value, Real) and 0.0 <= float(value) <= most
