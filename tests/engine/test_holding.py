"""What is held stays: padlocks on layers and weights, cuts, clamps; and cuts come back to the bit."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from playground.engine.state import Tensor
from playground.engine.trainer import Trainer
from playground.files.project_file import load, save
from playground.model.catalog import OPTIMIZERS
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, ParameterId, WeightRef
from playground.model.network import Clamp, DropoutSpec, Network
from playground.model.project import OptimizerSpec, PhaseSpec, Project
from tests.engine.projects import project, same_bits, same_parameters

TEXT = "dense 5 tanh > dense 4 relu > output"


def started(kind: str = "adam", text: str = TEXT) -> Trainer:
    optimizer = OptimizerSpec(kind, 0.02, weight_decay=0.3)
    made = project(text, "xor", batch=7, examples=60)
    training = replace(
        made.training, l1=0.01, l2=0.02, clip=0.5, phases=(PhaseSpec(optimizer=optimizer),)
    )
    trainer = Trainer(replace(made, training=training))
    trainer.advance(25)
    return trainer


def with_network(project_: Project, **changes: object) -> Project:
    network: Network = replace(project_.network, **changes)  # type: ignore[arg-type]
    return replace(project_, network=network)


def frozen(project_: Project, layer: LayerId, is_frozen: bool = True) -> Project:
    found = project_.network.layer(layer)
    network = project_.network.with_layer(replace(found, is_frozen=is_frozen))
    return replace(project_, network=network)


def tensor(trainer: Trainer, layer: LayerId, name: str = "weight") -> Tensor:
    wanted = ParameterId(layer, name)
    return next(t for t in trainer.state().tensors if t.id == wanted)


def ref(trainer: Trainer, layer: LayerId, row: int, column: int) -> WeightRef:
    found = tensor(trainer, layer)
    return WeightRef(found.id, found.targets[row], found.sources[column])


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_a_frozen_layer_changes_by_exactly_nothing(kind: str) -> None:
    trainer = started(kind)
    first, second = trainer.resolution.order[1:3]
    trainer.change_project(frozen(trainer.project, first))
    before = [tensor(trainer, first, name).planes.tobytes() for name in ("weight", "bias")]
    other = tensor(trainer, second).planes[0].copy()
    trainer.advance(50)
    after = [tensor(trainer, first, name).planes.tobytes() for name in ("weight", "bias")]
    assert after == before
    assert not np.array_equal(tensor(trainer, second).planes[0], other)
    trainer.change_project(frozen(trainer.project, first, is_frozen=False))
    trainer.advance(5)
    assert tensor(trainer, first).planes.tobytes() != before[0]


def test_everything_may_be_frozen() -> None:
    trainer = started()
    changed = trainer.project
    for layer in trainer.resolution.order[1:]:
        changed = frozen(changed, layer)
    trainer.change_project(changed)
    before = trainer.state().tensors
    trainer.advance(20)
    assert trainer.step == 45
    assert same_bits(trainer.state().tensors, before)


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_a_padlocked_weight_keeps_its_value_and_a_cut_one_stays_zero(kind: str) -> None:
    trainer = started(kind)
    first, second = trainer.resolution.order[1:3]
    locked, cut = ref(trainer, first, 2, 1), ref(trainer, second, 1, 3)
    bias = WeightRef(ParameterId(first, "bias"), tensor(trainer, first).targets[0])
    value, bias_value = trainer.weight(locked), trainer.weight(bias)
    trainer.change_project(
        with_network(trainer.project, frozen_weights=(locked, bias), cuts=(cut,))
    )
    assert trainer.weight(cut) == 0.0
    others = tensor(trainer, first).planes[0].copy()
    for _ in range(40):
        trainer.advance(1)
        assert trainer.weight(locked) == value
        assert trainer.weight(bias) == bias_value
        assert trainer.weight(cut) == 0.0
    moved = tensor(trainer, first).planes[0] != others
    assert moved.sum() == moved.size - 1


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_a_padlocked_weight_keeps_its_moments(kind: str) -> None:
    trainer = started(kind)
    first, free = trainer.resolution.order[1], trainer.project
    before = tensor(trainer, first).planes[:, 2, 1].copy()
    locked = ref(trainer, first, 2, 1)
    trainer.change_project(with_network(free, frozen_weights=(locked,)))
    trainer.advance(20)
    trainer.change_project(free)
    np.testing.assert_array_equal(tensor(trainer, first).planes[:, 2, 1], before)
    trainer.advance(1)
    assert trainer.weight(locked) != before[0]


def test_undoing_a_cut_restores_the_weight_to_the_bit() -> None:
    trainer = started()
    second = trainer.resolution.order[2]
    cuts = (ref(trainer, second, 0, 0), ref(trainer, second, 3, 2))
    before, uncut = trainer.state(), trainer.project
    trainer.change_project(with_network(uncut, cuts=cuts))
    assert [trainer.weight(cut) for cut in cuts] == [0.0, 0.0]
    trainer.change_project(uncut)
    assert same_bits(trainer.state().tensors, before.tensors)
    assert trainer.state().attic == ()


def test_a_weight_with_a_padlock_can_be_cut_too() -> None:
    trainer = started()
    weight = ref(trainer, LayerId("L2"), 1, 0)
    value = trainer.weight(weight)
    held = with_network(trainer.project, frozen_weights=(weight,))
    trainer.change_project(held)
    trainer.change_project(with_network(held, cuts=(weight,)))
    assert trainer.weight(weight) == 0.0
    trainer.advance(3)
    trainer.change_project(held)
    assert trainer.weight(weight) == value


def test_a_restored_weight_has_its_old_value_and_others_what_they_learned() -> None:
    trainer = started()
    second = trainer.resolution.order[2]
    one, other = ref(trainer, second, 0, 0), ref(trainer, second, 3, 2)
    old, uncut = tensor(trainer, second).planes.copy(), trainer.project
    trainer.change_project(with_network(uncut, cuts=(one,)))
    trainer.advance(10)
    later = trainer.weight(other)
    trainer.change_project(with_network(uncut, cuts=(one, other)))
    trainer.advance(10)
    learned = tensor(trainer, second).planes
    trainer.change_project(with_network(uncut, cuts=(other,)))
    assert tensor(trainer, second).planes[:, 0, 0].tobytes() == old[:, 0, 0].tobytes()
    trainer.change_project(uncut)
    assert trainer.weight(other) == later
    after = tensor(trainer, second).planes.copy()
    kept = np.ones(after.shape[1:], bool)
    kept[0, 0] = kept[3, 2] = False
    np.testing.assert_array_equal(after[:, kept], learned[:, kept])


def test_a_cut_weight_cannot_be_set_by_hand() -> None:
    trainer = started()
    cut = ref(trainer, trainer.resolution.order[1], 0, 0)
    trainer.change_project(with_network(trainer.project, cuts=(cut,)))
    with pytest.raises(PlaygroundError, match="cut and counts as 0"):
        trainer.set_weight(cut, 1.0)
    with pytest.raises(PlaygroundError, match="cut and counts as 0"):
        trainer.set_weights((cut,), (1.0,))


def test_a_run_that_began_with_a_cut_rewinds_to_start_values_when_it_is_undone() -> None:
    plain = project(TEXT, "xor", batch=7, examples=60)
    whole = Trainer(plain)
    first = whole.resolution.order[1]
    cut = ref(whole, first, 1, 1)
    began = Trainer(with_network(plain, cuts=(cut,)))
    assert began.weight(cut) == 0.0
    began.advance(9)
    began.rewind()
    assert began.weight(cut) == 0.0
    began.change_project(plain)
    assert began.weight(cut) == whole.weight(cut)
    began.rewind()
    assert same_parameters(began, whole)


def test_a_clamped_unit_says_its_value_and_passes_no_blame() -> None:
    trainer = started()
    first, second = trainer.resolution.order[1:3]
    unit = trainer.resolution.layers[first].units_out[2]
    trainer.change_project(with_network(trainer.project, clamps=(Clamp(unit, 0.75),)))
    a = trainer.evaluator.layer_activations(trainer.dataset.inputs, (first,))[first]
    assert np.all(a[2] == np.float32(0.75))
    for _ in range(trainer.bound.program.tape.phase("update").start):
        trainer.advance_operation()
    for example in (int(trainer.batch_examples()[1]), 50):
        numbers = trainer.probe(example).layers[first]
        assert numbers.a is not None
        assert numbers.dz is not None
        assert numbers.da is not None
        assert numbers.a[2] == np.float32(0.75)
        assert numbers.dz[2] == numbers.da[2] == 0.0
        assert np.any(numbers.dz != 0.0)
    assert second in trainer.resolution.order


def test_clamps_of_inputs_and_of_layers_that_pass_on() -> None:
    trainer = started(text="dense 4 tanh > dropout 0.5 > tanh > output")
    start, dense, drop, squash = trainer.resolution.order[:4]
    units = [trainer.resolution.layers[layer].units_out[1] for layer in (start, drop, squash)]
    clamps = tuple(Clamp(unit, value) for unit, value in zip(units, (1.5, -2.0, 0.25), strict=True))
    trainer.change_project(with_network(trainer.project, clamps=clamps))
    seen = trainer.evaluator.layer_activations(trainer.dataset.inputs)
    assert np.all(seen[start][1] == 1.5)
    assert np.all(seen[drop][1] == -2.0)
    assert np.all(seen[squash][1] == 0.25)
    assert not np.all(seen[dense][1] == -2.0), "what comes before stays as it is"
    other = np.delete(np.arange(4), 1)
    np.testing.assert_array_equal(seen[drop][other], seen[dense][other])
    trainer.advance(10)
    assert trainer.guard is None


@pytest.mark.parametrize("text", ["dense 4 softmax > output", "dense 4 tanh > softmax > output"])
def test_a_held_share_of_a_softmax_passes_the_blame_of_the_others_on(text: str) -> None:
    """What the unit would have said goes into the way back, not the value it is held at."""
    trainer = started(text=text)
    layer = trainer.resolution.order[-2]
    unit = trainer.resolution.layers[layer].units_out[1]
    trainer.change_project(with_network(trainer.project, clamps=(Clamp(unit, -2.0),)))
    for _ in range(trainer.bound.program.tape.phase("update").start):
        trainer.advance_operation()
    for example in (int(trainer.batch_examples()[0]), 50):
        before = trainer.probe(example).layers[trainer.resolution.layers[layer].sources[0]]
        numbers = trainer.probe(example).layers[layer]
        assert numbers.z is not None
        assert numbers.a is not None
        assert numbers.da is not None
        share = np.exp(numbers.z) / np.exp(numbers.z).sum()
        np.testing.assert_allclose(np.delete(numbers.a, 1), np.delete(share, 1), rtol=1e-5)
        assert (numbers.a[1], numbers.da[1]) == (-2.0, 0.0)
        blame = share * (numbers.da - share @ numbers.da)
        found = before.da if numbers.dz is None else numbers.dz
        assert found is not None
        np.testing.assert_allclose(found, blame, rtol=1e-4, atol=1e-8)


def test_dropout_works_in_training_and_rests_elsewhere() -> None:
    trainer = started(text="dense 40 tanh > dropout 0.25 > output")
    dense, drop = trainer.resolution.order[1:3]
    seen = trainer.evaluator.layer_activations(trainer.dataset.inputs)
    np.testing.assert_array_equal(seen[drop], seen[dense])
    update = trainer.bound.program.tape.phase("update").start
    for _ in range(update):
        trainer.advance_operation()
    lane = trainer.probe(int(trainer.batch_examples()[2])).layers
    passed, a = lane[drop].a, lane[dense].a
    assert passed is not None
    assert a is not None
    silent = passed == 0.0
    assert 0 < silent.sum() < 25
    np.testing.assert_allclose(passed[~silent], a[~silent] / 0.75, rtol=1e-6)
    # Another seed silences others.
    other = Trainer(replace(trainer.project, training=replace(trainer.project.training, seed=2)))
    assert not same_parameters(trainer, other)


def test_a_dropout_layer_shows_its_own_blame_where_its_input_branches() -> None:
    trainer = started(text="dense 4 tanh as a > dropout 0.25 as drop > add a as both > output")
    dense, drop, both = trainer.resolution.order[1:4]
    layers = trainer.probe(3).layers
    shown = {layer: layers[layer].da for layer in (dense, drop, both)}
    assert all(blame is not None for blame in shown.values())
    np.testing.assert_array_equal(shown[drop], shown[both])
    np.testing.assert_array_equal(shown[dense], 2.0 * shown[both])  # type: ignore[operator]


def test_travel_saving_and_opening_keep_the_bits_of_it_all(tmp_path: Path) -> None:
    trainer = started(text="dense 5 tanh > dropout 0.2 > dense 4 relu > output")
    plain = trainer.project
    order = trainer.resolution.order
    first = order[1]
    cut = ref(trainer, first, 1, 0)
    trainer.change_project(with_network(plain, cuts=(cut,)))
    trainer.advance(40)
    middle = trainer.state()
    path = tmp_path / "run.playground"
    save(path, trainer.project, middle)
    again = Trainer(trainer.project, state=load(path).state)
    for run in (trainer, again):
        run.advance(5)
        run.change_project(frozen(run.project, order[-1]))
        run.set_weights((ref(run, first, 0, 0),), (0.125,))
        run.advance(50)
        run.change_project(plain)
        run.advance(30)
    assert same_parameters(trainer, again)
    final = trainer.state()
    trainer.go_to(65)
    assert same_bits(trainer.state().tensors, middle.tensors)
    again.go_to(10)
    assert same_bits(again.state().tensors, _fresh(plain, 10).state().tensors), (
        "before any of the changes"
    )
    assert final.step == 150


def _fresh(project_: Project, steps: int) -> Trainer:
    trainer = Trainer(project_)
    trainer.advance(steps)
    return trainer


def test_dropout_rates_come_and_go_while_training() -> None:
    trainer = started(text="dense 5 tanh > dropout 0.2 > output")
    before = trainer.state().tensors
    layer = trainer.resolution.order[2]
    found = trainer.project.network.layer(layer)
    network = trainer.project.network.with_layer(replace(found, spec=DropoutSpec(0.6)))
    trainer.change_project(replace(trainer.project, network=network))
    assert same_bits(trainer.state().tensors, before)
    trainer.advance(10)
    assert trainer.guard is None
