"""From a DataSpec to arrays: check, shape, examples, and the grid that maps are drawn over."""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from playground.data.catalog import DATASETS, FEATURES, MAX_NOISE, MAX_SEED, DatasetKind
from playground.data.dataset import Dataset
from playground.data.points import POINTS
from playground.data.random import permutation, stream_key
from playground.model.check import DataShape
from playground.model.errors import PlaygroundError
from playground.model.hints import name_hint
from playground.model.ids import UnitId
from playground.model.project import DataSpec
from playground.resources import resource_path

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]
_Number = TypeVar("_Number", np.float32, np.int32)

_LARGEST_COORDINATE = 1e15
"""Its square and the standardised square still fit into a float32."""
MARGIN = 1.08
"""Maps show this much more than the outermost point."""


def check_data(spec: DataSpec) -> tuple[str, ...]:
    """Return what is wrong with the settings, in plain words; empty where nothing is."""
    name = str(spec.kind)
    if name not in DATASETS:
        return (f"There are no data called “{name:.40}”. {name_hint(name, DATASETS)}",)
    return tuple(_problems(spec, DATASETS[spec.kind]))


def _problems(spec: DataSpec, kind: DatasetKind) -> Iterable[str]:
    least, most = kind.minimum_examples, kind.maximum_examples
    if spec.examples is not None and not (
        isinstance(spec.examples, int) and least <= spec.examples <= most
    ):
        number = f"exactly {most:,}" if least == most else f"from {least:,} to {most:,}"
        given = f"{spec.examples:,}" if isinstance(spec.examples, int) else f"{spec.examples!s:.40}"
        yield f"{kind.title} has {number} examples, not {given}."
    if not (_is_number(spec.noise) and 0.0 <= spec.noise <= MAX_NOISE):
        yield f"Noise must be a number from 0 to {MAX_NOISE:g}."
    elif spec.noise > 0.0 and not kind.has_noise:
        yield f"{kind.title} are real data: no noise can be added. Set noise to 0."
    share = spec.train_share
    if share is not None and not (_is_number(share) and 0.0 < share <= 1.0):
        yield "The share of training examples must be above 0 and at most 1, for example 0.5."
    if not (isinstance(spec.seed, int) and 0 <= spec.seed <= MAX_SEED):
        yield f"The seed of the data must be a whole number from 0 to {MAX_SEED:,}."
    if not _is_switch(spec.standardise):
        yield "Standardising is on, off or left open: choose True, False or None."
    yield from _feature_problems(spec, kind)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def _is_switch(value: object) -> bool:
    return value is None or isinstance(value, bool)


def _feature_problems(spec: DataSpec, kind: DatasetKind) -> Iterable[str]:
    if not (isinstance(spec.features, tuple) and all(isinstance(f, str) for f in spec.features)):
        yield "Features are named one by one, for example x and y."
        return
    if spec.features and not kind.is_plane:
        yield f"{kind.title} are seen pixel by pixel: features cannot be chosen."
        return
    for name in spec.features:
        if name not in FEATURES:
            yield f"There is no feature “{name:.40}”. {name_hint(name, FEATURES)}"
    if len(set(spec.features)) != len(spec.features):
        yield "A feature is named twice. Name each one once."


def default_features(kind: str) -> tuple[str, ...]:
    """Return the input features that a kind has where the project names none."""
    return DATASETS[kind].features


def shape_of(spec: DataSpec) -> DataShape:
    """Return what the network must know of the data.

    Raises
    ------
    PlaygroundError
        The settings make no sense.
    """
    kind = _kind(spec)
    if kind.picture is not None:
        names = tuple(f"p{number}" for number in range(math.prod(kind.picture)))
    else:
        names = spec.features or kind.features
    features = tuple(UnitId(name) for name in names)
    return DataShape(kind.task, features, kind.classes, kind.picture, kind.is_plane)


@lru_cache(maxsize=8)
def build(spec: DataSpec) -> Dataset:
    """Make the examples; the same settings give the same arrays on every machine.

    Raises
    ------
    PlaygroundError
        The settings make no sense.
    """
    kind = _kind(spec)
    count = kind.examples if spec.examples is None else spec.examples
    if kind.is_plane:
        raw, labels = POINTS[spec.kind](count, spec.noise, spec.seed)
        features = _plane_features(spec, kind, raw)
        extent = max(kind.extent, MARGIN * float(np.abs(raw).max()))
    else:
        raw, labels = _digits(count, spec.seed)
        features, extent = raw, 0.0
    train, test = _split(spec, kind, count)
    mean, scale = _standard(spec, kind, features[train])
    return Dataset(
        spec=spec,
        shape=shape_of(spec),
        inputs=_frozen((features - mean) / scale, np.float32),
        raw=_frozen(raw, np.float32),
        labels=_frozen(labels, np.int32),
        values=_frozen(np.zeros((count, 0)), np.float32),
        train=_frozen(train, np.int32),
        test=_frozen(test, np.int32),
        mean=_frozen(mean, np.float32),
        scale=_frozen(scale, np.float32),
        extent=extent,
    )


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
        (n, 2) coordinates, or (n, pixels) between 0 and 1.

    Returns
    -------
    float32 (n, features), standardised as the training examples are.

    Raises
    ------
    PlaygroundError
        The array has another shape, or what is in it are no finite numbers.
    """
    kind = DATASETS[dataset.spec.kind]
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
    features = _plane_features(dataset.spec, kind, raw) if kind.is_plane else raw
    return np.ascontiguousarray((features - dataset.mean) / dataset.scale, np.float32)


def _kind(spec: DataSpec) -> DatasetKind:
    problems = check_data(spec)
    if problems:
        raise PlaygroundError(problems[0])
    return DATASETS[spec.kind]


def _plane_features(spec: DataSpec, kind: DatasetKind, raw: Float64) -> Float64:
    x, y = raw[:, 0], raw[:, 1]
    names = spec.features or kind.features
    return np.stack([FEATURES[name].value(x, y) for name in names], axis=1)


def _digits(count: int, seed: int) -> tuple[Float64, Int32]:
    """Pixels between 0 and 1; fewer than all are a choice by the seed."""
    with np.load(resource_path("data", "digits.npz"), allow_pickle=False) as arrays:
        pixels, labels = arrays["pixels"], arrays["labels"]
    if count < len(labels):
        chosen = np.sort(permutation(stream_key(seed, "choice"), len(labels))[:count])
        pixels, labels = pixels[chosen], labels[chosen]
    return pixels / 16.0, labels.astype(np.int32)


def _split(spec: DataSpec, kind: DatasetKind, count: int) -> tuple[Int32, Int32]:
    share = kind.train_share if spec.train_share is None else spec.train_share
    # xor4 is all of its table: splitting four points would teach nothing.
    training = count if kind.train_share == 1.0 else min(count, max(1, round(share * count)))
    order = permutation(stream_key(spec.seed, "split"), count)
    return np.sort(order[:training]), np.sort(order[training:])


def _standard(spec: DataSpec, kind: DatasetKind, training: Float64) -> tuple[Float64, Float64]:
    """Mean and scale of every feature over the training examples."""
    wanted = kind.standardise if spec.standardise is None else spec.standardise
    if not wanted:
        return np.zeros(training.shape[1]), np.ones(training.shape[1])
    scale = training.std(axis=0)
    # A feature that never varies (a pixel that is always white) is only moved to 0.
    return training.mean(axis=0), np.where(scale > 1e-9, scale, 1.0)


def _frozen(array: npt.ArrayLike, dtype: type[_Number]) -> npt.NDArray[_Number]:
    result: npt.NDArray[_Number] = np.array(array, dtype=dtype, order="C")
    result.flags.writeable = False
    return result
