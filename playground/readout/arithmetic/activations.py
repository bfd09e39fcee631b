"""Activations: the curve and its slope, and softmax, which sees all units of an example."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import words
from playground.readout.arithmetic.cards import DA, DA_DZ, DZ, A, Card, Explain, Name, rest_of
from playground.readout.arithmetic.expressions import (
    Choice,
    Expression,
    Function,
    Holds,
    Number,
    Power,
    Product,
    Sum,
    exactly,
    summed,
)
from playground.readout.arithmetic.records import Phrase
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import line

_FAR = 40.0
"""Beyond e⁴⁰ powers are written with the largest z taken off."""
ONE, HALF, ZERO = exactly(1), exactly(0.5), exactly(0)
_ROOT_2_PI = Number(math.sqrt(2.0 / math.pi))


def _sigma(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x >= 0 else math.exp(x) / (1.0 + math.exp(x))


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def tanh(x: Expression) -> Function:
    """Return tanh x."""
    return Function(
        x, "tanh(#)", r"\tanh\left(#\right)", math.tanh, lambda v: 1 - math.tanh(v) ** 2
    )


def sigma(x: Expression) -> Function:
    """Return σ(x) = 1/(1 + e⁻ˣ)."""
    return Function(
        x, "σ(#)", r"\sigma\left(#\right)", _sigma, lambda v: _sigma(v) * (1 - _sigma(v))
    )


def exp(x: Expression) -> Function:
    """Return eˣ."""
    return Function(x, "e^(#)", r"e^{#}", math.exp, math.exp)


def ln(x: Expression) -> Function:
    """Return the natural logarithm."""
    return Function(x, "ln(#)", r"\ln\left(#\right)", math.log, lambda v: 1 / v)


def root(x: Expression) -> Function:
    """Return the square root."""
    return Function(x, "√(#)", r"\sqrt{#}", math.sqrt, lambda v: 0.5 / math.sqrt(v) if v else 0.0)


def _sine(x: Expression) -> Function:
    return Function(x, "sin(#)", r"\sin\left(#\right)", math.sin, math.cos)


def _cosine(x: Expression) -> Function:
    return Function(x, "cos(#)", r"\cos\left(#\right)", math.cos, lambda v: -math.sin(v))


def softplus(x: Expression) -> Function:
    """Return ln(1 + eˣ), worked out so that it never overflows."""
    return Function(x, "ln(1 + e^(#))", r"\ln\left(1 + e^{#}\right)", _softplus, _sigma)


def above(x: Number, bound: float) -> Holds:
    """Return [x > bound]."""
    return Holds(x, ">", exactly(bound), x.value > bound)


def _between(x: Number, top: float) -> Product:
    return Product((above(x, 0.0), Holds(x, "<", exactly(top), x.value < top)))


def _gelu_inner(z: Number) -> Expression:
    cubed = Product((exactly(0.044715), Power(z, 3)))
    return Product((_ROOT_2_PI, Sum((z, cubed))))


def _gelu(z: Number) -> Expression:
    return Product((HALF, z, Sum((ONE, tanh(_gelu_inner(z))))))


def _gelu_slope(z: Number, _: Number) -> Expression:
    t = tanh(_gelu_inner(z))
    inner = Product((_ROOT_2_PI, Sum((ONE, Product((exactly(3 * 0.044715), Power(z)))))))
    curve = Product((HALF, z, ONE - Power(t), inner))
    return Sum((Product((HALF, Sum((ONE, t)))), curve))


def _elu(z: Number) -> Expression:
    return z if z.value > 0 else exp(z) - ONE


@dataclass(frozen=True, slots=True)
class Curve:
    """One activation: its formula, and its slope as the way back computes it.

    Attributes
    ----------
    formula, slope_formula
        As text and as LaTeX.
    forward
        z → a.
    slope
        (z, a) → ∂a/∂z.
    """

    formula: Name
    slope_formula: Name
    forward: Callable[[Number], Expression]
    slope: Callable[[Number, Number], Expression]


CURVES: Mapping[str, Curve] = {
    "LINEAR": Curve(("a = z", "a = z"), ("1", "1"), lambda z: z, lambda z, a: ONE),
    "RELU": Curve(
        ("a = max(0, z)", r"a = \max(0, z)"),
        ("[a > 0]", "[a > 0]"),
        lambda z: Choice((ZERO, z)),
        lambda z, a: above(a, 0.0),
    ),
    "TANH": Curve(
        ("a = tanh z", r"a = \tanh z"), ("1 − a²", "1 - a^2"), tanh, lambda z, a: ONE - Power(a)
    ),
    "SIGMOID": Curve(
        ("a = σ(z) = 1/(1 + e^(−z))", r"a = \sigma(z) = \frac{1}{1 + e^{-z}}"),
        ("a·(1 − a)", r"a \cdot (1 - a)"),
        sigma,
        lambda z, a: Product((a, ONE - a)),
    ),
    "LEAKY_RELU": Curve(
        ("a = max(0.01·z, z)", r"a = \max(0.01 \cdot z, z)"),
        ("1 if a > 0 else 0.01", r"1 \text{ if } a > 0 \text{ else } 0.01"),
        lambda z: Choice((Product((exactly(0.01), z)), z)),
        lambda z, a: ONE if a.value > 0 else exactly(0.01),
    ),
    "RELU6": Curve(
        ("a = min(max(0, z), 6)", r"a = \min(\max(0, z), 6)"),
        ("[0 < a < 6]", "[0 < a < 6]"),
        lambda z: Choice((Choice((ZERO, z)), exactly(6)), is_largest=False),
        lambda z, a: _between(a, 6.0),
    ),
    "CLIPPED_RELU": Curve(
        ("a = min(max(0, z), 1)", r"a = \min(\max(0, z), 1)"),
        ("[0 < a < 1]", "[0 < a < 1]"),
        lambda z: Choice((Choice((ZERO, z)), ONE), is_largest=False),
        lambda z, a: _between(a, 1.0),
    ),
    "ELU": Curve(
        ("a = z if z > 0 else e^z − 1", r"a = z \text{ if } z > 0 \text{ else } e^z - 1"),
        ("1 if a > 0 else a + 1", r"1 \text{ if } a > 0 \text{ else } a + 1"),
        _elu,
        lambda z, a: ONE if a.value > 0 else Sum((a, ONE)),
    ),
    "GELU": Curve(
        ("a = ½·z·(1 + tanh u),  u = √(2/π)·(z + 0.044715·z³)",
         r"a = \frac{1}{2} z (1 + \tanh u), \quad u = \sqrt{2/\pi} (z + 0.044715 z^3)"),
        ("½·(1 + tanh u) + ½·z·(1 − tanh² u)·√(2/π)·(1 + 0.134145·z²)",
         r"\frac{1}{2} (1 + \tanh u) + \frac{1}{2} z (1 - \tanh^2 u) \sqrt{2/\pi} (1 + 0.134145 z^2)"),
        _gelu,
        _gelu_slope,
    ),
    "SILU": Curve(
        ("a = z·σ(z)", r"a = z \cdot \sigma(z)"),
        ("σ(z)·(1 + z·(1 − σ(z)))", r"\sigma(z) \cdot (1 + z \cdot (1 - \sigma(z)))"),
        lambda z: Product((z, sigma(z))),
        lambda z, a: Product((sigma(z), Sum((ONE, Product((z, ONE - sigma(z))))))),
    ),
    "SOFTPLUS": Curve(
        ("a = ln(1 + e^z)", r"a = \ln(1 + e^z)"),
        ("σ(z)", r"\sigma(z)"),
        softplus,
        lambda z, a: sigma(z),
    ),
    "SINE": Curve(("a = sin z", r"a = \sin z"), ("cos z", r"\cos z"), _sine, lambda z, a: _cosine(z)),
    "STEP": Curve(
        ("a = [z > 0]", "a = [z > 0]"), ("0", "0"), lambda z: above(z, 0.0), lambda z, a: ZERO
    ),
}  # fmt: skip
"""Name of an elementwise activation in the op codes → its curve."""


def curve_of(code: OpCode) -> Curve | None:
    """Return the curve of a forward or backward row, None where it is none of an element."""
    return CURVES.get(code.name.removesuffix("_FORWARD").removesuffix("_BACKWARD"))


def _forward(scene: Scene, focus: Focus) -> Card:
    curve = curve_of(scene.code)
    assert curve is not None
    z, a = scene.block("z").at(focus.index), scene.block("a").at(focus.index)
    result = line(A, curve.forward(z), a, role="result")
    return Card(words.ACTIVATION(), curve.formula, (result,))


def _backward(scene: Scene, focus: Focus) -> Card:
    curve = curve_of(scene.code)
    assert curve is not None
    z, a, da, dz = (scene.block(name).at(focus.index) for name in ("z", "a", "da", "dz"))
    slope = curve.slope(z, a)
    lines = (
        line(DA, da, da, role="factor", words=words.BLAME_OF_ACTIVATION()),
        line(DA_DZ, slope, role="factor", words=words.SLOPE()),
        line(DZ, Product((da, slope)), dz, role="result", words=words.BLAME_OF_SUM()),
    )
    text, tex = curve.slope_formula
    formula = (
        f"∂L/∂z = ∂L/∂a·∂a/∂z,  ∂a/∂z = {text}",
        rf"{DZ[1]} = {DA[1]} \cdot {DA_DZ[1]}, \quad {DA_DZ[1]} = {tex}",
    )
    return Card(words.DERIVATIVE(), formula, lines)


# --- softmax: over the units of a position, or over the positions of a unit --------------------


@dataclass(frozen=True, slots=True)
class _Shares:
    """The numbers that a softmax sees together: ``own`` is the place of the one shown."""

    own: int
    places: tuple[int, ...]

    def of(self, block: Block) -> list[Number]:
        return [block.at(place) for place in self.places]


def _over_units(scene: Scene, focus: Focus) -> _Shares:
    units, lanes = scene.size("units", "lanes")
    own, column = divmod(focus.index, lanes)
    return _Shares(own, tuple(unit * lanes + column for unit in range(units)))


def _over_positions(scene: Scene, focus: Focus) -> _Shares:
    positions, ld = scene.size("positions", "ld")
    rest, lane = divmod(focus.index, ld)
    unit, own = divmod(rest, positions)
    steps = positions
    if scene.code == OpCode.SOFTMAX_POSITIONS_FORWARD:
        steps = int(scene.block("lengths").values[lane])
    return _Shares(own, tuple((unit * positions + step) * ld + lane for step in range(steps)))


@dataclass(frozen=True, slots=True)
class Powers:
    """e^z of several numbers; where one is large, the largest is taken off all, as the engine does it."""

    numbers: Sequence[Number]

    @property
    def top(self) -> Number | None:
        """What is taken off; None where no power comes near what a computer can write."""
        top = max(self.numbers, key=lambda number: number.value)
        return top if abs(top.value) > _FAR else None

    def of(self, place: int) -> Function:
        """Return one power."""
        top, number = self.top, self.numbers[place]
        return exp(number if top is None else number - top)

    def total(self) -> Expression:
        """Return the sum of all powers."""
        return summed([self.of(place) for place in range(len(self.numbers))])

    def notes(self) -> tuple[Phrase, ...]:
        """Return what is to be said of it."""
        return () if self.top is None else (words.TOP_TAKEN_OFF(),)


_FORMULA = ("aᵢ = e^zᵢ / Σⱼ e^zⱼ", r"a_i = \frac{e^{z_i}}{\sum_j e^{z_j}}")
_FORMULA_BACK = (
    "∂L/∂zᵢ = aᵢ·(∂L/∂aᵢ − Σⱼ aⱼ·∂L/∂aⱼ)",
    r"\frac{\partial L}{\partial z_i} = a_i \left(\frac{\partial L}{\partial a_i} - "
    r"\sum_j a_j \frac{\partial L}{\partial a_j}\right)",
)


def _softmax(shares: Callable[[Scene, Focus], _Shares]) -> Explain:
    def explain(scene: Scene, focus: Focus) -> Card:
        found = shares(scene, focus)
        a = scene.block("a").at(focus.index)
        if found.own >= len(found.places):
            behind = line(A, ZERO, a, role="result")
            return Card(words.ACTIVATION(), _FORMULA, (behind,), (words.PAST_END(),))
        powers = Powers(found.of(scene.block("z")))
        below = powers.total()
        result = line(A, powers.of(found.own) / below, a, role="result")
        return Card(words.ACTIVATION(), _FORMULA, (result,), (*powers.notes(), *rest_of(below)))

    return explain


def _softmax_backward(shares: Callable[[Scene, Focus], _Shares]) -> Explain:
    def explain(scene: Scene, focus: Focus) -> Card:
        found = shares(scene, focus)
        dz = scene.block("dz").at(focus.index)
        a, da = found.of(scene.block("a")), found.of(scene.block("da"))
        carried = summed([Product(pair) for pair in zip(a, da, strict=True)])
        result = Product((a[found.own], da[found.own] - carried))
        lines = (
            line(("Σ a·∂L/∂a", rf"\sum_j a_j {DA[1]}"), carried, words=words.CARRIED()),
            line(DZ, result, dz, role="result"),
        )
        notes = (words.WITHOUT_FACTORS(), *rest_of(carried))
        return Card(words.DERIVATIVE(), _FORMULA_BACK, lines, notes)

    return explain


EXPLAIN: Mapping[OpCode, Explain] = {
    **{OpCode[f"{name}_FORWARD"]: _forward for name in CURVES},
    **{OpCode[f"{name}_BACKWARD"]: _backward for name in CURVES},
    OpCode.SOFTMAX_FORWARD: _softmax(_over_units),
    OpCode.SOFTMAX_BACKWARD: _softmax_backward(_over_units),
    OpCode.SOFTMAX_POSITIONS_FORWARD: _softmax(_over_positions),
    OpCode.SOFTMAX_POSITIONS_BACKWARD: _softmax_backward(_over_positions),
}
