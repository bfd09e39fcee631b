"""Chips in one line under a picture; those that have no room wait in a menu at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from playground.ui.style import SPACING, Theme, px
from playground.ui.widgets.chip import Chip


class ChipLine(QWidget):
    """One line of chips, never two: the picture above keeps its height.

    Parameters
    ----------
    chips
        In the order in which they stand; all are offered at first.
    first
        What stands before them, as long as it is not hidden.
    """

    def __init__(
        self, chips: Sequence[Chip], first: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chips = tuple(chips)
        self._first = first
        self._offered = dict.fromkeys(self._chips, True)
        self.more = Chip("…", self.tr("Shows the switches that have no room here."), self)
        self.more.setCheckable(False)
        self.more.setAccessibleName(self.tr("More switches"))
        self.more.clicked.connect(self._on_more_clicked)
        for widget in (*((first,) if first is not None else ()), *self._chips):
            widget.setParent(self)
        if first is not None:
            first.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.place()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for chip in (*self._chips, self.more):
            chip.show_theme(theme)

    def offer(self, chip: Chip, is_offered: bool = True) -> None:
        """Say whether a chip means something now."""
        if self._offered[chip] != is_offered:
            self._offered[chip] = is_offered
            self.place()

    def is_offered(self, chip: Chip) -> bool:
        """Tell whether a chip stands in the line or in its menu."""
        return self._offered[chip]

    def left_out(self) -> tuple[Chip, ...]:
        """Return the chips that wait in the menu."""
        return tuple(chip for chip in self._chips if self._offered[chip] and chip.isHidden())

    def sizeHint(self) -> QSize:
        return QSize(px(120), self.more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), self.more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.place()
        return False

    def place(self) -> None:
        """Put as many chips side by side as there is room for."""
        gap = SPACING // 2
        x = 0
        if self._first is not None and not self._first.isHidden():
            size = self._first.sizeHint()
            self._first.setGeometry(0, 0, size.width(), size.height())
            x = size.width() + gap
        chips = [chip for chip in self._chips if self._offered[chip]]
        seen = self._fitting(chips, self.width() - x)
        for chip in self._chips:
            is_seen = chip in seen
            if chip.isHidden() == is_seen:
                chip.setVisible(is_seen)
            if is_seen:
                size = chip.sizeHint()
                chip.setGeometry(x, 0, size.width(), size.height())
                x += size.width() + gap
        size = self.more.sizeHint()
        self.more.setGeometry(x, 0, size.width(), size.height())
        self.more.setVisible(len(seen) < len(chips))

    def _fitting(self, chips: Sequence[Chip], room: int) -> tuple[Chip, ...]:
        """Return the chips that stand in the line: all, or the first ones and the menu."""
        gap = SPACING // 2
        widths = [chip.sizeHint().width() + gap for chip in chips]
        if sum(widths) - gap <= room:
            return tuple(chips)
        room -= self.more.sizeHint().width()
        count = 0
        while count < len(chips) and sum(widths[: count + 1]) <= room:
            count += 1
        return tuple(chips[:count])

    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for chip in self.left_out():
            action = QAction(chip.text(), menu)
            action.setToolTip(chip.toolTip())
            action.setCheckable(chip.isCheckable())
            action.setChecked(chip.isChecked())
            action.triggered.connect(chip.click)
            menu.addAction(action)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))
