"""The record of a run in its file: copies along the way and lines beside, as few large arrays.

``record`` (JSON) says lines, projects, interventions and tensors, every one of them once: what the
run's own part of the file holds already is counted first. The numbers stand in

- ``record/copies``, int64 (copies, 8): step, epoch, cursor, Adam's step, project, attic, length of
  the journal, number of losses since the curve's last point;
- ``record/numbers``, float32: parameters and moments of all copies without gaps, in the order that
  ``parameters`` says; ``record/losses``, float32 (copies,); ``record/pending``, float32;
- ``record/tensors/<n>`` and ``record/curves/<n>/<column>``.

The metadata ``record`` is a digest of all this: one changed bit, and the file opens without it.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np

from playground.data.build import shape_of
from playground.engine.layout import ParameterLayout, layout_of
from playground.engine.record import plain_name
from playground.engine.state import (
    Checkpoint,
    Curve,
    LineRecord,
    ProjectChange,
    RunRecord,
    RunState,
    Stretch,
    Tensor,
)
from playground.files.long_parts import Packing, Unpacking
from playground.files.run_parts import (
    Array,
    Get,
    InterventionRecord,
    TensorRecord,
    check_journal,
    checked,
    frozen,
    intervention_record,
    pack_curve,
    read_curve,
    read_intervention,
    read_tensors,
    tensor_records,
)
from playground.kernels.optable import STATES, State
from playground.model.check import check
from playground.model.ids import LayerId, ParameterId
from playground.model.project import Project

_COUNTED = (State.STEP, State.EPOCH, State.CURSOR, State.ADAM_STEP)
_COLUMNS = len(_COUNTED) + 4
_ARRAYS = ("record/copies", "record/numbers", "record/losses", "record/pending")
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class _LinePart:
    """A line; numbers name entries of the lists in `_RecordPart`, and copies."""

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


@dataclass(frozen=True, slots=True)
class _RecordPart:
    line: _LinePart
    lines: tuple[_LinePart, ...]
    numbers: int
    projects: tuple[Any, ...]
    parameters: dict[int, tuple[tuple[LayerId, str, int], ...]]
    interventions: tuple[InterventionRecord, ...]
    tensors: tuple[TensorRecord, ...]
    attics: tuple[tuple[int, ...], ...]
    curves: int
    tables: tuple[str, ...]


def _projects_of(state: RunState) -> list[Project]:
    """Return the projects that the run's own part of the file says."""
    changes = (line.change for line in state.journal)
    edited = (change.project for change in changes if isinstance(change, ProjectChange))
    return [state.project, state.initial_project, *edited]


def _parameters(layout: ParameterLayout) -> tuple[tuple[LayerId, str, int], ...]:
    return tuple((slot.shape.id.layer, slot.shape.id.name, slot.size) for slot in layout.slots)


def _digest(content: bytes, names: Iterable[str], get: Get) -> str:
    found = hashlib.blake2b(content, digest_size=16)
    for name in names:
        array = np.ascontiguousarray(get(name))
        found.update(f"{name} {array.dtype} {array.shape}".encode())
        found.update(array.data)
    return found.hexdigest()


def _names(part: _RecordPart) -> Iterator[str]:
    """Yield what the arrays of a record are called; a damaged one may say that there are many."""
    yield from _ARRAYS
    for number in range(len(part.tensors)):
        yield f"record/tensors/{number}"
    for number in range(part.curves):
        for column in fields(Curve):
            yield f"record/curves/{number}/{column.name}"
    yield from part.tables


# --- out ------------------------------------------------------------------------------------


class _Numbered(Generic[_Thing]):
    """Things that are said once. Those that the file says elsewhere are numbered first.

    Attributes
    ----------
    added
        The others, in the order of their numbers.
    """

    def __init__(self, known: Sequence[_Thing], same: Callable[[_Thing], Hashable]) -> None:
        self.added: list[_Thing] = []
        self._same = same
        self._count = len(known)
        self._places = {id(thing): place for place, thing in enumerate(known)}
        self._alike = {same(thing): place for place, thing in reversed([*enumerate(known)])}

    def number(self, thing: _Thing) -> int:
        place = self._places.get(id(thing))
        if place is None:
            place = self._alike.setdefault(self._same(thing), self._count)
            if place == self._count:
                self.added.append(thing)
                self._count += 1
            self._places[id(thing)] = place
        return place


def _alike(tensor: Tensor) -> Hashable:
    planes = np.ascontiguousarray(tensor.planes)
    digest = hashlib.blake2b(planes.data, digest_size=16).digest()
    return tensor.id, tensor.targets, tensor.sources, planes.shape, digest


class _Pack:
    """Gathers what lines have in common."""

    def __init__(self, state: RunState) -> None:
        self.projects = _Numbered(_projects_of(state), lambda project: project)
        self.tensors = _Numbered((*state.initial, *state.attic), _alike)
        self.interventions = _Numbered(state.journal, id)
        self.curves = _Numbered((state.curve,), id)
        self.attics: _Numbered[Mapping[ParameterId, Tensor]] = _Numbered((), self.attic)
        self.layouts: dict[int, ParameterLayout] = {}
        self.copies: _Numbered[Checkpoint] = _Numbered((), id)

    def attic(self, attic: Mapping[ParameterId, Tensor]) -> tuple[int, ...]:
        return tuple(map(self.tensors.number, attic.values()))

    def line(self, line: LineRecord) -> _LinePart:
        return _LinePart(
            number=line.number,
            name=line.name,
            left_at=line.left_at,
            initial_project=self.projects.number(line.initial_project),
            initial=tuple(map(self.tensors.number, line.initial)),
            stretches=line.stretches,
            journal=tuple(map(self.interventions.number, line.journal)),
            copies=tuple(self.copies.number(copy) for copy in line.copies if _is_sound(copy)),
            end=None if line.end is None else self.copies.number(line.end),
            curve=self.curves.number(line.curve),
            gap=line.gap,
        )

    def rows(self) -> Array:
        rows = []
        for copy in self.copies.added:
            project = self.projects.number(copy.project)
            self.layouts.setdefault(project, copy.layout)
            counted = [int(copy.counters[place]) for place in _COUNTED]
            attic = self.attics.number(copy.attic)
            rows.append([*counted, project, attic, copy.interventions, copy.pending.size])
        return np.array(rows, np.int64).reshape(len(rows), _COLUMNS)


def _is_sound(copy: Checkpoint) -> bool:
    """Say whether `read_record` would take these numbers: averages can overflow before a weight."""
    rest = (tensor.planes for tensor in copy.attic.values())
    return bool(np.isfinite(copy.block).all()) and not any(
        np.isinf(planes).any() for planes in rest
    )


def pack_record(record: RunRecord, state: RunState, packing: Packing) -> str:
    """Put the record of a state into arrays; return the digest of it, "" where there is none."""
    arrays, pack = packing.arrays, _Pack(state)
    if record.line.end is not None and not _is_sound(record.line.end):
        return ""
    line = pack.line(record.line)
    lines = tuple(pack.line(o) for o in record.lines if o.end is not None and _is_sound(o.end))
    arrays["record/copies"], copies = pack.rows(), pack.copies.added
    for name, parts in {
        "record/numbers": [copy.layout.packed(copy.block) for copy in copies],
        "record/losses": [np.array([copy.batch_loss], np.float32) for copy in copies],
        "record/pending": [copy.pending for copy in copies],
    }.items():
        arrays[name] = np.concatenate([np.empty(0, np.float32), *parts])
    attics = tuple(map(pack.attic, pack.attics.added))
    journal = pack.interventions.added
    interventions = tuple(intervention_record(o, pack.projects.number) for o in journal)
    for number, tensor in enumerate(pack.tensors.added):
        arrays[f"record/tensors/{number}"] = np.ascontiguousarray(tensor.planes)
    for number, curve in enumerate(pack.curves.added):
        pack_curve(arrays, f"record/curves/{number}", curve)
    projects = tuple(map(packing.packed, pack.projects.added))
    part = _RecordPart(
        line=line,
        lines=lines,
        numbers=record.numbers,
        projects=projects,
        parameters={place: _parameters(layout) for place, layout in pack.layouts.items()},
        interventions=interventions,
        tensors=tensor_records(pack.tensors.added),
        attics=attics,
        curves=len(pack.curves.added),
        tables=tuple(sorted(name for name in arrays if name.startswith("table/"))),
    )
    content = msgspec.json.encode(part)
    packing.apart("record", content)
    return _digest(content, _names(part), arrays.__getitem__)


# --- in -------------------------------------------------------------------------------------


def read_record(digest: str, state: RunState, unpacking: Unpacking, get: Get) -> RunRecord:
    """Return the record of a state.

    Raises
    ------
    PlaygroundError, or what `records.DAMAGE` names
        It is damaged; nobody needs to know in which way.
    """
    content = unpacking.content("@record")
    part = msgspec.json.decode(content, type=_RecordPart)
    if digest != _digest(content, _names(part), get):
        raise ValueError("Its record is not as it was written.")
    reader = _Reader(part, state, unpacking, get)
    return RunRecord(
        reader.line(part.line, state.step), tuple(map(reader.line, part.lines)), part.numbers
    )


class _Reader:
    """Makes lines of what they have in common."""

    def __init__(self, part: _RecordPart, state: RunState, unpacking: Unpacking, get: Get) -> None:
        self._get = get
        said = tuple(map(unpacking.project, part.projects))
        self._projects = (*_projects_of(state), *said)
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

    def line(self, part: _LinePart, last: int = 0) -> LineRecord:
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
        )

    def _project(self, number: Any) -> Project:
        return _at(self._projects, number)

    def _read_curve(self, number: int, last: int) -> Curve:
        if number == 0:
            return self._curve
        return read_curve(self._get, f"record/curves/{number - 1}", last)

    def _layout(
        self, number: int, parameters: tuple[tuple[LayerId, str, int], ...]
    ) -> ParameterLayout:
        project = self._project(number)
        resolution = check(project, shape_of(project.data))
        layout = layout_of(resolution)
        if not resolution.is_valid or _parameters(layout) != parameters:
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
            counters[[*_COUNTED]] = counted
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
