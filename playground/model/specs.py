"""The settings of every kind of layer, as they are saved. `catalog.layers` says what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from playground.model.ids import UnitId

Padding = str | tuple[int, int, int, int]
"""Rows and columns of zeros around a picture: "same" (as many as the result needs to be as large as
the picture divided by the stride, an odd one at the bottom and on the right, as TensorFlow has it),
"valid" (none), or how many at the top, at the bottom, on the left and on the right.
"""


@dataclass(frozen=True, slots=True)
class InputSpec:
    """Where examples enter. Its units are the features that the data source offers.

    Attributes
    ----------
    source
        "data", or "noise" for numbers of a bell curve, drawn anew for every example and step.
    units
        Of a source of noise: the numbers that are drawn.
    """

    source: str = "data"
    units: tuple[UnitId, ...] = ()

    @property
    def draws(self) -> bool:
        """Whether it draws numbers of its own instead of taking the data."""
        return self.source == "noise"


@dataclass(frozen=True, slots=True)
class FeaturesSpec:
    """Takes some features of the data alone, in this order; all of them where none is named."""

    features: tuple[UnitId, ...] = ()


@dataclass(frozen=True, slots=True)
class DenseSpec:
    """Fully connected layer, a = f(W·x + b); without the bias b where ``has_bias`` is False."""

    units: tuple[UnitId, ...]
    activation: str = "linear"
    initialiser: str = "glorot"
    has_bias: bool = True


@dataclass(frozen=True, slots=True)
class ActivationSpec:
    """An activation function on its own; passes unit ids through."""

    activation: str = "relu"


@dataclass(frozen=True, slots=True)
class DropoutSpec:
    """While training, sets each value to 0 with probability ``rate`` and scales the rest by
    1 / (1 − rate); passes everything on unchanged when the network is evaluated. 0 ≤ rate < 1.
    """

    rate: float = 0.5


@dataclass(frozen=True, slots=True)
class AddSpec:
    """Joins branches of equal width by adding them unit by unit."""


@dataclass(frozen=True, slots=True)
class ConcatenateSpec:
    """Joins branches by putting their units side by side, in the order of the connections."""


@dataclass(frozen=True, slots=True)
class MultiplySpec:
    """Joins branches of equal width by multiplying them unit by unit."""


@dataclass(frozen=True, slots=True)
class ConvSpec:
    """Convolution over pictures: each of its channels looks through one small window everywhere.

    With several ``groups``, the incoming and the outgoing channels are divided in order, and each
    outgoing channel sees those of its group alone.
    """

    units: tuple[UnitId, ...]
    kernel_height: int = 3
    kernel_width: int = 3
    stride: int = 1
    padding: Padding = "same"
    groups: int = 1
    activation: str = "linear"
    initialiser: str = "glorot"
    has_bias: bool = True

    @property
    def kernel(self) -> tuple[int, int]:
        """(height, width) of the window."""
        return self.kernel_height, self.kernel_width


@dataclass(frozen=True, slots=True)
class TransposedConvSpec:
    """The way back of a convolution: every value paints a window; pictures grow by the stride.

    The padding is cut off from the result: it is that of the convolution that leads back.
    """

    units: tuple[UnitId, ...]
    kernel_height: int = 3
    kernel_width: int = 3
    stride: int = 2
    padding: Padding = "same"
    activation: str = "linear"
    initialiser: str = "glorot"
    has_bias: bool = True

    @property
    def kernel(self) -> tuple[int, int]:
        """(height, width) of the window."""
        return self.kernel_height, self.kernel_width


@dataclass(frozen=True, slots=True)
class UpsampleSpec:
    """Repeats every value ``factor`` times in both directions."""

    factor: int = 2


@dataclass(frozen=True, slots=True)
class MaxPoolSpec:
    """The largest value of every window; a ``stride`` of None is the window's own size."""

    size: int = 2
    stride: int | None = None
    padding: Padding = "valid"


@dataclass(frozen=True, slots=True)
class AveragePoolSpec:
    """The mean of every window, padding left out; a ``stride`` of None is the window's own size."""

    size: int = 2
    stride: int | None = None
    padding: Padding = "valid"


@dataclass(frozen=True, slots=True)
class GlobalAveragePoolSpec:
    """The mean of every unit over all positions of a picture or a sequence."""


@dataclass(frozen=True, slots=True)
class FlattenSpec:
    """The same values as one row, so that dense layers can follow."""


@dataclass(frozen=True, slots=True)
class ReshapeSpec:
    """The same values as a picture of ``channels`` channels."""

    channels: int = 1
    height: int = 8
    width: int = 8


@dataclass(frozen=True, slots=True)
class BatchNormSpec:
    """Brings every unit to mean 0 and variance 1 over the batch, then scales and shifts it.

    While training it also keeps running means, each moved by ``momentum`` towards the batch's;
    they take the batch's place when the network is evaluated.
    """

    momentum: float = 0.1


@dataclass(frozen=True, slots=True)
class LayerNormSpec:
    """Brings the units of every example, at each position, to mean 0 and variance 1."""


@dataclass(frozen=True, slots=True)
class NoiseSpec:
    """Adds random numbers of this standard deviation while training, and nothing else."""

    deviation: float = 0.1


@dataclass(frozen=True, slots=True)
class NormaliseSpec:
    """Divides the units by their Euclidean length, at each position."""


@dataclass(frozen=True, slots=True)
class CosineSpec:
    """The cosine of the angle between what arrives and each unit's weights, its prototype."""

    units: tuple[UnitId, ...]
    initialiser: str = "glorot"


@dataclass(frozen=True, slots=True)
class SoftmaxOverSpec:
    """Softmax over the units of each position, or over the positions of each unit."""

    axis: str = "positions"


@dataclass(frozen=True, slots=True)
class EmbeddingSpec:
    """A row of learned numbers for every token."""

    units: tuple[UnitId, ...]
    initialiser: str = "glorot"


@dataclass(frozen=True, slots=True)
class PositionSpec:
    """Adds to every position what tells it from the others: learned, or sinusoidal waves."""

    how: str = "learned"


@dataclass(frozen=True, slots=True)
class RnnSpec:
    """h_t = tanh(W·x_t + R·h_{t−1} + b), step by step; puts out the last h, or all of them."""

    units: tuple[UnitId, ...]
    whole_sequence: bool = False
    initialiser: str = "glorot"


@dataclass(frozen=True, slots=True)
class LstmSpec:
    """Long short-term memory: gates i, f, o decide what a cell takes in, keeps and shows.

    ``forget_bias`` is where the bias of f starts: above 0, cells remember from the first step on.
    """

    units: tuple[UnitId, ...]
    whole_sequence: bool = False
    initialiser: str = "glorot"
    forget_bias: float = 1.0


@dataclass(frozen=True, slots=True)
class GruSpec:
    """Gated recurrent unit: gates r and z decide what is taken from before, and what is kept."""

    units: tuple[UnitId, ...]
    whole_sequence: bool = False
    initialiser: str = "glorot"


@dataclass(frozen=True, slots=True)
class LastStepSpec:
    """The values at the last position of each sequence."""


@dataclass(frozen=True, slots=True)
class AttentionSpec:
    """Multi-head self-attention; with ``is_causal`` no position looks at later ones."""

    heads: int = 1
    is_causal: bool = False


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """The head: a dense layer, the target that it is compared with, and the loss.

    ``units`` and ``activation`` of None follow from the data; a ``loss`` of None is the one that
    the table (task × activation × loss) calls the default.
    """

    units: int | None = None
    activation: str | None = None
    loss: str | None = None
    initialiser: str = "glorot"
    target: str = "label"
    weight: float = 1.0
    has_bias: bool = True


RecurrentSpec = RnnSpec | LstmSpec | GruSpec
UnitsSpec = (
    DenseSpec | ConvSpec | TransposedConvSpec | EmbeddingSpec | RecurrentSpec | CosineSpec
)  # fmt: skip
"""Layers that say by themselves which units they have."""
ActivatedSpec = DenseSpec | ConvSpec | TransposedConvSpec | ActivationSpec
"""Hidden layers whose activation can be chosen."""
StartedSpec = UnitsSpec | OutputSpec
"""Layers whose initial weights can be chosen."""
BiasedSpec = DenseSpec | ConvSpec | TransposedConvSpec | OutputSpec
"""Layers that may have a bias or not."""
NormSpec = BatchNormSpec | LayerNormSpec
WeightedSpec = UnitsSpec | OutputSpec | NormSpec | AttentionSpec | PositionSpec
"""Layers that may have numbers which training moves, so that they have a padlock."""
DecayedSpec = UnitsSpec | OutputSpec | AttentionSpec
"""Layers with weights in the narrow sense, which training may pull towards 0: no biases, no gains."""
JoinSpec = AddSpec | MultiplySpec | ConcatenateSpec
"""Layers into which several connections lead."""
PoolSpec = MaxPoolSpec | AveragePoolSpec
PassingSpec = (
    ActivationSpec | DropoutSpec | NoiseSpec | NormSpec | NormaliseSpec | SoftmaxOverSpec
    | UpsampleSpec | PoolSpec | GlobalAveragePoolSpec | PositionSpec | LastStepSpec
    | ConcatenateSpec | FeaturesSpec
)  # fmt: skip
"""Layers whose units are called after those that arrive."""
EndSpec = InputSpec | OutputSpec

LayerSpec = (
    UnitsSpec | JoinSpec | PassingSpec | EndSpec | FlattenSpec | ReshapeSpec | AttentionSpec
)  # fmt: skip

KINDS: Mapping[type[LayerSpec], str] = MappingProxyType(
    {
        InputSpec: "input",
        FeaturesSpec: "features",
        DenseSpec: "dense",
        ActivationSpec: "activation",
        DropoutSpec: "dropout",
        NoiseSpec: "noise",
        BatchNormSpec: "batch_norm",
        LayerNormSpec: "layer_norm",
        NormaliseSpec: "normalise",
        CosineSpec: "cosine",
        SoftmaxOverSpec: "softmax_over",
        ConvSpec: "conv",
        TransposedConvSpec: "transposed_conv",
        UpsampleSpec: "upsample",
        MaxPoolSpec: "max_pool",
        AveragePoolSpec: "average_pool",
        GlobalAveragePoolSpec: "global_average_pool",
        FlattenSpec: "flatten",
        ReshapeSpec: "reshape",
        EmbeddingSpec: "embedding",
        PositionSpec: "position",
        RnnSpec: "rnn",
        LstmSpec: "lstm",
        GruSpec: "gru",
        LastStepSpec: "last_step",
        AttentionSpec: "attention",
        AddSpec: "add",
        MultiplySpec: "multiply",
        ConcatenateSpec: "concatenate",
        OutputSpec: "output",
    }
)
"""Spec → name of the kind in the catalogue and in files."""


def plain_name(kind: str) -> str:
    """Return what layers of a kind are called where nobody named them: "max pool" 1, 2, ..."""
    return kind.replace("_", " ")
