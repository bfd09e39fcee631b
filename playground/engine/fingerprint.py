"""What equal bits depend on. A Run remembers it; replay to the bit needs the same one."""

import functools
import hashlib
import platform
from pathlib import Path

from playground.engine.state import Fingerprint

_PACKAGE = Path(__file__).resolve().parent.parent
_ROOMS = ("engine", "kernels", "data")
_LIBRARIES = ("numba", "llvmlite", "numpy")
_CPUINFO = Path("/proc/cpuinfo")


@functools.cache
def fingerprint() -> Fingerprint:
    """Return the fingerprint of this program on this machine."""
    return Fingerprint(engine=_engine(), libraries=_libraries(), cpu=_cpu())


def replay_problem(saved: Fingerprint) -> str:
    """Return why a saved Run cannot be replayed to the bit here, or "" where it can."""
    here = fingerprint()
    if saved.cpu != here.cpu:
        return "This run was made on a machine with another processor."
    if saved.libraries != here.libraries:
        return f"This run was made with {saved.libraries:.80}, here is {here.libraries}."
    if saved.engine != here.engine:
        return "This run was made with another version of the program."
    return ""


def _engine() -> str:
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((_PACKAGE / room).rglob("*.py")):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _libraries() -> str:
    # Loaded here and not at the top: with all of e-mail behind it, it would hold up the first paint.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} unknown")
    return ", ".join(found)


def _cpu() -> str:
    """Return architecture and a digest of model and feature flags."""
    described = f"{platform.machine()} {platform.processor()}"
    try:
        lines = _CPUINFO.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    wanted = ("model name", "flags", "Features", "CPU part")
    facts = sorted({line for line in lines if line.startswith(wanted)})
    digest = hashlib.sha256("\n".join([described, *facts]).encode()).hexdigest()[:12]
    return f"{platform.machine()}-{digest}"
