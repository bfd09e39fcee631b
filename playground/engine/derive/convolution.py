"""Convolution, transposed convolution, upsampling: pictures forward, blame of weights and pixels back.

A convolution's ``extra`` holds kernel_h, kernel_w, stride, top, left and groups; upsampling's the
factor. Sizes of pictures are those of the values.
"""

from collections.abc import Mapping
from dataclasses import replace

from playground.engine.assembly import Assembly, Use
from playground.engine.derive import dense
from playground.engine.derive.rules import Rule, blame_of, learned
from playground.kernels.optable import OpCode


def _sizes(use: Use) -> dict[str, int | float]:
    (height, width), (out_h, out_w) = use.source.positions, use.result.positions
    return {
        "c_in": use.source.units, "height": height, "width": width, "c_out": use.result.units,
        "out_h": out_h, "out_w": out_w, "ld": use.result.memory.ld, **use.extra,
    }  # fmt: skip


def _is_product(use: Use) -> bool:
    """Whether every window is one place and lies under its result.

    Then it is a dense layer at every place, and what multiplies matrices does it faster.
    """
    extra = use.extra
    return (
        use.code == OpCode.CONV_FORWARD
        and use.source.positions == use.result.positions
        and all(extra[name] == 1 for name in ("kernel_h", "kernel_w", "stride", "groups"))
        and extra["top"] == extra["left"] == 0
    )


def _as_dense(use: Use) -> Use:
    return replace(use, code=OpCode.DENSE_FORWARD)


def _convolution(assembly: Assembly, use: Use) -> None:
    if _is_product(use):
        dense.FORWARD[OpCode.DENSE_FORWARD](assembly, _as_dense(use))
        return
    weights = use.weights
    assert weights is not None
    arguments = {
        "x": use.source.memory.offset, "w": weights.weight, "b": weights.bias,
        "z": use.result.memory.offset, **_sizes(use),
    }  # fmt: skip
    sign = "Wᵀ" if use.code == OpCode.TRANSPOSED_CONV_FORWARD else "W"
    formula = "" if weights.has_bias else f"z = {sign} ∗ a"
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name, formula=formula)


def _convolution_backward(weight_code: OpCode, input_code: OpCode) -> Rule:
    def rule(assembly: Assembly, use: Use) -> None:
        if _is_product(use):
            dense.BACKWARD[OpCode.DENSE_FORWARD](assembly, _as_dense(use))
            return
        dz, weights, sizes = blame_of(use).offset, use.weights, _sizes(use)
        assert weights is not None
        if not weights.is_frozen:
            arguments: dict[str, int | float] = {
                "x": use.source.memory.offset, "dz": dz, **sizes,
                **learned(assembly, weights, use.result.units),
            }  # fmt: skip
            assembly.emit(weight_code, "backward", arguments, use.layer, use.layer_name)
        if use.source.needs_gradient:
            dx, accumulate = assembly.gradient_of(use.source)
            arguments = {
                "w": weights.weight, "dz": dz, "dx": dx.offset, "accumulate": accumulate, **sizes,
            }  # fmt: skip
            assembly.emit(input_code, "backward", arguments, use.layer, use.layer_name)

    return rule


def _factors(use: Use) -> dict[str, int | float]:
    height, width = use.source.positions
    sizes = {"channels": use.source.units, "height": height, "width": width}
    return {**sizes, "ld": use.result.memory.ld, **use.extra}


def _upsample(assembly: Assembly, use: Use) -> None:
    arguments = {"x": use.source.memory.offset, "a": use.result.memory.offset, **_factors(use)}
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _upsample_backward(assembly: Assembly, use: Use) -> None:
    if not use.source.needs_gradient:
        return
    dx, accumulate = assembly.gradient_of(use.source)
    arguments = {
        "da": blame_of(use).offset, "dx": dx.offset, "accumulate": accumulate, **_factors(use),
    }  # fmt: skip
    code = OpCode.UPSAMPLE_BACKWARD
    assembly.emit(code, "backward", arguments, use.layer, use.layer_name)


FORWARD: Mapping[OpCode, Rule] = {
    OpCode.CONV_FORWARD: _convolution,
    OpCode.TRANSPOSED_CONV_FORWARD: _convolution,
    OpCode.UPSAMPLE_FORWARD: _upsample,
}
BACKWARD: Mapping[OpCode, Rule] = {
    OpCode.CONV_FORWARD: _convolution_backward(
        OpCode.CONV_BACKWARD_WEIGHT, OpCode.CONV_BACKWARD_INPUT
    ),
    OpCode.TRANSPOSED_CONV_FORWARD: _convolution_backward(
        OpCode.TRANSPOSED_CONV_BACKWARD_WEIGHT, OpCode.TRANSPOSED_CONV_BACKWARD_INPUT
    ),
    OpCode.UPSAMPLE_FORWARD: _upsample_backward,
}
