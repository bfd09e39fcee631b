"""``python -m playground`` and the command ``playground``."""

import importlib
import sys
from collections.abc import Sequence

from playground import cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; without one, open the window. Returns the exit code.

    The headless commands must run where Qt's libraries are missing, and must not wait for them to
    load. So this fork is the one place that loads a module of ours by name, only when a window is
    wanted: ``playground.app`` with ``run(arguments) -> int`` and
    ``screenshot(target, out, *, steps, size, theme) -> int``.
    """
    command = cli.read(sys.argv[1:] if arguments is None else arguments)
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
    return command()


if __name__ == "__main__":
    sys.exit(main())
