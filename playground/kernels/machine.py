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

import numpy as np
import numpy.typing as npt

from playground.kernels.optable import OpCode

Tape = npt.NDArray[np.int64]
Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]


def address_of(op: OpCode) -> int:
    """Return the address of an operation's machine code, compiling or loading that one alone.

    Raises
    ------
    KeyError
        There is no such operation.
    """
    raise NotImplementedError


def distance(block: Float32, workspace: Float32) -> int:
    """Return how far ``block`` lies from ``workspace``, in float32 elements (may be negative).

    Raises
    ------
    ValueError
        The two do not lie a whole number of elements apart (an unaligned view).
    """
    raise NotImplementedError


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
    raise NotImplementedError


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
    raise NotImplementedError


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
    and LOSS = 0. LEARNING_RATE and L2 are the caller's. Shuffles when ORDER_EPOCH ≠ EPOCH, so it
    may be called again for the same step.

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
    raise NotImplementedError


def finish_step(registers: Float64, examples: int, state: Int64) -> None:
    """Move ``state`` on by the update whose registers `begin_step` set."""
    raise NotImplementedError


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
    raise NotImplementedError
