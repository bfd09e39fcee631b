"""Questions that only a person can answer, as native dialogs; tests put in answers of their own."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget

from playground.files.table_file import SUFFIXES, TableFile
from playground.model.project import TableSpec
from playground.ui import late
from playground.ui.preferences import Preferences

if TYPE_CHECKING:
    from playground.ui.table_dialog import TableDialog

UnsavedAnswer = Literal["save", "discard", "cancel"]
SUFFIX = ".playground"


def _tr(text: str) -> str:
    return QCoreApplication.translate("prompts", text)


class Prompts(Protocol):
    """What may have to be asked."""

    def ask_unsaved(self, name: str) -> UnsavedAnswer: ...

    def ask_open(self) -> Path | None: ...

    def ask_table(self) -> Path | None: ...

    def ask_columns(self, table: TableFile) -> TableSpec | None: ...

    def ask_save(self, name: str) -> Path | None: ...

    def ask_export(self, name: str, filters: tuple[tuple[str, str], ...]) -> Path | None: ...

    def ask_recovery(self, name: str, when: str) -> bool: ...

    def ask_steps(self) -> int | None: ...


class DialogPrompts:
    """Asks with dialogs on top of the window."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        self._window = window
        self._preferences = preferences

    def ask_unsaved(self, name: str) -> UnsavedAnswer:
        """Ask what to do with unsaved changes."""
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(_tr("Unsaved changes"))
        box.setText(_tr("{0} has changes that are not saved.").format(name))
        box.setInformativeText(_tr("Discarding loses the changes and what was learned since."))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        if answer == buttons.Save:
            return "save"
        return "discard" if answer == buttons.Discard else "cancel"

    def ask_open(self) -> Path | None:
        """Ask which file to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            _tr("Open"),
            str(self._preferences.folder),
            _tr("Playground networks") + f" (*{SUFFIX});;" + _tr("All files") + " (*)",
        )
        return self._chosen(name)

    def ask_table(self) -> Path | None:
        """Ask which table to open."""
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            _tr("Open a table"),
            str(self._preferences.folder),
            _tr("Tables") + f" ({kinds});;" + _tr("All files") + " (*)",
        )
        return self._chosen(name)

    def ask_columns(self, table: TableFile) -> TableSpec | None:
        """Ask which column of a table is predicted, and from which others."""
        make = late.part("playground.ui.table_dialog", "TableDialog")
        dialog: TableDialog = make(table, self._window)
        is_taken = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.spec if is_taken else None

    def ask_save(self, name: str) -> Path | None:
        """Ask under which name to save."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            _tr("Save as"),
            str(self._preferences.folder / f"{name}{SUFFIX}"),
            _tr("Playground networks") + f" (*{SUFFIX})",
        )
        path = self._chosen(chosen)
        return path.with_suffix(SUFFIX) if path is not None and not path.suffix else path

    def ask_export(self, name: str, filters: tuple[tuple[str, str], ...]) -> Path | None:
        """Ask where to export to; the suffix chooses the format."""
        texts = [f"{title} (*{suffix})" for suffix, title in filters]
        chosen, text = QFileDialog.getSaveFileName(
            self._window,
            _tr("Export trained weights"),
            str(self._preferences.folder / f"{name}{filters[0][0]}"),
            ";;".join(texts),
        )
        path = self._chosen(chosen)
        if path is not None and not path.suffix:
            index = texts.index(text) if text in texts else 0
            path = path.with_suffix(filters[index][0])
        return path

    def ask_recovery(self, name: str, when: str) -> bool:
        """Ask whether to go on with what the last session left behind."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(_tr("Recover"))
        box.setText(_tr("The last session ended without saving {0} ({1}).").format(name, when))
        box.setInformativeText(_tr("Its network and its training can be recovered."))
        recover = box.addButton(_tr("Recover"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(recover)
        box.exec()
        return box.clickedButton() is recover

    def ask_steps(self) -> int | None:
        """Ask how many steps to train."""
        count, is_given = QInputDialog.getInt(
            self._window, _tr("Several steps"), _tr("Steps to train:"), 100, 1, 100_000_000
        )
        return count if is_given else None

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._preferences.folder = path.parent
        return path
