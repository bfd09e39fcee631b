"""The grammar of the command line: which commands and options there are, and what they take."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from playground import __version__, api
from playground.files.export import EXPORTS
from playground.model.catalog import INITIALISERS, LOSSES, OPTIMIZERS, SCHEDULES
from playground.model.hints import name_hint


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without repeating how everything is used."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"playground: {message[:1].upper()}{message[1:]}\n")


def parser() -> Parser:
    """Return the parser of a whole command line."""
    whole = Parser(
        prog="playground",
        description="Draw neural networks, watch them learn, export what they learned. "
        "Without a command the window opens; playground FILE opens a file in it.",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"playground {__version__}")
    commands = whole.add_subparsers(dest="command", parser_class=Parser, metavar="COMMAND")
    _add_train(commands.add_parser("train", help="train without a window", allow_abbrev=False))
    export = commands.add_parser("export", help="write the trained weights of a file")
    export.add_argument("file", type=Path, help="a .playground file")
    export.add_argument("out", type=Path, help=f"where to; formats: {', '.join(EXPORTS)}")
    shot = commands.add_parser("screenshot", help="draw the window into a picture")
    shot.add_argument("source", help="name of an example, or a file")
    shot.add_argument("out", type=_picture, help="the PNG to write")
    shot.add_argument("--steps", type=_whole(0), default=500, help="steps to train before")
    shot.add_argument("--size", type=_size, default=(1440, 900), help="for example 1440x900")
    shot.add_argument("--theme", choices=("dark", "light"), default="dark")
    commands.add_parser("examples", help="list the examples")
    prepare = commands.add_parser("prepare", help="compile the engine now")
    prepare.add_argument(
        "--all", action="store_true", help="every kind of layer, not only those of small networks"
    )
    # A window that is killed takes nobody with it: what works for it has to notice.
    prepare.add_argument("--parent", type=int, default=0, help=argparse.SUPPRESS)
    return whole


def _add_train(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", help="name of an example, or a file to go on with")
    parser.add_argument("--data", help="kind of data, for example spiral")
    parser.add_argument("--network", help='for example "dense 8 tanh > output"')
    parser.add_argument("--loss", type=_one_of(LOSSES, "loss"))
    parser.add_argument("--optimizer", type=_one_of(OPTIMIZERS, "optimizer"))
    parser.add_argument("--learning-rate", type=_number("learning rate", above=0.0))
    _add_rules(parser)
    parser.add_argument("--batch-size", type=_whole(1))
    parser.add_argument("--seed", type=_whole(0), help="of initial weights and order of examples")
    parser.add_argument("--initialiser", type=_one_of(INITIALISERS, "start"))
    parser.add_argument("--steps", type=_whole(0), help=f"updates (default {api.DEFAULT_STEPS})")
    parser.add_argument("--epochs", type=_whole(0), help="passes, in place of --steps")
    parser.add_argument("--examples", type=_whole(1), help="how many to make")
    parser.add_argument("--length", type=_whole(1), help="most positions of a sequence")
    parser.add_argument("--noise", type=_number("noise"))
    parser.add_argument("--train-share", type=_number("train share", above=0.0))
    parser.add_argument("--features", help="for example x,y,sinx,siny")
    parser.add_argument("--data-seed", type=_whole(0), help="of the points and their split")
    parser.add_argument("--standardise", action=argparse.BooleanOptionalAction, default=None)
    parser.add_argument(
        "--threads", type=int, choices=(1, 2), default=1, help="2: large networks train faster"
    )
    parser.add_argument("--export", type=Path, help="write the trained weights")
    parser.add_argument("--save", type=Path, help="write project and run")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _add_rules(parser: argparse.ArgumentParser) -> None:
    """What turns gradients into updates."""
    parser.add_argument("--momentum", type=_number("momentum"), help="of momentum and nesterov")
    parser.add_argument("--decay", type=_number("decay"), help="of rmsprop")
    parser.add_argument("--weight-decay", type=_number("weight decay"), help="of adamw")
    parser.add_argument(
        "--schedule", type=_one_of(SCHEDULES, "schedule"), help="how the learning rate changes"
    )
    parser.add_argument("--period", type=_whole(1), help="of the schedule, in steps")
    parser.add_argument("--factor", type=_number("factor"), help="of the schedule, from 0 to 1")
    parser.add_argument("--l1", type=_number("L1"))
    parser.add_argument("--l2", type=_number("L2"))
    parser.add_argument(
        "--clip", type=_number("clip", above=0.0), help="longest gradient that is let through"
    )


def _number(name: str, above: float | None = None) -> Callable[[str], float]:
    def read_number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or value < 0.0 or (above is not None and value <= above):
            bound = "above 0" if above is not None else "0 or more"
            raise argparse.ArgumentTypeError(f"{name} must be a number {bound}, not “{text:.40}”.")
        return value

    return read_number


def _whole(least: int) -> Callable[[str], int]:
    def read_whole(text: str) -> int:
        if not text.isdecimal() or len(text) > 15 or int(text) < least:
            raise argparse.ArgumentTypeError(
                f"expected a whole number, {least} or more, not “{text:.40}”."
            )
        return int(text)

    return read_whole


def _one_of(table: Any, what: str) -> Callable[[str], str]:
    def read_name(text: str) -> str:
        if text not in table:
            raise argparse.ArgumentTypeError(
                f"there is no {what} “{text:.40}”. {name_hint(text, table)}"
            )
        return text

    return read_name


def _picture(text: str) -> Path:
    if Path(text).suffix.lower() != ".png":
        raise argparse.ArgumentTypeError(f"the picture is a PNG: name it like {text:.40}.png.")
    return Path(text)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()) or len(text) > 11:
        raise argparse.ArgumentTypeError(f"a size is written like 1440x900, not “{text:.40}”.")
    size = int(width), int(height)
    if not (400 <= size[0] <= 8192 and 300 <= size[1] <= 8192):
        raise argparse.ArgumentTypeError("the window is from 400x300 to 8192x8192.")
    return size
