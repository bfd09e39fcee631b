"""The way back through a mask against central differences of its forward twin."""

from collections.abc import Callable, Mapping

import numpy as np

from playground.kernels.optable import OpCode
from tests.kernels.differences import close, drawn, slope
from tests.kernels.families import Array
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins import TWINS


def check_mask(lanes: int) -> None:
    ld = max(lanes, 16)
    n: dict[str, float] = {"units": 2, "positions": 3, "ld": ld}
    x, da = drawn(2, 3, ld), drawn(2, 3, ld, seed=1)
    lengths = np.asarray(1 + np.arange(ld) % 3, np.float64)
    registers = registers_for(ld)

    def value(x: Array) -> float:
        a = TWINS[OpCode.MASK_FORWARD]({"x": x, "lengths": lengths}, n, registers)["a"]
        return float((a * da).sum())

    got = run_row(OpCode.MASK_BACKWARD, {"da": da, "lengths": lengths}, n, registers)
    close(got["dx"], slope(value, x))


CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_mask: {OpCode.MASK_FORWARD, OpCode.MASK_BACKWARD}
}
