"""Theme, colour pair and size of the interface hold for the whole window, at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLayout, QWidget
from pytestqt.qtbot import QtBot

from playground.model.project import Project
from playground.session.commands import SetMemory
from playground.ui import style
from playground.ui.assembly import Assembly
from playground.ui.pairs import PAIRS, themed
from playground.ui.settings import SettingsDialog
from playground.ui.style import THEMES, ZOOMS, at_usual_size, px, sans, zoom
from playground.ui.widgets.paint import sign_table
from tests.ui.fakes import FakeJournal, FakePrompts, FakeSession

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def assembly(session: FakeSession, spiral: Project, qtbot: QtBot) -> Iterator[Assembly]:
    made = Assembly(session, spiral, FakeJournal(), lambda *_: FakePrompts())
    with qtbot.waitSignal(made.window.painted):
        made.show(QSize(1366, 768))
    made.controller.open_document(spiral, pace=100.0)
    made.controller.poll()
    yield made
    made.close()


def lengths(window: QWidget) -> list[tuple[float, ...]]:
    """Return every explicit face, bound and margin in the window."""
    found: list[tuple[float, ...]] = [
        (w.font().pointSizeF(),) for w in window.findChildren(QWidget)
    ]
    found += [
        (w.minimumWidth(), w.minimumHeight(), w.maximumWidth(), w.maximumHeight())
        for w in window.findChildren(QWidget)
    ]
    for layout in window.findChildren(QLayout):
        edges = layout.contentsMargins()
        found.append((edges.left(), edges.top(), edges.right(), edges.bottom(), layout.spacing()))
    return found


def test_up_and_down_again_is_where_it_began(assembly: Assembly) -> None:
    before = lengths(assembly.window.docks["left"])
    for _ in ZOOMS:
        assembly.board.run("view.larger")
    assert zoom() == ZOOMS[-1]
    assert lengths(assembly.window.docks["left"]) != before
    assembly.board.run("view.smaller")
    assembly.board.run("view.usual_size")
    assert zoom() == 1.0
    after = lengths(assembly.window.docks["left"])
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == []


def test_words_and_buttons_grow_with_the_interface(assembly: Assembly) -> None:
    play, face = assembly.transport.buttons["train.play"], assembly.window.title.font()
    height = play.sizeHint().height()
    assembly.preferences.zoom = 1.5
    assembly.take_preferences()
    assert play.sizeHint().height() == round(1.5 * height)
    assert assembly.window.title.font().pointSizeF() == pytest.approx(1.5 * face.pointSizeF())
    assert sans(10.0).pointSizeF() == 15.0
    with at_usual_size():
        assert px(20) == 20
    assert px(20) == 30


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_nothing_pushes_the_window_beyond_a_laptops_screen(
    assembly: Assembly, factor: float, qtbot: QtBot
) -> None:
    assembly.preferences.zoom = factor
    assembly.take_preferences()
    window = assembly.window
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.size() == QSize(1366, 768))
    docks = [dock for dock in window.docks.by_name.values() if not dock.visibleRegion().isEmpty()]
    outside = [
        (dock.objectName(), dock.geometry().getRect())
        for dock in docks
        if not window.rect().contains(dock.geometry())
    ]
    assert not outside


def test_a_size_out_of_range_is_the_nearest_on_offer(assembly: Assembly) -> None:
    assembly.preferences.zoom = 7.0
    assert assembly.preferences.zoom == ZOOMS[-1]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", PAIRS)
def test_every_pair_tells_its_colours_apart(pair: str, name: style.ThemeName) -> None:
    theme = themed(name, pair)
    meanings = (theme.positive, theme.negative, theme.action, theme.blame)
    assert len(set(meanings)) == 4
    distance = abs(QColor(theme.positive).lightness() - QColor(theme.negative).lightness())
    hues = abs(QColor(theme.positive).hue() - QColor(theme.negative).hue())
    assert distance > 60 or min(hues, 360 - hues) > 60
    assert theme.positive_word != theme.negative_word
    table = sign_table(theme)
    assert QColor(table[255]).name() == theme.positive
    assert QColor(table[0]).name() == theme.negative


def test_settings_hold_at_once(assembly: Assembly) -> None:
    told: list[str] = []
    assembly.setting_changed.connect(told.append)
    assembly.board.run("view.settings")
    (dialog,) = assembly.window.findChildren(SettingsDialog)
    for field, index in (("pair", 1), ("theme", 1), ("motion", 2), ("pace", 0), ("autosave", 4)):
        dialog.choices[field].setCurrentIndex(index)
        dialog.choices[field].activated.emit(index)
    assert told == ["pair", "theme", "motion", "pace", "autosave"]
    theme = assembly.appearance.theme
    assert (theme.name, theme.positive_word, theme.is_still) == ("light", "purple", True)
    assert assembly.documents.pace == 1.0
    assert assembly.autosaving.every is None
    dialog.choices["memory"].setCurrentIndex(0)
    dialog.choices["memory"].activated.emit(0)
    sent = assembly.controller._session.commands  # type: ignore[attr-defined]
    assert [c.size for c in sent if isinstance(c, SetMemory)][-1] == 16 * 2**20
    assembly.board.run("view.settings")
    assert len(assembly.window.findChildren(SettingsDialog)) == 1, "one page is enough"
    dialog.close()


def test_every_setting_explains_itself(assembly: Assembly) -> None:
    assembly.board.run("view.settings")
    (dialog,) = assembly.window.findChildren(SettingsDialog)
    for choice in dialog.choices.values():
        assert choice.currentIndex() >= 0, choice.row.field
        assert choice.toolTip().endswith(".")
        assert choice.accessibleName() == choice.row.title
    dialog.close()


def test_the_layout_can_be_reset(assembly: Assembly) -> None:
    window = assembly.window
    window.docks["tape"].close()
    window.docks["left"].close()
    window.docks["space"].raise_()
    assembly.board.run("view.reset_layout")
    assert window.docks["tape"].isVisible()
    assert window.docks["left"].isVisible()
    assert window.docks["output"].isVisible()


def test_full_screen_is_a_switch(assembly: Assembly, qtbot: QtBot) -> None:
    action = assembly.board.qt_action("view.full_screen")
    action.trigger()
    qtbot.waitUntil(assembly.window.isFullScreen)
    qtbot.waitUntil(action.isChecked)
    action.trigger()
    qtbot.waitUntil(lambda: not assembly.window.isFullScreen())


def test_a_heading_goes_where_its_tab_says_the_same(assembly: Assembly) -> None:
    docks = assembly.window.docks
    docks.tidy()
    tape = assembly.controller.feed.view("tape")
    assert tape is not None
    header = tape.header  # type: ignore[attr-defined]
    assert header.title.isHidden()
    docks["code"].close()
    docks["text"].close()
    docks["size"].close()
    docks.tidy()
    assert not header.title.isHidden(), "alone it has no tab"
