"""Where compiled code is kept, and when it is too old.

Numba notices a changed function, but neither a changed callee in another file nor a changed
constant. So the cache folder's name is a hash of everything the machine code depends on: all
sources of this room, the versions of Python and of the numeric libraries, the processor. This
module imports no numba, because the folder must be known before the first kernel is defined.
"""

import atexit
import contextlib
import os
import platform
import shutil
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import platformdirs

_ROOM = Path(__file__).parent
_KEEP_SECONDS = 60.0
_KEPT = 6
"""Other builds whose code is kept: each that is used by turns with this one would be compiled anew at
every turn, and one that is used at the same time would lose what it has."""
_COMPLETE = "complete"


@cache
def key() -> str:
    """Return the name of the cache folder: 20 hexadecimal digits."""
    # Loaded here and not at the top: with cryptography and e-mail behind them, they would hold up the
    # first paint.
    import hashlib  # noqa: PLC0415
    from importlib.metadata import version  # noqa: PLC0415

    digest = hashlib.sha256()
    for path in sorted(_ROOM.rglob("*.py")):
        digest.update(path.relative_to(_ROOM).as_posix().encode())
        digest.update(path.read_bytes())
    for library in ("numba", "llvmlite", "numpy"):
        digest.update(f"{library} {version(library)}".encode())
    digest.update(f"{sys.version} {platform.machine()} {processor()}".encode())
    return digest.hexdigest()[:20]


@cache
def processor() -> str:
    """Return a text that changes with the processor's model and its instruction sets."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").split("\n\n")[0]
    except OSError:
        return f"{platform.processor()} {os.environ.get('PROCESSOR_IDENTIFIER', '')}"
    wanted = ("model name", "flags", "Features", "CPU part", "CPU implementer")
    return "\n".join(line for line in lines.splitlines() if line.startswith(wanted))


def root() -> Path:
    """Return the folder that holds the cache folders: ``PLAYGROUND_CACHE_DIR`` or the user's."""
    named = os.environ.get("PLAYGROUND_CACHE_DIR")
    return Path(named) if named else Path(platformdirs.user_cache_dir("playground"))


@cache
def folder() -> Path:
    """Return the folder for this build's machine code, made; a temporary one if need be."""
    wanted = root() / f"kernels-{key()}"
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=wanted):
            os.utime(wanted)  # in use: no other version shall delete it now
        return wanted
    except OSError:
        # Read-only home, full disk: everything still works, it is only compiled anew every time.
        # `mkdtemp` names it afresh, because code from a folder that others can write is not safe.
        temporary = Path(tempfile.mkdtemp(prefix="playground-kernels-"))
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        return temporary


def forget(module: str, function: str) -> None:
    """Delete what is kept of one function of a module of this room."""
    for path in folder().rglob(f"{module.rpartition('.')[2]}.{function}-*"):
        path.unlink(missing_ok=True)


def delete_old() -> None:
    """Delete the cache folders of other builds, except those used last."""
    kept = folder()
    others = []
    for other in root().glob("kernels-*"):
        with contextlib.suppress(OSError):
            if other != kept:
                others.append((other.stat().st_mtime, other))
    for used, other in sorted(others, reverse=True)[_KEPT:]:
        if time.time() - used > _KEEP_SECONDS:
            shutil.rmtree(other, ignore_errors=True)


def is_complete() -> bool:
    """Whether everything has been compiled and kept, or cannot be kept here at all."""
    kept = folder()
    return kept.parent != root() or (kept / _COMPLETE).exists()


def mark_complete() -> None:
    """Note that everything has been compiled; a full disk only means that it is done again."""
    with contextlib.suppress(OSError):
        (folder() / _COMPLETE).touch()
