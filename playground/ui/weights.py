"""One weight by its units: its value in a snapshot, its name for people. Pure."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, SignalInstance

from playground.model.check import LayerShape, Resolution
from playground.model.history import WeightEdit
from playground.model.ids import WeightRef
from playground.model.network import Network
from playground.session.commands import SetWeights
from playground.session.snapshot import Snapshot
from playground.ui.naming import weight_title
from playground.ui.view import ShownProject


@dataclass(frozen=True, slots=True)
class WeightsEdit(WeightEdit):
    """The effect of an entry that moved several weights at once; the first one stands for all."""

    weights: tuple[WeightRef, ...]
    befores: tuple[float, ...]
    afters: tuple[float, ...]


@runtime_checkable
class WeightsView(Protocol):
    """A view in which many weights are set at once."""

    weights_requested: SignalInstance
    """SetWeights, and what the history calls it."""
    told: SignalInstance
    """A sentence for the status line."""


def is_turned(network: Network, shape: LayerShape) -> bool:
    """Whether a layer uses the weights of another one turned over."""
    is_lent = any(p.id.layer != shape.id for p in shape.parameters)
    return is_lent and network.has(shape.id) and network.layer(shape.id).is_transposed


def weights_edit(
    snapshot: Snapshot, resolution: Resolution, command: SetWeights
) -> WeightsEdit | None:
    """Return what setting these weights changes; None where the run does not hold them."""
    befores = [weight_value(snapshot, resolution, weight) for weight in command.weights]
    known = tuple(value for value in befores if value is not None)
    if not known or len(known) < len(befores):
        return None
    first, last = known[0], command.values[0]
    return WeightsEdit(command.weights[0], first, last, command.weights, known, command.values)


def weight_value(snapshot: Snapshot, resolution: Resolution, weight: WeightRef) -> float | None:
    """Return the value of a weight now, or None where the run does not hold it."""
    values = snapshot.weights.get(weight.parameter)
    if values is None:
        return None
    for shape in resolution.layers.values():
        for parameter in shape.parameters:
            if parameter.id == weight.parameter and parameter.shape == values.shape:
                index = parameter.index_of(weight)
                return None if index is None else float(values[index])
    return None


def weight_label(shown: ShownProject, weight: WeightRef) -> str:
    """Return the name of a change of this weight, for the history."""
    title = weight_title(shown.project, shown.resolution, weight)
    return QCoreApplication.translate("weights", "Weight {0}").format(title)
