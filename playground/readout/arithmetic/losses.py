"""Losses: the loss of this example, of the batch, and the blame that the output starts with.

Losses at every position of a sequence are the same with more to add up: a position is to them what
an example is to the others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import HALF, ONE, ZERO, Powers, ln, softplus
from playground.readout.arithmetic.cards import (
    DA,
    DA_DZ,
    DZ,
    LOSS,
    Card,
    Explain,
    Name,
    rest_of,
)
from playground.readout.arithmetic.expressions import (
    Choice,
    Expression,
    Function,
    Negated,
    Number,
    Power,
    Product,
    exactly,
    summed,
)
from playground.readout.arithmetic.records import Line, Phrase
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import line

_EACH: Name = ("L of this example", r"L_{\text{example}}")
_HERE: Name = ("−ln a_y", r"-\ln a_y")


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The output that a loss row looks at, and the element that is shown.

    Attributes
    ----------
    unit, position, lane
        Of the element shown.
    counted
        Examples, or positions, that the loss of the batch is the mean over.
    length
        Positions of this example that count; 1 without positions.
    """

    scene: Scene
    units: int
    positions: int
    unit: int
    position: int
    lane: int
    length: int
    counted: int

    @property
    def weight(self) -> float:
        return self.scene.setting("weight")

    def block(self, name: str) -> Block:
        """Return an array as [units, positions, ld]; targets that are classes have one unit."""
        return self.scene.block(name, -1, self.positions, self.scene.ld)

    def own(self, name: str) -> Number:
        """Return the element shown."""
        return self.block(name).number(self.unit, self.position, self.lane)

    @property
    def is_past(self) -> bool:
        """Whether the element lies behind the end of its sequence."""
        return self.position >= self.length

    def weighted(self, inner: Expression) -> Expression:
        """Return it times the weight of this output, where that is not 1."""
        return inner if self.weight == 1.0 else Product((exactly(self.weight), inner))

    def mean(self, total: Expression, *others: int) -> Expression:
        """Return it divided by counts, those that are 1 left out."""
        below = [exactly(count) for count in others if count != 1]
        if not below:
            return total
        return total / (below[0] if len(below) == 1 else Product(tuple(below)))


def head_of(scene: Scene, focus: Focus) -> Head:
    """Return the output and the element for a loss row."""
    numbers, ld = scene.numbers, scene.ld
    positions = numbers.get("positions", 1)
    rest, lane = divmod(focus.index, ld)
    unit, position = divmod(rest, positions)
    if "lengths" not in numbers:
        return Head(scene, numbers["units"], 1, unit, 0, lane, 1, scene.count)
    lengths = scene.block("lengths").values.astype(np.int64)
    counted = int(lengths[: scene.count].sum())
    length = int(lengths[lane])
    return Head(scene, numbers["units"], positions, unit, position, lane, length, counted)


@dataclass(frozen=True, slots=True)
class Measure:
    """A loss of numbers: what each output adds, and its slope.

    Attributes
    ----------
    formula
        Of the loss.
    slope_formula
        Of the blame that it starts with.
    each
        (a, y) → what one output loses; on logits (z, y).
    slope
        (a, y) → its derivative.
    """

    formula: Name
    slope_formula: Name
    each: Callable[[Number, Number], Expression]
    slope: Callable[[Number, Number], Expression]
    on_logits: bool = False
    notes: Callable[[Head], tuple[Phrase, ...]] = lambda _: ()
    apart: "Callable[[Head], tuple[Line, ...]]" = lambda _: ()


def _size(x: Expression) -> Function:
    return Function(x, "|#|", r"\left|#\right|", abs, lambda _: 1.0)


def _sign_of(x: Expression) -> Function:
    return Function(
        x,
        "sign(#)",
        r"\operatorname{sign}\left(#\right)",
        lambda v: float(np.sign(v)),
        lambda _: 0.0,
    )


def _huber(a: Number, y: Number) -> Expression:
    if abs(a.value - y.value) <= 1.0:
        return Product((HALF, Power(a - y)))
    return _size(a - y) - HALF


def _clipped(a: Number, y: Number) -> Expression:
    return Choice((Choice((a - y, exactly(-1))), ONE), is_largest=False)


def _hinge_slope(a: Number, y: Number) -> Expression:
    return Negated(y) if 1.0 - y.value * a.value > 0 else ZERO


def _bce(z: Number, y: Number) -> Expression:
    terms = []
    if y.value != 0.0:
        terms.append(softplus(Negated(z)) if y.value == 1.0 else Product((y, softplus(Negated(z)))))
    if y.value != 1.0:
        terms.append(softplus(z) if y.value == 0.0 else Product((ONE - y, softplus(z))))
    return summed(terms)


def _perceptron(z: Number, y: Number) -> Expression:
    return Choice((ZERO, z if y.value == 0.0 else Negated(z)))


def _sigmoid_apart(head: Head) -> tuple[Line, ...]:
    """Return ∂L/∂a and ∂a/∂z of sigmoid with cross-entropy, which the engine never computes."""
    a, y = head.own("a"), head.own("y")
    if not 0.0 < a.value < 1.0:
        return ()
    terms: list[Expression] = []
    if y.value != 0.0:
        terms.append(Negated((ONE if y.value == 1.0 else y) / a))
    if y.value != 1.0:
        terms.append((ONE if y.value == 0.0 else ONE - y) / (ONE - a))
    blame = head.mean(head.weighted(summed(terms)), head.units, head.counted)
    slope = Product((a, ONE - a))
    return (
        line(DA, blame, role="factor", words=words.BLAME_OF_ACTIVATION()),
        line(DA_DZ, slope, role="factor", words=words.SLOPE()),
        line(DZ, Product((blame, slope)), head.own("dz"), words=words.PRODUCT_OF_FACTORS()),
    )


_MSE = Measure(
    ("L = mean (a − y)²", r"L = \operatorname{mean} (a - y)^2"),
    ("2·(a − y)", r"2 \cdot (a - y)"),
    lambda a, y: Power(a - y),
    lambda a, y: Product((exactly(2), a - y)),
)
_MAE = Measure(
    ("L = mean |a − y|", r"L = \operatorname{mean} |a - y|"),
    ("sign(a − y)", r"\operatorname{sign}(a - y)"),
    lambda a, y: _size(a - y),
    lambda a, y: _sign_of(a - y),
)
_HUBER = Measure(
    ("L = mean ½·d² if |d| ≤ 1 else |d| − ½,  d = a − y",
     r"L = \operatorname{mean} \frac{1}{2} d^2 \text{ if } |d| \le 1 \text{ else } |d| - \frac{1}{2}, \quad d = a - y"),
    ("min(max(a − y, −1), 1)", r"\min(\max(a - y, -1), 1)"),
    _huber,
    _clipped,
)  # fmt: skip
_HINGE = Measure(
    ("L = mean max(0, 1 − y·a)", r"L = \operatorname{mean} \max(0, 1 - y \cdot a)"),
    ("−y if y·a < 1 else 0", r"-y \text{ if } y \cdot a < 1 \text{ else } 0"),
    lambda a, y: Choice((ZERO, ONE - Product((y, a)))),
    _hinge_slope,
)
_BCE = Measure(
    ("L = −mean [y·ln a + (1 − y)·ln(1 − a)],  −ln a = ln(1 + e^(−z))",
     r"L = -\operatorname{mean} [y \ln a + (1 - y) \ln(1 - a)], \quad -\ln a = \ln(1 + e^{-z})"),
    ("a − y", "a - y"),
    _bce,
    lambda a, y: a - y,
    on_logits=True,
    notes=lambda _: (words.TOGETHER_SIGMOID(),),
    apart=_sigmoid_apart,
)  # fmt: skip
_PERCEPTRON = Measure(
    (
        "L = mean max(0, −t·z),  t = 2·y − 1",
        r"L = \operatorname{mean} \max(0, -t z), \quad t = 2 y - 1",
    ),
    ("a − y", "a - y"),
    _perceptron,
    lambda a, y: a - y,
    on_logits=True,
    notes=lambda _: (words.PERCEPTRON(),),
)


def _of_example(head: Head, measure: Measure) -> Expression:
    """Return the loss of this example: the mean over its outputs, and over its positions."""
    values, targets = head.block("z" if measure.on_logits else "a"), head.block("y")
    terms = [
        measure.each(values.number(unit, step, head.lane), targets.number(unit, step, head.lane))
        for unit in range(head.units)
        for step in range(head.length)
    ]
    return head.mean(head.weighted(summed(terms)), head.units, head.length)


def _batch_line(head: Head) -> Line:
    """Return the loss of the batch, made of those of its examples."""
    scene, lanes = head.scene, head.scene.block("lanes")
    each = [lanes.at(lane) for lane in range(scene.count)]
    terms: list[Expression] = list(each)
    if "lengths" in scene.numbers:
        lengths = scene.block("lengths")
        terms = [Product((one, lengths.at(lane))) for lane, one in enumerate(each)]
        told = words.WITHOUT_END(head.counted)
    else:
        told = words.BATCH_LOSS(scene.count) if scene.count > 1 else words.LOSS_HERE()
    formula = head.mean(summed(terms), head.counted)
    return line(LOSS, formula, scene.block("loss").at(0), role="sum", words=told)


def _notes(head: Head, measure: Measure | None, *formulas: Expression) -> tuple[Phrase, ...]:
    found = [] if measure is None else [*measure.notes(head)]
    if head.counted > 1:
        is_sequence = "lengths" in head.scene.numbers
        told = words.MEAN_OF_POSITIONS if is_sequence else words.MEAN_IN_BLAME
        found.append(told(head.counted))
    return (*found, *rest_of(*formulas))


def _place(head: Head) -> int | None:
    return head.position if head.positions > 1 else None


def _bracketed(text: str) -> str:
    """Return a slope in brackets, where more follows."""
    return text if text.endswith(")") else f"({text})"


def _loss(measure: Measure) -> Explain:
    name = DZ if measure.on_logits else DA
    argument = "dz" if measure.on_logits else "da"

    def explain(scene: Scene, focus: Focus) -> Card:
        head = head_of(scene, focus)
        text, tex = measure.slope_formula
        formula = (
            f"{measure.formula[0]},  {name[0]} = {_bracketed(text)}/N",
            rf"{measure.formula[1]}, \quad {name[1]} = \frac{{{tex}}}{{N}}",
        )
        each = _of_example(head, measure)
        own = scene.block("lanes").at(head.lane)
        lines = [line(_EACH, each, own, words=words.THIS_EXAMPLE()), _batch_line(head)]
        if head.is_past:
            lines.append(line(name, ZERO, head.own(argument), role="result"))
            return Card(words.LOSS(), formula, tuple(lines), (words.PAST_END(),), _place(head))
        slope = measure.slope(head.own("a"), head.own("y"))
        blame = head.mean(head.weighted(slope), head.units, head.counted)
        lines += measure.apart(head)
        lines.append(line(name, blame, head.own(argument), role="result"))
        notes = _notes(head, measure, each)
        return Card(words.LOSS(), formula, tuple(lines), notes, _place(head))

    return explain


# --- cross-entropy over classes: one target for all units, the number of the right class ---------


_CE_FORMULA = (
    "L = −ln a_y,  ∂L/∂z = (a − [right class])/N",
    r"L = -\ln a_y, \quad \frac{\partial L}{\partial z} = \frac{a - [\text{right class}]}{N}",
)


def _lost(head: Head, step: int) -> Expression:
    """Return what one position (or the example) loses: −ln a_y, from the sums."""
    z = head.block("z")
    sums = [z.number(unit, step, head.lane) for unit in range(head.units)]
    right = int(head.block("y").values[0, step, head.lane])
    powers = Powers(sums)
    top = powers.top
    return ln(powers.total()) - (sums[right] if top is None else sums[right] - top)


def _softmax_apart(head: Head, right: int) -> tuple[Line, ...]:
    """Return the two factors through the right class's probability, which nobody computes."""
    a = head.block("a")
    good, own = a.number(right, head.position, head.lane), head.own("a")
    if not good.value > 0.0:
        return ()
    below = good if head.counted == 1 else Product((exactly(head.counted), good))
    blame = Negated(exactly(head.weight) / below)
    is_right = head.unit == right
    slope = Product((good, ONE - good)) if is_right else Negated(Product((good, own)))
    return (
        line(("∂L/∂a_y", r"\frac{\partial L}{\partial a_y}"), blame, role="factor",
             words=words.BLAME_OF_RIGHT()),
        line(("∂a_y/∂z", r"\frac{\partial a_y}{\partial z}"), slope, role="factor",
             words=words.SLOPE_OF_SHARE()),
        line(DZ, Product((blame, slope)), head.own("dz"), words=words.PRODUCT_OF_FACTORS()),
    )  # fmt: skip


def _cross_entropy(scene: Scene, focus: Focus) -> Card:
    head = head_of(scene, focus)
    own = scene.block("lanes").at(head.lane)
    steps: list[Expression] = [_lost(head, step) for step in range(head.length)]
    lines = []
    if head.positions > 1:
        # One by one they fill a line each; what they lose together is told in numbers.
        if not head.is_past:
            lines.append(line(_HERE, steps[head.position], words=words.LOST_HERE()))
        found = [step.worked(17) for step in steps]
        steps = [Number(lost.value, error=lost.error) for lost in found]
    each = head.mean(head.weighted(summed(steps)), head.length)
    lines += [line(_EACH, each, own, words=words.THIS_EXAMPLE()), _batch_line(head)]
    if head.is_past:
        lines.append(line(DZ, ZERO, head.own("dz"), role="result"))
        return Card(words.LOSS(), _CE_FORMULA, tuple(lines), (words.PAST_END(),), _place(head))
    right = int(head.block("y").values[0, head.position, head.lane])
    good = head.block("a").number(right, head.position, head.lane)
    lines.append(line(("a_y", "a_y"), good, good, role="given", words=words.PROBABILITY()))
    lines += _softmax_apart(head, right)
    wished = exactly(1 if head.unit == right else 0)
    blame = head.mean(head.weighted(head.own("a") - wished), head.counted)
    lines.append(line(DZ, blame, head.own("dz"), role="result"))
    notes = (words.TOGETHER_SOFTMAX(), *_notes(head, None, each))
    return Card(words.LOSS(), _CE_FORMULA, tuple(lines), notes, _place(head))


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.MSE_LOSS: _loss(_MSE),
    OpCode.MAE_LOSS: _loss(_MAE),
    OpCode.HUBER_LOSS: _loss(_HUBER),
    OpCode.HINGE_LOSS: _loss(_HINGE),
    OpCode.BCE_LOGITS_LOSS: _loss(_BCE),
    OpCode.PERCEPTRON_LOSS: _loss(_PERCEPTRON),
    OpCode.CE_LOGITS_LOSS: _cross_entropy,
    OpCode.TOKEN_CE_LOSS: _cross_entropy,
    OpCode.MSE_POSITIONS_LOSS: _loss(_MSE),
    OpCode.MAE_POSITIONS_LOSS: _loss(_MAE),
    OpCode.HUBER_POSITIONS_LOSS: _loss(_HUBER),
    OpCode.BCE_LOGITS_POSITIONS_LOSS: _loss(_BCE),
}
