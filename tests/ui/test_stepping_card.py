"""The card while the run is stepped: the numbers of the operation at hand, and of no other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from playground.data.build import build, shape_of
from playground.engine.gradient_verdict import GradientCheck
from playground.engine.trainer import Trainer
from playground.files.examples import examples
from playground.model.check import check
from playground.model.ids import ParameterId, UnitRef, WeightRef
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    TrainingSpec,
)
from playground.model.text import parse
from playground.readout.arithmetic.asking import arithmetic, default_target
from playground.session.commands import CheckGradients, Watch
from playground.session.snapshot import Snapshot, StepPosition
from playground.ui.numbers import parse as number_of
from playground.ui.style import DARK
from playground.ui.view import Selection, ShownProject
from playground.ui.views.card.asked import answer_of, target_of
from playground.ui.views.card.view import CardView
from playground.ui.widgets.formula_tex import parse as parse_tex


@dataclass
class Stepped:
    """A run that is stepped, and what a window would be shown of it."""

    trainer: Trainer
    shown: ShownProject

    def snapshot(self, target: UnitRef | WeightRef | None, example: int = 0) -> Snapshot:
        """Return the moment that the run stands at, with the arithmetic of a target."""
        trainer = self.trainer
        found = None if target is None else arithmetic(trainer, target, example=example)
        return Snapshot(
            generation=1,
            project_generation=1,
            status="paused",
            step=trainer.step,
            position=StepPosition(trainer.position.operation, trainer.position.lane),
            operations=trainer.bound.program.tape.labels,
            weights=dict(weights_of(trainer)),
            run_layers=self.shown.resolution.order,
            learning_rate=trainer.learning_rate,
            arithmetic=found,
        )

    def run_to(self, operation: int) -> None:
        while self.trainer.position.operation < operation:
            self.trainer.advance_operation()

    @property
    def weight(self) -> WeightRef:
        """The weight from the first feature to the second neuron."""
        shape = self.shown.resolution.layers[self.shown.resolution.order[1]].parameters[0]
        return shape.weight_at(1, 0)

    @property
    def unit(self) -> UnitRef:
        return self.weight.target


def weights_of(trainer: Trainer) -> Iterator[tuple[ParameterId, np.ndarray]]:
    for tensor in trainer.state().tensors:
        value = tensor.planes[0]
        yield tensor.id, value if tensor.sources else value.reshape(len(tensor.targets))


def stepped(optimizer: str = "sgd", batch: int = 4, text: str = "dense 3 tanh > output") -> Stepped:
    project = Project(
        parse(text),
        DataSpec("spiral"),
        TrainingSpec(
            batch_size=batch, phases=(PhaseSpec(optimizer=OptimizerSpec(optimizer, 0.1)),)
        ),
    )
    trainer = Trainer(project)
    trainer.advance(20)
    resolution = check(project, shape_of(project.data))
    return Stepped(trainer, ShownProject(project, resolution, build(project.data), generation=1))


@pytest.fixture
def view(qtbot: QtBot) -> CardView:
    view = CardView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.resize(330, 900)
    return view


def show(view: CardView, run: Stepped, selection: Selection) -> Snapshot:
    view.show_project(run.shown)
    view.show_selection(selection)
    target = selection.weight or selection.unit
    snapshot = run.snapshot(target)
    view.show_snapshot(snapshot)
    return snapshot


def of_weight(run: Stepped) -> Selection:
    return Selection((run.weight.target.layer,), weight=run.weight)


def of_unit(run: Stepped) -> Selection:
    return Selection((run.unit.layer,), unit=run.unit)


def seen(view: CardView) -> list[str]:
    return [row.text() for row in view.stepped.rows if not row.name.isHidden()]


def row_of(run: Stepped, phase: str, formula: str, last: bool = False) -> int:
    """Return after how many operations a row of the first hidden layer has been carried out."""
    layer = run.unit.layer
    labels = run.trainer.bound.program.tape.labels
    rows = [
        i + 1
        for i, label in enumerate(labels)
        if label.phase == phase and formula in label.formula and label.layer in (layer, None)
    ]
    return rows[-1 if last else 0]


def test_the_neurons_sum_takes_the_place_of_the_probe(view: CardView) -> None:
    run = stepped()
    run.run_to(row_of(run, "forward", "z ="))
    view.show()
    show(view, run, of_unit(run))
    assert view.neuron.isHidden()
    assert view.stepped.isVisible()
    assert view.stepped.place.text().endswith("forward · dense 1")
    (line,) = seen(view)
    record = view.stepped.record
    assert record is not None
    assert record.result is not None
    assert number_of(line.split()[1]) == pytest.approx(record.result, rel=1e-4)
    assert view.stepped.formula.tex == r"z = \sum_i w_i \cdot a_i + b"


def test_the_weights_factors_its_share_and_the_sum_over_the_batch(view: CardView) -> None:
    run = stepped()
    run.run_to(row_of(run, "backward", "∂L/∂W"))
    view.show()
    show(view, run, of_weight(run))
    assert view.wire.isVisible(), "the weight itself can still be changed"
    assert view.wire.chain.isHidden(), "and nothing is said twice"
    assert view.wire.origin.isHidden()
    names = [line.split()[0] for line in seen(view)]
    assert names == ["∂L/∂a", "∂a/∂z", "∂L/∂z", "∂z/∂w", "∂L/∂w", "∂L/∂w", "w"]
    numbers = [number_of(line.split()[1]) for line in seen(view)[:6]]
    da, slope, dz, came, share, total = numbers
    assert None not in numbers
    assert da is not None
    assert slope is not None
    assert came is not None
    assert dz == pytest.approx(da * slope, rel=1e-4)
    assert share == pytest.approx(da * slope * came, rel=1e-4)
    assert "sum over the batch of 4" in seen(view)[5]
    record = view.stepped.record
    assert record is not None
    assert total == pytest.approx(record.result, rel=1e-4)


def test_next_is_what_the_update_then_does(view: CardView) -> None:
    run = stepped()
    run.run_to(row_of(run, "backward", "∂L/∂W"))
    show(view, run, of_weight(run))
    told = number_of(seen(view)[-1].split()[2])
    run.trainer.advance_batch()
    values = dict(weights_of(run.trainer))[run.weight.parameter]
    assert told == pytest.approx(float(values[1, 0]), rel=1e-6)


def test_other_optimizers_are_not_told_in_advance(view: CardView) -> None:
    run = stepped("adam")
    run.run_to(row_of(run, "backward", "∂L/∂W"))
    show(view, run, of_weight(run))
    assert not any(line.startswith("w new") for line in seen(view))
    run.run_to(row_of(run, "update", "Adam"))
    show(view, run, of_weight(run))
    names = [line.split("  ")[0] for line in seen(view)]
    assert names == ["∂L/∂w", "m new", "v new", "m̂", "v̂", "w new"]


def test_numbers_of_another_moment_or_of_another_neuron_are_never_shown(view: CardView) -> None:
    run = stepped()
    run.run_to(row_of(run, "forward", "z ="))
    before = show(view, run, of_unit(run))
    assert seen(view)
    run.trainer.advance_operation()
    late = replace(run.snapshot(run.unit), arithmetic=before.arithmetic)
    view.show_snapshot(late)
    assert view.stepped.record is None
    assert view.stepped.title.isHidden()
    assert answer_of(late, run.unit) is None
    now = run.snapshot(run.unit)
    assert answer_of(replace(now, step=now.step + 1), run.unit) is None
    assert answer_of(now, run.weight) is None
    assert answer_of(now, run.unit) is now.arithmetic


def test_what_does_not_concern_the_neuron_shows_the_last_that_did(view: CardView) -> None:
    run = stepped()
    sums = row_of(run, "forward", "z =")
    run.run_to(sums + 2)
    view.show()
    show(view, run, of_unit(run))
    assert view.stepped.elsewhere.isVisible()
    assert f"operation {sums + 1}" in view.stepped.elsewhere.text()
    assert seen(view)


def test_nothing_selected_shows_the_first_neuron_at_work(view: CardView) -> None:
    run = stepped()
    run.run_to(row_of(run, "forward", "z ="))
    view.show_project(run.shown)
    snapshot = run.snapshot(None)
    target = target_of(run.shown, snapshot, Selection())
    assert target == run.shown.resolution.layers[run.unit.layer].units_out[0]
    view.show()
    view.show_snapshot(run.snapshot(target))
    assert view.header.title.text() == "Dense 1 · neuron 1"
    assert view.summary.isHidden()
    assert seen(view)
    assert target_of(run.shown, snapshot, Selection((run.unit.layer,))) is None


def test_it_asks_for_arithmetic_only_while_the_run_stands(view: CardView) -> None:
    run = stepped()
    show(view, run, of_unit(run))
    assert view.extend_watch(Watch()).arithmetic == run.unit
    running = replace(run.snapshot(run.unit), status="running")
    view.show_snapshot(running)
    assert view.extend_watch(Watch()).arithmetic is None
    view.show_snapshot(replace(running, slow=True))
    assert view.extend_watch(Watch()).arithmetic == run.unit


def test_between_two_updates_the_card_of_the_probe_stays(view: CardView) -> None:
    run = stepped()
    view.show()
    show(view, run, of_unit(run))
    assert view.neuron.isVisible()
    assert view.stepped.isHidden()


def test_in_slow_motion_the_card_does_not_jump_between_two_updates(view: CardView) -> None:
    run = stepped()
    view.show()
    show(view, run, of_unit(run))
    view.show_snapshot(replace(run.snapshot(run.unit), status="running", slow=True))
    assert view.stepped.isVisible()
    assert view.neuron.isHidden()
    assert view.stepped.place.text() == "Between two updates"
    assert seen(view)


KINDS = (
    (
        "conv 4 3x3 relu > batch_norm > pool 2 > flatten > dropout 0.3 > dense 8 relu > output",
        "digits",
    ),
    ("conv 3 3x3 relu > upsample 2 > average_pool 2 > global_average_pool > output", "digits"),
    ("embedding 4 > position > attention 2 > layer_norm > lstm 5 > output", "brackets"),
    ("embedding 4 > gru 4 whole > rnn 3 > cosine 3 > output", "brackets"),
)


def projects() -> list[Project]:
    """Return the examples, and networks with kinds of layers and rules that these do not have."""
    rules = [("momentum", "dense 14 relu > output"), ("adamw", "dense 3 gelu > noise 0.1 > output")]
    rules += [("nesterov", "dense 3 > output"), ("rmsprop", "dense 3 > output")]
    made = [
        Project(
            parse(text),
            DataSpec("spiral"),
            TrainingSpec(
                batch_size=4,
                l1=0.01,
                l2=0.01,
                clip=1.0,
                phases=(PhaseSpec(optimizer=OptimizerSpec(rule, 0.1)),),
            ),
        )
        for rule, text in rules
    ]
    kinds = [
        Project(parse(text), DataSpec(data), TrainingSpec(batch_size=4)) for text, data in KINDS
    ]
    return [*(example.project for example in examples()), *made, *kinds]


@pytest.mark.parametrize("number", range(len(projects())))
def test_every_formula_of_an_update_can_be_drawn(number: int) -> None:
    trainer = Trainer(projects()[number])
    trainer.advance(2)
    drawn = 0
    for row in range(len(trainer.bound.program.tape.labels)):
        trainer.advance_operation()
        target = default_target(trainer, row)
        record = None if target is None else arithmetic(trainer, target)
        for one in (record, record.nearest if record is not None else None):
            if one is not None:
                parse_tex(one.formula_tex)
                drawn += len([parse_tex(f"= {line.tex}") for line in one.lines])
    assert drawn > 10


def test_copying_as_text_and_as_latex(view: CardView) -> None:
    run = stepped()
    run.run_to(row_of(run, "backward", "∂L/∂W"))
    show(view, run, of_weight(run))
    view.stepped.copy_text()
    text = QGuiApplication.clipboard().text()
    assert "∂L/∂w = ∂L/∂a·∂a/∂z·∂z/∂w" in text
    assert "(sum over the batch of 4)" in text
    assert "w new = " in text
    view.stepped.copy_latex()
    tex = QGuiApplication.clipboard().text()
    assert r"\begin{align*}" in tex
    assert r"\frac{\partial L}{\partial a}" in tex


# --- check my gradients -----------------------------------------------------------------------


def checked(run: Stepped, **changes: object) -> GradientCheck:
    found = GradientCheck(
        step=run.trainer.step,
        target=run.weight,
        weight=run.weight,
        analytic=-2.07966,
        numeric=-2.0797,
        count=1,
        move=0.05,
        noise=1e-6,
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def test_a_gradient_that_agrees_has_a_tick_in_its_row_and_below(view: CardView) -> None:
    run = stepped()
    run.run_to(row_of(run, "backward", "∂L/∂W"))
    view.show()
    snapshot = show(view, run, of_weight(run))
    assert view.check.verdict.isHidden()
    view.show_snapshot(replace(snapshot, gradient_check=checked(run)))
    assert view.check.verdict.text() == "✓ The gradient agrees."
    assert view.check.analytic.text().endswith("−2.0797")
    assert "differs by 0.0019 %" in view.check.numeric.text()
    assert any("✓ numeric −2.0797" in line for line in seen(view))
    view.show_snapshot(replace(snapshot, gradient_check=checked(run, step=3)))
    assert view.check.verdict.isHidden(), "of another step"
    assert not any("✓" in line for line in seen(view))
    other = replace(run.weight, source=None)
    view.show_snapshot(replace(snapshot, gradient_check=checked(run, target=other, weight=other)))
    assert view.check.verdict.isHidden(), "of another weight"


def test_gradients_that_differ_get_no_tick(view: CardView) -> None:
    run = stepped()
    run.run_to(row_of(run, "backward", "∂L/∂W"))
    view.show()
    snapshot = show(view, run, of_weight(run))
    wrong = checked(run, numeric=-1.5, target=None, count=54)
    view.show_snapshot(replace(snapshot, gradient_check=wrong))
    assert "do not agree" in view.check.verdict.text()
    assert "Dense 1 · 2" in view.check.whose.text()
    assert not any("✓" in line for line in seen(view))


def test_a_tick_says_no_more_than_was_found_out(view: CardView) -> None:
    run = stepped()
    run.run_to(row_of(run, "backward", "∂L/∂W"))
    view.show()
    snapshot = show(view, run, of_weight(run))
    vague = checked(run, numeric=-1.9, noise=0.5)
    assert vague.agrees
    view.show_snapshot(replace(snapshot, gradient_check=vague))
    assert "no closer than 24 %" in view.check.verdict.text()


def test_a_weight_its_layer_or_the_network_can_be_checked(view: CardView) -> None:
    run = stepped()
    show(view, run, of_weight(run))
    sent: list[object] = []
    view.command_requested.connect(sent.append)
    menu = view.check.menu()
    for action in menu.actions():
        action.trigger()
    assert sent == [
        CheckGradients(run.weight),
        CheckGradients(run.weight.target.layer),
        CheckGradients(None),
    ]
    view.check.check()
    assert sent[-1] == CheckGradients(run.weight)
    view.show_selection(Selection())
    assert len(view.check.menu().actions()) == 1
