"""The training loop as code: what it says of a project, and which line is at work."""

import ast
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.data.build import build, shape_of
from playground.engine.state import OperationLabel
from playground.engine.trainer import Trainer
from playground.files.examples import examples
from playground.model.check import check
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    ScheduleSpec,
    TrainingSpec,
)
from playground.model.text import parse
from playground.session.snapshot import Snapshot, StepPosition
from playground.ui.style import DARK
from playground.ui.view import ShownProject
from playground.ui.views.code.listing import CodeLine, line_at, listing
from playground.ui.views.code.view import CodeView
from tests.ui.side_samples import at_operation, operations, sample


def project(
    text: str = "dense 3 tanh > output",
    data: str = "spiral",
    optimizer: OptimizerSpec | None = None,
    **training: object,
) -> Project:
    phases = (PhaseSpec(optimizer=optimizer or OptimizerSpec("sgd", 0.03)),)
    return Project(parse(text), DataSpec(data), TrainingSpec(phases=phases, **training))  # type: ignore[arg-type]


def code_of(given: Project) -> list[CodeLine]:
    return listing(given, check(given, shape_of(given.data)))


def text_of(lines: list[CodeLine]) -> str:
    return "\n".join(line.text for line in lines)


def test_it_is_the_loop_of_the_project_with_its_own_names_and_numbers() -> None:
    assert text_of(code_of(project(batch_size=4))) == "\n".join(
        (
            "loss = nn.BCELoss()",
            "optimizer = optim.SGD(model.parameters(), lr=0.03)",
            "batches = DataLoader(train, batch_size=4, shuffle=True)",
            "",
            "for x, y in batches:",
            "    a = model(x)",
            "    L = loss(a, y)",
            "    optimizer.zero_grad()",
            "    L.backward()",
            "    optimizer.step()",
        )
    )


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (
            project("dense 4 relu > output softmax", "digits"),
            ["loss = nn.NLLLoss()", "    L = loss(a.log(), y)"],
        ),
        (
            project(optimizer=OptimizerSpec("nesterov", 0.1, momentum=0.8)),
            ["optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.8, nesterov=True)"],
        ),
        (
            project(optimizer=OptimizerSpec("adamw", 0.01, weight_decay=0.2)),
            ["optimizer = optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.2)"],
        ),
        (
            project(l2=0.001, l1=0.02, clip=1.5),
            [
                "    for w in model.weights: w.grad += 0.001 * w + 0.02 * w.sign()",
                "    nn.utils.clip_grad_norm_(model.parameters(), 1.5)",
            ],
        ),
        (
            project(optimizer=OptimizerSpec("adam", 0.01, schedule=ScheduleSpec("step", 500, 0.5))),
            [
                "scheduler = optim.lr_scheduler.StepLR(optimizer, 500, gamma=0.5)",
                "    scheduler.step()",
            ],
        ),
    ],
)
def test_settings_that_change_the_loop_stand_in_it(given: Project, lines: list[str]) -> None:
    assert set(lines) <= set(text_of(code_of(given)).splitlines())


def test_every_output_is_compared_with_its_own_target() -> None:
    alone = text_of(code_of(project("dense 3 tanh > output reconstruct")))
    assert "for x in batches:" in alone
    assert "    L = loss(a, x)" in alone
    both = "dense 3 tanh as h > output; h > output reconstruct weight 0.5"
    text = text_of(code_of(project(both)))
    assert "for x, y in batches:" in text
    assert "    L = loss_1(a[0], y) + 0.5 * loss_2(a[1], x)" in text


@pytest.mark.parametrize("number", range(len(examples())))
def test_the_loop_of_every_example_is_python_with_a_line_for_every_operation(number: int) -> None:
    given = examples()[number].project
    lines = code_of(given)
    ast.parse(text_of(lines))
    labels = Trainer(given).bound.program.tape.labels
    for done in range(1, len(labels) + 1):
        place = line_at(lines, labels, done)
        assert place is not None, labels[done - 1]
        phase = labels[done - 1].phase
        part = lines[place].part
        assert part == phase or (phase == "update" and part in ("pull", "clip"))


def test_alternating_phases_have_lines_of_their_own() -> None:
    given = project()
    two = replace(given.training, phases=(given.training.phases[0], PhaseSpec()))
    lines = code_of(replace(given, training=two))
    assert [line.turn for line in lines if line.part == "backward"] == [0, 1]
    phases = ("data", *2 * ("forward", "loss", "backward", "update"))
    labels = tuple(OperationLabel(None, "", phase, "W ← W", "") for phase in phases)
    turns = [lines[line_at(lines, labels, done) or 0].turn for done in range(1, 10)]
    assert turns == [0, 0, 0, 0, 0, 1, 1, 1, 1]
    assert "optimizer_2.step()" in text_of(lines)


# --- the pane ---------------------------------------------------------------------------------


@pytest.fixture
def view(qtbot: QtBot) -> CodeView:
    view = CodeView()
    qtbot.addWidget(view)
    view.resize(420, 260)
    view.show_theme(DARK)
    given = project(batch_size=4)
    resolution = check(given, shape_of(given.data))
    view.show_project(ShownProject(given, resolution, build(given.data), generation=1))
    view.show()
    return view


def ground(view: CodeView, line: int) -> str:
    """Return the colour at the right edge of a line."""
    block = view.text.document().findBlockByNumber(line)
    box = view.text.blockBoundingGeometry(block).translated(view.text.contentOffset())
    image = view.text.viewport().grab().toImage()
    return QColor(image.pixel(image.width() - 4, round(box.center().y()))).name()


@pytest.mark.parametrize(
    ("done", "word", "hue"),
    [(1, "model(x)", DARK.action), (9, "backward()", DARK.blame), (10, "step()", DARK.action)],
)
def test_the_line_at_work_is_filled_in_the_colour_of_its_phase(
    view: CodeView, done: int, word: str, hue: str
) -> None:
    view.show_snapshot(at_operation(sample().snapshot, done))
    line = view.current
    assert line is not None
    assert word in view.code().splitlines()[line]
    assert ground(view, line) == hue
    other = next(place for place in range(4, 10) if place != line)
    assert ground(view, other) != hue
    view.show_snapshot(at_operation(sample().snapshot, 0))
    assert view.current is None
    assert ground(view, other) != hue


def test_the_comments_say_the_phases(view: CodeView) -> None:
    lines = view.code().splitlines()
    assert lines[5].endswith("# forward")
    assert lines[8].endswith("# backward")
    assert lines[5].index("#") == lines[8].index("#")


def test_the_code_can_be_copied_and_follows_the_settings(view: CodeView) -> None:
    QTest.mouseClick(view.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied == view.code() + "\n"
    ast.parse(copied)
    given = project(optimizer=OptimizerSpec("adam", 0.5))
    resolution = check(given, shape_of(given.data))
    view.show_project(ShownProject(given, resolution, None, generation=2))
    assert "optim.Adam(model.parameters(), lr=0.5)" in view.code()


def test_nothing_is_marked_again_while_training_runs(
    view: CodeView, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked: list[int] = []
    view.show_snapshot(Snapshot(operations=operations()))
    monkeypatch.setattr(view, "_mark", lambda: marked.append(1))
    running = Snapshot(status="running", operations=view._operations)
    for step in range(4):
        view.show_snapshot(replace(running, step=step))
    assert not marked
    view.show_snapshot(replace(running, position=StepPosition(3)))
    assert marked == [1]
