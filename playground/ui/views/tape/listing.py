"""Opens the list of breakpoints and the menu of a row, with what the selection offers now."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu, QWidget

from playground.engine.breakpoints import Breakpoint
from playground.model.ids import LayerId
from playground.session.snapshot import Snapshot
from playground.ui.naming import layer_title
from playground.ui.style import DARK, Theme, px
from playground.ui.view import Selection, ShownProject
from playground.ui.views.tape.offers import Offer, offers
from playground.ui.views.tape.popup import BreakpointsPopup, fill_offers
from playground.ui.views.tape.shelf import BreakpointShelf
from playground.ui.views.tape.words import title_of


class BreakpointList(QObject):
    """Menus and small window of the breakpoints, at the button of the tape."""

    def __init__(self, shelf: BreakpointShelf, anchor: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._anchor = anchor
        self.theme: Theme = DARK
        self.shown: ShownProject | None = None
        self.snapshot = Snapshot()
        self.selection = Selection()
        self.row = -1
        """Row of the tape that is pointed at."""
        self.popup: BreakpointsPopup | None = None
        shelf.changed.connect(self._on_shelf_changed)

    # --- the small window ------------------------------------------------------------------

    def open(self, place: int | None = None) -> None:
        """Show all breakpoints; ``place`` is that whose number is to be typed."""
        if self.popup is None:
            popup = BreakpointsPopup(self.theme, self._anchor.window())
            popup.changed.connect(self._shelf.change)
            popup.removed.connect(self._shelf.remove)
            popup.added.connect(self._add)
            popup.cleared.connect(self._shelf.clear)
            popup.finished.connect(self._on_popup_finished)
            self.popup = popup
        self._fill(self.popup)
        self.popup.show()
        # Only once it is shown it has the fonts of its style, and with them its size.
        self._place(self.popup)
        self.popup.edit(place)

    @Slot()
    def open_all(self) -> None:
        """Show all breakpoints."""
        self.open()

    def _fill(self, popup: BreakpointsPopup) -> None:
        if self.shown is None:
            return
        shown = self.shown
        titles = tuple(title_of(point, shown) for point in self._shelf.points)
        popup.show_breakpoints(self._shelf.breakpoints, titles, self._shelf.stopped_place)
        popup.show_offers(self._offers(self._layer()))
        self._place(popup)

    def _place(self, popup: BreakpointsPopup) -> None:
        """Let it stand above the button, right edge on right edge."""
        popup.adjustSize()
        corner = self._anchor.mapToGlobal(QPoint(self._anchor.width(), 0))
        room = self._anchor.screen().availableGeometry()
        x = max(room.left(), corner.x() - popup.width())
        popup.move(x, max(room.top(), corner.y() - popup.height() - px(4)))

    def _layer(self) -> LayerId | None:
        if self.selection.layers:
            return self.selection.layers[0]
        known = 0 <= self.row < len(self._shelf.operations)
        return self._shelf.operations[self.row].layer if known else None

    def _offers(self, layer: LayerId | None) -> tuple[Offer, ...]:
        if self.shown is None:
            return ()
        return offers(self.shown, self.snapshot, self.selection, layer)

    def _add(self, one: Breakpoint) -> None:
        self.open(self._shelf.add(one))

    def _on_popup_finished(self) -> None:
        self.popup = None

    def _on_shelf_changed(self) -> None:
        if self.popup is not None:
            self._fill(self.popup)

    # --- the menu --------------------------------------------------------------------------

    def menu(self, row: int, run_to: Callable[[int], None]) -> QMenu:
        """Return the menu of a row; −1 is that of none."""
        menu = QMenu(self._anchor)
        menu.setToolTipsVisible(True)
        layer = None
        if 0 <= row < len(self._shelf.operations):
            layer = self._shelf.operations[row].layer
            run = menu.addAction(self.tr("Run to here"))
            run.setToolTip(self.tr("Goes to where this operation has just been carried out."))
            run.triggered.connect(partial(run_to, row))
            menu.addSeparator()
            self._add_switches(menu, row, layer)
        conditions = menu.addMenu(self.tr("Stop when"))
        fill_offers(conditions, self._offers(layer), self._add)
        listed = menu.addAction(self.tr("Breakpoints…"))
        listed.setToolTip(self.tr("Lists all of them, to change or remove them."))
        listed.triggered.connect(self.open_all)
        return menu

    def _add_switches(self, menu: QMenu, row: int, layer: LayerId | None) -> None:
        here = menu.addAction(self.tr("Break here"))
        here.setToolTip(self.tr("Stops every time this operation has been carried out."))
        here.setCheckable(True)
        here.setChecked(self._has(Breakpoint("operation", operation=row)))
        here.triggered.connect(partial(self._shelf.toggle_row, row))
        if layer is None or self.shown is None:
            return
        text = self.tr("Break at any operation of {0}")
        whole = menu.addAction(
            text.format(layer_title(self.shown.project, layer)).replace("&", "&&")
        )
        whole.setToolTip(self.tr("Stops after every operation of this layer."))
        whole.setCheckable(True)
        whole.setChecked(self._has(Breakpoint("layer", layer=layer)))
        whole.triggered.connect(partial(self._shelf.toggle_layer, layer))

    def _has(self, wanted: Breakpoint) -> bool:
        key = (wanted.kind, wanted.operation, wanted.layer)
        return key in [(one.kind, one.operation, one.layer) for one in self._shelf.breakpoints]
