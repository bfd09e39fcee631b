"""How much memory a network would take, asked before it is taken."""

import ctypes
import os
import sys
from collections.abc import Iterable

from playground.engine.program import Program
from playground.model.errors import PlaygroundError

SHARE = 0.25
"""Share of the machine's memory that one Run may take."""
FALLBACK_LIMIT = 2 * 2**30
"""Bytes allowed where the machine does not say how much memory it has."""
BLOCK_COPIES = 6
"""Parameter block, its copy at the start of a burst, first weights, two checkpoints, a snapshot."""

_FLOAT = 4


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        ("total_physical", ctypes.c_ulonglong),
        ("rest", ctypes.c_ulonglong * 6),
    )


def machine_memory() -> int | None:
    """Return the machine's memory in bytes, or None where it cannot be found out."""
    try:
        if sys.platform == "win32":
            status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
            known = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
            return int(status.total_physical) if known else None
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError, AttributeError):
        return None


def memory_limit() -> int:
    """Return how many bytes one Run may take."""
    total = machine_memory()
    return FALLBACK_LIMIT if not total or total < 0 else int(total * SHARE)


def bytes_needed(programs: Iterable[Program]) -> int:
    """Return the bytes that programs sharing one parameter block take, data included.

    Bursts touch a part of the training workspace alone (see `sharing`), but who steps needs it all.
    """
    workspaces = 0
    shared = 0
    for program in programs:
        workspaces += program.workspace_size + program.table_size
        shared = program.layout.block_size * BLOCK_COPIES + 2 * program.data.size
    return _FLOAT * (workspaces + shared)


def check_memory(programs: Iterable[Program], limit: int | None = None) -> None:
    """Refuse a network that is too large.

    Raises
    ------
    PlaygroundError
        Names both figures and what to make smaller.
    """
    allowed = memory_limit() if limit is None else limit
    needed = bytes_needed(programs)
    if needed > allowed:
        raise PlaygroundError(
            f"This network would need {_figure(needed)} of memory, and {_figure(allowed)} is the "
            "most that it may take on this machine. Use fewer units, fewer examples or a smaller "
            "batch."
        )


def _figure(size: int) -> str:
    """Return bytes in words, e.g. "3.2 GB"."""
    return f"{size / 1e9:.1f} GB" if size >= 10**9 else f"{size / 1e6:.1f} MB"
