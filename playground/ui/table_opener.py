"""Opens a table, asks for its columns, and makes it the data."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from playground.files.table_file import TableFile, read_table
from playground.files.table_kept import kept_table
from playground.model import wishes
from playground.model.errors import PlaygroundError
from playground.ui.controller import Controller
from playground.ui.prompts import Prompts


class TableOpener:
    """The actions "Open a table…" and "Columns of the table…"."""

    def __init__(
        self, controller: Controller, prompts: Prompts, fail: Callable[[Exception], object]
    ) -> None:
        self._controller = controller
        self._prompts = prompts
        self._fail = fail
        self._table: TableFile | None = None

    def open(self) -> None:
        """Ask for a table, and for its columns, and take it as the data."""
        path = self._prompts.ask_table()
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Take a table as the data once its columns are chosen; else nothing changes."""
        try:
            table = read_table(path)
        except (PlaygroundError, OSError) as error:
            self._fail(error)
            return
        self._table = table
        self._ask_columns(table)

    def choose_columns(self) -> None:
        """Predict another column of the table; without a table ask for one.

        The file that was opened last still has every column; else those count that the project holds.
        """
        spec = self._controller.store.project.data.table
        if spec is None:
            self.open()
            return
        table = self._table
        if table is None or table.name != spec.name:
            table = kept_table(spec)
        self._ask_columns(replace(table, label=spec.target))

    def _ask_columns(self, table: TableFile) -> None:
        spec = self._prompts.ask_columns(table)
        if spec is not None:
            self._controller.apply(wishes.set_table(spec))
