"""Where the pictures of weights stand: three columns, the same cells in all three of a layer."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from playground.ui.style import SPACING, px, sans
from playground.ui.views.compare.changes import LayerChange, Side

SQUARES = 5.0
"""Pixels of a cell from which on squares are drawn; below it is a picture."""
_LARGEST = 13.0
_BIAS_GAP = 3.0
_TALLEST = 150.0

Cell = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One layer: its title, what has to be said of it, and its numbers."""

    title: str
    words: str
    change: LayerChange

    @property
    def sides(self) -> tuple[Side | None, Side | None, Side | None]:
        """Then, now, and the difference."""
        return self.change.then, self.change.now, self.change.change


def line_height() -> float:
    """Return the height of a title."""
    return QFontMetricsF(sans(9.0)).height()


def column(index: int, width: float) -> tuple[float, float]:
    """Return left edge and width of a column."""
    gap = float(px(SPACING))
    each = (width - 2 * gap) / 3
    return index * (each + gap), each


def cell(row: Row, width: float) -> Cell:
    """Return the width and height of a cell: the same in all three pictures of a layer."""
    sides = [side for side in row.sides if side is not None]
    columns = max((side.columns for side in sides), default=1)
    rows = max((side.count for side in sides), default=1)
    wide = (column(0, width)[1] - _BIAS_GAP) / max(1, columns)
    high = px(_TALLEST) / max(1, rows)
    side = min(px(_LARGEST), wide, high)
    # Far from square a picture would be a thread: it may be stretched.
    return (side, side) if side >= SQUARES else (wide, min(px(_LARGEST), max(side, high)))


def row_height(row: Row, width: float) -> float:
    """Return the height of the pictures of a layer."""
    sides = [side for side in row.sides if side is not None]
    return cell(row, width)[1] * max((side.count for side in sides), default=0)


def placed(rows: tuple[Row, ...], width: float) -> list[tuple[Row, float]]:
    """Return every row with the height at which its pictures begin."""
    found, top = [], line_height() + SPACING
    for row in rows:
        top += line_height()
        found.append((row, top))
        top += row_height(row, width) + 2 * SPACING
    return found


def box(side: Side, corner: QPointF, size: Cell) -> QRectF:
    """Return where a matrix stands."""
    width, height = side.matrix.shape[1] * size[0], side.count * size[1]
    return QRectF(corner.x(), corner.y(), width, height)


def bias_box(side: Side, corner: QPointF, size: Cell) -> QRectF:
    """Return where its biases stand."""
    gap = _BIAS_GAP if side.matrix.shape[1] else 0.0
    left = corner.x() + side.matrix.shape[1] * size[0] + gap
    return QRectF(left, corner.y(), size[0], side.count * size[1])


def reach(side: Side | None) -> float:
    """Return the largest finite magnitude."""
    if side is None:
        return 0.0
    parts = [side.matrix.ravel()] + ([] if side.bias is None else [side.bias])
    every = np.abs(np.concatenate(parts))
    finite = every[np.isfinite(every)]
    return float(finite.max()) if finite.size else 0.0
