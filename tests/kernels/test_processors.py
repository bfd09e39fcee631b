"""The same kernels on processors with fewer instructions: other bits, the same numbers."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.kernels.optable import OpCode
from tests.kernels.rows import registers_for, run_row
from tests.kernels.tapes import DenseNet

IS_X86 = platform.machine().lower() in {"x86_64", "amd64"}
FLAGS = Path("/proc/cpuinfo")
HAS_AVX2 = FLAGS.exists() and " avx2 " in FLAGS.read_text(encoding="utf-8")
STEPS = 20
DENSE = (OpCode.DENSE_FORWARD, OpCode.DENSE_BACKWARD_WEIGHT, OpCode.DENSE_BACKWARD_INPUT)

KINDS = [
    pytest.param("generic", "", marks=pytest.mark.skipif(not IS_X86, reason="not x86-64"), id="x86-64"),
    pytest.param(
        "haswell",
        "+avx2,+fma,-avx512f",
        marks=pytest.mark.skipif(not HAS_AVX2, reason="this processor has no AVX2"),
        id="AVX2",
    ),
]  # fmt: skip


def networks() -> Sequence[DenseNet]:
    """Small and larger, padded and alone, every optimizer that a hand-built tape has."""
    random = np.random.default_rng(7)
    x = random.standard_normal((40, 20)).astype(np.float32)
    classes = random.integers(0, 5, (40, 1)).astype(np.float32)
    signs = np.sign(x[:, :1])
    return [
        DenseNet(x[:, :2].copy(), signs, [(4, "tanh"), (2, "sigmoid"), (1, "tanh")], 10),
        DenseNet(x[:, :3].copy(), signs, [(9, "tanh"), (8, "relu"), (1, "linear")], 1),
        DenseNet(x, classes, [(37, "relu"), (5, "logits")], 33, optimizer="adam", rate=0.01),
    ]


def products() -> list[float]:
    """Return sums over the rows of products, with every number of rows that a tile may leave over."""
    random = np.random.default_rng(5)
    found = []
    for n_out in range(1, 15):
        x, w = random.standard_normal((18, 48)), random.standard_normal((n_out, 18))
        b, dz = random.standard_normal(n_out), random.standard_normal((n_out, 48))
        arrays = {"x": x, "w": w, "b": b, "dz": dz}
        sizes = {"n_in": 18, "n_out": n_out, "lanes": 48, "accumulate": 0}
        for op in DENSE:
            written = run_row(op, arrays, sizes, registers_for(48))
            found += [float(written[name].sum()) for name in ("z", "dw", "dx") if name in written]
    return found


def trained() -> list[list[float]]:
    """Return the losses of every network."""
    losses = []
    for net in networks():
        assert net.run(STEPS) == (STEPS, -1)
        losses.append(net.trace[:STEPS].tolist())
    return losses


@pytest.mark.parametrize(("name", "features"), KINDS)
def test_a_lesser_processor_learns_the_same(name: str, features: str, tmp_path: Path) -> None:
    limits = {
        "NUMBA_CPU_NAME": name,
        "NUMBA_CPU_FEATURES": features,
        "PLAYGROUND_CACHE_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from tests.kernels import test_processors as t; t.report()"],
        env={**os.environ, **limits},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    answer = json.loads(done.stdout)
    assert answer["processor"] == name
    for got, want in zip(answer["losses"], trained(), strict=True):
        np.testing.assert_allclose(got, want, rtol=2e-4)
    np.testing.assert_allclose(answer["products"], products(), rtol=0, atol=1e-3)


def report() -> None:
    """Print what a child process finds."""
    import numba  # noqa: PLC0415

    options: Any = numba.config
    found = {"processor": options.CPU_NAME, "losses": trained(), "products": products()}
    sys.stdout.write(json.dumps(found))
