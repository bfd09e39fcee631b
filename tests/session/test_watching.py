"""What views watch comes with the snapshot, and watching changes nothing."""

import numpy as np
import pytest

from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, WeightRef
from playground.readout.pruning import prune_report, pruned
from playground.readout.space import space
from playground.session.commands import SetWatch, SetWeights, Step, Watch
from playground.session.session import Session
from tests.session.runs import PATIENCE, captured, opened, small, values


def trained(text: str = "dense 6 tanh > output", steps: int = 300) -> Trainer:
    trainer = Trainer(small(text))
    trainer.advance(steps)
    return trainer


def test_everything_watched_arrives_and_the_run_stays_the_same(session: Session) -> None:
    project = small()
    layer = project.network.layers[1].id
    opened(session, project)
    session.send(Step("batch", 40))
    before = values(captured(session))
    watch = Watch(what_if=(0.5, -2.0), activations=(layer,), prune=(0.5, "random"), space=layer)
    session.send(SetWatch(watch))
    snapshot = session.wait_for(lambda s: s.prune is not None, PATIENCE)
    assert values(captured(session)) == before
    assert snapshot.what_if is not None
    assert snapshot.space is not None
    assert snapshot.prune is not None
    assert snapshot.learning_rate == pytest.approx(0.1)
    assert snapshot.activations[layer].shape == (4, 20)
    assert snapshot.space.grid.shape == (25, 25, 2)
    assert (snapshot.prune.count, snapshot.prune.weights) == (6, 12)
    assert snapshot.what_if.target.size == 0
    assert snapshot.what_if.layers[layer].dz is None


def test_a_made_up_example_gives_the_networks_answer() -> None:
    trainer = trained()
    from_data = trainer.dataset.inputs[3]
    made_up = trainer.what_if(from_data)
    probe = trainer.probe(3)
    for layer, numbers in probe.layers.items():
        a = made_up.layers[layer].a
        assert a is not None
        assert numbers.a is not None
        np.testing.assert_array_equal(a, numbers.a)
    with pytest.raises(PlaygroundError, match="2 features"):
        trainer.what_if(np.zeros(3, np.float32))


def test_pruning_counts_and_measures_what_is_left() -> None:
    trainer = trained()
    bits = trainer.bound.block.tobytes()
    whole, none = prune_report(trainer, 0.0, "smallest"), prune_report(trainer, 1.0, "smallest")
    assert whole.accuracy == trainer.metrics().test_accuracy
    assert whole.loss == trainer.metrics().test_loss
    assert (none.count, none.weights) == (18, 18)
    # Without any weight the answer is the same everywhere.
    shares = np.bincount(trainer.dataset.labels[trainer.dataset.test]) / trainer.dataset.test.size
    assert any(none.accuracy == pytest.approx(float(share)) for share in shares)
    assert trainer.bound.block.tobytes() == bits


@pytest.mark.parametrize("order", ["smallest", "random"])
def test_a_larger_share_cuts_what_a_smaller_one_did(order: str) -> None:
    weights = trained().weights()
    before = {name: np.zeros(v.shape, bool) for name, v in weights.items() if v.ndim == 2}
    for share in (0.1, 0.4, 0.7, 1.0):
        goes = pruned(weights, share, order, 1)
        assert sum(part.sum() for part in goes.values()) == round(share * 18)
        for name, part in goes.items():
            assert not (before[name] & ~part).any()
        before = dict(goes)
    goes = pruned(weights, 0.5, "smallest", 1)
    cut = np.concatenate([np.abs(weights[name][part]) for name, part in goes.items()])
    kept = np.concatenate([np.abs(weights[name][~part]) for name, part in goes.items()])
    assert cut.max() <= kept.min()


def test_impossible_shares_are_refused() -> None:
    with pytest.raises(PlaygroundError, match="0 to 1"):
        prune_report(trained(steps=0), 1.5, "smallest")


def test_two_units_span_their_own_space() -> None:
    trainer = trained("dense 2 tanh > output")
    layer = trainer.resolution.order[1]
    view = space(trainer, layer, 5)
    activations = trainer.evaluator.layer_activations(trainer.dataset.inputs, (layer,))[layer]
    np.testing.assert_array_equal(view.points, activations.T[view.examples])
    assert view.explained is None
    assert view.grid.shape == (5, 5, 2)


def test_wide_layers_are_drawn_along_their_principal_components() -> None:
    trainer = trained()
    view = space(trainer, trainer.resolution.order[1])
    layer = trainer.resolution.order[1]
    seen = trainer.evaluator.layer_activations(trainer.dataset.inputs, (layer,))[layer]
    chosen = seen.T[view.examples].astype(np.float64)
    singular = np.linalg.svd(chosen - chosen.mean(axis=0), compute_uv=False) ** 2
    assert view.explained == pytest.approx(singular[:2].sum() / singular.sum(), rel=1e-6)
    np.testing.assert_allclose(view.axes @ view.axes.T, np.eye(2), atol=1e-6)
    np.testing.assert_allclose((view.points**2).sum(axis=0), singular[:2], rtol=1e-4)
    with pytest.raises(PlaygroundError, match="not part"):
        space(trainer, LayerId("gone"))


def test_many_weights_are_set_in_one_intervention(session: Session) -> None:
    opened(session, small())
    state = captured(session)
    tensor = state.tensors[1]
    assert tensor.sources == ()
    refs = tuple(WeightRef(tensor.id, unit) for unit in tensor.targets)
    session.send(SetWeights(refs, (0.1, 0.2, -0.3, 1e-3)))
    after = captured(session)
    np.testing.assert_array_equal(
        after.tensors[1].planes[0], np.array([0.1, 0.2, -0.3, 1e-3], np.float32)
    )
    assert len(after.journal) == 1
    session.send(SetWeights(refs, (0.1, float("nan"), 0.0, 0.0)))
    snapshot = session.wait_for(lambda s: "cannot be nan" in s.notice, PATIENCE)
    assert snapshot.status == "paused"
    assert values(captured(session)) == values(after)
