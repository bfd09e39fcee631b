"""The loss surface around the live weights, with the path of the run; a click starts from there."""

import math
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from playground.readout.landscape.records import MOST_MOVED, Surface, SurfaceWish
from playground.session.commands import SetWeights, Watch
from playground.session.snapshot import Snapshot
from playground.ui.style import DARK, SPACING, Theme, px
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.landscape import words
from playground.ui.views.landscape.map_paint import Track
from playground.ui.views.landscape.pairs import Chosen
from playground.ui.views.landscape.ramp_bar import RampBar
from playground.ui.views.landscape.surface_map import SurfaceMap
from playground.ui.views.landscape.terrain import terrain
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.paint import mix
from playground.ui.widgets.text import Line

_MOST_ZOOM = 256.0
_ROOMY = 300


class LandscapeView(View):
    """A map of the loss along the run's path, or along two weights."""

    weights_requested = Signal(object, str)
    """SetWeights, and what the history calls it."""
    told = Signal(str)
    """A sentence for the status line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._surface: Surface | None = None
        self._theme = DARK
        self._chosen = Chosen()
        self._drawn: tuple[Surface, Theme] | None = None
        self._at: tuple[float, float] | None = None
        self._zoom = 1.0
        self.path = Chip(
            self.tr("run's path"),
            self.tr("Across the two directions in which the run has moved most."),
        )
        self.weights = Chip(
            self.tr("two weights"),
            self.tr("Across the two weights whose wires were selected last."),
        )
        self.game = Chip(
            self.tr("be the optimizer"), self.tr("Find the way down by hand, against the machine.")
        )
        self.farther = Chip("−", self.tr("Shows more of the surface."))
        self.nearer = Chip("+", self.tr("Shows less of the surface, around the present point."))
        self.map, self.ramp, self.foot = SurfaceMap(), RampBar(), Line(20, lines=2)
        self._kinds = QButtonGroup(self)
        self._name_all()
        self._lay_out()
        self._connect()

    def _name_all(self) -> None:
        self.path.setChecked(True)
        for chip in (self.path, self.weights):
            self._kinds.addButton(chip)
        for chip, name in (
            (self.farther, self.tr("Farther")),
            (self.nearer, self.tr("Nearer")),
            (self.game, self.tr("Be the optimizer")),
        ):
            chip.setCheckable(False)
            chip.setAccessibleName(name)
        self.map.setAccessibleName(self.tr("Map of the loss"))
        self.map.setToolTip(
            self.tr(
                "A section through the space of all weights. Lines join equal losses, the pink "
                "arrow points downhill. The path is drawn where it comes nearest to the section; "
                "dashed is what lies ahead of a past step."
            )
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACING // 2)
        row.addWidget(self.path)
        row.addWidget(self.weights)
        row.addStretch(1)
        row.addWidget(self.farther)
        row.addWidget(self.nearer)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SPACING)
        below.addWidget(self.ramp, 1)
        below.addWidget(self.game)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING, 2 * SPACING, SPACING)
        layout.setSpacing(SPACING // 2)
        layout.addLayout(row)
        layout.addWidget(self.map, 1)
        layout.addWidget(self._below)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self._kinds.buttonToggled.connect(self._on_kinds_button_toggled)
        self.nearer.clicked.connect(partial(self._on_zoom_wanted, 2.0))
        self.farther.clicked.connect(partial(self._on_zoom_wanted, 0.5))
        self.map.zoom_wanted.connect(self._on_zoom_wanted)
        self.map.hovered.connect(self._on_map_hovered)
        self.map.chosen.connect(self._on_map_chosen)
        self.game.clicked.connect(lambda: self.action_requested.emit("train.be_optimizer"))

    # --- shown -----------------------------------------------------------------------------

    @property
    def wish(self) -> SurfaceWish:
        """What the worker is asked for."""
        pair = self._chosen.pair if self.weights.isChecked() else None
        return SurfaceWish(pair, self._zoom)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask the worker for the surface that is chosen."""
        return replace(watch, surface=self.wish)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        self._chosen.follow(shown.resolution)
        self.weights.setEnabled(self._chosen.pair is not None)
        if self._chosen.pair is None:
            self.path.setChecked(True)
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        if selection.weight is not None:
            self._chosen.add(selection.weight)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._surface = snapshot.surface
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is little room, it is the map's.
        self._below.setVisible(self.height() >= px(_ROOMY))

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self.map, self.ramp):
            part.show_theme(theme)
        for chip in (self.path, self.weights, self.farther, self.nearer, self.game):
            chip.show_theme(theme)
        self.foot.show_colour(theme.muted)
        self._draw()

    def _draw(self) -> None:
        surface, shown = self._surface, self._shown
        is_asked = surface is not None and surface.wish.weights == self.wish.weights
        if surface is None or shown is None or not is_asked:
            self._leave_empty(self.tr("Waiting for the first numbers."))
            return
        plane = surface.plane
        if plane is None:
            self._leave_empty(words.why_not(surface.reason))
            return
        before = self.map.land
        if before is None or before.losses is not surface.losses:
            land = terrain(plane.x, plane.y, surface.losses)
            self.map.show_land(land, words.titles(shown, plane, surface.wish.weights))
            self.ramp.show_land(land)
        if self._drawn != (surface, self._theme):
            # While training runs most snapshots bring the surface of a moment ago once more.
            self._drawn = (surface, self._theme)
            downhill = (-surface.slope[0], -surface.slope[1])
            muted = mix(self._theme.canvas, self._theme.text, 0.6)
            ahead = Track(plane.ahead, muted, mark="", is_dashed=True)
            self.map.show_tracks([ahead, Track(plane.path, self._theme.text)], downhill)
        self._tell(surface)

    def _leave_empty(self, note: str) -> None:
        self._drawn = None
        self.map.note = note
        self.map.show_land(None)
        self.map.update()
        self.ramp.show_land(None)
        self.foot.show_text("")

    def _tell(self, surface: Surface) -> None:
        land = self.map.land
        plane = surface.plane
        if self._at is not None and plane is not None:
            # After a click the plane is another one, and the mouse may point beside it.
            inside = zip(self._at, (plane.x, plane.y), strict=True)
            self._at = self._at if all(low <= at <= high for at, (low, high) in inside) else None
        if self._at is None or land is None:
            self.foot.show_text(words.standing(surface))
        else:
            self.foot.show_text(words.pointed(surface, self._at, land.at(*self._at)))

    # --- wishes ----------------------------------------------------------------------------

    @Slot()
    def _on_kinds_button_toggled(self) -> None:
        self._zoom = 1.0
        self._draw()

    def _on_zoom_wanted(self, factor: float) -> None:
        self._zoom = min(max(self._zoom * factor, 1.0 / 16.0), _MOST_ZOOM)

    def _on_map_hovered(self, point: tuple[float, float] | None) -> None:
        self._at = point
        if self._surface is not None and self._surface.plane is not None:
            self._tell(self._surface)

    @Slot(float, float)
    def _on_map_chosen(self, x: float, y: float) -> None:
        surface, land = self._surface, self.map.land
        if surface is None or surface.plane is None or land is None:
            return
        loss = land.at(x, y)
        moved = surface.plane.moved
        if math.isnan(loss):
            self.told.emit(words.no_number())
        elif moved > MOST_MOVED:
            self.told.emit(words.too_many(moved))
        else:
            refs, values = surface.plane.weights_at(x, y)
            if np.isfinite(values).all():
                self.weights_requested.emit(SetWeights(refs, values), words.undo_label())
                self.told.emit(words.started(surface, moved, loss))
