"""The cards of the gallery: a picture on the left, a title and a line about it on the right."""

import math
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from playground.data.build import build
from playground.data.dataset import Dataset
from playground.files.examples import Example
from playground.model.errors import PlaygroundError
from playground.ui import numbers
from playground.ui.style import Theme, mono, px, sans
from playground.ui.thumbnails import Thumbnail
from playground.ui.views.gallery.pictures import draw
from playground.ui.wording import told

CARD = QSize(290, 112)
_SIDE, _INSET, _LINE = 88, 12, 17


class Card(QPushButton):
    """Something that can be opened."""

    def __init__(
        self, title: str, explanation: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.title = title
        self.explanation = explanation
        self.theme = theme
        self.setFixedSize(px(CARD.width()), px(CARD.height()))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(explanation)
        self.setToolTip(explanation)

    def fits(self, text: str) -> bool:
        """Say whether every typed word occurs in what the card says."""
        where = f"{self.title} {self.explanation} {self.more_words()}".lower()
        return all(word in where for word in text.lower().split())

    def more_words(self) -> str:
        """Return further words under which the card is found."""
        return ""

    def state_text(self) -> str:
        """Return what stands in the last line."""
        return ""

    def picture(self) -> QPixmap | None:
        """Return what stands on the left."""
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture, inset = self.picture(), px(_INSET)
        left = inset
        if picture is not None:
            painter.drawPixmap(inset, inset, picture)
            left += px(_SIDE) + inset
        room = self.width() - left - inset + 4
        title = sans(10.0, QFont.Weight.DemiBold)
        painter.setFont(title)
        painter.setPen(QColor(self.theme.text))
        shown = QFontMetricsF(title).elidedText(self.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, inset - 2, room, px(_LINE + 3)), 0, shown)
        self._paint_rest(painter, QRectF(left, inset + px(_LINE + 3), room, px(52)))
        painter.end()

    def _paint_rest(self, painter: QPainter, place: QRectF) -> None:
        painter.setFont(sans(8.5))
        painter.setPen(QColor(self.theme.muted))
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.setClipRect(place)
        painter.drawText(place, wrap, self.explanation)
        painter.setClipping(False)
        text = self.state_text()
        if text:
            painter.setFont(mono(8.0))
            bottom = self.height() - px(_INSET) - px(_LINE) + 4
            line = QRectF(place.left(), bottom, place.width(), px(_LINE))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)


class ExampleCard(Card):
    """An example, or a kind of data with a network that fits: it learns while it is looked at."""

    def __init__(self, example: Example, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(told(example.title), told(example.explanation), theme, parent)
        self.example = example
        self.thumbnail: Thumbnail | None = None
        self._dataset: Dataset | None = None
        self._is_built = False
        self._picture: QPixmap | None = None

    def show_thumbnail(self, thumbnail: Thumbnail) -> None:
        """Show what the network has learned by now."""
        self.thumbnail = thumbnail
        self._picture = None
        self.setAccessibleDescription(f"{self.explanation} {self.state_text()}".strip())
        self.update()

    def more_words(self) -> str:
        return f"{self.example.group} {self.example.name} {self.example.project.data.kind}"

    def state_text(self) -> str:
        made = self.thumbnail
        if made is None:
            return ""
        step = self.tr("step {0}").format(numbers.thousands(made.step))
        if math.isnan(made.accuracy):
            return self.tr("loss {0}").format(numbers.loss(made.loss)) + f" · {step}"
        return self.tr("{0} right").format(numbers.share(made.accuracy)) + f" · {step}"

    def picture(self) -> QPixmap:
        if self._picture is None:
            if not self._is_built:
                self._is_built = True
                self._dataset = _build(self.example)
            ratio = self.devicePixelRatioF()
            self._picture = draw(self._dataset, self.thumbnail, self.theme, px(_SIDE), ratio)
        return self._picture


class RecentCard(Card):
    """A file that was open before."""

    def __init__(self, path: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(path.stem, str(path.parent), theme, parent)
        self.path = path
        self.setFixedHeight(px(66))
        self.setToolTip(str(path))


def _build(example: Example) -> Dataset | None:
    try:
        return build(example.project.data)
    except PlaygroundError:
        return None
