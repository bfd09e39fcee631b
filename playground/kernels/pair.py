"""Two threads on one tape: where they meet, and what the second of them runs.

Each has a tape of its own, on which a row whose first column is `MEET` stands for a place where
both wait for each other. The first thread trains with `machine.run_steps` as if it were alone; the
second runs its rows over and over with `follow`. The *place* where they meet is int32 (PLACE,):
for each side how often it has arrived, and whether it is gone. Who waits for one that is gone goes
too, but not before everything that both were to do until then is done.
"""

from collections.abc import Mapping

import numpy as np
from numba import types

from playground.kernels import jit, machine
from playground.kernels.machine import Float32, Float64, Int32, Tape
from playground.kernels.optable.parts import MEET
from playground.kernels.pointers import (
    flush_denormals,
    give_way,
    load_shared,
    offset,
    pause,
    pointer,
    restore,
    store_shared,
)

APART = 32
"""int32 from one side's part of the place to the other's: processors fetch 128 bytes together."""
PLACE = 2 * APART
GONE = 1
"""Place in a side's part: whether it is gone."""

_PATIENCE = 2000
"""Looks at the other's counter before the system is asked for help: some 50 µs."""


def bind_side(tape: Tape, deltas: Mapping[str, int], place: Int32, table: Int32, side: int) -> Tape:
    """Return a copy of the tape of one side, ready to run: `machine.bind`, with its meetings.

    Parameters
    ----------
    place
        int32 (PLACE,), all 0 whenever the two begin.
    table
        int32, the index table that the tape will be run with.
    """
    bound = np.zeros_like(tape)
    is_row = tape[:, 0] != MEET
    bound[is_row] = machine.bind(tape[is_row], deltas)
    own = (place.ctypes.data - table.ctypes.data) // 4
    bound[~is_row, :3] = (
        jit.routine(_meet),
        own + side * APART,
        own + (1 - side) * APART,
    )
    return bound


def follow(
    tape: Tape, workspace: Float32, table: Int32, registers: Float64, place: Int32, side: int
) -> None:
    """Run a side's rows over and over, until the other side or this one is gone."""
    _follow(tape, workspace, table, registers, place, side)


# --------------------------------------------------------------------------- compiled parts


def _meet(p, t, row, registers):
    """Wait until the other side has come here too: row = (own part of the place, the other's).

    Trips where the other is gone and will not come.
    """
    own, other = offset(t, row[1]), offset(t, row[2])
    arrived = np.int32(own[0] + 1)
    store_shared(own, arrived)
    looks = 0
    while load_shared(other) < arrived:
        if load_shared(offset(other, GONE)) != 0 and load_shared(other) < arrived:
            return 1
        looks += 1
        if looks < _PATIENCE:
            pause()
        else:
            give_way()
    return 0


@jit.entry(
    types.void(
        types.int64[:, ::1],
        types.float32[::1],
        types.int32[::1],
        types.float64[::1],
        types.int32[::1],
        types.int64,
    )
)
def _follow(tape, workspace, table, registers, place, side):
    row, p, t, r = pointer(tape), pointer(workspace), pointer(table), pointer(registers)
    before = flush_denormals()
    while machine.run_through(row, tape.shape[0], p, t, r) < 0:
        pass
    store_shared(offset(pointer(place), side * APART + GONE), np.int32(1))
    restore(before)
