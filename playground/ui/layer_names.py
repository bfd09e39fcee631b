"""Names of layers that nobody chose, in the language of the window: "dense 2" is "gosta 2"."""

import re

from PySide6.QtCore import QCoreApplication

from playground.model.catalog import LAYERS

_NUMBERED = re.compile(rf"\b({'|'.join(LAYERS)}) \d+\b")
_AUTOMATIC = re.compile(rf"({'|'.join(LAYERS)})( \d+)?")


def told_name(name: str) -> str:
    """Return a layer's name; one that a person gave stays as it is."""
    match = _AUTOMATIC.fullmatch(name)
    if match is None:
        return name
    title = LAYERS[match[1]].title
    kind = QCoreApplication.translate("catalog", title)
    return name if kind == title else f"{kind.lower()}{match[2] or ''}"


def told_names(text: str) -> str:
    """Return a text with the automatic names in it told."""
    return _NUMBERED.sub(lambda match: told_name(match[0]), text)
