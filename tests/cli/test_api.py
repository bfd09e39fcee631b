"""The names for people who script."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from playground import api
from playground.engine.trainer import Trainer
from playground.files.project_file import save


def test_training_in_pieces_is_training_at_once() -> None:
    whole = api.train(data="xor", network="dense 4 tanh > output", steps=200)
    pieces = api.train(data="xor", network=api.parse("dense 4 tanh > output"), steps=120)
    pieces.train(80)
    assert pieces.step == whole.step == 200
    for name, weight in whole.weights.items():
        np.testing.assert_array_equal(weight, pieces.weights[name])


def test_epochs_end_with_the_pass() -> None:
    run = api.train(data="xor", examples=40, batch_size=6, steps=2)
    assert run.train(epochs=1).step == 4
    assert run.train(epochs=2).epoch == 3
    assert run.train(epochs=0).step == 12


def test_a_saved_run_goes_on_as_if_it_had_never_stopped(tmp_path: Path) -> None:
    run = api.train(data="circle", steps=50)
    run.save(tmp_path / "a.playground")
    again = api.load(tmp_path / "a.playground").train(50)
    run.train(50)
    points = np.array([[0.0, 0.0], [3.0, -3.0], [5.0, 1.0]])
    np.testing.assert_array_equal(run.predict(points), again.predict(points))
    assert run.predict(points).shape == (3, 1)


def test_a_run_saved_while_its_past_was_looked_at_goes_on_from_its_end(tmp_path: Path) -> None:
    run = api.train(data="circle", steps=50)
    trainer = Trainer(run.project)
    trainer.advance(50)
    trainer.visit(20)
    save(tmp_path / "a.playground", run.project, trainer.state())
    again = api.load(tmp_path / "a.playground")
    assert again.step == 50
    for name, weight in run.train(10).weights.items():
        np.testing.assert_array_equal(weight, again.train(60 - again.step).weights[name])


def test_a_damaged_record_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.playground"
    run = api.train(data="circle", steps=50)
    run.save(path)
    places = load_file(path)["record/weights"].tobytes()
    path.write_bytes(path.read_bytes().replace(places, bytes(len(places))))
    with pytest.warns(UserWarning, match="without its past"):
        again = api.load(path)
    assert again.train(10).step == 60


def test_the_rate_counts_training_only() -> None:
    run = api.train(data="xor4", steps=0)
    assert run.steps_per_second is None
    run.train(1000)
    assert run.steps_per_second == pytest.approx(1000 / run.seconds)


@pytest.mark.parametrize(
    "settings",
    [
        {"steps": -1},
        {"steps": 5, "epochs": 5},
        {"data": "spirl"},
        {"network": "dense"},
        {"learning_rate": float("nan")},
        {"learning_rate": 0.0},
        {"batch_size": 0},
        {"l2": -1.0},
        {"noise": float("inf")},
        {"features": ("x", "x")},
        {"optimizer": "adamant"},
        {"initialiser": "lucky"},
        {"loss": "regret"},
        {"optimizer": "momentum", "momentum": 1.0},
        {"optimizer": "rmsprop", "decay": -0.1},
        {"schedule": "cosin"},
        {"schedule": "step", "period": 0},
        {"schedule": "step", "factor": 2.0},
        {"l1": float("nan")},
        {"clip": 0.0},
        {"steps": 5.5},
        {"data": 3},
        {"network": 3},
        {"examples": "50"},
        {"noise": "much"},
        {"train_share": "half"},
        {"features": ["x", 3]},
        {"standardise": "no"},
    ],
)
def test_bad_settings_are_told_in_plain_words(settings: dict[str, object]) -> None:
    with pytest.raises(api.PlaygroundError) as told:
        api.train(**settings)  # type: ignore[arg-type]
    assert len(str(told.value)) > 15
    assert "\n" not in str(told.value)


def test_what_numpy_and_lists_say_is_kept_like_any_other_setting(tmp_path: Path) -> None:
    plain = {
        "examples": 50, "features": ("x", "y"), "batch_size": 5, "seed": 4, "learning_rate": 0.125,
    }  # fmt: skip
    odd = {
        "examples": np.int64(50), "features": ["x", "y"], "batch_size": np.int32(5),
        "seed": np.uint8(4), "learning_rate": np.float32(0.125),
    }  # fmt: skip
    runs = [api.train("xor", steps=5, **settings) for settings in (plain, odd)]  # type: ignore[arg-type]
    assert runs[0].project == runs[1].project
    runs[1].save(tmp_path / "a.playground")
    assert api.load(tmp_path / "a.playground").project == runs[0].project
    assert api.configure(runs[0].project, features="x, xy").data.features == ("x", "xy")


@pytest.mark.parametrize("points", ["here", [[1], [2, 3]], [[float("nan"), 0.0]], [[1e300, 0.0]]])
def test_points_that_are_none_are_told_in_plain_words(points: object) -> None:
    run = api.train("xor4", steps=0)
    with pytest.raises(api.PlaygroundError):
        run.predict(points)  # type: ignore[arg-type]


def test_every_example_can_be_trained() -> None:
    found = api.examples()
    assert len(found) >= 5
    for example in found:
        run = api.Run(example.project).train(3)
        assert (run.step, run.guard) == (3, None)


def test_settings_reach_the_run() -> None:
    run = api.train(
        "moons", "dense 6 gelu > dropout 0.1 > output", steps=300, optimizer="nesterov",
        momentum=0.7, schedule="cosine", period=200, factor=0.2, learning_rate=0.2, l1=1e-4,
        clip=2.0, batch_size=25,
    )  # fmt: skip
    training = run.project.training
    optimizer = training.optimizer
    assert (optimizer.kind, optimizer.momentum, optimizer.learning_rate) == ("nesterov", 0.7, 0.2)
    assert (optimizer.schedule.kind, optimizer.schedule.period) == ("cosine", 200)
    assert (training.l1, training.clip, training.batch_size) == (1e-4, 2.0, 25)
    assert run.metrics.test_accuracy > 0.85


@pytest.mark.parametrize("data", ["wave", "flu", "hills", "blobs3"])
def test_every_form_of_data_trains_and_exports(data: str, tmp_path: Path) -> None:
    run = api.train(data, "dense 8 tanh > output", steps=400)
    before = api.train(data, "dense 8 tanh > output", steps=0).metrics.train_loss
    assert run.metrics.train_loss < before
    assert run.export(tmp_path / "net.py").largest_difference < 1e-4
