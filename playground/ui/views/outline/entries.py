"""What the rows of the outline say. No widgets: pure functions of project and snapshot."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from playground.model.catalog import ACTIVATIONS
from playground.model.ids import LayerId, UnitRef
from playground.model.network import InputSpec, OutputSpec
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.finding import layer_words, read_place
from playground.ui.naming import layer_title, unit_title
from playground.ui.view import ShownProject
from playground.ui.wording import class_words, told


def _tr(text: str) -> str:
    return QCoreApplication.translate("Outline", text)


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One layer of the tree.

    Attributes
    ----------
    units
        The units below it that the filter lets through.
    numbers
        Their places on the card from 1 on; None: they are 1, 2, 3, and so on.
    """

    layer: LayerId
    units: tuple[UnitRef, ...]
    numbers: tuple[int, ...] | None = None


def rows_of(shown: ShownProject, text: str = "") -> tuple[LayerRow, ...]:
    """Return the layers in the order of computation, unconnected ones last, as far as they fit.

    Parameters
    ----------
    text
        A filter: "tanh" keeps layers, "n3" the third neurons, "dense 2 n3" one neuron; what fits no
        layer is looked for among the features.
    """
    network, order = shown.project.network, shown.resolution.order
    layers = [i for i in order if network.has(i)]
    layers += [layer.id for layer in network.layers if layer.id not in set(order)]
    place = read_place(text)
    rows = []
    for layer_id in layers:
        shape = shown.resolution.layers.get(layer_id)
        units = () if shape is None else shape.units_out
        fits = place.fits_layer(layer_words(shown, layer_id))
        if fits and place.number is None:
            rows.append(LayerRow(layer_id, units))
        elif fits and place.number is not None and 0 < place.number <= len(units):
            rows.append(LayerRow(layer_id, (units[place.number - 1],), (place.number,)))
        elif place.number is None and isinstance(network.layer(layer_id).spec, InputSpec):
            found = [
                (number, unit)
                for number, unit in enumerate(units, start=1)
                if place.fits_layer(_unit_title(shown, unit).lower())
            ]
            if found:
                row = tuple(unit for _, unit in found), tuple(number for number, _ in found)
                rows.append(LayerRow(layer_id, *row))
    return tuple(rows)


def _unit_title(shown: ShownProject, unit: UnitRef) -> str:
    return unit_title(shown.project, shown.resolution, unit, _tr("neuron"))


def layer_detail(shown: ShownProject, layer_id: LayerId) -> str:
    """Return e.g. "8 tanh · 40": units, activation, parameters."""
    shape = shown.resolution.layers.get(layer_id)
    if shape is None or not shown.project.network.has(layer_id):
        return ""
    count = numbers.thousands(len(shape.units_out))
    if not shape.parameters:
        return count if shape.activation == "linear" else f"{count} {shape.activation}"
    return f"{count} {shape.activation} · {numbers.thousands(shape.parameter_count)}"


def unit_name(shown: ShownProject, unit: UnitRef, number: int) -> str:
    """Return e.g. "neuron 3", or what a feature is called."""
    network = shown.project.network
    if not network.has(unit.layer):
        return str(number)
    spec = network.layer(unit.layer).spec
    shape = shown.resolution.layers.get(unit.layer)
    if shown.takes_data(unit.layer):
        return _unit_title(shown, unit)
    if isinstance(spec, OutputSpec) and spec.target == "label":
        classes = () if shown.dataset is None else shown.dataset.shape.classes
        if shape is not None and len(shape.units_out) == len(classes) > number - 1:
            return class_words(classes)[number - 1]
    return _tr("neuron {0}").format(number)


def bias_of(shown: ShownProject, snapshot: Snapshot, layer_id: LayerId, row: int) -> float | None:
    """Return the bias of a unit now, or None where there is none or the run does not know it.

    A gated unit has one for each gate: none of them is its own.
    """
    shape = shown.resolution.layers.get(layer_id)
    if shape is None:
        return None
    biases = (p for p in shape.parameters if p.id.name == "bias")
    # Borrowed ones are called after the units of the layer that owns them.
    fits = (p for p in biases if p.targets == shape.units_out or p.id.layer != layer_id)
    values = next((snapshot.weights.get(p.id) for p in fits), None)
    if values is None or values.shape != (len(shape.units_out),) or not 0 <= row < values.size:
        return None
    return float(values[row])


def is_outside(shown: ShownProject, snapshot: Snapshot, layer_id: LayerId) -> bool:
    """Say whether a layer takes no part in the run, because nothing leads through it or not yet."""
    if layer_id not in shown.resolution.order:
        return True
    return bool(snapshot.run_layers) and layer_id not in snapshot.run_layers


def layer_tooltip(shown: ShownProject, snapshot: Snapshot, layer_id: LayerId) -> str:
    """Return everything about a layer in a few lines."""
    network, shape = shown.project.network, shown.resolution.layers.get(layer_id)
    if not network.has(layer_id):
        return ""
    lines = [layer_title(shown.project, layer_id)]
    if shape is not None:
        lines.append(_tr("{0} units").format(numbers.thousands(len(shape.units_out))))
        if shape.activation in ACTIVATIONS and shape.activation != "linear":
            lines[-1] += f" · {told(ACTIVATIONS[shape.activation].title)}"
        lines.append(_tr("{0} parameters").format(numbers.thousands(shape.parameter_count)))
    if network.is_frozen(layer_id):
        lines.append(_tr("Frozen: training does not move its weights."))
    lines += [p.message for p in shown.resolution.remarks if p.layer == layer_id]
    if is_outside(shown, snapshot, layer_id):
        lines.append(_tr("Not part of the run."))
    return "\n".join(lines)
