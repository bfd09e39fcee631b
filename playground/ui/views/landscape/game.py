"""Be the optimizer: whoever finds the way down by hand, against one that the engine runs."""

from dataclasses import replace
from typing import cast

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from playground.readout.landscape.fields import FIELDS, REACH, FieldName, RivalName
from playground.readout.landscape.match import Match, Round, Spot
from playground.ui import numbers
from playground.ui.style import SPACING, Theme, px, sans
from playground.ui.views.landscape import game_words
from playground.ui.views.landscape.choice_row import ChoiceRow
from playground.ui.views.landscape.map_paint import Track
from playground.ui.views.landscape.match_maker import MatchMaker
from playground.ui.views.landscape.score_board import ScoreBoard
from playground.ui.views.landscape.surface_map import SurfaceMap
from playground.ui.views.landscape.terrain import terrain
from playground.ui.widgets.segments import Piece, Segments
from playground.ui.widgets.text import Line, Text

_BEAT = 30
"""Milliseconds between two looks whether the match is ready."""


class GameDialog(QDialog):
    """A race down a small loss. It has networks of its own; the document is not touched.

    Attributes
    ----------
    match, state
        The match and the person's way so far; None while the match is prepared.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, maker: MatchMaker | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Be the optimizer"))
        self._theme = theme
        self._maker = maker or MatchMaker()
        self.match: Match | None = None
        self.state: Round | None = None
        self.fields = ChoiceRow(game_words.field_titles(), self.tr("Loss to go down"))
        self.rivals = ChoiceRow(game_words.rival_titles(), self.tr("Rival"))
        self.modes = ChoiceRow(game_words.mode_titles(), self.tr("What you see"))
        self.map, self.board = SurfaceMap(), ScoreBoard()
        self.map.reach = REACH
        self.formula, self.slope = Segments(), Segments()
        self.words, self.verdict = Text(role="muted"), Text(role="text")
        self.pointed = Line(20)
        self.end_button = QPushButton(self.tr("I am done"))
        self.again_button = QPushButton(self.tr("Again"))
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT)
        self._name_all()
        self._lay_out()
        self._connect()
        self.show_theme(theme)
        self._prepare()

    def _name_all(self) -> None:
        self.map.setAccessibleName(self.tr("Map of the loss"))
        self.map.setToolTip(
            self.tr("Click within the ring to move; or the arrow keys set a cross, Enter moves.")
        )
        self.end_button.setToolTip(self.tr("Ends the match here and shows both ways."))
        self.again_button.setToolTip(self.tr("Begins the same match once more."))
        for button in (self.end_button, self.again_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Be the optimizer"))
        heading.setObjectName("heading")
        heading.setFont(sans(13.0))
        side = QVBoxLayout()
        side.setSpacing(SPACING)
        for part in (self.formula, self.words, self.board, self.slope, self.verdict):
            side.addWidget(part)
        side.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.end_button)
        buttons.addWidget(self.again_button)
        side.addLayout(buttons)
        room = QWidget()
        room.setLayout(side)
        room.setFixedWidth(px(330))
        middle = QHBoxLayout()
        middle.setSpacing(2 * SPACING)
        left = QVBoxLayout()
        left.addWidget(self.map, 1)
        left.addWidget(self.pointed)
        middle.addLayout(left, 1)
        middle.addWidget(room)
        second = QHBoxLayout()
        second.addWidget(self.rivals, 1)
        second.addWidget(self.modes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(22), px(18), px(22), px(18))
        layout.setSpacing(SPACING)
        layout.addWidget(heading)
        layout.addWidget(self.fields)
        layout.addLayout(second)
        layout.addLayout(middle, 1)
        screen = self.screen().availableGeometry().size()
        self.resize(min(px(860), screen.width() - 20), min(px(600), screen.height() - 60))

    def _connect(self) -> None:
        self.fields.chosen.connect(self._prepare)
        self.rivals.chosen.connect(self._prepare)
        self.modes.chosen.connect(self._begin)
        self.map.chosen.connect(self._on_map_chosen)
        self.map.hovered.connect(self._on_map_hovered)
        self.end_button.clicked.connect(self._on_end_button_clicked)
        self.again_button.clicked.connect(self._begin)
        self._timer.timeout.connect(self._on_timer_timeout)
        maker = self._maker

        # A function, not the bound method, which Qt would hold by a weak reference: the thread must
        # end also where the window behind takes this one along.
        def end() -> None:
            maker.close()

        self.destroyed.connect(end)

    @property
    def is_blind(self) -> bool:
        """Whether only loss and slope are shown, not the map."""
        return self.modes.value == "blind"

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for part in (self.fields, self.rivals, self.modes, self.map, self.board):
            part.show_theme(theme)
        for text in (self.formula, self.slope, self.words, self.verdict):
            text.show_theme(theme)
        self.pointed.show_colour(theme.muted)
        self._draw()

    # --- a match ---------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Have the match made that is chosen; the first one may take a moment."""
        self.match = self.state = None
        self.map.note = self.tr("Preparing the match.")
        self._maker.want(
            FIELDS[cast(FieldName, self.fields.value)], cast(RivalName, self.rivals.value)
        )
        self._timer.start()
        self._draw()

    def _on_timer_timeout(self) -> None:
        made = self._maker.take()
        if made is None:
            return
        self._timer.stop()
        if isinstance(made, str):
            self.map.note = made
            self.map.update()
            return
        self.match = made
        field = made.field
        self.map.show_land(terrain(field.x, field.y, made.losses), field.weights)
        self._begin()

    def _begin(self) -> None:
        if self.match is not None:
            self.state = Round((self.match.start,))
            self.map.setFocus()
        self._draw()

    def _on_map_chosen(self, x: float, y: float) -> None:
        if self.match is not None and self.state is not None:
            self.state = self.state.moved(self.match, (x, y))
            self._draw()

    def _on_end_button_clicked(self) -> None:
        if self.state is not None:
            self.state = replace(self.state, is_given_up=True)
            self._draw()

    def _on_map_hovered(self, point: tuple[float, float] | None) -> None:
        land, state, text = self.map.land, self.state, ""
        if point is not None and land is not None and state is not None and self.match is not None:
            names = self.match.field.weights
            x, y = (numbers.signed(value, 2) for value in point)
            text = f"{names[0]} = {x}, {names[1]} = {y}"
            if not self.is_blind or state.is_over:
                text += self.tr(" · loss {0}").format(numbers.loss(land.at(*point)))
        self.pointed.show_text(text)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._maker.close()

    # --- drawing ---------------------------------------------------------------------------

    def _draw(self) -> None:
        match, state = self.match, self.state
        is_playing = match is not None and state is not None and not state.is_over
        self.end_button.setEnabled(is_playing)
        self.again_button.setEnabled(state is not None and state.moves > 0)
        if match is None or state is None:
            self.map.show_land(None)
            self.map.show_tracks(())
            return
        self.map.is_hidden = self.is_blind and not state.is_over
        self.map.reach = 0.0 if state.is_over else REACH
        tracks = [Track(_ways(state.spots), self._theme.text, has_dots=True)]
        if state.is_over:
            rival = match.rival[: state.moves + 1]
            mark = Track(_ways(rival), self._theme.blame, "square", is_dashed=True, has_dots=True)
            tracks.insert(0, mark)
        here = state.here
        downhill = None if state.is_over else (-here.slope[0], -here.slope[1])
        self.map.show_tracks(tracks, downhill)
        self._tell(match, state)

    def _tell(self, match: Match, state: Round) -> None:
        field, here = match.field, state.here
        is_hidden = self.is_blind and not state.is_over
        self.formula.show_pieces(Piece("L = ?" if is_hidden else field.formula, "text"))
        self.words.show_text(game_words.invitation(match, is_blind=self.is_blind))
        self.board.show_round(match, state)
        pieces = []
        for name, slope in zip(field.weights, here.slope, strict=True):
            pieces.append(Piece(f"∂L/∂{name} = ", "muted"))
            pieces.append(Piece(f"{numbers.signed(slope, 4)}  ", "blame"))
        self.slope.show_pieces(*pieces)
        over = game_words.verdict(match, state) if state.is_over else ""
        self.verdict.show_text(over)


def _ways(spots: tuple[Spot, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([(spot.x, spot.y) for spot in spots], np.float64)
