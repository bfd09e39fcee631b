"""Networks over the input plane: a small picture for every neuron, a big one for the output.

Pure functions of a trainer's present parameters; they run programs with workspaces of their own
and move nothing. Colours are the window's business.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from playground.data.build import plane_inputs
from playground.data.dataset import Dataset
from playground.engine.state import Float32, Plane
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, UnitRef

MAX_SIZE = 1024
"""Most pixels a side."""


@dataclass(frozen=True, slots=True, eq=False)
class UnitMap:
    """One picture over the input plane; row 0 is the top.

    Attributes
    ----------
    unit
        The neuron shown, or None for the output as a whole.
    values
        float32 (size, size): activation of the unit; for an output of several units the winning
        class as a float.
    confidence
        float32 (size, size): activation of the winning unit (its probability under softmax);
        None where a single unit is shown.
    threshold
        Activation at which the decision changes; None where there is no such thing.
    """

    unit: UnitRef | None
    values: Float32
    confidence: Float32 | None = None
    threshold: float | None = None


def tiles(trainer: Trainer, layers: Sequence[LayerId], size: int) -> Plane:
    """Return every neuron of these layers over the plane, float32 (units, size, size) by layer.

    Layers that are no part of the running network are left out.

    Raises
    ------
    PlaygroundError
        The data are not points of a plane, or the size is absurd.
    """
    inputs = _grid(trainer.dataset, size)
    known = [layer for layer in layers if layer in trainer.resolution.order]
    activations = trainer.evaluator.layer_activations(inputs, known)
    pictures = {
        layer: _frozen(values.reshape(-1, size, size)) for layer, values in activations.items()
    }
    return Plane(trainer.step, MappingProxyType(pictures))


def big_map(trainer: Trainer, unit: UnitRef | None, size: int) -> UnitMap:
    """Return one neuron, or the output (``unit`` None), over the plane.

    Raises
    ------
    PlaygroundError
        As `tiles`; or the unit is no part of the running network.
    """
    inputs = _grid(trainer.dataset, size)
    if unit is not None:
        return UnitMap(unit, _unit_values(trainer, unit, inputs).reshape(size, size))
    outputs = trainer.evaluator.outputs(inputs)
    rule = trainer.evaluator.prepared.plan.rule
    if outputs.shape[1] == 1:
        values = _frozen(outputs[:, 0].reshape(size, size))
        return UnitMap(None, values, threshold=rule.threshold)
    winners = np.argmax(outputs, axis=1)
    confidence = np.take_along_axis(outputs, winners[:, None], axis=1)
    return UnitMap(
        None,
        _frozen(winners.astype(np.float32).reshape(size, size)),
        _frozen(confidence.reshape(size, size)),
    )


def _unit_values(trainer: Trainer, unit: UnitRef, inputs: Float32) -> Float32:
    if unit.layer in trainer.resolution.order:
        shape = trainer.resolution.layers[unit.layer]
        if unit in shape.units_out:
            values = trainer.evaluator.layer_activations(inputs, (unit.layer,))[unit.layer]
            return _frozen(values[shape.units_out.index(unit)])
    raise PlaygroundError("This neuron is not part of the running network. Choose another one.")


@functools.lru_cache(maxsize=4)
def _grid(dataset: Dataset, size: int) -> Float32:
    if not dataset.shape.plane:
        raise PlaygroundError("These data are not points of a plane, so there is no map of them.")
    if not 1 <= size <= MAX_SIZE:
        raise PlaygroundError(f"A map of {size} pixels a side is not possible (1 to {MAX_SIZE}).")
    return plane_inputs(dataset, size)


def _frozen(values: Float32) -> Float32:
    """Return a read-only array that may cross threads."""
    result = np.ascontiguousarray(values)
    result.setflags(write=False)
    return result
