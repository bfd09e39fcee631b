"""Axes whose labels are plain numbers and whose width never changes."""

import math

import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF

from playground.ui import numbers
from playground.ui.style import px, sans

_LINE = 15.0
"""Pixels that one label needs."""
_AIR = 10.0
"""Pixels between two labels side by side."""


def apart(ticks: list[float], low: float, high: float, size: float) -> list[float]:
    """Return the ticks whose labels neither touch each other nor the upper edge."""
    scale = size / max(high - low, 1e-300)
    kept: list[float] = []
    for tick in ticks:
        is_clear = not kept or (tick - kept[-1]) * scale >= px(_LINE)
        if is_clear and (high - tick) * scale >= px(_LINE) / 2 - 1:
            kept.append(tick)
    return kept


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """The loss, linear or logarithmic (values are then decimal logarithms), or shares."""

    def __init__(self) -> None:
        super().__init__("left")
        self.is_log = False
        self._is_share = False
        self.enableAutoSIPrefix(False)
        self.setWidth(46)

    def show_kind(self, *, is_log: bool, is_share: bool) -> None:
        """Write logarithms as losses, or shares as percentages."""
        self.is_log, self._is_share = is_log, is_share
        self.picture = None

    def tickValues(
        self,
        low: float,
        high: float,
        size: float,
    ) -> list[tuple[float, list[float]]]:
        if not self.is_log:
            found: list[tuple[float, list[float]]] = super().tickValues(low, high, size)
            level = found[0] if found else (1.0, [])
            return [(level[0], apart(list(level[1]), low, high, size))]
        decades = range(math.floor(low), math.ceil(high) + 1)
        factors = (1,) if high - low > 2 else (1, 2, 5)
        ticks = [d + math.log10(f) for d in decades for f in factors]
        return [(1.0, apart([t for t in ticks if low <= t <= high], low, high, size))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self._is_share:
            return [f"{numbers.plain(100.0 * value)}%" for value in values]
        return [numbers.plain(10.0**value if self.is_log else value) for value in values]


def _label(step: float) -> str:
    return numbers.thousands(round(step)) if step >= 0 else ""


class StepAxis(pg.AxisItem):  # type: ignore[misc]
    """Steps with commas."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._covered: tuple[float, float] | None = None
        self.enableAutoSIPrefix(False)

    def leave_out(self, covered: tuple[float, float] | None) -> None:
        """Write no label that reaches between these steps: half of one reads as another number."""
        if covered != self._covered:
            self._covered = covered
            self.picture = None
            self.update()

    def tickValues(
        self,
        low: float,
        high: float,
        size: float,
    ) -> list[tuple[float, list[float]]]:
        levels = list(super().tickValues(low, high, size))[:1]
        # There is no half step; rounding would write the same number twice.
        whole = [(gap, [x for x in ticks if abs(x - round(x)) < 1e-6]) for gap, ticks in levels]
        return [(gap, self._beside(ticks, low, high, size)) for gap, ticks in whole]

    def _beside(self, ticks: list[float], low: float, high: float, size: float) -> list[float]:
        """Return every tick, or every second or fourth ..., so that no two labels touch."""
        if len(ticks) < 2:
            return ticks
        metrics = QFontMetricsF(sans(8.0))
        widest = max(metrics.horizontalAdvance(text) for text in map(_label, ticks))
        room = (ticks[1] - ticks[0]) * size / max(high - low, 1e-300)
        stride = 1
        while stride * room < widest + px(_AIR) and stride < len(ticks):
            stride *= 2
        # The labels of what stands below 0 are empty: counting begins at 0.
        first = next((index for index, tick in enumerate(ticks) if tick >= 0), 0)
        return ticks[first % stride :: stride]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        texts = [_label(value) for value in values]
        if self._covered is None:
            return texts
        metrics, (low, high) = QFontMetricsF(sans(8.0)), self._covered
        half = (self.range[1] - self.range[0]) / max(self.width(), 1.0) / 2
        return [
            "" if low < value + half * width and value - half * width < high else text
            for value, text in zip(values, texts, strict=True)
            for width in (metrics.horizontalAdvance(text),)
        ]
