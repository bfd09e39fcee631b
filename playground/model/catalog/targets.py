"""The table task × activation of the output × loss: what goes together, and with what target."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from playground.model.resolution import Task


@dataclass(frozen=True, slots=True)
class TargetRule:
    """One row of the table task × activation of the output × loss.

    Attributes
    ----------
    units
        "one" unit, as many as there are "classes", or one for every input value ("inputs").
    encoding
        What the output is compared with: "01" (second class is 1), "-1+1", "index" (number of the
        class), "onehot" (1 at the class, 0 elsewhere), "value" (a number to predict, or to give
        back).
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
    units: Literal["one", "classes", "inputs"]
    encoding: Literal["01", "-1+1", "index", "onehot", "value"]
    threshold: float | None = None
    on_logits: bool = False
    is_default: bool = False

    def unit_count(self, classes: int, inputs: int = 1) -> int:
        """Return the number of output units for data with this many classes and input values."""
        return {"one": 1, "classes": classes, "inputs": inputs}[self.units]


_NUMBER_ACTIVATIONS = (
    "linear",
    "tanh",
    "sigmoid",
    "relu",
    "leaky_relu",
    "elu",
    "gelu",
    "silu",
    "softplus",
    "sine",
)
_NUMBER_LOSSES = ("mse", "mae", "huber")

TARGET_RULES: tuple[TargetRule, ...] = (
    TargetRule("binary", "sigmoid", "bce", "one", "01", 0.5, on_logits=True, is_default=True),
    TargetRule("binary", "sigmoid", "mse", "one", "01", 0.5),
    TargetRule("binary", "tanh", "mse", "one", "-1+1", 0.0),
    TargetRule("binary", "linear", "mse", "one", "-1+1", 0.0),
    TargetRule("binary", "linear", "hinge", "one", "-1+1", 0.0),
    TargetRule("binary", "step", "perceptron", "one", "01", 0.5, on_logits=True),
    TargetRule("binary", "softmax", "ce", "classes", "index", on_logits=True),
    TargetRule("binary", "softmax", "mse", "classes", "onehot"),
    TargetRule("classes", "softmax", "ce", "classes", "index", on_logits=True, is_default=True),
    TargetRule("classes", "softmax", "mse", "classes", "onehot"),
    TargetRule("classes", "sigmoid", "bce", "classes", "onehot", on_logits=True),
    TargetRule("classes", "sigmoid", "mse", "classes", "onehot"),
    TargetRule("classes", "linear", "mse", "classes", "onehot"),
    TargetRule("classes", "tanh", "mse", "classes", "onehot"),
    TargetRule(
        "tokens", "softmax", "token_ce", "classes", "index", on_logits=True, is_default=True
    ),
    *(
        TargetRule(
            "regression",
            activation,
            loss,
            "one",
            "value",
            is_default=(activation, loss) == ("linear", "mse"),
        )
        for activation in _NUMBER_ACTIVATIONS
        for loss in _NUMBER_LOSSES
    ),
    *(
        TargetRule(
            "input",
            activation,
            loss,
            "inputs",
            "value",
            is_default=(activation, loss) == ("linear", "mse"),
        )
        for activation in _NUMBER_ACTIVATIONS
        for loss in _NUMBER_LOSSES
    ),
    TargetRule("input", "sigmoid", "bce", "inputs", "value", on_logits=True),
)
"""For one task and activation the first row holds the loss that is taken where none is chosen."""


TARGETS: Mapping[str, Task | None] = MappingProxyType(
    {"label": None, "input": "input", "next": "input", "real": "binary", "fake": "binary"}
)
"""What an output can be compared with, and what that asks of it; None is what the data ask for.

"next" is the input one position later, as far as the sequence goes.
"real" and "fake" are the same answer for every example: yes or no. The two players of a GAN need them.
"""


def asked_of(task: Task, target: str) -> Task:
    """Return what is asked of an output: what the data ask for, to give back what came in, or to
    tell what is real from what is not. A target that no table holds (a file's) is taken as the label.
    """
    return TARGETS.get(target) or task


def target_rule(task: Task, activation: str, loss: str | None = None) -> TargetRule | None:
    """Return the row for this output; with a loss of None the first one that the activation has."""
    for rule in TARGET_RULES:
        if (rule.task, rule.activation) == (task, activation) and loss in (None, rule.loss):
            return rule
    return None


def default_rule(task: Task) -> TargetRule:
    """Return the row that an ``output`` without settings stands for."""
    return next(rule for rule in TARGET_RULES if rule.task == task and rule.is_default)
