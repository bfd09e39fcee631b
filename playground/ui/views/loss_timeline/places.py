"""Where steps and values lie among the pixels of the plot. Pure."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True, slots=True)
class Places:
    """The axes over the rectangle of the curves; exact, not rounded as Qt's own mapping.

    Attributes
    ----------
    area
        Of the curves, in pixels of the plot.
    steps, values
        What the left and right, and the lower and upper edge stand for.
    """

    area: QRectF
    steps: tuple[float, float] = (0.0, 1.0)
    values: tuple[float, float] = (0.0, 1.0)

    def x(self, step: float) -> float:
        """Return where a step lies."""
        left, right = self.steps
        return self.area.left() + (step - left) / max(right - left, 1e-300) * self.area.width()

    def pixel(self, step: float, value: float) -> QPointF:
        """Return the pixel of a place on the axes."""
        low, high = self.values
        share = (value - low) / max(high - low, 1e-300)
        return QPointF(self.x(step), self.area.bottom() - share * self.area.height())

    def step_at(self, x: float) -> float:
        """Return the step under a pixel."""
        return self.steps[0] + (x - self.area.left()) * self.steps_per_pixel

    @property
    def steps_per_pixel(self) -> float:
        """How many steps one pixel stands for."""
        return (self.steps[1] - self.steps[0]) / max(self.area.width(), 1.0)


NOWHERE = Places(QRectF())
