"""All windows of the program: one document, one worker and one journal each."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer

from playground.engine.state import RunState
from playground.model.project import Project
from playground.ui.assembly import Assembly
from playground.ui.languages import speak, spoken_language, wished_language

_CASCADE = QPoint(28, 28)
"""How far a second window stands from the first, so that both can be seen."""
_WITHOUT_RUN = ("empty", "invalid", "failed")


class Windows(QObject):
    """Opens windows, lets them agree on settings, and closes them one after the other.

    Parameters
    ----------
    make
        Makes a window around a project, with a session and a journal of its own.
    blank
        Makes the project that a new window begins with.
    """

    def __init__(
        self,
        make: Callable[[Project], Assembly],
        blank: Callable[[], Project],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._blank = blank
        self.open: list[Assembly] = []
        self._leaving: list[Assembly] = []
        self._is_quitting = False

    def add(self, project: Project) -> Assembly:
        """Make a window; the caller shows it."""
        assembly = self._make(project)
        assembly.open_window = self.open_new
        assembly.quit = self.quit
        assembly.setting_changed.connect(lambda name: self._on_setting_changed(assembly, name))
        assembly.window.closed.connect(lambda: self._on_window_closed(assembly))
        assembly.documents.kept.connect(self._on_documents_kept)
        self.open.append(assembly)
        return assembly

    def open_new(self) -> Assembly:
        """Open one more window with an empty network."""
        project = self._blank()
        place = self.open[-1].window.pos() + _CASCADE if self.open else None
        assembly = self.add(project)
        assembly.window.painted.connect(
            lambda: assembly.controller.open_document(project, pace=assembly.preferences.pace)
        )
        assembly.show()
        if place is not None and not assembly.window.isMaximized():
            assembly.window.move(place)
        return assembly

    def quit(self) -> None:
        """Close every window, the front one first; "Cancel" in one of them keeps the rest."""
        self._is_quitting = True
        self._close_next()

    def close(self) -> None:
        """End what is still open, without a question."""
        for assembly in (*self.open, *self._leaving):
            assembly.close()
        self.open.clear()
        self._leaving.clear()

    def _close_next(self) -> None:
        if self._is_quitting and self.open:
            self.open[-1].window.close()

    def _on_documents_kept(self) -> None:
        self._is_quitting = False

    def _on_window_closed(self, assembly: Assembly) -> None:
        if assembly not in self.open:
            return
        self.open.remove(assembly)
        self._leaving.append(assembly)
        # Behind the event that closed the window; at the very end `close` does it.
        QTimer.singleShot(0, self, self._end_leaving)
        QTimer.singleShot(0, self, self._close_next)

    def _end_leaving(self) -> None:
        if self.open:
            for assembly in self._leaving:
                assembly.close()
            self._leaving.clear()

    # --- settings --------------------------------------------------------------------------

    def _on_setting_changed(self, changed: Assembly, name: str) -> None:
        if name == "language":
            language = wished_language(changed.preferences.language)
            if language != spoken_language() and speak(language):
                for assembly in tuple(self.open):
                    self._open_again(assembly, with_settings=assembly is changed)
            return
        for assembly in self.open:
            if assembly is not changed:
                assembly.take_preferences()

    def _open_again(self, assembly: Assembly, *, with_settings: bool) -> None:
        """Put a window in the place of another that differs in its language only."""
        captures = assembly.controller.captures

        def go_on(state: RunState | None) -> None:
            if assembly in self.open:
                self._replace(assembly, state, with_settings=with_settings)

        if assembly.controller.snapshot.status in _WITHOUT_RUN:
            go_on(captures.newest)
        else:
            captures.request(go_on, lambda _: go_on(captures.newest))

    def _replace(self, old: Assembly, state: RunState | None, *, with_settings: bool) -> None:
        old.window.remember()
        fresh = self.add(old.controller.store.project)

        def take_over() -> None:
            fresh.take_over(old, state)
            self.open.remove(old)
            old.close()
            if with_settings:
                fresh.board.run("view.settings")

        fresh.window.painted.connect(take_over)
        fresh.show()
