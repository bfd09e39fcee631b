"""Pooling over windows, means and shares over all positions."""

from playground.engine.assembly import Value
from playground.engine.lowering import Lowering
from playground.kernels.optable import OpCode
from playground.model.resolution import LayerShape
from playground.model.specs import AveragePoolSpec, MaxPoolSpec
from playground.model.windows import sliding


def _max(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    return _pooled(lowering, shape, OpCode.MAX_POOL_FORWARD)


def _average(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    return _pooled(lowering, shape, OpCode.AVERAGE_POOL_FORWARD)


def _pooled(lowering: Lowering, shape: LayerShape, code: OpCode) -> tuple[Value, Value]:
    spec = lowering.spec(shape.id)
    assert isinstance(spec, MaxPoolSpec | AveragePoolSpec)
    source, smaller = lowering.picture(shape), lowering.value(shape)
    height, width = source.positions
    stride = spec.size if spec.stride is None else spec.stride
    window = sliding((height, width), (spec.size, spec.size), stride, spec.padding)
    top, _, left, _ = window.pads
    extra = {
        "window_h": spec.size, "window_w": spec.size, "stride_h": stride, "stride_w": stride,
        "top": top, "left": left,
    }  # fmt: skip
    lowering.use(code, shape.id, (source,), smaller, extra=extra)
    return source, smaller


def _mean(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    source, mean = lowering.picture(shape), lowering.value(shape)
    extra = {"lengths": lowering.lengths_of(shape.id, source).offset}
    lowering.use(OpCode.GLOBAL_AVERAGE_POOL_FORWARD, shape.id, (source,), mean, extra=extra)
    return source, mean


KINDS = {"max_pool": _max, "average_pool": _average, "global_average_pool": _mean}
