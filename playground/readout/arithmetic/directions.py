"""Directions in place of lengths: normalised units, and the cosine between weights and input."""

from collections.abc import Mapping

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import ONE, root
from playground.readout.arithmetic.cards import DA, DW, DX, A, Card, Explain, rest_of
from playground.readout.arithmetic.expressions import (
    Expression,
    Number,
    Power,
    Product,
    Sum,
    exactly,
    summed,
)
from playground.readout.arithmetic.parts import added_to, listed, totals
from playground.readout.arithmetic.scene import Focus, Scene
from playground.readout.arithmetic.showing import line

_EPSILON = exactly(1e-12)
_X_LENGTH = ("1/|x|", r"\frac{1}{\left| x \right|}")
_W_LENGTH = ("1/|w|", r"\frac{1}{\left| w \right|}")


def _inverse(numbers: "list[Number]") -> Expression:
    """Return 1/√(Σ x² + ε)."""
    squares = summed([Power(number) for number in numbers])
    return ONE / root(Sum((squares, _EPSILON)))


def _normalise(scene: Scene, focus: Focus) -> Card:
    units, lanes = scene.size("units", "lanes")
    column = focus.index % lanes
    x = scene.block("x", units, lanes)
    seen = [x.number(unit, column) for unit in range(units)]
    inverse = scene.block("inverse").at(column)
    own = scene.block("x").at(focus.index)
    squares = summed([Power(number) for number in seen])
    lines = (
        line(_X_LENGTH, _inverse(seen), inverse, words=words.OVER_UNITS(units)),
        line(A, Product((own, inverse)), scene.block("a").at(focus.index), role="result"),
    )
    formula = ("a = x/√(Σ x² + ε)", r"a = \frac{x}{\sqrt{\sum x^2 + \varepsilon}}")
    return Card(words.NORMALISING(), formula, lines, rest_of(squares), _place(scene, column))


def _place(scene: Scene, column: int) -> int | None:
    return column // scene.ld if scene.numbers["lanes"] > scene.ld else None


def _normalise_backward(scene: Scene, focus: Focus) -> Card:
    units, lanes = scene.size("units", "lanes")
    unit, column = divmod(focus.index, lanes)
    a, da = scene.block("a", units, lanes), scene.block("da", units, lanes)
    along = summed([Product((a.number(u, column), da.number(u, column))) for u in range(units)])
    inverse = scene.block("inverse").at(column)
    across = Sum((da.number(unit, column), -Product((a.number(unit, column), along))))
    always, notes = added_to(scene, "dx", (focus.index,))
    whole: Expression = Product((across, inverse))
    if always:
        whole = Sum((*always, whole))
    engine = scene.block("dx").at(focus.index)
    lines = (
        line(("Σ a·∂L/∂a", rf"\sum a {DA[1]}"), along, words=words.CARRIED()),
        line(DX, whole, engine, role="result"),
    )
    formula = (
        "∂L/∂x = (∂L/∂a − a·Σ a·∂L/∂a)/|x|",
        rf"{DX[1]} = \frac{{{DA[1]} - a \sum a {DA[1]}}}{{\left| x \right|}}",
    )
    return Card(words.BLAME(), formula, lines, (*notes, *rest_of(along)), _place(scene, column))


class _Cosine:
    """Arrays of a cosine row: x and a as [units, positions · ld]."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.n_in, self.n_out, self.lanes = scene.size("n_in", "n_out", "lanes")
        position = scene.shown_position(self.lanes // scene.ld)
        self.column = position * scene.ld + scene.lane

    def at(self, name: str, unit: int, column: int) -> Number:
        """Return an element of x, a, da, g or dx."""
        return self.scene.block(name, -1, self.lanes).number(unit, column)

    def weight(self, unit: int, source: int) -> Number:
        """Return the weight between two units."""
        return self.scene.block("w").at(unit * self.n_in + source)

    def x_inverse(self, column: int) -> Number:
        return self.scene.block("x_inverse").at(column)

    def w_inverse(self, unit: int) -> Number:
        return self.scene.block("w_inverse").at(unit)

    def carried(self, unit: int, column: int) -> Expression:
        """Return ∂L/∂a/(|w|·|x|)."""
        return Product((self.at("da", unit, column), self.w_inverse(unit), self.x_inverse(column)))


def _cosine(scene: Scene, focus: Focus) -> Card:
    it = _Cosine(scene)
    if focus.argument == "a":
        unit, column = divmod(focus.index, it.lanes)
    else:
        unit, column = focus.index // it.n_in, it.column
    x = [it.at("x", source, column) for source in range(it.n_in)]
    w = [it.weight(unit, source) for source in range(it.n_in)]
    meets = summed([Product(pair) for pair in zip(w, x, strict=True)])
    whole = Product((meets, it.w_inverse(unit), it.x_inverse(column)))
    lines = (
        line(_X_LENGTH, _inverse(x), it.x_inverse(column)),
        line(_W_LENGTH, _inverse(w), it.w_inverse(unit)),
        line(A, whole, it.at("a", unit, column), role="result"),
    )
    formula = (
        "a = Σ w·x/(|w|·|x|)",
        r"a = \frac{\sum w \cdot x}{\left| w \right| \cdot \left| x \right|}",
    )
    return Card(words.COSINE(), formula, lines, rest_of(meets), _place(scene, column))


def _cosine_weight(scene: Scene, focus: Focus) -> Card:
    it = _Cosine(scene)
    unit, source = divmod(focus.index, it.n_in)
    w, inverse = it.weight(unit, source), it.w_inverse(unit)

    def part(column: int) -> list[Expression]:
        meets = Product((it.at("g", unit, column), it.at("x", source, column)))
        along = Product((w, it.at("a", unit, column), it.at("da", unit, column), Power(inverse)))
        return [meets, -along]

    parts = [
        [term for p in range(it.lanes // scene.ld) for term in part(p * scene.ld + lane)]
        for lane in range(scene.count)
    ]
    before = scene.was("dw").at(focus.index) if scene.numbers["accumulate"] else None
    sums, notes = totals(scene, DW, listed(parts), scene.block("dw").at(focus.index), before)
    g = line(("g", "g"), it.carried(unit, it.column), it.at("g", unit, it.column))
    formula = (
        "∂L/∂w = Σ g·x − w·a·∂L/∂a/|w|²,  g = ∂L/∂a/(|w|·|x|)",
        rf"{DW[1]} = \sum g x - \frac{{w a {DA[1]}}}{{\left| w \right|^2}}, \quad "
        rf"g = \frac{{{DA[1]}}}{{\left| w \right| \left| x \right|}}",
    )
    return Card(words.WEIGHT_BLAME(), formula, (g, *sums), notes, _place(scene, it.column))


def _cosine_input(scene: Scene, focus: Focus) -> Card:
    it = _Cosine(scene)
    if focus.argument == "dx":
        source, column = divmod(focus.index, it.lanes)
    else:
        source, column = focus.index % it.n_in, it.column
    units = range(it.n_out)
    back = [Product((it.weight(unit, source), it.at("g", unit, column))) for unit in units]
    along = summed([Product((it.at("a", u, column), it.at("da", u, column))) for u in units])
    own = it.at("x", source, column)
    always, notes = added_to(scene, "dx", (source * it.lanes + column,))
    pull = -Product((own, along, Power(it.x_inverse(column))))
    whole = Sum((summed(back), pull, *always))
    lines = (
        line(("Σ a·∂L/∂a", rf"\sum a {DA[1]}"), along, words=words.CARRIED()),
        line(DX, whole, it.at("dx", source, column), role="result"),
    )
    formula = (
        "∂L/∂x = Σ w·g − x·Σ a·∂L/∂a/|x|²,  g = ∂L/∂a/(|w|·|x|)",
        rf"{DX[1]} = \sum w g - x \frac{{\sum a {DA[1]}}}{{\left| x \right|^2}}, \quad "
        rf"g = \frac{{{DA[1]}}}{{\left| w \right| \left| x \right|}}",
    )
    notes = (*notes, *rest_of(summed(back)))
    return Card(words.BLAME(), formula, lines, notes, _place(scene, column))


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.NORMALISE_FORWARD: _normalise,
    OpCode.NORMALISE_BACKWARD: _normalise_backward,
    OpCode.COSINE_FORWARD: _cosine,
    OpCode.COSINE_BACKWARD_WEIGHT: _cosine_weight,
    OpCode.COSINE_BACKWARD_INPUT: _cosine_input,
}
