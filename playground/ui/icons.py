"""Icons: small drawings from ``resources/icons``, painted in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from playground.resources import resource_path
from playground.ui.style import Theme

_SIZES = (14, 16, 20, 24, 28, 32, 40, 48, 64)


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def _paint(drawing: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _drawing(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@cache
def icon(name: str, theme: Theme, colour: str = "") -> QIcon:
    """Return the icon of this name; ``colour`` other than that of the text where it is given.

    Raises
    ------
    FileNotFoundError
        There is no drawing of this name.
    """
    result = QIcon()
    for colour_of, mode in (
        (colour or theme.text, QIcon.Mode.Normal),
        (theme.faint, QIcon.Mode.Disabled),
    ):
        drawing = _drawing(name, colour_of)
        for size in _SIZES:
            result.addPixmap(_paint(drawing, size), mode)
    return result
