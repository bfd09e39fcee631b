"""What an export says of one layer, and the words that all formulas share.

Values are float64 (n, units, *positions): n examples, then a picture's (channels, height, width), a
sequence's (units, steps), or the units alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]
Weights = Mapping[str, Float64]
"""A layer's tensors by what they are in it: "weight", "bias" ..."""
Lengths = npt.NDArray[np.integer] | None
"""How many steps of each example's sequence count (n,); None where all do."""


@dataclass(frozen=True, slots=True)
class ExportedLayer:
    """One layer in the order of computation.

    Attributes
    ----------
    kind
        Name in the catalogue: "input", "dense", "conv", "lstm", "add" ...
    inputs
        Names of the layers that feed it, in order.
    clamps
        Units, by their place in the layer, that are held at a value.
    shape
        (units, *positions): what it puts out for one example.
    arriving
        The same of what comes in, as this layer sees it: a convolution behind a row of pixels sees
        a picture. Of a join: of the first branch.
    tensors
        What a tensor is in this layer → its name. Layers that share weights name the same one.
    settings
        The layer's own numbers and words: stride, padding, heads ...
    """

    name: str
    kind: str
    activation: str = "linear"
    inputs: tuple[str, ...] = ()
    clamps: tuple[tuple[int, float], ...] = ()
    shape: tuple[int, ...] = ()
    arriving: tuple[int, ...] = ()
    tensors: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


Formula = Callable[..., Float64]
"""(layer, its weights, lengths, what arrives …) → what goes into the layer's activation."""


def counts(x: Float64, lengths: Lengths) -> Bool:
    """Return which steps of sequences (n, units, steps) count, as (n, 1, steps)."""
    steps = x.shape[2]
    ends = np.full(len(x), steps) if lengths is None else np.asarray(lengths)
    return np.asarray(np.arange(steps) < ends[:, None, None])
