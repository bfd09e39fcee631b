"""What is wrong with the settings of data, in plain words."""

import math
from collections.abc import Iterable, Mapping

import numpy as np

from playground.data.catalog import (
    DATASETS,
    DEFAULT_FORMULA,
    FEATURES,
    MAX_NOISE,
    MAX_POINTS,
    MAX_SEED,
    MORE_CLASSES,
    DatasetKind,
)
from playground.data.formula import parse_formula
from playground.data.makers.own import HALF_WIDTH
from playground.data.table import table_problems
from playground.model.errors import TextError
from playground.model.hints import name_hint
from playground.model.project import DataSpec, Point


def check_data(spec: DataSpec) -> tuple[str, ...]:
    """Return what is wrong with the settings, in plain words; empty where nothing is."""
    name = str(spec.kind)
    if name not in DATASETS:
        return (f"There are no data called “{name:.40}”. {name_hint(name, DATASETS)}",)
    return tuple(_problems(spec, DATASETS[spec.kind]))


def _problems(spec: DataSpec, kind: DatasetKind) -> Iterable[str]:
    yield from _number_problems(spec, kind)
    if kind.name == "own":
        yield from _point_problems(spec.points)
    if kind.name == "above":
        yield from _formula_problems(str(spec.formula))
    if kind.form == "table":
        found = tuple(table_problems(spec))
        yield from found
        if found:
            return
    yield from _feature_problems(spec, kind)


def _number_problems(spec: DataSpec, kind: DatasetKind) -> Iterable[str]:
    least, most = kind.minimum_examples, kind.maximum_examples
    if (
        spec.examples is not None
        and most
        and not (isinstance(spec.examples, int) and least <= spec.examples <= most)
    ):
        number = f"exactly {most:,}" if least == most else f"from {least:,} to {most:,}"
        given = f"{spec.examples:,}" if isinstance(spec.examples, int) else f"{spec.examples!s:.40}"
        yield f"{kind.title} has {number} examples, not {given}."
    if not (_is_number(spec.noise) and 0.0 <= spec.noise <= MAX_NOISE):
        yield f"Noise must be a number from 0 to {MAX_NOISE:g}."
    elif spec.noise > 0.0 and not kind.has_noise:
        why = "are real data" if kind.form == "picture" else "are what they are"
        yield f"{kind.title} {why}: no noise can be added. Set noise to 0."
    share = spec.train_share
    if share is not None and not (_is_number(share) and 0.0 < share <= 1.0):
        yield "The share of training examples must be above 0 and at most 1, for example 0.5."
    if not (isinstance(spec.seed, int) and 0 <= spec.seed <= MAX_SEED):
        yield f"The seed of the data must be a whole number from 0 to {MAX_SEED:,}."
    if not _is_switch(spec.standardise):
        yield "Standardising is on, off or left open: choose True, False or None."
    elif spec.standardise and not kind.can_standardise:
        yield f"{kind.title}: sequences cannot be standardised. Leave it off."
    yield from _length_problems(spec, kind)


def _length_problems(spec: DataSpec, kind: DatasetKind) -> Iterable[str]:
    if spec.length is None:
        return
    least, most = kind.minimum_length, kind.maximum_length
    if not kind.is_sequence:
        yield f"{kind.title} has no sequences, so there is no length to choose."
    elif not (isinstance(spec.length, int) and least <= spec.length <= most):
        yield f"{kind.title} has sequences of {least} to {most} positions, not {spec.length!s:.40}."


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def _is_switch(value: object) -> bool:
    return value is None or isinstance(value, bool)


def _point_problems(points: tuple[Point, ...]) -> Iterable[str]:
    if not points:
        yield "There are no points yet. Click into the map to add points."
        return
    if len(points) > MAX_POINTS:
        yield f"There are {len(points):,} points; at most {MAX_POINTS:,} can be set by hand."
    most = len(MORE_CLASSES)
    for point in points:
        is_placed = _is_number(point.x) and _is_number(point.y)
        if not is_placed or max(abs(point.x), abs(point.y)) > MAX_NOISE:
            yield f"A point lies outside the map. Coordinates go from {-MAX_NOISE:g} to {MAX_NOISE:g}."
            return
        if not (isinstance(point.label, int) and 0 <= point.label < most):
            yield f"A point has a class that is not known. Classes are numbered 0 to {most - 1}."
            return
    if len({point.label for point in points}) == 1:
        yield (
            "All points are of one class, so there is nothing to tell apart. "
            "Choose another class and add points of it."
        )


def _formula_problems(formula: str) -> Iterable[str]:
    try:
        function = parse_formula(formula or DEFAULT_FORMULA)
    except TextError as error:
        yield str(error)
        return
    heights = function(np.linspace(-HALF_WIDTH, HALF_WIDTH, 97))
    if not (np.abs(heights) < HALF_WIDTH).any():
        yield (
            f"This curve never comes into the map, where y goes from {-HALF_WIDTH:g} to "
            f"{HALF_WIDTH:g}: all points would be of one class. Try a smaller number."
        )


def _feature_problems(spec: DataSpec, kind: DatasetKind) -> Iterable[str]:
    if not (isinstance(spec.features, tuple) and all(isinstance(f, str) for f in spec.features)):
        yield "Features are named one by one, for example x and y."
        return
    if spec.features and kind.form == "picture":
        yield f"{kind.title} are seen pixel by pixel: features cannot be chosen."
        return
    known = feature_table(spec)
    for name in spec.features:
        if name not in known:
            yield f"There is no feature “{name:.40}”. {name_hint(name, known)}"
    if len(set(spec.features)) != len(spec.features):
        yield "A feature is named twice. Name each one once."


def feature_table(spec: DataSpec) -> Mapping[str, str]:
    """Return name → title of every feature that these data offer; empty for pictures."""
    kind = DATASETS[spec.kind]
    if kind.is_plane:
        return {name: feature.title for name, feature in FEATURES.items()}
    if kind.form == "table":
        return {name: name for name in spec.table.columns} if spec.table is not None else {}
    return {column.name: column.title for column in kind.columns}
