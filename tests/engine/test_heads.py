"""Several outputs, several inputs, shared and turned weights, phases: whole networks by hand."""

import dataclasses

import numpy as np
import numpy.typing as npt
import pytest

from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode, Register
from playground.model.catalog import SCHEDULES
from playground.model.ids import LayerId, ParameterId
from playground.model.network import (
    Connection,
    DenseSpec,
    InputSpec,
    Layer,
    Network,
    OutputSpec,
)
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    ScheduleSpec,
    TrainingSpec,
)
from playground.model.text import unit_ids

Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]
IN, HIDDEN, CODE, BACK = LayerId("in"), LayerId("h"), LayerId("c"), LayerId("b")
LABEL, AGAIN = LayerId("label"), LayerId("again")
SGD = OptimizerSpec("sgd", 0.1)


def chain(*pairs: tuple[LayerId, LayerId]) -> tuple[Connection, ...]:
    return tuple(Connection(source, target) for source, target in pairs)


def project(
    layers: tuple[Layer, ...],
    connections: tuple[Connection, ...],
    phases: tuple[PhaseSpec, ...] = (PhaseSpec(optimizer=SGD),),
) -> Project:
    training = TrainingSpec(batch_size=7, phases=phases)
    data = DataSpec("xor", examples=20, train_share=0.7)
    return Project(Network(layers, connections, 99), data, training)


def two_heads(weight: float) -> Project:
    layers = (
        Layer(IN, "input", InputSpec()),
        Layer(HIDDEN, "hidden", DenseSpec(unit_ids(5), "tanh")),
        Layer(LABEL, "output", OutputSpec()),
        Layer(AGAIN, "again", OutputSpec(target="input", weight=weight)),
    )
    return project(layers, chain((IN, HIDDEN), (HIDDEN, LABEL), (HIDDEN, AGAIN)))


def values(trainer: Trainer) -> dict[ParameterId, Float64]:
    return {name: w.astype(np.float64) for name, w in trainer.weights().items()}


def inputs_of(trainer: Trainer, examples: Int32) -> Float64:
    return np.asarray(trainer.dataset.inputs[examples], np.float64)


def to_update(trainer: Trainer) -> Int32:
    for _ in range(trainer.bound.program.tape.phase("update").start):
        trainer.advance_operation()
    return trainer.batch_examples()


def test_two_heads_have_losses_and_weights_of_their_own() -> None:
    trainer = Trainer(two_heads(0.25))
    w = values(trainer)
    examples = to_update(trainer)
    x = inputs_of(trainer, examples)
    y = trainer.dataset.labels[examples].astype(np.float64)[:, None]
    h = np.tanh(x @ w[ParameterId(HIDDEN, "weight")].T)
    p = 1 / (1 + np.exp(-(h @ w[ParameterId(LABEL, "weight")].T)))
    r = h @ w[ParameterId(AGAIN, "weight")].T
    bce = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()
    mse = 0.25 * ((r - x) ** 2).mean()
    found = [float(trainer.bound.view(head.loss)[0, 0]) for head in trainer.bound.program.heads]
    assert found == pytest.approx([bce, mse], rel=1e-5)
    dp, dr = (p - y) / len(x), 0.25 * 2 * (r - x) / x.size
    dh = dp @ w[ParameterId(LABEL, "weight")] + dr @ w[ParameterId(AGAIN, "weight")]
    want = (dh * (1 - h**2)).T @ x
    bound = trainer.bound
    assert bound.program.gradient is not None
    slot = bound.program.layout.slot(ParameterId(HIDDEN, "weight"))
    plane = bound.view(bound.program.gradient).ravel()[slot.offset : slot.offset + slot.size]
    np.testing.assert_allclose(plane.reshape(want.shape), want, atol=1e-6)
    trainer.advance_batch()
    assert trainer.batch_loss == pytest.approx(bce + mse, rel=1e-5)


def test_every_output_tells_its_own_loss_and_weighted_they_add_up() -> None:
    """20 examples of the plane: x and y given back, and the class; each loss by hand."""
    trainer = Trainer(two_heads(0.25))
    trainer.advance(5)
    found, data = trainer.metrics(), trainer.dataset
    answers = trainer.evaluator.layer_activations(data.inputs, (LABEL, AGAIN))
    share = answers[LABEL][0].astype(np.float64)
    right = data.labels.astype(np.float64)
    label = -(right * np.log(share) + (1 - right) * np.log(1 - share))
    again = ((answers[AGAIN].T.astype(np.float64) - data.inputs) ** 2).mean(axis=1)
    for place, examples in enumerate((data.train, data.test)):
        assert found.losses[LABEL][place] == pytest.approx(label[examples].mean(), rel=1e-5)
        assert found.losses[AGAIN][place] == pytest.approx(again[examples].mean(), rel=1e-5)
    whole = found.losses[LABEL][0] + 0.25 * found.losses[AGAIN][0]
    assert found.train_loss == pytest.approx(whole, rel=1e-6)


def test_a_padlock_on_a_tied_layer_holds_its_bias_and_what_it_borrows() -> None:
    made = tied()
    locked = made.network.with_layer(dataclasses.replace(made.network.layer(BACK), is_frozen=True))
    trainer = Trainer(dataclasses.replace(made, network=locked))
    before = values(trainer)
    trainer.advance(3)
    for name, w in values(trainer).items():
        np.testing.assert_array_equal(w, before[name])


def tied() -> Project:
    layers = (
        Layer(IN, "input", InputSpec()),
        Layer(CODE, "code", DenseSpec(unit_ids(3), "tanh")),
        Layer(BACK, "back", OutputSpec(target="input"), shares=CODE, is_transposed=True),
    )
    return project(layers, chain((IN, CODE), (CODE, BACK)))


def test_tied_weights_learn_from_both_of_their_places() -> None:
    trainer = Trainer(tied())
    name = ParameterId(CODE, "weight")
    assert set(values(trainer)) == {name, ParameterId(CODE, "bias"), ParameterId(BACK, "bias")}
    w = values(trainer)[name]
    examples = to_update(trainer)
    x = inputs_of(trainer, examples)
    h = np.tanh(x @ w.T)
    dr = 2 * (h @ w - x) / x.size
    want = (dr @ w.T * (1 - h**2)).T @ x + h.T @ dr
    trainer.advance_batch()
    np.testing.assert_allclose(values(trainer)[name], w - 0.1 * want, atol=1e-6)
    # Every step anew: nothing of the last one's gradient is left.
    bias, before = ParameterId(CODE, "bias"), values(trainer)
    x = inputs_of(trainer, to_update(trainer))
    w, c = before[name], before[bias]
    h = np.tanh(x @ w.T + c)
    dr = 2 * (h @ w + before[ParameterId(BACK, "bias")] - x) / x.size
    trainer.advance_batch()
    want = c - 0.1 * (dr @ w.T * (1 - h**2)).sum(axis=0)
    np.testing.assert_allclose(values(trainer)[bias], want, atol=1e-6)


def test_a_shared_layer_stays_one_layer() -> None:
    first, second = LayerId("one"), LayerId("two")
    layers = (
        Layer(IN, "input", InputSpec()),
        Layer(first, "one", DenseSpec(unit_ids(2), "tanh")),
        Layer(second, "two", DenseSpec(unit_ids(2), "tanh"), shares=first),
        Layer(LABEL, "output", OutputSpec()),
    )
    trainer = Trainer(project(layers, chain((IN, first), (first, second), (second, LABEL))))
    w, v = values(trainer)[ParameterId(first, "weight")], values(trainer)
    assert ParameterId(second, "weight") not in v
    examples = to_update(trainer)
    x = inputs_of(trainer, examples)
    y = trainer.dataset.labels[examples].astype(np.float64)[:, None]
    a = np.tanh(x @ w.T)
    b = np.tanh(a @ w.T)
    head = v[ParameterId(LABEL, "weight")]
    p = 1 / (1 + np.exp(-(b @ head.T)))
    db = (p - y) / len(x) @ head * (1 - b**2)
    want = db.T @ a + (db @ w * (1 - a**2)).T @ x
    trainer.advance_batch()
    np.testing.assert_allclose(
        values(trainer)[ParameterId(first, "weight")], w - 0.1 * want, atol=1e-6
    )


LATENT, MAKER, JUDGE = LayerId("z"), LayerId("g"), LayerId("d")
MAKER_WEIGHT = ParameterId(MAKER, "weight")
JUDGE_FAKE, REAL, FAKE, FOOL = LayerId("d2"), LayerId("real"), LayerId("fake"), LayerId("fool")


def players(rate: float = 0.1) -> Project:
    """A GAN: the judge learns from real and made examples, then the maker from fooling it."""
    judge = DenseSpec(unit_ids(4), "tanh")
    layers = (
        Layer(IN, "input", InputSpec()),
        Layer(LATENT, "latent", InputSpec("noise", unit_ids(3))),
        Layer(MAKER, "maker", DenseSpec(unit_ids(2), "linear")),
        Layer(JUDGE, "judge", judge),
        Layer(JUDGE_FAKE, "judge of made", judge, shares=JUDGE),
        Layer(REAL, "real", OutputSpec(target="real")),
        Layer(FAKE, "fake", OutputSpec(target="fake"), shares=REAL),
        Layer(FOOL, "fool", OutputSpec(target="real"), shares=REAL),
    )
    connections = chain(
        (IN, JUDGE), (LATENT, MAKER), (MAKER, JUDGE_FAKE), (JUDGE, REAL), (JUDGE_FAKE, FAKE),
        (JUDGE_FAKE, FOOL),
    )  # fmt: skip
    phases = (
        PhaseSpec((REAL, FAKE), (JUDGE, REAL), SGD),
        PhaseSpec((FOOL,), (MAKER,), dataclasses.replace(SGD, learning_rate=rate)),
    )
    return project(layers, connections, phases)


def test_the_players_of_a_gan_move_in_turns() -> None:
    trainer = Trainer(players(0.3))
    before = values(trainer)
    labels = trainer.operations
    first = trainer.bound.program.tape.phase("update")
    for _ in range(first.stop):
        trainer.advance_operation()
    between = {name: w.astype(np.float64) for name, w in trainer._network.weights().items()}
    trainer.advance_batch()
    after = values(trainer)
    for name in before:
        judges = name.layer in (JUDGE, REAL)
        assert np.any(between[name] != before[name]) == judges, name
        moved = np.any(after[name] != between[name])
        assert moved == (name.layer == MAKER), name
    assert [label.phase for label in labels].count("loss") == 3
    # The detached maker: no blame reaches it while the judge learns.
    backward = [x.layer for x in labels[: first.stop] if x.phase == "backward"]
    assert MAKER not in backward


def test_the_maker_learns_at_its_own_rate() -> None:
    moved = []
    for rate in (0.1, 0.3):
        trainer = Trainer(players(rate))
        before = values(trainer)[ParameterId(MAKER, "weight")]
        trainer.advance(1)
        moved.append(values(trainer)[ParameterId(MAKER, "weight")] - before)
    np.testing.assert_allclose(moved[1], 3 * moved[0], rtol=1e-3, atol=1e-6)


def scheduled(first: ScheduleSpec, second: ScheduleSpec) -> Project:
    made = players(0.3)
    phases = tuple(
        dataclasses.replace(
            phase, optimizer=dataclasses.replace(phase.optimizer, schedule=schedule)
        )
        for phase, schedule in zip(made.training.phases, (first, second), strict=True)
    )
    return dataclasses.replace(made, training=dataclasses.replace(made.training, phases=phases))


def sigmoid(z: Float64) -> Float64:
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


class Game:
    """The two players of `players` once more, in float64: one step of gradient descent each."""

    def __init__(self, trainer: Trainer) -> None:
        self.w = values(trainer)

    def of(self, layer: LayerId) -> tuple[Float64, Float64]:
        return self.w[ParameterId(layer, "weight")], self.w[ParameterId(layer, "bias")]

    def judge(self, x: Float64) -> tuple[Float64, Float64]:
        (v, b), (r, c) = self.of(JUDGE), self.of(REAL)
        h = np.tanh(x @ v.T + b)
        return h, sigmoid(h @ r.T + c)

    def made(self, drawn: Float64) -> Float64:
        w, b = self.of(MAKER)
        return np.asarray(drawn @ w.T + b)

    def step(self, x: Float64, drawn: Float64, rates: tuple[float, float]) -> None:
        """Move the judge, then the maker against the judge that has moved."""
        moves = dict.fromkeys(("v", "b", "r", "c"), np.zeros(1))
        for inputs, right in ((x, 1.0), (self.made(drawn), 0.0)):
            h, p = self.judge(inputs)
            dz = (p - right) / len(x)
            dh = dz @ self.of(REAL)[0] * (1 - h**2)
            found = {"v": dh.T @ inputs, "b": dh.sum(0), "r": dz.T @ h, "c": dz.sum(0)}
            moves = {name: moves[name] + found[name] for name in found}
        for layer, names in ((JUDGE, "vb"), (REAL, "rc")):
            for name, role in zip(names, ("weight", "bias"), strict=True):
                self.w[ParameterId(layer, role)] -= rates[0] * moves[name]
        h, p = self.judge(self.made(drawn))
        dh = (p - 1.0) / len(x) @ self.of(REAL)[0] * (1 - h**2)
        dx = dh @ self.of(JUDGE)[0]
        self.w[ParameterId(MAKER, "weight")] -= rates[1] * dx.T @ drawn
        self.w[ParameterId(MAKER, "bias")] -= rates[1] * dx.sum(0)


@pytest.mark.parametrize("second", SCHEDULES)
@pytest.mark.parametrize("first", ["constant", "cosine"])
def test_each_player_follows_the_schedule_of_its_own(first: str, second: str) -> None:
    """Against float64: twelve steps of both, batches of 7, rates of 0.1 and 0.3."""
    schedules = ScheduleSpec(first, 9, 0.2), ScheduleSpec(second, 4, 0.5)
    trainer = Trainer(scheduled(*schedules))
    game, bound = Game(trainer), trainer.bound
    for t in range(12):
        examples = to_update(trainer)
        trainer.advance_batch()
        drawn = bound.program.slices[LATENT].a
        assert drawn is not None
        latent = bound.view(drawn)[:, : len(examples)].T.astype(np.float64)
        rates = [
            rate * SCHEDULES[spec.kind].scale(t, spec.period, spec.factor)
            for rate, spec in zip((0.1, 0.3), schedules, strict=True)
        ]
        game.step(inputs_of(trainer, examples), latent, (rates[0], rates[1]))
        assert trainer.learning_rate == pytest.approx(
            0.1 * SCHEDULES[first].scale(t + 1, 9, 0.2), rel=1e-12
        )
        for name, w in values(trainer).items():
            np.testing.assert_allclose(w, game.w[name], rtol=2e-5, atol=2e-6, err_msg=f"{name} {t}")


def test_a_player_alone_changes_its_schedule_while_it_trains() -> None:
    """What was computed stays; from the next step on its rate is that of the new schedule."""
    plain = ScheduleSpec()
    trainer, other = (Trainer(scheduled(plain, plain)) for _ in range(2))
    trainer.advance(4)
    other.advance(4)
    before = values(trainer)
    trainer.change_project(scheduled(plain, ScheduleSpec("step", 5, 0.0)))
    np.testing.assert_array_equal(values(trainer)[MAKER_WEIGHT], before[MAKER_WEIGHT])
    trainer.advance(1)
    other.advance(1)
    np.testing.assert_array_equal(trainer.bound.block, other.bound.block)
    trainer.advance(1)
    before = values(other)
    np.testing.assert_array_equal(values(trainer)[MAKER_WEIGHT], before[MAKER_WEIGHT])
    other.advance(1)
    assert np.any(values(other)[MAKER_WEIGHT] != before[MAKER_WEIGHT])
    judge = ParameterId(JUDGE, "weight")
    np.testing.assert_array_equal(values(trainer)[judge], values(other)[judge])


MIXED = scheduled(ScheduleSpec("warmup", 9), ScheduleSpec("cosine", 11, 0.1))


@pytest.mark.parametrize(
    "made", [two_heads(0.5), tied(), players(), MIXED], ids=["heads", "tied", "gan", "rates"]
)
def test_bursts_rows_and_restarts_give_equal_bits(made: Project) -> None:
    at_once, in_rows = Trainer(made), Trainer(made)
    at_once.advance(25)
    while in_rows.step < 10:
        in_rows.advance_operation()
    again = Trainer(made, state=in_rows.state())
    again.advance(15)
    for name, want in at_once.weights().items():
        np.testing.assert_array_equal(again.weights()[name], want, err_msg=str(name))
    assert np.isfinite(at_once.metrics().train_loss)


def rows_into_the_last_update(trainer: Trainer) -> None:
    """Run single rows until the last phase has moved its weights, at its own rate."""
    codes = trainer.bound.program.tape.rows[:, 0].tolist()
    while trainer.row <= len(codes) - 1 - codes[::-1].index(OpCode.SGD_UPDATE):
        trainer.advance_operation()


def test_a_step_given_up_in_the_second_phase_begins_again_at_the_first_ones_rate() -> None:
    broken, whole = Trainer(players(0.3)), Trainer(players(0.3))
    broken.advance(5)
    rows_into_the_last_update(broken)
    broken.drop_batch()
    broken.advance(3)
    whole.advance(8)
    np.testing.assert_array_equal(broken.bound.block, whole.bound.block)


def test_a_guard_in_the_second_phase_brings_back_the_step_before() -> None:
    """The steps since the last copy are run again: at the first phase's rate, not the second's."""
    trainer = Trainer(players(0.3))
    trainer.advance(5)
    before = trainer.bound.block.copy()
    rows_into_the_last_update(trainer)
    trainer.bound.block[0] = np.nan
    trainer.advance_batch()
    assert trainer.guard is not None
    np.testing.assert_array_equal(trainer.bound.block, before)
    trainer.go_back()
    whole = Trainer(players(0.3))
    trainer.advance(3)
    whole.advance(8)
    np.testing.assert_array_equal(trainer.bound.block, whole.bound.block)


@pytest.mark.parametrize("padlock", ["owner", "borrower"])
def test_weights_of_a_frozen_layer_stand_still_wherever_they_are_used(padlock: str) -> None:
    """Another layer that borrows them must not move them, nor count in how long a gradient is."""
    first, second = LayerId("one"), LayerId("two")
    layers = (
        Layer(IN, "input", InputSpec()),
        Layer(first, "one", DenseSpec(unit_ids(2), "tanh"), is_frozen=padlock == "owner"),
        Layer(
            second,
            "two",
            DenseSpec(unit_ids(2), "tanh"),
            shares=first,
            is_frozen=padlock == "borrower",
        ),
        Layer(LABEL, "output", OutputSpec()),
    )
    trainer = Trainer(project(layers, chain((IN, first), (first, second), (second, LABEL))))
    before = {name: w.copy() for name, w in trainer.weights().items()}
    trainer.advance(5)
    for name, w in trainer.weights().items():
        assert np.array_equal(w, before[name]) == (name.layer == first), name
    program = trainer.bound.program
    assert program.gradient is not None
    plane = trainer.bound.view(program.gradient).ravel()
    for slot in program.layout.trained:
        blamed = plane[slot.offset : slot.offset + slot.size].any()
        assert blamed == (slot.shape.id.layer != first), slot.shape.id


def test_drawn_numbers_of_made_up_examples_depend_on_nothing_looked_at_before() -> None:
    """They were those behind the last batch: behind the end of the order table even."""
    trainer = Trainer(players(0.3))
    trainer.advance(3)
    inputs, evaluator = trainer.dataset.inputs, trainer.evaluator
    want = evaluator.layer_activations(inputs)[MAKER]
    assert int(evaluator._evaluation.registers[Register.CURSOR]) == 0
    alone = trainer.what_if(inputs[0]).layers[MAKER].a
    assert alone is not None
    for look in (trainer.metrics, lambda: trainer.probe(5), evaluator.decisions):
        look()
        np.testing.assert_array_equal(evaluator.layer_activations(inputs)[MAKER], want)
        again = trainer.what_if(inputs[0]).layers[MAKER].a
        assert again is not None
        np.testing.assert_array_equal(again, alone)


def test_each_part_of_a_step_shows_the_numbers_that_it_has_computed() -> None:
    """The judge's pass had no numbers: those shown were the maker's, which come later."""
    trainer = Trainer(players())
    trainer.advance(2)
    first = trainer.bound.program.tape.phase("update").stop
    seen = []
    for row, label in enumerate(trainer.operations[:-1], start=1):
        trainer.advance_operation()
        probe = trainer.probe(int(trainer.batch_examples()[0]))
        judged, made = probe.layers[JUDGE_FAKE], probe.layers[MAKER].a
        seen.append((judged.a is not None, judged.dz is not None))
        if label.phase == "forward" and label.layer == JUDGE_FAKE and judged.a is not None:
            assert made is not None
            weights = trainer._network.weights()
            w, b = (weights[ParameterId(JUDGE, name)] for name in ("weight", "bias"))
            np.testing.assert_allclose(judged.a, np.tanh(w @ made + b), rtol=1e-4, atol=1e-6)
        if row <= first:
            assert probe.layers[FOOL].a is None
    # In both parts: nothing, then activations, then blame.
    for part in (seen[:first], seen[first:]):
        assert part[0] == (False, False)
        assert (True, False) in part
        assert part[-1] == (True, True)
