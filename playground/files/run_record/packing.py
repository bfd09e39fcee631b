"""Puts the record of a run into the arrays of its file; what lines share is written once."""

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec
import numpy as np

from playground.data.build import shape_of
from playground.engine.layout import ParameterLayout, Place, layout_of
from playground.engine.state import Checkpoint, Float32, LineRecord, RunRecord, RunState, Tensor
from playground.files.long_parts import Packing
from playground.files.run_parts import Array, intervention_record, pack_curve, tensor_records
from playground.files.run_record.form import (
    COLUMNS,
    COUNTED,
    LinePart,
    RecordPart,
    digest_of,
    names_of,
    parameters_of,
    projects_of,
)
from playground.model.check import check
from playground.model.ids import ParameterId

_Thing = TypeVar("_Thing")


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
        self.projects = _Numbered(projects_of(state), lambda project: project)
        self.tensors = _Numbered((*state.initial, *state.attic), _alike)
        self.interventions = _Numbered(state.journal, id)
        self.curves = _Numbered((state.curve,), id)
        self.attics: _Numbered[Mapping[ParameterId, Tensor]] = _Numbered((), self.attic)
        present = check(state.project, shape_of(state.project.data))
        self.layouts: dict[int, ParameterLayout] = {0: layout_of(present)}
        self.places: _Numbered[Place] = _Numbered((), id)
        self.copies: _Numbered[Checkpoint] = _Numbered((), id)

    def attic(self, attic: Mapping[ParameterId, Tensor]) -> tuple[int, ...]:
        return tuple(map(self.tensors.number, attic.values()))

    def line(self, line: LineRecord) -> LinePart:
        return LinePart(
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
            trail=tuple(map(self.places.number, line.trail)),
        )

    def rows(self) -> Array:
        rows = []
        for copy in self.copies.added:
            project = self.projects.number(copy.project)
            self.layouts.setdefault(project, copy.layout)
            counted = [int(copy.counters[place]) for place in COUNTED]
            attic = self.attics.number(copy.attic)
            rows.append([*counted, project, attic, copy.interventions, copy.pending.size])
        return np.array(rows, np.int64).reshape(len(rows), COLUMNS)

    def trail(self) -> tuple[Array, list[Float32]]:
        """Return step and project of every place, and the weights; -1 and none without a project.

        Where no copy has the network of a place, nothing is drawn of it any more.
        """
        known: dict[int, int] = {}
        rows, weights = [], []
        for place in self.places.added:
            layout = place.layout
            if id(layout) not in known:
                found = (n for n, other in self.layouts.items() if other.shapes == layout.shapes)
                known[id(layout)] = next(found, -1)
            number = known[id(layout)] if np.isfinite(place.weights).all() else -1
            rows.append([place.step, number])
            weights += [place.weights] if number >= 0 else []
        return np.array(rows, np.int64).reshape(len(rows), 2), weights


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
    arrays["record/places"], weights = pack.trail()
    for name, parts in {
        "record/weights": weights,
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
    part = RecordPart(
        line=line,
        lines=lines,
        numbers=record.numbers,
        projects=projects,
        parameters={place: parameters_of(layout) for place, layout in pack.layouts.items()},
        interventions=interventions,
        tensors=tensor_records(pack.tensors.added),
        attics=attics,
        curves=len(pack.curves.added),
        tables=tuple(sorted(name for name in arrays if name.startswith("table/"))),
    )
    content = msgspec.json.encode(part)
    packing.apart("record", content)
    return digest_of(content, names_of(part), arrays.__getitem__)
