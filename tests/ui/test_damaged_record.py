"""A document whose record is damaged opens, and the window says what is missing."""

from pathlib import Path

from pytestqt.qtbot import QtBot
from safetensors.numpy import load_file

from playground.engine.trainer import Trainer
from playground.files.project_file import save
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from tests.ui.fakes import FakeSession
from tests.ui.whole import window_of

PROJECT = Project(parse("dense 4 tanh > output"), DataSpec("xor4"))


def test_a_damaged_record_is_said_in_one_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    trainer = Trainer(PROJECT)
    trainer.advance(20)
    trainer.visit(10)
    path = tmp_path / "mine.playground"
    save(path, PROJECT, trainer.state())
    raw, numbers = path.read_bytes(), load_file(path)["record/numbers"].tobytes()
    path.write_bytes(raw.replace(numbers, bytes(len(numbers))))
    assert path.read_bytes() != raw
    session = FakeSession()
    assembly = window_of(session, PROJECT, qtbot)
    banner = assembly.window.error_banner
    assert assembly.documents.open_path(path)
    assert assembly.controller.store.path == path
    assert banner.isVisible()
    assert "mine.playground was opened without its past" in banner.message.text()
    assembly.close()
