"""Figures of every layer, from a sample of the training examples."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from playground.engine.sample import LayerSample, SampleView
from playground.engine.trainer import Trainer
from playground.kernels.optable import State
from playground.model.ids import LayerId, ParameterId
from playground.model.project import OptimizerSpec
from playground.model.resolution import LayerShape
from playground.readout.health.records import LayerFigures

Float32 = npt.NDArray[np.float32]

RAMPS: Mapping[str, float] = {"relu": np.inf, "relu6": 6.0, "clipped_relu": 1.0}
"""Activations whose slope is 0 below 0, and from this z on."""
ENDS: Mapping[str, tuple[float, float]] = {"sigmoid": (0.01, 0.99), "tanh": (-0.98, 0.98)}
"""Beyond them the slope is less than 4 % of its largest: σ′ = a(1 − a) ≤ ¼, tanh′ = 1 − a² ≤ 1."""
EPSILON = 1e-8


def layer_figures(trainer: Trainer, sample: SampleView) -> tuple[LayerFigures, ...]:
    """Return the figures of every layer behind the input, in the order of computation."""
    weights = trainer.weights()
    shapes = trainer.resolution.layers
    found = []
    for layer in trainer.resolution.order[1:]:
        shape, seen = shapes[layer], sample.layers[layer]
        matrices = [p.id for p in shape.parameters if p.sources and p.is_trained]
        found.append(
            LayerFigures(
                layer,
                _mean_size(seen.da if seen.dz is None else seen.dz),
                None if (idle := idle_units(shape, seen)) is None else float(idle.mean()),
                _saturated(shape, seen),
                _root([weights[name] for name in matrices]),
                _ratio(trainer, sample, weights, matrices),
                bool(matrices) and shape.kind != "output",
            )
        )
    return tuple(found)


def reach(layers: tuple[LayerFigures, ...]) -> float | None:
    """Return the blame of the first hidden layer as a part of that of the last."""
    hidden = [layer.gradient for layer in layers if layer.is_hidden and layer.gradient is not None]
    if len(hidden) < 2 or not hidden[-1] > 0.0 or not np.isfinite(hidden[0] / hidden[-1]):
        return None
    return hidden[0] / hidden[-1]


def idle_units(shape: LayerShape, seen: LayerSample) -> npt.NDArray[np.bool_] | None:
    """Return which units have the slope 0 for every example, bool (units,); None for others.

    References
    ----------
    .. [1] L. Lu, Y. Shin, Y. Su, G. Karniadakis, "Dying ReLU and initialization", 2019.
    """
    top = RAMPS.get(shape.activation)
    if top is None or seen.z is None or not shape.units_out:
        return None
    by_unit = seen.z.reshape(len(shape.units_out), -1)
    return np.asarray(((by_unit <= 0.0) | (by_unit >= top)).all(axis=1))


def _saturated(shape: LayerShape, seen: LayerSample) -> float | None:
    ends = ENDS.get(shape.activation)
    if ends is None or seen.a is None or shape.kind == "output":
        return None
    return float(((seen.a < ends[0]) | (seen.a > ends[1])).mean())


def _mean_size(values: Float32 | None) -> float | None:
    return None if values is None or not values.size else float(np.abs(values).mean())


def _root(arrays: list[Float32]) -> float | None:
    """Return the root mean square of all numbers together."""
    size = sum(array.size for array in arrays)
    if not size:
        return None
    squares = sum(float(np.square(array, dtype=np.float64).sum()) for array in arrays)
    return float(np.sqrt(squares / size))


def _ratio(
    trainer: Trainer,
    sample: SampleView,
    weights: Mapping[ParameterId, Float32],
    matrices: list[ParameterId],
) -> float | None:
    size = _root([weights[name] for name in matrices])
    moves = [last_move(trainer, name, sample.gradients[name]) for name in matrices]
    moved = _root(moves)
    return None if not size or moved is None else moved / size


def last_move(trainer: Trainer, name: ParameterId, gradient: Float32) -> Float32:
    """Return about how far one update moves each of these weights now.

    Optimizers that keep means of gradients are asked for theirs; the others move along the gradient
    of the sample.
    """
    layout, block = trainer.bound.program.layout, trainer.bound.block
    slot = layout.slot(name)
    spec, rate = trainer.project.training.optimizer, trainer.learning_rate
    m, v = layout.view(block, slot, 1), layout.view(block, slot, 2)
    return rate * _direction(spec, int(trainer.counters[State.ADAM_STEP]), gradient, m, v)


def _direction(
    spec: OptimizerSpec, updates: int, gradient: Float32, m: Float32, v: Float32
) -> Float32:
    if spec.kind in ("adam", "adamw"):
        if updates == 0:
            return np.sign(gradient)
        bias = np.sqrt(1.0 - 0.999**updates) / (1.0 - 0.9**updates)
        return np.asarray(bias * m / (np.sqrt(v) + EPSILON), np.float32)
    if spec.kind in ("momentum", "nesterov"):
        # After many steps of one direction the speed is 1 / (1 − β) times the gradient.
        return m if updates else gradient
    if spec.kind in ("rmsprop", "adagrad"):
        return np.asarray(gradient / (np.sqrt(v) + EPSILON), np.float32) if updates else gradient
    return gradient


def hidden_layers(
    layers: tuple[LayerFigures, ...],
) -> tuple[LayerId, ...]:
    """Return the layers with weights in front of the output."""
    return tuple(layer.layer for layer in layers if layer.is_hidden)
