"""Losses at every position against central differences of their twins."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from playground.kernels.optable import OpCode
from tests.kernels.differences import close, drawn, slope
from tests.kernels.families import Array
from tests.kernels.rows import registers_for, run_row
from tests.kernels.twins import TWINS
from tests.kernels.twins_losses import OF_NUMBERS, softmax_over_units


def check_token_ce(lanes: int) -> None:
    """Three classes, five positions, lanes of different lengths, some lanes only padding."""
    ld = max(lanes, 16)
    n = {"units": 3.0, "positions": 5.0, "ld": float(ld), "weight": 0.5}
    registers = registers_for(ld - 3)
    z = drawn(15, ld)
    others = {
        "y": (np.arange(5 * ld) % 3).astype(np.float64),
        "lengths": np.where(np.arange(ld) % 3 == 1, 2.0, 5.0),
    }

    def value(z: Array) -> float:
        arrays = {"z": z, "a": softmax_over_units(z, n), **others}
        return float(TWINS[OpCode.TOKEN_CE_LOSS](arrays, n, registers)["loss"][0])

    arrays = {"z": z, "a": softmax_over_units(z, n), **others}
    got = run_row(OpCode.TOKEN_CE_LOSS, arrays, n, registers)
    close(got["dz"], slope(value, z))
    assert float(got["loss"][0]) == pytest.approx(value(z), rel=1e-5)


def check_numbers_at_positions(lanes: int) -> None:
    """Two units, five positions, lanes of different lengths, some lanes only padding."""
    for op in OF_NUMBERS:
        _check_numbers(op, max(lanes, 16))


def _check_numbers(op: OpCode, ld: int) -> None:
    n = {"units": 2.0, "positions": 5.0, "ld": float(ld), "weight": 0.5}
    registers, on_logits = registers_for(ld - 3), op == OpCode.BCE_LOGITS_POSITIONS_LOSS
    x, y = drawn(10, ld), drawn(10, ld, seed=1)
    y = 1 / (1 + np.exp(-y)) if on_logits else np.where(np.abs(x - y) < 0.01, y + 0.1, y)
    lengths = np.where(np.arange(ld) % 3 == 1, 2.0, 5.0)

    def arrays(x: Array) -> dict[str, Array]:
        head = {"z": x, "a": 1 / (1 + np.exp(-x))} if on_logits else {"a": x}
        return {**head, "y": y, "lengths": lengths}

    def value(x: Array) -> float:
        return float(OF_NUMBERS[op](arrays(x), n, registers)["loss"][0])

    got = run_row(op, arrays(x), n, registers)
    close(got["dz" if on_logits else "da"], slope(value, x))


CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_token_ce: {OpCode.TOKEN_CE_LOSS},
    check_numbers_at_positions: set(OF_NUMBERS),
}
