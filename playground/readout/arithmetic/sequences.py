"""Tokens and positions: tables that are learned, and the last step of a sequence."""

from collections.abc import Mapping

import numpy as np

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import ZERO
from playground.readout.arithmetic.cards import DA, DW, DX, DZ, A, Card, Explain, Z
from playground.readout.arithmetic.expressions import Expression, Sum
from playground.readout.arithmetic.parts import listed, totals
from playground.readout.arithmetic.records import Phrase
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import line


def steps_of(scene: Scene, name: str) -> Block:
    """Return an array of a row over sequences as [rows, steps, ld]."""
    return scene.block(name, -1, scene.numbers["steps"], scene.ld)


def step_of(scene: Scene, index: int) -> tuple[int, int, int]:
    """Return (row, step, lane) of an element of such an array."""
    rest, lane = divmod(index, scene.ld)
    row, step = divmod(rest, scene.numbers["steps"])
    return row, step, lane


def _embedding(scene: Scene, focus: Focus) -> Card:
    units = scene.numbers["units"]
    tokens = scene.block("tokens", scene.numbers["steps"], scene.ld)
    notes: tuple[Phrase, ...] = ()
    if focus.argument == "z":
        unit, step, lane = step_of(scene, focus.index)
    else:
        token, unit = divmod(focus.index, units)
        lane, step = scene.lane, scene.shown_position(scene.numbers["steps"])
        places = np.flatnonzero(tokens.array[:, lane] == token)
        if places.size and step not in places:
            step = int(places[-1])
        if not places.size:
            notes = (words.TOKEN_IS_ABSENT(token),)
    here = int(tokens.number(step, lane).value)
    row = scene.block("w", scene.numbers["vocabulary"], units).number(here, unit)
    result = line(Z, row, steps_of(scene, "z").number(unit, step, lane), role="result")
    told = words.LOOKED_UP(step + 1, here)
    return Card(words.LOOKING_UP(), ("z = W[token]", r"z = W_{\text{token}}"), (result,),
                (told, *notes), step)  # fmt: skip


def _embedding_weight(scene: Scene, focus: Focus) -> Card:
    token, unit = divmod(focus.index, scene.numbers["units"])
    tokens, dz = scene.block("tokens", scene.numbers["steps"], scene.ld), steps_of(scene, "dz")
    parts: list[list[Expression]] = [
        [
            dz.number(unit, int(step), lane)
            for step in np.flatnonzero(tokens.array[:, lane] == token)
        ]
        for lane in range(scene.count)
    ]
    before = scene.was("dw").at(focus.index) if scene.numbers["accumulate"] else None
    lines, notes = totals(scene, DW, listed(parts), scene.block("dw").at(focus.index), before)
    told = words.TOKEN_STANDS(token, len(parts[scene.lane]), sum(map(len, parts)))
    formula = ("∂L/∂W[token] = Σ ∂L/∂z", rf"{DW[1]} = \sum_{{\text{{token}}}} {DZ[1]}")
    return Card(words.WEIGHT_BLAME(), formula, lines, (told, *notes))


def _position(scene: Scene, focus: Focus) -> Card:
    if focus.argument == "a":
        unit, step, lane = step_of(scene, focus.index)
    else:
        unit, step = divmod(focus.index, scene.numbers["steps"])
        lane = scene.lane
    x = steps_of(scene, "x").number(unit, step, lane)
    mark = scene.block("w", -1, scene.numbers["steps"]).number(unit, step)
    result = line(A, Sum((x, mark)), steps_of(scene, "a").number(unit, step, lane), role="result")
    return Card(words.ADDING(), ("a = x + p(t)", "a = x + p(t)"), (result,), (), step)


def _position_weight(scene: Scene, focus: Focus) -> Card:
    unit, step = divmod(focus.index, scene.numbers["steps"])
    dz = steps_of(scene, "dz")
    parts: list[list[Expression]] = [[dz.number(unit, step, lane)] for lane in range(scene.count)]
    before = scene.was("dw").at(focus.index) if scene.numbers["accumulate"] else None
    lines, notes = totals(scene, DW, listed(parts), scene.block("dw").at(focus.index), before)
    formula = ("∂L/∂p(t) = Σ ∂L/∂a(t)", rf"{DW[1]} = \sum {DA[1]}(t)")
    return Card(words.WEIGHT_BLAME(), formula, lines, notes, step)


def _select_last(scene: Scene, focus: Focus) -> Card:
    unit, lane = divmod(focus.index, scene.ld)
    last = int(scene.block("lengths").at(lane).value) - 1
    x = steps_of(scene, "x").number(unit, last, lane)
    result = line(A, x, scene.block("a").at(focus.index), role="result")
    return Card(words.COPYING(), ("a = h(T)", "a = h(T)"), (result,), (words.LAST_STEP(last + 1),))


def _select_last_backward(scene: Scene, focus: Focus) -> Card:
    unit, step, lane = step_of(scene, focus.index)
    last = int(scene.block("lengths").at(lane).value) - 1
    da = scene.block("da", -1, scene.ld).number(unit, lane)
    whole = da if step == last else ZERO
    result = line(DX, whole, scene.block("dx").at(focus.index), role="result")
    formula = (
        "∂L/∂h(T) = ∂L/∂a, else 0",
        rf"{DX[1]} = {DA[1]} \text{{ at the last step, else }} 0",
    )
    return Card(words.BLAME(), formula, (result,), (words.LAST_STEP(last + 1),), step)


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.EMBEDDING_FORWARD: _embedding,
    OpCode.EMBEDDING_BACKWARD_WEIGHT: _embedding_weight,
    OpCode.POSITION_FORWARD: _position,
    OpCode.POSITION_BACKWARD_WEIGHT: _position_weight,
    OpCode.SELECT_LAST_FORWARD: _select_last,
    OpCode.SELECT_LAST_BACKWARD: _select_last_backward,
}
