"""Editing the network and its settings while it trains keeps what still fits, to the bit."""

import numpy as np
import pytest

from playground.engine import carry
from playground.engine.state import ProjectChange, Tensor, WeightChange
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.network import Connection
from playground.model.project import Project
from playground.model.text import parse
from tests.engine.projects import project, same_bits, same_parameters


@pytest.fixture
def trainer() -> Trainer:
    trained = Trainer(project("dense 5 tanh > dense 4 tanh > output", "xor", rate=0.02))
    trained.advance(30)
    return trained


def tensor(trainer: Trainer, layer: LayerId, name: str = "weight") -> Tensor:
    wanted = ParameterId(layer, name)
    return next(t for t in trainer.state().tensors if t.id == wanted)


def test_removing_a_unit_moves_the_right_columns(trainer: Trainer) -> None:
    first, second = trainer.resolution.order[1:3]
    before_first, before_second = tensor(trainer, first), tensor(trainer, second)
    trainer.change_project(edits.remove_unit(trainer.project, first, UnitId("u3")))
    kept = [0, 1, 3, 4]
    after_first, after_second = tensor(trainer, first), tensor(trainer, second)
    np.testing.assert_array_equal(after_first.planes, before_first.planes[:, kept])
    np.testing.assert_array_equal(after_second.planes, before_second.planes[:, :, kept])


def test_undo_brings_learned_weights_and_moments_back(trainer: Trainer) -> None:
    before, project_before = trainer.state().tensors, trainer.project
    first = trainer.resolution.order[1]
    trainer.change_project(edits.remove_unit(trainer.project, first, UnitId("u2")))
    trainer.change_project(project_before)
    assert same_bits(trainer.state().tensors, before)
    assert trainer.state().attic == ()


def test_undo_after_training_on_keeps_what_was_learned_meanwhile(trainer: Trainer) -> None:
    project_before = trainer.project
    first = trainer.resolution.order[1]
    removed = tensor(trainer, first).planes[:, 1]
    trainer.change_project(edits.remove_unit(trainer.project, first, UnitId("u2")))
    trainer.advance(10)
    learned = tensor(trainer, first).planes
    trainer.change_project(project_before)
    after = tensor(trainer, first).planes
    np.testing.assert_array_equal(after[:, 1], removed)
    np.testing.assert_array_equal(after[:, [0, 2, 3, 4]], learned)


def test_new_units_leave_the_old_ones_alone_and_start_without_moments(trainer: Trainer) -> None:
    first, second = trainer.resolution.order[1:3]
    before = tensor(trainer, first), tensor(trainer, second)
    trainer.change_project(edits.set_units(trainer.project, first, 8))
    after = tensor(trainer, first), tensor(trainer, second)
    np.testing.assert_array_equal(after[0].planes[:, :5], before[0].planes)
    np.testing.assert_array_equal(after[1].planes[:, :, :5], before[1].planes)
    assert np.all(after[0].planes[0, 5:] != 0)
    assert not after[0].planes[1:, 5:].any()
    trainer.advance(5)
    assert np.isfinite(trainer.metrics().train_loss)


def _come_and_go(trainer: Trainer, units: int) -> Project:
    """Insert a layer and remove it again, training in between; return the project with it."""
    first, second = trainer.resolution.order[1:3]
    added = edits.insert_layer(
        trainer.project, "dense", connection=Connection(first, second), units=units
    )
    for edited in (added, edits.remove_layers(added, [added.network.layers[-1].id])):
        trainer.change_project(edited)
        trainer.advance(100)
    return added


def test_a_thousand_edits_do_not_fill_the_memory(
    trainer: Trainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carry, "ATTIC_BYTES", 50_000)
    trainer.grant_memory(200_000)
    for _ in range(40):
        last = _come_and_go(trainer, 64)
    rest = trainer.state().attic
    assert sum(t.planes.nbytes for t in rest) < 100_000
    versions = {id(t): t for c in trainer._run._checkpoints for t in c.attic.values()}
    assert sum(t.planes.nbytes for t in versions.values()) < 300_000

    # What was removed last still comes back when the edit is undone.
    learned = {t.id: t for t in rest}[ParameterId(last.network.layers[-1].id, "weight")]
    trainer.change_project(last)
    assert tensor(trainer, last.network.layers[-1].id).planes.tobytes() == learned.planes.tobytes()


def test_inserted_layer_and_its_removal(trainer: Trainer) -> None:
    before, old = trainer.state().tensors, trainer.project
    first, second = trainer.resolution.order[1:3]
    wire = Connection(first, second)
    trainer.change_project(
        edits.insert_layer(old, "dense", connection=wire, units=3, activation="relu")
    )
    assert len(trainer.resolution.order) == 5
    np.testing.assert_array_equal(
        tensor(trainer, first).planes, next(t for t in before if t.id.layer == first).planes
    )
    trainer.advance(3)
    trainer.change_project(old)
    restored = tensor(trainer, second)
    np.testing.assert_array_equal(
        restored.planes, next(t for t in before if t.id == restored.id).planes
    )


def test_an_activation_layer_lets_weights_through(trainer: Trainer) -> None:
    before = trainer.state().tensors
    wire = Connection(*trainer.resolution.order[1:3])
    trainer.change_project(
        edits.insert_layer(trainer.project, "activation", connection=wire, activation="relu")
    )
    assert len(trainer.resolution.order) == 5
    assert same_bits(trainer.state().tensors, before)


def test_features_keep_their_weights(trainer: Trainer) -> None:
    first = trainer.resolution.order[1]
    before = tensor(trainer, first)
    trainer.change_project(edits.set_data(trainer.project, features=("y", "sinx", "x")))
    after = tensor(trainer, first)
    assert [unit.unit for unit in after.sources] == ["y", "sinx", "x"]
    np.testing.assert_array_equal(after.planes[:, :, 0], before.planes[:, :, 1])
    np.testing.assert_array_equal(after.planes[:, :, 2], before.planes[:, :, 0])
    trainer.advance(3)


def test_other_data_keep_weights_and_begin_a_pass_where_the_number_differs(
    trainer: Trainer,
) -> None:
    before = trainer.state()
    assert before.cursor > 0
    trainer.change_project(edits.set_data(trainer.project, noise=0.1))
    assert trainer.state().cursor == before.cursor
    trainer.change_project(edits.set_data(trainer.project, examples=120))
    assert trainer.state().cursor == 0
    assert same_bits(trainer.state().tensors, before.tensors)
    assert trainer.step == before.step


def test_another_optimizer_zeroes_the_moments_another_rate_does_not(trainer: Trainer) -> None:
    values = [t.planes[0] for t in trainer.state().tensors]
    trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=0.5))
    assert all(t.planes[1].any() for t in trainer.state().tensors)
    assert trainer.state().adam_step == 30
    trainer.change_project(edits.set_optimizer(trainer.project, kind="sgd"))
    for kept, t in zip(values, trainer.state().tensors, strict=True):
        np.testing.assert_array_equal(t.planes[0], kept)
        assert not t.planes[1:].any()
    assert trainer.state().adam_step == 0


def test_a_change_inside_a_batch_drops_the_batch_not_the_weights(trainer: Trainer) -> None:
    before = trainer.state().tensors
    for _ in range(9):
        trainer.advance_operation()
    trainer.change_project(edits.set_training(trainer.project, l2=0.1))
    assert trainer.position.operation == 0
    assert same_bits(trainer.state().tensors, before)


def test_moving_a_card_or_drawing_beside_the_network_disturbs_nothing(trainer: Trainer) -> None:
    trainer.advance_operation()
    moved = edits.move_layers(trainer.project, {trainer.resolution.order[1]: (5.0, 7.0)})
    trainer.change_project(moved)
    assert trainer.project is moved
    assert trainer.position.operation == 1
    assert trainer.state().journal == ()


def test_an_invalid_network_is_refused_and_training_goes_on(trainer: Trainer) -> None:
    old, before = trainer.project, trainer.state().tensors
    broken = edits.disconnect(old, Connection(*trainer.resolution.order[1:3]))
    with pytest.raises(PlaygroundError):
        trainer.change_project(broken)
    assert trainer.project is old
    assert same_bits(trainer.state().tensors, before)
    assert trainer.advance(3).done == 3


def test_weights_are_set_and_read_by_hand(trainer: Trainer) -> None:
    first, second = trainer.resolution.order[1:3]
    ref = WeightRef(
        ParameterId(second, "weight"),
        UnitRef(second, UnitId("u2")),
        UnitRef(first, UnitId("u4")),
    )
    bias = WeightRef(ParameterId(second, "bias"), UnitRef(second, UnitId("u3")))
    before = tensor(trainer, second)
    trainer.set_weight(ref, 1.25)
    trainer.set_weight(bias, -2.0)
    after = tensor(trainer, second)
    assert trainer.weight(ref) == 1.25
    assert trainer.weight(bias) == -2.0
    assert after.planes[0, 1, 3] == 1.25
    assert np.count_nonzero(after.planes != before.planes) == 1
    changes = [i.change for i in trainer.state().journal]
    assert changes == [WeightChange(ref, 1.25), WeightChange(bias, -2.0)]


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan, 1e39])
def test_a_weight_that_is_no_number_is_refused(trainer: Trainer, value: float) -> None:
    layer = trainer.resolution.order[1]
    ref = WeightRef(ParameterId(layer, "bias"), UnitRef(layer, UnitId("u1")))
    before = trainer.weight(ref)
    with pytest.raises(PlaygroundError):
        trainer.set_weight(ref, value)
    assert trainer.weight(ref) == before
    assert trainer.state().journal == ()


def test_a_weight_that_does_not_exist_is_refused(trainer: Trainer) -> None:
    layer = trainer.resolution.order[1]
    unknown = WeightRef(ParameterId(layer, "bias"), UnitRef(layer, UnitId("u99")))
    with pytest.raises(PlaygroundError):
        trainer.weight(unknown)
    with pytest.raises(PlaygroundError):
        trainer.set_weight(unknown, 1.0)


def test_rewind_returns_to_identical_weights(trainer: Trainer) -> None:
    fresh = Trainer(trainer.project)
    trainer.rewind()
    assert (trainer.step, trainer.epoch) == (0, 0)
    assert same_parameters(trainer, fresh)
    assert trainer.curve().steps.tolist() == [0]
    trainer.advance(20)
    fresh.advance(20)
    assert same_parameters(trainer, fresh)


def test_rewind_of_an_edited_network_keeps_the_start_of_old_units(trainer: Trainer) -> None:
    start = trainer.state().initial
    first = trainer.resolution.order[1]
    trainer.change_project(edits.set_units(trainer.project, first, 7))
    trainer.rewind()
    old = next(t for t in start if t.id == ParameterId(first, "weight"))
    np.testing.assert_array_equal(tensor(trainer, first).planes[0, :5], old.planes[0])
    assert trainer.state().journal == ()
    assert trainer.state().initial_project == trainer.project


def test_rewind_under_another_seed_draws_new_weights(trainer: Trainer) -> None:
    start, learned = trainer.state().initial, trainer.state().tensors
    trainer.change_project(edits.set_training(trainer.project, seed=9))
    assert same_bits(trainer.state().tensors, learned)
    trainer.rewind()
    assert not same_bits(trainer.state().tensors, start)
    assert same_parameters(trainer, Trainer(trainer.project))


def test_a_slider_leaves_one_line_in_the_journal(trainer: Trainer) -> None:
    for rate in (0.1, 0.2, 0.3):
        trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=rate))
    journal = trainer.state().journal
    assert len(journal) == 1
    assert isinstance(journal[0].change, ProjectChange)
    assert journal[0].change.project.training.optimizer.learning_rate == 0.3
    trainer.advance(1)
    trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=0.4))
    assert len(trainer.state().journal) == 2


def test_a_whole_new_network_trains(trainer: Trainer) -> None:
    trainer.change_project(edits.set_network(trainer.project, parse("dense 2 relu > output")))
    assert trainer.advance(5).done == 5


def test_what_rests_is_joined_in_one_pass_over_the_units() -> None:
    """Every edit beside a layer of thousands of units held up the run for a second."""
    asked: list[UnitRef] = []

    class Asked(UnitRef):
        def __hash__(self) -> int:
            asked.append(self)
            return super().__hash__()

    layer = LayerId("L2")
    first, second = (
        tuple(Asked(layer, UnitId(f"u{number}")) for number in range(start, start + 200))
        for start in (0, 200)
    )
    column = (UnitRef(LayerId("L1"), UnitId("x")),)
    planes = np.zeros((3, 200, 1), np.float32)
    parts = [Tensor(ParameterId(layer, "weight"), t, column, planes) for t in (first, second)]
    assert len(carry.union(*parts).targets) == 400
    assert len(asked) < 20 * 400


def test_the_curve_begins_with_what_the_first_update_begins_with() -> None:
    """Data chosen and weights set before step 1 leave no loss of what was there before."""
    trainer = Trainer(project("dense 5 tanh > output", "xor"))
    first = float(trainer.curve().train_loss[0])
    other = edits.set_data(trainer.project, kind="circle", noise=0.3)
    trainer.change_project(other)
    curve = trainer.curve()
    assert curve.steps.tolist() == [0]
    assert curve.train_loss[0] == np.float32(trainer.metrics().train_loss) != np.float32(first)
    layer = trainer.resolution.order[1]
    bias = WeightRef(ParameterId(layer, "bias"), UnitRef(layer, UnitId("u1")))
    trainer.set_weight(bias, 3.0)
    assert trainer.curve().train_loss[0] == np.float32(trainer.metrics().train_loss)
    begun = trainer.curve().train_loss[0]
    trainer.advance(20)
    trainer.visit(0)
    trainer.visit(20)
    assert trainer.curve().train_loss[0] == begun
    # Later changes are part of the story: what was, was.
    trainer.change_project(edits.set_data(trainer.project, noise=0.1))
    assert trainer.curve().steps.tolist() == [*range(21)]
