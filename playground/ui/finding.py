"""Finding layers, neurons and weights by what a person types. No widgets.

"dense 1" finds a layer, "n3" the third neurons, "dense 2 n4 ← dense 1 n2" a weight, "largest weight"
the weights that are farthest from 0, "dead units" the neurons that are 0 for every example.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.engine.state import Float32
from playground.model.ids import LayerId, ParameterId, UnitRef, WeightRef
from playground.model.network import InputSpec
from playground.model.resolution import LayerShape, ParameterShape
from playground.ui import numbers
from playground.ui.naming import layer_title, unit_title, weight_title
from playground.ui.view import Selection, ShownProject

MOST = 60
"""Results that are listed."""
Weights = Mapping[ParameterId, Float32]
Activations = Mapping[LayerId, Float32]
"""float32 (units, examples) by layer."""
_UNIT = re.compile(r"(?:^|[\s·:])(?:n|u|neuron|unit|#|·)\s*(\d{1,6})\s*$")
_TOWARDS = re.compile(r"\s*(?:→|->|>)\s*")
_FROM = re.compile(r"\s*(?:←|<-|<)\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that answers what was typed.

    Attributes
    ----------
    detail
        What it is or what its value is, for the right side of the list.
    """

    title: str
    detail: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Place:
    """A layer by parts of its name, and a neuron by its number from 1 on; both may be missing."""

    words: tuple[str, ...] = ()
    number: int | None = None

    def fits_layer(self, where: str) -> bool:
        """Say whether every word begins a word of this lower-case text, or stands inside one."""
        return all(word in where for word in self.words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Find", text)


def read_place(text: str) -> Place:
    """Return what a part of a query points at: "dense 2 n4" is neuron 4 of layers "dense 2"."""
    lowered = " ".join(text.lower().split())
    match = _UNIT.search(lowered)
    if match is None:
        return Place(tuple(lowered.split()))
    return Place(tuple(lowered[: match.start()].split()), int(match.group(1)))


def layer_words(shown: ShownProject, layer_id: LayerId) -> str:
    """Return the lower-case text in which the words of a query are looked for."""
    shape = shown.resolution.layers.get(layer_id)
    kind = "" if shape is None else f"{shape.kind} {shape.activation}"
    network = shown.project.network
    state = _tr("frozen") if network.has(layer_id) and network.is_frozen(layer_id) else ""
    troubled = any(problem.layer == layer_id for problem in shown.resolution.problems)
    trouble = _tr("problem") if troubled else ""
    name = network.layer(layer_id).name if network.has(layer_id) else ""
    return f"{layer_title(shown.project, layer_id)} {name} {kind} {state} {trouble}".lower()


def asks_for_dead(text: str) -> bool:
    """Say whether a query is about neurons that never answer: the worker must look for them."""
    words = text.lower().split()
    return bool(words) and words[0] == _tr("dead") and len(words) <= 2


def find(
    shown: ShownProject,
    weights: Weights,
    text: str,
    most: int = MOST,
    activations: Activations | None = None,
) -> list[Found]:
    """Return at most ``most`` answers, best first; none where nothing was typed."""
    query = " ".join(text.split())
    if not query:
        return []
    if asks_for_dead(query):
        return list(islice(_dead(shown, activations or {}), most))
    by_value = _value_query(query.lower())
    if by_value is not None:
        return by_value(shown, weights, min(most, 20))
    for pattern, is_towards in ((_TOWARDS, True), (_FROM, False)):
        parts = pattern.split(query, maxsplit=1)
        if len(parts) == 2:
            source, target = parts if is_towards else reversed(parts)
            found = _weights_between(shown, weights, read_place(source), read_place(target))
            return list(islice(found, most))
    return list(islice(_places(shown, read_place(query)), most))


# --- layers and neurons --------------------------------------------------------------------


def _places(shown: ShownProject, place: Place) -> Iterator[Found]:
    """Yield layers, exact names first, then features, then neurons of the number."""
    layers = [layer.id for layer in shown.project.network.layers]
    fitting = [i for i in layers if place.fits_layer(layer_words(shown, i))]
    if place.number is not None:
        for layer_id in fitting:
            yield from _unit(shown, layer_id, place.number)
        return
    wanted = " ".join(place.words)
    fitting.sort(key=lambda i: layer_title(shown.project, i).lower() != wanted)
    for layer_id in fitting:
        yield _layer(shown, layer_id)
    yield from _features(shown, place)


def _layer(shown: ShownProject, layer_id: LayerId) -> Found:
    shape = shown.resolution.layers.get(layer_id)
    detail = ""
    if shape is not None:
        detail = _tr("{0} · {1} parameters").format(
            shape.kind, numbers.thousands(shape.parameter_count)
        )
    return Found(layer_title(shown.project, layer_id), detail, Selection(layers=(layer_id,)))


def _unit(shown: ShownProject, layer_id: LayerId, number: int) -> Iterator[Found]:
    shape = shown.resolution.layers.get(layer_id)
    if shape is not None and 1 <= number <= len(shape.units_out):
        yield _unit_found(shown, shape, shape.units_out[number - 1])


def _unit_found(shown: ShownProject, shape: LayerShape, unit: UnitRef) -> Found:
    title = unit_title(shown.project, shown.resolution, unit, _tr("neuron"))
    clamps = {clamp.unit: clamp.value for clamp in shown.project.network.clamps}
    detail = shape.activation
    if unit in clamps:
        detail = _tr("held at {0}").format(numbers.signed(clamps[unit]))
    return Found(title, detail, Selection(layers=(shape.id,), unit=unit))


def _features(shown: ShownProject, place: Place) -> Iterator[Found]:
    for layer in shown.project.network.layers:
        shape = shown.resolution.layers.get(layer.id)
        if not isinstance(layer.spec, InputSpec) or shape is None:
            continue
        for unit in shape.units_out:
            title = unit_title(shown.project, shown.resolution, unit, _tr("neuron"))
            if place.words and place.fits_layer(title.lower()):
                yield Found(title, _tr("feature"), Selection(layers=(layer.id,), unit=unit))


# --- weights -------------------------------------------------------------------------------


def _matrices(shown: ShownProject) -> Iterator[ParameterShape]:
    for shape in shown.resolution.layers.values():
        for parameter in shape.parameters:
            if parameter.sources and not parameter.kernel:
                yield parameter


def _weight_found(
    shown: ShownProject, weights: Weights, ref: WeightRef, at: tuple[int, ...]
) -> Found:
    values = weights.get(ref.parameter)
    try:
        value = None if values is None else float(values[at])
    except IndexError:
        # The run does not know the newest edit yet.
        value = None
    title = weight_title(shown.project, shown.resolution, ref)
    selection = Selection(layers=(ref.target.layer,), weight=ref)
    return Found(title, "" if value is None else numbers.signed(value), selection)


def _picked(shown: ShownProject, units: tuple[UnitRef, ...], place: Place) -> list[int]:
    """Return which of these units a place points at, by their positions."""
    fits: dict[LayerId, bool] = {}
    found = []
    for index, unit in enumerate(units):
        if unit.layer not in fits:
            fits[unit.layer] = place.fits_layer(layer_words(shown, unit.layer))
        if not fits[unit.layer]:
            continue
        if place.number is not None:
            shape = shown.resolution.layers.get(unit.layer)
            number = place.number
            if shape is None or number > len(shape.units_out) or number < 1:
                continue
            if shape.units_out[number - 1] != unit:
                continue
        found.append(index)
    return found


def _weights_between(
    shown: ShownProject, weights: Weights, source: Place, target: Place
) -> Iterator[Found]:
    for parameter in _matrices(shown):
        rows = _picked(shown, parameter.targets, target)
        columns = _picked(shown, parameter.sources, source) if rows else []
        for row in rows:
            for column in columns:
                ref = WeightRef(parameter.id, parameter.targets[row], parameter.sources[column])
                yield _weight_found(shown, weights, ref, (row, column))


# --- by value ------------------------------------------------------------------------------

Search = Callable[[ShownProject, Weights, int], list[Found]]


def _value_query(query: str) -> Search | None:
    """Return what looks for weights by their value where the words ask for that."""
    words = query.replace("weights", "weight").removesuffix(" weight")
    searches: dict[str, Search] = {
        _tr("largest"): lambda s, w, n: _extreme(s, w, n, np.abs),
        _tr("smallest"): lambda s, w, n: _extreme(s, w, n, lambda v: -np.abs(v)),
        _tr("most positive"): lambda s, w, n: _extreme(s, w, n, lambda v: v),
        _tr("most negative"): lambda s, w, n: _extreme(s, w, n, lambda v: -v),
        _tr("cut"): lambda s, w, n: _listed(s, w, s.project.network.cuts[:n]),
        _tr("frozen"): _frozen,
        _tr("held"): lambda s, w, n: _clamped(s, n),
    }
    return searches.get(words)


def _extreme(
    shown: ShownProject, weights: Weights, most: int, score: Callable[[Float32], Float32]
) -> list[Found]:
    """Return the weights with the largest scores over the whole network."""
    found: list[tuple[float, WeightRef, tuple[int, int]]] = []
    for parameter in _matrices(shown):
        values = weights.get(parameter.id)
        if values is None or values.shape != parameter.shape:
            continue
        scores = np.nan_to_num(score(values), nan=-np.inf).ravel()
        count = min(most, scores.size)
        for flat in np.argpartition(scores, scores.size - count)[scores.size - count :]:
            row, column = divmod(int(flat), values.shape[1])
            ref = WeightRef(parameter.id, parameter.targets[row], parameter.sources[column])
            found.append((float(scores[flat]), ref, (row, column)))
    found.sort(key=lambda entry: -entry[0])
    return [_weight_found(shown, weights, ref, at) for _, ref, at in found[:most]]


def _listed(shown: ShownProject, weights: Weights, refs: tuple[WeightRef, ...]) -> list[Found]:
    found = []
    layers = shown.resolution.layers.values()
    parameters = {p.id: p for shape in layers for p in shape.parameters}
    for ref in refs:
        parameter = parameters.get(ref.parameter)
        at = None if parameter is None else parameter.index_of(ref)
        if at is not None:
            found.append(_weight_found(shown, weights, ref, at))
    return found


def _frozen(shown: ShownProject, weights: Weights, most: int) -> list[Found]:
    network = shown.project.network
    layers = [_layer(shown, layer.id) for layer in network.layers if network.is_frozen(layer.id)]
    single = _listed(shown, weights, shown.project.network.frozen_weights[:most])
    return [*layers, *single][:most]


def _dead(shown: ShownProject, activations: Activations) -> Iterator[Found]:
    """Yield the neurons whose activation is 0 for every example that was looked at."""
    held = {clamp.unit for clamp in shown.project.network.clamps}
    for layer_id in shown.resolution.order:
        shape, values = shown.resolution.layers[layer_id], activations.get(layer_id)
        if values is None or not is_lively(shape) or len(values) != len(shape.units_out):
            continue
        for place in np.flatnonzero(~np.any(values, axis=1)):
            unit = shape.units_out[int(place)]
            if unit not in held:
                found = _unit_found(shown, shape, unit)
                count = numbers.thousands(values.shape[1])
                # Where a unit answers at positions, those of several examples were looked at.
                told = _tr("0 at all {0} positions") if shape.positions else ""
                detail = (told or _tr("0 for all {0} examples")).format(count)
                yield replace(found, detail=detail)


def is_lively(shape: LayerShape) -> bool:
    """Say whether a layer's neurons have an activation of their own that could be dead."""
    return shape.kind in ("dense", "activation", "conv", "transposed_conv")


def _clamped(shown: ShownProject, most: int) -> list[Found]:
    found = []
    for clamp in shown.project.network.clamps[:most]:
        shape = shown.resolution.layers.get(clamp.unit.layer)
        if shape is not None and clamp.unit in shape.units_out:
            found.append(_unit_found(shown, shape, clamp.unit))
    return found
