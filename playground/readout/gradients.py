"""The gradient of every parameter, and how far the operation at hand has moved each of them."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from playground.engine.flow import touches
from playground.engine.layout import ParameterSlot
from playground.engine.program import Program
from playground.engine.state import Float32
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.engine.updating import UPDATE
from playground.kernels.optable import Register
from playground.model.ids import ParameterId

_MOVES = frozenset(UPDATE.values())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the gradient of a parameter lies in the workspace.

    Attributes
    ----------
    computed
        Row that writes the last part of it that was missing.
    moved
        Row that moves the parameter.
    """

    slot: ParameterSlot
    offset: int
    computed: int
    moved: int


def gradients(trainer: Trainer) -> Mapping[ParameterId, Float32]:
    """Return ∂L/∂parameter of the batch in progress, of those that are computed already.

    Where weights are shared, or pulled towards 0, a later row may still add its part. Once the
    update begins they are what it uses: clipped and held ones as they are by then. Between two
    updates they are those of the last batch, computed again at the weights as they are now. Nothing
    is returned where no batch has led here, or where its update has several phases.
    """
    bound = trainer.bound
    places = _places(bound.program)
    done = trainer.row
    if done == 0:
        update = bound.program.tape.phase("update")
        is_known = trainer.step > 0 and int(bound.registers[Register.STEP]) == trainer.step
        if not is_known or any(place.moved >= update.stop for place in places):
            return MappingProxyType({})
        done = update.start
        _run_again(trainer, done)
    return MappingProxyType(
        {
            place.slot.shape.id: _copy(bound.workspace, place.offset, place.slot)
            for place in places
            if place.computed < done
        }
    )


def moved(trainer: Trainer) -> Mapping[ParameterId, Float32]:
    """Return how far the last operation has moved each parameter, of those that it moves at all."""
    program, row = trainer.bound.program, trainer.row - 1
    if row < 0 or program.tape.labels[row].phase != "update":
        return MappingProxyType({})
    places = [place for place in _places(program) if place.moved == row]
    if not places:
        return MappingProxyType({})
    block, layout = trainer.bound.block, program.layout
    after = {place.slot: layout.view(block, place.slot).copy() for place in places}
    with trainer.settled():
        ways = {slot.shape.id: now - layout.view(block, slot) for slot, now in after.items()}
    for way in ways.values():
        way.setflags(write=False)
    return MappingProxyType(ways)


def _run_again(trainer: Trainer, stop: int) -> None:
    """Run the rows of the last batch before its update once more; the run does not notice.

    Every step begins with its first row, so what they leave in the workspace is of no account.
    """
    bound = trainer.bound
    kept = bound.registers.copy()
    bound.registers[Register.LOSS] = 0.0
    try:
        bound.run(0, stop)
    finally:
        bound.registers[:] = kept


def _copy(workspace: Float32, offset: int, slot: ParameterSlot) -> Float32:
    values = workspace[offset : offset + slot.size].reshape(slot.shape.shape).copy()
    values.setflags(write=False)
    return values


@functools.lru_cache(maxsize=4)
def _places(program: Program) -> tuple[_Place, ...]:
    """Return where the gradients of all parameters lie that an update of this program moves."""
    rows = program.tape.rows.tolist()
    found = []
    for row, numbers in enumerate(rows):
        code, named = read_row(numbers)
        if code not in _MOVES:
            continue
        start, stop = named["w"], named["w"] + named["size"]
        for slot in program.layout.trained:
            if start <= slot.offset and slot.offset + slot.size <= stop:
                offset = named["g"] + slot.offset - start
                computed = _covered(rows[:row], offset, slot.size)
                found.append(_Place(slot, offset, computed, row))
    return tuple(found)


def _covered(rows: list[list[int]], offset: int, size: int) -> int:
    """Return the row after which all numbers of a stretch of the workspace have been written."""
    missing = np.ones(size, np.bool_)
    for row, numbers in enumerate(rows):
        for touch in touches(numbers):
            if touch.is_written and touch.start < offset + size and offset < touch.stop:
                missing[max(0, touch.start - offset) : touch.stop - offset] = False
                if not missing.any():
                    return row
    return len(rows)
