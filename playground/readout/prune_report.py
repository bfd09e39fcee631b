"""What pruning would do, as a plain record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class PruneReport:
    """How good the network would be with a share of its weights cut; nothing was changed.

    Attributes
    ----------
    share
        Of the weights (not biases) that count as 0, from 0 to 1.
    loss, accuracy
        Over the test examples, or the training examples where there are none; accuracy is NaN for
        regression.
    count, weights
        Weights cut, and all there are.
    """

    step: int
    share: float
    order: str
    loss: float
    accuracy: float
    count: int
    weights: int
