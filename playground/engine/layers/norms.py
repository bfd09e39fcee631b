"""Layers that bring values to a common size, noise, prototypes, and softmax over an axis."""

from playground.data.random import stream_key
from playground.engine.assembly import Value
from playground.engine.lowering import KEY_BITS, Lowering
from playground.kernels.optable import OpCode
from playground.model.resolution import LayerShape
from playground.model.specs import BatchNormSpec, NoiseSpec, SoftmaxOverSpec


def _batch_norm(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    """While training the batch's own statistics, elsewhere those that training has kept."""
    spec = lowering.spec(shape.id)
    assert isinstance(spec, BatchNormSpec)
    (source,) = lowering.sources(shape)
    result, weights = lowering.value(shape), lowering.weights(shape, "gain", "shift")
    running = {
        "mean": lowering.weights(shape, "mean").weight,
        "variance": lowering.weights(shape, "variance").weight,
    }
    if lowering.kind != "training":
        code = OpCode.BATCH_NORM_INFERENCE_FORWARD
        lowering.use(code, shape.id, (source,), result, weights=weights, extra=running)
        return source, result
    assembly = lowering.assembly
    found = {
        "mean": assembly.take(source.units),
        "variance": assembly.take(source.units),
        "lengths": lowering.lengths_of(shape.id, source).offset,
    }
    code = OpCode.BATCH_NORM_FORWARD
    lowering.use(code, shape.id, (source,), result, weights=weights, extra=found)
    if not weights.is_frozen:
        moved = {
            **found, "running_mean": running["mean"], "running_variance": running["variance"],
            "units": source.units, "positions": source.places, "ld": source.memory.ld,
            "momentum": spec.momentum,
        }  # fmt: skip
        name = lowering.name(shape.id)
        code = OpCode.BATCH_NORM_STATISTICS
        assembly.postponed.append(lambda: assembly.emit(code, "update", moved, shape.id, name))
    return source, result


def _layer_norm(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    (source,) = lowering.sources(shape)
    result, weights = lowering.value(shape), lowering.weights(shape, "gain", "shift")
    assembly = lowering.assembly
    extra = {"mean": assembly.take(source.lanes), "inverse": assembly.take(source.lanes)}
    code = OpCode.LAYER_NORM_FORWARD
    lowering.use(code, shape.id, (source,), result, weights=weights, extra=extra)
    return source, result


def _noise(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    """Noise works while training alone; elsewhere the value is passed on as it is."""
    spec = lowering.spec(shape.id)
    assert isinstance(spec, NoiseSpec)
    (source,) = lowering.sources(shape)
    if lowering.kind == "training":
        result = lowering.value(shape)
        key = stream_key(lowering.plan.project.training.seed, "noise", shape.id)
        extra = {"key": key % (1 << KEY_BITS), "deviation": spec.deviation}
        lowering.use(OpCode.NOISE_FORWARD, shape.id, (source,), result, extra=extra)
        return source, result
    if lowering.kind == "probe":
        # Shown beside each other, its blame is not that of all that its input leads to.
        return source, lowering.copied(shape.id, source)
    return source, lowering.apart(shape.id, source)


def _normalise(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    (source,) = lowering.sources(shape)
    result = lowering.value(shape)
    extra = {"inverse": lowering.assembly.take(source.lanes)}
    lowering.use(OpCode.NORMALISE_FORWARD, shape.id, (source,), result, extra=extra)
    # The way back reads every number as it was, a held one too.
    return source, lowering.apart(shape.id, result)


def _cosine(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    (source,) = lowering.sources(shape)
    result, weights = lowering.value(shape), lowering.weights(shape)
    assembly = lowering.assembly
    extra = {"x_inverse": assembly.take(source.lanes), "w_inverse": assembly.take(result.units)}
    code = OpCode.COSINE_FORWARD
    lowering.use(code, shape.id, (source,), result, weights=weights, extra=extra)
    return source, lowering.apart(shape.id, result)


def _softmax_over(lowering: Lowering, shape: LayerShape) -> tuple[Value, Value]:
    spec = lowering.spec(shape.id)
    assert isinstance(spec, SoftmaxOverSpec)
    (source,) = lowering.sources(shape)
    result = lowering.value(shape)
    if spec.axis == "units":
        lowering.use(OpCode.SOFTMAX_FORWARD, shape.id, (source,), result)
    else:
        extra = {"lengths": lowering.lengths_of(shape.id, source).offset}
        code = OpCode.SOFTMAX_POSITIONS_FORWARD
        lowering.use(code, shape.id, (source,), result, extra=extra)
    return source, lowering.apart(shape.id, result)


KINDS = {
    "batch_norm": _batch_norm,
    "layer_norm": _layer_norm,
    "noise": _noise,
    "normalise": _normalise,
    "cosine": _cosine,
    "softmax_over": _softmax_over,
}
