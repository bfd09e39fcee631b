"""What the window remembers from one start to the next: geometry, docks, theme, last folder."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from playground.ui.places import settings_file
from playground.ui.style import ThemeName

_LAYOUT_VERSION = 2
"""Raise when docks are added or renamed, so that an old arrangement is not forced on new docks."""


class Preferences:
    """Settings in an ini file; unreadable values count as absent."""

    def __init__(self, path: Path | None = None) -> None:
        self._settings = QSettings(str(path or settings_file()), QSettings.Format.IniFormat)

    @property
    def theme(self) -> ThemeName:
        return "light" if self._settings.value("theme") == "light" else "dark"

    @theme.setter
    def theme(self, name: ThemeName) -> None:
        self._settings.setValue("theme", name)

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
