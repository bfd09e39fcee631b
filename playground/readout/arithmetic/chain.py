"""The factors behind ∂L/∂z of one element: ∂L/∂a and ∂a/∂z, from the row that has written it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from playground.engine.tape import read_row
from playground.kernels.optable import OPERATIONS, OpCode
from playground.readout.arithmetic import activations, losses, words
from playground.readout.arithmetic.cards import DA, DA_DZ, DZ
from playground.readout.arithmetic.expressions import Product
from playground.readout.arithmetic.records import Line, Phrase
from playground.readout.arithmetic.scene import Focus, Scene
from playground.readout.arithmetic.showing import line


@dataclass(frozen=True, slots=True)
class Chain:
    """Lines of the two factors and their product ∂L/∂z, and what is to be said of them.

    Without lines ∂L/∂z has no single factors, or the layer none at all.
    """

    lines: tuple[Line, ...] = ()
    notes: tuple[Phrase, ...] = ()


def writer_of(scene: Scene, address: int) -> tuple[int, str, int] | None:
    """Return the row before this one that has written a number of the workspace last.

    The row's index, the argument and the place in it; None where there is none.
    """
    rows = scene.bound.program.tape.rows
    for row in range(scene.row - 1, -1, -1):
        code, numbers = read_row(rows[row])
        for argument in OPERATIONS[code].arguments:
            if argument.space == "W" and "w" in argument.access and argument.extent is not None:
                start = numbers[argument.name]
                if start <= address < start + argument.extent(numbers):
                    return row, argument.name, address - start
    return None


def chain_of(scene: Scene, address: int) -> Chain:
    """Return the factors of the ∂L/∂z that lies at an address of the workspace."""
    found = writer_of(scene, address)
    if found is None:
        return Chain()
    row, argument, index = found
    before = scene.other(row)
    if argument != "dz":
        return Chain()
    curve = activations.curve_of(before.code)
    if curve is not None:
        return _of_curve(before, index)
    if before.code in (OpCode.SOFTMAX_BACKWARD, OpCode.SOFTMAX_POSITIONS_BACKWARD):
        return Chain(notes=(words.WITHOUT_FACTORS(),))
    note = _TOGETHER.get(before.code)
    if note is None:
        return Chain()
    explained = losses.EXPLAIN[before.code](before, Focus(argument, index))
    own = [
        replace(line, role="factor") if line.role == "result" else line
        for line in explained.lines
        if line.role == "factor" or line.name == DZ[0]
    ]
    # Its formula a − y is the product of the two factors; one of the lines is enough.
    return Chain(tuple(own[:3]), (note,))


def _of_curve(scene: Scene, index: int) -> Chain:
    curve = activations.curve_of(scene.code)
    assert curve is not None
    z, a, da, dz = (scene.block(name).at(index) for name in ("z", "a", "da", "dz"))
    slope = curve.slope(z, a)
    return Chain(
        (
            line(DA, da, da, role="factor", words=words.BLAME_OF_ACTIVATION()),
            line(DA_DZ, slope, role="factor", words=words.SLOPE()),
            line(DZ, Product((da, slope)), dz, words=words.BLAME_OF_SUM()),
        )
    )


_TOGETHER: Mapping[OpCode, Phrase] = {
    OpCode.BCE_LOGITS_LOSS: words.TOGETHER_SIGMOID(),
    OpCode.BCE_LOGITS_POSITIONS_LOSS: words.TOGETHER_SIGMOID(),
    OpCode.CE_LOGITS_LOSS: words.TOGETHER_SOFTMAX(),
    OpCode.TOKEN_CE_LOSS: words.TOGETHER_SOFTMAX(),
    OpCode.PERCEPTRON_LOSS: words.PERCEPTRON(),
}
"""Losses on the sum → the sentence that says so."""
