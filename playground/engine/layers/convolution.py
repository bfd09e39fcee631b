"""Layers of pictures with weights, and upsampling."""

from playground.engine.assembly import Value
from playground.engine.lowering import Lowering
from playground.kernels.optable import OpCode
from playground.model.resolution import LayerShape
from playground.model.specs import ConvSpec, TransposedConvSpec, UpsampleSpec
from playground.model.windows import Window, sliding, spreading


def _conv(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    spec = lowering.spec(shape.id)
    assert isinstance(spec, ConvSpec)
    source = lowering.picture(shape)
    window = sliding(_size(source), spec.kernel, spec.stride, spec.padding)
    return _convolved(lowering, shape, OpCode.CONV_FORWARD, window, spec.groups)


def _transposed(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    spec = lowering.spec(shape.id)
    assert isinstance(spec, TransposedConvSpec)
    source = lowering.picture(shape)
    window = spreading(_size(source), spec.kernel, spec.stride, spec.padding)
    return _convolved(lowering, shape, OpCode.TRANSPOSED_CONV_FORWARD, window, 1)


def _convolved(
    lowering: Lowering, shape: LayerShape, code: OpCode, window: Window, groups: int
) -> tuple[Value, Value]:
    source, z = lowering.picture(shape), lowering.value(shape)
    height, width = window.kernel
    top, _, left, _ = window.pads
    extra = {
        "kernel_h": height, "kernel_w": width, "stride": window.stride, "top": top, "left": left,
        "groups": groups,
    }  # fmt: skip
    lowering.use(code, shape.id, (source,), z, weights=lowering.weights(shape), extra=extra)
    return z, lowering.activated(shape, z)


def _upsample(lowering: Lowering, shape: LayerShape) -> tuple[None, Value]:
    spec = lowering.spec(shape.id)
    assert isinstance(spec, UpsampleSpec)
    larger = lowering.value(shape)
    extra = {"factor": spec.factor}
    source = lowering.picture(shape)
    lowering.use(OpCode.UPSAMPLE_FORWARD, shape.id, (source,), larger, extra=extra)
    return None, larger


def _size(value: Value) -> tuple[int, int]:
    height, width = value.positions
    return height, width


KINDS = {"conv": _conv, "transposed_conv": _transposed, "upsample": _upsample}
