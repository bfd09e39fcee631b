"""The menu of old runs: show, rename, remove, clear."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from playground.ui.views.loss_timeline.runs import OldRun, RunShelf


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunsMenu", text)


def _add(menu: QMenu, text: str, tooltip: str, do: Callable[[], object]) -> None:
    action = menu.addAction(text)
    action.setToolTip(tooltip)
    action.triggered.connect(lambda _checked=False: do())


def runs_menu(parent: QWidget, shelf: RunShelf, changed: Callable[[], None]) -> QMenu:
    """Return the menu; ``changed`` is called after every change of the shelf."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for run in reversed(shelf.runs):
        _fill(menu.addMenu(run.name.replace("&", "&&")), parent, shelf, run, changed)
    menu.addSeparator()
    are_hidden = all(run.is_hidden for run in shelf.runs)

    def switch_all() -> None:
        for run in shelf.runs:
            shelf.show(run.number, are_hidden)
        changed()

    def clear() -> None:
        shelf.clear()
        changed()

    text = _tr("Show all") if are_hidden else _tr("Hide all")
    _add(menu, text, _tr("Shows or hides every old run."), switch_all)
    _add(menu, _tr("Remove all"), _tr("Forgets every old run."), clear)
    return menu


def _fill(
    menu: QMenu, parent: QWidget, shelf: RunShelf, run: OldRun, changed: Callable[[], None]
) -> None:
    menu.setToolTipsVisible(True)

    def switch() -> None:
        shelf.show(run.number, run.is_hidden)
        changed()

    def remove() -> None:
        shelf.remove(run.number)
        changed()

    text = _tr("Show") if run.is_hidden else _tr("Hide")
    _add(menu, text, _tr("Shows or hides this run's curve."), switch)
    tooltip = _tr("Gives this run another name.")
    _add(menu, _tr("Rename…"), tooltip, lambda: ask_name(parent, shelf, run, changed))
    _add(menu, _tr("Remove"), _tr("Forgets this run."), remove)


def ask_name(
    parent: QWidget, shelf: RunShelf, run: OldRun, changed: Callable[[], None]
) -> QInputDialog:
    """Ask for another name; return the question, which stays open."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(_tr("Rename the run"))
    dialog.setLabelText(_tr("Name of the run:"))
    dialog.setTextValue(run.name)

    def take(name: str) -> None:
        shelf.rename(run.number, name)
        changed()

    dialog.textValueSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
