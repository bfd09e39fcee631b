"""Updates: old value → new value by the rule of the chosen optimizer, with its moments."""

import math
from collections.abc import Mapping

from playground.kernels.optable import OpCode, Register, Schedule
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import HALF, ONE, root
from playground.readout.arithmetic.cards import DW, Card, Explain, Name
from playground.readout.arithmetic.expressions import (
    Expression,
    Function,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    exactly,
)
from playground.readout.arithmetic.gradients import is_held
from playground.readout.arithmetic.records import Line, Phrase
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import MOVED, line

_W: Name = ("w new", r"w_{\text{new}}")
_M: Name = ("m new", r"m_{\text{new}}")
_V: Name = ("v new", r"v_{\text{new}}")
_M_HAT: Name = ("m̂", r"\hat m")
_V_HAT: Name = ("v̂", r"\hat v")
_RATE: Name = ("η", r"\eta")
_BETA_1, _BETA_2 = exactly(0.9), exactly(0.999)
_EPSILON, _EPSILON_ADAGRAD = exactly(1e-8), exactly(1e-10)


class _Moving:
    """One parameter at an update row: what it was, its gradient, its moments, what it has become."""

    def __init__(self, scene: Scene, focus: Focus) -> None:
        self.scene, self.index = scene, focus.index
        self.w = scene.was("w").at(focus.index)
        self.g = scene.block("g").at(focus.index)
        self.rate = scene.register(Register.LEARNING_RATE)

    def was(self, name: str) -> Number:
        """Return a moment as it was."""
        return self.scene.was(name).at(self.index)

    def now(self, name: str) -> Number:
        """Return a moment, or the parameter, as it is now."""
        return self.scene.block(name).at(self.index)

    def card(self, formula: Name, change: Expression, *steps: Line) -> Card:
        """Return the card of w − change."""
        given = line(DW, self.g, self.g, role="given", words=words.GRADIENT_OF_BATCH())
        moved = line(_W, self.w - change, self.now("w"), role="result", most=MOVED)
        return Card(words.UPDATING(), formula, (given, *_rate(self.scene), *steps, moved), ())

    def weighted(self, name: str, keep: Expression, new: Expression, symbol: Name) -> Line:
        """Return the line of a moment: keep·old + new."""
        whole = Sum((Product((keep, self.was(name))), new))
        return line(symbol, whole, self.now(name))


def _rate(scene: Scene) -> tuple[Line, ...]:
    """Return the line of a learning rate that the schedule of the run has just set."""
    kind = Schedule(int(scene.register(Register.SCHEDULE).value))
    earlier = scene.bound.program.tape.rows[: scene.row, 0]
    if kind == Schedule.CONSTANT or (earlier == OpCode.PHASE_RATE).any():
        return ()
    registers = (Register.BASE_RATE, Register.PERIOD, Register.FACTOR)
    base, period, factor = (scene.register(register).value for register in registers)
    formula = _scheduled(scene, kind, base, int(period), factor)
    told = words.SCHEDULED()
    return (line(_RATE, formula, scene.register(Register.LEARNING_RATE), words=told),)


def _scheduled(scene: Scene, kind: Schedule, base: float, period: int, factor: float) -> Expression:
    """Return the learning rate of this update as its schedule has it."""
    done = int(scene.register(Register.STEP).value) - 1
    full, period = exactly(base), max(period, 1)
    if kind == Schedule.STEP:
        return Product((full, Power(exactly(factor), done // period)))
    if kind == Schedule.COSINE:
        share = Quotient(Product((Number(math.pi), exactly(min(done, period)))), exactly(period))
        wave = Function(share, "cos(#)", r"\cos\left(#\right)", math.cos, lambda v: -math.sin(v))
        half = Product((HALF, Sum((ONE, wave))))
        least = exactly(factor)
        return Product((full, Sum((least, Product((ONE - least, half))))))
    if kind == Schedule.WARMUP and done < period:
        return Product((full, Quotient(exactly(done + 1), exactly(period))))
    return full


def _sgd(scene: Scene, focus: Focus) -> Card:
    it = _Moving(scene, focus)
    formula = ("w ← w − η·∂L/∂w", rf"w \leftarrow w - \eta {DW[1]}")
    return it.card(formula, Product((it.rate, it.g)))


def _momentum(scene: Scene, focus: Focus) -> Card:
    it, beta = _Moving(scene, focus), exactly(scene.setting("momentum"))
    formula = (
        "m ← β·m + ∂L/∂w,  w ← w − η·m",
        rf"m \leftarrow \beta m + {DW[1]}, \quad w \leftarrow w - \eta m",
    )
    step = it.weighted("m", beta, it.g, _M)
    return it.card(formula, Product((it.rate, it.now("m"))), step)


def _nesterov(scene: Scene, focus: Focus) -> Card:
    it, beta = _Moving(scene, focus), exactly(scene.setting("momentum"))
    formula = (
        "m ← β·m + ∂L/∂w,  w ← w − η·(∂L/∂w + β·m)",
        rf"m \leftarrow \beta m + {DW[1]}, \quad w \leftarrow w - \eta \left({DW[1]} + \beta m\right)",
    )
    step = it.weighted("m", beta, it.g, _M)
    ahead = Sum((it.g, Product((beta, it.now("m")))))
    return it.card(formula, Product((it.rate, ahead)), step)


def _rmsprop(scene: Scene, focus: Focus) -> Card:
    it, rho = _Moving(scene, focus), exactly(scene.setting("decay"))
    formula = (
        "v ← ρ·v + (1 − ρ)·(∂L/∂w)²,  w ← w − η·∂L/∂w/(√v + ε)",
        rf"v \leftarrow \rho v + (1 - \rho) \left({DW[1]}\right)^2, \quad "
        rf"w \leftarrow w - \eta \frac{{{DW[1]}}}{{\sqrt{{v}} + \varepsilon}}",
    )
    step = it.weighted("v", rho, Product((ONE - rho, Power(it.g))), _V)
    change = Quotient(it.g, Sum((root(it.now("v")), _EPSILON)))
    return it.card(formula, Product((it.rate, change)), step)


def _adagrad(scene: Scene, focus: Focus) -> Card:
    it = _Moving(scene, focus)
    formula = (
        "v ← v + (∂L/∂w)²,  w ← w − η·∂L/∂w/(√v + ε)",
        rf"v \leftarrow v + \left({DW[1]}\right)^2, \quad w \leftarrow w - \eta \frac{{{DW[1]}}}{{\sqrt{{v}} + \varepsilon}}",
    )
    step = line(_V, Sum((it.was("v"), Power(it.g))), it.now("v"))
    change = Quotient(it.g, Sum((root(it.now("v")), _EPSILON_ADAGRAD)))
    return it.card(formula, Product((it.rate, change)), step)


_ADAM = (
    "m ← β₁·m + (1 − β₁)·∂L/∂w,  v ← β₂·v + (1 − β₂)·(∂L/∂w)²,  "
    "w ← w − η·m̂/(√v̂ + ε),  m̂ = m/(1 − β₁ᵗ),  v̂ = v/(1 − β₂ᵗ)",
    rf"m \leftarrow \beta_1 m + (1 - \beta_1) {DW[1]}, \quad "
    rf"v \leftarrow \beta_2 v + (1 - \beta_2) \left({DW[1]}\right)^2, \quad "
    r"w \leftarrow w - \eta \frac{\hat m}{\sqrt{\hat v} + \varepsilon}, \quad "
    r"\hat m = \frac{m}{1 - \beta_1^t}, \quad \hat v = \frac{v}{1 - \beta_2^t}",
)


def _adam_parts(it: _Moving) -> tuple[Expression, tuple[Line, ...]]:
    """Return Adam's step and the lines of its moments."""
    t = int(it.scene.register(Register.ADAM_STEP).value)
    m, v = it.now("m"), it.now("v")
    m_hat = Quotient(m, ONE - Power(_BETA_1, t))
    v_hat = Quotient(v, ONE - Power(_BETA_2, t))
    steps = (
        it.weighted("m", _BETA_1, Product((ONE - _BETA_1, it.g)), _M),
        it.weighted("v", _BETA_2, Product((ONE - _BETA_2, Power(it.g))), _V),
        line(_M_HAT, m_hat, words=words.CORRECTED(t)),
        line(_V_HAT, v_hat, words=words.CORRECTED(t)),
    )
    change = Quotient(m_hat, Sum((root(v_hat), _EPSILON)))
    return Product((it.rate, change)), steps


def _adam(scene: Scene, focus: Focus) -> Card:
    it = _Moving(scene, focus)
    change, steps = _adam_parts(it)
    return it.card(_ADAM, change, *steps)


def _adamw(scene: Scene, focus: Focus) -> Card:
    it, decay = _Moving(scene, focus), exactly(scene.setting("weight_decay"))
    change, steps = _adam_parts(it)
    pull = Product((it.rate, decay, it.w))
    text, tex = (part.replace("w ← w − η", "w ← w − η·λ·w − η") for part in _ADAM)
    tex = tex.replace(r"w \leftarrow w - \eta", r"w \leftarrow w - \eta \lambda w - \eta")
    return it.card((text, tex), Sum((pull, change)), *steps)


# --- rates, kept weights, running statistics ----------------------------------------------------


def _phase_rate(scene: Scene, focus: Focus) -> Card:
    numbers = scene.numbers
    kind = Schedule(numbers["schedule"])
    base, factor = scene.setting("rate"), scene.setting("factor")
    formula = _scheduled(scene, kind, base, numbers["period"], factor)
    engine = scene.register(Register.LEARNING_RATE)
    lines = (line(_RATE, formula, engine, role="result", words=words.SCHEDULED()),)
    return Card(words.RATE(), ("η ← η(t)", r"\eta \leftarrow \eta(t)"), lines)


def _step_rate(scene: Scene, focus: Focus) -> Card:
    full, engine = scene.register(Register.FULL_RATE), scene.register(Register.LEARNING_RATE)
    lines = (line(_RATE, full, engine, role="result"),)
    return Card(words.RATE(), ("η ← η₀", r"\eta \leftarrow \eta_0"), lines)


def _kept(scene: Scene, focus: Focus, old: Block, place: int | None) -> Card:
    """Return the card of a row that keeps or puts back what training may not move."""
    count = scene.numbers["count"]
    told: tuple[Phrase, ...] = (words.HELD() if place is not None else words.NOT_HELD(count),)
    formula = (
        "w ← kept w for held weights",
        r"w \leftarrow w_{\text{kept}} \text{ for held weights}",
    )
    if scene.code == OpCode.HOLD_SAVE:
        formula = ("keep w of held weights", r"w_{\text{kept}} \leftarrow w")
    now = scene.block("w").at(focus.index)
    if place is None:
        return Card(words.HOLDING(), formula, (line(("w", "w"), now, now, role="result"),), told)
    kept = scene.block("kept").at(place)
    if scene.code == OpCode.HOLD_SAVE:
        name = ("kept w", r"w_{\text{kept}}")
        return Card(words.HOLDING(), formula, (line(name, now, kept, role="result"),), told)
    moved = old.at(focus.index)
    lines = (
        line(("w", "w"), moved, role="given", words=words.AFTER_UPDATE()),
        line(_W, kept, now, role="result"),
    )
    return Card(words.HOLDING(), formula, lines, told)


def _hold_save(scene: Scene, focus: Focus) -> Card:
    return _kept(scene, focus, scene.block("w"), is_held(scene, focus.index))


def _hold_restore(scene: Scene, focus: Focus) -> Card:
    return _kept(scene, focus, scene.was("w"), is_held(scene, focus.index))


def _statistics(scene: Scene, focus: Focus) -> Card:
    """Running mean and variance, moved a little towards those of this batch."""
    unit, part = focus.index, exactly(scene.setting("momentum"))
    lengths, positions = scene.block("lengths").values, scene.numbers["positions"]
    size = int(lengths[: scene.count].clip(max=positions).sum())
    mean, variance = scene.block("mean").at(unit), scene.block("variance").at(unit)
    old, spread = scene.was("running_mean").at(unit), scene.was("running_variance").at(unit)
    middle = Sum((Product((ONE - part, old)), Product((part, mean))))
    wide: Expression = spread
    if size > 1:
        share = Quotient(exactly(size), exactly(size - 1))
        wide = Sum((Product((ONE - part, spread)), Product((part, variance, share))))
    engine = scene.block("running_mean").at(unit), scene.block("running_variance").at(unit)
    is_spread = focus.argument == "running_variance"
    names = (("running μ", r"\mu_{\text{running}}"), ("running σ²", r"\sigma^2_{\text{running}}"))
    lines = [
        line(names[0], middle, engine[0], role="step" if is_spread else "result"),
        line(names[1], wide, engine[1], role="result" if is_spread else "next"),
    ]
    formula = (
        "running μ ← (1 − m)·running μ + m·μ,  running σ² ← (1 − m)·running σ² + m·σ²·n/(n − 1)",
        rf"{names[0][1]} \leftarrow (1 - m) {names[0][1]} + m \mu, \quad "
        rf"{names[1][1]} \leftarrow (1 - m) {names[1][1]} + m \sigma^2 \frac{{n}}{{n - 1}}",
    )
    return Card(words.REMEMBERING(), formula, tuple(lines))


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.SGD_UPDATE: _sgd,
    OpCode.MOMENTUM_UPDATE: _momentum,
    OpCode.NESTEROV_UPDATE: _nesterov,
    OpCode.RMSPROP_UPDATE: _rmsprop,
    OpCode.ADAGRAD_UPDATE: _adagrad,
    OpCode.ADAM_UPDATE: _adam,
    OpCode.ADAMW_UPDATE: _adamw,
    OpCode.PHASE_RATE: _phase_rate,
    OpCode.STEP_RATE: _step_rate,
    OpCode.HOLD_SAVE: _hold_save,
    OpCode.HOLD_RESTORE: _hold_restore,
    OpCode.BATCH_NORM_STATISTICS: _statistics,
}
