"""Slow twins of the rows that set the learning rate of a phase."""

import numpy as np
from hypothesis import strategies as st

from playground.kernels.optable import OpCode, Register, Schedule
from playground.model.catalog import SCHEDULES
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Numbers, Twin


def phase_rate(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    curve = SCHEDULES[Schedule(int(n["schedule"])).name.lower()].scale
    scale = curve(int(registers[Register.STEP]) - 1, int(n["period"]), n["factor"])
    return {"rate": np.array([n["rate"] * scale])}


def step_rate(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"rate": registers[[Register.FULL_RATE]]}


def draw_schedule(data: st.DataObject) -> dict[str, float]:
    return {
        "rate": data.draw(st.sampled_from([0.3, 20.0]), "rate"),
        "schedule": data.draw(st.sampled_from(Schedule), "schedule"),
        "period": data.draw(st.integers(1, 20), "period"),
        "factor": data.draw(st.sampled_from([0.0, 0.1, 1.0]), "factor"),
    }


TWINS: dict[OpCode, Twin] = {OpCode.PHASE_RATE: phase_rate, OpCode.STEP_RATE: step_rate}

NUMBERS: dict[OpCode, DrawNumbers] = {OpCode.PHASE_RATE: draw_schedule}

ARRAYS: dict[OpCode, DrawArrays] = {}
