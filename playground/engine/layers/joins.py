"""Joins: several branches become one value."""

from playground.engine.assembly import Value
from playground.engine.lowering import Lowering
from playground.kernels.optable import OpCode
from playground.model.resolution import LayerShape


def _add(lowering: Lowering, shape: LayerShape) -> tuple[None, Value]:
    joined = lowering.value(shape)
    lowering.use(OpCode.ACCUMULATE, shape.id, lowering.sources(shape), joined)
    return None, joined


def _concatenate(lowering: Lowering, shape: LayerShape) -> tuple[None, Value]:
    joined = lowering.value(shape)
    lowering.use(OpCode.COPY, shape.id, lowering.sources(shape), joined)
    return None, joined


def _multiply(lowering: Lowering, shape: LayerShape) -> tuple[None, Value]:
    """Branches are multiplied in pairs: the product so far with the next."""
    product, *others = lowering.sources(shape)
    for other in others:
        result = lowering.value(shape)
        lowering.use(OpCode.MULTIPLY_FORWARD, shape.id, (product, other), result)
        product = result
    return None, product


KINDS = {"add": _add, "concatenate": _concatenate, "multiply": _multiply}
