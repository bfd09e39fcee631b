"""Opens the gallery, and hands the chosen example to the documents."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from playground.files.examples import Example, examples
from playground.ui.documents import Documents
from playground.ui.style import Theme
from playground.ui.views.gallery import GalleryDialog


class GalleryOpener:
    """The action "Examples…"."""

    def __init__(self, window: QWidget, documents: Documents, theme: Callable[[], Theme]) -> None:
        self._window = window
        self._documents = documents
        self._theme = theme
        self.dialog: GalleryDialog | None = None

    def open(self) -> None:
        """Show the gallery; the present document stays until an example is chosen."""
        dialog = GalleryDialog(examples(), self._theme(), self._window)
        dialog.example_chosen.connect(self._on_dialog_example_chosen)
        dialog.destroyed.connect(self._on_dialog_destroyed)
        self.dialog = dialog
        dialog.open()

    def _on_dialog_example_chosen(self, example: Example) -> None:
        self._documents.open_example(example)

    def _on_dialog_destroyed(self) -> None:
        self.dialog = None
