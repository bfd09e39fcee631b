"""The window at work: a canvas of 6 × 16 neurons while training runs flat out.

Every round is a child process of its own, offscreen, and on a virtual screen where Xvfb is there.
Prints figures beside their targets; the machine decides nothing here.
"""

import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, QTimer

from playground import __main__ as program
from playground.engine.trainer import Trainer
from playground.model.project import DataSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.session.commands import Pause, SetPace
from playground.session.session import Session
from playground.ui.assembly import Assembly
from playground.ui.start import NoJournal, make_application

PROJECT = Project(
    parse(" > ".join(["dense 16 tanh"] * 6 + ["output"])),
    DataSpec("spiral"),
    TrainingSpec(batch_size=10),
    name="6 × 16",
)
SETTLING, MEASURED, ROUNDS = 2500, 5000, 3
"""Milliseconds before and while measuring; child processes for each platform."""


class Watcher(QObject):
    """Counts what the canvas really paints, and the time between ticks of the event loop."""

    def __init__(self, assembly: Assembly) -> None:
        super().__init__(assembly)
        self.frames = 0
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        assembly.canvas.surface.viewport().installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.frames += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)

    def restart(self) -> None:
        self.frames = 0
        self.gaps.clear()

    def _on_timer_timeout(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


def headless_rate() -> float:
    """Updates per second of wall time without a window, best of a few bursts."""
    trainer = Trainer(PROJECT)
    trainer.advance(20_000)
    rates = []
    for _ in range(5):
        began, step = time.perf_counter(), trainer.step
        trainer.advance(20_000)
        rates.append((trainer.step - step) / (time.perf_counter() - began))
    return statistics.median(rates)


def child(spawned: float) -> None:
    """Measure one round and print it as JSON."""
    assert program.__name__ == "playground.__main__", "imported first, as the program itself is"
    application = make_application()
    session = Session()
    assembly = Assembly(session, PROJECT, NoJournal())
    controller = assembly.controller
    result: dict[str, Any] = {}
    watcher = Watcher(assembly)

    def begin() -> None:
        result["first_paint"] = time.time() - spawned
        gc.freeze()
        gc.enable()
        controller.open_document(PROJECT, pace=None, play=True)

    def note_first_step() -> None:
        if "first_step" not in result and controller.snapshot.step > 0:
            result["first_step"] = time.time() - spawned
            QTimer.singleShot(SETTLING, measure)

    def measure() -> None:
        controller.send(SetPace(None))
        watcher.restart()
        before = (time.perf_counter(), time.thread_time(), controller.snapshot.step)
        QTimer.singleShot(MEASURED, lambda: end(*before))

    def end(began: float, cpu: float, step: int) -> None:
        seconds = time.perf_counter() - began
        result["frames"] = watcher.frames / seconds
        result["cpu_per_frame"] = (time.thread_time() - cpu) / max(1, watcher.frames)
        result["gap"] = max(watcher.gaps)
        result["rate"] = (controller.snapshot.step - step) / seconds
        asked = time.perf_counter()
        controller.send(Pause())
        session.wait_for(lambda snapshot: snapshot.status == "paused")
        result["pause"] = time.perf_counter() - asked
        application.quit()

    assembly.window.painted.connect(begin)
    controller.polled.connect(note_first_step)
    assembly.show(QSize(1440, 900))
    application.exec()
    assembly.close()
    result["headless"] = headless_rate()
    sys.stdout.write(json.dumps(result) + "\n")


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Yield the environment of a virtual screen."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{pipe.readline().strip()}"}
    finally:
        server.kill()
        server.wait()


def measure_rounds(environment: dict[str, str]) -> dict[str, float]:
    """Return the median of every figure over the rounds."""
    rounds = []
    # A user's second start finds the bytecode of the first.
    usual = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_window", repr(time.time())],
            env={**usual, **environment},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        rounds.append(json.loads(done.stdout.splitlines()[-1]))
    return {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}


def report(title: str, figures: dict[str, float]) -> None:
    """Print the figures beside their targets."""
    share = figures["rate"] / figures["headless"]
    lines = (
        ("canvas frames per second", figures["frames"], "1/s", 30.0, True),
        ("longest gap between ticks", figures["gap"] * 1e3, "ms", 100.0, False),
        ("pause answers after", figures["pause"] * 1e3, "ms", 20.0, False),
        ("first paint after start", figures["first_paint"], "s", 0.5, False),
        ("first training step after start", figures["first_step"], "s", 2.0, False),
        ("training rate, window : headless", share, "", 0.8, True),
    )
    print(f"{title}: 6 × 16 neurons, flat out, median of {ROUNDS} rounds")
    for name, value, unit, target, is_least in lines:
        is_met = value >= target if is_least else value <= target
        sign, verdict = ("≥" if is_least else "≤"), ("met" if is_met else "NOT MET")
        print(f"  {name:<34}{value:>8.2f} {unit:<4} {sign} {target:g}  {verdict}")
    print(f"  window thread per canvas frame    {figures['cpu_per_frame'] * 1e3:>8.2f} ms of CPU")


def main() -> None:
    """Measure offscreen, and on a virtual screen where there is one."""
    report("offscreen", measure_rounds({"QT_QPA_PLATFORM": "offscreen"}))
    if shutil.which("Xvfb") is None:
        print("Xvfb is missing: no figures for a real screen")
        return
    with screen() as environment:
        report("virtual screen", measure_rounds(environment))


if __name__ == "__main__":
    child(float(sys.argv[1]))
