"""Examples as arrays, ready for the engine and for drawing."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from playground.model.project import DataSpec
from playground.model.resolution import DataShape

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]
Bool = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """All examples of one DataSpec. Arrays are read-only and C-contiguous.

    Attributes
    ----------
    inputs
        float32 (examples, features): what the network sees (features, then standardised). Of
        sequences (examples, features · length): every position of the first feature, then of the
        next; positions behind an example's own length hold 0.
    raw
        float64 (examples, raw columns): coordinates, columns or pixels before features. Two
        columns of a table are put into coordinates of a map, from −5 to 5.
    labels
        int32 (examples,): class index; for regression zeros. Where the task is "tokens",
        (examples, length): the next token at every position.
    values
        float32 (examples, outputs): regression targets; for classes (examples, 0).
    train, test
        int32: indices of the training and of the test examples; disjoint, together everything.
    mean, scale
        float64 (columns of the inputs,): input = (feature − mean) / scale; 0 and 1 where not standardised. In
        float32 a year or a time stamp would lose what makes its examples differ.
    extent
        Half width of the square of raw coordinates that maps show (2-D kinds), or of the part of
        the axis of x (curves), else 0.
    value_mean, value_scale
        float32 (outputs,): value = (answer − value_mean) / value_scale; 0 and 1 except for tables.
    lengths
        int32 (examples,): how many positions of each sequence count, 1 or more; None where all do.
    """

    spec: DataSpec
    shape: DataShape
    inputs: Float32
    raw: Float64
    labels: Int32
    values: Float32
    train: Int32
    test: Int32
    mean: Float64
    scale: Float64
    extent: float = 0.0
    value_mean: Float32 = field(default_factory=lambda: np.zeros(0, np.float32))
    value_scale: Float32 = field(default_factory=lambda: np.ones(0, np.float32))
    lengths: Int32 | None = None

    @property
    def size(self) -> int:
        return int(self.inputs.shape[0])

    def length_of(self, example: int) -> int:
        """Return how many positions of a sequence count; 1 for examples that are no sequences."""
        sequence = self.shape.sequence
        if sequence is None:
            return 1
        return sequence.length if self.lengths is None else int(self.lengths[example])

    @property
    def counts(self) -> Bool:
        """Which positions count, bool (examples, length); (examples, 1) without positions."""
        length = 1 if self.shape.sequence is None else self.shape.sequence.length
        if self.lengths is None:
            return np.ones((self.size, length), np.bool_)
        return np.asarray(np.arange(length) < self.lengths[:, None])
