"""Going on row by row, up to where a breakpoint holds."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from playground.engine.binding import Bound, last_writer
from playground.engine.breakpoints import Breakpoint
from playground.engine.diagnose import Part, are_finite, results, results_are_finite
from playground.engine.program import Program, Slice
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.engine.updating import UPDATE
from playground.kernels.optable import OPERATIONS, Register
from playground.model.ids import UnitRef

Condition = Callable[[Bound], bool]

_MOVES = frozenset(UPDATE.values())


@dataclass(frozen=True, slots=True)
class _Stop:
    """A look at the run after ``row`` rows of an update, for the breakpoint ``index``.

    Attributes
    ----------
    begin
        First of the rows that are looked at all at once: which of them it was is found out then.
    """

    row: int
    index: int
    holds: Condition
    begin: int | None = None


class Halting:
    """The breakpoints of a run, for the program that it is on."""

    def __init__(self, breakpoints: Sequence[Breakpoint] = ()) -> None:
        self.breakpoints = tuple(breakpoints)
        self._program: Program | None = None
        self._stops: tuple[_Stop, ...] = ()

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to stop at."""
        return not any(point.is_enabled for point in self.breakpoints)

    def advance(self, trainer: Trainer, until: int | None = None) -> int | None:
        """Go on to row ``until`` of the update (None: its end), or to where a breakpoint holds.

        Return the breakpoint's index.
        """
        begun = trainer.row
        for stop in self._stops_of(trainer):
            if stop.row <= trainer.row:
                continue
            if until is not None and stop.row > until:
                break
            step = trainer.step
            trainer.advance_to(stop.row)
            if trainer.guard is not None:
                return None
            if stop.holds(trainer.bound) and _is_found(stop, begun, trainer):
                return stop.index
            if trainer.step != step:
                return None
        trainer.advance_to(len(trainer.operations) if until is None else until)
        return None

    def advance_example(self, trainer: Trainer) -> int | None:
        """Show the next example of the batch; see `Stepper.advance_example` and `advance`."""
        update = trainer.bound.program.tape.phase("update").start
        if trainer.row < update:
            halted = self.advance(trainer, update)
            if halted is not None or trainer.guard is not None:
                return halted
        position = trainer.position
        if (position.lane or 0) + 1 >= position.lanes:
            return self.advance(trainer)
        trainer.advance_example()
        return None

    def here(self, trainer: Trainer, row: int) -> int | None:
        """Return the breakpoint that holds now that ``row`` rows of the update are done, or None."""
        for stop in self._stops_of(trainer):
            if stop.begin is not None and stop.begin < row <= stop.row:
                if not results_are_finite(trainer.bound, row - 1):
                    return stop.index
            elif stop.row == row and stop.holds(trainer.bound):
                return stop.index
        return None

    def _stops_of(self, trainer: Trainer) -> tuple[_Stop, ...]:
        program = trainer.bound.program
        if program is not self._program:
            # Where a row stands depends on the program: another one has others.
            self._program = program
            enabled = [(i, point) for i, point in enumerate(self.breakpoints) if point.is_enabled]
            stops = [stop for i, point in enabled for stop in _stops(i, point, trainer)]
            rows = {stop.row for stop in stops}
            broken = next((i for i, point in enabled if point.kind == "nan"), None)
            if broken is not None:
                stops = [*_broken_stops(broken, program, rows), *stops]
            self._stops = tuple(sorted(stops, key=lambda stop: stop.row))
        return self._stops


def _is_found(stop: _Stop, begun: int, trainer: Trainer) -> bool:
    """Go back to the first row that gave a number that is not finite, of those run since ``begun``.

    False where all of them are older; then the run stands where it stood.
    """
    if stop.begin is None:
        return True
    begin = max(stop.begin, begun)
    trainer.begin_again(begin)
    for row in range(begin, stop.row):
        trainer.advance_to(row + 1)
        if not results_are_finite(trainer.bound, row):
            return True
    return False


def example_of(point: Breakpoint, trainer: Trainer) -> int | None:
    """Return the example of the batch whose neuron is highest, where that is what was waited for."""
    unit = point.unit
    if point.kind != "activation" or unit is None or trainer.row == 0:
        return None
    part = _rows_of(unit, trainer)
    if part is None:
        return None
    a, rows = part
    count = int(trainer.bound.registers[Register.COUNT])
    highest = trainer.bound.view(a)[rows, :count].max(axis=0)
    return int(trainer.batch_examples()[int(highest.argmax())])


def _stops(index: int, point: Breakpoint, trainer: Trainer) -> Iterator[_Stop]:
    tape = trainer.bound.program.tape
    match point.kind:
        case "operation":
            if point.operation is not None and 0 <= point.operation < len(tape):
                yield _Stop(point.operation + 1, index, _always)
        case "layer":
            for row, label in enumerate(tape.labels):
                if label.layer == point.layer:
                    yield _Stop(row + 1, index, _always)
        case "loss":
            # Where phases alternate, each of them adds its own.
            rows = [row for row, label in enumerate(tape.labels) if label.phase == "loss"]
            yield _Stop(rows[-1] + 1, index, partial(_loss_above, point.value))
        case "activation":
            if point.unit is not None:
                yield from _activation_stops(index, point.unit, point.value, trainer)
        case "gradient":
            yield from _gradient_stops(index, point, trainer.bound.program)
        case "nan":
            pass  # See `_broken_stops`.


def _rows_of(unit: UnitRef, trainer: Trainer) -> tuple[Slice, slice] | None:
    """Return where a unit's activations lie: an array, and the rows of it; None where nowhere."""
    slices = trainer.bound.program.slices.get(unit.layer)
    shape = trainer.resolution.layers.get(unit.layer)
    if slices is None or slices.a is None or shape is None or unit not in shape.units_out:
        return None
    place, rows = shape.units_out.index(unit), slices.a.rows // len(shape.units_out)
    return slices.a, slice(place * rows, (place + 1) * rows)


def _activation_stops(index: int, unit: UnitRef, value: float, trainer: Trainer) -> Iterator[_Stop]:
    part = _rows_of(unit, trainer)
    row = -1 if part is None else last_writer(trainer.bound.program, part[0])
    if part is not None and row >= 0:
        yield _Stop(row + 1, index, partial(_activation_above, *part, value))


def _gradient_stops(index: int, point: Breakpoint, program: Program) -> Iterator[_Stop]:
    """Yield a stop before every update of a step, where it moves what the breakpoint is about.

    A step of several phases has an update at the end of each: by then its gradients are complete.
    """
    start, before = 0, ""
    moved: dict[int, list[slice]] = {}
    for row, label in enumerate(program.tape.labels):
        if label.phase == "update" and before != "update":
            start = row
        before = label.phase
        code, named = read_row(program.tape.rows[row])
        if code not in _MOVES:
            continue
        for slot in program.layout.trained:
            place = slot.offset - named["w"]
            is_meant = point.layer in (None, slot.shape.id.layer)
            if is_meant and 0 <= place <= named["size"] - slot.size:
                first = named["g"] + place
                moved.setdefault(start, []).append(slice(first, first + slot.size))
    for row, parts in moved.items():
        yield _Stop(row, index, partial(_gradient_below, tuple(parts), point.value))


def _always(bound: Bound) -> bool:
    del bound
    return True


def _loss_above(value: float, bound: Bound) -> bool:
    # "not at most" also holds for a loss that is not a number.
    return not bound.registers[Register.LOSS] <= value


def _activation_above(part: Slice, rows: slice, value: float, bound: Bound) -> bool:
    count = int(bound.registers[Register.COUNT])
    return bool((bound.view(part)[rows, :count] > value).any())


def _gradient_below(parts: Sequence[slice], value: float, bound: Bound) -> bool:
    # No number is below what is none.
    return all(float(np.abs(bound.workspace[part]).max(initial=0.0)) < value for part in parts)


def _broken_stops(index: int, program: Program, others: Collection[int]) -> Iterator[_Stop]:
    """Yield looks at the results of many rows at once, before any of them is written over.

    Looking at every row by itself makes a run a hundred times slower.
    """
    parts: list[Part] = []
    begin = 0
    for row, label in enumerate(program.tape.labels):
        is_end = label.phase == "update" or row in others or _replaces(program, row, parts)
        if is_end and parts:
            yield _Stop(row, index, partial(_is_broken, tuple(parts)), begin)
            parts = []
        if not parts:
            begin = row
        if label.phase != "update":
            parts += results(program, row)


def _replaces(program: Program, row: int, parts: Iterable[Part]) -> bool:
    """Say whether a row writes over one of these parts; what is only added to stays broken."""
    code, numbers = read_row(program.tape.rows[row])
    adds = numbers.get("accumulate", 1) == 1
    written = [
        (argument.space, numbers[argument.name], argument.extent(numbers))
        for argument in OPERATIONS[code].arguments
        if argument.extent is not None
        and "w" in argument.access
        and not ("r" in argument.access and adds)
    ]
    return any(
        space == where and start < stop and first < start + size
        for where, start, size in written
        for space, first, stop in parts
    )


def _is_broken(parts: tuple[Part, ...], bound: Bound) -> bool:
    return not are_finite(bound, parts)
