"""Activations: number by number, and softmax, which sees all units of an example."""

from collections.abc import Mapping

from playground.engine.assembly import Assembly, Use
from playground.engine.derive.rules import Rule, blame_of
from playground.engine.program import Slice
from playground.kernels.optable import OpCode

_ELEMENTWISE = (
    "LINEAR", "RELU", "TANH", "SIGMOID", "LEAKY_RELU", "ELU", "GELU", "SILU", "SOFTPLUS", "SINE",
    "STEP", "RELU6", "CLIPPED_RELU",
)  # fmt: skip


def _elementwise(assembly: Assembly, use: Use) -> None:
    source, result = use.source.memory, use.result.memory
    arguments = {"z": source.offset, "a": result.offset, "size": result.size}
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _softmax(assembly: Assembly, use: Use) -> None:
    z, a = use.source.memory, use.result.memory
    sizes = {"units": use.result.units, "lanes": use.result.lanes}
    arguments = {"z": z.offset, "a": a.offset, **sizes}
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _elementwise_backward(code: OpCode) -> Rule:
    def rule(assembly: Assembly, use: Use) -> None:
        da, z, a = blame_of(use), use.source.memory.offset, use.result.memory.offset

        def write(dz: Slice) -> None:
            arguments = {"z": z, "a": a, "da": da.offset, "dz": dz.offset, "size": da.size}
            assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

        if use.source.needs_gradient:
            assembly.pass_back(use, use.source, write)

    return rule


def _softmax_backward(assembly: Assembly, use: Use) -> None:
    da, a = blame_of(use), use.result.memory.offset

    def write(dz: Slice) -> None:
        sizes = {"units": use.result.units, "lanes": use.result.lanes}
        arguments = {"a": a, "da": da.offset, "dz": dz.offset, **sizes}
        code = OpCode.SOFTMAX_BACKWARD
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

    if use.source.needs_gradient:
        assembly.pass_back(use, use.source, write)


FORWARD: Mapping[OpCode, Rule] = {
    OpCode.SOFTMAX_FORWARD: _softmax,
    **{OpCode[f"{name}_FORWARD"]: _elementwise for name in _ELEMENTWISE},
}
BACKWARD: Mapping[OpCode, Rule] = {
    OpCode.SOFTMAX_FORWARD: _softmax_backward,
    **{
        OpCode[f"{name}_FORWARD"]: _elementwise_backward(OpCode[f"{name}_BACKWARD"])
        for name in _ELEMENTWISE
    },
}
