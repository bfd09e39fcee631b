"""``python -m playground`` and the command ``playground``."""

import importlib
import sys
from collections.abc import Sequence

from playground import cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; without one, open the window. Returns the exit code.

    The headless commands must run where Qt's libraries are missing, and must not wait for them to
    load. So this fork is the one place that loads a module of ours by name, only when a window is
    wanted: ``playground.app`` with ``run(file) -> int`` and
    ``screenshot(source, out, steps, size, theme) -> int``.
    """
    command = cli.read(sys.argv[1:] if arguments is None else arguments)
    if isinstance(command, cli.WindowCommand):
        return int(importlib.import_module("playground.app").run(command.file))
    if isinstance(command, cli.ScreenshotCommand):
        app = importlib.import_module("playground.app")
        return int(
            app.screenshot(command.source, command.out, command.steps, command.size, command.theme)
        )
    return command()


if __name__ == "__main__":
    sys.exit(main())
