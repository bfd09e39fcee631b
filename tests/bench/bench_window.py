"""The window at work: a table of networks on the canvas while training runs flat out.

Every round is a child process of its own, offscreen and on a virtual screen (where Xvfb is there)
by turns. Prints medians beside their targets; the machine decides nothing here.
"""
# ruff: noqa: E402 - what the program loads first is loaded first here

from playground import __main__ as program
from playground.ui.qt_import import load_qt

load_qt()

import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any
from unittest import mock

import numpy as np
from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QDockWidget

from playground.engine import door
from playground.engine.state import StopFlag
from playground.engine.trainer import Trainer
from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.session.commands import Pause, Play, SetPace
from playground.session.session import Session
from playground.ui.assembly import Assembly
from playground.ui.start import NoJournal, make_application

# At this rate the network learns all the time: every wire and every tile changes in every frame.
_TRAINING = TrainingSpec(batch_size=10, phases=(PhaseSpec(optimizer=OptimizerSpec("adam", 0.001)),))
_NETWORKS = {
    "6 × 16": ("spiral", " > ".join(["dense 16 tanh"] * 6 + ["output"])),
    "pictures": (
        "digits",
        "conv 8 3x3 relu > pool 2 > conv 16 3x3 relu > pool 2 > flatten > dense 16 relu "
        "> output softmax",
    ),
    "dense digits": ("digits", "dense 32 relu > dense 16 relu > output softmax"),
    "autoencoder": ("digits", "dense 32 relu > dense 8 > dense 32 relu > output 64 reconstruct"),
    "transformer": (
        "letters",
        "embedding 16 > position > attention 2 causal > layer_norm > dense 32 relu "
        "> output softmax",
    ),
    "lstm": ("waves", "lstm 16 > output"),
}
CASES = {
    name: Project(parse(text), DataSpec(data), _TRAINING, name=name)
    for name, (data, text) in _NETWORKS.items()
}
SETTLING, MEASURED, ROUNDS = 2500, 5000, 3
"""Milliseconds before and while measuring; child processes for each platform."""
PAUSES, BETWEEN = 10, 150
"""How often a pause is asked for, and after how many milliseconds of training."""

Figures = dict[str, float]


class Watcher(QObject):
    """Counts pictures of the wires, the rasteriser's CPU time, and the time between ticks."""

    def __init__(self, assembly: Assembly) -> None:
        super().__init__(assembly)
        self._backdrop = assembly.canvas.surface.backdrop
        self._frames = 0
        self.rasterising = 0.0
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    @property
    def frames(self) -> int:
        """Frames since `restart`: a picture is made only while the canvas paints it."""
        return self._backdrop.wire_count - self._frames

    def restart(self) -> None:
        self._frames = self._backdrop.wire_count
        self.rasterising = 0.0
        self.gaps.clear()

    def rasteriser(self) -> door.Rasteriser | None:
        """Stand in for the door's: the same, with a clock."""
        draw = _rasteriser()
        return None if draw is None else lambda *wires: self._draw(draw, *wires)

    def _draw(self, draw: door.Rasteriser, *wires: Any) -> None:
        began = time.thread_time()
        draw(*wires)
        self.rasterising += time.thread_time() - began

    def _on_timer_timeout(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


_rasteriser = door.rasteriser


def headless_rate(project: Project) -> float:
    """Updates per second of wall time without a window, at the same age: median of a few bursts."""
    trainer, flag = Trainer(project), np.zeros(1, np.int32)
    advance_for(trainer, SETTLING / 1000, flag)
    rates = []
    for _ in range(5):
        began, step = time.perf_counter(), trainer.step
        advance_for(trainer, 0.5, flag)
        rates.append((trainer.step - step) / (time.perf_counter() - began))
    return statistics.median(rates)


def advance_for(trainer: Trainer, seconds: float, flag: StopFlag) -> None:
    """Train for so long."""
    until, steps = time.perf_counter() + seconds, 1
    while (began := time.perf_counter()) < until:
        trainer.advance(steps, flag)
        steps = min(20_000, max(1, int(steps * 0.01 / (time.perf_counter() - began))))


def pause_time(session: Session) -> float:
    """Return after how many seconds the worker has answered that it stands still."""
    asked = time.perf_counter()
    session.send(Pause())
    session.wait_for(lambda snapshot: snapshot.status == "paused")
    took = time.perf_counter() - asked
    session.send(Play())
    return took


def open_everything(assembly: Assembly) -> None:
    """Put every dock beside the others, none behind a tab."""
    for dock in assembly.window.findChildren(QDockWidget):
        assembly.window.addDockWidget(assembly.window.dockWidgetArea(dock), dock)
        dock.show()


def child(spawned: float, project: Project, has_all: bool) -> None:
    """Measure one round and print it as JSON."""
    assert program.__name__ == "playground.__main__", "imported first, as the program itself is"
    application = make_application()
    # As in the program: nothing is compiled beside training.
    session = Session(compiles_behind=True)
    assembly = Assembly(session, project, NoJournal())
    controller = assembly.controller
    result: Figures = {}
    pauses: list[float] = []
    watcher = Watcher(assembly)

    def begin() -> None:
        gc.freeze()
        gc.enable()
        controller.open_document(project, pace=None, play=True)

    def note_first_step() -> None:
        if "first_step" not in result and controller.snapshot.step > 0:
            result["first_step"] = time.time() - spawned
            QTimer.singleShot(SETTLING, measure)
            if has_all:
                QTimer.singleShot(SETTLING // 2, lambda: open_everything(assembly))

    def measure() -> None:
        controller.send(SetPace(None))
        watcher.restart()
        before = (time.perf_counter(), time.thread_time(), controller.snapshot.step)
        QTimer.singleShot(MEASURED, lambda: end(*before))

    def end(began: float, cpu: float, step: int) -> None:
        seconds, frames = time.perf_counter() - began, max(1, watcher.frames)
        result["frames"] = watcher.frames / seconds
        result["cpu"] = (time.thread_time() - cpu) / frames
        result["rasterising"] = watcher.rasterising / frames
        result["gap"] = max(watcher.gaps)
        result["rate"] = (controller.snapshot.step - step) / seconds
        ask_for_pause()

    def ask_for_pause() -> None:
        pauses.append(pause_time(session))
        if len(pauses) < PAUSES:
            QTimer.singleShot(BETWEEN, ask_for_pause)
        else:
            application.quit()

    assembly.window.painted.connect(begin)
    controller.polled.connect(note_first_step)
    assembly.show(QSize(1920, 1080) if has_all else QSize(1440, 900))
    with mock.patch.object(door, "rasteriser", watcher.rasteriser):
        application.exec()
    assembly.close()
    result["pause"] = max(pauses)
    result["share"] = result["rate"] / headless_rate(project)
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


def one_round(environment: dict[str, str], *more: str) -> Figures:
    """Measure in a child process."""
    # A user's second start finds the bytecode of the first.
    usual = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_window", repr(time.time()), *more],
        env={**usual, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def report(name: str, title: str, rounds: list[Figures]) -> None:
    """Print the median of every figure beside its target."""
    figures = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    lines = (
        ("new pictures on the canvas", figures["frames"], "1/s", 30.0, True),
        ("longest gap between ticks", figures["gap"] * 1e3, "ms", 100.0, False),
        (f"slowest of {PAUSES} pauses", figures["pause"] * 1e3, "ms", 20.0, False),
        ("training rate, window : headless", figures["share"], "", 0.8, True),
    )
    print(f"{name}, {title}: flat out, median of {len(rounds)} rounds")
    for what, value, unit, target, is_least in lines:
        is_met = value >= target if is_least else value <= target
        sign, verdict = ("≥" if is_least else "≤"), ("met" if is_met else "NOT MET")
        print(f"  {what:<34}{value:>8.2f} {unit:<4} {sign} {target:g}  {verdict}")
    rest = figures["cpu"] - figures["rasterising"]
    print(
        f"  CPU of the window's thread for each picture: {figures['cpu'] * 1e3:.1f} ms "
        f"({figures['rasterising'] * 1e3:.1f} rasteriser, {rest * 1e3:.1f} everything else)"
    )


def measure_case(name: str, environment: dict[str, str] | None) -> None:
    """Measure one network offscreen, and on a virtual screen where there is one."""
    unseen: list[Figures] = []
    full: list[Figures] = []
    seen: list[Figures] = []
    for _ in range(ROUNDS):
        unseen.append(one_round({"QT_QPA_PLATFORM": "offscreen"}, name))
        full.append(one_round({"QT_QPA_PLATFORM": "offscreen"}, name, "all"))
        if environment is not None:
            seen.append(one_round(environment, name))
    report(name, "offscreen", unseen)
    report(name, "offscreen, all views open on 1920×1080", full)
    if seen:
        report(name, "virtual screen", seen)


def main(names: Sequence[str] = ()) -> None:
    """Measure the named networks, usually all."""
    has_screen = shutil.which("Xvfb") is not None
    shown: AbstractContextManager[dict[str, str] | None] = screen() if has_screen else nullcontext()
    with shown as environment:
        for name in names or CASES:
            measure_case(name, environment)
    if not has_screen:
        print("Xvfb is missing: no figures for a real screen")


if __name__ == "__main__":
    child(float(sys.argv[1]), CASES[sys.argv[2]], "all" in sys.argv[3:])
