"""What the person has settled for every program of this computer: dark or light, moving or still."""

import contextlib
import shutil
import sys
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from playground.ui.style import ThemeName

_PATIENCE = 0.5
"""Seconds that a question to the desktop may take."""
_QUESTIONS: dict[str, tuple[tuple[str, ...], str]] = {
    "linux": (("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"), "false"),
    "darwin": (("defaults", "read", "com.apple.universalaccess", "reduceMotion"), "1"),
}
"""By platform: what to run, and the answer that means "nothing shall move"."""
_SPI_GETCLIENTAREAANIMATION = 0x1042


def wished_theme() -> ThemeName:
    """Return what the platform asks for; dark where it does not say."""
    hints = QGuiApplication.styleHints()
    return "light" if hints.colorScheme() == Qt.ColorScheme.Light else "dark"


@cache
def wants_stillness() -> bool:
    """Whether the person has asked the platform for reduced motion; asked once."""
    if sys.platform == "win32":
        return _windows_wants_stillness()
    command, answer = _QUESTIONS.get(sys.platform, ((), ""))
    if not command or shutil.which(command[0]) is None:
        return False
    # Asked on a thread after the first paint, which this library would hold up.
    import subprocess  # noqa: PLC0415

    with contextlib.suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
        return done.stdout.strip() == answer
    return False


def _windows_wants_stillness() -> bool:
    # The documented call; ctypes is loaded where it exists only.
    import ctypes  # noqa: PLC0415

    animates = ctypes.c_int(1)
    library = getattr(ctypes, "windll", None)
    if library is None:
        return False
    library.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0)
    return animates.value == 0
