"""Settings of layers: their limits, and the sentence that explains them."""

from playground.model.catalog.activations import ACTIVATIONS
from playground.model.catalog.initialisers import INITIALISERS
from playground.model.catalog.limits import (
    MAX_DEVIATION,
    MAX_DROPOUT,
    MAX_FACTOR,
    MAX_FORGET_BIAS,
    MAX_HEADS,
    MAX_KERNEL,
    MAX_LOSS_WEIGHT,
    MAX_PAD,
    MAX_SIDE,
    MAX_STRIDE,
    MAX_UNITS,
    MAX_WEIGHT_DECAY,
)
from playground.model.catalog.losses import LOSSES
from playground.model.catalog.records import Field
from playground.model.catalog.targets import TARGETS

UNITS = Field(
    "units", "Units", "How many neurons the layer has.", 1, MAX_UNITS, (), "units", is_whole=True
)
ACTIVATION = Field(
    "activation",
    "Activation",
    "The function that each unit applies to its sum.",
    choices=tuple(ACTIVATIONS),
)
INITIALISER = Field(
    "initialiser",
    "Initial weights",
    "How the weights are drawn at step 0.",
    choices=tuple(INITIALISERS),
)
HAS_BIAS = Field(
    "has_bias",
    "Bias",
    "Whether each unit adds a number of its own to its sum; without it all sums start at 0.",
    is_switch=True,
)
FEATURES = Field(
    "features",
    "Features",
    "Which features of the data it takes; without any it takes all of them.",
    are_features=True,
)
LAYER_DECAY = Field(
    "weight_decay",
    "Weight decay",
    "How strongly training pulls the weights of this layer towards 0, in place of L1, L2 and weight decay of all; biases stay.",
    0.0,
    MAX_WEIGHT_DECAY,
    is_optional=True,
)
"""Not of the settings of a kind but, as the padlock, of every layer with weights."""
RATE = Field(
    "rate",
    "Rate",
    "The share of values that is set to 0 while training.",
    0.0,
    MAX_DROPOUT,
)
OUTPUT = (
    Field(
        "units",
        "Units",
        "How many values the answer has.",
        1,
        MAX_UNITS,
        (),
        "units",
        follows_data=True,
        is_whole=True,
    ),
    Field(
        "activation",
        "Activation",
        "The function that turns the last sums into the answer.",
        choices=tuple(ACTIVATIONS),
        follows_data=True,
    ),
    Field(
        "loss",
        "Loss",
        "The number that training makes small.",
        choices=tuple(LOSSES),
        follows_data=True,
    ),
    Field(
        "target",
        "Compared with",
        "The label of the example, the input itself, what comes next in a sequence, or one answer for all examples: real or fake.",
        choices=tuple(TARGETS),
    ),
    Field(
        "weight",
        "Weight of the loss",
        "How much the loss of this output counts beside those of other outputs.",
        0.0,
        MAX_LOSS_WEIGHT,
        is_positive=True,
    ),
    INITIALISER,
    HAS_BIAS,
)


def whole(name: str, title: str, explanation: str, maximum: int, unit: str = "") -> Field:
    """Return a setting that is a whole number from 1."""
    return Field(name, title, explanation, 1, maximum, unit=unit, is_whole=True)


CHANNELS = Field(
    "units",
    "Channels",
    "How many pictures the layer makes, each with a window of its own.",
    1,
    MAX_UNITS,
    unit="channels",
    is_whole=True,
)
KERNEL = (
    whole("kernel_height", "Window height", "How many rows a window sees.", MAX_KERNEL),
    whole("kernel_width", "Window width", "How many columns a window sees.", MAX_KERNEL),
)
STRIDE = whole("stride", "Stride", "How far the window moves from place to place.", MAX_STRIDE)
GROWTH = whole("stride", "Stride", "How many times larger the picture becomes.", MAX_STRIDE)
PADDING = Field(
    "padding",
    "Padding",
    "Whether zeros around the picture let the window reach its edge (same) or not (valid).",
    0,
    MAX_PAD,
    choices=("same", "valid"),
    words=("zeros around (same)", "none (valid)"),
    is_whole=True,
    has_sides=True,
)
GROUPS = whole(
    "groups",
    "Groups",
    "In how many groups the channels are divided; each channel sees those of its group alone.",
    MAX_UNITS,
)
POOL = (
    whole("size", "Window", "Height and width of the window.", MAX_KERNEL),
    Field(
        "stride",
        "Stride",
        "How far the window moves; without a number it moves by its own size.",
        1,
        MAX_STRIDE,
        is_whole=True,
        is_optional=True,
    ),
    PADDING,
)
FACTOR = whole("factor", "Factor", "How many times larger the picture becomes.", MAX_FACTOR)
PICTURE = (
    whole("channels", "Channels", "How many pictures lie on each other.", MAX_UNITS, "channels"),
    whole("height", "Height", "How many rows the picture has.", MAX_SIDE),
    whole("width", "Width", "How many columns the picture has.", MAX_SIDE),
)
MOMENTUM = Field(
    "momentum",
    "Momentum",
    "How far the running means move towards those of each batch.",
    0.0,
    1.0,
    is_positive=True,
)
DEVIATION = Field("deviation", "Deviation", "Standard deviation of the noise.", 0.0, MAX_DEVIATION)
AXIS = Field(
    "axis",
    "Over",
    "Whether the values of all units or those of all positions add up to 1.",
    choices=("units", "positions"),
    words=("all units", "all positions"),
)
HOW = Field(
    "how",
    "Positions",
    "Whether what is added to a position is learned or made of waves.",
    choices=("learned", "sinusoidal"),
    words=("learned", "waves"),
)
WHOLE_SEQUENCE = Field(
    "whole_sequence",
    "Whole sequence",
    "Whether it puts out what it remembers at every position, or only at the last one.",
    is_switch=True,
)
FORGET_BIAS = Field(
    "forget_bias",
    "Forget bias",
    "Where the bias of the forget gate starts; above 0, cells remember from the first step on.",
    0.0,
    MAX_FORGET_BIAS,
)
HEADS = whole("heads", "Heads", "In how many parts the units look around separately.", MAX_HEADS)
IS_CAUSAL = Field(
    "is_causal",
    "Causal",
    "Whether a position sees only itself and what came before it.",
    is_switch=True,
)
