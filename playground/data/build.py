"""From a DataSpec to arrays: check, shape, examples, and the grid that maps are drawn over."""

import math
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from playground.data.catalog import DATASETS, FEATURES, DatasetKind
from playground.data.checking import check_data, feature_table
from playground.data.dataset import Dataset
from playground.data.makers import MAKERS
from playground.data.makers.own import chosen_columns, map_frame
from playground.data.random import permutation, stream_key
from playground.model.errors import PlaygroundError
from playground.model.ids import UnitId
from playground.model.project import DataSpec
from playground.model.resolution import DataShape, SequenceShape, Task

__all__ = [
    "build",
    "check_data",
    "default_features",
    "feature_table",
    "inputs_of",
    "line_points",
    "plane_inputs",
    "plane_points",
    "shape_of",
]

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]
_Number = TypeVar("_Number", np.float64, np.float32, np.int32)

_LARGEST_COORDINATE = 1e15
"""Its square and the standardised square still fit into a float32."""
SMALLEST_SPREAD = 1e-30
"""A standard deviation below it counts as 0, whatever the unit."""
MARGIN = 1.08
"""Maps show this much more than the outermost point."""


def default_features(spec: DataSpec) -> tuple[str, ...]:
    """Return the input features that these data have where the project names none."""
    kind = DATASETS[spec.kind]
    if kind.form == "table":
        return spec.table.columns if spec.table is not None else ()
    return kind.features


def shape_of(spec: DataSpec) -> DataShape:
    """Return what the network must know of the data.

    Raises
    ------
    PlaygroundError
        The settings make no sense.
    """
    return _shape(spec, _kind(spec))


def _shape(spec: DataSpec, kind: DatasetKind) -> DataShape:
    if kind.picture is not None:
        pixels = tuple(UnitId(f"p{number}") for number in range(math.prod(kind.picture)))
        is_share = not _is_standard(spec, kind)
        return DataShape(kind.task, pixels, kind.classes, kind.picture, is_share=is_share)
    names = spec.features or default_features(spec)
    titles = feature_table(spec)
    sequence = None
    if kind.is_sequence:
        sequence = SequenceShape(spec.length or kind.length, kind.vocabulary)
    task, classes = _answers(spec, kind)
    is_flat_table = kind.form == "table" and len(names) == 2
    return DataShape(
        task=task,
        features=tuple(UnitId(name) for name in names),
        classes=classes,
        plane=kind.is_plane or is_flat_table,
        line=kind.form == "line",
        titles=tuple(titles[name] for name in names),
        sequence=sequence,
        is_share=kind.form == "rows" and not _is_standard(spec, kind),
    )


def _answers(spec: DataSpec, kind: DatasetKind) -> tuple[Task, tuple[str, ...]]:
    """Return task and classes; those of the user's own data follow from the data."""
    if kind.name == "own":
        count = max(2, 1 + max(point.label for point in spec.points))
        return _task(count), kind.classes[:count]
    if spec.table is not None and kind.form == "table":
        return _task(len(spec.table.classes)), spec.table.classes
    return kind.task, kind.classes


def _is_standard(spec: DataSpec, kind: DatasetKind) -> bool:
    return kind.standardise if spec.standardise is None else spec.standardise


def _task(classes: int) -> Task:
    return "regression" if not classes else "binary" if classes == 2 else "classes"


@lru_cache(maxsize=8)
def build(spec: DataSpec) -> Dataset:
    """Make the examples; the same settings give the same arrays on every machine.

    Raises
    ------
    PlaygroundError
        The settings make no sense.
    """
    kind = _kind(spec)
    made = MAKERS[spec.kind](spec, kind.examples if spec.examples is None else spec.examples)
    shape = _shape(spec, kind)
    features = _features(spec, kind, made.raw)
    train, test = _split(spec, kind, made.size)
    is_standard = _is_standard(spec, kind)
    mean, scale = _standard(is_standard, features[train])
    # Answers of a table have units of their own, grams or years: without this nothing would learn.
    middle, unit = _standard(is_standard and kind.form == "table", made.values[train])
    return Dataset(
        spec=spec,
        shape=shape,
        inputs=_frozen((features - mean) / scale, np.float32),
        raw=_frozen(made.raw, np.float64),
        labels=_frozen(made.labels, np.int32),
        values=_frozen((made.values - middle) / unit, np.float32),
        train=_frozen(train, np.int32),
        test=_frozen(test, np.int32),
        mean=_frozen(mean, np.float64),
        scale=_frozen(scale, np.float64),
        extent=_extent(kind, shape, made.raw),
        value_mean=_frozen(middle, np.float32),
        value_scale=_frozen(unit, np.float32),
        lengths=None if made.lengths is None else _frozen(made.lengths, np.int32),
    )


def _extent(kind: DatasetKind, shape: DataShape, raw: Float64) -> float:
    if not (shape.plane or shape.line):
        return 0.0
    return max(kind.extent, MARGIN * float(np.abs(raw).max()))


def plane_points(dataset: Dataset, size: int) -> Float64:
    """Return the raw coordinates of the pixels of a map, float64 (size·size, 2), top row first."""
    centres = ((np.arange(size) + 0.5) / size * 2.0 - 1.0) * dataset.extent
    x, y = np.meshgrid(centres, centres[::-1])
    return np.stack([x.ravel(), y.ravel()], axis=1)


def plane_inputs(dataset: Dataset, size: int) -> Float32:
    """Return what the network sees at every pixel of a map.

    Parameters
    ----------
    size
        Pixels a side.

    Returns
    -------
    float32 (size·size, features); the first ``size`` rows are the top of the picture, where the
    second coordinate is largest.

    Raises
    ------
    PlaygroundError
        The examples are no points of a plane.
    """
    return inputs_of(dataset, plane_points(dataset, size))


def inputs_of(dataset: Dataset, points: npt.ArrayLike) -> Float32:
    """Return what the network sees of raw points or pictures.

    Parameters
    ----------
    points
        (n, 2) coordinates, (n, pixels) between 0 and 1, or (n, length) tokens.

    Returns
    -------
    float32 (n, features), standardised as the training examples are.

    Raises
    ------
    PlaygroundError
        The array has another shape, or what is in it are no finite numbers.
    """
    spec, kind = dataset.spec, DATASETS[dataset.spec.kind]
    columns = dataset.raw.shape[1]
    try:
        raw = np.atleast_2d(np.asarray(points, np.float64))
    except (TypeError, ValueError) as error:
        raise PlaygroundError(f"{kind.title} has examples of {columns} numbers each.") from error
    if not (np.abs(raw) < _LARGEST_COORDINATE).all():
        raise PlaygroundError("A coordinate is not a number, or too large to compute with.")
    if raw.ndim != 2 or raw.shape[1] != columns:
        raise PlaygroundError(
            f"{kind.title} has examples of {columns} numbers; these have {raw.shape[-1]}."
        )
    if kind.vocabulary and not np.isin(raw, np.arange(len(kind.vocabulary))).all():
        raise PlaygroundError(
            f"{kind.title} has tokens from 0 to {len(kind.vocabulary) - 1}, whole numbers."
        )
    features = _features(spec, kind, raw)
    return np.ascontiguousarray((features - dataset.mean) / dataset.scale, np.float32)


def line_points(dataset: Dataset, n: int) -> Float64:
    """Return n values of x, rising evenly over the part of the axis that is shown, float64 (n, 1).

    Raises
    ------
    PlaygroundError
        The examples are no points of a curve, or n is too small for one.
    """
    if not dataset.shape.line:
        raise PlaygroundError("These data have more than one number each, so they are no curve.")
    if n < 2:
        raise PlaygroundError("A curve has at least two points.")
    return np.linspace(-dataset.extent, dataset.extent, n)[:, None]


def _kind(spec: DataSpec) -> DatasetKind:
    problems = check_data(spec)
    if problems:
        raise PlaygroundError(problems[0])
    return DATASETS[spec.kind]


def _features(spec: DataSpec, kind: DatasetKind, raw: Float64) -> Float64:
    """Return what the network sees of raw examples, before it is standardised."""
    if kind.is_plane:
        x, y = raw[:, 0], raw[:, 1]
        names = spec.features or kind.features
        return np.stack([FEATURES[name].value(x, y) for name in names], axis=1)
    if spec.table is not None and kind.form == "table":
        columns = chosen_columns(spec.table, spec.features)
        if columns.shape[1] == 2:
            middle, unit = map_frame(columns)
            return raw * unit + middle
        return raw
    if kind.columns and spec.features and not kind.is_sequence:
        names = tuple(column.name for column in kind.columns)
        return raw[:, [names.index(name) for name in spec.features]]
    return raw


def _split(spec: DataSpec, kind: DatasetKind, count: int) -> tuple[Int32, Int32]:
    share = kind.train_share if spec.train_share is None else spec.train_share
    training = min(count, max(1, round(share * count))) if kind.is_split else count
    order = permutation(stream_key(spec.seed, "split"), count)
    return np.sort(order[:training]), np.sort(order[training:])


def _standard(is_wanted: bool, training: Float64) -> tuple[Float64, Float64]:
    """Mean and scale of every column over the training examples."""
    if not is_wanted:
        return np.zeros(training.shape[1]), np.ones(training.shape[1])
    scale = training.std(axis=0)
    # A feature that never varies (a pixel that is always white) is only moved to 0; of equal numbers
    # rounding leaves a spread, too.
    least = np.maximum(SMALLEST_SPREAD, 1e-13 * np.abs(training).max(axis=0, initial=0.0))
    return training.mean(axis=0), np.where(scale > least, scale, 1.0)


def _frozen(array: npt.ArrayLike, dtype: type[_Number]) -> npt.NDArray[_Number]:
    result: npt.NDArray[_Number] = np.array(array, dtype=dtype, order="C")
    result.flags.writeable = False
    return result
