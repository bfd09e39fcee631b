"""Brings what stands already into another size of the interface: faces, margins, fixed lengths.

New widgets take the size from ``style``; this is for those that were made before. A canvas scene is
left out: it has a zoom of its own.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLayout, QMainWindow, QWidget

from playground.ui.style import sans, set_zoom, zoom

_MOST = 16_777_215
"""Qt's word for "no upper bound" (QWIDGETSIZE_MAX)."""
_BASE = 10.0
"""Points of the application's face at the usual size."""
_MEMORY = "usual_lengths"


def apply_zoom(application: QApplication, factor: float) -> tuple[float, float]:
    """Change the size of the interface; return the size before and the size now."""
    before = zoom()
    set_zoom(factor)
    if zoom() != before or application.font().pointSizeF() != _BASE * zoom():
        application.setFont(sans(_BASE))
    return before, zoom()


def rescale(root: QWidget, before: float, after: float) -> None:
    """Bring a widget and everything in it from one size to another."""
    if before == after:
        return
    widgets = (root, *root.findChildren(QWidget))
    for widget in widgets:
        _rescale_face(widget, after / before)
        if not isinstance(widget, QMainWindow):
            _rescale_bounds(widget, before, after)
    layouts = [x for x in root.findChildren(QLayout) if not isinstance(x.parent(), QMainWindow)]
    # All are read before one is changed: a layout without a spacing of its own shows its parent's.
    for layout, lengths in [(layout, _lengths(layout)) for layout in layouts]:
        _rescale_layout(layout, lengths, before, after)
    for widget in widgets:
        widget.updateGeometry()


def _rescale_face(widget: QWidget, ratio: float) -> None:
    if not widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
        return
    face = widget.font()
    if face.pointSizeF() > 0:
        face.setPointSizeF(round(face.pointSizeF() * ratio, 3))
        widget.setFont(face)


def _rescale_bounds(widget: QWidget, before: float, after: float) -> None:
    least, most = widget.minimumSize(), widget.maximumSize()
    lengths = (least.width(), least.height(), most.width(), most.height())
    if all(length in (0, _MOST) for length in lengths):
        return
    low_width, low_height, width, height = _moved(widget, lengths, before, after)
    # The upper bounds give way first, so that Qt never sees a lower one above them.
    widget.setMaximumSize(_MOST, _MOST)
    widget.setMinimumSize(low_width, low_height)
    widget.setMaximumSize(width, height)


def _lengths(layout: QLayout) -> tuple[int, ...]:
    edges = layout.contentsMargins()
    return (edges.left(), edges.top(), edges.right(), edges.bottom(), layout.spacing())


def _rescale_layout(layout: QLayout, lengths: tuple[int, ...], before: float, after: float) -> None:
    left, top, right, bottom, spacing = _moved(layout, lengths, before, after)
    layout.setContentsMargins(left, top, right, bottom)
    if spacing >= 0:
        layout.setSpacing(spacing)


def _moved(owner: QObject, lengths: Sequence[int], before: float, after: float) -> list[int]:
    """Return the lengths in the new size.

    The usual ones are remembered beside those that were set, so that going up and down again
    ends where it began, although every size is rounded.
    """
    memory = owner.property(_MEMORY)
    present = [float(length) for length in lengths]
    if isinstance(memory, list) and [float(m) for m in memory[len(present) :]] == present:
        usual = [float(m) for m in memory[: len(present)]]
    else:
        usual = [n if n <= 0 or n >= _MOST else n / before for n in present]
    moved = [round(n if n <= 0 or n >= _MOST else n * after) for n in usual]
    owner.setProperty(_MEMORY, [*usual, *(float(n) for n in moved)])
    return moved
