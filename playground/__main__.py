"""``python -m playground`` and the command ``playground``."""

import gc

# What is imported stays: looking for garbage among it costs an eighth of the time to the first
# paint. `main` turns it on again, for a window once that is painted.
gc.disable()

import importlib  # noqa: E402
import io  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from pathlib import Path  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; without one, open the window. Returns the exit code.

    The headless commands must run where Qt's libraries are missing, and must not wait for them to
    load. So this fork is the one place that loads a module of ours by name, only when a window is
    wanted: ``playground.app`` with ``run(arguments) -> int`` and
    ``screenshot(target, out, *, steps, size, theme) -> int``.
    """
    _ready_output()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        # While modules are loading; a command that runs already answers this itself.
        sys.stderr.write("playground: interrupted.\n")
        return 130
    finally:
        gc.enable()


def _run(arguments: Sequence[str]) -> int:
    if not arguments:
        return int(importlib.import_module("playground.app").run())
    cli = importlib.import_module("playground.cli")
    command = cli.read(arguments)
    if isinstance(command, cli.WindowCommand):
        named = () if command.target is None else (command.target,)
        return int(importlib.import_module("playground.app").run(named))
    if isinstance(command, cli.ScreenshotCommand):
        app = importlib.import_module("playground.app")
        return int(
            app.screenshot(
                command.source,
                command.out,
                steps=command.steps,
                size=command.size,
                theme=command.theme,
            )
        )
    gc.freeze()
    gc.enable()
    return int(command())


def _ready_output() -> None:
    """Make every print safe: a closed stream swallows it, a narrow encoding shows “?” in it."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Open until the program ends, like the stream that it stands in for.
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
