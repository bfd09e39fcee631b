"""Colour pairs for positive and negative: the usual one, and others for other eyes and rooms.

Hues are those of schemes that hold for the common kinds of colour blindness (ColorBrewer's PuOr and
PRGn; Okabe & Ito, "Color Universal Design", 2008); the last one differs in brightness, so that it
holds where no hue can be seen. Where a pair comes close to the hue of action, blame or warning, the
pair brings others along.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from playground.ui.action import QT_TRANSLATE_NOOP
from playground.ui.style import THEMES, Theme, ThemeName

USUAL = "blue_orange"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours with opposite meaning.

    Attributes
    ----------
    dark, light
        What differs from the usual theme, by the name of its field.
    """

    name: str
    title: str
    explanation: str
    dark: Mapping[str, str] = field(default_factory=dict)
    light: Mapping[str, str] = field(default_factory=dict)


_PAIRS = (
    Pair(
        USUAL,
        QT_TRANSLATE_NOOP("pairs", "Blue and orange"),
        QT_TRANSLATE_NOOP("pairs", "The usual pair, safe for colour-blind eyes."),
    ),
    Pair(
        "purple_green",
        QT_TRANSLATE_NOOP("pairs", "Purple and green"),
        QT_TRANSLATE_NOOP("pairs", "Safe for colour-blind eyes, and calm on a projector."),
        dark={
            "positive": "#a06be0",
            "negative": "#5fb54a",
            "positive_text": "#b58bee",
            "negative_text": "#6cc456",
            "positive_word": "purple",
            "negative_word": "green",
            "action": "#35b6f2",
            "action_text": "#08202c",
            "blame": "#ef6a5b",
            "good": "#35b6f2",
        },
        light={
            "positive": "#7b3fc4",
            "negative": "#3f9130",
            "positive_text": "#6a32b0",
            "negative_text": "#2f7a22",
            "positive_word": "purple",
            "negative_word": "green",
            "action": "#0a78b5",
            "blame": "#c2402f",
            "good": "#0a78b5",
        },
    ),
    Pair(
        "blue_yellow",
        QT_TRANSLATE_NOOP("pairs", "Blue and yellow"),
        QT_TRANSLATE_NOOP("pairs", "Far apart in hue and in brightness."),
        dark={
            "negative": "#f2d13c",
            "negative_text": "#f2d13c",
            "negative_word": "yellow",
            "warning": "#f0824a",
        },
        light={
            "positive": "#1f5fd0",
            "negative": "#d9ac00",
            "positive_text": "#1d54bb",
            "negative_text": "#806300",
            "negative_word": "yellow",
            "warning": "#b4501a",
        },
    ),
    Pair(
        "contrast",
        QT_TRANSLATE_NOOP("pairs", "High contrast"),
        QT_TRANSLATE_NOOP("pairs", "Differs in brightness, for eyes that see no hues."),
        dark={
            "canvas": "#000000",
            "window": "#0b0c0e",
            "neutral": "#000000",
            "positive": "#ffffff",
            "negative": "#d24a3a",
            "positive_text": "#ffffff",
            "negative_text": "#f0705f",
            "positive_word": "white",
            "negative_word": "red",
            "text": "#ffffff",
            "muted": "#b9c0cc",
            "faint": "#818995",
            "border": "#4b525e",
        },
        light={
            "canvas": "#ffffff",
            "neutral": "#ffffff",
            "positive": "#000000",
            "negative": "#e0604a",
            "positive_text": "#000000",
            "negative_text": "#b03320",
            "positive_word": "black",
            "negative_word": "red",
            "text": "#000000",
            "muted": "#474d57",
            "faint": "#7a808a",
            "border": "#b3b6bb",
        },
    ),
)

PAIRS: Mapping[str, Pair] = MappingProxyType({pair.name: pair for pair in _PAIRS})


def themed(name: ThemeName, pair: str = USUAL, *, is_still: bool = False) -> Theme:
    """Return a theme in this colour pair; an unknown pair is the usual one."""
    found = PAIRS.get(pair, PAIRS[USUAL])
    changes = found.dark if name == "dark" else found.light
    # Theme's fields are all texts but one, and a test builds every pair.
    return replace(THEMES[name], is_still=is_still, **changes)  # type: ignore[arg-type]
