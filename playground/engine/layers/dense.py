"""Dense layers and the output, activations on their own, dropout."""

from playground.data.random import stream_key
from playground.engine.assembly import Value
from playground.engine.lowering import KEY_BITS, Lowering
from playground.kernels.optable import OpCode
from playground.model.network import DropoutSpec
from playground.model.resolution import LayerShape


def _dense(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    z = lowering.value(shape)
    is_tied = lowering.plan.project.network.layer(shape.id).is_transposed
    code = OpCode.TIED_FORWARD if is_tied else OpCode.DENSE_FORWARD
    lowering.use(code, shape.id, lowering.sources(shape), z, weights=lowering.weights(shape))
    return z, lowering.activated(shape, z)


def _activation(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    (z,) = lowering.sources(shape)
    return z, lowering.activated(shape, z)


def _dropout(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    """Dropout works while training alone; elsewhere the value is passed on as it is."""
    spec = lowering.spec(shape.id)
    assert isinstance(spec, DropoutSpec)
    (source,) = lowering.sources(shape)
    if lowering.kind == "training":
        assembly = lowering.assembly
        result = assembly.value(source.units, source.positions)
        mask = assembly.slice(source.memory.rows)
        key = stream_key(lowering.plan.project.training.seed, "dropout", shape.id)
        extra = {"mask": mask.offset, "key": key % (1 << KEY_BITS), "rate": spec.rate}
        lowering.use(OpCode.DROPOUT_FORWARD, shape.id, (source,), result, extra=extra)
        return source, result
    if lowering.kind == "probe":
        # Shown beside each other, its blame is not that of all that its input leads to.
        return source, lowering.copied(shape.id, source)
    return source, lowering.apart(shape.id, source)


KINDS = {"dense": _dense, "output": _dense, "activation": _activation, "dropout": _dropout}
