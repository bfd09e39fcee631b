"""A colour and a shape for every class: the first two are the pair of the theme.

The others keep away from the hues of action, blame and warning, and differ in brightness too.
"""

from typing import Literal

from playground.ui.style import Theme

Shape = Literal["circle", "square", "triangle", "diamond"]

_DARK = ("#9ac23c", "#a783f0", "#c9a07a", "#7fb6d6", "#d96a5b", "#8d97a8", "#5f9e6e", "#c7c7c7")
_LIGHT = ("#6b9414", "#7a4fd0", "#94683f", "#3f86ad", "#b5483a", "#667085", "#3c7a4c", "#4b4f57")
_OTHER_ORDER = (2, 5, 4, 7, 3, 6, 0, 1)
"""For a pair that holds green and purple itself: brown and grey come first."""
_SHAPES: tuple[Shape, ...] = ("circle", "square", "triangle", "diamond")


def class_colours(theme: Theme, count: int) -> tuple[str, ...]:
    """Return ``count`` colours as ``#rrggbb``; class 1 is the positive one."""
    more: tuple[str, ...] = _DARK if theme.name == "dark" else _LIGHT
    if _holds_green(theme):
        more = tuple(more[place] for place in _OTHER_ORDER)
    table = (theme.negative, theme.positive, *more)
    return tuple(table[index % len(table)] for index in range(count))


def _holds_green(theme: Theme) -> bool:
    return "green" in (theme.negative_word, theme.positive_word)


def third_words(theme: Theme) -> tuple[str, str]:
    """Return what the third and the fourth class of the plane are called by their colours."""
    return ("brown", "grey") if _holds_green(theme) else ("green", "violet")


def class_shape(label: int, count: int) -> Shape:
    """Return the shape of a class's points: two classes are told apart by colour and place."""
    return _SHAPES[label % len(_SHAPES)] if count > 2 else "circle"
