"""From a snapshot to what each card shows: colours of tiles, numbers, what stands out."""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from playground.data.build import plane_inputs
from playground.data.dataset import Dataset
from playground.model.catalog import TargetRule, target_rule
from playground.model.check import LayerShape
from playground.session.snapshot import Snapshot
from playground.ui.unit_maps import (
    by_position,
    length_of,
    means,
    pictures,
    pixels_of,
)
from playground.ui.view import ShownProject
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.colours import Ramps, shades
from playground.ui.views.canvas.looks import CardNumbers, Look
from playground.ui.views.canvas.phases import is_stepping, moved_biases
from playground.ui.views.canvas.strokes import Emphasis

Float32 = npt.NDArray[np.float32]
UInt32 = npt.NDArray[np.uint32]

_BOUNDED = frozenset({"tanh", "sigmoid", "softmax"})
_FEATURE_PIXELS = 32
_NOTHING = Emphasis()


def rule_of(shown: ShownProject, card: Card) -> TargetRule | None:
    """Return how the output's values are to be read; None for other layers."""
    shape = shown.resolution.layers.get(card.layer)
    if not card.is_output or shape is None or not shown.project.network.has(card.layer):
        return None
    task = shown.task_of(shown.project.network.layer(card.layer).spec)
    return None if task is None else target_rule(task, card.activation, shape.loss or None)


@dataclass(frozen=True, slots=True, eq=False)
class _Probed:
    """One layer's numbers for the example shown, in the order of the probe.

    ``length`` is how many positions count, None for all; ``is_sum`` that ``values`` are still z, and
    ``is_raw`` that ``deltas`` are still ∂L/∂a.
    """

    shape: LayerShape | None = None
    values: Float32 | None = None
    deltas: Float32 | None = None
    length: int | None = None
    is_sum: bool = False
    is_raw: bool = False


def _span(values: Float32, card: Card, rule: TargetRule | None) -> tuple[float, float]:
    """Return the values that get the full negative and the full positive colour."""
    if rule is not None and rule.threshold is not None:
        # The answer's two classes are the two colours, whatever its range is.
        return 2.0 * rule.threshold - 1.0, 1.0
    if card.activation in _BOUNDED:
        return -1.0, 1.0
    low, high = _even_span(values)
    # A single number would always be its own largest: full, however near to 0 it is.
    return (
        (min(low, -1.0), max(high, 1.0)) if values.ndim == 1 and values.size == 1 else (low, high)
    )


def _even_span(values: Float32) -> tuple[float, float]:
    finite = np.abs(values[np.isfinite(values)])
    largest = float(finite.max(initial=0.0)) or 1.0
    return -largest, largest


def _coloured(values: Float32, look: Look, low: float, high: float) -> UInt32:
    """Return the colour of every value, or of its side alone where only that is shown."""
    if look.is_discrete:
        values = np.where(values >= (low + high) / 2, high, low).astype(np.float32)
    return shades(values, look.ramps.signed, low, high)


def feature_faces(dataset: Dataset | None, look: Look) -> UInt32 | None:
    """Return the picture of every input feature over the plane; None where there is no plane."""
    if dataset is None or not dataset.shape.plane:
        return None
    size = _FEATURE_PIXELS
    inputs = plane_inputs(dataset, size)  # (pixels, features)
    planes = inputs.T.reshape(-1, size, size)
    largest = np.maximum(np.abs(planes).max(axis=(1, 2), keepdims=True), 1e-9)
    return _coloured(planes / largest, look, -1.0, 1.0)


def _probed(card: Card, shown: ShownProject, snapshot: Snapshot) -> _Probed:
    """Return what the probe holds of a layer, as far as it is computed."""
    probe, shape = snapshot.probe, shown.resolution.layers.get(card.layer)
    if probe is None or shape is None:
        return _Probed()
    if card.takes_data:
        # The numbers of tokens are only names: they have neither a size nor a sign.
        return _Probed(shape, None if shape.vocabulary else probe.inputs)
    layer = probe.layers.get(card.layer)
    if layer is None:
        return _Probed()
    length = length_of(shown, probe, shape)
    # What has no sums of its own calls what comes in z: its blame is that of the layer in front.
    count = len(shape.units_out) * math.prod(shape.positions)
    is_sum, is_raw = layer.a is None, layer.dz is None or layer.dz.size != count
    values, deltas = layer.z if is_sum else layer.a, layer.da if is_raw else layer.dz
    return _Probed(shape, values, deltas, length, is_sum, is_raw)


def _one_each(part: Float32 | None, at: _Probed, card: Card, shown: ShownProject) -> Float32 | None:
    """Return one number for each unit: the mean of a map, of an answer at every position the last."""
    if part is None or at.shape is None:
        return None
    if card.is_output and at.shape.positions and shown.dataset is not None:
        by_unit = by_position(part, at.shape)
        last = math.prod(at.shape.positions) if at.length is None else at.length
        return None if by_unit is None else by_unit.reshape(len(by_unit), -1)[:, last - 1]
    return means(part, at.shape, at.length)


def _maps(values: Float32 | None, at: _Probed, card: Card) -> Float32 | None:
    """Return a picture of every unit shown, where units have positions."""
    if at.shape is None or card.body.kind != "neurons":
        return None
    maps = pictures(values, at.shape, at.length)
    return None if maps is None else maps[: card.body.shown]


def picture_of(card: Card, shown: ShownProject, snapshot: Snapshot, ramps: Ramps) -> UInt32 | None:
    """Return the example as pixels, uint32 (rows, columns), or what the network gives back of it."""
    dataset, probe = shown.dataset, snapshot.probe
    if card.body.kind != "picture" or dataset is None or dataset.shape.picture is None:
        return None
    example = probe.example if probe is not None else 0
    if not 0 <= example < dataset.size:
        return None
    if card.is_output:
        head = None if probe is None else probe.layers.get(card.layer)
        pixels = pixels_of(dataset, None if head is None else head.a)
        if pixels is None:
            return None
    else:
        pixels = dataset.raw[example].reshape(dataset.shape.picture).mean(axis=0)
    brightest = max(float(np.abs(dataset.raw[example]).max()), 1e-9)
    return np.ascontiguousarray(shades(pixels, ramps.ink, 0.0, brightest))


def _shares(card: Card, values: Float32 | None, *, are_sums: bool) -> Float32 | None:
    """Return the lengths of the bars, 0 to 1; None for cards without any."""
    if card.body.kind != "bars" or values is None:
        return None
    if card.activation in ("softmax", "sigmoid") and not are_sums:
        return values
    largest = max(float(np.abs(values).max(initial=0.0)), 1e-9)
    shares: Float32 = (values.clip(0) / largest).astype(np.float32)
    return shares


def card_numbers(
    card: Card,
    shown: ShownProject,
    snapshot: Snapshot,
    look: Look,
    features: UInt32 | None,
    *,
    emphasis: Emphasis = _NOTHING,
) -> CardNumbers:
    """Return what the snapshot says about one card."""
    rule = rule_of(shown, card)
    probed, stepping = _probed(card, shown, snapshot), is_stepping(snapshot)
    # A sum is what is known in the middle of a step; while training runs it is a leftover.
    are_sums = probed.is_sum and stepping
    if probed.is_sum and not stepping:
        probed = _Probed(probed.shape)
    values = _one_each(probed.values, probed, card, shown)
    maps = _maps(probed.values, probed, card)
    planes, faces = (None, None) if stepping else _faces(card, snapshot, look, features, rule)
    flat: UInt32 | None = None
    if maps is not None:
        low, high = _even_span(maps) if are_sums else _span(maps, card, rule)
        planes, faces = None, _coloured(maps, look, low, high)
    elif values is not None:
        span = _even_span(values) if are_sums else _span(values, card, rule)
        flat = _coloured(values, look, *span)
    numbers = CardNumbers(
        faces=faces,
        flat=flat,
        values=values,
        are_sums=are_sums and values is not None,
        picture=picture_of(card, shown, snapshot, look.ramps),
        shares=_shares(card, values, are_sums=are_sums),
        plane=planes,
        level=rule.threshold if rule is not None and rule.threshold is not None else 0.0,
        is_stepping=stepping,
        is_dimmed=emphasis.dims(card.layer),
        are_maps=maps is not None,
        moved=moved_biases(card.layer, shown, snapshot) if stepping else None,
    )
    return _with_blame(numbers, card, shown, probed, look) if stepping else numbers


def _with_blame(
    numbers: CardNumbers, card: Card, shown: ShownProject, at: _Probed, look: Look
) -> CardNumbers:
    """Add δ, or ∂L/∂a as long as that is all there is: a number for each unit, or maps of it."""
    if at.deltas is None:
        return numbers
    pixels = _blamed_pixels(at, card, shown)
    if pixels is not None:
        picture = np.ascontiguousarray(shades(pixels, look.ramps.blame, *_even_span(pixels)))
        return replace(numbers, picture=picture, are_raw=at.is_raw, are_blamed=True)
    maps = _maps(at.deltas, at, card)
    if maps is None:
        deltas = _one_each(at.deltas, at, card, shown)
        return replace(numbers, deltas=deltas, are_raw=at.is_raw)
    finite = np.where(np.isfinite(maps), np.abs(maps), 0.0).reshape(maps.shape[0], -1)
    low, high = _even_span(maps)
    return replace(
        numbers,
        faces=shades(maps, look.ramps.blame, low, high),
        deltas=finite.max(axis=1).astype(np.float32),
        are_raw=at.is_raw,
        are_blamed=True,
    )


def _blamed_pixels(at: _Probed, card: Card, shown: ShownProject) -> Float32 | None:
    """Return δ of an output that gives back a picture, float32 (rows, columns)."""
    size = None if shown.dataset is None else shown.dataset.shape.picture
    if size is None or at.deltas is None or card.body.kind != "picture":
        return None
    if not card.is_output or at.deltas.size != math.prod(size):
        return None
    return np.asarray(at.deltas.reshape(size).mean(axis=0), np.float32)


def _faces(
    card: Card, snapshot: Snapshot, look: Look, features: UInt32 | None, rule: TargetRule | None
) -> tuple[Float32 | None, UInt32 | None]:
    """Return every unit over the input plane: its values, and its picture."""
    if look.tiles == "value":
        return None, None
    if card.takes_data and features is not None and features.shape[0] == len(card.units):
        return None, features
    plane = None if snapshot.plane is None else snapshot.plane.layers.get(card.layer)
    if plane is None or plane.shape[0] != len(card.units):
        return None, None
    planes = plane[: card.body.shown]
    return planes, _coloured(planes, look, *_span(plane, card, rule))
