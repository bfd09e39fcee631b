"""Chosen features: some units of a value are copied beside each other."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from playground.engine.assembly import Assembly, Use
from playground.engine.derive.rules import Rule, blame_of
from playground.engine.program import Slice
from playground.kernels.optable import OpCode


def _choose(assembly: Assembly, use: Use) -> None:
    for whole, part in _runs(use, use.source.memory, use.result.memory):
        assembly.copy(use, whole, part, accumulate=False, phase="forward")


def _choose_backward(assembly: Assembly, use: Use) -> None:
    """What was chosen gets its blame; what was not gets none from here."""
    if not use.source.needs_gradient:
        return
    da = blame_of(use)
    gradient, accumulate = assembly.gradient_of(use.source)
    if not accumulate:
        arguments = {"result": gradient.offset, "value": 0.0, "size": gradient.size}
        formula = "∂L/∂x = 0"
        code = OpCode.FILL
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name, formula=formula)
    for whole, part in _runs(use, gradient, da):
        assembly.copy(use, part, whole, accumulate=True)


def _runs(use: Use, whole: Slice, chosen: Slice) -> Iterator[tuple[Slice, Slice]]:
    """Yield units that lie beside each other in both arrays: where in the whole, where chosen.

    ``use.extra`` says by the place of a chosen unit which unit of the source it is.
    """
    places = use.source.places
    pairs = [(row, int(use.extra[str(row)])) for row in range(use.result.units)]
    for _, run in groupby(pairs, lambda pair: pair[1] - pair[0]):
        (row, unit), *others = run
        rows = places * (1 + len(others))
        yield (
            Slice(whole.offset + unit * places * whole.ld, rows, whole.ld),
            Slice(chosen.offset + row * places * chosen.ld, rows, chosen.ld),
        )


FORWARD: Mapping[OpCode, Rule] = {OpCode.GATHER: _choose}
"""GATHER names what it is; its rows are copies."""

BACKWARD: Mapping[OpCode, Rule] = {OpCode.GATHER: _choose_backward}
