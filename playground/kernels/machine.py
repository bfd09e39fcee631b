"""The machine: runs a tape, row by row, in compiled code that holds no lock.

A *tape* is int64 ``(rows, ROW)`` as `playground.kernels.optable` describes it: op code, then
arguments. `bind` turns it into a *bound tape*, in which the op code is replaced by the address of
the compiled operation and every offset is counted from the workspace. Then::

    state[State.ORDER_EPOCH] = -1
    run_steps(bound, workspace, table, registers, order, examples, batch, key,
              state, steps, stop_flag, trace)

does ``steps`` updates in one call. The same to the bit, one update at a time and row by row::

    begin_step(table, registers, order, examples, batch, key, state)
    tripped = run_rows(bound, 0, len(bound), workspace, table, registers)
    if tripped < 0:
        finish_step(registers, examples, state)

All arrays are C-contiguous and belong to the caller, who keeps them alive and does not move them
while a bound tape points into them. Nothing here checks an offset: the verifier did.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import types

from playground.kernels import jit, ops
from playground.kernels.draws import draw
from playground.kernels.optable import OPERATIONS, ROW, OpCode, Register, State
from playground.kernels.pointers import (
    call_row,
    flush_denormals,
    load_shared,
    offset,
    pointer,
    restore,
)
from playground.kernels.schedule import learning_rate

Tape = npt.NDArray[np.int64]
Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]

# Importing an operation's module registers it.
OPS = ops.__all__

_COUNT = int(Register.COUNT)
_CURSOR = int(Register.CURSOR)
_STEP = int(Register.STEP)
_LOSS = int(Register.LOSS)
_ADAM_STEP = int(Register.ADAM_STEP)
_RATE = int(Register.LEARNING_RATE)
_FULL_RATE = int(Register.FULL_RATE)
_BASE_RATE = int(Register.BASE_RATE)
_SCHEDULE = int(Register.SCHEDULE)
_PERIOD = int(Register.PERIOD)
_FACTOR = int(Register.FACTOR)
_AT_EPOCH = int(State.EPOCH)
_AT_CURSOR = int(State.CURSOR)
_AT_STEP = int(State.STEP)
_AT_ADAM_STEP = int(State.ADAM_STEP)
_AT_ORDER_EPOCH = int(State.ORDER_EPOCH)

_TAPE = types.int64[:, ::1]
_FLOAT32 = types.float32[::1]
_FLOAT64 = types.float64[::1]
_INT32 = types.int32[::1]
_INT64 = types.int64[::1]
_N = types.int64

_NO_ROWS = np.zeros((0, ROW), dtype=np.int64)
_GO_ON = np.zeros(1, dtype=np.int32)

_UNMOVED = frozenset({"W", "T", "N", "F"})


def address_of(op: OpCode) -> int:
    """Return the address of an operation's machine code, compiling or loading that one alone.

    Raises
    ------
    KeyError
        There is no such operation.
    """
    return jit.address(op)


def distance(block: Float32, workspace: Float32) -> int:
    """Return how far ``block`` lies from ``workspace``, in float32 elements (may be negative).

    Raises
    ------
    ValueError
        The two do not lie a whole number of elements apart (an unaligned view).
    """
    elements, rest = divmod(block.ctypes.data - workspace.ctypes.data, 4)
    if rest:
        raise ValueError("The arrays do not lie a whole number of float32 elements apart.")
    return int(elements)


def bind(tape: Tape, deltas: Mapping[str, int]) -> Tape:
    """Return a copy of ``tape`` ready to run.

    Column 0 becomes the address of the operation's code. Offsets of the spaces named in
    ``deltas`` ("P", "D") get their space's distance from the workspace added, so that compiled
    code reaches all float32 memory from one pointer. "W", "T", "N" and "F" stay as they are.

    Parameters
    ----------
    tape
        int64 (rows, ROW).
    deltas
        Space → `distance(block of that space, workspace)`. Bind again whenever one of the arrays
        is replaced by another.

    Raises
    ------
    KeyError
        The tape uses a space that ``deltas`` does not name.
    """
    bound = np.array(tape, dtype=np.int64, order="C")
    for row in bound:
        op = OpCode(int(row[0]))
        row[0] = address_of(op)
        for column, argument in enumerate(OPERATIONS[op].arguments, start=1):
            if argument.space not in _UNMOVED:
                row[column] += deltas[argument.space]
    return bound


def run_rows(
    tape: Tape,
    start: int,
    stop: int,
    workspace: Float32,
    table: Int32,
    registers: Float64,
) -> int:
    """Run the rows ``start`` … ``stop − 1`` of a bound tape.

    Parameters
    ----------
    tape
        Bound tape, int64 (rows, ROW).
    workspace
        float32 (elements,), the array the tape was bound with.
    table
        int32 (elements,), the program's index table.
    registers
        float64 (REGISTERS,), set by `begin_step` or by hand (an evaluation needs COUNT and
        CURSOR, and LOSS = 0 before its loss rows).

    Returns
    -------
    Index of the row whose guard tripped (no later row was run), or -1.
    """
    return int(_run_rows(tape, start, stop, workspace, table, registers))


def begin_step(
    table: Int32,
    registers: Float64,
    order: int,
    examples: int,
    batch: int,
    key: int,
    state: Int64,
) -> None:
    """Set the registers for the update after ``state``; shuffle first where a pass begins.

    Sets COUNT = min(batch, examples − cursor), CURSOR, STEP = steps done + 1, ADAM_STEP likewise
    and LOSS = 0. LEARNING_RATE is set where SCHEDULE is not constant, see `schedule`; all else is
    the caller's. Shuffles when ORDER_EPOCH ≠ EPOCH, so it may be called again for the same step.

    Parameters
    ----------
    table, order
        ``table[order : order + examples]`` is the order table, int32. It receives
        `data.random.permutation(draw(key, epoch), examples)`.
    examples
        Number of examples in a pass, ≥ 1.
    batch
        Examples per update, ≥ 1; the last batch of a pass may be smaller.
    key
        uint64 as a Python int: `data.random.stream_key(seed, "shuffle")`.
    state
        int64 (STATES,), see `optable.State`.
    """
    # An update without rows; of what it does to the state only the beginning counts.
    moved, trace = state.copy(), np.empty(1, dtype=np.float32)
    run_steps(
        _NO_ROWS, trace, table, registers, order, examples, batch, key, moved, 1, _GO_ON, trace
    )
    state[_AT_ORDER_EPOCH] = moved[_AT_ORDER_EPOCH]


def finish_step(registers: Float64, examples: int, state: Int64) -> None:
    """Move ``state`` on by the update whose registers `begin_step` set."""
    _finish(registers, examples, state)


def run_steps(
    tape: Tape,
    workspace: Float32,
    table: Int32,
    registers: Float64,
    order: int,
    examples: int,
    batch: int,
    key: int,
    state: Int64,
    steps: int,
    stop_flag: Int32,
    trace: Float32,
) -> tuple[int, int]:
    """Train: do up to ``steps`` updates, all rows of the tape each. The arguments as above.

    Parameters
    ----------
    stop_flag
        int32 (1,), read before every update; another thread writes a non-zero value to stop.
    trace
        float32 (at least ``steps``,): receives the loss of every completed update.

    Returns
    -------
    done
        Updates completed; ``state`` stands after the last of them, also when a guard tripped.
    tripped
        Row whose guard tripped in update ``done + 1``, or -1. A row after the update rows means
        that parameters are already spoilt: restore them.
    """
    done, tripped = _run_steps(
        tape,
        workspace,
        table,
        registers,
        order,
        examples,
        batch,
        np.uint64(key),
        state,
        steps,
        stop_flag,
        trace,
    )
    return int(done), int(tripped)


# --------------------------------------------------------------------------- compiled parts

_32 = np.uint64(32)
_rate = jit.inlined(learning_rate)


@jit.merged
def _shuffle(order, examples, key):
    """`data.random.permutation` into the int32 pointer ``order``."""
    for i in range(examples):
        order[i] = np.int32(i)
    for j in range(1, examples):
        partner = np.int64(((draw(key, j) >> _32) * np.uint64(j + 1)) >> _32)
        order[j], order[partner] = order[partner], order[j]


@jit.merged
def _begin(t, registers, order, examples, batch, key, state):
    epoch = state[_AT_EPOCH]
    cursor = state[_AT_CURSOR]
    if state[_AT_ORDER_EPOCH] != epoch:
        _shuffle(offset(t, order), examples, draw(key, epoch))
        state[_AT_ORDER_EPOCH] = epoch
    registers[_COUNT] = min(batch, examples - cursor)
    registers[_CURSOR] = cursor
    registers[_STEP] = state[_AT_STEP] + 1
    registers[_ADAM_STEP] = state[_AT_ADAM_STEP] + 1
    registers[_LOSS] = 0.0
    kind = int(registers[_SCHEDULE])
    if kind != 0:
        period, factor = int(registers[_PERIOD]), registers[_FACTOR]
        registers[_RATE] = _rate(kind, registers[_BASE_RATE], period, factor, state[_AT_STEP])
    registers[_FULL_RATE] = registers[_RATE]


def _finish(registers: Any, examples: int, state: Any) -> None:
    cursor = int(registers[_CURSOR] + registers[_COUNT])
    if cursor >= examples:
        cursor = 0
        state[_AT_EPOCH] += 1
    state[_AT_CURSOR] = cursor
    state[_AT_STEP] += 1
    state[_AT_ADAM_STEP] += 1


_finished = jit.merged(_finish)


@jit.merged
def run_through(row, count, p, t, registers):
    """Run ``count`` rows; return which of them tripped, or -1."""
    for index in range(count):
        if call_row(p, t, row, registers) != 0:
            return index
        row = offset(row, ROW)
    return -1


@jit.entry(_N(_TAPE, _N, _N, _FLOAT32, _INT32, _FLOAT64))
def _run_rows(tape, start, stop, workspace, table, registers):
    row = offset(pointer(tape), start * ROW)
    before = flush_denormals()
    tripped = run_through(row, stop - start, pointer(workspace), pointer(table), pointer(registers))
    restore(before)
    return tripped if tripped < 0 else start + tripped


@jit.entry(
    types.UniTuple(_N, 2)(
        _TAPE,
        _FLOAT32,
        _INT32,
        _FLOAT64,
        _N,
        _N,
        _N,
        types.uint64,
        _INT64,
        _N,
        _INT32,
        _FLOAT32,
    )
)
def _run_steps(
    tape,
    workspace,
    table,
    registers,
    order,
    examples,
    batch,
    key,
    state,
    steps,
    stop_flag,
    trace,
):
    rows, row, p, t = tape.shape[0], pointer(tape), pointer(workspace), pointer(table)
    r, s, flag, losses = pointer(registers), pointer(state), pointer(stop_flag), pointer(trace)
    done, tripped = 0, -1
    before = flush_denormals()
    while done < steps and load_shared(flag) == 0:
        _begin(t, r, order, examples, batch, key, s)
        tripped = run_through(row, rows, p, t, r)
        if tripped >= 0:
            break
        losses[done] = np.float32(r[_LOSS])
        _finished(r, examples, s)
        done += 1
    restore(before)
    return done, tripped
