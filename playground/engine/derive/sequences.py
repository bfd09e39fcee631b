"""Tokens and positions: tables that are learned, and the last step of a sequence."""

from collections.abc import Mapping

from playground.engine.assembly import Assembly, Use, Value
from playground.engine.derive.rules import Rule, blame_of
from playground.engine.program import Slice
from playground.kernels.optable import OpCode


def sizes(value: Value) -> dict[str, int]:
    """Return what every row over a sequence [units, steps, ld] says of its sizes."""
    return {"units": value.units, "steps": value.places, "ld": value.memory.ld}


def _embedding(assembly: Assembly, use: Use) -> None:
    assert use.weights is not None
    arguments = {
        "tokens": use.source.memory.offset, "w": use.weights.weight,
        "z": use.result.memory.offset, **use.extra, **sizes(use.result),
    }  # fmt: skip
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _embedding_backward(assembly: Assembly, use: Use) -> None:
    """A token is no quantity: no blame passes to it."""
    weights = use.weights
    assert weights is not None
    if weights.is_frozen:
        return
    arguments = {
        "tokens": use.source.memory.offset,
        "dz": blame_of(use).offset,
        "dw": assembly.gradient + weights.weight,
        "accumulate": int(weights.weight in assembly.written),
        **use.extra,
        **sizes(use.result),
    }
    assembly.written.add(weights.weight)
    code = OpCode.EMBEDDING_BACKWARD_WEIGHT
    assembly.emit(code, "backward", arguments, use.layer, use.layer_name)


def _position(assembly: Assembly, use: Use) -> None:
    assert use.weights is not None
    arguments = {
        "x": use.source.memory.offset, "w": use.weights.weight,
        "a": use.result.memory.offset, **sizes(use.result),
    }  # fmt: skip
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _position_backward(assembly: Assembly, use: Use) -> None:
    """A sinusoidal table is frozen: nothing is learned from it, blame passes all the same."""
    da, weights = blame_of(use), use.weights
    assert weights is not None
    if not weights.is_frozen:
        arguments = {
            "dz": da.offset,
            "dw": assembly.gradient + weights.weight,
            "accumulate": int(weights.weight in assembly.written),
            **sizes(use.result),
        }
        assembly.written.add(weights.weight)
        code = OpCode.POSITION_BACKWARD_WEIGHT
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)
    if use.source.needs_gradient:
        gradient, accumulate = assembly.gradient_of(use.source)
        assembly.copy(use, da, gradient, accumulate=bool(accumulate))


def _select_last(assembly: Assembly, use: Use) -> None:
    arguments = {
        "x": use.source.memory.offset, "a": use.result.memory.offset, **use.extra,
        **sizes(use.source),
    }  # fmt: skip
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _select_last_backward(assembly: Assembly, use: Use) -> None:
    da = blame_of(use)

    def write(dx: Slice) -> None:
        arguments = {"da": da.offset, "dx": dx.offset, **use.extra, **sizes(use.source)}
        code = OpCode.SELECT_LAST_BACKWARD
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

    if use.source.needs_gradient:
        assembly.pass_back(use, use.source, write)


FORWARD: Mapping[OpCode, Rule] = {
    OpCode.EMBEDDING_FORWARD: _embedding,
    OpCode.POSITION_FORWARD: _position,
    OpCode.SELECT_LAST_FORWARD: _select_last,
}
"""``extra`` of an embedding: vocabulary; of a last step: lengths (offset)."""

BACKWARD: Mapping[OpCode, Rule] = {
    OpCode.EMBEDDING_FORWARD: _embedding_backward,
    OpCode.POSITION_FORWARD: _position_backward,
    OpCode.SELECT_LAST_FORWARD: _select_last_backward,
}
