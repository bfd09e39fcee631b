"""What happens to a complete gradient before the update: pulls, clipping, padlocks, guards."""

from collections.abc import Callable, Mapping

import numpy as np

from playground.kernels.optable import OpCode, Register
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import ONE, ZERO, root
from playground.readout.arithmetic.cards import DW, LOSS, Card, Explain, Name, rest_of
from playground.readout.arithmetic.expressions import (
    Choice,
    Expression,
    Number,
    Power,
    Product,
    Sum,
    exactly,
    strongest,
)
from playground.readout.arithmetic.records import Line
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import line

_NEW: Name = ("∂L/∂w new", r"\left(\frac{\partial L}{\partial w}\right)_{\text{new}}")
_LENGTH: Name = ("‖∂L/∂W‖", r"\Vert \nabla L \Vert")
_SQUARES: Name = ("‖∂L/∂W‖²", r"\Vert \nabla L \Vert^2")


def _pull(
    strength: Callable[[Scene], Number], pull: Callable[[Number], Expression], formula: Name
) -> Explain:
    """Return the function of a row that adds a pull towards 0."""

    def explain(scene: Scene, focus: Focus) -> Card:
        before, w = scene.was("g").at(focus.index), scene.block("w").at(focus.index)
        whole = Sum((before, Product((strength(scene), pull(w)))))
        engine = scene.block("g").at(focus.index)
        lines = (
            line(DW, before, role="given", words=words.FROM_LOSS()),
            line(_NEW, whole, engine, role="result"),
        )
        return Card(words.PULLING(), formula, lines)

    return explain


def _sign(w: Number) -> Expression:
    return exactly(float(np.sign(w.value)))


def _norm(scene: Scene, focus: Focus) -> Card:
    g = scene.block("g")
    own = g.at(focus.index)
    adds = scene.numbers["accumulate"]
    always = (scene.register_before(Register.SQUARES),) if adds else ()
    values = g.values
    whole = strongest(values * values, lambda place: Power(g.at(place)), always)
    squares = scene.register(Register.SQUARES)
    lines = (
        line(DW, own, own, role="given", words=words.THE_ONE_SELECTED()),
        line(_SQUARES, whole, squares, role="result", words=words.SQUARES_OF(g.array.size)),
        line(_LENGTH, root(squares), role="next"),
    )
    formula = ("‖∂L/∂W‖² = Σ (∂L/∂w)²", rf"{_SQUARES[1]} = \sum \left({DW[1]}\right)^2")
    return Card(words.MEASURING(), formula, lines, rest_of(whole))


def _clip(scene: Scene, focus: Focus) -> Card:
    before, after = scene.was("g").at(focus.index), scene.block("g").at(focus.index)
    squares, limit = scene.register(Register.SQUARES), scene.register(Register.CLIP)
    length = root(squares)
    is_long = squares.value > limit.value**2
    scale = Choice((ONE, limit / length), is_largest=False) if is_long else ONE
    lines = (
        line(_LENGTH, length),
        line(("limit", r"\text{limit}"), limit, limit, role="given"),
        line(_NEW, Product((before, scale)), after, role="result"),
    )
    formula = (
        "∂L/∂w ← ∂L/∂w·min(1, limit/‖∂L/∂W‖)",
        rf"{DW[1]} \leftarrow {DW[1]} \cdot \min\left(1, \frac{{\text{{limit}}}}{{{_LENGTH[1]}}}\right)",
    )
    notes = (words.SHORTENED() if is_long else words.SHORT_ENOUGH(),)
    return Card(words.CLIPPING(), formula, lines, notes)


def is_held(scene: Scene, index: int) -> int | None:
    """Return which of the held weights this is, None where it is none of them."""
    count = scene.numbers["count"]
    found = np.flatnonzero(scene.block("places").values[:count] == index)
    return int(found[0]) if found.size else None


def _hold(scene: Scene, focus: Focus) -> Card:
    held = is_held(scene, focus.index) is not None
    before, after = scene.was("g").at(focus.index), scene.block("g").at(focus.index)
    whole = line(_NEW, ZERO if held else before, after, role="result")
    formula = ("∂L/∂w = 0 for held weights", rf"{DW[1]} = 0 \text{{ for held weights}}")
    told = words.HELD() if held else words.NOT_HELD(scene.numbers["count"])
    return Card(words.HOLDING(), formula, (whole,), (told,))


def _guard_gradient(scene: Scene, focus: Focus) -> Card:
    g, loss = scene.block("g"), scene.block("loss").at(0)
    lines: list[Line] = [line(LOSS, loss, loss, role="given", words=words.LOSS_HERE())]
    if focus.argument == "g":
        own = g.at(focus.index)
        lines.append(line(DW, own, own, role="result", words=words.THE_ONE_SELECTED()))
    largest = g.at(_largest(g))
    name = ("max |∂L/∂w|", r"\max \left|\frac{\partial L}{\partial w}\right|")
    size = Number(abs(largest.value), largest.origin)
    lines.append(line(name, size, role="given", words=words.LARGEST_OF(g.array.size)))
    return Card(words.GUARDING(), _finite("L", "∂L/∂W", LOSS[1], DW[1]), tuple(lines))


def _guard_parameters(scene: Scene, focus: Focus) -> Card:
    w = scene.block("w")
    own, largest = w.at(focus.index), w.at(_largest(w))
    size = Number(abs(largest.value), largest.origin)
    lines = (
        line(("w", "w"), own, own, role="result", words=words.THE_ONE_SELECTED()),
        line(("max |w|", r"\max |w|"), size, role="given", words=words.LARGEST_OF(w.array.size)),
    )
    return Card(words.GUARDING(), _finite("W", "", "W", ""), lines)


def _largest(block: Block) -> int:
    values = np.abs(block.array.astype(np.float32, copy=False))
    bad = np.flatnonzero(~np.isfinite(values))
    return int(bad[0]) if bad.size else int(np.argmax(values))


def _finite(first: str, second: str, tex: str, other: str) -> Name:
    text = f"|{first}| < ∞" + (f",  |{second}| < ∞" if second else "")
    typeset = rf"\left|{tex}\right| < \infty"
    return text, typeset + (rf", \quad \left|{other}\right| < \infty" if other else "")


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.L2_GRADIENT: _pull(
        lambda scene: scene.register(Register.L2),
        lambda w: w,
        ("∂L/∂w ← ∂L/∂w + λ·w", rf"{DW[1]} \leftarrow {DW[1]} + \lambda w"),
    ),
    OpCode.L1_GRADIENT: _pull(
        lambda scene: scene.register(Register.L1),
        _sign,
        (
            "∂L/∂w ← ∂L/∂w + λ·sign w",
            rf"{DW[1]} \leftarrow {DW[1]} + \lambda \operatorname{{sign}} w",
        ),
    ),
    OpCode.DECAY_GRADIENT: _pull(
        lambda scene: exactly(scene.setting("weight_decay")),
        lambda w: w,
        ("∂L/∂w ← ∂L/∂w + λ·w", rf"{DW[1]} \leftarrow {DW[1]} + \lambda w"),
    ),
    OpCode.NORM_GRADIENT: _norm,
    OpCode.CLIP_GRADIENT: _clip,
    OpCode.HOLD_GRADIENT: _hold,
    OpCode.GUARD_GRADIENT: _guard_gradient,
    OpCode.GUARD_PARAMETERS: _guard_parameters,
}
