"""Project files: everything comes back to the bit, and damage costs one plain message."""

import json
import os
import stat
import struct
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from playground.engine.state import Curve, ProjectChange, RunState
from playground.engine.trainer import Trainer
from playground.files import project_file
from playground.files.atomic import check_writable, replacing
from playground.files.project_file import load, save
from playground.files.records import project_to_builtins
from playground.model.errors import PlaygroundError
from playground.model.ids import WeightRef
from playground.model.project import DataSpec, Project, TableSpec
from playground.model.text import parse


def assert_same(a: RunState, b: RunState) -> None:
    for name in ("project", "initial_project", "step", "epoch", "cursor", "adam_step", "journal"):
        assert getattr(a, name) == getattr(b, name)
    assert a.fingerprint == b.fingerprint
    for group in ("tensors", "initial", "attic"):
        for x, y in zip(getattr(a, group), getattr(b, group), strict=True):
            assert (x.id, x.targets, x.sources) == (y.id, y.targets, y.sources)
            assert x.planes.tobytes() == y.planes.tobytes()
    for column in fields(Curve):
        assert getattr(a.curve, column.name).tobytes() == getattr(b.curve, column.name).tobytes()


def test_a_run_comes_back_to_the_bit_and_goes_on_the_same(
    trained: RunState, tmp_path: Path
) -> None:
    path = tmp_path / "run.playground"
    save(path, trained.project, trained, {"document": "somewhere"})
    loaded = load(path)
    assert loaded.project == trained.project
    assert loaded.note == {"document": "somewhere"}
    assert loaded.state is not None
    assert_same(loaded.state, trained)
    ways = [Trainer(trained.project, state=state) for state in (trained, loaded.state)]
    for trainer in ways:
        trainer.advance(50)
    assert_same(*(trainer.state() for trainer in ways))


def test_what_could_not_be_opened_again_is_not_written(trained: RunState, tmp_path: Path) -> None:
    path = tmp_path / "run.playground"
    path.write_text("old")
    first, *others = trained.tensors
    planes = first.planes.copy()
    planes[2].flat[0] = np.inf  # Adam's mean square, with every weight still finite
    state = replace(trained, tensors=(replace(first, planes=planes), *others))
    with pytest.raises(PlaygroundError, match="lower the learning rate"):
        save(path, trained.project, state)
    assert path.read_text() == "old"


def test_a_project_without_a_run_is_a_file_too(tmp_path: Path) -> None:
    path = tmp_path / "new.playground"
    save(path, Project(name="bare"), None)
    assert load(path).project == Project(name="bare")
    assert load(path).state is None


@pytest.fixture(scope="module")
def raw(trained: RunState, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("raw") / "run.playground"
    save(path, trained.project, trained)
    return path.read_bytes()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_damage_gives_anything_but_a_message(
    raw: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "damaged.playground"
    cut = data.draw(st.integers(0, len(raw)))
    flips = data.draw(
        st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(1, 255)), max_size=4)
    )
    damaged = bytearray(raw)
    for place, change in flips:
        damaged[place] ^= change
    path.write_bytes(bytes(damaged[: cut if not flips else len(raw)]))
    try:
        loaded = load(path)
    except PlaygroundError as error:
        assert path.name in str(error)
        return
    if loaded.state is not None:  # a changed weight or name may still be a sound file
        assert all(np.isfinite(tensor.planes).all() for tensor in loaded.state.tensors)


Change = Callable[[dict[str, Any], dict[str, Any], dict[str, np.ndarray[Any, Any]]], None]


def _newer(meta: dict[str, Any], *_: Any) -> None:
    meta["version"] = "99"


def _foreign(meta: dict[str, Any], *_: Any) -> None:
    del meta["format"]


def _nan(_m: Any, _r: Any, tensors: dict[str, Any]) -> None:
    tensors["tensors/0"] = np.full_like(tensors["tensors/0"], np.nan)


def _shape(_m: Any, _r: Any, tensors: dict[str, Any]) -> None:
    tensors["tensors/0"] = tensors["tensors/0"][:, :-1].copy()


def _missing(_m: Any, _r: Any, tensors: dict[str, Any]) -> None:
    del tensors["tensors/1"]


def _step(_m: Any, run: dict[str, Any], _t: Any) -> None:
    run["step"] = 2**80


def _initial(_m: Any, run: dict[str, Any], _t: Any) -> None:
    run["initial_project"]["network"]["layers"][1]["spec"]["units"].append("u77")


def _disorder(_m: Any, run: dict[str, Any], _t: Any) -> None:
    run["journal"].append({**run["journal"][0], "step": run["journal"][0]["step"] - 1})


def _huge(_m: Any, run: dict[str, Any], _t: Any) -> None:
    unit = {"layer": "L2", "unit": "u1"}
    weight = {"parameter": {"layer": "L2", "name": "bias"}, "target": unit}
    run["journal"].append({"step": run["step"], "weight": weight, "value": 1e300})


def _units(_m: Any, run: dict[str, Any], _t: Any) -> None:
    run["project"]["network"]["layers"][1]["spec"]["units"].append("u77")


def _letters(_m: Any, run: dict[str, Any], _t: Any) -> None:
    run["project"]["network"]["layers"][1]["kind"] = "\x1b[2J\n"


def _endless(_m: Any, run: dict[str, Any], _t: Any) -> None:
    run["project"]["data"]["examples"] = 10**300


def _kind(_m: Any, run: dict[str, Any], _t: Any) -> None:
    run["project"]["network"]["layers"][1]["kind"] = "hologram"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_newer, "newer version"),
        (_foreign, "another program"),
        (_nan, "not a finite number"),
        (_shape, "another shape"),
        (_missing, "damaged"),
        (_step, "steps that cannot be"),
        (_units, "do not fit"),
        (_initial, "do not fit"),
        (_disorder, "journal"),
        (_huge, "not finite"),
        (_kind, "does not know"),
        (_letters, "cannot be shown"),
        (_endless, "larger than any"),
    ],
)
def test_what_is_wrong_is_said(raw: bytes, tmp_path: Path, change: Change, words: str) -> None:
    path = changed(raw, tmp_path, change)
    with pytest.raises(PlaygroundError, match=words) as refused:
        load(path)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 400


def changed(raw: bytes, folder: Path, change: Change) -> Path:
    """Return a file that somebody has changed by hand."""
    path = folder / "changed.playground"
    path.write_bytes(raw)
    (size,) = struct.unpack("<Q", raw[:8])
    metadata = json.loads(raw[8 : 8 + size])["__metadata__"]
    tensors = load_file(path)
    run = json.loads(tensors["run"].tobytes())
    change(metadata, run, tensors)
    tensors["run"] = np.frombuffer(json.dumps(run).encode(), np.uint8)
    save_file(tensors, path, metadata)
    return path


def test_names_fit_on_a_line_and_cards_into_reach(raw: bytes, tmp_path: Path) -> None:
    def change(_m: Any, run: dict[str, Any], _t: Any) -> None:
        run["project"]["name"] = "a\nb\x1b[2Jc"
        layer = run["project"]["network"]["layers"][1]
        layer["name"], layer["position"] = "\t\r\n", [1e300, 0.0]

    state = load(changed(raw, tmp_path, change)).state
    assert state is not None
    assert state.project.name == "a b [2Jc"
    assert state.project.network.layers[1].name == "unnamed"
    assert state.project.network.layers[1].position is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_ordinary_file_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.playground"
    os.mkfifo(pipe)
    with pytest.raises(PlaygroundError, match="no ordinary file"):
        load(pipe)
    for write in (check_writable, lambda path: save(path, Project(), None)):
        with pytest.raises(PlaygroundError, match="no ordinary file"):
            write(pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [entry.name for entry in tmp_path.iterdir()] == [pipe.name]


def test_a_name_that_is_too_long_is_named_as_the_reason(tmp_path: Path) -> None:
    with pytest.raises(PlaygroundError, match="too long"):
        check_writable(tmp_path / f"{'x' * 300}.npz")


def test_what_is_no_file_of_ours_is_refused(tmp_path: Path) -> None:
    for name, content in (("a.txt", b"hello there, this is text"), ("b", b""), ("c", b"\xff" * 64)):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(PlaygroundError, match=name):
            load(path)
    with pytest.raises(PlaygroundError, match="no such file"):
        load(tmp_path / "missing.playground")
    with pytest.raises(PlaygroundError):
        load(tmp_path)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file.playground"
    path.write_text("old")

    def write() -> None:
        with replacing(path) as temporary:
            temporary.write_text("half of the new")
            raise OSError(28, os.strerror(28))

    with pytest.raises(PlaygroundError, match="disk is full"):
        write()
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file.playground"]


def test_a_file_that_outgrows_its_disk_is_said_plainly(
    trained: RunState, tmp_path: Path, small_disk: Callable[[], AbstractContextManager[None]]
) -> None:
    path = tmp_path / "run.playground"
    path.write_text("old")
    with small_disk(), pytest.raises(PlaygroundError, match="Choose another disk"):
        save(path, trained.project, trained)
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_saving_keeps_permissions_and_follows_links(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.playground", tmp_path / "link.playground"
    kept.touch(mode=0o600)
    link.symlink_to(kept)
    save(link, Project(name="behind a link"), None)
    assert link.is_symlink()
    assert load(kept).project.name == "behind a link"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_places_that_cannot_be_written_are_named(trained: RunState, tmp_path: Path) -> None:
    with pytest.raises(PlaygroundError, match="no such folder"):
        save(tmp_path / "nowhere" / "a.playground", trained.project, trained)
    with pytest.raises(PlaygroundError):
        check_writable(tmp_path)
    with pytest.raises(PlaygroundError, match="no such folder"):
        check_writable(tmp_path / "nowhere" / "a.npz")


def test_a_saved_file_has_ordinary_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.playground"
    save(path, Project(), None)
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


NEWER = {
    "is_frozen", "frozen_weights", "cuts", "clamps", "has_bias", "points", "formula", "table",
    "momentum", "decay", "weight_decay", "schedule", "l1", "clip", "weights", "values",
}  # fmt: skip
"""What files of the first version did not hold."""


def _older(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _older(part) for key, part in value.items() if key not in NEWER}
    return [_older(part) for part in value] if isinstance(value, list) else value


def test_files_of_the_first_version_open_and_go_on(trained: RunState, tmp_path: Path) -> None:
    path = tmp_path / "run.playground"
    save(path, trained.project, trained)
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    metadata = json.loads(raw[8 : 8 + size])["__metadata__"]
    tensors = load_file(path)
    run = json.loads(tensors.pop("run").tobytes())
    metadata["version"] = "1"
    metadata["run"] = json.dumps(_older(run))
    metadata["project"] = json.dumps(_older(json.loads(metadata["project"])))
    save_file(tensors, path, metadata)
    loaded = load(path)
    assert loaded.project == trained.project
    assert loaded.state is not None
    assert_same(loaded.state, trained)


def _tabled(rows: int) -> Project:
    """Return a project on a table of this many rows and 30 columns."""
    numbers = np.random.default_rng(1).normal(size=(rows, 30)).astype("<f8")
    answers = (numbers[:, 0] > 0.0).astype("<f8")
    names = tuple(f"c{number}" for number in range(30))
    table = TableSpec("t", names, numbers.tobytes(), "y", answers.tobytes(), ("no", "yes"))
    return Project(parse("dense 4 tanh > output"), DataSpec("table", table=table))


def test_a_table_stands_in_a_file_once_however_often_the_project_was_edited(
    tmp_path: Path,
) -> None:
    trainer = Trainer(_tabled(20_000))
    for number in range(16):
        trainer.advance(1)
        training = replace(trainer.project.training, l2=0.001 * number)
        trainer.change_project(replace(trainer.project, training=training))
    path = tmp_path / "run.playground"
    save(path, trainer.project, trainer.state())
    assert path.stat().st_size < 1.1 * 20_000 * 31 * 8
    loaded = load(path)
    assert loaded.project == trainer.project
    assert loaded.state is not None
    assert_same(loaded.state, trainer.state())
    changes = [line.change for line in loaded.state.journal]
    tables = [c.project.data.table for c in changes if isinstance(c, ProjectChange)]
    assert len(tables) == 15
    assert len({id(table.values) for table in tables if table is not None}) == 1


def test_a_network_of_very_many_neurons_fits_into_a_file(tmp_path: Path) -> None:
    """Said in the header of the file, they would not: it ends at 100 MB."""
    text = " > ".join(["dense 4096 relu", "dense 1"] * 12)
    trainer = Trainer(Project(parse(f"{text} > output"), DataSpec("xor4")))
    path = tmp_path / "wide.playground"
    save(path, trainer.project, trainer.state())
    assert int.from_bytes(path.read_bytes()[:8], "little") < 2e6
    state = load(path).state
    assert state is not None
    assert state.project == trainer.project


def test_files_of_the_first_version_hold_tables_as_text(tmp_path: Path) -> None:
    project, path = _tabled(20), tmp_path / "old.playground"
    metadata = {
        "format": "playground",
        "version": "1",
        "project": json.dumps(project_to_builtins(project)),
    }
    save_file({}, path, metadata)
    assert load(path).project == project


@pytest.mark.parametrize("spoilt", [np.zeros(3, np.float32), None])
def test_a_table_that_is_gone_is_said(spoilt: Any, tmp_path: Path) -> None:
    path = tmp_path / "run.playground"
    save(path, _tabled(20), None)
    raw = path.read_bytes()
    metadata = json.loads(raw[8 : 8 + int.from_bytes(raw[:8], "little")])["__metadata__"]
    tensors = load_file(path)
    del tensors["table/0"]
    if spoilt is not None:
        tensors["table/0"] = spoilt
    save_file(tensors, path, metadata)
    with pytest.raises(PlaygroundError, match=path.name):
        load(path)


def test_a_network_that_no_file_can_hold_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> bytes:
        raise SafetensorError("header too large")

    monkeypatch.setattr(project_file, "safetensors_bytes", refuse)
    with pytest.raises(PlaygroundError, match="too many neurons"):
        save(tmp_path / "run.playground", Project(), None)


def test_many_weights_set_at_once_come_back(tmp_path: Path) -> None:
    trainer = Trainer(Project(parse("dense 4 tanh > output"), DataSpec("xor4")))
    trainer.advance(5)
    bias = trainer.state().tensors[1]
    refs = tuple(WeightRef(bias.id, unit) for unit in bias.targets)
    trainer.set_weights(refs, (0.1, 0.2, 0.3, 0.4))
    trainer.advance(5)
    path = tmp_path / "run.playground"
    save(path, trainer.project, trainer.state())
    state = load(path).state
    assert state is not None
    assert_same(state, trainer.state())
    again = Trainer(trainer.project, state=state)
    again.go_to(7)
    trainer.go_to(7)
    assert_same(replace(again.state(), curve=trainer.curve()), trainer.state())
