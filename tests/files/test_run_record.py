"""The record in a file: once what is shared, bounded in size, and never a danger when damaged."""

import random
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from playground.engine import run as run_module
from playground.engine.record_check import check_record
from playground.engine.state import Curve, Intervention, RunState, WeightsChange
from playground.engine.trainer import Trainer
from playground.files.long_parts import Unpacking
from playground.files.project_file import load, save
from playground.files.records import DAMAGE
from playground.files.run_record.reading import read_record
from playground.model import edits
from playground.model.errors import PlaygroundError
from playground.model.ids import WeightRef
from tests.engine.projects import project, same_bits
from tests.engine.test_travel import eventful
from tests.files.record_damage import Arrays, damage, packed

TIMES = 400


@pytest.fixture(scope="module")
def saved() -> RunState:
    """A past moment of a run with edits, an attic and two lines beside."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_module, "FIRST_GAP", 0.002)
        trainer = eventful(160)
        trainer.visit(110)
        trainer.change_project(edits.set_training(trainer.project, l2=0.1))
        trainer.advance(30)
        trainer.visit(60)
        bias = next(tensor for tensor in trainer.state().tensors if not tensor.sources)
        trainer.set_weights([WeightRef(bias.id, unit) for unit in bias.targets[:2]], (0.5, -0.5))
        trainer.advance(60)
        trainer.visit(90)
        return trainer.state()


def opened(state: RunState, digest: str, arrays: Arrays) -> RunState | None:
    """Return the state with this record, or None where it is found to be damaged."""
    try:
        record = read_record(digest, state, Unpacking(arrays.__getitem__), arrays.__getitem__)
        whole = replace(state, record=record)
        check_record(whole)
    except (PlaygroundError, IndexError, MemoryError, *DAMAGE):
        return None
    return whole


def test_whatever_is_damaged_the_run_goes_on_and_nothing_breaks(saved: RunState) -> None:
    """What passes is used: it may show other numbers, and refuse in words, but no more."""
    digest, arrays = packed(saved)
    assert opened(saved, digest, arrays) is not None
    refused = 0
    for number in range(TIMES):
        draw = random.Random(number)
        state = opened(saved, *damage(arrays, draw))
        refused += state is None
        if state is not None and draw.random() < 0.3:
            use(Trainer(state.project, state=state), draw)
    assert TIMES * 0.5 < refused < TIMES


def use(trainer: Trainer, draw: random.Random) -> None:
    """Go wherever the record says one can."""
    for number in (trainer.number, *(line.number for line in trainer.lines)):
        try:
            trainer.follow(number)
            for _ in range(2):
                trainer.visit(draw.randint(0, min(trainer.end, 500)))
                trainer.advance(2)
        except PlaygroundError as error:
            assert str(error).isprintable()


def written(state: RunState, folder: Path) -> Path:
    path = folder / "run.playground"
    save(path, state.project, state)
    return path


def test_a_changed_byte_costs_the_past_and_nothing_else(saved: RunState, tmp_path: Path) -> None:
    path = written(saved, tmp_path)
    raw = path.read_bytes()
    begin = 8 + int.from_bytes(raw[:8], "little")
    arrays = load_file(path)
    needle = arrays["record/numbers"].tobytes()
    start = raw.index(needle[:400], begin)
    draw = random.Random(1)
    for _ in range(20):
        changed = bytearray(raw)
        changed[start + draw.randrange(len(needle))] ^= draw.randrange(1, 256)
        path.write_bytes(bytes(changed))
        loaded = load(path)
        assert loaded.problem is not None
        assert "run.playground was opened without its past" in str(loaded.problem)
        assert loaded.state is not None
        assert loaded.state.record is None
        assert same_bits(loaded.state.tensors, saved.tensors)
        trainer = Trainer(loaded.project, state=loaded.state)
        assert (trainer.step, trainer.is_past, trainer.lines) == (90, False, ())
        assert trainer.visit(45)


def test_a_file_without_a_record_opens_at_its_present(saved: RunState, tmp_path: Path) -> None:
    loaded = load(written(replace(saved, record=None), tmp_path))
    assert loaded.problem is None
    assert loaded.state is not None
    trainer = Trainer(loaded.project, state=loaded.state)
    assert (trainer.step, trainer.is_past, trainer.end) == (90, False, 90)


def test_what_lines_share_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine lines that went off near the end: copies, projects and start are the same."""
    monkeypatch.setattr(run_module, "FIRST_GAP", 3600.0)
    trainer = Trainer(project("dense 64 relu > dense 64 relu > output", "spiral"))
    trainer.advance(300)
    alone = written(trainer.state(), tmp_path).stat().st_size
    for step in range(290, 282, -1):
        trainer.visit(step)
        trainer.change_project(edits.set_training(trainer.project, l2=step * 1e-5))
        trainer.advance(1)
    state = trainer.state()
    size = written(state, tmp_path).stat().st_size
    assert len(trainer.lines) == 8
    # Of its own each has its end and a copy where it went off; curves are packed.
    curve = sum(getattr(state.curve, column.name).nbytes for column in fields(Curve))
    own = 2 * trainer._network.block.nbytes
    assert 8 * own < size - alone < 8 * (own + curve)


def test_the_record_takes_what_it_may_and_reaches_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "FIRST_GAP", 0.0)
    trainer = Trainer(project("dense 256 relu > dense 256 relu > output", "spiral"))
    block = trainer._network.block.nbytes
    trainer.advance(60)
    assert trainer.copies.used > 40 * block
    for room in (24.5 * block, 3.5 * block, 0.5 * block):
        monkeypatch.setattr("playground.engine.lines.RECORD_BYTES", int(room))
        state = trainer.state()
        assert state.record is not None
        copies = state.record.line.copies
        assert room / block / 2 - 2 < len(copies) < room / block
        gaps = np.diff([0, *(copy.step for copy in copies), 60])
        assert gaps.max() <= max(60 if len(copies) < 2 else 0, 3 * np.median(gaps))
        without = written(replace(state, record=None), tmp_path).stat().st_size
        assert written(state, tmp_path).stat().st_size < without + room + 20_000
        loaded = load(tmp_path / "run.playground")
        assert loaded.problem is None
        again = Trainer(loaded.project, state=loaded.state)
        for step in (0, 31, 59):
            again.visit(step)
            trainer.visit(step)
            assert same_bits(again.state().tensors, trainer.state().tensors)
        trainer.visit(60)


def test_numbers_that_no_file_holds_cost_the_copy_that_has_them(saved: RunState) -> None:
    assert saved.record is not None
    line = saved.record.line
    block = line.copies[1].block.copy()
    block[3] = np.inf
    spoilt = replace(line.copies[1], block=block)
    copies = (line.copies[0], spoilt, *line.copies[2:])
    state = replace(saved, record=replace(saved.record, line=replace(line, copies=copies)))
    whole = opened(state, *packed(state))
    assert whole is not None
    assert whole.record is not None
    assert len(whole.record.line.copies) == len(copies) - 1


def test_setting_no_weight_is_nothing_that_was_done(tmp_path: Path) -> None:
    """A line of the journal that says nothing was read as an edit without a project."""
    trainer = Trainer(project())
    trainer.set_weights((), ())
    assert trainer.interventions == ()
    nothing = Intervention(0, WeightsChange((), ()))
    loaded = load(written(replace(trainer.state(), journal=(nothing,), record=None), tmp_path))
    assert loaded.state is not None
    assert loaded.state.journal == (nothing,)
