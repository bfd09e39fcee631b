"""What the window remembers from one start to the next: its place, and what the person settled."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from playground.ui.places import settings_file
from playground.ui.style import ZOOMS

ThemeChoice = Literal["dark", "light", "system"]
MotionChoice = Literal["system", "full", "reduced"]

MOST_RECENT = 10
DEFAULT_PACE = 300.0
MEMORIES = (256, 16, 64, 1024)
"""Megabytes on offer for copies along a run; the first is the usual one."""
AUTOSAVE_SECONDS = (3.0, 10.0, 30.0, 120.0)

_LAYOUT_VERSION = 4
"""Raise when docks are added or renamed, so that an old arrangement is not forced on new docks."""


_T = TypeVar("_T")


class _Kept(Generic[_T]):
    """One value in the file: how it is read, and how it is written."""

    def __init__(
        self, key: str, read: Callable[[object], _T], write: Callable[[_T], object]
    ) -> None:
        self._key = key
        self._read = read
        self._write = write

    def __get__(self, owner: "Preferences", kind: type | None = None) -> _T:
        return self._read(owner.value(self._key))

    def __set__(self, owner: "Preferences", value: _T) -> None:
        owner.keep(self._key, self._write(value))


def _word(value: object) -> str:
    return str(value or "")


def _one_of(choices: Sequence[str]) -> Callable[[object], Any]:
    """Return a reader that takes the first choice for everything unknown."""
    return lambda value: str(value) if str(value) in choices else choices[0]


def _number(value: object, usual: float) -> float:
    try:
        return float(str(value))
    except ValueError:
        return usual


def _size(value: object) -> float:
    wanted = _number(value, 1.0)
    return min(ZOOMS, key=lambda offered: abs(offered - wanted))


def _whole(choices: Sequence[int]) -> Callable[[object], int]:
    """Return a reader that takes the first choice for everything unknown."""

    def read(value: object) -> int:
        number = round(_number(value, choices[0]))
        return number if number in choices else choices[0]

    return read


def _positive(usual: float) -> Callable[[object], float | None]:
    """Return a reader of numbers for which 0 stands for None."""

    def read(value: object) -> float | None:
        number = _number(value, usual)
        return number if number > 0 else None

    return read


def _or_zero(value: float | None) -> float:
    return 0.0 if value is None else value


class Preferences:
    """Settings in an ini file; unreadable values count as absent."""

    theme: _Kept[ThemeChoice] = _Kept("theme", _one_of(("dark", "light", "system")), _word)
    pair: _Kept[str] = _Kept("pair", _word, _word)
    """Name of the colour pair; "" for the usual one."""
    zoom: _Kept[float] = _Kept("zoom", _size, float)
    """Size of the interface, one of `ZOOMS`."""
    motion: _Kept[MotionChoice] = _Kept("motion", _one_of(("system", "full", "reduced")), _word)
    language: _Kept[str] = _Kept("language", _word, _word)
    """Code of a language ("en", "sl"), or "" for that of the system."""
    pace: _Kept[float | None] = _Kept("pace", _positive(DEFAULT_PACE), _or_zero)
    """Steps a second that documents open with; None is flat out."""
    autosave: _Kept[float | None] = _Kept("autosave", _positive(AUTOSAVE_SECONDS[0]), _or_zero)
    """Seconds between two writes of the journal while training; None where it is off."""

    memory: _Kept[int] = _Kept("memory", _whole(MEMORIES), int)
    """Megabytes for copies along a run, one of `MEMORIES`."""

    tiles: _Kept[str] = _Kept("tiles", _one_of(("plane", "value")), _word)
    """What the tiles of the canvas show: the "plane" or the "value" of one example."""

    def __init__(self, path: Path | None = None) -> None:
        self._settings = QSettings(str(path or settings_file()), QSettings.Format.IniFormat)

    def value(self, key: str) -> object:
        """Return what is in the file, or None."""
        value: object = self._settings.value(key)
        return value

    def keep(self, key: str, value: object) -> None:
        """Write a value into the file."""
        self._settings.setValue(key, value)

    # --- what is remembered by itself ------------------------------------------------------

    @property
    def recent(self) -> tuple[Path, ...]:
        """Files opened or saved last, the newest first."""
        kept = self._settings.value("recent", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return tuple(Path(str(name)) for name in names if name)[:MOST_RECENT]

    @recent.setter
    def recent(self, paths: Sequence[Path]) -> None:
        self._settings.setValue("recent", [str(path) for path in paths[:MOST_RECENT]])

    @property
    def hints_seen(self) -> frozenset[str]:
        """Names of the hints of the first start that are done with."""
        return frozenset(str(self._settings.value("hints", "")).split())

    @hints_seen.setter
    def hints_seen(self, names: frozenset[str]) -> None:
        self._settings.setValue("hints", " ".join(sorted(names)))

    @property
    def folder(self) -> Path:
        """The folder that file dialogs start in."""
        path = Path(str(self._settings.value("folder", "")))
        return path if path.is_dir() and path != Path() else Path.home()

    @folder.setter
    def folder(self, path: Path) -> None:
        self._settings.setValue("folder", str(path))

    @property
    def geometry(self) -> QByteArray | None:
        return self._bytes("geometry")

    @property
    def layout(self) -> QByteArray | None:
        """Arrangement of the docks, or None where there is none of this version."""
        return self._bytes(f"layout{_LAYOUT_VERSION}")

    def remember_window(self, geometry: QByteArray, layout: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)
        self._settings.setValue(f"layout{_LAYOUT_VERSION}", layout)

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def forget_layout(self) -> None:
        """Let the next window have the usual arrangement."""
        self._settings.remove(f"layout{_LAYOUT_VERSION}")
