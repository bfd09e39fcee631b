"""Kinds of layers and their settings."""

from playground.model.catalog.activations import ACTIVATIONS
from playground.model.catalog.initialisers import INITIALISERS
from playground.model.catalog.limits import MAX_DROPOUT, MAX_UNITS
from playground.model.catalog.losses import LOSSES
from playground.model.catalog.records import Field, LayerKind, table

_UNITS = Field(
    "units", "Units", "How many neurons the layer has.", 1, MAX_UNITS, (), "units", is_whole=True
)
_ACTIVATION = Field(
    "activation",
    "Activation",
    "The function that each unit applies to its sum.",
    choices=tuple(ACTIVATIONS),
)
_INITIALISER = Field(
    "initialiser",
    "Initial weights",
    "How the weights are drawn at step 0.",
    choices=tuple(INITIALISERS),
)
_HAS_BIAS = Field(
    "has_bias",
    "Bias",
    "Whether each unit adds a number of its own to its sum; without it all sums start at 0.",
    is_switch=True,
)
_RATE = Field(
    "rate",
    "Rate",
    "The share of values that is set to 0 while training.",
    0.0,
    MAX_DROPOUT,
)
_OUTPUT = (
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
    _INITIALISER,
    _HAS_BIAS,
)

LAYERS = table(
    LayerKind(
        "input",
        "Input",
        "Where the examples enter: one unit for each feature of the data.",
        "a = x",
        in_palette=False,
    ),
    LayerKind(
        "dense",
        "Dense",
        "Every unit takes a weighted sum of all incoming values, adds its bias, and applies the activation.",
        "a = f(W·x + b)",
        (_UNITS, _ACTIVATION, _INITIALISER, _HAS_BIAS),
    ),
    LayerKind(
        "activation",
        "Activation",
        "Applies a function to every incoming value and has no weights of its own.",
        "a = f(x)",
        (_ACTIVATION,),
    ),
    LayerKind(
        "dropout",
        "Dropout",
        "Sets random values to 0 while training, so that no unit relies on a single other one.",
        "a = x·m / (1 − rate), m is 0 with probability rate, else 1",
        (_RATE,),
    ),
    LayerKind(
        "add",
        "Add",
        "Joins branches of equal width by adding them unit by unit, as residual networks do.",
        "a = x₁ + x₂ + …",
        is_join=True,
    ),
    LayerKind(
        "concatenate",
        "Concatenate",
        "Joins branches by putting their units side by side.",
        "a = (x₁, x₂, …)",
        is_join=True,
    ),
    LayerKind(
        "output",
        "Output",
        "The last dense layer, whose values are the network's answer and are compared with the target.",
        "a = f(W·x + b), L = loss(a, y)",
        _OUTPUT,
        in_palette=False,
    ),
)
