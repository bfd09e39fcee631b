"""What the selection or a control is and does, in sentences from the tables."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from playground.model.catalog import ACTIVATIONS, INITIALISERS, LAYERS, LOSSES
from playground.ui.glossary import entry_of, look_up
from playground.ui.naming import layer_title, unit_title, weight_title
from playground.ui.view import Selection, ShownProject
from playground.ui.widgets.setting import ChoiceFigure
from playground.ui.wording import told

Explanation = tuple[str, tuple[str, ...]]
"""A heading and the sentences under it."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("explaining", text)


def explain_in_window(
    shown: ShownProject, selection: Selection, canvas: QWidget | None
) -> Explanation:
    """Return what F1 says: about the control in focus or under the pointer, or the selection."""
    control = _control_in_question(canvas, bool(selection.layers)) if canvas else None
    return explain_control(control) or explain(shown, selection)


def explain(shown: ShownProject, selection: Selection) -> Explanation:
    """Return what the selection is and computes."""
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
    lines += entry_of(LAYERS[shape.kind]).lines
    if shape.activation in ACTIVATIONS and shape.kind in ("dense", "activation", "output"):
        lines += _named(ACTIVATIONS[shape.activation])
    if shape.loss in LOSSES:
        lines += _named(LOSSES[shape.loss])
    initialiser = getattr(shown.project.network.layer(layer_id).spec, "initialiser", "")
    if initialiser in INITIALISERS:
        lines += _named(INITIALISERS[initialiser])
    lines += [told(p.message) for p in shown.resolution.remarks if p.layer == layer_id]
    return title, tuple(lines)


def _named(record: object) -> list[str]:
    entry = entry_of(record)
    first, *rest = entry.lines
    return [f"{entry.title}: {first}", *rest]


# --- controls --------------------------------------------------------------------------------


def explain_control(widget: QWidget | None) -> Explanation | None:
    """Return what a control, or the part of the window around it, is for; None for neither."""
    while widget is not None and not _sentence(widget):
        widget = None if widget.isWindow() else widget.parentWidget()
    if widget is None:
        return None
    title = _name(widget)
    lines = [_sentence(widget)]
    entry = look_up(title)
    if entry is not None:
        lines += [line for line in entry.lines if line not in lines]
    return title or _tr("About this"), (*lines, *_options(widget))


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    written = text() if callable(text) else ""
    return widget.accessibleName() or (written if isinstance(written, str) else "")


def _sentence(widget: QWidget) -> str:
    return widget.whatsThis() or widget.toolTip()


def _options(widget: QWidget) -> tuple[str, ...]:
    """Return what there is to choose from, each with what it does."""
    if isinstance(widget, ChoiceFigure):
        names = [(action.text(), action.toolTip()) for action in widget.menu.actions()]
    elif isinstance(widget, QComboBox):
        names = [(widget.itemText(index), "") for index in range(widget.count())]
    else:
        return ()
    lines: list[str] = []
    for title, sentence in names:
        entry = look_up(title)
        if entry is not None:
            lines += [
                f"{entry.title}: {entry.explanation}",
                *([entry.formula] * bool(entry.formula)),
            ]
        elif title and sentence and sentence != title:
            lines.append(f"{title}: {sentence}")
    return tuple(lines)


def _control_in_question(canvas: QWidget, has_selection: bool) -> QWidget | None:
    """Return the control that F1 asks about, or None for the selection on the canvas.

    What Tab brought to the focus comes first; on the canvas the selection; else what the pointer
    is over.
    """
    focus = QApplication.focusWidget()
    if focus is not None and focus is not canvas and not canvas.isAncestorOf(focus):
        return focus
    if has_selection:
        return None
    pointed = QApplication.widgetAt(QCursor.pos())
    if pointed is None or pointed is canvas or canvas.isAncestorOf(pointed):
        return None
    return pointed
