"""Opening a table: the file, its columns, and what is said where something is missing."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from playground.files.table_file import parse_table, table_spec
from playground.files.table_kept import kept_table
from playground.model.project import DataSpec, Project
from playground.ui.controller import Controller
from playground.ui.documents import Documents
from playground.ui.store import Store
from playground.ui.table_dialog import TableDialog
from tests.ui.fakes import FakePrompts, FakeSession

ROWS = b"long,wide,tall,kind\n1,2,1,a\n2,4,,b\n3,1,2,a\n4,2,5,b\n"


@pytest.fixture
def dialog(qtbot: QtBot) -> TableDialog:
    dialog = TableDialog(parse_table(ROWS, "flowers"))
    qtbot.addWidget(dialog)
    return dialog


def test_the_likely_choice_is_made_already(dialog: TableDialog) -> None:
    assert dialog.label.currentText() == "kind"
    assert dialog.chosen_features() == ("long", "wide", "tall")
    assert "1 row" in dialog.without_missing.text()
    assert dialog.spec is not None
    assert dialog.spec.classes == ("a", "b")
    assert len(dialog.spec.answers) == 3 * 8


def test_columns_can_be_chosen_otherwise(dialog: TableDialog) -> None:
    dialog.features.item(2).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.without_missing.isHidden()
    assert dialog.spec is not None
    assert dialog.spec.columns == ("long", "wide")
    assert len(dialog.spec.answers) == 4 * 8
    dialog.label.setCurrentText("long")
    assert dialog.chosen_features() == ("wide", "tall")
    dialog.as_classes.setChecked(False)
    assert dialog.spec.classes == ()


def test_what_cannot_be_is_said_at_once(dialog: TableDialog) -> None:
    dialog.without_missing.setChecked(False)
    assert "“tall” (line 3 is the first)" in dialog.problem.text()
    assert not dialog.accept_button.isEnabled()
    dialog.without_missing.setChecked(True)
    assert dialog.accept_button.isEnabled()
    for row in range(3):
        dialog.features.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert "at least one column" in dialog.problem.text()
    assert dialog.spec is None


def test_everything_has_a_tooltip_and_a_name(dialog: TableDialog) -> None:
    for widget in (dialog.label, dialog.as_classes, dialog.features, dialog.without_missing):
        assert widget.toolTip().endswith(".")
    for button in dialog.buttons.buttons():
        assert button.toolTip().endswith(".")
    assert dialog.label.accessibleName()
    assert dialog.features.accessibleName()


def test_a_table_becomes_the_data_in_one_step_that_can_be_undone(
    qtbot: QtBot, session: FakeSession, spiral: Project, tmp_path: Path
) -> None:
    store = Store(spiral)
    prompts = FakePrompts()
    documents = Documents(Controller(session, store), prompts)
    prompts.path = tmp_path / "flowers.csv"
    prompts.path.write_bytes(ROWS)
    documents.tables.open()
    assert prompts.asked == ["table", "columns flowers"]
    assert store.project == spiral
    file = parse_table(ROWS, "flowers")
    prompts.spec = table_spec(file, "kind", ("long", "wide"))
    documents.tables.open()
    assert store.project.data.kind == "table"
    assert store.project.data.table == prompts.spec
    store.undo()
    assert store.project == spiral


def test_another_column_is_predicted_without_the_file(
    qtbot: QtBot, session: FakeSession, spiral: Project
) -> None:
    kept = table_spec(parse_table(ROWS, "flowers"), "kind", ("long", "wide"))
    store = Store(replace(spiral, data=DataSpec("table", table=kept)))
    prompts = FakePrompts()
    documents = Documents(Controller(session, store), prompts)
    table = kept_table(kept)
    assert [column.name for column in table.columns] == ["long", "wide", "kind"]
    assert table.label == "kind"
    assert table_spec(table, "kind", ("long", "wide")) == kept
    prompts.spec = table_spec(table, "wide", ("long",), as_classes=False)
    documents.tables.choose_columns()
    assert prompts.asked == ["columns flowers"]
    chosen = store.project.data.table
    assert chosen is not None
    assert (chosen.target, chosen.columns, chosen.classes) == ("wide", ("long",), ())
    assert np.frombuffer(chosen.answers).tolist() == [2.0, 4.0, 1.0, 2.0]


def test_a_file_that_is_no_table_is_refused_and_nothing_changes(
    qtbot: QtBot, session: FakeSession, spiral: Project, tmp_path: Path
) -> None:
    store = Store(spiral)
    controller = Controller(session, store)
    said: list[str] = []
    controller.failed.connect(lambda message, _: said.append(message))
    path = tmp_path / "torn.csv"
    path.write_bytes(b"a,b\n1,2\n3\n")
    Documents(controller, FakePrompts()).open_dropped(path)
    assert len(said) == 1
    assert "torn.csv, line 3" in said[0]
    assert controller.store.project == spiral
