"""The start of the program, as a person's second one is: bytecode and compiled kernels are there.

Every round is a process of its own that does what the program does: it opens the window with the
first example, training. Prints medians beside their targets; the machine decides nothing here.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AbstractContextManager, nullcontext

from tests.bench.bench_window import screen

ROUNDS = 7

PROGRAM = """
import os, time
from playground import __main__ as program
from playground.ui.qt_import import load_qt
load_qt()
from playground.files.examples import FIRST, example
from playground.session.session import Session
from playground.ui import start
from playground.ui.assembly import Assembly
application = start.make_application()
first = example(FIRST)
assembly = Assembly(Session(), first.project, start.NoJournal())
window, controller = assembly.window, assembly.controller

def look():
    if controller.snapshot.step > 0:
        ago = time.perf_counter() - window.painted_at
        print(time.time() - ago, time.time(), flush=True)
        os._exit(0)

window.painted.connect(lambda: assembly.documents.show_example(first))
controller.polled.connect(look)
assembly.show()
application.exec()
"""
"""As `playground.ui.start.open_window`, but for journal and log."""


def one_start(environment: dict[str, str]) -> tuple[float, float]:
    """Return seconds from the start of the process to its first paint and its first step."""
    usual = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as settings:
        began = time.time()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**usual, **environment, "PLAYGROUND_CONFIG_DIR": settings},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
    painted, stepped = map(float, done.stdout.split())
    return painted - began, stepped - began


def report(title: str, starts: list[tuple[float, float]]) -> None:
    """Print median and best beside the targets; the first start fills the caches."""
    print(f"{title}: median of {len(starts) - 1} starts, and the best of them")
    for place, (name, target) in enumerate((("first paint", 0.5), ("first training step", 2.0))):
        seconds = [start[place] for start in starts[1:]]
        median = statistics.median(seconds)
        verdict = "met" if median <= target else "NOT MET"
        print(f"  {name:<22}{median:>6.2f} s  ({min(seconds):.2f})  ≤ {target:g}  {verdict}")


def main() -> None:
    """Measure offscreen, and on a virtual screen where there is one."""
    has_screen = shutil.which("Xvfb") is not None
    shown: AbstractContextManager[dict[str, str]] = screen() if has_screen else nullcontext({})
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    report("offscreen", [one_start(offscreen) for _ in range(ROUNDS + 1)])
    with shown as environment:
        if has_screen:
            report("virtual screen", [one_start(environment) for _ in range(ROUNDS + 1)])
        else:
            print("Xvfb is missing: no figures for a real screen")


if __name__ == "__main__":
    main()
