"""What there is to choose from: tables of layers, activations, losses, optimizers, starts.

Menus, inspector, checks, files and the text form derive from these records. Formulas use the
field's notation: x input, W weights, b bias, z pre-activation, a activation, y target, L loss,
g gradient, w any weight, η learning rate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, Protocol, TypeVar

from playground.model.resolution import Task

MAX_UNITS = 4096
"""Largest number of units of one layer."""
MAX_LAYERS = 200
"""Largest number of layers of one network."""
MAX_CONNECTIONS = 1000
MAX_BATCH_SIZE = 16384
MAX_LEARNING_RATE = 1000.0
MAX_L2 = 1000.0
MAX_SEED = 2**63 - 1
DEFAULT_UNITS = 4
"""Units of a dense layer dropped from the palette."""
DEFAULT_ACTIVATION = "tanh"


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of a layer or of training, as the inspector shows it.

    Attributes
    ----------
    minimum, maximum
        Bounds of a number, both allowed; None for a choice.
    choices
        Names in the catalogue's tables; empty for a number.
    unit
        Word behind the number ("units", "examples"), or "".
    follows_data
        True where the setting may be left open (None) and then follows from the data.
    """

    name: str
    title: str
    explanation: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""
    follows_data: bool = False


@dataclass(frozen=True, slots=True)
class LayerKind:
    """A kind of layer. ``in_palette`` is False for kinds that a network has exactly once."""

    name: str
    title: str
    explanation: str
    formula: str
    fields: tuple[Field, ...] = ()
    in_palette: bool = True


@dataclass(frozen=True, slots=True)
class Activation:
    """An activation function. ``derivative`` is ∂a/∂z as a formula."""

    name: str
    title: str
    explanation: str
    formula: str
    derivative: str


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss: one number that says how wrong the outputs of a batch are."""

    name: str
    title: str
    explanation: str
    formula: str


@dataclass(frozen=True, slots=True)
class Optimizer:
    """A rule that turns gradients into new weights."""

    name: str
    title: str
    explanation: str
    formula: str


@dataclass(frozen=True, slots=True)
class Initialiser:
    """A rule for the weights at step 0; biases always start at 0."""

    name: str
    title: str
    explanation: str
    formula: str


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


def _table(*records: _N) -> Mapping[str, _N]:
    return MappingProxyType({record.name: record for record in records})


ACTIVATIONS = _table(
    Activation(
        "linear",
        "Linear",
        "Passes the sum on unchanged, so stacked linear layers can do no more than a single one.",
        "a = z",
        "1",
    ),
    Activation(
        "relu",
        "ReLU",
        "Keeps positive sums and turns negative ones into 0, which is fast and makes bent lines.",
        "a = max(0, z)",
        "1 where z > 0, else 0",
    ),
    Activation(
        "tanh",
        "Tanh",
        "Squeezes the sum smoothly into the range from −1 to 1.",
        "a = tanh z",
        "1 − a²",
    ),
    Activation(
        "sigmoid",
        "Sigmoid",
        "Squeezes the sum smoothly into the range from 0 to 1, so it can be read as a probability.",
        "a = 1 / (1 + e⁻ᶻ)",
        "a·(1 − a)",
    ),
    Activation(
        "softmax",
        "Softmax",
        "Turns the sums of all units into probabilities that add up to 1, one for each class.",
        "aᵢ = e^zᵢ / Σⱼ e^zⱼ",
        "aᵢ·(1 − aᵢ) on the diagonal, −aᵢ·aⱼ elsewhere",
    ),
)

LOSSES = _table(
    Loss(
        "mse",
        "Mean squared error",
        "The mean of the squared differences between output and target.",
        "L = mean (a − y)²",
    ),
    Loss(
        "bce",
        "Binary cross-entropy",
        "Measures how surprising the true answers are, given the probability of yes that the network states.",
        "L = −mean (y·ln a + (1 − y)·ln(1 − a))",
    ),
    Loss(
        "ce",
        "Cross-entropy",
        "Measures how surprising the true class is, given the probabilities that the network states.",
        "L = −mean ln a_y",
    ),
)

OPTIMIZERS = _table(
    Optimizer(
        "sgd",
        "SGD",
        "Moves every weight a small step down its slope, with the same rate for all (stochastic gradient descent).",
        "w ← w − η·g",
    ),
    Optimizer(
        "adam",
        "Adam",
        "Gives every weight its own step size from running means of its gradient and of its squared gradient.",
        "w ← w − η·m̂ / (√v̂ + ε)",
    ),
)

INITIALISERS = _table(
    Initialiser(
        "glorot",
        "Glorot",
        "Random weights sized by the units before and behind, a good start for tanh and sigmoid.",
        "w ~ U(−r, r), r = √(6 / (n_in + n_out))",
    ),
    Initialiser(
        "he",
        "He",
        "Random weights sized by the incoming units, a good start for ReLU.",
        "w ~ N(0, 2 / n_in)",
    ),
    Initialiser(
        "zeros",
        "Zeros",
        "All weights start at 0, so the units of a layer are alike and stay alike.",
        "w = 0",
    ),
    Initialiser(
        "equal",
        "All equal",
        "All weights start at one equal value, which shows why a random start is needed.",
        "w = constant",
    ),
)

_UNITS = Field("units", "Units", "How many neurons the layer has.", 1, MAX_UNITS, (), "units")
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

LAYERS = _table(
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
        (_UNITS, _ACTIVATION, _INITIALISER),
    ),
    LayerKind(
        "activation",
        "Activation",
        "Applies a function to every incoming value and has no weights of its own.",
        "a = f(x)",
        (_ACTIVATION,),
    ),
    LayerKind(
        "output",
        "Output",
        "The last dense layer, whose values are the network's answer and are compared with the target.",
        "a = f(W·x + b), L = loss(a, y)",
        (
            Field(
                "units", "Units", "How many values the answer has.", 1, MAX_UNITS, (), "units", True
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
        ),
        in_palette=False,
    ),
)

TRAINING_FIELDS = _table(
    Field(
        "learning_rate",
        "Learning rate",
        "How large a step the weights take against their gradient: too small is slow, too large jumps past the goal.",
        0.0,
        MAX_LEARNING_RATE,
    ),
    Field(
        "optimizer",
        "Optimizer",
        "The rule that turns gradients into new weights.",
        choices=tuple(OPTIMIZERS),
    ),
    Field(
        "batch_size",
        "Batch size",
        "How many examples share one update of the weights.",
        1,
        MAX_BATCH_SIZE,
        (),
        "examples",
    ),
    Field(
        "l2",
        "L2",
        "How strongly large weights are pulled towards 0, which keeps the answer smooth.",
        0.0,
        MAX_L2,
    ),
    Field(
        "seed",
        "Seed",
        "The number behind all chance in training: the same seed gives the same run.",
        0,
        MAX_SEED,
    ),
)
"""Bounds are allowed values, except that a learning rate must be greater than 0."""


@dataclass(frozen=True, slots=True)
class TargetRule:
    """One row of the table task × activation of the output × loss.

    Attributes
    ----------
    units
        "one" unit, or as many as there are "classes".
    encoding
        What the output is compared with: "01" (second class is 1), "-1+1", "index" (number of the
        class), "onehot" (1 at the class, 0 elsewhere), "value" (a number to predict).
    threshold
        Outputs above it mean the second class; None where the largest output wins, or nothing does.
    on_logits
        True where the loss is computed from z and ∂L/∂z = a − y (per example).
    is_default
        True for the row that ``output`` stands for when nothing is written out.
    """

    task: Task
    activation: str
    loss: str
    units: Literal["one", "classes"]
    encoding: Literal["01", "-1+1", "index", "onehot", "value"]
    threshold: float | None = None
    on_logits: bool = False
    is_default: bool = False

    def unit_count(self, classes: int) -> int:
        """Return the number of output units for data with this many classes."""
        return 1 if self.units == "one" else classes


TARGET_RULES: tuple[TargetRule, ...] = (
    TargetRule("binary", "sigmoid", "bce", "one", "01", 0.5, on_logits=True, is_default=True),
    TargetRule("binary", "sigmoid", "mse", "one", "01", 0.5),
    TargetRule("binary", "tanh", "mse", "one", "-1+1", 0.0),
    TargetRule("binary", "linear", "mse", "one", "-1+1", 0.0),
    TargetRule("binary", "softmax", "ce", "classes", "index", on_logits=True),
    TargetRule("binary", "softmax", "mse", "classes", "onehot"),
    TargetRule("classes", "softmax", "ce", "classes", "index", on_logits=True, is_default=True),
    TargetRule("classes", "softmax", "mse", "classes", "onehot"),
    TargetRule("classes", "sigmoid", "bce", "classes", "onehot", on_logits=True),
    TargetRule("classes", "sigmoid", "mse", "classes", "onehot"),
    TargetRule("classes", "linear", "mse", "classes", "onehot"),
    TargetRule("classes", "tanh", "mse", "classes", "onehot"),
    TargetRule("regression", "linear", "mse", "one", "value", is_default=True),
    TargetRule("regression", "tanh", "mse", "one", "value"),
    TargetRule("regression", "sigmoid", "mse", "one", "value"),
    TargetRule("regression", "relu", "mse", "one", "value"),
)
"""For one task and activation the first row holds the loss that is taken where none is chosen."""


def target_rule(task: Task, activation: str, loss: str | None = None) -> TargetRule | None:
    """Return the row for this output; with a loss of None the first one that the activation has."""
    for rule in TARGET_RULES:
        if (rule.task, rule.activation) == (task, activation) and loss in (None, rule.loss):
            return rule
    return None


def default_rule(task: Task) -> TargetRule:
    """Return the row that an ``output`` without settings stands for."""
    return next(rule for rule in TARGET_RULES if rule.task == task and rule.is_default)
