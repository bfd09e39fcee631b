"""Slow twins of masks over positions."""

from collections.abc import Mapping

import numpy as np

from playground.kernels.optable import OpCode
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Numbers, Twin
from tests.kernels.twins_norms import valid
from tests.kernels.twins_pooling import sequences, some_lengths


def mask_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"a": np.where(valid(x, n, registers), sequences(x["x"], n), 0.0)}


def mask_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    return {"dx": np.where(valid(x, n, registers), sequences(x["da"], n), 0.0)}


TWINS: Mapping[OpCode, Twin] = {
    OpCode.MASK_FORWARD: mask_forward,
    OpCode.MASK_BACKWARD: mask_backward,
}
NUMBERS: Mapping[OpCode, DrawNumbers] = {}
ARRAYS: Mapping[OpCode, DrawArrays] = dict.fromkeys(TWINS, some_lengths)
