"""Layers whose weights slide over pictures, and pictures made larger."""

from playground.engine.assembly import Value
from playground.engine.lowering import Lowering
from playground.kernels.optable import OpCode
from playground.model.network import ConvSpec, TransposedConvSpec, UpsampleSpec
from playground.model.resolution import LayerShape
from playground.model.windows import sliding, spreading


def _conv(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    spec, source = lowering.spec(shape.id), lowering.picture(shape)
    assert isinstance(spec, ConvSpec | TransposedConvSpec)
    height, width = source.positions
    is_conv = isinstance(spec, ConvSpec)
    slide = sliding if is_conv else spreading
    window = slide((height, width), spec.kernel, spec.stride, spec.padding)
    top, _, left, _ = window.pads
    extra = {
        "kernel_h": spec.kernel_height, "kernel_w": spec.kernel_width, "stride": spec.stride,
        "top": top, "left": left, "groups": spec.groups if isinstance(spec, ConvSpec) else 1,
    }  # fmt: skip
    z = lowering.value(shape)
    code = OpCode.CONV_FORWARD if is_conv else OpCode.TRANSPOSED_CONV_FORWARD
    weights = lowering.weights(shape)
    lowering.use(code, shape.id, (source,), z, weights=weights, extra=extra)
    return z, lowering.activated(shape, z)


def _upsample(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    spec, source = lowering.spec(shape.id), lowering.picture(shape)
    assert isinstance(spec, UpsampleSpec)
    a = lowering.value(shape)
    extra = {"factor": spec.factor}
    lowering.use(OpCode.UPSAMPLE_FORWARD, shape.id, (source,), a, extra=extra)
    return source, a


KINDS = {"conv": _conv, "transposed_conv": _conv, "upsample": _upsample}
