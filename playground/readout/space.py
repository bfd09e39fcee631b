"""The bent grid: the input plane and the examples as one layer of the network sees them.

A layer of two units is drawn as it is. A wider one is drawn along the two principal components of
its activations over the training examples; a single unit along a line.
"""

import functools

import numpy as np
import numpy.typing as npt

from playground.data.build import plane_inputs
from playground.data.dataset import Dataset
from playground.engine.state import Float32, Int32, SpaceView
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId
from playground.readout.positions import unit_means

GRID = 25
"""Corners of the grid a side."""
MOST_EXAMPLES = 512
LARGEST = 1e30
"""Activations beyond it are drawn as this: also a layer that overflows can be looked at."""

Float64 = npt.NDArray[np.float64]


def space(trainer: Trainer, layer: LayerId, size: int = GRID) -> SpaceView:
    """Return the plane and up to 512 training examples in the space of a layer.

    Raises
    ------
    PlaygroundError
        The layer is no part of the running network.
    """
    if layer not in trainer.resolution.order:
        raise PlaygroundError("This layer is not part of the running network. Choose another one.")
    dataset = trainer.dataset
    chosen = first_examples(dataset)
    lengths = None if dataset.lengths is None else dataset.lengths[chosen]
    seen = _activations(trainer, layer, np.ascontiguousarray(dataset.inputs[chosen]), lengths)
    axes, mean, explained = _axes(seen)
    if dataset.shape.plane:
        corners = _activations(trainer, layer, _corners(dataset, size))
        grid = _flat(corners, axes, mean).reshape(size, size, 2)
    else:
        grid = np.zeros((0, 0, 2), np.float32)
    return SpaceView(
        step=trainer.step,
        layer=layer,
        grid=_frozen(grid),
        points=_frozen(_flat(seen, axes, mean)),
        examples=chosen,
        axes=_frozen(axes.astype(np.float32)),
        explained=explained,
    )


def first_examples(dataset: Dataset, most: int = MOST_EXAMPLES) -> Int32:
    """Return the indices of up to 512 training examples, spread evenly, int32."""
    count = min(MOST_EXAMPLES, most, int(dataset.train.size))
    places = np.arange(count) * dataset.train.size // max(1, count)
    chosen = np.ascontiguousarray(dataset.train[places], np.int32)
    chosen.setflags(write=False)
    return chosen


@functools.lru_cache(maxsize=4)
def _corners(dataset: Dataset, size: int) -> Float32:
    return plane_inputs(dataset, size)


def _activations(
    trainer: Trainer, layer: LayerId, inputs: Float32, lengths: Int32 | None = None
) -> Float64:
    """Return what the layer puts out, float64 (n, units): means where it answers at positions."""
    values = trainer.evaluator.layer_activations(inputs, (layer,), lengths)[layer]
    values = unit_means(values, trainer.resolution.layers[layer].positions, lengths)
    # Neither a NaN nor an infinity has a direction.
    return np.clip(np.nan_to_num(values.T.astype(np.float64)), -LARGEST, LARGEST)


def _axes(seen: Float64) -> tuple[Float64, Float64, float | None]:
    """Return directions (2, units), the point they go through (units,), and their share."""
    units = seen.shape[1]
    if units <= 2:
        return np.eye(2, units), np.zeros(units), None
    mean = seen.mean(axis=0)
    centred = seen - mean
    values, axes = _directions(centred)
    # A component has no sign of its own: the largest entry is positive, so that frames agree.
    largest = axes[np.arange(2), np.abs(axes).argmax(axis=1)]
    axes = axes * np.where(largest < 0, -1.0, 1.0)[:, None]
    total = float(values.sum())
    return axes, mean, float(values[-2:].sum()) / total if total > 0 else 1.0


def _directions(centred: Float64) -> tuple[Float64, Float64]:
    """Return the variances, rising, and the two directions (2, units) with the largest."""
    examples, units = centred.shape
    # Of one example alone nothing varies: the spread is 0 then.
    below = max(1, examples - 1)
    if units <= MOST_EXAMPLES or examples < 2:
        values, vectors = np.linalg.eigh(centred.T @ centred / below)
        return values, vectors[:, ::-1][:, :2].T
    # A wide layer has no more directions than there are examples: theirs is the smaller matrix.
    values, vectors = np.linalg.eigh(centred @ centred.T / below)
    axes = vectors[:, ::-1][:, :2].T @ centred
    sizes = np.linalg.norm(axes, axis=1, keepdims=True)
    return values, axes / np.where(sizes > 0, sizes, 1.0)


def _flat(values: Float64, axes: Float64, mean: Float64) -> Float32:
    """Return points (n, 2): values (n, units) along the two directions."""
    return np.asarray((values - mean) @ axes.T, np.float32)


def _frozen(values: Float32) -> Float32:
    result = np.ascontiguousarray(values)
    result.setflags(write=False)
    return result
