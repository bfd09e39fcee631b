"""Inputs beside the data: numbers that are drawn, and some features of the data alone."""

from playground.data.random import stream_key
from playground.engine.assembly import Value
from playground.engine.lowering import KEY_BITS, Lowering
from playground.kernels.optable import OpCode
from playground.model.resolution import LayerShape


def _drawn(lowering: Lowering, shape: LayerShape) -> tuple[None, Value]:
    """Noise around 0. A look at the network sees each example with the same numbers every time."""
    assembly = lowering.assembly
    zeros = assembly.value(len(shape.units_out), needs_gradient=False)
    drawn = lowering.value(shape)
    arguments = {"result": zeros.memory.offset, "value": 0.0, "size": zeros.memory.size}
    assembly.emit(OpCode.FILL, "forward", arguments, shape.id, lowering.name(shape.id))
    key = stream_key(lowering.plan.project.training.seed, "latent", shape.id)
    extra = {"key": key % (1 << KEY_BITS), "deviation": 1.0}
    lowering.use(OpCode.NOISE_FORWARD, shape.id, (zeros,), drawn, extra=extra)
    return None, drawn


def _features(lowering: Lowering, shape: LayerShape) -> tuple[None, Value]:
    """Some units of what arrives, copied beside each other in the order of the layer."""
    (source,) = lowering.sources(shape)
    chosen = lowering.value(shape)
    place_of = {unit: place for place, unit in enumerate(shape.units_in)}
    extra = {str(row): place_of[unit] for row, unit in enumerate(shape.identities)}
    lowering.use(OpCode.GATHER, shape.id, (source,), chosen, extra=extra)
    return None, chosen


KINDS = {"input": _drawn, "features": _features}
