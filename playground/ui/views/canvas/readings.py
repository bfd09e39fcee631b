"""From a snapshot to what each card shows: colours of tiles, numbers, what stands out."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from playground.data.build import plane_inputs
from playground.data.dataset import Dataset
from playground.model.catalog import TargetRule, target_rule
from playground.model.ids import LayerId
from playground.model.network import Connection
from playground.session.snapshot import Snapshot
from playground.ui.view import ShownProject
from playground.ui.views.canvas.bundles import Bundle
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.colours import Ramps, shades
from playground.ui.views.canvas.looks import CardNumbers, Look
from playground.ui.views.canvas.strokes import Emphasis

Float32 = npt.NDArray[np.float32]
UInt32 = npt.NDArray[np.uint32]

_BOUNDED = frozenset({"tanh", "sigmoid", "softmax"})
_FEATURE_PIXELS = 32


def rule_of(shown: ShownProject, card: Card) -> TargetRule | None:
    """Return how the output's values are to be read; None for other layers."""
    if not card.is_output or shown.task is None:
        return None
    return target_rule(shown.task, card.activation, shown.resolution.loss or None)


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


def _activations(card: Card, snapshot: Snapshot) -> tuple[Float32 | None, Float32 | None]:
    """Return (a, δ) of the example shown, float32 (units,), as far as they are computed."""
    probe = snapshot.probe
    if probe is None:
        return None, None
    if card.is_input:
        values: Float32 | None = probe.inputs
        deltas: Float32 | None = None
    else:
        layer = probe.layers.get(card.layer)
        values = layer.a if layer is not None else None
        deltas = layer.dz if layer is not None else None
    fits = values is not None and values.shape[0] == len(card.units)
    return (values if fits else None), (deltas if fits else None)


def _sums(card: Card, snapshot: Snapshot) -> Float32 | None:
    """Return z of the example shown, float32 (units,), where it is all that is computed yet."""
    layer = None if snapshot.probe is None else snapshot.probe.layers.get(card.layer)
    z = None if layer is None or layer.a is not None else layer.z
    return z if z is not None and z.shape[0] == len(card.units) else None


def is_stepping(snapshot: Snapshot) -> bool:
    """Tell whether the run stands inside a batch."""
    return snapshot.position.operation > 0 and snapshot.status != "running"


def has_moved(before: Snapshot, after: Snapshot) -> bool:
    """Tell whether training has gone on between two snapshots of one run."""
    if before.generation != after.generation:
        return False
    return (before.step, before.position.operation) != (after.step, after.position.operation)


def picture_of(card: Card, shown: ShownProject, snapshot: Snapshot, ramps: Ramps) -> UInt32 | None:
    """Return the example as pixels, uint32 (rows, columns)."""
    dataset, probe = shown.dataset, snapshot.probe
    if card.body.kind != "picture" or dataset is None or dataset.shape.picture is None:
        return None
    example = probe.example if probe is not None else 0
    if not 0 <= example < dataset.size:
        return None
    channels, rows, columns = dataset.shape.picture
    pixels = dataset.raw[example].reshape(channels, rows, columns).mean(axis=0)
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
    card: Card, shown: ShownProject, snapshot: Snapshot, look: Look, features: UInt32 | None
) -> CardNumbers:
    """Return what the snapshot says about one card."""
    rule = rule_of(shown, card)
    ramps, is_value = look.ramps, look.tiles == "value"
    planes: Float32 | None = None
    values, deltas = _activations(card, snapshot)
    stepping = is_stepping(snapshot)
    sums = _sums(card, snapshot) if stepping and not card.is_input else None
    faces: UInt32 | None = None
    if is_value:
        pass
    elif card.is_input and features is not None and features.shape[0] == len(card.units):
        faces = features
    elif snapshot.plane is not None:
        plane = snapshot.plane.layers.get(card.layer)
        if plane is not None and plane.shape[0] == len(card.units):
            planes = plane[: card.body.shown]
            faces = _coloured(planes, look, *_span(plane, card, rule))
    flat: UInt32 | None = None
    if sums is not None:
        values, flat = sums, _coloured(sums, look, *_even_span(sums))
    elif values is not None:
        flat = _coloured(values, look, *_span(values, card, rule))
    return CardNumbers(
        faces=None if stepping else faces,
        flat=flat,
        values=values,
        deltas=deltas if stepping else None,
        are_sums=sums is not None,
        picture=picture_of(card, shown, snapshot, ramps),
        shares=_shares(card, values, are_sums=sums is not None),
        plane=None if stepping else planes,
        level=rule.threshold if rule is not None and rule.threshold is not None else 0.0,
        is_stepping=stepping,
        is_dimmed=stepping and not _takes_part(card.layer, shown, snapshot),
    )


def _takes_part(layer: LayerId, shown: ShownProject, snapshot: Snapshot) -> bool:
    """Tell whether the last operation touched this layer or a neighbour that it reads."""
    active = emphasis_of(snapshot)
    if active.layer is None or active.phase == "update":
        return True
    network = shown.project.network
    if layer == active.layer or layer in network.sources(active.layer):
        return True
    return active.phase == "backward" and layer in network.targets(active.layer)


def emphasis_of(snapshot: Snapshot) -> Emphasis:
    """Return what the last operation makes stand out; nothing while training runs."""
    if not is_stepping(snapshot):
        return Emphasis()
    last = snapshot.position.operation - 1
    if not 0 <= last < len(snapshot.operations):
        return Emphasis()
    label = snapshot.operations[last]
    passed = frozenset(
        done.layer
        for done in snapshot.operations[: last + 1]
        if done.phase == "backward" and done.layer is not None
    )
    return Emphasis(phase=label.phase, layer=label.layer, passed=passed)


def blame_of(
    bundles: tuple[Bundle, ...], cards: Mapping[LayerId, Card], snapshot: Snapshot
) -> dict[Connection, Float32]:
    """Return |∂L/∂w| of the example shown for the wires that blame has travelled along."""
    emphasis = emphasis_of(snapshot)
    if emphasis.phase != "backward":
        return {}
    result: dict[Connection, Float32] = {}
    for bundle in bundles:
        if bundle.parameter is None or bundle.connection.target not in emphasis.passed:
            continue
        source, target = cards[bundle.connection.source], cards[bundle.connection.target]
        deltas = _activations(target, snapshot)[1]
        values = _activations(source, snapshot)[0]
        count = bundle.columns.shape[0]
        if deltas is not None and values is not None and values.shape[0] >= count:
            shown = deltas[: bundle.rows.shape[0]]
            result[bundle.connection] = (
                np.abs(np.outer(shown, values[:count])).reshape(-1).astype(np.float32)
            )
    return result
