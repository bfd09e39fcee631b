"""A formula as it stands in a book, drawn in the colours of the window."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.style import DARK, Theme, mono, sans
from playground.ui.widgets.formula_boxes import Box, Mark, Piece, Rule, Stroke
from playground.ui.widgets.formula_lines import lay_out
from playground.ui.widgets.formula_tex import FormulaError, Row, Sign, Style, parse
from playground.ui.widgets.segments import Tone

_POINTS = 10.5
_LEAST = 0.6
"""A formula that cannot be broken is drawn smaller, down to this."""
_UNBOUND = 1e6
_PROBE = 72.0


class _Faces:
    """Measures letters; sizes are in pixels."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Style, float], tuple[float, float, float]] = {}

    def bounds(self, text: str, style: Style, size: float) -> tuple[float, float, float]:
        """Return advance, height above and depth below the base line of a text."""
        key = text, style, round(size, 2)
        if key not in self._known:
            metrics = QFontMetricsF(_face(style, round(size, 2)))
            box = metrics.tightBoundingRect(text)
            # Letters without heights of their own (x, dots, a minus) are as high as an x.
            least = metrics.xHeight()
            advance = metrics.horizontalAdvance(text)
            if style == "letter":
                advance = max(advance, box.right())
            self._known[key] = (advance, max(-box.top(), least), max(box.bottom(), 0.0))
        return self._known[key]


@lru_cache(maxsize=64)
def _face(style: Style, size: float) -> QFont:
    """Return the face of a style whose letters are ``size`` pixels high."""
    if style == "number":
        font = mono(10.0)
        size *= 0.97
    elif style == "bold":
        font = sans(10.0, QFont.Weight.DemiBold)
    else:
        font = sans(10.0)
    font.setItalic(style == "letter")
    # Whole pixels would make indices jump; a point size may be any number.
    font.setPointSizeF(size * _points_per_pixel())
    return font


@lru_cache(maxsize=1)
def _points_per_pixel() -> float:
    info = QFontInfo(sans(_PROBE))
    return info.pointSizeF() / info.pixelSize()


class Formula(QWidget):
    """One formula; where it is too wide it goes on in the next line."""

    def __init__(self, parent: QWidget | None = None, points: float = _POINTS) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._tex = ""
        self._row = Row()
        self._tone: Tone = "text"
        self._faces = _Faces()
        self._boxes: dict[int, Box] = {}
        self.setFont(sans(points))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme, and the size that the interface has now."""
        self._theme = theme
        self._faces, self._boxes = _Faces(), {}
        self.updateGeometry()
        self.update()

    def show_tex(self, tex: str, said: str = "", tone: Tone = "text") -> None:
        """Show a formula in TeX.

        Parameters
        ----------
        said
            The same in plain signs: for screen readers, and what is shown where the TeX is of a
            kind that cannot be drawn.
        """
        if (tex, tone) == (self._tex, self._tone):
            return
        before = self._box(self.width())
        self._tex, self._tone, self._boxes = tex, tone, {}
        self._row = _read(tex, said)
        self.setAccessibleName(said or tex)
        after = self._box(self.width())
        if (after.ascent, after.descent, after.width) != (
            before.ascent,
            before.descent,
            before.width,
        ):
            self.updateGeometry()
        self.update()

    @property
    def tex(self) -> str:
        """What is shown, as TeX."""
        return self._tex

    def _size(self) -> float:
        return self.font().pointSizeF() / _points_per_pixel()

    def _box(self, width: int) -> Box:
        if width not in self._boxes:
            if len(self._boxes) > 8:
                self._boxes.clear()
            self._boxes[width] = lay_out(self._row, self._size(), width - 2, self._faces)
        return self._boxes[width]

    def _shrink(self, box: Box, width: float) -> float:
        return max(_LEAST, min(1.0, (width - 2) / box.width)) if box.width > 0 else 1.0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        box = self._box(width)
        return round((box.ascent + box.descent) * self._shrink(box, width)) + 5

    def sizeHint(self) -> QSize:
        box = self._box(round(_UNBOUND))
        return QSize(min(round(box.width) + 4, 320), round(box.ascent + box.descent) + 5)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, round(self._size()) + 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box(self.width())
        shrink = self._shrink(box, self.width())
        painter.scale(shrink, shrink)
        theme = self._theme
        colour = QColor({"muted": theme.muted, "blame": theme.blame}.get(self._tone, theme.text))
        painter.translate(QPointF(1.0, 2.0 / shrink + box.ascent))
        for piece in box.pieces:
            draw(painter, piece, colour)
        painter.end()


def _read(tex: str, said: str) -> Row:
    try:
        return parse(tex)
    except FormulaError:
        return Row((Sign(said or tex, "word"),))


def draw(painter: QPainter, piece: Piece, colour: QColor) -> None:
    """Draw one piece of a formula."""
    if isinstance(piece, Mark):
        painter.setFont(_face(piece.style, round(piece.size, 2)))
        painter.setPen(colour)
        painter.drawText(QPointF(piece.x, piece.y), piece.text)
    elif isinstance(piece, Rule):
        painter.fillRect(QRectF(piece.x, piece.y, piece.width, piece.height), colour)
    else:
        pen = QPen(colour, max(1.0, 0.075 * piece.size))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_path(piece))


def _path(stroke: Stroke) -> QPainterPath:
    """Return the outline of a bracket, brace or root."""
    if stroke.shape in ("(", ")"):
        return _round(stroke)
    if stroke.shape in ("{", "}"):
        return _curly(stroke)
    if stroke.shape == "brace":
        return _below(stroke)
    x, y, right, bottom = stroke.x, stroke.y, stroke.x + stroke.width, stroke.y + stroke.height
    near, far = x + 0.3 * stroke.width, x + 0.75 * stroke.width
    corners = {
        "[": ((far, y), (near, y), (near, bottom), (far, bottom)),
        "]": ((near, y), (far, y), (far, bottom), (near, bottom)),
        "|": (((x + right) / 2, y), ((x + right) / 2, bottom)),
        "root": (
            (x + 0.05 * stroke.width, y + 0.62 * stroke.height),
            (x + 0.25 * stroke.width, y + 0.55 * stroke.height),
            (x + 0.55 * stroke.width, bottom),
            (right, y + 0.5),
        ),
    }[stroke.shape]
    path = QPainterPath(QPointF(*corners[0]))
    for corner in corners[1:]:
        path.lineTo(*corner)
    return path


def _round(stroke: Stroke) -> QPainterPath:
    near, far = stroke.x + 0.3 * stroke.width, stroke.x + 0.75 * stroke.width
    edge, bend = (far, near) if stroke.shape == "(" else (near, far)
    out, bottom = bend - 0.4 * (edge - bend), stroke.y + stroke.height
    path = QPainterPath(QPointF(edge, stroke.y))
    third = 0.3 * stroke.height
    path.cubicTo(out, stroke.y + third, out, bottom - third, edge, bottom)
    return path


def _curly(stroke: Stroke) -> QPainterPath:
    x, right = stroke.x + 1, stroke.x + stroke.width - 1
    front, tip = (right, x) if stroke.shape == "{" else (x, right)
    back, top, bottom = (x + right) / 2, stroke.y, stroke.y + stroke.height
    middle = (top + bottom) / 2
    path = QPainterPath(QPointF(front, top))
    path.quadTo(back, top, back, (top + middle) / 2)
    path.quadTo(back, middle, tip, middle)
    path.quadTo(back, middle, back, (bottom + middle) / 2)
    path.quadTo(back, bottom, front, bottom)
    return path


def _below(stroke: Stroke) -> QPainterPath:
    x, right, top = stroke.x, stroke.x + stroke.width, stroke.y
    middle, bottom = top + stroke.height / 2, top + stroke.height
    half, tip = (x + right) / 2, min(0.25 * stroke.width, 0.3 * stroke.size)
    path = QPainterPath(QPointF(x, top))
    path.quadTo(x, middle, x + tip, middle)
    path.lineTo(half - tip, middle)
    path.quadTo(half, middle, half, bottom)
    path.quadTo(half, middle, half + tip, middle)
    path.lineTo(right - tip, middle)
    path.quadTo(right, middle, right, top)
    return path
