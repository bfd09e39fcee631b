"""Bursts in less memory: arrays whose lives do not overlap share a place.

An array *lives* from the first row that writes it to the last one that reads it; before and after
nobody minds what stands there. In a program every array has a place of its own, so that all of them
can be looked at while somebody steps. Nobody looks into a burst. Its rows are the same, but an array
takes the place that has become free last and that a cache still holds. One that is made number by
number may even be written over what it is made of, if no row reads that again::

    row                  lives            place in the program    in a burst
    z = W·x + b          x z                   x 0   z 64         x 0   z 64
    a = max(0, z)        x z a                 a 128                    a 64
    δ = ∂L/∂a·[a > 0]    x   a ∂L/∂a δ         δ 192                    δ where ∂L/∂a was

Kernels use bare addresses: a mistake in here would not crash but learn nonsense. So the result is
proven (`flow`): every row reads, number by number, what it reads in the program.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from playground.engine.flow import NOBODY, Touch, Writers, touches, verify_flow
from playground.engine.layout import padded
from playground.engine.program import Program
from playground.engine.tape import Tape
from playground.engine.verify import verify_rows
from playground.kernels.optable import ELEMENTWISE

LEAST = 65_536
"""Numbers of a workspace that is left as it is if it has fewer: a quarter of a megabyte is close by."""
ENDLESS = 2**62

Row = list[int]


def share(program: Program) -> Program:
    """Return a program of the same rows in less memory, verified, in which no array has a name.

    Both run on the same workspace by turns, from the first row to the last. A small program is
    returned as it is.

    Raises
    ------
    TapeError
        A row would not read what it reads in the program: there is a fault in here.
    """
    if program.workspace_size < LEAST:
        return program
    rows = program.tape.rows.tolist()
    arrays = _Arrays(rows)
    arrays.live()
    arrays.inherit()
    if arrays.settle() > program.workspace_size:
        return program  # what has to stay where it is left too little room between
    moved = np.array(arrays.moved(), np.int64)
    moved.setflags(write=False)
    shared = replace(
        program,
        tape=Tape(moved, program.tape.labels),
        slices=MappingProxyType({}),
        earlier=(),
        heads=(),
        gradient=None,
        lengths=None,
    )
    verify_rows(shared, moved)
    verify_flow(program, shared)
    return shared


@dataclass(slots=True, eq=False)
class _Place:
    """Memory for one array, or for several that inherit it, from row ``first`` to ``last``."""

    size: int
    first: int = -1
    last: int = -1
    offset: int = -1


@dataclass(slots=True, eq=False)
class _Array:
    """Numbers of the workspace that some row names together, and the rows between which they live."""

    start: int
    stop: int
    place: _Place = field(default_factory=lambda: _Place(0))
    first: int = -1
    last: int = -1
    stays: bool = False

    def is_all_of(self, touch: Touch) -> bool:
        return (self.start, self.stop) == (touch.start, touch.stop)


class _Arrays:
    """All arrays of a tape."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._touched = [tuple(touches(row)) for row in rows]
        self._all: list[_Array] = []
        for start, stop in sorted({(t.start, t.stop) for row in self._touched for t in row}):
            # Parts of a join, and gradients within their plane, move with the whole.
            if self._all and start < self._all[-1].stop:
                self._all[-1].stop = max(stop, self._all[-1].stop)
            else:
                self._all.append(_Array(start, stop))
        self._starts = [array.start for array in self._all]

    def of(self, touch: Touch) -> _Array:
        """Return the array that a row touches, or touches a part of."""
        return self._all[bisect_right(self._starts, touch.start) - 1]

    def live(self) -> None:
        """Find out between which rows each array lives, and which have to stay where they are."""
        writers = Writers(self._touched)
        for index, row in enumerate(self._touched):
            touched = [touch for touch in row if touch.is_read or touch.is_written]
            for touch in touched:
                array = self.of(touch)
                array.first = index if array.first < 0 else array.first
                array.last = index
                # Zeros that nobody ever writes, as the gradient of a frozen layer is.
                if touch.is_read and any(who == NOBODY for _, who, _ in writers.read(touch)):
                    array.stays = True
            for touch in touched:
                if touch.is_written:
                    writers.write(index, touch)
        for array in self._all:
            array.stays |= array.first < 0
            array.place = _Place(padded(array.stop - array.start), array.first, array.last)

    def inherit(self) -> None:
        """Let arrays that are made number by number take over the place of what they are made of."""
        for index, touched in enumerate(self._touched):
            if self._rows[index][0] not in ELEMENTWISE:
                continue
            left, heirs = [], []
            for touch in touched:
                array = self.of(touch)
                if array.stays or not array.is_all_of(touch):
                    continue
                if touch.is_read and not touch.is_written and array.last == index:
                    left.append(array)
                if touch.is_written and not touch.is_read and array.first == index:
                    heirs.append(array)
            if left and heirs:
                heirs[0].place = left[-1].place
                heirs[0].place.last = heirs[0].last

    def settle(self) -> int:
        """Give every place an offset, in the order of the rows; return where the last one ends."""
        for array in self._all:
            if array.stays:
                array.place.offset = array.start
        room = _Room(array.place for array in self._all if array.stays)
        places = dict.fromkeys(array.place for array in self._all if not array.stays)
        given: list[_Place] = []
        for place in sorted(places, key=lambda place: (place.first, -place.size)):
            while given and given[0].last < place.first:
                room.give(given.pop(0))
            place.offset = room.take(place.size)
            insort(given, place, key=lambda place: place.last)
        return max(array.place.offset + array.place.size for array in self._all)

    def moved(self) -> list[Row]:
        """Return the rows with the places that their arrays have now."""
        moved = [list(row) for row in self._rows]
        for row, touched in zip(moved, self._touched, strict=True):
            for touch in touched:
                array = self.of(touch)
                row[touch.column] += array.place.offset - array.start
        return moved


class _Room:
    """Memory that is free; what became free last is given first."""

    def __init__(self, taken: Iterable[_Place]) -> None:
        # Stretches (start, stop, last row that used it).
        self._free = [(0, ENDLESS, -1)]
        for place in taken:
            self._cut(place.offset, place.size)

    def take(self, size: int) -> int:
        """Return where something of this size goes."""
        fitting = (free for free in self._free if free[1] - free[0] >= size)
        start = max(fitting, key=lambda free: (free[2], -free[0]))[0]
        self._cut(start, size)
        return start

    def give(self, place: _Place) -> None:
        """Take back a place, and join it with what is free beside it."""
        start, stop, last = place.offset, place.offset + place.size, place.last
        apart = []
        for free in self._free:
            if free[1] < start or stop < free[0]:
                apart.append(free)
            else:
                start, stop, last = min(start, free[0]), max(stop, free[1]), max(last, free[2])
        self._free = sorted([*apart, (start, stop, last)])

    def _cut(self, start: int, size: int) -> None:
        """Remove a stretch that lies within one that is free."""
        begin, end, last = next(free for free in self._free if free[0] <= start < free[1])
        self._free.remove((begin, end, last))
        rest = ((begin, start, last), (start + size, end, last))
        self._free += [part for part in rest if part[0] < part[1]]
