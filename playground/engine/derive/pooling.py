"""Pooling: windows over pictures, and means and shares over all positions.

A window's ``extra`` holds window_h, window_w, stride_h, stride_w, top and left; what looks at the
length of every example has it at ``lengths``. Sizes are those of the values.
"""

from collections.abc import Mapping

from playground.engine.assembly import Assembly, Use
from playground.engine.derive.rules import Rule, blame_of
from playground.engine.program import Slice
from playground.kernels.optable import OpCode


def _windows(use: Use) -> dict[str, int | float]:
    (height, width), (out_h, out_w) = use.source.positions, use.result.positions
    return {
        "channels": use.source.units, "height": height, "width": width, "out_h": out_h,
        "out_w": out_w, "ld": use.result.memory.ld, **use.extra,
    }  # fmt: skip


def _sequence(use: Use) -> dict[str, int | float]:
    source = use.source
    sizes = {"units": source.units, "positions": source.places, "ld": source.memory.ld}
    return {**sizes, **use.extra}


def _pool(assembly: Assembly, use: Use) -> None:
    arguments = {"x": use.source.memory.offset, "a": use.result.memory.offset, **_windows(use)}
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _pool_backward(code: OpCode) -> Rule:
    def rule(assembly: Assembly, use: Use) -> None:
        if not use.source.needs_gradient:
            return
        dx, accumulate = assembly.gradient_of(use.source)
        arguments = {
            "x": use.source.memory.offset, "a": use.result.memory.offset,
            "da": blame_of(use).offset, "dx": dx.offset, "accumulate": accumulate,
            **_windows(use),
        }  # fmt: skip
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

    return rule


def _mean(assembly: Assembly, use: Use) -> None:
    arguments = {"x": use.source.memory.offset, "a": use.result.memory.offset, **_sequence(use)}
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _mean_backward(assembly: Assembly, use: Use) -> None:
    if not use.source.needs_gradient:
        return
    dx, accumulate = assembly.gradient_of(use.source)
    arguments = {
        "da": blame_of(use).offset, "dx": dx.offset, "accumulate": accumulate, **_sequence(use),
    }  # fmt: skip
    code = OpCode.GLOBAL_AVERAGE_POOL_BACKWARD
    assembly.emit(code, "backward", arguments, use.layer, use.layer_name)


def _shares(assembly: Assembly, use: Use) -> None:
    arguments = {"z": use.source.memory.offset, "a": use.result.memory.offset, **_sequence(use)}
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _shares_backward(assembly: Assembly, use: Use) -> None:
    def write(dz: Slice) -> None:
        arguments = {
            "a": use.result.memory.offset, "da": blame_of(use).offset, "dz": dz.offset,
            **_sequence(use),
        }  # fmt: skip
        code = OpCode.SOFTMAX_POSITIONS_BACKWARD
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

    if use.source.needs_gradient:
        assembly.pass_back(use, use.source, write)


FORWARD: Mapping[OpCode, Rule] = {
    OpCode.MAX_POOL_FORWARD: _pool,
    OpCode.AVERAGE_POOL_FORWARD: _pool,
    OpCode.GLOBAL_AVERAGE_POOL_FORWARD: _mean,
    OpCode.SOFTMAX_POSITIONS_FORWARD: _shares,
}
BACKWARD: Mapping[OpCode, Rule] = {
    OpCode.MAX_POOL_FORWARD: _pool_backward(OpCode.MAX_POOL_BACKWARD),
    OpCode.AVERAGE_POOL_FORWARD: _pool_backward(OpCode.AVERAGE_POOL_BACKWARD),
    OpCode.GLOBAL_AVERAGE_POOL_FORWARD: _mean_backward,
    OpCode.SOFTMAX_POSITIONS_FORWARD: _shares_backward,
}
