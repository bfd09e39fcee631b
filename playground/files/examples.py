"""The examples of the gallery: small texts in ``resources/examples``, checked like any file."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from playground.data.build import check_data
from playground.files.records import DAMAGE
from playground.model.errors import PlaygroundError
from playground.model.hints import closest
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    ScheduleSpec,
    TrainingSpec,
)
from playground.model.text import parse
from playground.resources import resource_path

FIRST = "spiral"
"""The example that opens at the first start."""


@dataclass(frozen=True, slots=True)
class Example:
    """One card of the gallery.

    Attributes
    ----------
    name
        The key, as on the command line.
    explanation
        One line: what there is to see.
    pace
        Updates per second at which it is worth watching; None is flat out.
    """

    name: str
    title: str
    explanation: str
    group: str
    pace: float | None
    project: Project


@dataclass(frozen=True, slots=True)
class _Training:
    batch_size: int = 10
    learning_rate: float = 0.01
    optimizer: str = "adam"
    momentum: float = 0.9
    schedule: ScheduleSpec = field(default_factory=ScheduleSpec)
    l1: float = 0.0
    l2: float = 0.0
    clip: float | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Record:
    order: int
    title: str
    explanation: str
    group: str
    network: str
    data: DataSpec
    training: _Training
    pace: float | None = None


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """Return all examples in the order of the gallery.

    Raises
    ------
    PlaygroundError
        A bundled file is damaged, so the installation is.
    """
    folder = resource_path("examples")
    found = [_read(path) for path in sorted(folder.glob("*.json"))]
    return tuple(example for _, example in sorted(found, key=lambda pair: pair[0]))


def example(name: str) -> Example:
    """Return the example of this name.

    Raises
    ------
    PlaygroundError
        There is none; the message names the nearest, or all.
    """
    known = {found.name: found for found in examples()}
    if name not in known:
        guess = closest(name, known)
        hint = f"Did you mean {guess}?" if guess else f"There are {', '.join(known)}."
        raise PlaygroundError(f"There is no example “{name:.60}”. {hint}")
    return known[name]


def _read(path: Path) -> tuple[int, Example]:
    try:
        record = msgspec.json.decode(path.read_bytes(), type=_Record)
        project = _project(record)
    except (*DAMAGE, OSError) as error:
        raise PlaygroundError(
            f"The bundled example {path.name} is damaged. Install the program again."
        ) from error
    wrong: Any = check_data(project.data)
    if wrong:
        raise PlaygroundError(f"The bundled example {path.name} is damaged: {wrong[0]}")
    title, text = record.title, record.explanation
    return record.order, Example(path.stem, title, text, record.group, record.pace, project)


def _project(record: _Record) -> Project:
    training = record.training
    optimizer = OptimizerSpec(
        training.optimizer,
        training.learning_rate,
        momentum=training.momentum,
        schedule=training.schedule,
    )
    return Project(
        network=parse(record.network),
        data=record.data,
        training=TrainingSpec(
            batch_size=training.batch_size,
            l2=training.l2,
            seed=training.seed,
            phases=(PhaseSpec(optimizer=optimizer),),
            l1=training.l1,
            clip=training.clip,
        ),
        name=record.title,
    )
