"""The tree behind the outline: answers only for rows that are looked at, however many there are."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from playground.model.ids import LayerId, UnitRef
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import layer_title
from playground.ui.view import ShownProject
from playground.ui.views.outline import entries
from playground.ui.views.outline.entries import LayerRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Role(IntEnum):
    """What the delegate asks for beside the name."""

    DETAIL = Qt.ItemDataRole.UserRole + 1
    IS_FROZEN = Qt.ItemDataRole.UserRole + 2
    HAS_PROBLEM = Qt.ItemDataRole.UserRole + 3
    IS_OUTSIDE = Qt.ItemDataRole.UserRole + 4


class OutlineModel(QAbstractItemModel):
    """Layers at the top, their units below. The id of an index is 0 for a layer, else its row + 1."""

    renamed = Signal(object, str)
    """LayerId and the name that the person typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownProject | None = None
        self._snapshot = Snapshot()
        self._rows: tuple[LayerRow, ...] = ()
        self._filter = ""

    # --- inputs ----------------------------------------------------------------------------

    def show_project(self, shown: ShownProject) -> bool:
        """Take another project; True where the tree was built anew."""
        self._shown = shown
        return self._renew()

    def show_filter(self, text: str) -> bool:
        """Show only what fits; True where the tree was built anew."""
        self._filter = text
        return self._renew()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take other numbers; who shows them looks again."""
        self._snapshot = snapshot

    def _renew(self) -> bool:
        rows = () if self._shown is None else entries.rows_of(self._shown, self._filter)
        # What rows say is asked anew; only their number and order make another tree.
        if _shape(rows) == _shape(self._rows):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    # --- places ----------------------------------------------------------------------------

    def layer_at(self, index: Index) -> LayerId | None:
        """Return the layer of a row, or of the row above a unit."""
        if not index.isValid():
            return None
        row = index.row() if index.internalId() == 0 else int(index.internalId()) - 1
        return self._rows[row].layer

    def unit_at(self, index: Index) -> UnitRef | None:
        """Return the unit of a row; None for a layer's."""
        if not index.isValid() or index.internalId() == 0:
            return None
        return self._rows[int(index.internalId()) - 1].units[index.row()]

    def index_of_layer(self, layer: LayerId) -> QModelIndex:
        """Return the row of a layer; an invalid one where it is filtered out."""
        for row, entry in enumerate(self._rows):
            if entry.layer == layer:
                return self.index(row, 0)
        return QModelIndex()

    def index_of_unit(self, unit: UnitRef) -> QModelIndex:
        """Return the row of a unit; an invalid one where it is filtered out."""
        parent = self.index_of_layer(unit.layer)
        if not parent.isValid():
            return QModelIndex()
        units = self._rows[parent.row()].units
        return self.index(units.index(unit), 0, parent) if unit in units else QModelIndex()

    # --- Qt --------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        if not child.isValid() or child.internalId() == 0:
            return QModelIndex()
        return self.createIndex(int(child.internalId()) - 1, 0, 0)

    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(self._rows)
        return len(self._rows[parent.row()].units) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.internalId() == 0:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._shown is None or not index.isValid():
            return None
        if index.internalId() == 0:
            return self._layer_data(self._shown, self._rows[index.row()].layer, role)
        return self._unit_data(self._shown, self._rows[int(index.internalId()) - 1], index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        layer, name = self.layer_at(index), " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or layer is None or self._shown is None or not name:
            return False
        if name != self._shown.project.network.layer(layer).name:
            self.renamed.emit(layer, name)
        return True

    def _layer_data(self, shown: ShownProject, layer: LayerId, role: int) -> Any:
        network = shown.project.network
        if not network.has(layer):
            return None
        answers: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: layer_title(shown.project, layer),
            Qt.ItemDataRole.EditRole: lambda: network.layer(layer).name,
            Role.DETAIL: lambda: entries.layer_detail(shown, layer),
            Role.IS_FROZEN: lambda: network.is_frozen(layer),
            Role.HAS_PROBLEM: lambda: any(p.layer == layer for p in shown.resolution.remarks),
            Role.IS_OUTSIDE: lambda: entries.is_outside(shown, self._snapshot, layer),
            Qt.ItemDataRole.ToolTipRole: lambda: entries.layer_tooltip(
                shown, self._snapshot, layer
            ),
            Qt.ItemDataRole.AccessibleDescriptionRole: lambda: entries.layer_tooltip(
                shown, self._snapshot, layer
            ),
        }
        answer = answers.get(role)
        return None if answer is None else answer()

    def _unit_data(self, shown: ShownProject, row: LayerRow, index: Index, role: int) -> Any:
        at = index.row()
        number = at + 1 if row.numbers is None else row.numbers[at]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entries.unit_name(shown, row.units[at], number)
            case Role.DETAIL | Qt.ItemDataRole.AccessibleDescriptionRole:
                bias = entries.bias_of(shown, self._snapshot, row.layer, number - 1)
                return "" if bias is None else f"b {numbers.signed(bias)}"
        return None


def _shape(rows: tuple[LayerRow, ...]) -> list[tuple[LayerId, int]]:
    return [(row.layer, len(row.units)) for row in rows]
