"""Where the time of a step goes: every case of `cases`, operation by operation.

A row is timed on many copies of itself, so its numbers lie in the nearest cache they fit into; the
rest of a step (its caches being colder, the machine waiting for the row before) stands in the last
line. Products are shown with their share of the rate at which NumPy multiplies large matrices.
"""

import os
import statistics
import subprocess
import sys
import time

import numpy as np

from playground.kernels.optable import OpCode
from playground.model.errors import PlaygroundError
from tests.bench.bench_peers import ALONE
from tests.bench.cases import CASES, Engine
from tests.bench.work import LargeMatrix, multiplications

ROUNDS, SECONDS = 5, 0.002
COPIES = 1024
"""Of one row at most: more of them would not fit the cache either."""


def main() -> None:
    """Run in a process of its own: NumPy shall multiply on one thread."""
    subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_profile", *sys.argv[1:]],
        env={**os.environ, **ALONE},
        check=True,
    )


def row_seconds(engine: Engine, row: int) -> float:
    """Return the CPU seconds of one row, the median of a few rounds."""
    bound, copies, calls = engine.bound, 1, 1
    while True:
        tape = np.repeat(bound.tape[row : row + 1], copies, axis=0)
        times = []
        for _ in range(ROUNDS):
            began = time.thread_time()
            for _ in range(calls):
                engine.machine.run_rows(
                    tape, 0, copies, bound.workspace, bound.table, bound.registers
                )
            times.append(time.thread_time() - began)
        if statistics.median(times) > SECONDS:
            return statistics.median(times) / copies / calls
        copies, calls = (4 * copies, 1) if copies < COPIES else (copies, 4 * calls)


def step_seconds(engine: Engine) -> float:
    """Return the CPU seconds of a whole step."""
    return statistics.median(
        cpu / steps for steps, _, cpu in (engine.run(0.1) for _ in range(ROUNDS))
    )


def profile(engine: Engine) -> None:
    """Print a line for every operation, the slowest first."""
    matrix = LargeMatrix()
    best = statistics.median(matrix.rate() for _ in range(ROUNDS))
    step = step_seconds(engine)
    seconds: dict[OpCode, float] = {}
    counts: dict[OpCode, int] = {}
    products: dict[OpCode, float] = {}
    for index, row in enumerate(engine.program.tape.rows.tolist()):
        code = OpCode(row[0])
        seconds[code] = seconds.get(code, 0.0) + row_seconds(engine, index)
        counts[code] = counts.get(code, 0) + 1
        products[code] = products.get(code, 0.0) + multiplications(row)
    for code in sorted(seconds, key=lambda op: -seconds[op]):
        took, name = seconds[code], code.name.lower().replace("_", " ")
        share = f"{2 * products[code] / took / best:>8.2f} of the large-matrix rate"
        print(
            f"   {counts[code]:>3} × {name:<34}{took * 1e6:>10.3f} µs {took / step:>6.0%}"
            f"{share if products[code] else ''}"
        )
    rest = step - sum(seconds.values())
    print(f"         {'the rest':<34}{rest * 1e6:>10.3f} µs {rest / step:>6.0%}")
    print(f"         {'a step':<34}{step * 1e6:>10.3f} µs", flush=True)


def child(letters: str) -> None:
    """Profile the cases named."""
    for letter in letters or "".join(CASES):
        case = CASES[letter]
        print(f"{letter}  {' '.join(case.text.split())}, batch {case.batch}, {case.optimizer}")
        try:
            engine = Engine(case)
        except (PlaygroundError, KeyError, NotImplementedError) as error:
            print(f"   the engine has no such network yet: {error}", flush=True)
            continue
        profile(engine)


if __name__ == "__main__":
    if ALONE.items() <= os.environ.items():
        child("".join(sys.argv[1:]))
    else:
        main()
