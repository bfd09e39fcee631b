"""Attention backward against central differences of its forward twin."""

from collections.abc import Callable, Mapping

import numpy as np

from playground.kernels.optable import OpCode
from tests.kernels.differences import close, drawn, slope
from tests.kernels.families import Array
from tests.kernels.rows import Float32, registers_for, run_row
from tests.kernels.twins import TWINS


def _value(inputs: Mapping[str, Array], n: Mapping[str, float], da: Array) -> float:
    """Return Σ a·da over two lanes: lanes know nothing of each other."""
    arrays = {name: array[..., :2] for name, array in inputs.items()}
    a = TWINS[OpCode.ATTENTION_FORWARD](arrays, {**n, "ld": 2.0}, registers_for())["a"]
    return float((a.reshape(-1, 2) * da[:, :2]).sum())


def check_attention(lanes: int) -> None:
    """Two heads of three units, seven positions, lanes of different lengths."""
    ld, rows = max(lanes, 16), 6 * 7
    for causal in (0.0, 1.0):
        n = {"units": 6.0, "heads": 2.0, "positions": 7.0, "ld": float(ld), "causal": causal}
        inputs = {name: drawn(rows, ld, seed=i) for i, name in enumerate("qkv")}
        inputs["lengths"] = np.where(np.arange(ld) % 3 == 1, 4.0, 7.0)
        da = drawn(rows, ld, seed=3)
        p = run_row(OpCode.ATTENTION_FORWARD, inputs, n, registers_for())["p"]
        arrays: dict[str, Array | Float32] = {**inputs, "p": p, "da": da}
        got = run_row(OpCode.ATTENTION_BACKWARD, arrays, n, registers_for())
        for name in "qkv":

            def moved(
                x: Array,
                name: str = name,
                n: Mapping[str, float] = n,
                inputs: Mapping[str, Array] = inputs,
                da: Array = da,
            ) -> float:
                return _value({**inputs, name: x}, n, da)

            want = slope(moved, inputs[name], lanes=2)
            close(got[f"d{name}"][:, :2], want[:, :2])


CHECKS: Mapping[Callable[[int], None], set[OpCode]] = {
    check_attention: {OpCode.ATTENTION_FORWARD, OpCode.ATTENTION_BACKWARD},
}
