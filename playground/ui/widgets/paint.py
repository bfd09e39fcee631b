"""Colours for drawing: mixing, and the table from −1 (orange) over 0 to +1 (blue)."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from playground.ui.style import Theme


def mix(under: str, over: str, amount: float) -> str:
    """Return the colour that ``over`` makes on ``under`` at this opacity, as ``#rrggbb``."""
    below, above = QColor(under), QColor(over)
    parts = (
        round(low + (high - low) * amount)
        for low, high in (
            (below.red(), above.red()),
            (below.green(), above.green()),
            (below.blue(), above.blue()),
        )
    )
    return "#{:02x}{:02x}{:02x}".format(*parts)


@lru_cache(maxsize=8)
def sign_table(theme: Theme) -> tuple[int, ...]:
    """Return 256 colours as ``QRgb``: 0 is full negative, 128 neutral, 255 full positive."""
    colours = []
    for index in range(256):
        signed = (index - 127.5) / 127.5
        hue = theme.positive if signed > 0 else theme.negative
        colours.append(QColor(mix(theme.neutral, hue, abs(signed))).rgb())
    return tuple(colours)


def blame_ends(theme: Theme) -> tuple[str, str]:
    """Return the colours of the most negative gradient, near to that of text, and of the most positive."""
    return mix(theme.blame, theme.text, 0.62), theme.blame


@lru_cache(maxsize=8)
def blame_table(theme: Theme) -> tuple[int, ...]:
    """Return 256 colours as ``QRgb`` for gradients: 0 is full negative, 128 none, 255 full positive."""
    negative, positive = blame_ends(theme)
    colours = []
    for index in range(256):
        signed = (index - 127.5) / 127.5
        hue = positive if signed > 0 else negative
        colours.append(QColor(mix(theme.neutral, hue, abs(signed))).rgb())
    return tuple(colours)


def table_image(levels: npt.NDArray[np.uint8], table: tuple[int, ...]) -> QImage:
    """Return levels (height, width) as a picture of its own through a table of colours."""
    picture = np.ascontiguousarray(levels)
    height, width = picture.shape
    image = QImage(picture.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(list(table))
    # The conversion copies, so the array may go; smooth scaling needs true colours anyway.
    return image.convertToFormat(QImage.Format.Format_RGB32)


@lru_cache(maxsize=8)
def ink_table(theme: Theme) -> tuple[int, ...]:
    """Return 256 colours as ``QRgb`` from paper to ink, for the pixels of a picture."""
    return tuple(QColor(mix(theme.neutral, theme.text, i / 255)).rgb() for i in range(256))
