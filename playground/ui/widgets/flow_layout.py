"""A layout that fills lines from the left and wraps, for chips of different widths."""

from PySide6.QtCore import QPoint, QRect, QSize

from playground.ui.widgets.line_layout import LineLayout

_TALL = 1 << 20


class FlowLayout(LineLayout):
    """Items side by side, then on the next line."""

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                # What is hidden leaves no gap.
                continue
            # What is wider than a line gets a line of its own, and no more.
            hint = item.sizeHint().boundedTo(QSize(max(1, rect.width()), _TALL))
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if not is_trial:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - rect.y()
