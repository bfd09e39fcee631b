"""Inputs beside the data: numbers that are drawn anew for every example and step."""

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


KINDS = {"input": _drawn}
