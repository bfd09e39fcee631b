"""Takes the record of a run out of its file, which may be damaged in any way."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import msgspec
import numpy as np

from playground.data.build import shape_of
from playground.engine.layout import ParameterLayout, Place, layout_of
from playground.engine.record import plain_name
from playground.engine.state import Checkpoint, Curve, LineRecord, RunRecord, RunState, Tensor
from playground.files.long_parts import Unpacking
from playground.files.run_parts import (
    Array,
    Get,
    check_journal,
    checked,
    frozen,
    read_curve,
    read_intervention,
    read_tensors,
)
from playground.files.run_record.form import (
    COUNTED,
    LinePart,
    Parameters,
    RecordPart,
    digest_of,
    names_of,
    parameters_of,
    projects_of,
)
from playground.kernels.optable import STATES
from playground.model.check import check
from playground.model.ids import ParameterId
from playground.model.project import Project

_Thing = TypeVar("_Thing")


def read_record(digest: str, state: RunState, unpacking: Unpacking, get: Get) -> RunRecord:
    """Return the record of a state.

    Raises
    ------
    PlaygroundError, or what `records.DAMAGE` names
        It is damaged; nobody needs to know in which way.
    """
    content = unpacking.content("@record")
    part = msgspec.json.decode(content, type=RecordPart)
    if digest != digest_of(content, names_of(part), get):
        raise ValueError("Its record is not as it was written.")
    reader = _Reader(part, state, unpacking, get)
    return RunRecord(
        reader.line(part.line, state.step), tuple(map(reader.line, part.lines)), part.numbers
    )


class _Reader:
    """Makes lines of what they have in common."""

    def __init__(self, part: RecordPart, state: RunState, unpacking: Unpacking, get: Get) -> None:
        self._get = get
        said = tuple(map(unpacking.project, part.projects))
        self._projects = (*projects_of(state), *said)
        own = read_tensors("record/tensors", part.tensors, get, may_miss=True)
        self._tensors = (*state.initial, *state.attic, *own)
        journal = (read_intervention(o, self._project) for o in part.interventions)
        self._journal = (*state.journal, *journal)
        self._curve = state.curve
        self._layouts = {
            place: self._layout(place, parameters) for place, parameters in part.parameters.items()
        }
        self._attics = tuple(map(self._attic, part.attics))
        self._copies = self._read_copies()
        self._places = tuple(self._read_places())

    def line(self, part: LinePart, last: int = 0) -> LineRecord:
        end = None if part.end is None else _at(self._copies, part.end)
        last = last if end is None else end.step
        journal = tuple(_at(self._journal, number) for number in part.journal)
        check_journal(journal, last)
        return LineRecord(
            number=part.number,
            name=plain_name(part.name),
            left_at=part.left_at,
            initial_project=self._project(part.initial_project),
            initial=tuple(_at(self._tensors, number) for number in part.initial),
            stretches=part.stretches,
            journal=journal,
            copies=tuple(_at(self._copies, number) for number in part.copies),
            end=end,
            curve=self._read_curve(part.curve, last),
            gap=part.gap,
            trail=self._trail(part.trail, last),
        )

    def _trail(self, numbers: tuple[int, ...], last: int) -> tuple[Place, ...]:
        found = (_at(self._places, number) for number in numbers)
        places = tuple(place for place in found if place is not None)
        if any(a > b for a, b in pairwise([*(place.step for place in places), last])):
            raise ValueError("The way of the weights runs backwards or beyond the last step.")
        return places

    def _read_places(self) -> Iterator[Place | None]:
        weights = _Rest(checked(self._get("record/weights"), np.float32, 1))
        for step, project in checked(self._get("record/places"), np.int64, 2).tolist():
            if project < 0:
                yield None
                continue
            layout = self._layouts[project]
            yield Place(step, layout, weights.take(layout.size))
        if weights.left:
            raise ValueError("It holds more weights than it has places.")

    def _project(self, number: Any) -> Project:
        return _at(self._projects, number)

    def _read_curve(self, number: int, last: int) -> Curve:
        if number == 0:
            return self._curve
        return read_curve(self._get, f"record/curves/{number - 1}", last)

    def _layout(self, number: int, parameters: Parameters) -> ParameterLayout:
        project = self._project(number)
        resolution = check(project, shape_of(project.data))
        layout = layout_of(resolution)
        if not resolution.is_valid or parameters_of(layout) != parameters:
            raise ValueError("A copy in it is not of its network.")
        return layout

    def _attic(self, numbers: tuple[int, ...]) -> Mapping[ParameterId, Tensor]:
        return {tensor.id: tensor for tensor in (_at(self._tensors, n) for n in numbers)}

    def _read_copies(self) -> tuple[Checkpoint, ...]:
        rows = checked(self._get("record/copies"), np.int64, 2).tolist()
        losses = checked(self._get("record/losses"), np.float32, 1).tolist()
        numbers = _Rest(checked(self._get("record/numbers"), np.float32, 1))
        pending = _Rest(checked(self._get("record/pending"), np.float32, 1))
        copies = []
        for row, loss in zip(rows, losses, strict=True):
            *counted, project, attic, interventions, waiting = row
            counters = np.zeros(STATES, np.int64)
            counters[[*COUNTED]] = counted
            layout = self._layouts[project]
            block = layout.unpacked(numbers.take(layout.count))
            block.setflags(write=False)
            facts = (self._project(project), layout, block, counters, _at(self._attics, attic))
            copies.append(
                Checkpoint(counted[0], *facts, interventions, loss, pending.take(waiting))
            )
        if numbers.left or pending.left:
            raise ValueError("It holds more numbers than its copies have.")
        return tuple(copies)


class _Rest:
    """An array that is read from its beginning on."""

    def __init__(self, array: Array) -> None:
        if not np.isfinite(array).all():
            raise ValueError("A number in its record is not finite.")
        self._array = frozen(array)
        self._place = 0

    @property
    def left(self) -> int:
        return self._array.size - self._place

    def take(self, count: int) -> Array:
        if not 0 <= count <= self.left:
            raise ValueError("Its copies have more numbers than it holds.")
        self._place += count
        return self._array[self._place - count : self._place]


def _at(things: Sequence[_Thing], number: Any) -> _Thing:
    """Return an entry of a list; KeyError where there is none, also for negative numbers."""
    if not isinstance(number, int) or not 0 <= number < len(things):
        raise KeyError(number)
    return things[number]
