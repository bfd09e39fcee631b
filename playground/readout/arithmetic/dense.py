"""Dense layers, plain and on borrowed weights: weighted sums forward, two products backward."""

from collections.abc import Mapping
from dataclasses import dataclass

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import words
from playground.readout.arithmetic.cards import (
    DA,
    DB,
    DW,
    DZ,
    DZ_DB,
    DZ_DW,
    Card,
    Explain,
    Name,
    Z,
    rest_of,
)
from playground.readout.arithmetic.chain import chain_of
from playground.readout.arithmetic.expressions import (
    Number,
    Product,
    Values,
    exactly,
    strongest,
)
from playground.readout.arithmetic.parts import Parts, added_to, totals
from playground.readout.arithmetic.records import Line, Phrase
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import line


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """A dense row: its arrays as [units, positions, ld], its weights as [out, in] whoever owns them.

    Attributes
    ----------
    is_turned
        Whether the weights are those of another layer, turned over: they lie as [in, out].
    """

    scene: Scene
    n_in: int
    n_out: int
    positions: int
    is_turned: bool

    def values(self, name: str) -> Block:
        """Return x, z, dz or dx."""
        return self.scene.block(name, -1, self.positions, self.scene.ld)

    def row_of(self, block: Block, unit: int) -> Values:
        """Return the weights that lead to a unit."""
        if self.is_turned:
            return block.part(slice(unit, None, self.n_out))
        return block.part(slice(unit * self.row, unit * self.row + self.n_in))

    def column_of(self, block: Block, source: int) -> Values:
        """Return the weights that come from a unit."""
        if self.is_turned:
            return block.part(slice(source * self.n_out, (source + 1) * self.n_out))
        return block.part(slice(source, None, self.row))

    def weight(self, block: Block, unit: int, source: int) -> Number:
        """Return the weight between two units."""
        if self.is_turned:
            return block.at(source * self.n_out + unit)
        return block.at(unit * self.row + source)

    @property
    def row(self) -> int:
        """Elements from one unit's weights to the next."""
        return self.scene.numbers.get("w_row", 0) or self.n_in

    def units_of(self, index: int) -> tuple[int, int]:
        """Return (unit, source) of a weight."""
        if self.is_turned:
            source, unit = divmod(index, self.n_out)
            return unit, source
        unit, source = divmod(index, self.row)
        return unit, source

    def place_of(self, index: int) -> tuple[int, int, int]:
        """Return (unit, position, lane) of an element of x, z, dz or dx."""
        rest, lane = divmod(index, self.scene.ld)
        unit, position = divmod(rest, self.positions)
        return unit, position, lane

    @property
    def shown(self) -> tuple[int, int]:
        """Position and lane to show where the focus names none."""
        return self.scene.shown_position(self.positions), self.scene.lane

    def place(self, position: int) -> int | None:
        """Return the position for the record: None where there is only one."""
        return position if self.positions > 1 else None

    def told(self, position: int) -> tuple[Phrase, ...]:
        """Return the note that says which position is shown, where there are several."""
        if self.positions == 1:
            return ()
        return (words.OTHER_POSITION(position + 1, self.positions),)


def sums_of(scene: Scene) -> Sums:
    """Return a dense row's arrays."""
    n_in, n_out, lanes = scene.size("n_in", "n_out", "lanes")
    return Sums(scene, n_in, n_out, lanes // scene.ld, scene.code.name.startswith("TIED"))


def _forward(scene: Scene, focus: Focus) -> Card:
    sums = sums_of(scene)
    if focus.argument == "z":
        unit, position, lane = sums.place_of(focus.index)
    else:
        unit = focus.index if focus.argument == "b" else sums.units_of(focus.index)[0]
        position, lane = sums.shown
    x, w = sums.values("x"), scene.block("w")

    def term(source: int) -> Product:
        return Product((sums.weight(w, unit, source), x.number(source, position, lane)))

    has_bias = scene.numbers["b"] != scene.bound.program.layout.zeros
    values = sums.row_of(w, unit) * x.part((slice(None), position, lane))
    formula = strongest(values, term, (scene.block("b").at(unit),) if has_bias else ())
    result = line(Z, formula, sums.values("z").number(unit, position, lane), role="result")
    lines: tuple[Line, ...] = (result,)
    if focus.argument == "w":
        name = ("w·a", r"w \cdot a")
        own = line(name, term(sums.units_of(focus.index)[1]), words=words.PART_OF_SUM())
        lines = (own, result)
    symbols: Name = ("z = Σᵢ wᵢ·aᵢ + b", r"z = \sum_i w_i \cdot a_i + b")
    if not has_bias:
        symbols = ("z = Σᵢ wᵢ·aᵢ", r"z = \sum_i w_i \cdot a_i")
    place = sums.place(position)
    notes = (*sums.told(position), *rest_of(formula))
    return Card(words.PRE_ACTIVATION(), symbols, lines, notes, place)


def _backward_input(scene: Scene, focus: Focus) -> Card:
    sums = sums_of(scene)
    if focus.argument == "dx":
        source, position, lane = sums.place_of(focus.index)
    else:
        source = sums.units_of(focus.index)[1]
        position, lane = sums.shown
    dz, w = sums.values("dz"), scene.block("w")

    def term(unit: int) -> Product:
        return Product((sums.weight(w, unit, source), dz.number(unit, position, lane)))

    always, notes = added_to(scene, "dx", (source, position, lane), sums.positions, scene.ld)
    values = sums.column_of(w, source) * dz.part((slice(None), position, lane))
    formula = strongest(values, term, always)
    result = line(DA, formula, sums.values("dx").number(source, position, lane), role="result")
    lines: tuple[Line, ...] = (result,)
    if focus.argument == "w":
        name = ("w·∂L/∂z", rf"w \cdot {DZ[1]}")
        own = line(name, term(sums.units_of(focus.index)[0]), words=words.PART_OF_SUM())
        lines = (own, result)
    symbols = ("∂L/∂aᵢ = Σₖ wₖᵢ·∂L/∂zₖ", rf"{DA[1]} = \sum_k w_{{k}} {DZ[1]}")
    place = sums.place(position)
    notes = (*sums.told(position), *notes, *rest_of(formula))
    return Card(words.BLAME(), symbols, lines, notes, place)


def _backward_weight(scene: Scene, focus: Focus) -> Card:
    sums = sums_of(scene)
    if focus.argument == "db":
        return _backward_bias(scene, focus, sums)
    unit, source = sums.units_of(focus.index)
    position, lane = sums.shown
    dz, x = sums.values("dz"), sums.values("x")
    blame, came = dz.number(unit, position, lane), x.number(source, position, lane)
    chain = chain_of(scene, blame.origin.address if blame.origin else -1)
    given = chain.lines or (line(DZ, blame, blame, role="factor", words=words.AT_SUM()),)
    factor = line(DZ_DW, came, came, role="factor", words=words.SLOPE_OF_SUM())

    def term(each: int, step: int) -> Product:
        return Product((dz.number(unit, step, each), x.number(source, step, each)))

    values = dz.of(unit, scene.count) * x.of(source, scene.count)
    pairs = Parts(values, term)
    before = scene.was("dw").at(focus.index) if scene.numbers["accumulate"] else None
    engine = scene.block("dw").at(focus.index)
    lines, notes = totals(scene, DW, pairs, engine, before)
    symbols = (
        "∂L/∂w = ∂L/∂a·∂a/∂z·∂z/∂w",
        rf"{DW[1]} = {DA[1]} \cdot \frac{{\partial a}}{{\partial z}} \cdot {DZ_DW[1]}",
    )
    if not any(line.name == DA[0] for line in given):
        symbols = ("∂L/∂w = ∂L/∂z·∂z/∂w", rf"{DW[1]} = {DZ[1]} \cdot {DZ_DW[1]}")
    all_lines = (*given, factor, *lines)
    return Card(
        words.WEIGHT_BLAME(),
        symbols,
        all_lines,
        (*sums.told(position), *chain.notes, *notes),
        sums.place(position),
    )


def _backward_bias(scene: Scene, focus: Focus, sums: Sums) -> Card:
    unit, (position, lane) = focus.index, sums.shown
    dz = sums.values("dz")
    blame = dz.number(unit, position, lane)
    chain = chain_of(scene, blame.origin.address if blame.origin else -1)
    given = chain.lines or (line(DZ, blame, blame, role="factor", words=words.AT_SUM()),)
    factor = line(DZ_DB, exactly(1), role="factor", words=words.SLOPE_OF_BIAS())
    parts = Parts(dz.of(unit, scene.count), lambda each, step: dz.number(unit, step, each))
    # On borrowed weights the bias is the layer's own: it is stored.
    adds = scene.numbers["accumulate"] and not sums.is_turned
    before = scene.was("db").at(unit) if adds else None
    lines, notes = totals(scene, DB, parts, scene.block("db").at(unit), before)
    symbols = (
        "∂L/∂b = Σ ∂L/∂z over the batch,  ∂z/∂b = 1",
        rf"{DB[1]} = \sum_{{\text{{batch}}}} {DZ[1]}, \quad {DZ_DB[1]} = 1",
    )
    notes = (*sums.told(position), *chain.notes, *notes)
    return Card(words.BIAS_BLAME(), symbols, (*given, factor, *lines), notes, sums.place(position))


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.DENSE_FORWARD: _forward,
    OpCode.DENSE_BACKWARD_WEIGHT: _backward_weight,
    OpCode.DENSE_BACKWARD_INPUT: _backward_input,
    OpCode.TIED_FORWARD: _forward,
    OpCode.TIED_BACKWARD_WEIGHT: _backward_weight,
    OpCode.TIED_BACKWARD_INPUT: _backward_input,
}
