"""A line across the window for what must not be missed: errors, and a run that stopped itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from playground.ui.icons import icon
from playground.ui.style import DARK, SPACING, Theme
from playground.ui.wording import told


class Banner(QWidget):
    """A message with buttons; hidden until there is something to say."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = DARK
        self._sign = QLabel()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.message.setSizePolicy(policy)
        self._dismiss = QToolButton()
        self._dismiss.setObjectName("flat")
        self._dismiss.setAccessibleName(self.tr("Dismiss"))
        self._dismiss.setToolTip(self.tr("Takes the message away."))
        self._dismiss.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 7, 10, 7)
        self._row.setSpacing(SPACING)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.message, 1)
        self._row.addWidget(self._dismiss)
        self.show_theme(DARK)
        self.hide()

    def add_button(self, text: str, tooltip: str, on_click: Callable[[], object]) -> QPushButton:
        """Add a button before the one that dismisses."""
        button = QPushButton(text)
        button.setToolTip(tooltip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _is_checked: on_click())
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._sign.setPixmap(icon("warning", theme, theme.warning).pixmap(16, 16))
        self._dismiss.setIcon(icon("close", theme))

    def show_message(self, message: str) -> None:
        """Say this until it is dismissed or something else is said."""
        shown = told(message)
        self.message.setText(shown)
        self.message.setAccessibleName(shown)
        self.show()

    def dismiss(self) -> None:
        """Take the message away."""
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()


class ErrorBanner(Banner):
    """What went wrong, with "Copy details" and "Show log"."""

    log_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = ""
        self._copy = self.add_button(
            self.tr("Copy details"),
            self.tr("Copies the technical details to the clipboard."),
            self._on_copy_clicked,
        )
        self.add_button(
            self.tr("Show log"),
            self.tr("Opens the file in which errors are written down."),
            self.log_requested.emit,
        )

    def show_error(self, message: str, details: str) -> None:
        """Say what went wrong; ``details`` is the technical text, or ""."""
        self._details = details
        self.show_message(message)

    def _on_copy_clicked(self) -> None:
        text = "\n\n".join(part for part in (self.message.text(), self._details) if part)
        QGuiApplication.clipboard().setText(text)
