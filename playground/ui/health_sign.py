"""A small sign in the top line that something was found, and the way to where it is told."""

from dataclasses import replace
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from playground.readout.health import Finding
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.appearance import Appearance
from playground.ui.controller import Controller
from playground.ui.health_words import title_of
from playground.ui.icons import icon
from playground.ui.late import LateViews
from playground.ui.style import DARK, RADIUS, Theme, px, sans
from playground.ui.view import View
from playground.ui.widgets.paint import mix
from playground.ui.window import MainWindow
from playground.ui.wording import told


@runtime_checkable
class AsideView(Protocol):
    """A view in which findings are put aside."""

    aside_requested: Any
    """Signal(object): key of a finding; None brings all back."""

    def show_aside(self, keys: frozenset[Any]) -> None: ...


class SignButton(QAbstractButton):
    """The gravest finding in two words; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = DARK
        self.setFont(sans(9.0))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        wide = metrics.horizontalAdvance(self.text())
        return QSize(round(wide) + px(34), round(metrics.height()) + px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hot = self.underMouse() or self.hasFocus()
        painter.setPen(QColor(theme.action if is_hot else theme.border))
        painter.setBrush(QColor(mix(theme.window, theme.warning, 0.10)))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        side = px(13)
        place = px(8), (self.height() - side) // 2
        painter.drawPixmap(*place, icon("warning", theme, theme.warning).pixmap(side, side))
        painter.setPen(QColor(theme.text))
        painter.setFont(self.font())
        words = box.adjusted(px(26), 0, -px(6), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class HealthSign(QObject):
    """Looks at the health of the run, and knows what the person has put aside in it."""

    aside_changed = Signal(object)
    """Frozen set of keys."""

    def __init__(
        self, window: MainWindow, controller: Controller, appearance: Appearance, late: LateViews
    ) -> None:
        super().__init__(controller)
        self._window = window
        self._aside: frozenset[Any] = frozenset()
        self._found: tuple[Finding, ...] = ()
        self.button = SignButton()
        self.button.clicked.connect(self.open)
        window.signs.addWidget(self.button)
        window.guard_banner.add_button(
            self.tr("What helps"), self.tr("Shows why it stopped, and ways back."), self.open
        )
        appearance.theme_changed.connect(self.button.show_theme)
        late.ready.connect(self._on_late_ready)
        controller.feed.guests.append(self)
        controller.snapshot_changed.connect(self._on_controller_snapshot_changed)
        controller.run_opened.connect(self._on_controller_run_opened)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask for a look at the health of the run, whatever can be seen."""
        return replace(watch, health=True)

    @Slot()
    def open(self) -> None:
        """Bring the findings into sight."""
        dock = self._window.docks["health"]
        dock.show()
        dock.raise_()

    @Slot(str, object)
    def _on_late_ready(self, _: str, view: View) -> None:
        if isinstance(view, AsideView):
            # What is put aside in a view is so everywhere.
            view.aside_requested.connect(self._on_aside_requested)
            self.aside_changed.connect(view.show_aside)
            view.show_aside(self._aside)

    @Slot(object)
    def _on_aside_requested(self, key: object) -> None:
        self._put_aside(frozenset() if key is None else self._aside | {key})

    def _put_aside(self, keys: frozenset[Any]) -> None:
        if keys != self._aside:
            self._aside = keys
            self.aside_changed.emit(keys)
            self._show()

    @Slot()
    def _on_controller_run_opened(self) -> None:
        self._found = ()
        self._put_aside(frozenset())
        self._show()

    @Slot(object)
    def _on_controller_snapshot_changed(self, snapshot: Snapshot) -> None:
        found = () if snapshot.health is None else snapshot.health.findings
        if found != self._found:
            self._found = found
            self._show()

    def _show(self) -> None:
        shown = [finding for finding in self._found if finding.key not in self._aside]
        if not shown:
            self.button.hide()
            return
        first = title_of(shown[0].kind)
        words = first if len(shown) == 1 else f"{first} +{len(shown) - 1}"
        if words != self.button.text():
            self.button.setText(words)
            self.button.updateGeometry()
            self.button.update()
        hint = self.tr("Click to see why, and what helps.")
        self.button.setToolTip(f"{told(shown[0].what)} {hint}")
        self.button.setAccessibleName(self.tr("Found: {0}").format(words))
        self.button.show()
