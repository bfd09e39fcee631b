"""Norms over a batch and over the units, and noise."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.data.random import bits
from playground.kernels.optable import OpCode, Register
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import ONE, ZERO, ln, root
from playground.readout.arithmetic.cards import DA, DB, DW, DX, A, Card, Explain, Name, rest_of
from playground.readout.arithmetic.expressions import (
    Expression,
    Function,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Values,
    exactly,
    strongest,
    summed,
)
from playground.readout.arithmetic.parts import Parts, totals
from playground.readout.arithmetic.records import Line
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import line

_EPSILON = exactly(1e-5)
_MEAN: Name = ("μ", r"\mu")
_VARIANCE: Name = ("σ²", r"\sigma^2")
_NORMAL: Name = ("x̂", r"\hat x")
_FORMULA = (
    "a = w·x̂ + b,  x̂ = (x − μ)/√(σ² + ε)",
    r"a = w \hat x + b, \quad \hat x = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}}",
)
_BACK_BATCH = (
    "∂L/∂x = w/√(σ² + ε)·(δ − mean δ − x̂·mean δ·x̂),  δ = ∂L/∂a",
    r"\frac{\partial L}{\partial x} = \frac{w}{\sqrt{\sigma^2 + \varepsilon}} \left(\delta - "
    r"\operatorname{mean} \delta - \hat x\, \operatorname{mean} \delta \hat x\right), \quad "
    r"\delta = \frac{\partial L}{\partial a}",
)
_BACK_LAYER = (
    "∂L/∂x = (γ − mean γ − x̂·mean γ·x̂)/√(σ² + ε),  γ = w·∂L/∂a",
    r"\frac{\partial L}{\partial x} = \frac{\gamma - \operatorname{mean} \gamma - \hat x\, "
    r"\operatorname{mean} \gamma \hat x}{\sqrt{\sigma^2 + \varepsilon}}, \quad "
    r"\gamma = w \frac{\partial L}{\partial a}",
)
_BACK_FIXED = (
    "∂L/∂x = ∂L/∂a·w/√(σ² + ε)",
    r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial a} \cdot "
    r"\frac{w}{\sqrt{\sigma^2 + \varepsilon}}",
)
_DW = ("∂L/∂w = Σ ∂L/∂a·x̂", rf"{DW[1]} = \sum {DA[1]} \hat x")
_DB = ("∂L/∂b = Σ ∂L/∂a", rf"{DB[1]} = \sum {DA[1]}")


def plain(formula: Expression) -> Number:
    """Return a part of a formula as one number, worked out from the numbers as they are."""
    found = formula.worked(17)
    return Number(found.value, error=found.error)


@dataclass(frozen=True, slots=True)
class _Place:
    """The element shown: unit, position, lane."""

    unit: int
    position: int
    lane: int


class _Norm:
    """Arrays of a norm's row as [units, positions, ld], and the element that is shown."""

    def __init__(self, scene: Scene, focus: Focus) -> None:
        numbers = scene.numbers
        self.scene, self.units = scene, numbers["units"]
        self.positions = numbers.get("positions") or numbers["lanes"] // scene.ld
        if focus.argument in ("a", "dx"):
            rest, lane = divmod(focus.index, scene.ld)
            unit, position = divmod(rest, self.positions)
        else:
            unit = focus.index
            position, lane = scene.shown_position(self.positions), scene.lane
        self.shown = _Place(unit, position, lane)

    def block(self, name: str) -> Block:
        """Return x, a, da or dx."""
        return self.scene.block(name, self.units, self.positions, self.scene.ld)

    def own(self, name: str) -> Number:
        """Return the element shown."""
        return self.at(name, self.shown)

    def at(self, name: str, place: _Place) -> Number:
        """Return an element."""
        return self.block(name).number(place.unit, place.position, place.lane)

    def of_unit(self, name: str) -> Number:
        """Return the gain, the shift, the mean or the variance of the unit shown."""
        return self.scene.block(name).at(self.shown.unit)

    @property
    def place(self) -> int | None:
        return self.shown.position if self.positions > 1 else None

    def length(self, lane: int) -> int:
        """Return how many positions of an example count."""
        if "lengths" not in self.scene.numbers:
            return self.positions
        return min(self.positions, int(self.scene.block("lengths").at(lane).value))

    def counts(self) -> npt.NDArray[np.bool_]:
        """Return which positions of which examples count, bool (examples, positions)."""
        lengths = np.array([self.length(lane) for lane in range(self.scene.count)])
        return np.asarray(np.arange(self.positions) < lengths[:, None])

    def place_at(self, lane: int, position: int) -> _Place:
        """Return a place of the unit shown."""
        return _Place(self.shown.unit, position, lane)

    def values(self, name: str) -> Values:
        """Return the unit's numbers, float64 (examples, positions)."""
        return self.block(name).of(self.shown.unit, self.scene.count)

    def over(self, values: Values, make: Callable[[_Place], Expression]) -> Expression:
        """Return a sum over all numbers of the unit that count."""
        lanes, positions = np.nonzero(self.counts())
        return strongest(
            values[lanes, positions],
            lambda at: make(self.place_at(int(lanes[at]), int(positions[at]))),
        )

    def gradients(self, focus: Focus, normal: Values, make: Callable[[_Place], Expression]) -> Card:
        """Return the card of the gain's or the shift's gradient; ``make`` is x̂ of a place."""
        scene, is_gain = self.scene, focus.argument == "dw"

        def term(lane: int, position: int) -> Expression:
            place = self.place_at(lane, position)
            da = self.at("da", place)
            return Product((da, plain(make(place)))) if is_gain else da

        values = self.values("da") * (normal if is_gain else 1.0)
        parts = Parts(values, term, self.counts())
        before = scene.was(focus.argument).at(focus.index) if scene.numbers["accumulate"] else None
        engine = scene.block(focus.argument).at(focus.index)
        lines, notes = totals(scene, DW if is_gain else DB, parts, engine, before)
        title = words.WEIGHT_BLAME() if is_gain else words.BIAS_BLAME()
        return Card(title, _DW if is_gain else _DB, lines, notes, self.place)


# --- over the batch --------------------------------------------------------------------------


def _batch(scene: Scene, focus: Focus) -> Card:
    norm = _Norm(scene, focus)
    mean, variance = norm.of_unit("mean"), norm.of_unit("variance")
    x, size = norm.values("x"), int(norm.counts().sum())
    count = exactly(size)
    middle = norm.over(x, lambda place: norm.at("x", place))
    wide = norm.over((x - mean.value) ** 2, lambda place: Power(norm.at("x", place) - mean))
    over = words.OVER_NUMBERS(size)
    lines = (
        line(_MEAN, middle / count, mean, words=over),
        line(_VARIANCE, wide / count, variance, words=over),
        *_stretched(norm, mean, variance),
    )
    return Card(words.NORMALISING(), _FORMULA, lines, (*rest_of(middle),), norm.place)


def _stretched(norm: _Norm, mean: Number, variance: Number) -> tuple[Line, ...]:
    """Return the lines of x̂ and a."""
    normal = Quotient(norm.own("x") - mean, root(Sum((variance, _EPSILON))))
    whole = Sum((Product((norm.of_unit("w"), normal)), norm.of_unit("b")))
    return line(_NORMAL, normal, words=words.SPREADS()), line(
        A, whole, norm.own("a"), role="result"
    )


def _batch_normal(norm: _Norm, place: _Place) -> Quotient:
    mean, variance = norm.of_unit("mean"), norm.of_unit("variance")
    return Quotient(norm.at("x", place) - mean, root(Sum((variance, _EPSILON))))


def _batch_normals(norm: _Norm) -> Values:
    """Return x̂ of all numbers of the unit, float64 (examples, positions)."""
    mean, variance = norm.of_unit("mean").value, norm.of_unit("variance").value
    return np.asarray((norm.values("x") - mean) / math.sqrt(variance + _EPSILON.value))


def _batch_backward(scene: Scene, focus: Focus) -> Card:
    norm = _Norm(scene, focus)
    normal = _batch_normals(norm)
    if focus.argument in ("dw", "db"):
        return norm.gradients(focus, normal, lambda place: _batch_normal(norm, place))
    if norm.shown.position >= norm.length(norm.shown.lane):
        behind = line(DX, ZERO, norm.own("dx"), role="result")
        return Card(words.BLAME(), _BACK_BATCH, (behind,), (words.PAST_END(),), norm.place)
    count = exactly(int(norm.counts().sum()))
    da = norm.values("da")
    blame = norm.over(da, lambda place: norm.at("da", place))
    along = norm.over(
        da * normal,
        lambda place: Product((norm.at("da", place), plain(_batch_normal(norm, place)))),
    )
    lines = _back_lines(
        norm, norm.own("da"), _batch_normal(norm, norm.shown), blame / count, along / count
    )
    steep = Quotient(norm.of_unit("w"), root(Sum((norm.of_unit("variance"), _EPSILON))))
    whole = Product((steep, lines.left))
    result = line(DX, whole, norm.own("dx"), role="result")
    notes = rest_of(blame)
    return Card(words.BLAME(), _BACK_BATCH, (*lines.lines, result), notes, norm.place)


@dataclass(frozen=True, slots=True)
class _Left:
    """Lines on the way, and what is left of a blame: δ − mean δ − x̂·mean δ·x̂."""

    lines: tuple[Line, ...]
    left: Sum


def _back_lines(
    norm: _Norm, blame: Number, normal: Expression, mean: Expression, along: Expression
) -> _Left:
    lines = (
        line(_NORMAL, normal),
        line(("mean δ", r"\operatorname{mean} \delta"), mean, words=words.SHIFTED()),
        line(("mean δ·x̂", r"\operatorname{mean} \delta \hat x"), along, words=words.STRETCHED()),
    )
    left = Sum((blame, -plain(mean), -Product((plain(normal), plain(along)))))
    return _Left(lines, left)


# --- with statistics that are kept ---------------------------------------------------------------


def _fixed(scene: Scene, focus: Focus) -> Card:
    norm = _Norm(scene, focus)
    lines = _stretched(norm, norm.of_unit("mean"), norm.of_unit("variance"))
    return Card(words.NORMALISING(), _FORMULA, lines, (words.KEPT_STATISTICS(),), norm.place)


def _fixed_backward(scene: Scene, focus: Focus) -> Card:
    norm = _Norm(scene, focus)
    if focus.argument in ("dw", "db"):
        return norm.gradients(focus, _batch_normals(norm), lambda place: _batch_normal(norm, place))
    steep = Quotient(norm.of_unit("w"), root(Sum((norm.of_unit("variance"), _EPSILON))))
    result = line(DX, Product((norm.own("da"), steep)), norm.own("dx"), role="result")
    notes = (words.KEPT_STATISTICS(),)
    return Card(words.BLAME(), _BACK_FIXED, (result,), notes, norm.place)


# --- over the units ------------------------------------------------------------------------------


class _Across(_Norm):
    """A norm over the units of every position: mean and inverse deviation lie lane by lane."""

    def of_place(self, name: str, place: _Place) -> Number:
        """Return the mean or the inverse deviation at a place."""
        return self.scene.block(name).at(place.position * self.scene.ld + place.lane)

    def normal(self, place: _Place) -> Product:
        """Return x̂ at a place."""
        mean, inverse = self.of_place("mean", place), self.of_place("inverse", place)
        return Product((self.at("x", place) - mean, inverse))

    def normals(self) -> Values:
        """Return x̂ of all numbers of the unit, float64 (examples, positions)."""
        across = self.positions, self.scene.ld
        count = self.scene.count
        mean = self.scene.block("mean", *across).values[:, :count].T
        inverse = self.scene.block("inverse", *across).values[:, :count].T
        return np.asarray((self.values("x") - mean) * inverse)

    def others(self) -> list[_Place]:
        """Return the place shown in every unit."""
        return [_Place(unit, self.shown.position, self.shown.lane) for unit in range(self.units)]

    def gain(self, place: _Place) -> Number:
        """Return the gain of a place's unit."""
        return self.scene.block("w").at(place.unit)


def _layer(scene: Scene, focus: Focus) -> Card:
    norm = _Across(scene, focus)
    x = [norm.at("x", place) for place in norm.others()]
    mean, inverse = norm.of_place("mean", norm.shown), norm.of_place("inverse", norm.shown)
    count = exactly(len(x))
    middle, wide = summed(x), summed([Power(each - mean) for each in x])
    spread = ONE / root(Sum((wide / count, _EPSILON)))
    whole = Sum((Product((norm.of_unit("w"), norm.normal(norm.shown))), norm.of_unit("b")))
    over = words.OVER_UNITS(len(x))
    lines = (
        line(_MEAN, middle / count, mean, words=over),
        line(
            ("1/√(σ² + ε)", r"\frac{1}{\sqrt{\sigma^2 + \varepsilon}}"), spread, inverse, words=over
        ),
        line(_NORMAL, norm.normal(norm.shown), words=words.SPREADS()),
        line(A, whole, norm.own("a"), role="result"),
    )
    return Card(words.NORMALISING(), _FORMULA, lines, rest_of(middle), norm.place)


def _layer_backward(scene: Scene, focus: Focus) -> Card:
    norm = _Across(scene, focus)
    if focus.argument in ("dw", "db"):
        return norm.gradients(focus, norm.normals(), norm.normal)
    others = norm.others()
    gamma = {place: plain(Product((norm.gain(place), norm.at("da", place)))) for place in others}
    count = exactly(len(others))
    blame = summed([gamma[place] for place in others])
    along = summed([Product((gamma[place], plain(norm.normal(place)))) for place in others])
    own = gamma[norm.shown]
    found = _back_lines(norm, own, norm.normal(norm.shown), blame / count, along / count)
    whole = Product((found.left, norm.of_place("inverse", norm.shown)))
    first = line(("γ", r"\gamma"), Product((norm.gain(norm.shown), norm.own("da"))))
    result = line(DX, whole, norm.own("dx"), role="result")
    lines = (first, *found.lines, result)
    return Card(words.BLAME(), _BACK_LAYER, lines, rest_of(blame), norm.place)


# --- noise ---------------------------------------------------------------------------------------


def _cosine_of_turn(x: Expression) -> Function:
    full = 2 * math.pi
    return Function(
        x, "cos(2π·#)", r"\cos\left(2 \pi \cdot #\right)",
        lambda v: math.cos(full * v), lambda v: full * math.sin(full * v),
    )  # fmt: skip


def _noise(scene: Scene, focus: Focus) -> Card:
    """The number that is drawn is a function of seed, step, example and unit: it can be drawn again."""
    unit, lane = divmod(focus.index, scene.ld)
    cursor = int(scene.register(Register.CURSOR).value)
    example = int(scene.block("order").at(cursor + (lane if lane < scene.count else 0)).value)
    step = int(scene.register(Register.STEP).value)
    drawn = int(bits(scene.numbers["key"], step, example, unit)[0])
    first, second = (drawn >> 40) + 1, (drawn >> 16) & (2**24 - 1)
    uniform = Number(first / 2**24), Number(second / 2**24)
    length = root(Product((exactly(-2), ln(uniform[0]))))
    normal = Product((length, _cosine_of_turn(uniform[1])))
    x, a = scene.block("x").at(focus.index), scene.block("a").at(focus.index)
    rough = plain(normal)
    kept = Number(rough.value, error=rough.error + 2e-6)
    whole = Sum((x, Product((exactly(scene.setting("deviation")), kept))))
    lines = (
        line(("n", "n"), normal, words=words.DRAWN()),
        line(A, whole, a, role="result"),
    )
    return Card(words.NOISE(), ("a = x + σ·n", r"a = x + \sigma n"), lines)


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.BATCH_NORM_FORWARD: _batch,
    OpCode.BATCH_NORM_BACKWARD: _batch_backward,
    OpCode.BATCH_NORM_INFERENCE_FORWARD: _fixed,
    OpCode.BATCH_NORM_INFERENCE_BACKWARD: _fixed_backward,
    OpCode.LAYER_NORM_FORWARD: _layer,
    OpCode.LAYER_NORM_BACKWARD: _layer_backward,
    OpCode.NOISE_FORWARD: _noise,
}
