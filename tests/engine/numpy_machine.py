"""The machine in NumPy: every row by the slow twin of its operation, in float64.

It runs the same tapes as the compiled machine, so that the engine can be tested without compiling
anything, and so that the two can be compared.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.data.random import draw, permutation
from playground.engine.tape import bits_float
from playground.kernels.optable import OPERATIONS, OpCode, Register, Schedule, State
from playground.model.catalog import SCHEDULES
from tests.kernels.twins import TWINS, shape_of

Array = npt.NDArray[np.float32]


class NumpyMachine:
    """Same interface as `playground.kernels.machine`."""

    def __init__(self) -> None:
        self.spaces: dict[int, dict[str, Array]] = {}
        self._measured: list[Array] = []
        self._alive: list[object] = []

    def distance(self, block: Array, workspace: Array) -> int:
        self._measured.append(block)
        return len(self._measured) - 1

    def bind(self, tape: npt.NDArray[np.int64], deltas: Mapping[str, int]) -> npt.NDArray[np.int64]:
        bound = tape.copy()
        self._alive.append(bound)
        self.spaces[id(bound)] = {name: self._measured[at] for name, at in deltas.items()}
        return bound

    def run_rows(  # noqa: PLR0917 - as compiled
        self,
        tape: npt.NDArray[np.int64],
        start: int,
        stop: int,
        workspace: Array,
        table: npt.NDArray[np.int32],
        registers: npt.NDArray[np.float64],
    ) -> int:
        for index in range(start, stop):
            spaces = {**self.spaces[id(tape)], "W": workspace, "T": table}
            if _run(tape[index].tolist(), spaces, registers):
                return index
        return -1

    def begin_step(  # noqa: PLR0917 - as compiled
        self,
        table: npt.NDArray[np.int32],
        registers: npt.NDArray[np.float64],
        order: int,
        examples: int,
        batch: int,
        key: int,
        state: npt.NDArray[np.int64],
    ) -> None:
        if state[State.ORDER_EPOCH] != state[State.EPOCH]:
            shuffled = permutation(draw(key, int(state[State.EPOCH])), examples)
            table[order : order + examples] = shuffled
            state[State.ORDER_EPOCH] = state[State.EPOCH]
        registers[Register.COUNT] = min(batch, examples - state[State.CURSOR])
        registers[Register.CURSOR] = state[State.CURSOR]
        registers[Register.STEP] = state[State.STEP] + 1
        registers[Register.ADAM_STEP] = state[State.ADAM_STEP] + 1
        registers[Register.LOSS] = 0.0
        kind = Schedule(int(registers[Register.SCHEDULE]))
        if kind != Schedule.CONSTANT:
            period, factor = int(registers[Register.PERIOD]), float(registers[Register.FACTOR])
            scale = SCHEDULES[kind.name.lower()].scale(int(state[State.STEP]), period, factor)
            registers[Register.LEARNING_RATE] = registers[Register.BASE_RATE] * scale
        registers[Register.FULL_RATE] = registers[Register.LEARNING_RATE]

    def finish_step(
        self, registers: npt.NDArray[np.float64], examples: int, state: npt.NDArray[np.int64]
    ) -> None:
        cursor = int(registers[Register.CURSOR] + registers[Register.COUNT])
        if cursor >= examples:
            cursor = 0
            state[State.EPOCH] += 1
        state[State.CURSOR] = cursor
        state[State.STEP] += 1
        state[State.ADAM_STEP] += 1

    def run_steps(  # noqa: PLR0917 - as compiled
        self,
        tape: npt.NDArray[np.int64],
        workspace: Array,
        table: npt.NDArray[np.int32],
        registers: npt.NDArray[np.float64],
        order: int,
        examples: int,
        batch: int,
        key: int,
        state: npt.NDArray[np.int64],
        steps: int,
        stop_flag: npt.NDArray[np.int32],
        trace: Array,
    ) -> tuple[int, int]:
        for done in range(steps):
            if stop_flag[0]:
                return done, -1
            self.begin_step(table, registers, order, examples, batch, key, state)
            tripped = self.run_rows(tape, 0, len(tape), workspace, table, registers)
            if tripped >= 0:
                return done, tripped
            trace[done] = registers[Register.LOSS]
            self.finish_step(registers, examples, state)
        return steps, -1


def _run(row: list[int], spaces: Mapping[str, Any], registers: npt.NDArray[np.float64]) -> bool:
    """Run one row; return whether a guard tripped."""
    code = OpCode(row[0])
    pairs = list(zip(OPERATIONS[code].arguments, row[1:], strict=False))
    numbers: dict[str, float] = {}
    for argument, value in pairs:
        if argument.space in ("N", "F"):
            numbers[argument.name] = value if argument.space == "N" else bits_float(value)
    arrays, places = {}, {}
    for argument, value in pairs:
        if argument.space in ("N", "F"):
            continue
        memory = spaces[argument.space]
        if argument.extent is None:
            arrays[argument.name] = memory[value:].astype(np.float64)
            if argument.space == "D":
                width = int(numbers["width"])
                whole = (memory.size - value) // width * width
                arrays[argument.name] = arrays[argument.name][:whole]
            continue
        shape = shape_of(argument.name, code, numbers)
        place = memory[value : value + int(np.prod(shape))]
        arrays[argument.name] = place.reshape(shape).astype(np.float64)
        places[argument.name] = place
    with np.errstate(all="ignore"):
        written = TWINS[code](arrays, numbers, registers)
        for name, place in places.items():
            if name in written:
                place[:] = written[name].ravel()
    if "squares" in written:
        registers[Register.SQUARES] = written["squares"][0]
    if "rate" in written:
        registers[Register.LEARNING_RATE] = written["rate"][0]
    if code.name.endswith("_LOSS"):
        registers[Register.LOSS] += written["loss"][0]
    return bool(written.get("tripped", [0.0])[0])
