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


def _paint(name: str, colour: str, size: int) -> QPixmap:
    drawing = _source(name).replace("currentColor", colour)
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


@cache
def icon(name: str, theme: Theme, colour: str = "") -> QIcon:
    """Return the icon of this name; ``colour`` other than that of the text where it is given.

    Raises
    ------
    FileNotFoundError
        There is no drawing of this name.
    """
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(_paint(name, colour or theme.text, size), QIcon.Mode.Normal)
        result.addPixmap(_paint(name, theme.faint, size), QIcon.Mode.Disabled)
    return result
