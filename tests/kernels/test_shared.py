"""Routines that several operations call: found in time, and found again by other processes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np

from playground.kernels import cache, jit
from playground.kernels.optable import OpCode
from tests.kernels.rows import registers_for, run_row

SYMBOL = re.compile(rb"playground_[a-z]+_[a-z_]+(?=\0)")


def symbols(function: object) -> set[str]:
    """Return the symbols that a kernel's machine code names, as it is kept on the disk."""
    module, name = function.__module__.rpartition(".")[2], function.__qualname__  # type: ignore[attr-defined]
    found: set[str] = set()
    for path in cache.folder().rglob(f"{module}.{name}-*.nbc"):
        found |= {match.decode() for match in SYMBOL.findall(path.read_bytes())}
    return found


def test_no_operation_calls_what_was_not_seen_in_its_text() -> None:
    # Linked without an address, it would end the process.
    named: set[str] = set()
    for code, function in jit.operations().items():
        jit.address(code)
        assert symbols(function) <= jit.called(function), code.name
        named |= symbols(function)
    assert {"playground_gemm_multiply", "playground_gemm_multiply_turned"} <= named


def product() -> None:
    """Print whether a product is right, and whether it came from the cache."""
    random = np.random.default_rng(3)
    x, w, b = (random.standard_normal(shape).astype(np.float32) for shape in ((9, 48), (20, 9), 20))
    arrays = {"x": x, "w": w, "b": b}
    z = run_row(
        OpCode.DENSE_FORWARD, arrays, {"n_in": 9, "n_out": 20, "lanes": 48}, registers_for(48)
    )
    np.testing.assert_allclose(np.reshape(z["z"], (20, 48)), w @ x + b[:, None], atol=1e-4)
    sys.stdout.write(f"right {jit.cache_hits(OpCode.DENSE_FORWARD)}")


def started(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", "from tests.kernels import test_shared as t; t.product()"],
        env={**os.environ, "PLAYGROUND_CACHE_DIR": str(folder)},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_processes_share_what_one_of_them_compiled(tmp_path: Path) -> None:
    both = [started(tmp_path) for _ in range(2)]
    for process in both:
        assert process.communicate(timeout=300)[0].startswith("right")
    assert started(tmp_path).communicate(timeout=300)[0] == "right 1"


def test_a_damaged_routine_is_compiled_anew(tmp_path: Path) -> None:
    started(tmp_path).communicate(timeout=300)
    (kept,) = tmp_path.rglob("gemm.multiply-*.nbc")
    kept.write_bytes(kept.read_bytes()[:1000])
    assert started(tmp_path).communicate(timeout=300)[0] == "right 1"
    assert len(kept.read_bytes()) > 1000
