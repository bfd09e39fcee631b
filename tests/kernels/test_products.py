"""Matrix products of sizes that take every way through `gemm`: larger than drawn sizes get."""

import numpy as np
import pytest

from playground.kernels.optable import OpCode
from tests.kernels.rows import registers_for, run_row

SIZES = [
    (515, 300, 80),  # lines far apart: columns are copied side by side, some are left over
    (600, 7, 64),
    (1030, 13, 112),
    (37, 530, 96),
    (500, 70, 560),  # a large x: its columns are copied, too, in two depths
    (15, 9, 48),
    (16, 1, 16),
    (5, 3, 1),
    (530, 3, 1),
]


@pytest.mark.parametrize(("n_in", "n_out", "lanes"), SIZES)
@pytest.mark.parametrize("accumulate", [0, 1])
def test_dense_rows_are_the_products_of_numpy(
    n_in: int, n_out: int, lanes: int, accumulate: int
) -> None:
    random = np.random.default_rng([n_in, n_out, lanes])
    x, dz = random.normal(0, 1, (n_in, lanes)), random.normal(0, 1, (n_out, lanes))
    w, b = random.normal(0, 1, (n_out, n_in)), random.normal(0, 1, n_out)
    before = {"dw": random.normal(0, 1, w.shape), "db": random.normal(0, 1, n_out)}
    before["dx"] = random.normal(0, 1, x.shape)
    want = {
        "z": w @ x + b[:, None],
        "dw": dz @ x.T + accumulate * before["dw"],
        "db": dz.sum(axis=1) + accumulate * before["db"],
        "dx": w.T @ dz + accumulate * before["dx"],
    }
    sizes = {"n_in": n_in, "n_out": n_out, "lanes": lanes, "accumulate": accumulate}
    arrays = {"x": x, "w": w, "b": b, "dz": dz, **before}
    for op in (
        OpCode.DENSE_FORWARD,
        OpCode.DENSE_BACKWARD_WEIGHT,
        OpCode.DENSE_BACKWARD_INPUT,
    ):
        got = run_row(op, arrays, sizes, registers_for(lanes))
        for name in want.keys() & got.keys():
            scale = np.abs(want[name]).max()
            np.testing.assert_allclose(
                got[name].reshape(want[name].shape), want[name], rtol=0, atol=2e-6 * scale
            )
