"""Names of layers that nobody chose, in the language of the window: "dense 2" is "gosta 2"."""

import re

from PySide6.QtCore import QCoreApplication

from playground.model.catalog import LAYERS
from playground.model.network import plain_name
from playground.ui.action import QT_TRANSLATE_NOOP

TITLES = {
    **{plain_name(kind): record.title for kind, record in LAYERS.items()},
    "latent": QT_TRANSLATE_NOOP("catalog", "Latent"),
}
_NUMBERED = re.compile(rf"\b({'|'.join(TITLES)}) \d+\b")
_AUTOMATIC = re.compile(rf"({'|'.join(TITLES)})( \d+)?")


def told_name(name: str) -> str:
    """Return a layer's name; one that a person gave stays as it is."""
    match = _AUTOMATIC.fullmatch(name)
    if match is None:
        return name
    title = TITLES[match[1]]
    if title.isupper():  # LSTM is LSTM everywhere
        return f"{title}{match[2] or ''}"
    kind = QCoreApplication.translate("catalog", title)
    return name if kind == title else f"{kind.lower()}{match[2] or ''}"


def told_names(text: str) -> str:
    """Return a text with the automatic names in it told."""
    return _NUMBERED.sub(lambda match: told_name(match[0]), text)
