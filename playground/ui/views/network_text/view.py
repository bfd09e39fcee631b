"""The network as text beside the picture, both ways."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from playground.model import wishes
from playground.model.errors import TextError
from playground.model.network import Network
from playground.model.project import Project
from playground.model.text import merge, parse, render
from playground.ui.style import SPACING, Theme
from playground.ui.view import ShownProject, View
from playground.ui.views.network_text.editor import Editor
from playground.ui.widgets.text import Text
from playground.ui.wording import told

PAUSE = 350
"""Milliseconds without a key after which the text is read."""


class NetworkTextView(View):
    """Follows the picture while they agree; what is typed becomes the network once it makes sense.

    A text that makes no sense yet stays as it is, with the word marked; Esc goes back to the picture.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = Project()
        self._seen = ""
        self.editor = Editor()
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        self.editor.setPlaceholderText(self.tr("dense 8 tanh > output"))
        self.editor.setToolTip(
            self.tr("The network as text: change it and the picture follows. Ctrl+Space completes.")
        )
        self.editor.setAccessibleName(self.tr("Network as text"))
        self.editor.textChanged.connect(self._on_editor_text_changed)
        self.editor.given_up.connect(self._on_editor_given_up)
        self.message = Text("", "muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.read)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        layout.setSpacing(SPACING // 2)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.message)

    def show_project(self, shown: ShownProject) -> None:
        before = self._project.network
        self._project = shown.project
        if shown.project.network is before and self.editor.toPlainText():
            self._describe(is_error=self._has_error or self.editor.isReadOnly())
            return
        if self._timer.isActive() or self._has_error:
            # Somebody is writing: their words stay, and Esc shows the picture's.
            self._describe(is_error=self._has_error)
            return
        self._follow()

    def show_theme(self, theme: Theme) -> None:
        self.editor.highlighter.show_theme(theme)
        self.editor.setStyleSheet(
            f"QPlainTextEdit {{ background: transparent; color: {theme.text}; }}"
        )
        self.message.show_theme(theme)

    @property
    def _has_error(self) -> bool:
        return self.editor.highlighter.has_error

    @Slot()
    def read(self) -> None:
        """Make the text the network; what is wrong is marked in it and said below."""
        self._timer.stop()
        try:
            network = merge(self._project.network, parse(self.editor.toPlainText()))
        except TextError as error:
            self.editor.highlighter.show_error((error.start, error.end))
            self._say(error)
            return
        self.editor.highlighter.show_error(None)
        self._describe(is_error=False)
        if network != self._project.network:
            self.edit_requested.emit(wishes.set_network(network))

    def _follow(self) -> None:
        """Show the picture's text, unless the present one says the same."""
        try:
            text = render(self._project.network)
        except TextError as error:
            self.editor.setReadOnly(True)
            self._show("")
            self._say(error)
            return
        self.editor.setReadOnly(False)
        if not self._says(self._project.network):
            self._show(text)
        self.editor.highlighter.show_error(None)
        self._describe(is_error=False)

    def _says(self, network: Network) -> bool:
        """Whether the text, comments and line breaks included, already describes the network."""
        try:
            return merge(network, parse(self.editor.toPlainText())) == network
        except TextError:
            return False

    def _describe(self, *, is_error: bool) -> None:
        if is_error:
            return
        self.message.show_role("muted")
        words = self.tr(
            "“>” leads on, “as” gives a name, “add” and “concat” join. Esc: as the picture."
        )
        phases = len(self._project.training.phases)
        if phases > 1:
            pattern = self.tr(
                "A step of training has {0} phases. They are no part of the text: they stay as the "
                "project has them, and scripts set them."
            )
            words = f"{words} {pattern.format(phases)}"
        self.message.show_text(words)

    def _say(self, error: TextError) -> None:
        """Say what is wrong with the text, in place of what it can do."""
        self.message.show_role("warning")
        self.message.show_text(told(str(error)))

    @Slot()
    def _on_editor_text_changed(self) -> None:
        # Colouring the words is told as a change as well.
        text = self.editor.toPlainText()
        if text != self._seen:
            self._seen = text
            self._timer.start()

    @Slot()
    def _on_editor_given_up(self) -> None:
        self._timer.stop()
        self._show("")
        self._follow()

    def _show(self, text: str) -> None:
        self._seen = text
        self.editor.show_text(text)
