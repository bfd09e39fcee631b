"""One finding: what is wrong, why, and what helps, each remedy a button."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from playground.readout.health import Finding, Remedy
from playground.ui.health_words import explanation_of, title_of
from playground.ui.icons import icon
from playground.ui.style import DARK, RADIUS, SPACING, Theme, px, sans
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.text import Line, Text
from playground.ui.wording import told

_LOOKS = 4
"""Looks after which the sentence takes new numbers: one that changes all the time cannot be read."""


class RemedyButton(QPushButton):
    """A button whose words are cut where they do not fit; the tooltip then begins with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # Qt reckons with other words where there are none.
        super().__init__("–", parent)
        self._words = self._explanation = ""
        self.setObjectName("preset")

    def show_words(self, words: str, explanation: str) -> None:
        """Say what a click does, in short and in a tooltip."""
        if (words, explanation) != (self._words, self._explanation):
            self._words, self._explanation = words, explanation
            self.setAccessibleName(words)
            self.updateGeometry()
            self._fit()

    def sizeHint(self) -> QSize:
        wanted = self._advance(self._words) - self._advance(self.text())
        return super().sizeHint() + QSize(wanted, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _advance(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _fit(self) -> None:
        is_cut = self.width() < self.sizeHint().width()
        shown = self._words
        if is_cut:
            room = self._advance(shown) - (self.sizeHint().width() - self.width())
            right = Qt.TextElideMode.ElideRight
            shown = self.fontMetrics().elidedText(shown, right, max(1, room))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(f"{self._words}. {self._explanation}" if is_cut else self._explanation)


class FindingCard(QWidget):
    """A finding on a card of its own."""

    remedy_chosen = Signal(object)
    """Remedy."""
    aside_requested = Signal(object)
    """Key of the finding."""
    layer_clicked = Signal(object)
    """LayerId: the one that the finding is about."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self._looks = 0
        self.finding = finding
        self.title = Line(10)
        self.title.setFont(sans(10.0, QFont.Weight.DemiBold))
        self.what, self.why = Text("", "text"), Text("", "muted")
        self.aside = QToolButton()
        self.aside.setObjectName("flat")
        self.aside.setToolTip(self.tr("Puts this aside: it is not shown again in this run."))
        self.aside.clicked.connect(self._on_aside_clicked)
        self.buttons: list[RemedyButton] = []
        self._remedies = QWidget()
        self._flow = FlowLayout(self._remedies)
        self._flow.setContentsMargins(0, px(4), 0, 0)
        self._flow.setSpacing(SPACING // 2)
        self._lay_out()
        if finding.layer is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(self.tr("A click selects the layer that this is about."))
        self._say(finding)
        self._offer(finding)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACING // 2)
        head.addWidget(self.title, 1)
        head.addWidget(self.aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING + px(6), SPACING // 2, SPACING // 2, SPACING)
        column.setSpacing(SPACING // 2)
        column.addLayout(head)
        column.addWidget(self.what)
        column.addWidget(self.why)
        column.addWidget(self._remedies)

    def show_finding(self, finding: Finding) -> None:
        """Show the same finding with the numbers of another look."""
        self._looks += 1
        is_other = finding.remedies != self.finding.remedies
        if self._looks >= _LOOKS or is_other:
            self._say(finding)
        if is_other:
            self._offer(finding)
        self.finding = finding

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.title.show_colour(theme.text)
        self.aside.setIcon(icon("close", theme))
        for text in (self.what, self.why):
            text.show_theme(theme)
        self.update()

    def _say(self, finding: Finding) -> None:
        self._looks = 0
        title = title_of(finding.kind)
        self.title.show_text(title)
        self.title.setToolTip(explanation_of(finding.kind))
        self.what.show_text(told(finding.what))
        self.why.show_text(told(finding.why))
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{self.what.text()} {self.why.text()}")
        self.aside.setAccessibleName(self.tr("Put “{0}” aside").format(title))

    def _offer(self, finding: Finding) -> None:
        while len(self.buttons) > len(finding.remedies):
            button = self.buttons.pop()
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        while len(self.buttons) < len(finding.remedies):
            button = RemedyButton()
            button.clicked.connect(partial(self._on_button_clicked, len(self.buttons)))
            self.buttons.append(button)
            self._flow.addWidget(button)
        for button, remedy in zip(self.buttons, finding.remedies, strict=True):
            explanation = f"{told(remedy.explanation)} {self._way_back(remedy)}"
            button.show_words(told(remedy.label), explanation)

    def _way_back(self, remedy: Remedy) -> str:
        if remedy.edit is None and remedy.way != "draw":
            return self.tr("Nothing is forgotten.")
        return self.tr("It can be undone.")

    def _on_button_clicked(self, place: int) -> None:
        self.remedy_chosen.emit(self.finding.remedies[place])

    def _on_aside_clicked(self) -> None:
        self.aside_requested.emit(self.finding.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.finding.layer is not None:
            self.layer_clicked.emit(self.finding.layer)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.border))
        painter.setBrush(QColor(theme.card))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        is_note = self.finding.severity == "note"
        painter.setBrush(QColor(theme.muted if is_note else theme.warning))
        bar = QRectF(px(5), SPACING, px(3), self.height() - 2 * SPACING)
        painter.drawRoundedRect(bar, px(3) / 2, px(3) / 2)
        painter.end()
