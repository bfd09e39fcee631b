"""The first training step of `playground train`: with an empty cache, and with a full one.

CPU time stands beside the wall clock, because other programs share the machine.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 3
COMMAND = (
    *(sys.executable, "-m", "playground", "train"),
    *("--data", "spiral", "--network", "dense 8 tanh > dense 8 tanh > output", "--steps", "1"),
)
TARGETS = {"cold": 8.0, "warm": 2.0}


def seconds(cache: str) -> tuple[float, float]:
    """Return wall and CPU seconds of one start."""
    usual = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        COMMAND,
        env={**usual, "PLAYGROUND_CACHE_DIR": cache},
        check=True,
        capture_output=True,
    )
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, cpu


def main() -> None:
    """Print both, the medians of a few rounds."""
    figures: dict[str, list[tuple[float, float]]] = {kind: [] for kind in TARGETS}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as cache:
            for kind in TARGETS:
                figures[kind].append(seconds(cache))
    for kind, target in TARGETS.items():
        wall, cpu = (statistics.median(column) for column in zip(*figures[kind], strict=True))
        verdict = "met" if wall <= target else "NOT MET"
        print(f"  {kind}  {wall:>6.2f} s ({cpu:.2f} s of CPU)  ≤ {target:g}  {verdict}")


if __name__ == "__main__":
    main()
