"""Tokens and positions: embedding, position, the last step."""

from dataclasses import replace

from playground.engine.assembly import Value
from playground.engine.lowering import Lowering
from playground.kernels.optable import OpCode
from playground.model.resolution import LayerShape


def last_step(lowering: Lowering, shape: LayerShape, source: Value) -> Value:
    """Append the row that keeps the last step of every sequence; return what it puts out."""
    assert lowering.lengths is not None
    last = lowering.assembly.value(source.units)
    extra = {"lengths": lowering.lengths.offset}
    lowering.use(OpCode.SELECT_LAST_FORWARD, shape.id, (source,), last, extra=extra)
    return last


def _embedding(lowering: Lowering, shape: LayerShape) -> tuple[None, Value]:
    (tokens,) = lowering.sources(shape)
    (table,) = shape.parameters
    looked_up, weights = lowering.value(shape), lowering.weights(shape, table.id.name)
    extra = {"vocabulary": table.size // looked_up.units}
    code = OpCode.EMBEDDING_FORWARD
    lowering.use(code, shape.id, (tokens,), looked_up, weights=weights, extra=extra)
    return None, looked_up


def _position(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    """Sinusoidal marks are a table as well, one that is not trained."""
    (source,), (table,) = lowering.sources(shape), shape.parameters
    marked, weights = lowering.value(shape), lowering.weights(shape, table.id.name)
    weights = replace(weights, is_frozen=weights.is_frozen or not table.is_trained)
    lowering.use(OpCode.POSITION_FORWARD, shape.id, (source,), marked, weights=weights)
    return source, marked


def _last_step(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    (source,) = lowering.sources(shape)
    return source, last_step(lowering, shape, source)


KINDS = {"embedding": _embedding, "position": _position, "last_step": _last_step}
