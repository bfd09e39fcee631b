"""Training from the command line: interrupts, progress, overrides, and what is never half written."""

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from playground import api
from playground.__main__ import main
from playground.engine.partner import Pair
from playground.engine.stepping import Advance
from playground.engine.trainer import StopFlag, Trainer
from playground.model.errors import PlaygroundError

TINY = ["train", "--data", "xor4", "--network", "dense 4 tanh > output"]


class Terminal(io.StringIO):
    """A stderr that somebody looks at."""

    def isatty(self) -> bool:
        return True


def json_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, float | None]:
    assert main([*arguments, "--json"]) == 0
    found: dict[str, float | None] = json.loads(capsys.readouterr().out)
    return found


def test_interrupting_says_so_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    advance = Trainer.advance
    bursts = 0

    def interrupted(self: Trainer, steps: int, stop_flag: StopFlag | None = None) -> Advance:
        nonlocal bursts
        bursts += 1
        if bursts == 3:
            raise KeyboardInterrupt
        return advance(self, steps, stop_flag)

    monkeypatch.setattr(Trainer, "advance", interrupted)
    files = ["--export", str(tmp_path / "w.npz"), "--save", str(tmp_path / "r.playground")]
    assert main([*TINY, "--steps", "1000000", *files]) == 130
    said = capsys.readouterr()
    assert said.err == "playground: interrupted; no file was left half written.\n"
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_interrupts_are_noticed_between_short_bursts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    advance = Trainer.advance

    def watched(self: Trainer, steps: int, stop_flag: StopFlag | None = None) -> Advance:
        asked.append(steps)
        return advance(self, steps, stop_flag)

    run = api.train(data="xor", steps=0)
    monkeypatch.setattr(Trainer, "advance", watched)
    run.train(epochs=20_000)
    assert len(asked) > 2
    assert run.epoch == 20_000


def test_the_progress_line_is_for_terminals_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*TINY, "--steps", "300000"]) == 0
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("playground.cli.door.is_loaded", lambda: False)
    assert main([*TINY, "--steps", "10"]) == 0
    shown = terminal.getvalue().split("\r")
    assert any("Compiling" in line for line in shown)
    assert "\n" not in terminal.getvalue()
    assert shown[-1] == ""  # nothing is left behind in the line


def test_a_figure_without_meaning_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    found = json_of([*TINY, "--steps", "0"], capsys)
    assert found["test_loss"] is None  # all four points are for training
    assert found["test_accuracy"] is None
    assert found["steps_per_second"] is None
    assert found["train_loss"] is not None


def test_sequences_have_a_length_and_are_predicted_as_far_as_they_count(tmp_path: Path) -> None:
    run = tmp_path / "run.playground"
    options = ["--data", "recall", "--network", "embedding 3 > rnn 4 > output", "--length", "6"]
    assert main(["train", *options, "--steps", "3", "--save", str(run)]) == 0
    loaded = api.load(run)
    assert loaded.project.data.length == 6
    tokens = [[1, 2, 3, 0, 0, 0], [1, 2, 3, 2, 2, 2]]
    short = loaded.predict(tokens, lengths=[3, 3])
    assert short[0].tolist() == short[1].tolist()
    assert loaded.predict(tokens)[0].tolist() != loaded.predict(tokens)[1].tolist()


def test_options_override_the_settings_of_an_example(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run = tmp_path / "run.playground"
    options = ["--batch-size", "20", "--learning-rate", "0.05", "--l2", "0.001", "--seed", "9"]
    options += ["--optimizer", "sgd", "--examples", "300", "--noise", "0.1", "--initialiser", "he"]
    options += ["--network", "dense 3 relu > output", "--features", "x, xy", "--no-standardise"]
    options += ["--loss", "mse", "--train-share", "0.8", "--data-seed", "4"]
    assert main(["train", "spiral", "--steps", "5", *options, "--save", str(run)]) == 0
    project = api.load(run).project
    assert (project.training.batch_size, project.training.l2, project.training.seed) == (
        20,
        0.001,
        9,
    )
    assert (project.training.optimizer.kind, project.training.optimizer.learning_rate) == (
        "sgd",
        0.05,
    )
    assert (project.data.examples, project.data.noise, project.data.train_share) == (300, 0.1, 0.8)
    assert (project.data.features, project.data.standardise) == (("x", "xy"), False)
    assert (project.data.seed, project.data.kind) == (4, "spiral")
    assert api.describe(project).loss == "mse"
    starts = [getattr(layer.spec, "initialiser", "he") for layer in project.network.layers]
    assert set(starts) == {"he"}
    capsys.readouterr()


def test_steps_on_a_file_are_additional_and_overrides_keep_the_weights(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run, more = str(tmp_path / "a.playground"), str(tmp_path / "b.playground")
    assert main([*TINY, "--steps", "40", "--save", run]) == 0
    options = ["--learning-rate", "0.2", "--steps", "0", "--save", more]
    assert main(["train", run, *options]) == 0
    before, after = api.load(run), api.load(more)
    assert (after.step, after.project.training.optimizer.learning_rate) == (40, 0.2)
    for name, weight in before.weights.items():
        np.testing.assert_array_equal(weight, after.weights[name])
    capsys.readouterr()
    assert json_of(["train", more, "--steps", "60"], capsys)["steps"] == 100


def test_two_threads_train_to_the_same_file(tmp_path: Path) -> None:
    written = []
    for threads in ("1", "2"):
        path = tmp_path / f"{threads}.npz"
        arguments = ["train", "--data", "digits", "--network", "dense 512 relu > output"]
        settings = ["--batch-size", "64", "--steps", "30", "--threads", threads]
        assert main([*arguments, *settings, "--export", str(path)]) == 0
        written.append(np.load(path))
        assert all(thread.name != "partner" for thread in threading.enumerate())
    one, two = written
    assert all(one[name].tobytes() == two[name].tobytes() for name in one)


def test_two_threads_are_used_where_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[Pair] = []
    begin = Pair.begin

    def noted(pair: Pair) -> None:
        used.append(pair)
        begin(pair)

    monkeypatch.setattr(Pair, "begin", noted)
    network = "dense 512 relu > output"
    api.train("digits", network, 5, batch_size=64)
    assert not used
    api.train("digits", network, 5, batch_size=64, threads=2)
    assert used
    with pytest.raises(PlaygroundError, match="one thread or two, not 3"):
        api.train("digits", network, 5, threads=3)


def test_the_exported_tensors_carry_layer_names(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "w.safetensors"
    assert main([*TINY, "--steps", "20", "--export", str(out)]) == 0
    assert "differ by at most" in capsys.readouterr().out
    shapes = {name: value.shape for name, value in load_file(out).items()}
    assert shapes == {
        "dense 1.weight": (4, 2),
        "dense 1.bias": (4,),
        "output.weight": (1, 4),
        "output.bias": (1,),
    }


def test_an_export_that_cannot_be_written_is_refused_before_training(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def trained(*_: object) -> Advance:
        raise AssertionError("training began")

    monkeypatch.setattr(Trainer, "advance", trained)
    (tmp_path / "folder.npz").mkdir()
    for out in (tmp_path / "folder.npz", tmp_path / "none" / "w.npz", tmp_path / "w.onnx"):
        assert main([*TINY, "--export", str(out)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    same = str(tmp_path / "same.npz")
    assert main([*TINY, "--export", same, "--save", same]) == 2
    assert "same file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["train", "spiral", "--steps", "5", "--epochs", "5"], "not both"),
        (["train", "sprial"], "Did you mean spiral?"),
        (["train", "x" * 5000], "no example"),
        (["x" * 5000], "no command"),
        (["train", "spiral", "--features", ""], "no feature"),
        (["train", "spiral", "--noise", "-1"], "noise must be"),
        (["train", "spiral", "--train-share", "2"], "share"),
        (["train", "spiral", "--l2", "inf"], "L2 must be"),
        (["train", "spiral", "--network", "dense 99999 tanh > output"], "4,096"),
        (["train", "spiral", "--network", ""], "no network"),
        (["train", "spiral", "--loss", "mea"], "no loss"),
        (["train", "spiral", "--schedule", "cosin"], "no schedule"),
        (["train", "spiral", "--clip", "0"], "clip must be"),
        (["train", "spiral", "--optimizer", "momentum", "--momentum", "1"], "momentum must be"),
        (["train", "spiral", "--network", "dense 1 tanh", "--loss", "ce"], "does not work"),
        (["train", "spiral", "--step", "5"], "Unrecognized"),
        (["train", "digits", "--noise", "0.5"], "real data"),
        (["export", "spiral", "w.npz"], "no such file"),
        (["export"], "required"),
        (["screenshot", "spiral", "window.jpg"], "PNG"),
        (["screenshot", "spiral", "w.png", "--theme", "pink"], "pink"),
        (["screenshot", "spiral", "w.png", "--steps", "-1"], "whole number"),
    ],
)
def test_bad_input_is_told_in_one_line(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        code: object = main(arguments)
    except SystemExit as stop:
        code = stop.code
    said = capsys.readouterr()
    assert code == 2
    assert words in said.err
    assert said.err.startswith("playground: ")
    assert said.err.count("\n") == 1
    assert len(said.err) < 400
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_leaves_early_sees_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "playground", "examples"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.stderr == ""


def test_preparing_says_when_it_is_ready(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare"]) == 0
    assert "ready" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("playground ")
