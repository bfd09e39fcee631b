"""Recurrent cells: the gates of one unit at one step, and what the state weights learn."""

from collections.abc import Mapping

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import ONE, ZERO, sigma, tanh
from playground.readout.arithmetic.cards import DB, DW, DZ, Card, Explain, Name, rest_of
from playground.readout.arithmetic.expressions import (
    Expression,
    Number,
    Power,
    Product,
    Sum,
    summed,
)
from playground.readout.arithmetic.parts import Parts, totals
from playground.readout.arithmetic.records import Line, Phrase, Role
from playground.readout.arithmetic.scene import Focus, Scene
from playground.readout.arithmetic.sequences import step_of, steps_of
from playground.readout.arithmetic.showing import line

_H: Name = ("h", "h")
_C: Name = ("c", "c")
_RNN = ("h = tanh(U·x + b + W·h′)", r"h = \tanh(U x + b + W h')")
_LSTM = (
    "c = f·c′ + i·g,  h = o·tanh c,  i, f, o = σ(U·x + b + W·h′),  g = tanh(U·x + b + W·h′)",
    r"c = f c' + i g, \quad h = o \tanh c, \quad i, f, o = \sigma(U x + b + W h'), \quad "
    r"g = \tanh(U x + b + W h')",
)
_GRU = (
    "h = (1 − z)·n + z·h′,  n = tanh(U·x + r·q),  q = W·h′ + b,  r, z = σ(U·x + W·h′)",
    r"h = (1 - z) n + z h', \quad n = \tanh(U x + r q), \quad q = W h' + b, \quad "
    r"r, z = \sigma(U x + W h')",
)


class Cell:
    """One unit of a recurrent row at one step of one example.

    Attributes
    ----------
    gate
        Which gate's row the focus is in, 0 where the row has none.
    """

    def __init__(self, scene: Scene, focus: Focus) -> None:
        self.scene, self.units = scene, scene.numbers["units"]
        if focus.argument in ("w", "b"):
            row = focus.index // self.units if focus.argument == "w" else focus.index
            self.step, self.lane = scene.shown_position(scene.numbers["steps"]), scene.lane
        else:
            row, self.step, self.lane = step_of(scene, focus.index)
        self.gate, self.unit = divmod(row, self.units)
        lengths = scene.block("lengths") if "lengths" in scene.numbers else None
        self.length = int(lengths.at(self.lane).value) if lengths else scene.numbers["steps"]

    @property
    def is_past(self) -> bool:
        """Whether the step lies behind the end of the sequence."""
        return self.step >= self.length

    def at(self, name: str, gate: int = 0, back: int = 0) -> Number:
        """Return a number of this unit, ``back`` steps earlier (negative: later)."""
        row = gate * self.units + self.unit
        return steps_of(self.scene, name).number(row, self.step - back, self.lane)

    def before(self, name: str) -> Expression:
        """Return what the unit had a step earlier; 0 at the first."""
        return self.at(name, back=1) if self.step > 0 else ZERO

    def sum(self, gate: int = 0) -> Expression:
        """Return U·x + b + W·h′ of one gate."""
        return summed(self.state(gate), (self.at("gx", gate),))

    def state(self, gate: int = 0) -> list[Expression]:
        """Return the terms of W·h′ of one gate: none at the first step."""
        if self.step == 0:
            return []
        w, h = self.scene.block("w", -1, self.units), steps_of(self.scene, "h")
        row = gate * self.units + self.unit
        return [
            Product((w.number(row, unit), h.number(unit, self.step - 1, self.lane)))
            for unit in range(self.units)
        ]

    def card(self, formula: Name, lines: tuple[Line, ...], *formulas: Expression) -> Card:
        """Return the card of this unit at this step."""
        notes = (words.AT_STEP(self.step + 1, self.length), *rest_of(*formulas))
        is_back = self.scene.label.phase == "backward"
        title = words.BACK_THROUGH_TIME() if is_back else words.CELL()
        return Card(title, formula, lines, notes, self.step)

    def past(self, formula: Name, name: Name, argument: str) -> Card:
        """Return the card of a step that does not count."""
        result = line(name, ZERO, self.at(argument, self.gate), role="result")
        title = words.CELL()
        return Card(title, formula, (result,), (words.PAST_END(),), self.step)


# --- forward ---------------------------------------------------------------------------------


def _rnn(scene: Scene, focus: Focus) -> Card:
    cell = Cell(scene, focus)
    if cell.is_past:
        return cell.past(_RNN, _H, "h")
    whole = cell.sum()
    result = line(_H, tanh(whole), cell.at("h"), role="result")
    return cell.card(_RNN, (result,), whole)


_GATES: Mapping[str, Phrase] = {
    "i": words.GATE_IN(),
    "f": words.GATE_FORGET(),
    "g": words.CANDIDATE(),
    "o": words.GATE_OUT(),
    "r": words.GATE_RESET(),
    "z": words.GATE_UPDATE(),
}


def _gate_lines(cell: Cell, names: str) -> tuple[list[Line], list[Expression]]:
    """Return the lines of the gates by name: "g" and "n" are squashed by tanh, the others by σ."""
    lines, sums = [], []
    for gate, name in enumerate(names):
        whole = cell.sum(gate)
        squashed = tanh(whole) if name == "g" else sigma(whole)
        lines.append(line((name, name), squashed, cell.at("gates", gate), words=_GATES[name]))
        sums.append(whole)
    return lines, sums


def _lstm(scene: Scene, focus: Focus) -> Card:
    cell = Cell(scene, Focus("h", focus.index) if focus.argument == "h" else focus)
    if cell.is_past:
        cell.gate = 0
        return cell.past(_LSTM, _H, "h")
    lines, sums = _gate_lines(cell, "ifgo")
    i, f, g, o = (cell.at("gates", gate) for gate in range(4))
    kept = Sum((Product((f, cell.before("c"))), Product((i, g))))
    c = cell.at("c")
    lines.append(line(_C, kept, c, words=words.OF_CELL()))
    lines.append(line(_H, Product((o, tanh(c))), cell.at("h"), role="result"))
    return cell.card(_LSTM, tuple(lines), *sums)


def _gru(scene: Scene, focus: Focus) -> Card:
    cell = Cell(scene, focus)
    if cell.is_past:
        cell.gate = 0
        return cell.past(_GRU, _H, "h")
    lines, sums = _gate_lines(cell, "rz")
    r, z, n = (cell.at("gates", gate) for gate in range(3))
    said = summed(cell.state(2), (scene.block("b").at(cell.unit),))
    q = cell.at("q")
    new = tanh(Sum((cell.at("gx", 2), Product((r, q)))))
    lines.append(line(("q", "q"), said, q, words=words.OF_STATE()))
    lines.append(line(("n", "n"), new, n, words=words.CANDIDATE()))
    mixed = Sum((Product((ONE - z, n)), Product((z, cell.before("h")))))
    lines.append(line(_H, mixed, cell.at("h"), role="result"))
    return cell.card(_GRU, tuple(lines), *sums)


# --- back through time -----------------------------------------------------------------------


_DH: Name = ("∂L/∂h", r"\frac{\partial L}{\partial h}")
_DC: Name = ("∂L/∂c", r"\frac{\partial L}{\partial c}")
_RNN_BACK = (
    "δ = (∂L/∂h + Wᵀ·δ″)·(1 − h²)",
    r"\delta = \left(\frac{\partial L}{\partial h} + W^T \delta''\right)(1 - h^2)",
)
_LSTM_BACK = (
    "∂L/∂c = ∂L/∂h·o·(1 − tanh² c) + ∂L/∂c″·f″,  δᵢ = ∂L/∂c·g·i·(1 − i),  …",
    r"\frac{\partial L}{\partial c} = \frac{\partial L}{\partial h} o (1 - \tanh^2 c) + "
    r"\frac{\partial L}{\partial c''} f'', \quad \delta_i = \frac{\partial L}{\partial c} g\, i (1 - i)",
)
_GRU_BACK = (
    "δₙ = ∂L/∂h·(1 − z)·(1 − n²),  δᵣ = δₙ·q·r·(1 − r),  δ_z = ∂L/∂h·(h′ − n)·z·(1 − z)",
    r"\delta_n = \frac{\partial L}{\partial h} (1 - z)(1 - n^2), \quad "
    r"\delta_r = \delta_n q\, r (1 - r), \quad "
    r"\delta_z = \frac{\partial L}{\partial h} (h' - n) z (1 - z)",
)


def _delta(gate: str) -> Name:
    return f"δ_{gate}", rf"\delta_{gate}"


def _carried(cell: Cell, step: int, parts: tuple[tuple[str, int, int], ...]) -> list[Expression]:
    """Return Wᵀ·δ″: what the step behind sends back to this unit.

    ``parts`` are (array of δ, rows of it, first row of W that they meet).
    """
    if step + 1 >= cell.length:
        return []
    w = cell.scene.block("w", -1, cell.units)
    terms: list[Expression] = []
    for name, rows, first in parts:
        deltas = steps_of(cell.scene, name)
        terms += [
            Product((w.number(first + row, cell.unit), deltas.number(row, step + 1, cell.lane)))
            for row in range(rows)
        ]
    return terms


def _own(cell: Cell, name: str, gate: int, step: int) -> Number:
    return steps_of(cell.scene, name).number(gate * cell.units + cell.unit, step, cell.lane)


def as_number(formula: Expression) -> Number:
    """Return a formula as one number that the engine does not keep."""
    found = formula.worked(17)
    return Number(found.value, error=found.error)


def _role(cell: Cell, gate: int) -> Role:
    return "result" if cell.gate == gate else "step"


def _rnn_backward(scene: Scene, focus: Focus) -> Card:
    cell = Cell(scene, focus)
    if cell.is_past:
        return cell.past(_RNN_BACK, DZ, "dgx")
    blame = summed(_carried(cell, cell.step, (("dgx", cell.units, 0),)), (cell.at("dh"),))
    h = cell.at("h")
    whole = Product((blame, ONE - Power(h)))
    lines = (
        line(_DH, blame, words=words.BLAME_OF_STATE()),
        line(DZ, whole, cell.at("dgx"), role="result"),
    )
    return cell.card(_RNN_BACK, lines, blame)


def _lstm_blame(cell: Cell, step: int) -> Expression:
    terms = _carried(cell, step, (("dgx", 4 * cell.units, 0),))
    return summed(terms, (_own(cell, "dh", 0, step),))


def _lstm_cell(cell: Cell, step: int, later: Number | None) -> Expression:
    """Return ∂L/∂c of a step; ``later`` is that of the step behind."""
    c, o = tanh(_own(cell, "c", 0, step)), _own(cell, "gates", 3, step)
    here: Expression = Product((as_number(_lstm_blame(cell, step)), o, ONE - Power(c)))
    if later is None:
        return here
    return Sum((here, Product((later, _own(cell, "gates", 1, step + 1)))))


def _lstm_backward(scene: Scene, focus: Focus) -> Card:
    cell = Cell(scene, focus)
    if cell.is_past:
        return cell.past(_LSTM_BACK, _delta("ifgo"[cell.gate]), "dgx")
    later: Number | None = None
    for step in range(cell.length - 1, cell.step, -1):
        later = as_number(_lstm_cell(cell, step, later))
    blame = _lstm_blame(cell, cell.step)
    of_cell = _lstm_cell(cell, cell.step, later)
    dh, dc = as_number(blame), as_number(of_cell)
    i, f, g, o = (cell.at("gates", gate) for gate in range(4))
    deltas: tuple[Expression, ...] = (
        Product((dc, g, i, ONE - i)),
        Product((dc, cell.before("c"), f, ONE - f)),
        Product((dc, i, ONE - Power(g))),
        Product((dh, tanh(cell.at("c")), o, ONE - o)),
    )
    lines = [
        line(_DH, blame, words=words.BLAME_OF_STATE()),
        line(_DC, of_cell, words=words.BLAME_OF_CELL()),
    ]
    for gate, delta in enumerate(deltas):
        engine = cell.at("dgx", gate)
        lines.append(line(_delta("ifgo"[gate]), delta, engine, role=_role(cell, gate)))
    return cell.card(_LSTM_BACK, tuple(lines), blame)


def _gru_blame(cell: Cell, step: int, later: Number | None) -> Expression:
    """Return ∂L/∂h of a step; ``later`` is that of the step behind."""
    units = cell.units
    terms = _carried(cell, step, (("dgx", 2 * units, 0), ("dq", units, 2 * units)))
    always: tuple[Expression, ...] = (_own(cell, "dh", 0, step),)
    if later is not None:
        always = (*always, Product((later, _own(cell, "gates", 1, step + 1))))
    return summed(terms, always)


def _gru_backward(scene: Scene, focus: Focus) -> Card:
    cell = Cell(scene, focus)
    if cell.is_past:
        return cell.past(_GRU_BACK, _delta("rzn"[cell.gate]), "dgx")
    later: Number | None = None
    for step in range(cell.length - 1, cell.step, -1):
        later = as_number(_gru_blame(cell, step, later))
    blame = _gru_blame(cell, cell.step, later)
    dh = as_number(blame)
    r, z, n = (cell.at("gates", gate) for gate in range(3))
    of_n, q = cell.at("dgx", 2), cell.at("q")
    lines = (
        line(_DH, blame, words=words.BLAME_OF_STATE()),
        line(_delta("n"), Product((dh, ONE - z, ONE - Power(n))), of_n, role=_role(cell, 2)),
        line(_delta("r"), Product((of_n, q, r, ONE - r)), cell.at("dgx", 0), role=_role(cell, 0)),
        line(
            _delta("z"), Product((dh, cell.before("h") - n, z, ONE - z)), cell.at("dgx", 1),
            role=_role(cell, 1),
        ),
        line(("∂L/∂q", r"\frac{\partial L}{\partial q}"), Product((of_n, r)), cell.at("dq")),
    )  # fmt: skip
    return cell.card(_GRU_BACK, lines, blame)


# --- what the weights of the state learn ---------------------------------------------------------


def _state_weight(scene: Scene, focus: Focus) -> Card:
    row, unit = divmod(focus.index, scene.numbers["units"])
    dz, h = steps_of(scene, "dz"), steps_of(scene, "h")
    steps = scene.numbers["steps"]

    def term(lane: int, place: int) -> Product:
        return Product((dz.number(row, place + 1, lane), h.number(unit, place, lane)))

    values = dz.of(row, scene.count)[:, 1:] * h.of(unit, scene.count)[:, :-1]
    parts = Parts(values, term)
    before = scene.was("dw").at(focus.index) if scene.numbers["accumulate"] else None
    lines, notes = totals(scene, DW, parts, scene.block("dw").at(focus.index), before)
    shown = max(1, scene.shown_position(steps))
    given: tuple[Line, ...] = ()
    if steps > 1:
        blame, came = dz.number(row, shown, scene.lane), h.number(unit, shown - 1, scene.lane)
        given = (
            line(DZ, blame, blame, role="factor", words=words.BLAME_AT_STEP(shown + 1)),
            line(("h′", "h'"), came, came, role="factor", words=words.STATE_BEFORE(shown)),
        )
    formula = ("∂L/∂w = Σ ∂L/∂z(t)·h(t − 1)", rf"{DW[1]} = \sum_t {DZ[1]}(t) \cdot h(t - 1)")
    return Card(words.WEIGHT_BLAME(), formula, (*given, *lines), notes, shown)


def _state_bias(scene: Scene, focus: Focus) -> Card:
    dz = steps_of(scene, "dz")
    parts = Parts(
        dz.of(focus.index, scene.count), lambda lane, step: dz.number(focus.index, step, lane)
    )
    before = scene.was("db").at(focus.index) if scene.numbers["accumulate"] else None
    lines, notes = totals(scene, DB, parts, scene.block("db").at(focus.index), before)
    formula = ("∂L/∂b = Σ ∂L/∂z(t)", rf"{DB[1]} = \sum_t {DZ[1]}(t)")
    return Card(words.BIAS_BLAME(), formula, lines, notes)


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.RNN_FORWARD: _rnn,
    OpCode.RNN_BACKWARD: _rnn_backward,
    OpCode.LSTM_FORWARD: _lstm,
    OpCode.LSTM_BACKWARD: _lstm_backward,
    OpCode.GRU_FORWARD: _gru,
    OpCode.GRU_BACKWARD: _gru_backward,
    OpCode.RECURRENT_BACKWARD_WEIGHT: _state_weight,
    OpCode.RECURRENT_BACKWARD_BIAS: _state_bias,
}
