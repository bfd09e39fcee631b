"""Layers that only read the same numbers in another shape: no operation at all."""

from playground.engine.assembly import Value
from playground.engine.lowering import Lowering
from playground.model.resolution import LayerShape


def _seen(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    (source,) = lowering.sources(shape)
    return source, lowering.apart(shape.id, source.seen_as(shape.positions))


KINDS = {"flatten": _seen, "reshape": _seen}
