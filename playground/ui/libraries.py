"""Is everything there that Qt needs from the system? Asked before Qt is imported; imports no Qt.

Qt's own message names the wrong library, or the import fails without any help, so the missing ones
are looked for here and named with their packages.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playground.model.errors import PlaygroundError


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library, and the packages that hold it."""

    file: str
    debian: str
    fedora: str


ALWAYS: tuple[Library, ...] = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
)
"""Needed on any screen, and without one."""

FOR_X11: tuple[Library, ...] = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
)
"""Needed by the window on an X11 screen."""


def _is_there(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window can be seen; somebody who names a Qt platform knows what they want."""
    if not platform.startswith(("linux", "freebsd")):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def needs_x11(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether Qt will take the X11 plugin."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.startswith("xcb")
    return bool(environment.get("DISPLAY")) and not environment.get("WAYLAND_DISPLAY")


def missing_libraries(
    is_x11: bool, is_there: Callable[[str], bool] = _is_there
) -> tuple[Library, ...]:
    """Return the libraries that cannot be loaded."""
    wanted = (*ALWAYS, *FOR_X11) if is_x11 else ALWAYS
    return tuple(library for library in wanted if not is_there(library.file))


def check_libraries(is_there: Callable[[str], bool] = _is_there) -> None:
    """Make sure that Qt can start.

    Raises
    ------
    PlaygroundError
        Something is missing; the message says what to install.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(needs_x11(), is_there)
    if missing:
        raise PlaygroundError(missing_message(missing))
    if needs_x11() and not can_connect():
        raise PlaygroundError(
            f"The display {os.environ.get('DISPLAY', '')} cannot be reached. Start the program on "
            "the screen itself, or unset DISPLAY to run it unseen."
        )


def can_connect() -> bool:
    """Whether the X11 display answers; Qt would abort and blame a library that is there."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    has_failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not has_failed


def missing_message(missing: tuple[Library, ...]) -> str:
    """Return what is missing and how to get it."""
    files = ", ".join(library.file for library in missing)
    debian = " ".join(dict.fromkeys(library.debian for library in missing))
    fedora = " ".join(dict.fromkeys(library.fedora for library in missing))
    return (
        f"The window cannot open, because system libraries of Qt are missing: {files}.\n"
        f"Install them and start again:\n"
        f"  Debian, Ubuntu:  sudo apt install {debian}\n"
        f"  Fedora:          sudo dnf install {fedora}"
    )
