"""What layers do besides activations: fetching examples, copies, sums, products, dropout, masks."""

from collections.abc import Mapping

from playground.kernels.optable import OpCode, Register
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import ONE, ZERO
from playground.readout.arithmetic.cards import DA, DX, A, Card, Explain, Name
from playground.readout.arithmetic.expressions import Expression, Number, Product, Sum, exactly
from playground.readout.arithmetic.records import Phrase
from playground.readout.arithmetic.scene import Focus, Scene
from playground.readout.arithmetic.showing import line

_MASK: Name = ("mask", r"\text{mask}")


def _gather(scene: Scene, focus: Focus) -> Card:
    """One feature of one example: where the batch gets its numbers from."""
    width, ld = scene.size("width", "ld")
    feature, lane = divmod(focus.index, ld)
    order = scene.block("order")
    cursor = int(scene.register(Register.CURSOR).value)
    example = int(order.at(cursor + (lane if lane < scene.count else 0)).value)
    stretch = scene.numbers["x_row"] or width
    source = scene.block("source").at(example * stretch + feature)
    found = scene.block("destination").at(focus.index)
    symbol = scene.label.formula.partition(" ")[0]
    result = line((symbol, symbol), source, found, role="result")
    told = (words.FETCHED(lane + 1, scene.count),) if scene.count > 1 else ()
    return Card(words.FETCHING(), _as_told(scene), (result,), told)


def _as_told(scene: Scene) -> Name:
    """Return the formula of the tape, which says enough where nothing is worked out."""
    return scene.label.formula, rf"\text{{{scene.label.formula}}}"


def _name(scene: Scene) -> Name:
    """Return what is copied or added: activations forward, blame backward."""
    return {"backward": DA, "data": ("length", r"\text{length}")}.get(scene.label.phase, A)


def _copy(scene: Scene, focus: Focus) -> Card:
    name = _name(scene)
    source, result = scene.block("source").at(focus.index), scene.block("result").at(focus.index)
    formula = (f"{name[0]} = {name[0]}′", f"{name[1]} = {name[1]}'")
    return Card(words.COPYING(), formula, (line(name, source, result, role="result"),))


def _accumulate(scene: Scene, focus: Focus) -> Card:
    name = _name(scene)
    source, result = scene.block("source").at(focus.index), scene.block("result").at(focus.index)
    before = scene.was("result").at(focus.index)
    formula = (
        f"{name[0]} ← {name[0]} + {name[0]}′",
        rf"{name[1]} \leftarrow {name[1]} + {name[1]}'",
    )
    whole = line(name, Sum((before, source)), result, role="result")
    notes = (words.ADDED(),) if name == DA else ()
    return Card(words.ADDING(), formula, (whole,), notes)


def _fill(scene: Scene, focus: Focus) -> Card:
    result = scene.block("result").at(focus.index)
    symbol = scene.label.formula.partition(" = ")[0]
    name = {"a": A, "∂L/∂a": DA, "∂L/∂x": DX}.get(symbol, (symbol, rf"\text{{{symbol}}}"))
    whole = line(name, exactly(scene.setting("value")), result, role="result")
    return Card(words.FILLING(), _as_told(scene), (whole,))


def _multiply(scene: Scene, focus: Focus) -> Card:
    x, y, a = (scene.block(name).at(focus.index) for name in ("x", "y", "a"))
    formula = ("a = x·y", r"a = x \cdot y")
    return Card(words.MULTIPLYING(), formula, (line(A, Product((x, y)), a, role="result"),))


def _multiply_backward(scene: Scene, focus: Focus) -> Card:
    y, da = scene.block("y").at(focus.index), scene.block("da").at(focus.index)
    before, notes = _before(scene, focus)
    terms: tuple[Expression, ...] = (*before, Product((da, y)))
    formula = ("∂L/∂x = ∂L/∂a·y", rf"{DX[1]} = {DA[1]} \cdot y")
    engine = scene.block("dx").at(focus.index)
    whole = terms[0] if len(terms) == 1 else Sum(terms)
    return Card(words.BLAME(), formula, (line(DX, whole, engine, role="result"),), notes)


def _before(scene: Scene, focus: Focus) -> tuple[tuple[Number, ...], tuple[Phrase, ...]]:
    if not scene.numbers.get("accumulate", 0):
        return (), ()
    return (scene.was("dx").at(focus.index),), (words.ADDED(),)


def _dropout(scene: Scene, focus: Focus) -> Card:
    x, mask, a = (scene.block(name).at(focus.index) for name in ("x", "mask", "a"))
    lives = mask.value != 0.0
    scale = ONE / (ONE - exactly(scene.setting("rate")))
    lines = (
        line(_MASK, scale if lives else ZERO, mask),
        line(A, Product((x, mask)), a, role="result"),
    )
    formula = (
        "a = x·mask,  mask = 0 or 1/(1 − rate)",
        r"a = x \cdot \text{mask}, \quad \text{mask} \in \{0, \frac{1}{1 - \text{rate}}\}",
    )
    told = words.ALIVE() if lives else words.SILENCED()
    return Card(words.DROPPING(), formula, lines, (told,))


def _dropout_backward(scene: Scene, focus: Focus) -> Card:
    mask, da, dx = (scene.block(name).at(focus.index) for name in ("mask", "da", "dx"))
    formula = ("∂L/∂x = ∂L/∂a·mask", rf"{DX[1]} = {DA[1]} \cdot \text{{mask}}")
    whole = line(DX, Product((da, mask)), dx, role="result")
    told = words.ALIVE() if mask.value != 0.0 else words.SILENCED()
    return Card(words.BLAME(), formula, (whole,), (told,))


def _masked(source: str, result: str) -> Explain:
    def explain(scene: Scene, focus: Focus) -> Card:
        positions, ld = scene.size("positions", "ld")
        rest, lane = divmod(focus.index, ld)
        position = rest % positions
        length = int(scene.block("lengths").at(lane).value)
        counts = position < length
        name = A if result == "a" else DX
        value = scene.block(source).at(focus.index) if counts else ZERO
        whole = line(name, value, scene.block(result).at(focus.index), role="result")
        notes = () if counts else (words.PAST_END(),)
        return Card(words.MASKING(), _as_told(scene), (whole,), notes, position)

    return explain


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.GATHER: _gather,
    OpCode.COPY: _copy,
    OpCode.ACCUMULATE: _accumulate,
    OpCode.FILL: _fill,
    OpCode.MULTIPLY_FORWARD: _multiply,
    OpCode.MULTIPLY_BACKWARD: _multiply_backward,
    OpCode.DROPOUT_FORWARD: _dropout,
    OpCode.DROPOUT_BACKWARD: _dropout_backward,
    OpCode.MASK_FORWARD: _masked("x", "a"),
    OpCode.MASK_BACKWARD: _masked("da", "dx"),
}
