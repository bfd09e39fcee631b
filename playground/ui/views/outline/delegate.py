"""How a row of the outline looks: name, what there is to know in muted type, small badges."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from playground.ui.icons import icon
from playground.ui.style import DARK, Theme, mono, px, sans
from playground.ui.views.outline.model import Role
from playground.ui.widgets.paint import mix

_BADGE, _GAP, _SIDE = 12, 5, 4


class OutlineDelegate(QStyledItemDelegate):
    """Paints rows; edits names in place as Qt does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(px(60), px(24))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect = self._theme, QRect(option.rect)
        state = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_unit = index.parent().isValid()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, state)
        room = rect.adjusted(_SIDE, 0, -_SIDE - 2, 0)
        room.setRight(self._paint_badges(painter, room, index))
        is_faint = bool(index.data(Role.IS_OUTSIDE))
        name_font = sans(9.0 if is_unit else 9.5)
        metrics = QFontMetrics(name_font)
        name = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        width = min(metrics.horizontalAdvance(name) + 1, room.width())
        painter.setFont(name_font)
        colour = (
            theme.faint if is_faint else theme.text if is_chosen or not is_unit else theme.muted
        )
        painter.setPen(QColor(colour))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        self._paint_detail(painter, room.adjusted(width + _GAP, 0, 0, 0), index, is_unit)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        theme = self._theme
        box = rect.adjusted(0, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(mix(theme.window, theme.action, 0.22)))
            painter.drawRoundedRect(box, 4, 4)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.card_raised))
            painter.drawRoundedRect(box, 4, 4)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.action), 1.0))
            painter.drawRoundedRect(box, 4, 4)

    def _paint_badges(
        self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> int:
        """Paint the badges from the right; return where they begin."""
        theme, right, size = self._theme, room.right(), px(_BADGE)
        middle = room.center().y() - size // 2 + 1
        for name, role, colour in (
            ("warning", Role.HAS_PROBLEM, theme.warning),
            ("lock", Role.IS_FROZEN, theme.muted),
        ):
            if index.data(role):
                icon(name, theme, colour).paint(painter, right - size, middle, size, size)
                right -= size + _GAP
        if index.data(Role.IS_OUTSIDE):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.faint), 1.2, Qt.PenStyle.DotLine))
            painter.drawEllipse(right - size + 2, middle + 1, size - 4, size - 4)
            right -= size + _GAP
        return right

    def _paint_detail(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
        is_unit: bool,
    ) -> None:
        detail = str(index.data(Role.DETAIL) or "")
        font = mono(8.5) if is_unit else sans(8.5)
        metrics = QFontMetrics(font)
        if not detail or room.width() < metrics.horizontalAdvance("00…"):
            return
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        shown = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
