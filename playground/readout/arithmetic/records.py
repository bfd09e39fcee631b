"""What the arithmetic of one operation is made of: immutable records, no computing.

The rule of the digits
----------------------
Numbers that go into a formula are shown with 6 significant digits, with up to 9 (all that a float32
has) where they nearly cancel. The result is worked out in float64 from the digits *shown*, as a hand
calculator does it, and shown with as many digits as it and the engine's own float32 agree in: at most
5, of a parameter that has been moved 7.
"""

from dataclasses import dataclass, field
from typing import Literal

from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.readout.arithmetic.expressions import Origin

Target = UnitRef | WeightRef

Role = Literal["result", "factor", "step", "share", "sum", "next", "given"]
"""result: what the operation wrote for the target; factor: one factor of the chain rule; step: on the
way there; share: this example's part; sum: the same over the whole batch; next: what follows from the
result (z → a); given: a number that is only told, with nothing to work out."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text and the numbers and names in it, kept apart so that the text can be translated.

    Attributes
    ----------
    template
        With gaps "{0}", "{1}", …; known to the tables of texts (`words`).
    values
        What stands in the gaps, in order: numbers already written, names as they are.
    """

    template: str
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.template.format(*self.values)


@dataclass(frozen=True, slots=True)
class Operand:
    """One number that went into a line, as it was read; ``origin`` is None where it was made here."""

    value: float
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Line:
    """One formula with its numbers: "z = 0.5·0.31 + 0.1 = 0.255".

    Attributes
    ----------
    name, name_tex
        What is worked out, in the field's notation ("∂L/∂w").
    text, tex
        The right side with the numbers filled in.
    shown, shown_tex
        The result, with the digits that both computations agree in.
    value
        What the engine has (float32); None where it keeps no such number.
    checked
        The same, worked out in float64 from the numbers shown.
    agrees
        Whether both are the same, as far as the numbers shown can tell.
    words
        What this line is, where its name does not say it.
    operands
        Every number in ``text``, in this order.
    origin
        Where the engine has the result.
    """

    name: str
    name_tex: str
    text: str
    tex: str
    shown: str
    shown_tex: str
    value: float | None
    checked: float
    agrees: bool = True
    role: Role = "step"
    words: Phrase | None = None
    operands: tuple[Operand, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The arithmetic of one operation for one neuron or one weight, in numbers of the running network.

    Attributes
    ----------
    step
        Updates done.
    operation
        Row of the tape that this is the arithmetic of; None between two updates, where the numbers are
        those of the example sent through alone (a probe).
    is_done
        Whether the operation has been carried out; False only where nothing has been yet.
    is_concerned
        Whether the target takes part in the operation. If not, there are no lines, ``notes`` says so, and
        ``nearest`` is the last operation of this update that it took part in and whose numbers are all
        still there.
    target
        The neuron or weight. At operations on parameters that of a neuron is its bias: ``weight`` says which
        number is meant.
    lane, example
        The example shown: its place in the batch, None for a probe, and its index in the dataset.
    count
        Examples in the batch.
    place
        Position inside the unit (of a picture or a sequence) that is shown; None where there is one only.
    title
        What is worked out: "Pre-activation of {0}".
    formula, formula_tex
        The formula without numbers.
    lines
        In the order in which they are read; the one with the role "result" is the operation's own.
    explanation
        One sentence that says what the operation is (`OperationLabel.explanation`, already translatable).
    notes
        Sentences: what is computed together, what is left out, where the numbers are from.
    """

    step: int
    operation: int | None
    is_done: bool
    is_concerned: bool
    target: Target | None
    title: Phrase
    phase: str = ""
    code: str = ""
    layer: LayerId | None = None
    layer_name: str = ""
    weight: WeightRef | None = None
    lane: int | None = None
    example: int | None = None
    count: int = 1
    place: int | None = None
    formula: str = ""
    formula_tex: str = ""
    lines: tuple[Line, ...] = ()
    explanation: str = ""
    notes: tuple[Phrase, ...] = ()
    nearest: "Arithmetic | None" = field(default=None)

    def _first(self, role: Role) -> Line | None:
        return next((line for line in self.lines if line.role == role), None)

    @property
    def main(self) -> Line | None:
        """The line of the operation's result."""
        return self._first("result")

    @property
    def result(self) -> float | None:
        """What the engine has for it."""
        return None if self.main is None else self.main.value

    @property
    def checked(self) -> float | None:
        """The same, worked out here from the numbers shown."""
        return None if self.main is None else self.main.checked

    @property
    def share(self) -> Line | None:
        """The part of this example in what is summed over the batch."""
        return self._first("share")

    @property
    def factors(self) -> tuple[Line, ...]:
        """The factors of the chain rule, in the order of the formula."""
        return tuple(line for line in self.lines if line.role == "factor")

    @property
    def agrees(self) -> bool:
        """Whether every number that the engine has is the one worked out here."""
        return all(line.agrees for line in self.lines)
