"""The score of a match: a line for the person and one for the rival."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from playground.readout.landscape.fields import MOVES
from playground.readout.landscape.match import Match, Round, score
from playground.ui import numbers
from playground.ui.style import SPACING, Theme, px
from playground.ui.views.landscape.game_words import rival_titles
from playground.ui.widgets.segments import Piece, Segments
from playground.ui.widgets.text import Line, Text


class ScoreBoard(QWidget):
    """Loss reached, and how often it was halved with every move, for both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = (Line(18), Line(18))
        self.losses, self.scores = (Segments(), Segments()), (Segments(), Segments())
        self.moves = Text(role="muted")
        self._heads = (
            Text(self.tr("loss"), role="muted"),
            Text(self.tr("halvings a move"), role="muted"),
        )
        self._heads[1].setToolTip(
            self.tr("The score: how often the loss was halved, divided by the number of moves.")
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACING)
        grid.setVerticalSpacing(SPACING // 2)
        for column, head in enumerate(self._heads, start=1):
            grid.addWidget(head, 0, column)
        for row in (0, 1):
            for column, cell in enumerate((self.names[row], self.losses[row], self.scores[row])):
                grid.addWidget(cell, row + 1, column, Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((136, 72, 100)):
            grid.setColumnMinimumWidth(column, px(width))
        grid.addWidget(self.moves, 3, 0, 1, 3)
        grid.setColumnStretch(2, 1)

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for part in (*self.losses, *self.scores, *self._heads, self.moves):
            part.show_theme(theme)
        for name in self.names:
            name.show_colour(theme.text)

    def show_round(self, match: Match, state: Round) -> None:
        """Show where both stand after the same number of moves."""
        rival = match.rival[state.moves]
        halvings = score(match.start.loss, rival.loss, state.moves)
        self.names[0].show_text(self.tr("you"))
        self.names[1].show_text(rival_titles()[match.kind][0])
        pairs = ((state.here.loss, state.score), (rival.loss, halvings))
        for row, (loss, points) in enumerate(pairs):
            self.losses[row].show_pieces(Piece(numbers.loss(loss), "strong"))
            self.scores[row].show_pieces(Piece(numbers.signed(points, 2), "text"))
        self.moves.show_text(self.tr("move {0} of {1}").format(state.moves, MOVES))
