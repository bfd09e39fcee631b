"""What the window remembers from one start to the next: its place, and what the person settled."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QByteArray, QSettings

from playground.ui.places import settings_file
from playground.ui.style import ZOOMS

ThemeChoice = Literal["dark", "light", "system"]
MotionChoice = Literal["system", "full", "reduced"]

MOST_RECENT = 10
DEFAULT_PACE = 300.0
AUTOSAVE_SECONDS = (3.0, 10.0, 30.0, 120.0)

_LAYOUT_VERSION = 3
"""Raise when docks are added or renamed, so that an old arrangement is not forced on new docks."""


class Preferences:
    """Settings in an ini file; unreadable values count as absent."""

    def __init__(self, path: Path | None = None) -> None:
        self._settings = QSettings(str(path or settings_file()), QSettings.Format.IniFormat)

    # --- what is settled in the settings ---------------------------------------------------

    @property
    def theme(self) -> ThemeChoice:
        return cast(ThemeChoice, self._choice("theme", ("dark", "light", "system")))

    @theme.setter
    def theme(self, name: ThemeChoice) -> None:
        self._settings.setValue("theme", name)

    @property
    def pair(self) -> str:
        """Name of the colour pair; "" for the usual one."""
        return str(self._settings.value("pair", ""))

    @pair.setter
    def pair(self, name: str) -> None:
        self._settings.setValue("pair", name)

    @property
    def zoom(self) -> float:
        """Size of the interface, one of `ZOOMS`."""
        wanted = self._number("zoom", 1.0)
        return min(ZOOMS, key=lambda offered: abs(offered - wanted))

    @zoom.setter
    def zoom(self, factor: float) -> None:
        self._settings.setValue("zoom", factor)

    @property
    def motion(self) -> MotionChoice:
        return cast(MotionChoice, self._choice("motion", ("system", "full", "reduced")))

    @motion.setter
    def motion(self, choice: MotionChoice) -> None:
        self._settings.setValue("motion", choice)

    @property
    def language(self) -> str:
        """Code of a language ("en", "sl"), or "" for that of the system."""
        return str(self._settings.value("language", ""))

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def pace(self) -> float | None:
        """Steps a second that documents open with; None is flat out."""
        pace = self._number("pace", DEFAULT_PACE)
        return pace if pace > 0 else None

    @pace.setter
    def pace(self, pace: float | None) -> None:
        self._settings.setValue("pace", 0.0 if pace is None else pace)

    @property
    def autosave(self) -> float | None:
        """Seconds between two writes of the journal while training; None where it is off."""
        seconds = self._number("autosave", AUTOSAVE_SECONDS[0])
        return seconds if seconds > 0 else None

    @autosave.setter
    def autosave(self, seconds: float | None) -> None:
        self._settings.setValue("autosave", 0.0 if seconds is None else seconds)

    @property
    def tiles(self) -> str:
        """What the tiles of the canvas show: the "plane" or the "value" of one example."""
        return self._choice("tiles", ("plane", "value"))

    @tiles.setter
    def tiles(self, mode: str) -> None:
        self._settings.setValue("tiles", mode)

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

    def _choice(self, key: str, choices: Sequence[str]) -> str:
        value = str(self._settings.value(key, ""))
        return value if value in choices else choices[0]

    def _number(self, key: str, usual: float) -> float:
        try:
            return float(str(self._settings.value(key, usual)))
        except ValueError:
            return usual
