"""What the selection is and computes, in sentences from the catalogue. Pure."""

from PySide6.QtCore import QCoreApplication

from playground.model.catalog import ACTIVATIONS, LAYERS, LOSSES
from playground.ui.naming import layer_title, unit_title, weight_title
from playground.ui.view import Selection, ShownProject


def _tr(text: str) -> str:
    return QCoreApplication.translate("explaining", text)


def explain(shown: ShownProject, selection: Selection) -> tuple[str, tuple[str, ...]]:
    """Return a heading and the sentences under it."""
    if not selection.layers:
        return (
            _tr("How it works"),
            (
                _tr("Data enter on the left, every layer changes them, the output answers."),
                _tr("Training compares the answer with the truth and moves every weight a little."),
                _tr("Select a layer or a neuron and press F1 to read about it."),
            ),
        )
    layer_id = selection.layers[0]
    shape = shown.resolution.layers.get(layer_id)
    title = layer_title(shown.project, layer_id)
    lines: list[str] = []
    if selection.weight is not None:
        title = weight_title(shown.project, shown.resolution, selection.weight)
        lines.append(_tr("A weight says how much the value behind it counts; training moves it."))
    elif selection.unit is not None:
        title = unit_title(shown.project, shown.resolution, selection.unit, _tr("neuron"))
    if shape is None:
        lines.append(_tr("It is not connected to the data yet, so there is nothing to compute."))
        return title, tuple(lines)
    kind = LAYERS[shape.kind]
    lines += [kind.explanation, kind.formula]
    if shape.kind != "input":
        activation = ACTIVATIONS[shape.activation]
        lines += [f"{activation.title}: {activation.explanation}", activation.formula]
    if shape.kind == "output" and shown.resolution.loss in LOSSES:
        loss = LOSSES[shown.resolution.loss]
        lines += [f"{loss.title}: {loss.explanation}", loss.formula]
    lines += [p.message for p in shown.resolution.problems if p.layer == layer_id]
    return title, tuple(lines)
