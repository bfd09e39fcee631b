"""The commands that need no window: train, export, examples, prepare.

Bad input costs one plain line on stderr and exit code 2; a run that a guard stopped exits with 1,
one that was interrupted with 130. No file is left half written then.
"""

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playground import api
from playground.cli.grammar import Parser, parser
from playground.engine import door
from playground.files.atomic import check_writable, reason
from playground.files.export import check_format
from playground.files.project_file import SUFFIX
from playground.model.errors import PlaygroundError
from playground.model.hints import closest, name_hint
from playground.session.preparation import Preparation

Command = Callable[[], int]


@dataclass(frozen=True, slots=True)
class WindowCommand:
    """Open the window, with an example or a file where one is named."""

    target: str | None = None


@dataclass(frozen=True, slots=True)
class ScreenshotCommand:
    """Draw the window offscreen into a PNG."""

    source: str
    out: Path
    steps: int
    size: tuple[int, int]
    theme: str


def read(arguments: Sequence[str]) -> Command | WindowCommand | ScreenshotCommand:
    """Return what a command line asks for; exits with code 2 where it asks for nothing known."""
    known = ("train", "export", "examples", "prepare", "screenshot")
    is_command = bool(arguments) and (arguments[0] in known or arguments[0].startswith("-"))
    if not is_command:
        return _window(arguments, known)
    options = parser().parse_args(arguments)
    if options.command == "screenshot":
        return ScreenshotCommand(
            options.source, options.out, options.steps, options.size, options.theme
        )
    if options.command is None:
        return WindowCommand()
    commands = {"train": _train, "export": _export, "examples": _examples, "prepare": _prepare}
    return partial(_plainly, partial(commands[options.command], options))


def _window(arguments: Sequence[str], known: tuple[str, ...]) -> WindowCommand:
    if not arguments:
        return WindowCommand()
    target = arguments[0]
    is_file = Path(target).suffix == SUFFIX or os.path.exists(target)  # noqa: PTH110 - never raises
    names = tuple(example.name for example in api.examples())
    if len(arguments) == 1 and (is_file or target in names):
        return WindowCommand(target)
    guess = closest(target, (*known, *names))
    rest = f"{name_hint('', known)} “playground examples” lists the examples."
    hint = f"Did you mean {guess}?" if guess else rest
    Parser().error(f"there is no command, example or file “{target:.60}”. {hint}")


def _plainly(command: Command) -> int:
    """Run a command; what goes wrong is said in one line."""
    try:
        code = command()
        sys.stdout.flush()
        return code
    except PlaygroundError as error:
        print(f"playground: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("playground: interrupted; no file was left half written.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read along has left. Python must not complain when it closes the pipe itself.
        _silence_stdout()
        return 141
    except OSError as error:
        _silence_stdout()
        print(f"playground: the output was not written: {reason(error)}.", file=sys.stderr)
        return 2
    except MemoryError:
        print("playground: there is not enough memory. Make the network smaller.", file=sys.stderr)
        return 2


def _silence_stdout() -> None:
    """Throw away what could not be printed: Python would try once more at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# --- the commands ------------------------------------------------------------------------------


def _train(options: argparse.Namespace) -> int:
    if options.steps is not None and options.epochs is not None:
        raise PlaygroundError("Say --steps or --epochs, not both.")
    if options.export is not None:
        check_format(options.export)
        if options.save and os.path.realpath(options.export) == os.path.realpath(options.save):
            raise PlaygroundError("--export and --save name the same file. Give each its own.")
    for path in (options.export, options.save):
        if path is not None:
            check_writable(path)
    line = _ProgressLine()
    try:
        run = _run(options, line)
        run.train(options.steps, options.epochs, line.show_run)
    finally:
        line.clear()
    if run.guard is not None:
        print(f"playground: {run.guard.message}", file=sys.stderr)
        return 1
    messages = []
    # The run first: an export that is refused must not cost an hour of training.
    if options.save is not None:
        run.save(options.save)
        messages.append(f"saved {options.save}")
    if options.export is not None:
        report = run.export(options.export)
        messages.append(
            f"exported {report.path}: {len(report.tensors)} tensors, read back; outputs on "
            f"{report.examples:,} examples differ by at most {report.largest_difference:.2g}"
        )
    if options.json:
        print(json.dumps(_summary(run)))
    else:
        print(_sentence(run))
        print("".join(f"{message}\n" for message in messages), end="")
    return 0


def _run(options: argparse.Namespace, line: "_ProgressLine") -> api.Run:
    """Return the run to train, compiled: a new one, or a saved one that goes on."""
    state = None
    if options.source is not None:
        if options.data is not None:
            raise PlaygroundError("Name an example or file, or --data, not both.")
        loaded = api.open_source(options.source)
        project, state = loaded.project, loaded.state
        if loaded.problem is not None:
            print(f"playground: {loaded.problem}", file=sys.stderr)
    else:
        kind = options.data or "spiral"
        project = (
            api.project(kind) if options.network is None else api.project(kind, options.network)
        )
    changed = api.configure(
        project,
        network=options.network,
        loss=options.loss,
        optimizer=options.optimizer,
        initialiser=options.initialiser,
        **{name: getattr(options, name) for name in _SETTINGS},
    )
    Preparation().load_for(changed, line.show, lambda: False)
    if state is None:
        return api.Run(changed, threads=options.threads)
    run = api.Run(state.project, state, threads=options.threads)
    run.change(changed)
    return run


_SETTINGS = (
    "learning_rate", "momentum", "decay", "weight_decay", "schedule", "period", "factor",
    "batch_size", "l1", "l2", "clip", "seed",
    "examples", "length", "noise", "train_share", "features", "standardise", "data_seed",
)  # fmt: skip


def _summary(run: api.Run) -> dict[str, Any]:
    def number(value: float | None) -> float | None:
        return None if value is None or not math.isfinite(value) else float(value)

    metrics = run.metrics
    return {
        "steps": run.step,
        "epochs": run.epoch,
        "train_loss": number(metrics.train_loss),
        "test_loss": number(metrics.test_loss),
        "train_accuracy": number(metrics.train_accuracy),
        "test_accuracy": number(metrics.test_accuracy),
        "parameters": run.parameters,
        "seconds": round(run.seconds, 6),
        "steps_per_second": number(run.steps_per_second),
    }


def _sentence(run: api.Run) -> str:
    """Return the figures of a run in one line."""
    metrics = run.metrics
    parts = [f"{run.step:,} steps ({run.epoch:,} epochs)"]
    for name, loss, accuracy in (
        ("training", metrics.train_loss, metrics.train_accuracy),
        ("test", metrics.test_loss, metrics.test_accuracy),
    ):
        if math.isfinite(loss):
            right = f", {accuracy:.1%} right" if math.isfinite(accuracy) else ""
            parts.append(f"{name} loss {loss:.4f}{right}")
    rate = run.steps_per_second
    parts.append(f"{run.parameters:,} parameters")
    parts.append(f"{rate:,.0f} steps/s" if rate else "no steps")
    return " · ".join(parts)


class _ProgressLine:
    """One line that is written over, and only where somebody looks."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr.isatty()
        self._width = 0

    def show(self, text: str) -> None:
        if self._is_seen:
            self._width = max(self._width, len(text))
            print(f"\r{text:<{self._width}}", end="", file=sys.stderr, flush=True)

    def show_run(self, run: api.Run) -> None:
        if self._is_seen:
            rate = run.steps_per_second or 0.0
            loss = run.metrics.train_loss
            self.show(f"step {run.step:,} of {run.goal:,} · loss {loss:.4f} · {rate:,.0f} steps/s")

    def clear(self) -> None:
        if self._width:
            print(f"\r{'':<{self._width}}\r", end="", file=sys.stderr, flush=True)


def _export(options: argparse.Namespace) -> int:
    check_format(options.out)
    check_writable(options.out)
    loaded = api.read_file(options.file)
    if loaded.state is None:
        raise PlaygroundError(f"{options.file.name} holds no trained weights yet. Train it first.")
    run = api.Run(loaded.state.project, loaded.state)
    report = run.export(options.out)
    print(
        f"exported {report.path}: {len(report.tensors)} tensors, read back; outputs on "
        f"{report.examples:,} examples differ by at most {report.largest_difference:.2g}"
    )
    return 0


def _examples(_: argparse.Namespace) -> int:
    found = api.examples()
    width = max(len(example.name) for example in found)
    for example in found:
        print(f"{example.name:<{width}}  {example.title}: {example.explanation}")
    return 0


def _prepare(options: argparse.Namespace) -> int:
    """Compile the engine where everybody can watch; later starts find it ready."""
    if options.all and hasattr(os, "nice"):
        os.nice(10)  # this takes a while, and somebody may be training meanwhile
    is_seen = sys.stderr.isatty()

    def tell(name: str, done: int, total: int) -> None:
        if options.parent and os.getppid() != options.parent:
            raise SystemExit(0)
        if options.parent:
            # Whoever started this shows it in a line of its own.
            print(done, total, flush=True)
        if is_seen:
            print(
                f"\rCompiling the engine: {done:>2} of {total} ({name})".ljust(60),
                end="",
                file=sys.stderr,
                flush=True,
            )

    print("Preparing the engine (compiled once, kept for later) ...", file=sys.stderr)
    door.prepare(tell, is_all=options.all)
    print(
        "\rThe engine is ready.".ljust(60) if is_seen else "The engine is ready.", file=sys.stderr
    )
    return 0
