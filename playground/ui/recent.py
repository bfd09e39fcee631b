"""The submenu of documents that were open lately."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from playground.ui.controller import Controller
from playground.ui.preferences import MOST_RECENT, Preferences


class RecentFiles(QObject):
    """Remembers what is opened and saved, newest first, and offers it again."""

    path_requested = Signal(object)
    """Path of the document to open."""

    def __init__(
        self, controller: Controller, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._preferences = preferences
        self._newest: Path | None = None
        self.menu = QMenu(self.tr("Open recent"))
        self.menu.setToolTipsVisible(True)
        self.menu.menuAction().setToolTip(self.tr("Documents that were open lately."))
        self.menu.aboutToShow.connect(self.fill)
        controller.project_changed.connect(self._on_controller_project_changed)

    def fill(self) -> None:
        """List the documents of the present moment; those that are gone say so."""
        self.menu.clear()
        for path in self._preferences.recent:
            is_there = path.is_file()
            name = path.name.replace("&", "&&")
            text = name if is_there else self.tr("{0} — not there any more").format(name)
            action = self.menu.addAction(text)
            action.setEnabled(is_there)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _on=False, p=path: self.path_requested.emit(p))
        if not self._preferences.recent:
            self.menu.addAction(self.tr("Nothing yet")).setEnabled(False)
            return
        self.menu.addSeparator()
        forget = self.menu.addAction(self.tr("Clear this list"))
        forget.setToolTip(self.tr("Forgets these names; the files stay."))
        forget.triggered.connect(self._on_forget_triggered)

    def _on_forget_triggered(self) -> None:
        self._preferences.recent = ()

    def _on_controller_project_changed(self) -> None:
        path = self._controller.store.path
        if path is None or path == self._newest:
            return
        self._newest = path
        path = path.absolute()
        others = [other for other in self._preferences.recent if other != path]
        self._preferences.recent = (path, *others)[:MOST_RECENT]
