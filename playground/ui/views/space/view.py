"""The input plane as a layer of the network sees it: the bent grid."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from playground.engine.state import SpaceView as Space
from playground.model.ids import LayerId
from playground.session.commands import Watch
from playground.session.snapshot import Snapshot
from playground.ui.naming import layer_title
from playground.ui.numbers import share
from playground.ui.style import SPACING, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.space.frame import shape_of
from playground.ui.views.space.picture import GLIDE, SpacePicture
from playground.ui.widgets.chip import Chip
from playground.ui.widgets.text import Line

_STAY = 900
"""Milliseconds that the walk stays at a layer."""


class SpaceView(View):
    """Shows one layer's space, follows the selection, and walks from layer to layer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._order: tuple[LayerId, ...] = ()
        self._layer: LayerId | None = None
        self.layers = QComboBox()
        self.layers.setToolTip(self.tr("The layer through whose eyes the plane is drawn."))
        self.layers.setAccessibleName(self.tr("Layer"))
        self.layers.activated.connect(self._on_layers_activated)
        self.walk = Chip(
            self.tr("walk"), self.tr("Goes from the input to the output, layer by layer.")
        )
        self.walk.setAccessibleName(self.tr("Walk through the layers"))
        self.walk.toggled.connect(self._on_walk_toggled)
        self.picture = SpacePicture()
        self.picture.setToolTip(
            self.tr("A square grid over the input plane, bent as this layer bends it.")
        )
        self.caption = Line(20, lines=2)
        self._timer = QTimer(self)
        self._timer.setInterval(GLIDE + _STAY)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACING)
        head.addWidget(self.layers, 1)
        head.addWidget(self.walk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACING, SPACING, 2 * SPACING, SPACING)
        layout.setSpacing(SPACING)
        layout.addLayout(head)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.caption)

    def extend_watch(self, watch: Watch) -> Watch:
        """Ask the worker for the space of the chosen layer."""
        return replace(watch, space=self._layer)

    def show_project(self, shown: ShownProject) -> None:
        self._shown = shown
        order = shown.resolution.order
        if order != self._order or self.layers.count() == 0:
            self._order = order
            if self._layer not in order:
                # The last hidden layer is where a straight line has to do.
                self._layer = order[-2] if len(order) > 1 else next(iter(order), None)
        self._fill()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._draw()

    def show_selection(self, selection: Selection) -> None:
        chosen = [layer for layer in selection.layers if layer in self._order]
        if len(chosen) == 1:
            self._choose(chosen[0])

    def show_theme(self, theme: Theme) -> None:
        self.picture.show_theme(theme)
        self.walk.show_theme(theme)
        self.caption.show_colour(theme.muted)

    def _fill(self) -> None:
        shown = self._shown
        if shown is None:
            return
        titles = [layer_title(shown.project, layer) for layer in self._order]
        with QSignalBlocker(self.layers):
            if titles != [self.layers.itemText(i) for i in range(self.layers.count())]:
                self.layers.clear()
                self.layers.addItems(titles)
            if self._layer in self._order:
                self.layers.setCurrentIndex(self._order.index(self._layer))

    def _choose(self, layer: LayerId) -> None:
        if layer != self._layer:
            self._layer = layer
            self._fill()

    def _draw(self) -> None:
        space, shown = self._snapshot.space, self._shown
        if shown is None or shown.dataset is None or not self._order:
            self.picture.clear(self.tr("There is no network yet."))
            self.caption.show_text("")
            return
        if space is None or (space.examples.size and space.examples.max() >= shown.dataset.size):
            if self.picture.shape is None:
                self.picture.clear(self.tr("Waiting for the first numbers."))
            return
        self.picture.show_shape(space.layer, shape_of(space), shown.dataset, space.examples)
        self.picture.show_example(self._example_at_hand(space))
        words = self._describe(space.axes.shape[1], space.explained)
        shape = shown.resolution.layers.get(space.layer)
        if shape is not None and shape.positions:
            words += self.tr(" · means over positions")
        last = self._snapshot.position.operation - 1
        rows = self._snapshot.operations
        if 0 <= last < len(rows) and rows[last].phase == "update":
            words += self.tr(" · before this update")
        self.caption.show_text(words)

    def _example_at_hand(self, space: Space) -> int | None:
        """Return the place among the points of the example stepped through, once it has one here."""
        probe, at = self._snapshot.probe, self._snapshot.position
        if at.operation == 0 or probe is None or probe.example not in space.examples:
            return None
        layer = probe.layers.get(space.layer)
        # The input has no numbers of a layer: its example is there from the beginning.
        if layer is not None and layer.a is None and space.layer != self._order[0]:
            return None
        return int(np.flatnonzero(space.examples == probe.example)[0])

    def _describe(self, units: int, explained: float | None) -> str:
        if units == 1:
            return self.tr("one neuron: all on a line")
        if explained is None:
            return self.tr("across: neuron 1, up: neuron 2")
        return self.tr("two main directions of {0} neurons: {1}").format(units, share(explained))

    @Slot(int)
    def _on_layers_activated(self, index: int) -> None:
        self.walk.setChecked(False)
        self._choose(self._order[index])

    @Slot(bool)
    def _on_walk_toggled(self, is_on: bool) -> None:
        if is_on and self._order:
            self._choose(self._order[0])
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if not self._order or not self.isVisible():
            self.walk.setChecked(False)
            return
        place = self._order.index(self._layer) + 1 if self._layer in self._order else 0
        if place >= len(self._order):
            self.walk.setChecked(False)
            return
        self._choose(self._order[place])
