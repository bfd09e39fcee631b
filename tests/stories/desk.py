"""A desk with a screen of its own, a window manager, a mouse and keys: Xvfb, openbox, xdotool."""

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playground.kernels import cache

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("Xvfb", "openbox", "xdotool", "import")
PATIENCE = 60.0
"""Seconds within which anything must have happened, however busy the machine is."""
_PAUSE = 0.08
"""Seconds between two looks."""


def missing_programs() -> list[str]:
    """Return what a story needs and this machine lacks."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


IS_STORY = [
    pytest.mark.story,
    pytest.mark.skipif(
        bool(missing_programs()), reason=f"this machine lacks {', '.join(missing_programs())}"
    ),
]
"""The marks of every module of stories."""


def pictures_folder(tmp_path: Path) -> Path:
    """Pictures stay where somebody wants to look at them."""
    wanted = os.environ.get("PLAYGROUND_STORY_DIR")
    folder = Path(wanted) if wanted else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def says(**wanted: object) -> Callable[[dict[str, Any]], bool]:
    """Return the condition that a state says exactly this."""
    return lambda state: all(state[name] == value for name, value in wanted.items())


class Desk:
    """One screen. Ends what it started, and nothing else."""

    def __init__(self, home: Path, folder: Path, size: tuple[int, int] = (1440, 900)) -> None:
        """Set a desk up; ``home`` is what the program finds of its user, pictures go to ``folder``."""
        self.folder = folder
        self._size = size
        self._processes: list[subprocess.Popen[Any]] = []
        self._log = folder / "program.log"
        self._log.unlink(missing_ok=True)
        self.environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "PLAYGROUND_CONFIG_DIR": str(home),
            "HOME": str(home),
            # Otherwise every story would begin with compiling the engine.
            "PLAYGROUND_CACHE_DIR": str(cache.root()),
            "PYTHONPATH": str(ROOT),
        }
        self.environment.pop("WAYLAND_DISPLAY", None)

    def __enter__(self) -> "Desk":
        reading, writing = os.pipe()
        width, height = self._size
        self._start(
            "Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24",
            "-nolisten", "tcp", pass_fds=(writing,),
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.environment["DISPLAY"] = f":{pipe.readline().strip()}"
        self._start("openbox")
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(BrokenPipeError):
                        stream.close()
        if kind is None:
            said = self._log.read_text() if self._log.exists() else ""
            assert "Traceback" not in said, said
            assert "Fatal Python error" not in said, said

    def _start(self, *command: str, **options: Any) -> "subprocess.Popen[Any]":
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", subprocess.DEVNULL)
        process = subprocess.Popen(command, env=self.environment, **options)
        self._processes.append(process)
        return process

    def open_program(self, *arguments: str) -> "Program":
        """Start the program and wait until its window is there."""
        log = self._log.open("a")
        process = self._start(
            sys.executable,
            "-X",
            "faulthandler",
            str(ROOT / "tests" / "stories" / "driven.py"),
            *arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        log.close()
        return Program(self, process)

    def hand(self, *words: object) -> None:
        """One sentence for xdotool: mouse and keys."""
        subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True, timeout=30)

    def point(self, place: dict[str, int]) -> None:
        """Let the mouse go somewhere and rest there: some things only show under it."""
        self.hand("mousemove", place["x"], place["y"], "sleep", 0.1)

    def click(
        self, place: dict[str, int], button: int = 1, times: int = 1, holding: str = ""
    ) -> None:
        """Press and let go, perhaps while a key is held."""
        self.point(place)
        for _ in range(times):
            if holding:
                self.hand("keydown", holding, "click", button, "keyup", holding)
            else:
                self.hand("click", button)

    def scroll(self, place: dict[str, int], notches: int) -> None:
        """Turn the wheel towards oneself, or away with a negative number."""
        self.point(place)
        self.hand("click", "--repeat", abs(notches), "--delay", 30, 5 if notches > 0 else 4)

    def drag(
        self,
        start: dict[str, int],
        end: dict[str, int],
        half_way: Callable[[], object] | None = None,
    ) -> None:
        """Press, move in twenty small steps as a hand does, and let go."""
        self.hand("mousemove", start["x"], start["y"], "sleep", 0.15, "mousedown", 1)
        for part in range(1, 21):
            x = start["x"] + (end["x"] - start["x"]) * part // 20
            y = start["y"] + (end["y"] - start["y"]) * part // 20
            self.hand("mousemove", x, y, "sleep", 0.02)
        if half_way is not None:
            half_way()
        self.hand("sleep", 0.2, "mouseup", 1)

    def key(self, *keys: str) -> None:
        self.hand("key", *keys)

    def write(self, text: str) -> None:
        self.hand("type", "--delay", 5, text)

    def picture(self, name: str) -> Path:
        """Take a picture of the whole screen."""
        self.hand("sleep", 0.6)  # cards glide to their places, dialogs paint themselves
        path = self.folder / f"{name}.png"
        subprocess.run(
            ["import", "-window", "root", str(path)], env=self.environment, check=True, timeout=30
        )
        return path


class Program:
    """The running program, asked and watched."""

    def __init__(self, desk: Desk, process: "subprocess.Popen[str]") -> None:
        self._desk = desk
        self.process = process
        self.wait_for(lambda state: True)
        desk.hand("search", "--sync", "--onlyvisible", "--name", "Playground", "windowactivate")

    def ask(self, ask: str, **words: object) -> dict[str, Any]:
        """Return the answer to one question; a program that says nothing any more has failed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"ask": ask, **words}) + "\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, f"the program does not answer the question {ask}"
        line = self.process.stdout.readline()
        assert line, f"the program ended with {self.process.poll()}"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def find(self, ask: str, **words: object) -> dict[str, int]:
        """Return where something is; it must be there soon, and stand still."""
        deadline = time.monotonic() + PATIENCE
        before: dict[str, int] = {}
        place = self.ask(ask, **words)
        while not place or place != before:
            assert time.monotonic() < deadline, f"{ask} {words} is not there"
            time.sleep(_PAUSE)
            before, place = place, self.ask(ask, **words)
        return place

    def wait_for(self, condition: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the first state that fulfils the condition."""
        deadline = time.monotonic() + PATIENCE
        while True:
            state = self.ask("state")
            if condition(state):
                return state
            assert time.monotonic() < deadline, state
            time.sleep(_PAUSE)
