"""Every operation on processors with fewer instructions: the tests of the kernels, limited.

Compiling everything anew takes minutes for each kind. The numbers must be right there; the bits
may be others.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

KINDS = {
    "generic x86-64": ("generic", ""),
    "AVX2": ("haswell", "+avx2,+fma,-avx512f"),
}
TESTS = (
    "test_operations.py",
    "test_gradients.py",
    "test_updates.py",
    "test_numbers.py",
    "test_products.py",
    "test_convolution.py",
    "test_sequences.py",
    "test_attention.py",
)


def main() -> None:
    """Run the tests for every kind and print how they end."""
    home = Path(__file__).parents[1]
    for title, (name, features) in KINDS.items():
        with tempfile.TemporaryDirectory() as cache:
            limits = {
                "NUMBA_CPU_NAME": name,
                "NUMBA_CPU_FEATURES": features,
                "PLAYGROUND_CACHE_DIR": cache,
            }
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "--tb=no"]
                + [str(home / "kernels" / test) for test in TESTS],
                env={**os.environ, **limits},
                cwd=home.parent,
                capture_output=True,
                text=True,
                check=False,
            )
        lines = done.stdout.splitlines()
        failed = [f"   {line}" for line in lines if line.startswith(("FAILED", "ERROR"))]
        print("\n".join([f"{title}: {lines[-1]}", *failed]), flush=True)


if __name__ == "__main__":
    main()
