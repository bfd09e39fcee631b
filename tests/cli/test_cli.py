"""The command line: what it prints, what it refuses, and that it needs no Qt."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from playground import api
from playground.__main__ import main
from playground.model.errors import PlaygroundError

TINY = ["train", "--data", "xor4", "--network", "dense 4 tanh > output", "--steps", "50"]
KEYS = {
    "steps",
    "epochs",
    "train_loss",
    "test_loss",
    "train_accuracy",
    "test_accuracy",
    "parameters",
    "seconds",
    "steps_per_second",
}


def test_json_is_one_object_with_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*TINY, "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert set(summary) == KEYS
    assert summary["steps"] == 50
    assert summary["epochs"] == 50
    assert summary["parameters"] == 17
    assert summary["test_loss"] is None


def test_the_same_seed_gives_the_same_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    losses = []
    for seed in ("3", "3", "4"):
        main([*TINY, "--json", "--seed", seed])
        losses.append(json.loads(capsys.readouterr().out)["train_loss"])
    assert losses[0] == losses[1] != losses[2]


def test_a_saved_run_goes_on_and_is_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, out = str(tmp_path / "run.playground"), str(tmp_path / "w.npz")
    assert main([*TINY, "--save", run]) == 0
    capsys.readouterr()
    assert main(["train", run, "--steps", "50", "--json"]) == 0
    halves = json.loads(capsys.readouterr().out)
    assert main([*TINY[:-1], "100", "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert halves["steps"] == whole["steps"] == 100
    assert halves["train_loss"] == whole["train_loss"]
    assert main(["export", run, out]) == 0
    assert "read back" in capsys.readouterr().out
    assert Path(out).exists()


def test_epochs_are_whole_passes(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["train", "--examples", "100", "--batch-size", "30", "--epochs", "3", "--json"]
    assert main(arguments) == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["epochs"], summary["steps"]) == (3, 6)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["train", "nope"], "no example"),
        (["train", "missing.playground"], "no such file"),
        (["train", "--data", "spirl"], "Did you mean spiral?"),
        (["train", "spiral", "--data", "xor"], "not both"),
        (["train", "--network", "dense 8 tnah > output"], "Did you mean tanh?"),
        (["train", "--network", "dense 3 softmax"], "3 units"),
        (["train", "--learning-rate", "nan"], "learning rate must be"),
        (["train", "--learning-rate", "fast"], "learning rate must be"),
        (["train", "--learning-rate", "1e30"], "learning rate"),
        (["train", "--steps", "-4"], "whole number"),
        (["train", "--steps", "99999999999999999999"], "whole number"),
        (["train", "--batch-size", "0"], "whole number"),
        (["train", "--examples", "99999999"], "100,000"),
        (["train", "--features", "x,z"], "no feature"),
        (["train", "--optimizer", "adm"], "Did you mean adam?"),
        (["train", "--export", "/nonexistent/w.npz"], "no such folder"),
        (["train", "--export", "w.pkl"], "no format"),
        (["export", __file__, "w.npz"], "not a Playground file"),
        (["frobnicate"], "no command"),
        (["screenshot", "spiral", "x.png", "--size", "9x9"], "from 400x300"),
        (["train", "--nonsense"], "Unrecognized"),
    ],
)
def test_bad_input_costs_one_line_and_exit_code_2(
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
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_refused_does_not_cost_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PlaygroundError("It was not kept.")

    monkeypatch.setattr(api.Run, "export", refuse)
    kept = tmp_path / "run.playground"
    assert main([*TINY, "--save", str(kept), "--export", str(tmp_path / "w.npz")]) == 2
    assert capsys.readouterr().err == "playground: It was not kept.\n"
    assert api.load(kept).step == 50


def test_one_file_cannot_be_both_run_and_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*TINY, "--export", "w.npz", "--save", str(tmp_path / "w.npz")]) == 2
    assert "the same file" in capsys.readouterr().err


def test_a_run_that_blows_up_says_where_and_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "w.npz"
    arguments = ["train", "--data", "gaussians", "--network", "dense 9 relu > dense 1 linear"]
    arguments += ["--optimizer", "sgd", "--learning-rate", "900", "--export", str(out)]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert "step" in said.err
    assert "Traceback" not in said.err
    assert not out.exists()


def test_headless_commands_never_load_qt(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from playground.__main__ import main\n"
        f"main({TINY!r})\n"
        "main(['examples'])\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph'))]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode in (0, None), done.stderr


def test_the_ten_lines_of_the_readme_work(tmp_path: Path) -> None:
    run = api.train(
        data="spiral", network="dense 8 tanh > dense 8 tanh > output", batch_size=50, steps=100
    )
    assert run.metrics.step == 100
    assert run.weights["dense 1.weight"].shape == (8, 2)
    run.save(tmp_path / "spiral.playground")
    report = run.export(tmp_path / "spiral.npz")
    assert report.largest_difference < 1e-5
    again = api.load(tmp_path / "spiral.playground")
    points = [[0.0, 1.0], [2.0, -1.0]]
    assert again.predict(points).tolist() == run.predict(points).tolist()


@pytest.mark.parametrize(
    ("redirection", "code"),
    [
        (">&-", 0),
        ("2>&-", 0),
        (">/dev/full", 2),
        ("| true", 0),
    ],
)
def test_an_output_that_takes_nothing_costs_no_traceback(redirection: str, code: int) -> None:
    """Closed, full, or read by nobody; in an alphabet without “·” as well."""
    if redirection == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("only Linux has a device that is always full")
    command = f'"{sys.executable}" -m playground examples {redirection}'
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        ["sh", "-c", command], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)


def test_letters_that_a_terminal_does_not_know_become_question_marks() -> None:
    command = [sys.executable, "-m", "playground", "train", "xor", "--steps", "3"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 steps (3 epochs) ? training loss")


def test_an_interrupt_while_modules_load_costs_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("playground.__main__.importlib.import_module", interrupt)
    assert main(["train", "spiral"]) == 130
    assert capsys.readouterr().err == "playground: interrupted.\n"
