"""Folders of this user: settings, log, autosave.

``PLAYGROUND_CONFIG_DIR`` puts all three into one folder, for tests and for portable use.
"""

import os
from pathlib import Path

import platformdirs

_NAME = "playground"


def _folder(default: str, name: str) -> Path:
    root = os.environ.get("PLAYGROUND_CONFIG_DIR")
    return Path(root) / name if root else Path(default)


def settings_file() -> Path:
    """Return the path of the settings (ini)."""
    return _folder(platformdirs.user_config_dir(_NAME, False), "config") / "window.ini"


def log_file() -> Path:
    """Return the path of the log that "Show log" opens."""
    return _folder(platformdirs.user_log_dir(_NAME, False), "log") / "playground.log"


def autosave_folder() -> Path:
    """Return the folder of the journal that survives a crash."""
    return _folder(platformdirs.user_state_dir(_NAME, False), "state") / "autosave"
