"""What was found stands in plain words with its remedies; nobody is nagged; a click helps."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.engine.trainer import Trainer
from playground.files.examples import example
from playground.model import wishes
from playground.model.edits import Edit
from playground.model.project import Project
from playground.readout.health import Finding, Health, Kind, LayerFigures, Remedy, health
from playground.session.commands import Command, Rewind, SetWeights, Step, Visit, Watch
from playground.session.session import Session
from playground.session.snapshot import Snapshot
from playground.ui.assembly import Assembly
from playground.ui.health_words import decade, gradient
from playground.ui.in_sight import is_in_sight
from playground.ui.store import Store
from playground.ui.style import DARK
from playground.ui.view import Selection
from playground.ui.views.diagnostics.finding_card import FindingCard
from playground.ui.views.diagnostics.view import DiagnosticsView
from tests.engine.projects import layer_named, project
from tests.readout.sick import CASES, deep, valley
from tests.ui.fakes import FakeSession
from tests.ui.whole import window_of

# The platform without a screen says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def keep(present: Project) -> Project:
    return present


MADE = project("dense 8 relu > dense 6 tanh > output")
FIRST, SECOND = layer_named(MADE, "dense 1"), layer_named(MADE, "dense 2")
EDIT = Edit("Set learning rate to 0.01", keep)
FINDINGS = (
    Finding(
        "dead",
        "stop",
        FIRST,
        "In dense 1, 8 of 8 units (100%) put out 0 for every example.",
        "Where a ReLU is 0 its slope is 0 too.",
        (
            Remedy("Use Leaky ReLU in dense 1", "Sets the activation.", EDIT),
            Remedy("Start again with rate 0.01", "Begins at step 0.", EDIT, "rewind"),
            Remedy("Back to step 12 with rate 0.01", "Goes back.", EDIT, "visit", 12),
            Remedy("Back to step 12", "Shows the run at step 12.", None, "visit", 12),
            Remedy("Draw new weights for 8 dead units", "Draws.", None, "draw"),
        ),
    ),
    Finding("overfitting", "note", None, "The test loss was 0.5.", "By heart.", ()),
)


def looked(*findings: Finding, step: int = 800, ratio: float = 1e-5) -> Health:
    layers = (
        LayerFigures(FIRST, 2.0 * ratio, 0.75, None, 0.5, 1e-3, True),
        LayerFigures(SECOND, 2.0, None, 0.1, 0.5, 1e-3, True),
    )
    return Health(step, 500, layers, 800, findings, ratio)


@pytest.fixture
def view(qtbot: QtBot) -> DiagnosticsView:
    view = DiagnosticsView()
    qtbot.addWidget(view)
    view.show_theme(DARK)
    view.show_project(Store(MADE).shown)
    view.resize(300, 700)
    view.show()
    return view


def show(view: DiagnosticsView, *findings: Finding, **settings: float) -> None:
    view.show_snapshot(Snapshot(generation=1, step=800, health=looked(*findings, **settings)))  # type: ignore[arg-type]


# --- the view ----------------------------------------------------------------------------------


def test_nothing_found_is_said_quietly_with_what_is_watched(view: DiagnosticsView) -> None:
    assert "yet" in view.quiet.text()
    assert not view.bars.isVisible()
    show(view)
    assert view.quiet.isVisible()
    assert view.quiet.text() == "Nothing wrong was found."
    assert "vanishes" in view.watched.text()
    assert not view.cards
    assert view.header.info.text() == "step 800 · 500 training examples"


def test_a_finding_says_what_why_and_what_helps(view: DiagnosticsView) -> None:
    show(view, *FINDINGS)
    assert not view.quiet.isVisible()
    first, second = view.cards
    assert first.title.text() == "Dead units"
    assert first.what.text() == FINDINGS[0].what
    assert first.why.text() == FINDINGS[0].why
    assert [button.text() for button in first.buttons] == [r.label for r in FINDINGS[0].remedies]
    assert first.buttons[0].toolTip() == "Sets the activation. It can be undone."
    assert first.buttons[3].toolTip() == "Shows the run at step 12. Nothing is forgotten."
    assert not second.buttons


def test_every_remedy_asks_for_what_it_is_made_of(view: DiagnosticsView) -> None:
    show(view, FINDINGS[0])
    wishes: list[Edit | Command] = []
    view.edit_requested.connect(wishes.append)
    view.command_requested.connect(wishes.append)
    expected: list[list[Edit | Command]] = [
        [EDIT],
        [EDIT, Rewind()],
        [Visit(12), EDIT],
        [Visit(12)],
        [SetWeights((), ())],
    ]
    for button, wanted in zip(view.cards[0].buttons, expected, strict=True):
        wishes.clear()
        button.click()
        assert wishes == wanted


def test_the_same_finding_keeps_its_card_and_its_words_for_a_while(view: DiagnosticsView) -> None:
    show(view, *FINDINGS)
    card, button = view.cards[0], view.cards[0].buttons[0]
    other = replace(FINDINGS[0], what="In dense 1, 7 of 8 units (88%) put out 0.")
    for _ in range(3):
        show(view, other, FINDINGS[1])
        assert view.cards[0] is card
        assert card.what.text() == FINDINGS[0].what
    show(view, other, FINDINGS[1])
    assert card.what.text() == other.what
    assert card.buttons[0] is button
    show(view, FINDINGS[1])
    assert [c.finding.kind for c in view.cards] == ["overfitting"]


def test_when_a_finding_goes_the_keys_stay_in_the_view(view: DiagnosticsView, qtbot: QtBot) -> None:
    with qtbot.waitActive(view):
        view.activateWindow()
    show(view, *FINDINGS)
    view.cards[0].buttons[0].setFocus()
    show(view)
    assert not view.cards
    assert view.bars.hasFocus()


def test_what_is_put_aside_is_gone_until_it_is_brought_back(view: DiagnosticsView) -> None:
    asked: list[object] = []
    view.aside_requested.connect(asked.append)
    show(view, *FINDINGS)
    view.cards[0].aside.click()
    assert asked == [("dead", FIRST)]
    view.show_aside({FINDINGS[0].key})
    assert [card.finding.kind for card in view.cards] == ["overfitting"]
    assert view.back.text() == "Show what was put aside (1)"
    view.back.click()
    assert asked[-1] is None
    view.show_aside(())
    assert len(view.cards) == 2
    assert not view.back.isVisible()


def test_it_asks_for_looks_only(view: DiagnosticsView) -> None:
    assert view.extend_watch(Watch()) == Watch(health=True)


# --- the bars ----------------------------------------------------------------------------------


def test_the_bars_have_room_for_all_and_keep_still(view: DiagnosticsView) -> None:
    show(view)
    bars = view.bars
    assert [bar.name for bar in bars.bars] == ["Dense 1", "Dense 2"]
    assert bars.scale == (-5, 1)
    show(view, ratio=1e-4)
    assert bars.scale == (-5, 1)  # a little too wide is no reason to move
    show(view, ratio=1e-8)
    assert bars.scale == (-8, 1)
    show(view, ratio=0.5)
    assert bars.scale == (-2, 1)
    assert "Dense 1: 1.0; Dense 2: 2.0" in bars.accessibleDescription()
    assert [(bar.idle, bar.is_alarming) for bar in bars.bars] == [(0.75, True), (0.1, False)]


def test_the_ratio_is_a_number_and_a_warning_where_it_is_far_from_one(
    view: DiagnosticsView,
) -> None:
    show(view, ratio=1e-5)
    assert view.reach.text() == "First hidden layer / last: 1.0e−5, far from 1"
    show(view, ratio=0.5)
    assert view.reach.text() == "First hidden layer / last: 0.50"


def test_a_bar_selects_its_layer_with_mouse_and_keys(view: DiagnosticsView) -> None:
    show(view)
    asked: list[Selection] = []
    view.selection_requested.connect(asked.append)
    height = view.bars.height() / 3.6
    QTest.mouseClick(view.bars, Qt.MouseButton.LeftButton, pos=QPoint(30, round(1.4 * height)))
    view.bars.setFocus()
    QTest.keyClick(view.bars, Qt.Key.Key_Down)
    QTest.keyClick(view.bars, Qt.Key.Key_Return)
    assert [selection.layers for selection in asked] == [(FIRST,), (SECOND,)]


def test_a_click_on_a_finding_selects_its_layer(view: DiagnosticsView) -> None:
    show(view, *FINDINGS)
    asked: list[Selection] = []
    view.selection_requested.connect(asked.append)
    QTest.mouseClick(view.cards[0].what, Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.cards[1].what, Qt.MouseButton.LeftButton)
    assert [selection.layers for selection in asked] == [(FIRST,)]


def test_ten_layers_of_sigmoids_are_seen_to_lose_the_gradient(view: DiagnosticsView) -> None:
    trainer = Trainer(deep("sigmoid"))
    trainer.advance(200)
    view.show_project(Store(trainer.project).shown)
    view.show_snapshot(Snapshot(generation=2, step=200, health=health(trainer)))
    assert view.cards[0].title.text() == "Gradient vanishes"
    sizes = [bar.gradient or 0.0 for bar in view.bars.bars]
    assert len(sizes) == 11
    assert 1e-6 < sizes[1] / sizes[9] < 1e-4
    assert view.bars.scale[1] - view.bars.scale[0] >= 6


@pytest.mark.parametrize("name", CASES)
def test_every_finding_can_be_shown(view: DiagnosticsView, name: str) -> None:
    case = CASES[name]
    trainer = case.begin()
    trainer.advance(case.steps)
    view.show_project(Store(trainer.project).shown)
    view.show_snapshot(Snapshot(generation=3, step=trainer.step, health=health(trainer)))
    assert not view.grab().isNull()
    card = next(card for card in view.cards if card.finding.kind == case.kind)
    assert all(button.text() and button.toolTip() for button in card.buttons)


def test_numbers_are_short_and_true() -> None:
    written = {0.0: "0", 1.23e-5: "1.2e−5", 0.3: "0.30", 12.34: "12", 4e7: "4.0e7"}
    assert {value: gradient(value) for value in written} == written
    assert gradient(None) == gradient(float("nan")) == "–"
    assert gradient(float("inf")) == "∞"
    assert [decade(power) for power in (-12, 0, 1, 3)] == ["10⁻¹²", "1", "10", "10³"]


# --- the window --------------------------------------------------------------------------------


@pytest.fixture
def assembly(session: FakeSession, spiral: Project, qtbot: QtBot) -> Iterator[Assembly]:
    assembly = window_of(session, spiral, qtbot)
    yield assembly
    assembly.close()


def test_a_sign_stands_where_something_was_found_and_leads_there(
    assembly: Assembly, session: FakeSession
) -> None:
    sign, dock = assembly.health.button, assembly.window.docks["health"]
    assembly.controller.poll()
    assert not sign.isVisible()
    session.show(health=looked(*FINDINGS))
    assembly.controller.poll()
    assert sign.isVisible()
    assert sign.text() == "Dead units +1"
    assert FINDINGS[0].what in sign.toolTip()
    assert not is_in_sight(dock)
    sign.click()
    assert is_in_sight(dock)
    session.show(health=looked())
    assembly.controller.poll()
    assert not sign.isVisible()


def test_what_is_put_aside_is_so_everywhere_and_in_this_run_alone(
    assembly: Assembly, session: FakeSession
) -> None:
    view = assembly.controller.feed.view("health")
    assert isinstance(view, DiagnosticsView)
    session.show(health=looked(*FINDINGS))
    assembly.board.run("view.health")
    assembly.controller.poll()
    view.cards[0].aside.click()
    assert assembly.health.button.text() == "Overfitting"
    assert len(view.cards) == 1
    view.cards[0].aside.click()
    assert not assembly.health.button.isVisible()
    assembly.controller.open_run()
    session.show(health=looked(*FINDINGS))
    assembly.controller.poll()
    assert assembly.health.button.isVisible()
    assert len(view.cards) == 2


class Patient:
    """A window with a real worker, and a view of the health of its run."""

    def __init__(self, made: Project, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.assembly = window_of(Session(), made, qtbot)
        self.controller = self.assembly.controller
        view = self.controller.feed.view("health")
        assert isinstance(view, DiagnosticsView)
        self.view = view
        self.assembly.board.run("view.health")
        self.wait(lambda: self.controller.snapshot.status == "paused")

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=60_000)

    def train(self, steps: int) -> None:
        """Train so many steps, or until a guard stops the run."""
        goal = self.snapshot.step + steps
        self.controller.send(Step("batch", steps))
        self.wait(lambda: self.snapshot.step == goal or self.snapshot.guard is not None)
        self.wait(lambda: self.snapshot.status != "running")

    @property
    def snapshot(self) -> Snapshot:
        return self.controller.snapshot

    @property
    def loss(self) -> float:
        assert self.snapshot.metrics is not None
        return self.snapshot.metrics.train_loss

    def card(self, kind: Kind) -> FindingCard:
        self.wait(lambda: kind in [card.finding.kind for card in self.view.cards])
        return next(card for card in self.view.cards if card.finding.kind == kind)


@pytest.fixture
def admit(qtbot: QtBot) -> Iterator[Callable[[Project], Patient]]:
    patients: list[Patient] = []

    def begin(made: Project) -> Patient:
        patients.append(Patient(made, qtbot))
        return patients[-1]

    yield begin
    for patient in patients:
        patient.assembly.close()


def test_one_click_mends_a_run_and_undo_takes_it_back(
    admit: Callable[[Project], Patient],
) -> None:
    made = project("dense 4 tanh equal > output equal", "xor4")
    patient = admit(made)
    patient.train(300)
    before = patient.loss
    patient.card("symmetric").buttons[0].click()
    assert patient.controller.store.history.undo_label == "Set initial weights"
    patient.wait(lambda: patient.snapshot.step == 0)
    patient.train(300)
    assert patient.loss < 0.5 * before
    assert not patient.view.cards
    patient.controller.undo()
    assert patient.controller.store.project == made


def test_a_run_that_broke_goes_back_and_on_at_a_lower_rate(
    admit: Callable[[Project], Patient],
) -> None:
    made = valley(0.1)
    patient = admit(made)
    patient.train(100)
    assert patient.snapshot.guard is not None
    card = patient.card("broken")
    assert card.buttons[0].text() == "Back to step 0 with rate 0.01"
    card.buttons[0].click()
    patient.wait(lambda: patient.snapshot.guard is None and patient.snapshot.step == 0)
    patient.wait(lambda: patient.snapshot.learning_rate == 0.01)
    began = patient.loss
    patient.train(100)
    assert patient.loss < 0.5 * began
    assert patient.controller.store.history.undo_label == "Set learning rate to 0.01"


def test_learning_by_heart_is_stopped_early_without_forgetting(
    admit: Callable[[Project], Patient],
) -> None:
    patient = admit(example("overfitting").project)
    patient.train(1200)
    finding = patient.card("overfitting").finding
    best = finding.remedies[0].step
    patient.card("overfitting").buttons[0].click()
    patient.wait(lambda: patient.snapshot.step == best)
    assert patient.snapshot.record.is_past
    assert patient.snapshot.record.end == 1200
    assert not patient.controller.store.history.can_undo


def test_dead_units_are_given_new_weights_in_one_change(
    admit: Callable[[Project], Patient],
) -> None:
    patient = admit(project("dense 8 relu > dense 8 relu > output", "moons", rate=1.0, batch=20))
    patient.train(400)
    patient.controller.apply(wishes.set_optimizer(learning_rate=0.01))
    patient.train(700)
    card, before = patient.card("dead"), patient.loss
    place = [remedy.way for remedy in card.finding.remedies].index("draw")
    card.buttons[place].click()
    assert patient.controller.store.history.undo_label == "New random weights"
    patient.wait(lambda: patient.snapshot.status == "paused")
    patient.train(600)
    assert patient.loss < 0.9 * before
