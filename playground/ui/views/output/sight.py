"""What the map shows now: which picture of the snapshot, on which scale, and its numbers. Pure."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.data.build import inputs_of
from playground.data.dataset import Dataset
from playground.model.catalog import target_rule
from playground.model.ids import UnitId, UnitRef
from playground.readout.axes import PRINCIPAL, MapFrame
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import example_title, feature_title, true_class
from playground.ui.view import ShownProject
from playground.ui.views.output.levels import Float32, Scale, scale_for, target_scale, two_classes
from playground.ui.views.output.readings import Place, class_text, output_text, unit_text
from playground.ui.widgets.contours import sampled
from playground.ui.wording import class_words, told

_ALMOST = 0.004
"""Part of the scale at which a ReLU counts as no longer 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """One picture over a plane.

    ``unit`` is None for the output; ``outputs`` (classes, size, size) where more than two classes
    compete; ``frame`` where the data are no plane themselves.
    """

    unit: UnitRef | None
    values: Float32
    outputs: Float32 | None = None
    frame: MapFrame | None = None
    is_share: bool = False
    """Values are the probability of class 1, from two competing outputs."""


def sight_of(snapshot: Snapshot, shown: ShownProject, wanted: UnitRef | None) -> Sight | None:
    """Return what to draw: a wanted neuron as soon as there is anything of it."""
    big = snapshot.big_map
    if wanted is not None and (big is None or big.unit != wanted):
        tile = _tile(snapshot, shown, wanted)
        if tile is not None:
            return Sight(wanted, tile)
    if big is None:
        return None
    if big.confidence is None:
        return Sight(big.unit, big.values, frame=big.frame)
    if big.outputs is not None and big.outputs.shape[0] > 2:
        return Sight(big.unit, big.values, big.outputs, big.frame)
    share = two_classes(big.values, big.confidence)
    return Sight(big.unit, share, frame=big.frame, is_share=True)


def _tile(snapshot: Snapshot, shown: ShownProject, unit: UnitRef) -> Float32 | None:
    plane = snapshot.plane
    shape = shown.resolution.layers.get(unit.layer)
    if plane is None or shape is None or unit.layer not in plane.layers:
        return None
    tiles = plane.layers[unit.layer]
    if unit not in shape.units_out:
        return None
    index = shape.units_out.index(unit)
    return tiles[index] if index < tiles.shape[0] else None


def activation_of(shown: ShownProject, unit: UnitRef | None) -> str:
    """Return the activation of a unit's layer, or of the output."""
    resolution = shown.resolution
    layer = unit.layer if unit is not None else next(reversed(resolution.order), None)
    if layer is None or layer not in resolution.layers:
        return ""
    return resolution.layers[layer].activation


def is_regression(shown: ShownProject) -> bool:
    """Return whether the output is a number to be predicted."""
    return shown.task == "regression"


def scale_of(shown: ShownProject, sight: Sight) -> Scale:
    """Return which numbers are full orange, neutral and full blue."""
    dataset = shown.dataset
    if sight.unit is None and dataset is not None and is_regression(shown):
        return target_scale(dataset.values[:, :1])
    if sight.is_share:
        return Scale(0.0, 0.5, 1.0)
    return scale_for(activation_of(shown, sight.unit) or "tanh", sight.values)


def edge_of(shown: ShownProject, sight: Sight, scale: Scale) -> float | None:
    """Return where the line runs: at the decision, or where a neuron changes its sign.

    A neuron that is never negative and 0 in part has its line where it begins.
    """
    if sight.unit is not None:
        low = float(np.nanmin(sight.values)) if np.isfinite(sight.values).any() else 0.0
        return scale.high * _ALMOST if scale.centre == 0.0 and low >= 0.0 else scale.centre
    dataset = shown.dataset
    if dataset is None or sight.is_share or is_regression(shown):
        return scale.centre
    rule = target_rule(
        shown.task or dataset.shape.task, activation_of(shown, None), shown.resolution.loss or None
    )
    threshold = rule.threshold if rule is not None else None
    return scale.centre if threshold is None else threshold


def place_at(dataset: Dataset, sight: Sight | None, x: float, y: float) -> Place:
    """Return the coordinates of a place of the 1 × 1 picture, in their own units."""
    frame = sight.frame if sight is not None else None
    if frame is not None:
        names = tuple(axis_title(dataset, axis) for axis in frame.axes)
        values = (
            frame.low[0] + x * (frame.high[0] - frame.low[0]),
            frame.low[1] + (1.0 - y) * (frame.high[1] - frame.low[1]),
        )
        return Place(names, values)
    point = ((2.0 * x - 1.0) * dataset.extent, (1.0 - 2.0 * y) * dataset.extent)
    if dataset.spec.table is None or dataset.inputs.shape[1] != 2:
        return Place(("x", "y"), point)
    own = inputs_of(dataset, [point])[0] * dataset.scale + dataset.mean
    names = tuple(axis_title(dataset, axis) for axis in dataset.shape.features)
    return Place(names, (float(own[0]), float(own[1])))


def axis_title(dataset: Dataset, axis: UnitId) -> str:
    """Return what a feature or a component is called."""
    if axis in PRINCIPAL:
        return f"PC {PRINCIPAL.index(axis) + 1}"
    shape = dataset.shape
    if shape.titles and axis in shape.features:
        return told(shape.titles[shape.features.index(axis)])
    return feature_title(axis)


def reading_at(dataset: Dataset, sight: Sight | None, x: float, y: float) -> str:
    """Return the place and what the network answers there, at a place of the 1 × 1 picture."""
    place = place_at(dataset, sight, x, y)
    if sight is None:
        return place.text()
    return f"{place.text()}  {_value_text(sight, class_words(dataset.shape.classes), (x, y), place.is_long)}"


def _value_text(
    sight: Sight, classes: tuple[str, ...], place: tuple[float, float], is_short: bool
) -> str:
    x, y = place
    if sight.outputs is not None:
        shares = [sampled(values, x, y) for values in sight.outputs]
        return class_text(shares, classes)
    value = sampled(sight.values, x, y)
    if sight.is_share:
        return class_text((1.0 - value, value), classes)
    return output_text(value, is_short) if sight.unit is None else unit_text(value)


def example_words(dataset: Dataset, example: int | None) -> str:
    """Return e.g. "train example 12 · blue" for the tooltip; "" where there is no example."""
    if example is None or example >= dataset.size:
        return ""
    title = example_title(dataset, example, _tr("train example {0}"), _tr("test example {0}"))
    classes, label = dataset.shape.classes, true_class(dataset, example)
    return f"{title} · {classes[label]}" if label < len(classes) else title


def frame_text(sight: Sight | None) -> str:
    """Return which plane this is, where the data are no plane themselves."""
    frame = sight.frame if sight is not None else None
    if frame is None:
        return ""
    if frame.axes == PRINCIPAL and frame.explained is not None:
        words = _tr("these directions carry {0} of the spread")
        return words.format(numbers.share(frame.explained))
    if frame.example is None:
        return _tr("other features at their mean")
    return _tr("other features as the example has them")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sight", text)
