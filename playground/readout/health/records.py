"""What a look at the health of a run answers: figures of every layer, and findings with remedies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from playground.model.edits import Edit
from playground.model.ids import LayerId, WeightRef

Kind = Literal[
    "broken",
    "diverging",
    "dead",
    "saturated",
    "symmetric",
    "vanishing",
    "exploding",
    "misfit",
    "unscaled",
    "imbalance",
    "rate_high",
    "rate_low",
    "plateau",
    "overfitting",
    "little_data",
]
Severity = Literal["stop", "warning", "note"]
"""stop: nothing is learned any more; warning: learning is held up; note: it could be better."""
Way = Literal["stay", "visit", "rewind", "draw"]
"""What happens beside the edit: nothing; before it the run goes to a past step, or weights are set;
behind it the run begins anew."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way out, one click: a named edit, a way along the run, or both.

    Attributes
    ----------
    label
        What the button says.
    explanation
        What will be changed, one plain sentence.
    edit
        Undoable like any other; None where only the run moves.
    step
        Where "visit" goes: a step of the line that is followed.
    weights, values
        What "draw" sets, in one undoable change.
    """

    label: str
    explanation: str
    edit: Edit | None = field(default=None, compare=False)
    way: Way = "stay"
    step: int = 0
    weights: tuple[WeightRef, ...] = field(default=(), compare=False)
    values: tuple[float, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """Why learning does not go well, in plain words.

    Attributes
    ----------
    what, why
        A sentence with the measured number, and what stands behind it.
    figures
        The measured numbers by name.
    remedies
        Ways out, the likeliest first.
    """

    kind: Kind
    severity: Severity
    layer: LayerId | None
    what: str
    why: str
    remedies: tuple[Remedy, ...]
    figures: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )

    @property
    def key(self) -> tuple[Kind, LayerId | None]:
        """What makes it the same finding, however its numbers change."""
        return self.kind, self.layer


@dataclass(frozen=True, slots=True)
class LayerFigures:
    """One layer over a sample of the training examples; None where it has no such number.

    Attributes
    ----------
    gradient
        Mean |∂L/∂z| (|∂L/∂a| where there is no z) of an example's own loss.
    dead
        Share of the units whose activation has the slope 0 for every example: they learn nothing.
    saturated
        Share of all activations of a sigmoid or tanh that lie so near an end that their slope is
        less than 4 % of the largest.
    weight
        Root mean square of the weights (not biases).
    ratio
        Root mean square of the last update of these weights, divided by that of the weights.
    is_hidden
        Whether it has weights and a hidden layer's place: a bar of the diagram.
    """

    layer: LayerId
    gradient: float | None
    dead: float | None = None
    saturated: float | None = None
    weight: float | None = None
    ratio: float | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """How a run is doing at one step.

    Attributes
    ----------
    examples
        How many training examples were looked at.
    age
        Steps since the person last changed something.
    findings
        The gravest first.
    layers
        In the order of computation.
    reach
        Mean |gradient| of the first hidden layer divided by that of the last; None with fewer than
        two, or where no blame arrives at the last.
    """

    step: int
    examples: int
    layers: tuple[LayerFigures, ...]
    age: int = 0
    findings: tuple[Finding, ...] = ()
    reach: float | None = None
