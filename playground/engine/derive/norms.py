"""Norms and directions, with their weights; noise, whose way back is a copy.

``extra`` says where a row keeps what its way back needs: the mean and variance of a batch (for
running statistics: where in the parameters they are) with the ``lengths`` of its examples, the
mean and inverse deviation of a layer norm, the inverse lengths of inputs and weights.
"""

from collections.abc import Callable, Mapping

from playground.engine.assembly import Assembly, Use
from playground.engine.derive.rules import Rule, blame_of, learned
from playground.engine.program import Slice
from playground.kernels.optable import OpCode

Sizes = Callable[[Use], dict[str, int]]


def _of_batch(use: Use) -> dict[str, int]:
    source = use.source
    return {"units": source.units, "positions": source.places, "ld": source.memory.ld}


def _of_lanes(use: Use) -> dict[str, int]:
    return {"units": use.source.units, "lanes": use.source.lanes}


def _norm(sizes: Sizes) -> Rule:
    def rule(assembly: Assembly, use: Use) -> None:
        weights = use.weights
        assert weights is not None
        arguments = {
            "x": use.source.memory.offset, "w": weights.weight, "b": weights.bias,
            "a": use.result.memory.offset, **sizes(use), **use.extra,
        }  # fmt: skip
        assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)

    return rule


def _norm_backward(code: OpCode, sizes: Sizes) -> Rule:
    """One row for the blame of input, gain and shift: all need the same sums."""

    def rule(assembly: Assembly, use: Use) -> None:
        source, weights = use.source, use.weights
        assert weights is not None
        if weights.is_frozen and not source.needs_gradient:
            return
        target = _nowhere(assembly, source.units) if weights.is_frozen else None
        target = target or learned(assembly, weights, source.units)

        def write(dx: Slice) -> None:
            arguments = {
                "x": source.memory.offset, "w": weights.weight, "da": blame_of(use).offset,
                "dx": dx.offset, **target, **sizes(use), **use.extra,
            }  # fmt: skip
            assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

        if source.needs_gradient:
            assembly.pass_back(use, source, write)
        else:
            write(assembly.slice(source.memory.rows))

    return rule


def _nowhere(assembly: Assembly, units: int) -> dict[str, int]:
    """Where the blame of weights goes that do not learn."""
    return {"dw": assembly.take(units), "db": assembly.take(units), "accumulate": 0}


def _noise(assembly: Assembly, use: Use) -> None:
    source, result = use.source.memory, use.result.memory
    arguments = {
        "x": source.offset, "order": 0, "a": result.offset, "units": result.rows, "ld": result.ld,
        **use.extra,
    }  # fmt: skip
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _noise_backward(assembly: Assembly, use: Use) -> None:
    if use.source.needs_gradient:
        gradient, accumulate = assembly.gradient_of(use.source)
        assembly.copy(use, blame_of(use), gradient, accumulate=bool(accumulate))


def _normalise(assembly: Assembly, use: Use) -> None:
    arguments = {
        "x": use.source.memory.offset, "a": use.result.memory.offset, **_of_lanes(use), **use.extra,
    }  # fmt: skip
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _normalise_backward(assembly: Assembly, use: Use) -> None:
    if not use.source.needs_gradient:
        return
    dx, accumulate = assembly.gradient_of(use.source)
    arguments = {
        "a": use.result.memory.offset, "da": blame_of(use).offset, "dx": dx.offset,
        "accumulate": accumulate, **_of_lanes(use), **use.extra,
    }  # fmt: skip
    code = OpCode.NORMALISE_BACKWARD
    assembly.emit(code, "backward", arguments, use.layer, use.layer_name)


def _of_directions(use: Use) -> dict[str, int | float]:
    """What all three rows of a cosine layer have in common."""
    source, result, weights = use.source, use.result, use.weights
    assert weights is not None
    return {
        "x": source.memory.offset, "w": weights.weight, "a": result.memory.offset,
        "n_in": source.units, "n_out": result.units, "lanes": result.lanes, **use.extra,
    }  # fmt: skip


def _cosine(assembly: Assembly, use: Use) -> None:
    assembly.emit(use.code, "forward", _of_directions(use), use.layer, use.layer_name)


def _cosine_backward(assembly: Assembly, use: Use) -> None:
    source, weights, da = use.source, use.weights, blame_of(use)
    assert weights is not None
    common = {**_of_directions(use), "da": da.offset}
    if not weights.is_frozen:
        target = learned(assembly, weights, 0)
        arguments = {**common, "g": assembly.slice(da.rows).offset, **target}
        code = OpCode.COSINE_BACKWARD_WEIGHT
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)
    if source.needs_gradient:
        dx, accumulate = assembly.gradient_of(source)
        room = assembly.slice(da.rows).offset
        arguments = {**common, "g": room, "dx": dx.offset, "accumulate": accumulate}
        code = OpCode.COSINE_BACKWARD_INPUT
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)


FORWARD: Mapping[OpCode, Rule] = {
    OpCode.BATCH_NORM_FORWARD: _norm(_of_batch),
    OpCode.BATCH_NORM_INFERENCE_FORWARD: _norm(_of_lanes),
    OpCode.LAYER_NORM_FORWARD: _norm(_of_lanes),
    OpCode.NOISE_FORWARD: _noise,
    OpCode.NORMALISE_FORWARD: _normalise,
    OpCode.COSINE_FORWARD: _cosine,
}
BACKWARD: Mapping[OpCode, Rule] = {
    OpCode.BATCH_NORM_FORWARD: _norm_backward(OpCode.BATCH_NORM_BACKWARD, _of_batch),
    OpCode.BATCH_NORM_INFERENCE_FORWARD: _norm_backward(
        OpCode.BATCH_NORM_INFERENCE_BACKWARD, _of_lanes
    ),
    OpCode.LAYER_NORM_FORWARD: _norm_backward(OpCode.LAYER_NORM_BACKWARD, _of_lanes),
    OpCode.NOISE_FORWARD: _noise_backward,
    OpCode.NORMALISE_FORWARD: _normalise_backward,
    OpCode.COSINE_FORWARD: _cosine_backward,
}
