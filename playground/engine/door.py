"""The one lazy door to the compiled kernels.

The window must stand before numba is imported, and numba is imported once, on the worker. So
nobody imports the kernels at the top of a module: they ask this door, which opens when first asked.
"""

import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Protocol, cast

from playground.engine.state import Float32, Int32, Int64
from playground.kernels import cache
from playground.kernels.optable import OpCode

Progress = Callable[[str, int, int], None]
"""Called with (what comes next, parts done, parts in all)."""

Rasteriser = Callable[..., None]
"""`playground.kernels.wires.draw_wires`."""


class Kernels(Protocol):
    """What `playground.kernels.machine` offers; its docstrings say what the arguments mean."""

    # ruff: noqa: PLR0917  (the machine's arguments are positional)

    def address_of(self, op: OpCode) -> int: ...
    def distance(self, block: Float32, workspace: Float32) -> int: ...
    def bind(self, tape: Int64, deltas: Mapping[str, int]) -> Int64: ...
    def run_rows(
        self, tape: Int64, start: int, stop: int, workspace: Float32, table: Int32, registers: Any
    ) -> int: ...
    def begin_step(
        self,
        table: Int32,
        registers: Any,
        order: int,
        examples: int,
        batch: int,
        key: int,
        state: Int64,
    ) -> None: ...
    def finish_step(self, registers: Any, examples: int, state: Int64) -> None: ...
    def run_steps(
        self,
        tape: Int64,
        workspace: Float32,
        table: Int32,
        registers: Any,
        order: int,
        examples: int,
        batch: int,
        key: int,
        state: Int64,
        steps: int,
        stop_flag: Int32,
        trace: Float32,
    ) -> tuple[int, int]: ...


class PairKernels(Protocol):
    """What `playground.kernels.pair` offers."""

    PLACE: int
    APART: int
    GONE: int

    def bind_side(
        self, tape: Int64, deltas: Mapping[str, int], place: Int32, table: Int32, side: int
    ) -> Int64: ...
    def follow(
        self, tape: Int64, workspace: Float32, table: Int32, registers: Any, place: Int32, side: int
    ) -> None: ...


_lock = threading.RLock()
_loaded: dict[str, Any] = {}

# Most needed first: what the first network of a new person runs.
_FIRST = (
    OpCode.GATHER,
    OpCode.DENSE_FORWARD,
    OpCode.TANH_FORWARD,
    OpCode.SIGMOID_FORWARD,
    OpCode.BCE_LOGITS_LOSS,
    OpCode.TANH_BACKWARD,
    OpCode.DENSE_BACKWARD_WEIGHT,
    OpCode.DENSE_BACKWARD_INPUT,
    OpCode.GUARD_GRADIENT,
    OpCode.ADAM_UPDATE,
    OpCode.GUARD_PARAMETERS,
)

# What the first edits and the gallery of small networks need, each compiled within moments.
_SOON = frozenset(op for op in OpCode if op < OpCode.CONV_FORWARD)


def kernels() -> Kernels:
    """Return the machine; the first call imports numba and compiles the loop around the tape.

    Operations are compiled one by one when a tape that needs them is bound. May take a second or
    two: call it on the worker.
    """
    with _lock:
        if "machine" not in _loaded:
            cache.delete_old()
            _loaded["machine"] = import_module("playground.kernels.machine")
        return cast(Kernels, _loaded["machine"])


def pair() -> PairKernels:
    """Return what the second of two threads runs; compiled or loaded when first asked for."""
    with _lock:
        if "pair" not in _loaded:
            kernels()
            _loaded["pair"] = import_module("playground.kernels.pair")
        return cast(PairKernels, _loaded["pair"])


def import_unless_busy(name: str) -> bool:
    """Import a large library, but not while the kernels are imported; False where it has to wait.

    numba and pyqtgraph share libraries of their own (colorama); imported by two threads at the same
    time, one of them found half of it.
    """
    if not _lock.acquire(blocking=False):
        return False
    try:
        import_module(name)
    finally:
        _lock.release()
    return True


def rasteriser() -> Rasteriser | None:
    """Return ``draw_wires`` once it is loaded, else None. Never waits, never loads."""
    return cast("Rasteriser | None", _loaded.get("rasteriser"))


def is_loaded() -> bool:
    """Whether the machine is loaded, that is whether `kernels` returns at once."""
    return "machine" in _loaded


def prepare(progress: Progress | None = None, *, is_all: bool = True) -> None:
    """Compile or load everything, the most needed first, and the rasteriser in the middle.

    May be called more than once and from any thread; what is loaded already costs nothing.
    Without ``is_all`` only what first networks need.
    """
    rest = [op for op in OpCode if op not in _FIRST and (is_all or op in _SOON)]
    total = len(_FIRST) + len(rest) + 2
    say = progress or _silent
    say("the machine", 0, total)
    machine = kernels()
    for done, op in enumerate(_FIRST, start=1):
        say(_title(op), done, total)
        machine.address_of(op)
    say("the wires", len(_FIRST) + 1, total)
    with _lock:
        if "rasteriser" not in _loaded:
            _loaded["rasteriser"] = import_module("playground.kernels.wires").draw_wires
    for done, op in enumerate(rest, start=len(_FIRST) + 2):
        say(_title(op), done, total)
        machine.address_of(op)
    if is_all:
        cache.mark_complete()
    _loaded["small"] = True
    say("ready", total, total)


def is_prepared() -> bool:
    """Whether `prepare` has come to its end, so that no small network has to wait for its parts."""
    return "small" in _loaded


def _title(op: OpCode) -> str:
    return op.name.lower().replace("_", " ")


def _silent(what: str, done: int, total: int) -> None:
    """Stands in where nobody wants to know."""
