"""What a maker returns: the examples of one kind before features, scaling and split."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Raw examples.

    Attributes
    ----------
    raw
        float64 (n, raw columns): coordinates, columns, pixels, or the positions of a sequence.
    labels
        int32 (n,): classes; zeros for regression. (n, length): the next token at each position.
    values
        float64 (n, outputs): numbers to predict; (n, 0) for classes.
    lengths
        int32 (n,): positions that count, of sequences that differ; None where all count.
    """

    raw: Float64
    labels: Int32
    values: Float64 = field(default_factory=lambda: np.zeros((0, 0)))
    lengths: Int32 | None = None

    @property
    def size(self) -> int:
        return int(self.raw.shape[0])


def in_classes(raw: Float64, labels: Int32, lengths: Int32 | None = None) -> Examples:
    """Return examples of classes; ``lengths`` of sequences that differ."""
    return Examples(raw, labels, np.zeros((len(raw), 0)), lengths)


def with_values(raw: Float64, values: Float64) -> Examples:
    """Return examples with one number (n,) to predict each."""
    return Examples(raw, np.zeros(len(raw), np.int32), values[:, None])
