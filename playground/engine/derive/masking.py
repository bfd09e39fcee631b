"""Masks over positions: what counts passes, forward and backward."""

from collections.abc import Mapping

from playground.engine.assembly import Assembly, Use
from playground.engine.derive.rules import Rule, blame_of
from playground.engine.program import Slice
from playground.kernels.optable import OpCode


def _sizes(use: Use) -> dict[str, int | float]:
    source = use.source
    sizes = {"units": source.units, "positions": source.places, "ld": source.memory.ld}
    return {**sizes, **use.extra}


def _mask(assembly: Assembly, use: Use) -> None:
    arguments = {
        "x": use.source.memory.offset, "a": use.result.memory.offset, **_sizes(use),
    }  # fmt: skip
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _mask_backward(assembly: Assembly, use: Use) -> None:
    da = blame_of(use).offset

    def write(dx: Slice) -> None:
        arguments = {"da": da, "dx": dx.offset, **_sizes(use)}
        code = OpCode.MASK_BACKWARD
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

    if use.source.needs_gradient:
        assembly.pass_back(use, use.source, write)


FORWARD: Mapping[OpCode, Rule] = {OpCode.MASK_FORWARD: _mask}
BACKWARD: Mapping[OpCode, Rule] = {OpCode.MASK_FORWARD: _mask_backward}
