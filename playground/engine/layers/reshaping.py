"""Layers that only read the same numbers in another shape: no operation at all."""

from playground.engine.assembly import Value
from playground.engine.lowering import Lowering
from playground.kernels.optable import OpCode
from playground.model.resolution import LayerShape


def _seen(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    (source,) = lowering.sources(shape)
    seen = _ended(lowering, shape, source).seen_as(shape.positions)
    return source, lowering.apart(shape.id, seen)


def _ended(lowering: Lowering, shape: LayerShape, source: Value) -> Value:
    """Return a sequence with zeros behind its end, where the data have shorter ones.

    Whoever reads all positions side by side must not see what padding has become on its way.
    """
    plan = lowering.plan
    if not plan.has_lengths or source.positions != plan.entry.positions:
        return source
    ended = lowering.assembly.value(source.units, source.positions)
    extra = {"lengths": lowering.lengths_of(shape.id, source).offset}
    lowering.use(OpCode.MASK_FORWARD, shape.id, (source,), ended, extra=extra)
    return ended


KINDS = {"flatten": _seen, "reshape": _seen}
