"""The cost of a step as dense networks grow in width and in depth.

Microseconds of CPU time a step, batch 32, relu, Adam, and in brackets the share of the rate at
which NumPy multiplies large matrices on one thread.
"""

import os
import statistics
import subprocess
import sys

from tests.bench.bench_peers import ALONE
from tests.bench.cases import Case, Engine
from tests.bench.work import LargeMatrix, operations

WIDTHS = (4, 16, 64, 256, 1024)
DEPTHS = (1, 2, 4, 8, 16, 32)
LARGEST = 2**24
"""Parameters; what is larger is left out: there is nothing new in it."""
ROUNDS = 3


def main() -> None:
    """Run in a process of its own: NumPy shall multiply on one thread."""
    command = [sys.executable, "-m", "tests.bench.bench_growth"]
    subprocess.run(command, env={**os.environ, **ALONE}, check=True)


def cell(width: int, depth: int, matrix: LargeMatrix) -> str:
    """Return one figure of the table."""
    if width * width * depth > LARGEST:
        return "-"
    hidden = " > ".join([f"dense {width} relu"] * depth)
    engine = Engine(Case(f"{hidden} > output softmax ce", (width,), 10, 32, examples=256))
    seconds, shares = [], []
    for _ in range(ROUNDS):
        steps, _, cpu = engine.run(0.05)
        seconds.append(cpu / steps)
        shares.append(operations(engine.program) / seconds[-1] / matrix.rate(2))
    return f"{statistics.median(seconds) * 1e6:,.1f} ({statistics.median(shares):.2f})"


def child() -> None:
    """Print the table."""
    matrix = LargeMatrix()
    print(f"{'width':>6}" + "".join(f"{f'depth {depth}':>20}" for depth in DEPTHS))
    for width in WIDTHS:
        cells = [cell(width, depth, matrix) for depth in DEPTHS]
        print(f"{width:>6}" + "".join(f"{text:>20}" for text in cells), flush=True)


if __name__ == "__main__":
    if ALONE.items() <= os.environ.items():
        child()
    else:
        main()
