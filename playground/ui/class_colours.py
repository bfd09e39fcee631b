"""A colour and a shape for every class: the first two are the pair of the theme.

The others keep away from the hues of action, blame and warning, and differ in brightness too.
"""

from typing import Literal

from playground.ui.style import Theme

Shape = Literal["circle", "square", "triangle", "diamond"]

_DARK = ("#9ac23c", "#a783f0", "#c9a07a", "#7fb6d6", "#d96a5b", "#8d97a8", "#5f9e6e", "#c7c7c7")
_LIGHT = ("#6b9414", "#7a4fd0", "#94683f", "#3f86ad", "#b5483a", "#667085", "#3c7a4c", "#4b4f57")
_SHAPES: tuple[Shape, ...] = ("circle", "square", "triangle", "diamond")


def class_colours(theme: Theme, count: int) -> tuple[str, ...]:
    """Return ``count`` colours as ``#rrggbb``; class 1 is the positive one."""
    more = _DARK if theme.name == "dark" else _LIGHT
    table = (theme.negative, theme.positive, *more)
    return tuple(table[index % len(table)] for index in range(count))


def class_shape(label: int, count: int) -> Shape:
    """Return the shape of a class's points: two classes are told apart by colour and place."""
    return _SHAPES[label % len(_SHAPES)] if count > 2 else "circle"
