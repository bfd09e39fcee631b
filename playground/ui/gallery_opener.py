"""Opens the gallery, and hands what was chosen to the documents."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from playground.files.examples import Example, examples
from playground.ui import late
from playground.ui.documents import Documents
from playground.ui.fitting import fitting_example, offered_kinds
from playground.ui.style import Theme

if TYPE_CHECKING:
    from playground.ui.views.gallery.dialog import GalleryDialog


def _no_files() -> Sequence[Path]:
    return ()


class GalleryOpener:
    """The action "Examples…"."""

    def __init__(
        self,
        window: QWidget,
        documents: Documents,
        theme: Callable[[], Theme],
        recent: Callable[[], Sequence[Path]] = _no_files,
    ) -> None:
        self._window = window
        self._documents = documents
        self._theme = theme
        self._recent = recent
        self.dialog: GalleryDialog | None = None

    def open(self) -> None:
        """Show the gallery; the present document stays until something is chosen."""
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.activateWindow()
            return
        offered = examples()
        kinds = [fitting_example(kind) for kind in offered_kinds()]
        trainer = late.part("playground.ui.thumbnails", "ThumbnailTrainer")
        dialog: GalleryDialog = late.part("playground.ui.views.gallery.dialog", "GalleryDialog")(
            offered,
            self._theme(),
            self._window,
            kinds=kinds,
            recent=[path for path in self._recent() if path.is_file()],
            source=trainer({one.name: one.project for one in (*offered, *kinds)}),
        )
        dialog.example_chosen.connect(self._on_dialog_example_chosen)
        dialog.path_chosen.connect(self._on_dialog_path_chosen)
        dialog.finished.connect(self._on_dialog_finished)
        self.dialog = dialog
        dialog.open()

    def _on_dialog_example_chosen(self, example: Example) -> None:
        self._documents.open_example(example)

    def _on_dialog_path_chosen(self, path: Path) -> None:
        def go_on() -> None:
            self._documents.open_path(path)

        self._documents.when_settled(go_on)

    def _on_dialog_finished(self) -> None:
        self.dialog = None
