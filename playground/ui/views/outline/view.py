"""The network as a tree of layers and units, in step with the selection."""

from collections.abc import Mapping
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QTreeView, QVBoxLayout, QWidget

from playground.model import wishes
from playground.model.ids import LayerId
from playground.session.snapshot import Snapshot
from playground.ui.action import Action, ActionState
from playground.ui.actions import ACTIONS
from playground.ui.icons import icon
from playground.ui.style import DARK, SPACING, Theme
from playground.ui.view import Selection, ShownProject, View
from playground.ui.views.outline.delegate import OutlineDelegate
from playground.ui.views.outline.model import OutlineModel

_INTERVAL = 0.25
"""Least seconds between two drawings while numbers rush."""
_NOT_HERE = frozenset({"edit.undo", "edit.redo", "edit.tidy", "edit.rename"})
"""Entries of the Edit menu that say nothing about the selection, or that a row does itself."""
_LARGE = 256
"""Units from which on a layer is not opened by itself."""


class _Tree(QTreeView):
    """Keeps F2 for renaming in place; never opens a whole network of a million rows at once."""

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Asterisk:
            self.expand(self.currentIndex())
            return
        super().keyPressEvent(event)


class OutlineView(View):
    """Tree, filter and menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._selection = Selection()
        self._state = ActionState()
        self._drawn_at = -1e9
        self._is_following = False
        self.menu: QMenu | None = None
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(self.tr("Filter of the outline"))
        self.filter.setToolTip(
            self.tr("Shows only layers and neurons that fit, for example “tanh” or “n3”.")
        )
        self.model = OutlineModel(self)
        self.delegate = OutlineDelegate(self)
        self.tree = self._make_tree()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        layout.setSpacing(SPACING)
        layout.addWidget(self.filter)
        layout.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)
        self.filter.textChanged.connect(self._on_filter_text_changed)
        self.model.renamed.connect(self._on_model_renamed)
        self.tree.selectionModel().selectionChanged.connect(self._on_tree_selection_changed)
        self.tree.customContextMenuRequested.connect(self._on_tree_menu_requested)

    def _make_tree(self) -> QTreeView:
        tree = _Tree()
        tree.setModel(self.model)
        tree.setItemDelegate(self.delegate)
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setMouseTracking(True)
        tree.setIndentation(14)
        # The delegate paints the ground of a row; the branches beside it stay plain.
        tree.setStyleSheet("QTreeView { show-decoration-selected: 0; border: none; }")
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        tree.setExpandsOnDoubleClick(False)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setAccessibleName(self.tr("Outline of the network"))
        tree.setToolTip(self.tr("Layers and their neurons; F2 renames a layer."))
        return tree

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> None:
        opened = self._opened()
        if self.model.show_project(shown):
            self._restore(opened)
        elif self._chosen() != (self._selection.layers, self._selection.unit):
            self._mark()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.model.show_snapshot(snapshot)
        now = monotonic()
        if snapshot.status != "running" or now - self._drawn_at >= _INTERVAL:
            self._drawn_at = now
            self.tree.viewport().update()

    def show_selection(self, selection: Selection) -> None:
        is_same = (selection.layers, selection.unit) == (
            self._selection.layers,
            self._selection.unit,
        )
        self._selection = selection
        if not is_same or self._chosen() != (selection.layers, selection.unit):
            self._mark()

    def show_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.delegate.show_theme(theme)
        # The size of the interface changes together with the theme.
        self.tree.doItemsLayout()

    def show_state(self, state: ActionState) -> None:
        """Know what is possible now: the menu's entries are those of the Edit menu."""
        self._state = state

    # --- the tree and the selection --------------------------------------------------------

    def _opened(self) -> set[LayerId]:
        indexes = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        layers = [self.model.layer_at(index) for index in indexes if self.tree.isExpanded(index)]
        return {layer for layer in layers if layer is not None}

    def _restore(self, opened: set[LayerId]) -> None:
        for layer in opened:
            index = self.model.index_of_layer(layer)
            if index.isValid():
                self.tree.expand(index)
        self._mark()

    def _mark(self) -> None:
        """Select the rows of what is selected."""
        selection, model = self._selection, self.tree.selectionModel()
        if selection.unit is not None:
            indexes = [self.model.index_of_unit(selection.unit)]
        else:
            indexes = [self.model.index_of_layer(layer) for layer in selection.layers]
        indexes = [index for index in indexes if index.isValid()]
        self._is_following = True
        flags = QItemSelectionModel.SelectionFlag
        model.clearSelection()
        for index in indexes:
            model.select(index, flags.Select)
        if indexes:
            model.setCurrentIndex(indexes[-1], flags.NoUpdate)
            self.tree.scrollTo(indexes[-1])
        self._is_following = False

    def _chosen(self) -> tuple[tuple[LayerId, ...], object]:
        """Return layers and unit of the rows that are selected."""
        indexes = self.tree.selectionModel().selectedIndexes()
        layers: dict[LayerId, None] = {}
        for index in sorted(indexes, key=lambda i: (self.model.parent(i).row(), i.row())):
            layer = self.model.layer_at(index)
            if layer is not None:
                layers[layer] = None
        unit = self.model.unit_at(indexes[0]) if len(indexes) == 1 else None
        return tuple(layers), unit

    # --- slots -----------------------------------------------------------------------------

    def _on_tree_selection_changed(self) -> None:
        if self._is_following:
            return
        layers, unit = self._chosen()
        wanted = replace(self._selection, layers=layers, unit=unit, weight=None)  # type: ignore[arg-type]
        if wanted != self._selection:
            self._selection = wanted
            self.selection_requested.emit(wanted)

    def _on_filter_text_changed(self, text: str) -> None:
        opened = self._opened()
        if self.model.show_filter(text):
            self._restore(opened)
        if text.strip():
            for row in range(self.model.rowCount()):
                index = self.model.index(row, 0)
                if self.model.rowCount(index) <= _LARGE and self.model.rowCount() <= _LARGE:
                    self.tree.expand(index)

    def _on_model_renamed(self, layer: LayerId, name: str) -> None:
        self.edit_requested.emit(wishes.rename_layer(layer, name))

    def _on_tree_menu_requested(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        if index.isValid() and not self.tree.selectionModel().isSelected(index):
            self.tree.setCurrentIndex(index)
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = self.make_menu()
        self.menu.popup(self.tree.viewport().mapToGlobal(at))

    # --- menu ------------------------------------------------------------------------------

    def make_menu(self, table: Mapping[str, Action] = ACTIONS) -> QMenu:
        """Return the menu of the selection: the Edit menu's actions, and renaming in place."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        current = self.tree.currentIndex()
        rename = menu.addAction(self.tr("Rename"))
        rename.setToolTip(self.tr("Gives the layer another name."))
        rename.setEnabled(current.isValid() and self.model.unit_at(current) is None)
        rename.triggered.connect(lambda _checked=False: self.tree.edit(current))
        for action in table.values():
            if action.menu == "edit" and action.id not in _NOT_HERE:
                if action.opens_group:
                    menu.addSeparator()
                self._add(menu, action)
        menu.addSeparator()
        if "help.selection" in table:
            self._add(menu, table["help.selection"])
        return menu

    def _add(self, menu: QMenu, action: Action) -> None:
        entry = menu.addAction(action.title_in(self._state))
        entry.setToolTip(action.tooltip)
        entry.setEnabled(action.is_enabled(self._state))
        if action.is_on is not None:
            entry.setCheckable(True)
            entry.setChecked(action.is_on(self._state))
        if action.icon:
            entry.setIcon(icon(action.icon, self._theme))
        entry.triggered.connect(lambda _checked=False: self.action_requested.emit(action.id))
