"""Networks over the input plane: a small picture for every neuron, a big one for the output.

Pure functions of a trainer's present parameters; they run programs with workspaces of their own
and move nothing. Colours are the window's business.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from playground.data.build import plane_inputs
from playground.data.dataset import Dataset
from playground.engine.state import Float32, Plane
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.readout.axes import MapFrame, frame_of, grid_inputs
from playground.readout.positions import unit_means

if TYPE_CHECKING:
    # The window reads curves and axes without the engine, which it does not load.
    from playground.engine.trainer import Trainer
    from playground.readout.seen import Seen

MAX_SIZE = 1024
"""Most pixels a side."""
MOST_OUTPUTS = 10
"""Classes whose own maps are handed out; with more, winner and confidence must do."""


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
    outputs
        float32 (outputs, size, size): all of several outputs, up to MOST_OUTPUTS of them.
    frame
        Which plane it is; None where the data are points of a plane themselves.
    """

    unit: UnitRef | None
    values: Float32
    confidence: Float32 | None = None
    threshold: float | None = None
    outputs: Float32 | None = None
    frame: MapFrame | None = None


def tiles(trainer: "Trainer", layers: Sequence[LayerId], size: int) -> Plane:
    """Return every neuron of these layers over the plane, float32 (units, size, size) by layer.

    Layers that are no part of the running network, or answer at positions, are left out.

    Raises
    ------
    PlaygroundError
        The data are not points of a plane, or the size is absurd.
    """
    inputs = _grid(trainer.dataset, size)
    shapes, order = trainer.resolution.layers, trainer.resolution.order
    # A unit with positions has a picture of every single point: none of the plane.
    known = [layer for layer in layers if layer in order and not shapes[layer].positions]
    activations = trainer.evaluator.layer_activations(inputs, known)
    pictures = {
        layer: _frozen(values.reshape(-1, size, size)) for layer, values in activations.items()
    }
    return Plane(trainer.step, MappingProxyType(pictures))


def big_map(trainer: "Seen", unit: UnitRef | None, size: int) -> UnitMap:
    """Return one neuron, or the output (``unit`` None), over the plane.

    Raises
    ------
    PlaygroundError
        As `tiles`; or the unit is no part of the running network.
    """
    return _picture(trainer, unit, _grid(trainer.dataset, size), size, None)


def axes_map(
    trainer: "Seen",
    unit: UnitRef | None,
    size: int,
    axes: tuple[UnitId, UnitId],
    example: int | None,
) -> UnitMap:
    """Return one neuron, or the output (``unit`` None), over two features or components.

    Parameters
    ----------
    example
        Its other features are kept; None takes the mean of the training examples.

    Raises
    ------
    PlaygroundError
        There is no such feature, example or unit, or the size is absurd.
    """
    frame, inputs = _slice(trainer.dataset, axes, example, size)
    return _picture(trainer, unit, inputs, size, frame)


def answers(trainer: "Seen") -> Float32:
    """Return the network's outputs for every example, float32 (examples, outputs)."""
    dataset = trainer.dataset
    return _frozen(trainer.evaluator.outputs(dataset.inputs, dataset.lengths))


def _picture(
    trainer: "Seen", unit: UnitRef | None, inputs: Float32, size: int, frame: MapFrame | None
) -> UnitMap:
    if unit is not None:
        values = unit_values(trainer, unit, inputs).reshape(size, size)
        return UnitMap(unit, values, frame=frame)
    outputs = trainer.evaluator.outputs(inputs)
    rule = trainer.evaluator.prepared.plan.rule
    if outputs.shape[1] == 1:
        values = _frozen(outputs[:, 0].reshape(size, size))
        return UnitMap(None, values, threshold=rule.threshold, frame=frame)
    winners = np.argmax(outputs, axis=1)
    confidence = np.take_along_axis(outputs, winners[:, None], axis=1)
    return UnitMap(
        None,
        _frozen(winners.astype(np.float32).reshape(size, size)),
        _frozen(confidence.reshape(size, size)),
        outputs=_frozen(outputs.T.reshape(-1, size, size)[:MOST_OUTPUTS]),
        frame=frame,
    )


def unit_values(trainer: "Seen", unit: UnitRef, inputs: Float32) -> Float32:
    """Return a unit's activations, float32 (n,), for inputs (n, features); means over positions."""
    if unit.layer in trainer.resolution.order:
        shape = trainer.resolution.layers[unit.layer]
        if unit in shape.units_out:
            values = trainer.evaluator.layer_activations(inputs, (unit.layer,))[unit.layer]
            values = unit_means(values, shape.positions)
            return _frozen(values[shape.units_out.index(unit)])
    raise PlaygroundError("This neuron is not part of the running network. Choose another one.")


@functools.lru_cache(maxsize=4)
def _grid(dataset: Dataset, size: int) -> Float32:
    if not dataset.shape.plane:
        raise PlaygroundError("These data are not points of a plane, so there is no map of them.")
    _check_size(size)
    return plane_inputs(dataset, size)


@functools.lru_cache(maxsize=4)
def _slice(
    dataset: Dataset, axes: tuple[UnitId, UnitId], example: int | None, size: int
) -> tuple[MapFrame, Float32]:
    _check_size(size)
    frame = frame_of(dataset, axes, example)
    return frame, grid_inputs(dataset, frame, size)


def _check_size(size: int) -> None:
    if not 1 <= size <= MAX_SIZE:
        raise PlaygroundError(f"A map of {size} pixels a side is not possible (1 to {MAX_SIZE}).")


def _frozen(values: Float32) -> Float32:
    """Return a read-only array that may cross threads."""
    result = np.ascontiguousarray(values)
    result.setflags(write=False)
    return result
