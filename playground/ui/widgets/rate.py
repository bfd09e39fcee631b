"""Right end of the bar: how fast training is, or why it is not."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.session.snapshot import Snapshot
from playground.ui.numbers import thousands
from playground.ui.style import DARK, Theme, mono, px

_CHARACTERS = 18
_FEW = 11


def _tr(text: str) -> str:
    return QCoreApplication.translate("rate", text)


def rate_text(snapshot: Snapshot) -> str:
    """Return e.g. "1,200 steps/s", "paused", "paused in backward", "stopped"."""
    status = snapshot.status
    if snapshot.record.journey is not None:
        return _tr("going there")
    if snapshot.slow:
        return _tr("slow motion")
    if status == "running":
        rate = snapshot.steps_per_second
        return _tr("running") if rate is None else _tr("{0} steps/s").format(_rounded(rate))
    if status == "paused":
        done = snapshot.position.operation
        if 0 < done < len(snapshot.operations):
            # The phase of the operation that the tape marks: the one carried out last.
            return _tr("paused in {0}").format(_tr(snapshot.operations[done - 1].phase))
        return _tr("paused in the past") if snapshot.record.is_past else _tr("paused")
    return {
        "empty": "",
        "preparing": _tr("preparing"),
        "invalid": _tr("cannot start"),
        "stopped": _tr("stopped"),
        "failed": _tr("failed"),
    }[status]


def short_text(snapshot: Snapshot) -> str:
    """Return the same where there is little room: "1,200/s", "paused"."""
    rate = snapshot.steps_per_second
    if snapshot.status == "running" and rate is not None:
        return f"{_rounded(rate)}/s"
    return _tr("paused") if snapshot.status == "paused" else rate_text(snapshot)


def _rounded(rate: float) -> str:
    """Return a rate with three digits that carry meaning: the rest only flickers."""
    if rate < 10:
        return f"{rate:.1f}"
    if rate < 1000:
        return f"{rate:.0f}"
    digits = len(str(int(rate))) - 3
    return thousands(int(round(rate / 10**digits) * 10**digits))


class RateLabel(QWidget):
    """The state of the run in a fixed width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._text, self._short = "", ""
        self._status = "empty"
        self._characters = _CHARACTERS
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setToolTip(self.tr("Says how fast training is, or why it is not going on."))

    def text(self) -> str:
        return self._text

    @property
    def shown(self) -> str:
        """What is drawn: a number is never cut, the words around it go first."""
        metrics = QFontMetricsF(mono(9.5))
        if metrics.horizontalAdvance(self._text) <= self.width():
            return self._text
        return metrics.elidedText(self._short, Qt.TextElideMode.ElideRight, self.width())

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_compact(self, is_compact: bool) -> None:
        """Take less room; where the words do not fit, shorter ones stand."""
        self._characters = _FEW if is_compact else _CHARACTERS
        self.updateGeometry()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the rate of this observation."""
        text = rate_text(snapshot)
        if (text, snapshot.status) == (self._text, self._status):
            return
        self._text, self._status = text, snapshot.status
        self._short = short_text(snapshot)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(mono(9.5)).horizontalAdvance("0") * self._characters
        return QSize(round(width) + 2, px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(mono(9.5))
        colours = {
            "running": self._theme.good,
            "stopped": self._theme.warning,
            "failed": self._theme.warning,
            "invalid": self._theme.warning,
        }
        painter.setPen(QColor(colours.get(self._status, self._theme.muted)))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(self.rect()), flags, self.shown)
        painter.end()
