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


KINDS = {"add": _add, "concatenate": _concatenate}
