"""Every row of the table task × activation × loss, against a float64 twin of the whole network."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from playground.data.dataset import Dataset
from playground.engine import prepare as prepare_module
from playground.engine.prepare import EVALUATION_BATCH
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.catalog import TARGET_RULES, TargetRule
from playground.model.check import DataShape
from playground.model.ids import UnitId
from playground.model.network import OutputSpec
from playground.model.project import DataSpec, Project
from playground.model.resolution import SequenceShape
from tests.engine.projects import project
from tests.engine.twin_network import Twin

EXAMPLES = 23
FEATURES = 3
LENGTH = 4
CLASSES = {"binary": 2, "classes": 4, "regression": 0, "tokens": 4, "input": 4}


def synthetic(rule: TargetRule) -> Dataset:
    """A small dataset of the rule's task with nothing regular about it."""
    classes = CLASSES[rule.task]
    rng = np.random.default_rng(7)
    has_positions, is_share = rule.task == "tokens", rule.task == "input"
    columns = FEATURES * (LENGTH if has_positions else 1)
    inputs = rng.normal(size=(EXAMPLES, columns)).astype(np.float32)
    if is_share:
        inputs = rng.uniform(0.1, 0.9, inputs.shape).astype(np.float32)
    labels = rng.integers(
        0, max(1, classes), (EXAMPLES, LENGTH) if has_positions else EXAMPLES
    ).astype(np.int32)
    values = rng.uniform(0.1, 0.9, (EXAMPLES, 0 if classes else 1)).astype(np.float32)
    shape = DataShape(
        "classes" if is_share else rule.task,
        tuple(UnitId(f"f{i}") for i in range(FEATURES)),
        tuple(f"c{i}" for i in range(classes)),
        sequence=SequenceShape(LENGTH) if has_positions else None,
        is_share=is_share,
    )
    split = np.arange(EXAMPLES, dtype=np.int32)
    lengths = rng.integers(1, LENGTH + 1, EXAMPLES).astype(np.int32) if has_positions else None
    return Dataset(
        DataSpec(kind="xor"), shape, inputs, inputs.astype(np.float64), labels, values,
        split[:17], split[17:], np.zeros(columns), np.ones(columns), lengths=lengths,
    )  # fmt: skip


def text_for(rule: TargetRule) -> str:
    units = rule.unit_count(CLASSES[rule.task], FEATURES)
    return f"dense 5 tanh > sigmoid > dense 4 relu > dense {units} {rule.activation}"


def with_head(project: Project, rule: TargetRule) -> Project:
    """Let the output give back what came in, where the rule is of that."""
    head = project.network.layers[-1]
    assert isinstance(head.spec, OutputSpec)
    target = "input" if rule.task == "input" else "label"
    network = project.network.with_layer(replace(head, spec=replace(head.spec, target=target)))
    return replace(project, network=network)


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Callable[[TargetRule, int], Trainer]:
    def build(rule: TargetRule, batch: int) -> Trainer:
        dataset = synthetic(rule)
        monkeypatch.setattr(prepare_module, "build", lambda _: dataset)
        monkeypatch.setattr(prepare_module, "shape_of", lambda _: dataset.shape)
        start = project(text_for(rule), "xor", batch=batch, optimizer="sgd", rate=0.1)
        return Trainer(
            with_head(edits.set_loss(start, start.network.layers[-1].id, rule.loss), rule)
        )

    return build


RULES = [pytest.param(r, id=f"{r.task}-{r.activation}-{r.loss}") for r in TARGET_RULES]


@pytest.mark.parametrize("batch", [1, 10, 17])
@pytest.mark.parametrize("rule", RULES)
def test_gradient_agrees_with_central_differences(
    make: Callable[[TargetRule, int], Trainer], rule: TargetRule, batch: int
) -> None:
    trainer = make(rule, batch)
    program, layout = trainer.bound.program, trainer.bound.program.layout
    update = program.tape.phase("update").start
    for _ in range(update):
        trainer.advance_operation()
    chosen = trainer.batch_examples()
    assert program.gradient is not None
    got = trainer.bound.view(program.gradient)[: layout.size, 0].astype(np.float64)
    values = trainer.bound.block[: layout.size].astype(np.float64)
    twin = Twin(trainer, rule)
    expected = twin.gradient(values, chosen)
    np.testing.assert_allclose(got, expected, atol=3e-6 + 2e-4 * np.abs(expected).max())
    loss = twin.loss(values, chosen)
    assert float(trainer.bound.view(program.heads[0].loss)[0, 0]) == pytest.approx(loss, rel=2e-5)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_trains(make: Callable[[TargetRule, int], Trainer], rule: TargetRule) -> None:
    trainer = make(rule, 5)
    before = trainer.metrics()
    trainer.advance(400)
    after = trainer.metrics()
    assert after.train_loss < before.train_loss
    assert np.isnan(after.train_accuracy) == (rule.encoding == "value")
    values = trainer.bound.block[: trainer.bound.program.layout.size].astype(np.float64)
    expected = Twin(trainer, rule).loss(values, trainer.dataset.test)
    assert after.test_loss == pytest.approx(expected, rel=1e-4)


def test_metrics_over_several_evaluation_batches() -> None:
    trainer = Trainer(project("dense 3 tanh > output", "circle", examples=700, train_share=0.5))
    assert trainer.dataset.train.size > EVALUATION_BATCH
    outputs = trainer.evaluator.outputs(np.array(trainer.dataset.inputs))
    labels = trainer.dataset.labels
    y, a = labels.astype(np.float64), outputs[:, 0].astype(np.float64)
    losses = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    metrics = trainer.metrics()
    for chosen, loss, accuracy in (
        (trainer.dataset.train, metrics.train_loss, metrics.train_accuracy),
        (trainer.dataset.test, metrics.test_loss, metrics.test_accuracy),
    ):
        assert loss == pytest.approx(losses[chosen].mean(), rel=1e-5)
        assert accuracy == np.mean((a[chosen] > 0.5) == (labels[chosen] == 1))
