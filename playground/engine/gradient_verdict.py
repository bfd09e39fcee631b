"""What a check of gradients found, as a plain record; `gradient_check` makes it."""

from dataclasses import dataclass

from playground.model.ids import LayerId, WeightRef


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """The gradient of a batch's loss beside central differences: the weight that differs most.

    Attributes
    ----------
    target
        What was asked for: a weight, a layer, or None for the whole network.
    analytic, numeric
        ∂L/∂w by backpropagation, and by moving the weight up and down.
    count
        Weights that were compared; of many a sample.
    move
        How far it was moved to each side.
    noise
        By how much the numeric one may be wrong because losses are float32.
    """

    step: int
    target: WeightRef | LayerId | None
    weight: WeightRef
    analytic: float
    numeric: float
    count: int
    move: float
    noise: float

    @property
    def error(self) -> float:
        """|analytic − numeric| relative to the larger of the two."""
        size = max(abs(self.analytic), abs(self.numeric))
        return abs(self.analytic - self.numeric) / size if size > 0.0 else 0.0

    @property
    def doubt(self) -> float:
        """By how much the numeric one may be wrong, relative to the larger of the two."""
        size = max(abs(self.analytic), abs(self.numeric))
        return self.noise / size if size > 0.0 else 0.0

    @property
    def excess(self) -> float:
        """How often what float32 explains, and 1 % of the gradient, goes into the difference."""
        size = max(abs(self.analytic), abs(self.numeric))
        allowed = self.noise + 0.01 * size
        return abs(self.analytic - self.numeric) / allowed if allowed > 0.0 else 0.0

    @property
    def agrees(self) -> bool:
        """Whether the two are the same, as far as float32 can tell."""
        return self.excess <= 1.0
