"""What the window itself can do: settings, command palette, sheets, log, banners."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from playground.engine.state import GuardReport
from playground.session.snapshot import Snapshot
from playground.ui import late
from playground.ui.appearance import Appearance
from playground.ui.controller import Controller
from playground.ui.errors import ErrorJournal, report_of
from playground.ui.menus import ActionBoard
from playground.ui.style import Theme, px
from playground.ui.window import MainWindow

if TYPE_CHECKING:
    from playground.ui.command_palette import CommandPalette
    from playground.ui.settings import SettingsDialog

_NEWS_MS = 10_000
"""How long a sentence about what went well stands in the status line."""


def _sheet(name: str, *facts: object) -> QDialog:
    """Return a dialog that people open by hand, which the first paint does not wait for."""
    return cast(QDialog, late.part("playground.ui.dialogs", name)(*facts))


def _open_file(url: QUrl) -> bool:
    return QDesktopServices.openUrl(url)


class Frame(QObject):
    """Handlers of the View and Help menus, and the banners."""

    restart_requested = Signal()
    setting_changed = Signal(str)
    """Name of a property of `Preferences` that the person changed in the settings."""

    def __init__(
        self,
        window: MainWindow,
        board: ActionBoard,
        controller: Controller,
        appearance: Appearance,
        journal: ErrorJournal,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._board = board
        self._controller = controller
        self._appearance = appearance
        self._preferences = appearance.preferences
        self._journal = journal
        self._settings: SettingsDialog | None = None
        self._failure: Snapshot | None = None
        self._guard: GuardReport | None = None
        self._notice = ""
        self.news = QTimer(self)
        self.news.setSingleShot(True)
        self.news.setInterval(_NEWS_MS)
        self.news.timeout.connect(self._show_notice)
        self.open_file: Callable[[QUrl], bool] = _open_file
        controller.failed.connect(window.error_banner.show_error)
        controller.snapshot_changed.connect(self._on_controller_snapshot_changed)
        controller.polled.connect(self._on_controller_polled)
        board.failed.connect(self._on_board_failed)
        window.error_banner.log_requested.connect(self.show_log)
        self._restart = window.error_banner.add_button(
            self.tr("Restart training"),
            self.tr("Starts the worker again with this network."),
            self.restart_requested.emit,
        )
        self._restart.hide()
        window.guard_banner.add_button(
            self.tr("Go back to the last good weights"),
            self.tr("Takes the weights from before the first broken number."),
            lambda: board.run("train.go_back"),
        )

    # --- actions ---------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """The colours that the window has now."""
        return self._appearance.theme

    def close(self) -> None:
        self._window.close()

    def open_command_palette(self) -> None:
        """Show every command under the bar."""
        make = late.part("playground.ui.command_palette", "CommandPalette")
        dialog = cast("CommandPalette", make(self._board.state, self.theme, self._window))
        dialog.action_requested.connect(self._board.run)
        middle = self._window.mapToGlobal(self._window.rect().center())
        top = self._window.mapToGlobal(self._window.rect().topLeft()).y()
        dialog.move(middle.x() - dialog.width() // 2, top + px(90))
        self._present(dialog)

    def open_settings(self) -> None:
        """Show the settings; a second call brings them to the front."""
        dialog = self._settings
        if dialog is None:
            make = late.part("playground.ui.settings", "SettingsDialog")
            dialog = cast("SettingsDialog", make(self._preferences, self.theme, self._window))
            dialog.changed.connect(self.setting_changed)
            dialog.destroyed.connect(self._on_settings_destroyed)
            self._settings = dialog
            self._present(dialog)
        dialog.raise_()
        dialog.activateWindow()

    def open_shortcut_sheet(self) -> None:
        self._present(_sheet("ShortcutSheet", self._window))

    def open_about(self) -> None:
        self._present(_sheet("AboutDialog", self._window))

    def explain_selection(self) -> None:
        """Say what the control in focus, or the selection, is."""
        explain = late.part("playground.ui.explaining", "explain_in_window")
        controller, canvas = self._controller, self._window.centralWidget()
        told = explain(controller.store.shown, controller.selection, canvas)
        self._present(_sheet("ExplanationDialog", *told, self._window))

    def open_glossary(self) -> None:
        self._present(_sheet("GlossaryDialog", self._window))

    def show_log(self) -> None:
        """Open the log file with the system's own viewer."""
        self._journal.path.parent.mkdir(parents=True, exist_ok=True)
        self._journal.path.touch(exist_ok=True)
        self.open_file(QUrl.fromLocalFile(str(self._journal.path)))

    def _present(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not dialog.testAttribute(Qt.WidgetAttribute.WA_Resized):
            room = self._window.screen().availableGeometry().size()
            dialog.resize(dialog.sizeHint().boundedTo(room * 0.94))
        dialog.show()

    def _on_settings_destroyed(self) -> None:
        self._settings = None

    # --- status line -----------------------------------------------------------------------

    def tell(self, text: str) -> None:
        """Say one plain sentence for a while; then the run has its say again."""
        self._window.show_notice(text)
        self.news.start()

    def _show_notice(self) -> None:
        self.news.stop()
        self._window.show_notice(self._notice)

    # --- banners ---------------------------------------------------------------------------

    def _on_controller_snapshot_changed(self, snapshot: Snapshot) -> None:
        # What stopped the run stands in a banner; it is not said twice.
        is_told = snapshot.status in ("failed", "stopped")
        notice = "" if is_told else snapshot.notice
        if notice != self._notice:
            self._notice = notice
            # Snapshots come many times a second: those that say nothing new leave the line alone.
            if (notice and not snapshot.is_murmur) or not self.news.isActive():
                self._show_notice()
        self._show_guard(snapshot)
        is_failed = snapshot.status == "failed"
        if is_failed and (self._failure is None or self._failure.details != snapshot.details):
            self._failure = snapshot
            message = snapshot.notice or self.tr("Training met an error and stopped.")
            self._restart.show()
            self._window.error_banner.show_error(message, snapshot.details)
        elif not is_failed and self._failure is not None:
            self._failure = None
            self._restart.hide()
            self._window.error_banner.dismiss()

    def _show_guard(self, snapshot: Snapshot) -> None:
        banner = self._window.guard_banner
        if snapshot.guard is None:
            banner.dismiss()
        elif self._guard is not snapshot.guard:
            banner.show_message(snapshot.guard.message)
        self._guard = snapshot.guard

    def _on_controller_polled(self) -> None:
        report = self._journal.take()
        if report is not None:
            self._window.error_banner.show_error(report.message, report.details)

    def _on_board_failed(self, error: Exception) -> None:
        report = report_of(error)
        if report.details:
            self._journal.add(report)
        else:
            self._window.error_banner.show_error(report.message, "")
