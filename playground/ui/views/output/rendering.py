"""From numbers over the plane to a picture in the colours of a theme, and the lines on it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QImage

from playground.ui.class_colours import class_colours
from playground.ui.style import Theme
from playground.ui.views.output.levels import Float32, Float64, Scale, levels
from playground.ui.widgets.contours import class_contours, contour, enlarged
from playground.ui.widgets.paint import mix, sign_table, table_image

CRISP = 280
"""Pixels a side of pictures with edges of their own."""
_SHADES = 64


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Colours, and lines in the 1 × 1 picture."""

    image: QImage | None = None
    lines: tuple[QLineF, ...] = ()


NO_PICTURE = Picture()


def signed_picture(
    values: Float32, scale: Scale, edge: float | None, theme: Theme, is_discrete: bool = False
) -> Picture:
    """Return a surface in the two hues, with the line where it crosses ``edge``.

    Parameters
    ----------
    is_discrete
        Shows only on which side of the edge a place lies.
    """
    if is_discrete:
        turn = scale.centre if edge is None else edge
        fine = enlarged(np.nan_to_num(values, nan=turn), CRISP)
        shades = np.where(fine >= turn, np.uint8(255), np.uint8(0))
    else:
        shades = levels(values, scale)
    lines = contour(values, edge) if edge is not None else np.zeros((0, 4))
    return Picture(table_image(shades, sign_table(theme)), _lines(lines))


def class_picture(outputs: Float32, theme: Theme, is_discrete: bool = False) -> Picture:
    """Return the winning class by its colour, as strong as it is sure, with the lines in between.

    Parameters
    ----------
    outputs
        float32 (classes, size, size).
    """
    finite = np.nan_to_num(outputs, nan=0.0, posinf=1e30, neginf=-1e30)
    fine = enlarged(finite, CRISP)
    winner = fine.argmax(axis=0)
    count = outputs.shape[0]
    sure = (fine.max(axis=0) - 1.0 / count) / (1.0 - 1.0 / count)
    shade = np.rint(np.clip(sure, 0.0, 1.0) * (_SHADES - 1)).astype(np.int64)
    if is_discrete:
        shade[...] = _SHADES - 1
    pixels = _class_table(theme, count)[winner * _SHADES + shade]
    lines = class_contours(outputs) if np.isfinite(outputs).all() else np.zeros((0, 4))
    return Picture(_image(pixels), _lines(lines))


@lru_cache(maxsize=8)
def _class_table(theme: Theme, count: int) -> npt.NDArray[np.uint32]:
    """Return one row of shades for each class, one after the other, as ``QRgb``."""
    table = [
        QColor(mix(theme.neutral, hue, 0.18 + 0.74 * shade / (_SHADES - 1))).rgb()
        for hue in class_colours(theme, count)
        for shade in range(_SHADES)
    ]
    return np.array(table, np.uint32)


def _image(pixels: npt.NDArray[np.uint32]) -> QImage:
    height, width = pixels.shape
    kept = np.ascontiguousarray(pixels)
    # The copy is the picture's own, so the array may go.
    return QImage(kept.data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _lines(pieces: Float64) -> tuple[QLineF, ...]:
    return tuple(QLineF(*piece) for piece in pieces.tolist())
