"""The record of a run in its file: copies along the way and lines beside, as few large arrays.

``record`` (JSON) says lines, projects, interventions and tensors, every one of them once: what the
run's own part of the file holds already is counted first. The numbers stand in

- ``record/copies``, int64 (copies, 8): step, epoch, cursor, Adam's step, project, attic, length of
  the journal, number of losses since the curve's last point;
- ``record/numbers``, float32: parameters and moments of all copies without gaps, in the order that
  ``parameters`` says; ``record/losses``, float32 (copies,); ``record/pending``, float32;
- ``record/places``, int64 (places, 2): step and project of places on the way of the weights, which
  stand in ``record/weights``, float32, without gaps as well;
- ``record/tensors/<n>`` and ``record/curves/<n>/<column>``.

The metadata ``record`` is a digest of all this: one changed bit, and the file opens without it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from playground.engine.layout import ParameterLayout
from playground.engine.state import Curve, ProjectChange, RunState, Stretch
from playground.files.run_parts import Get, InterventionRecord, TensorRecord
from playground.kernels.optable import State
from playground.model.ids import LayerId
from playground.model.project import Project

COUNTED = (State.STEP, State.EPOCH, State.CURSOR, State.ADAM_STEP)
COLUMNS = len(COUNTED) + 4
ARRAYS = (
    *("record/copies", "record/numbers", "record/losses", "record/pending"),
    *("record/places", "record/weights"),
)

Parameters = tuple[tuple[LayerId, str, int], ...]


@dataclass(frozen=True, slots=True)
class LinePart:
    """A line; numbers name entries of the lists in `RecordPart`, and copies."""

    number: int
    name: str
    left_at: int
    initial_project: int
    initial: tuple[int, ...]
    stretches: tuple[Stretch, ...]
    journal: tuple[int, ...]
    copies: tuple[int, ...]
    end: int | None
    curve: int
    gap: float
    trail: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPart:
    """What lines have in common, and the lines."""

    line: LinePart
    lines: tuple[LinePart, ...]
    numbers: int
    projects: tuple[Any, ...]
    parameters: dict[int, Parameters]
    interventions: tuple[InterventionRecord, ...]
    tensors: tuple[TensorRecord, ...]
    attics: tuple[tuple[int, ...], ...]
    curves: int
    tables: tuple[str, ...]


def projects_of(state: RunState) -> list[Project]:
    """Return the projects that the run's own part of the file says."""
    changes = (line.change for line in state.journal)
    edited = (change.project for change in changes if isinstance(change, ProjectChange))
    return [state.project, state.initial_project, *edited]


def parameters_of(layout: ParameterLayout) -> Parameters:
    """Return the order in which a layout has its parameters, and how large they are."""
    return tuple((slot.shape.id.layer, slot.shape.id.name, slot.size) for slot in layout.slots)


def digest_of(content: bytes, names: Iterable[str], get: Get) -> str:
    """Return a digest of what a record says, and of its arrays."""
    found = hashlib.blake2b(content, digest_size=16)
    for name in names:
        array = np.ascontiguousarray(get(name))
        found.update(f"{name} {array.dtype} {array.shape}".encode())
        found.update(array.data)
    return found.hexdigest()


def names_of(part: RecordPart) -> Iterator[str]:
    """Yield what the arrays of a record are called; a damaged one may say that there are many."""
    yield from ARRAYS
    for number in range(len(part.tensors)):
        yield f"record/tensors/{number}"
    for number in range(part.curves):
        for column in fields(Curve):
            yield f"record/curves/{number}/{column.name}"
    yield from part.tables
