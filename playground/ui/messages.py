"""Messages that were made from a pattern, in the language of the window.

The rooms below the window know no Qt: they say "Dense 2 leads into output already." in English.
Where the window speaks another language, the pattern behind a message is found again
("{0} leads into {1} already."), translated, and filled with the same words.
"""

import json
import re
from functools import cache, lru_cache

from PySide6.QtCore import QCoreApplication

from playground.resources import resource_path
from playground.ui.layer_names import told_name, told_names

CONTEXT = "messages"
_GAP = re.compile(r"\{(\d+)\}")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return every pattern as an expression, the ones that say most first."""
    written = json.loads(resource_path("translations", "patterns.json").read_text("utf-8"))
    ordered = sorted(written, key=lambda pattern: -len(_GAP.sub("", pattern)))
    return tuple((_expression(pattern), pattern) for pattern in ordered)


def _expression(pattern: str) -> re.Pattern[str]:
    pieces = _GAP.split(pattern)
    # Texts and numbers of gaps take turns.
    parts = [re.escape(piece) if place % 2 == 0 else "(.+?)" for place, piece in enumerate(pieces)]
    return re.compile("".join(parts), re.DOTALL)


@lru_cache(maxsize=2048)
def by_pattern(message: str, language: str) -> str:
    """Return a message in a language that is spoken now; an unknown one as it is."""
    for expression, pattern in _patterns():
        found = expression.fullmatch(message)
        if found is None:
            continue
        told = QCoreApplication.translate(CONTEXT, pattern)
        if told == pattern:
            return message
        for gap, group in enumerate(found.groups()):
            told = told.replace(f"{{{gap}}}", _word(group, language))
        return told
    return message


def _word(text: str, language: str) -> str:
    """Return what fills a gap: a word of the tables, a message inside the message, or a name."""
    told = QCoreApplication.translate("catalog", text)
    if told == text:
        told = told_name(text)
    return told if told != text else told_names(by_pattern(text, language))
