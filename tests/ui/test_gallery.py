"""The gallery: cards that learn, a search, keys, new from data, recent files."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from playground.data.build import build
from playground.files.examples import Example, examples
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.session.commands import OpenRun
from playground.ui.controller import Controller
from playground.ui.documents import Documents
from playground.ui.fitting import fitting_example, offered_kinds
from playground.ui.gallery_opener import GalleryOpener
from playground.ui.store import Store
from playground.ui.style import DARK, LIGHT
from playground.ui.thumbnails import Thumbnail, ThumbnailTrainer
from playground.ui.views.gallery import GalleryDialog
from playground.ui.views.gallery.pictures import draw
from tests.ui.fakes import FakePrompts, FakeSession


class FakeSource:
    """Pictures that the test lays out."""

    def __init__(self) -> None:
        self.is_running = False
        self.wanted: tuple[str, ...] = ()
        self.made: dict[str, Thumbnail] = {}

    def start(self) -> None:
        self.is_running = True

    def want(self, names: Sequence[str]) -> None:
        self.wanted = tuple(names)

    def take(self) -> Mapping[str, Thumbnail]:
        made, self.made = self.made, {}
        return made

    def close(self) -> None:
        self.is_running = False


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


@pytest.fixture
def gallery(qtbot: QtBot, source: FakeSource, tmp_path: Path) -> GalleryDialog:
    kinds = [fitting_example(kind) for kind in ("xor4", "circle", "digits")]
    recent = [tmp_path / "first.playground", tmp_path / "second.playground"]
    dialog = GalleryDialog(examples(), DARK, kinds=kinds, recent=recent, source=source)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.cards[0].mapTo(dialog, QPoint()).y() > 100)
    return dialog


def headings(dialog: GalleryDialog) -> list[str]:
    return [s.heading.text() for s in dialog.sections if not s.isHidden()]


def test_examples_stand_in_groups_between_recent_files_and_kinds(gallery: GalleryDialog) -> None:
    groups = list(dict.fromkeys(example.group for example in examples()))
    assert headings(gallery) == ["Recent", *groups, "New from data"]
    shown = [card for section in gallery.sections for card in section.shown]
    assert len(shown) == len(examples()) + 3 + 2
    assert not gallery.grab().isNull()


def test_cards_flow_into_as_many_columns_as_there_is_room_for(
    qtbot: QtBot, gallery: GalleryDialog
) -> None:
    gallery.show()
    for width, columns in ((700, 2), (1000, 3), (420, 1)):
        gallery.resize(width, 600)
        cards = max((section.shown for section in gallery.sections), key=len)
        qtbot.waitUntil(
            lambda cards=cards, columns=columns: (  # type: ignore[misc]
                len({card.x() for card in cards}) == columns
            )
        )
        right = max(card.mapTo(gallery, card.rect().topRight()).x() for card in cards)
        assert right < width


def test_pictures_are_asked_for_only_where_they_can_be_seen(
    gallery: GalleryDialog, source: FakeSource, qtbot: QtBot
) -> None:
    assert source.is_running
    qtbot.waitUntil(lambda: bool(source.wanted))
    first = examples()[0].name
    assert first in source.wanted
    assert "data:digits" not in source.wanted
    values = np.linspace(0, 1, 48 * 48, dtype=np.float32).reshape(48, 48)
    source.made[first] = Thumbnail(120, 0.3, 0.875, values, threshold=0.5)
    before = gallery.cards[0].picture().toImage()
    qtbot.waitUntil(lambda: gallery.cards[0].thumbnail is not None)
    assert gallery.cards[0].picture().toImage() != before
    assert gallery.cards[0].state_text() == "87.5% right · step 120"
    gallery.close()
    assert not source.is_running


def test_the_search_leaves_what_fits(gallery: GalleryDialog) -> None:
    QTest.keyClicks(gallery.field, "digits")
    assert all(card.fits("digits") for s in gallery.sections for card in s.shown)
    assert headings(gallery)[-1] == "New from data"
    gallery.field.setText("new from data")
    assert headings(gallery) == ["New from data"]
    gallery.field.setText("zebra")
    assert headings(gallery) == []
    assert not gallery.nothing.isHidden()


def test_enter_in_the_search_opens_the_first_that_fits(
    gallery: GalleryDialog, qtbot: QtBot
) -> None:
    QTest.keyClicks(gallery.field, "circle")
    with qtbot.waitSignal(gallery.example_chosen) as chosen:
        QTest.keyClick(gallery.field, Qt.Key.Key_Return)
    assert "circle" in chosen.args[0].name
    assert not gallery.isVisible()


def test_arrows_move_between_cards_and_enter_opens(gallery: GalleryDialog, qtbot: QtBot) -> None:
    QTest.keyClick(gallery.field, Qt.Key.Key_Down)
    assert gallery.focusWidget() is gallery.recent_cards[0]
    QTest.keyClick(gallery.recent_cards[0], Qt.Key.Key_Right)
    assert gallery.focusWidget() is gallery.recent_cards[1]
    QTest.keyClick(gallery.recent_cards[1], Qt.Key.Key_Left)
    QTest.keyClick(gallery.recent_cards[0], Qt.Key.Key_Down)
    assert gallery.focusWidget() is gallery.cards[0]
    QTest.keyClick(gallery.cards[0], Qt.Key.Key_Up)
    QTest.keyClick(gallery.recent_cards[0], Qt.Key.Key_Up)
    assert gallery.focusWidget() is gallery.field
    QTest.keyClick(gallery.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(gallery.path_chosen) as chosen:
        QTest.keyClick(gallery.recent_cards[0], Qt.Key.Key_Return)
    assert chosen.args[0].name == "first.playground"


def test_letters_typed_on_a_card_search(gallery: GalleryDialog) -> None:
    QTest.keyClick(gallery.field, Qt.Key.Key_Down)
    QTest.keyClick(gallery.recent_cards[0], Qt.Key.Key_X)
    assert gallery.field.text() == "x"
    assert gallery.focusWidget() is gallery.field


def test_every_card_says_what_it_is(gallery: GalleryDialog) -> None:
    for card in (*gallery.cards, *gallery.kind_cards, *gallery.recent_cards):
        assert card.accessibleName()
        assert card.toolTip()
        assert not card.grab().isNull()


@pytest.mark.parametrize("kind", offered_kinds())
def test_every_kind_of_data_has_a_network_and_a_picture(kind: str) -> None:
    example = fitting_example(kind)
    store = Store(example.project)
    assert store.shown.resolution.is_valid, store.shown.resolution.problems
    dataset = build(example.project.data)
    plain = draw(dataset, None, LIGHT, 88, 1.0).toImage()
    assert plain.width() == 88
    assert len({plain.pixel(x, y) for x in range(0, 88, 3) for y in range(0, 88, 3)}) > 2
    size = 48
    values = np.tile(np.linspace(-1, 1, size, dtype=np.float32), (size, 1))
    several = len(dataset.shape.classes) > 2
    answer = Thumbnail(
        10, 0.5, 0.5, np.rint(values + 1) if several else values,
        np.abs(values) if several else None, None, values[0], values[0],
    )  # fmt: skip
    changed = draw(dataset, answer, LIGHT, 88, 1.0).toImage()
    assert (changed != plain) == (dataset.shape.plane or dataset.shape.line)


# --- the thread ----------------------------------------------------------------------------


@pytest.fixture
def trainer() -> Iterator[ThumbnailTrainer]:
    data = DataSpec("xor4")
    trainer = ThumbnailTrainer(
        {
            "good": Project(network=parse("dense 4 tanh > output"), data=data),
            "broken": Project(),
            "unseen": Project(network=parse("output"), data=data),
        },
        is_ready=lambda: True,
        goal=100,
    )
    yield trainer
    trainer.close()


def test_tiles_in_sight_learn_and_others_wait(trainer: ThumbnailTrainer, qtbot: QtBot) -> None:
    made: dict[str, Thumbnail] = {}

    def is_done() -> bool:
        made.update(trainer.take())
        return "good" in made and made["good"].is_done

    trainer.start()
    trainer.want(("good", "broken", "nobody"))
    qtbot.waitUntil(is_done, timeout=120_000)
    assert made["good"].step == 100
    assert made["good"].values is not None
    assert made["good"].values.shape == (48, 48)
    assert set(made) == {"good"}
    trainer.close()
    assert "thumbnails" not in [thread.name for thread in threading.enumerate()]


def test_nothing_is_trained_before_the_engine_is_ready(qtbot: QtBot) -> None:
    asked: list[bool] = []

    def is_ready() -> bool:
        asked.append(True)
        return False

    project = Project(network=parse("output"), data=DataSpec("xor4"))
    trainer = ThumbnailTrainer({"one": project}, is_ready)
    trainer.start()
    trainer.want(("one",))
    qtbot.waitUntil(lambda: len(asked) > 1)
    trainer.close()
    assert trainer.take() == {}


# --- in the window -------------------------------------------------------------------------


def test_a_kind_of_data_is_opened_with_two_clicks(
    session: FakeSession, spiral: Project, qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    controller = Controller(session, Store(spiral))
    documents = Documents(controller, FakePrompts())
    there = tmp_path / "kept.playground"
    there.touch()
    opener = GalleryOpener(
        window, documents, lambda: DARK, lambda: [there, tmp_path / "gone.playground"]
    )
    opener.open()
    dialog = opener.dialog
    assert dialog is not None
    assert [card.path for card in dialog.recent_cards] == [there]
    chosen: Example = dialog.kind_cards[0].example
    dialog.kind_cards[0].click()
    assert controller.store.project == chosen.project
    opened = session.commands[-1]
    assert isinstance(opened, OpenRun)
    assert opened.play
