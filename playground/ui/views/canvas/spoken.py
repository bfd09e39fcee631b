"""What is selected, in words, for people who do not see the picture."""

from PySide6.QtCore import QCoreApplication

from playground.model.catalog import ACTIVATIONS
from playground.model.holds import has_padlock, is_cut
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.ui.naming import weight_title
from playground.ui.numbers import signed, signed_close
from playground.ui.view import Selection
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.scene import CanvasScene
from playground.ui.weights import weight_value
from playground.ui.wording import told


def _tr(text: str) -> str:
    return QCoreApplication.translate("Canvas", text)


def spoken(scene: CanvasScene, selection: Selection) -> str:
    """Return one line: "Dense 1, 8 units, tanh, frozen"."""
    cards = scene.cards()
    if selection.weight is not None:
        return _weight(scene, selection.weight)
    if selection.unit is not None and selection.unit.layer in cards:
        return _unit(scene, cards[selection.unit.layer], selection.unit)
    chosen = [cards[layer] for layer in selection.layers if layer in cards]
    if len(chosen) > 1:
        names = ", ".join(card.title for card in chosen)
        return _tr("{count} layers: {names}").format(count=len(chosen), names=names)
    return card_words(scene, chosen[0]) if chosen else _tr("Nothing is selected.")


def tip_of(card: Card, part: str) -> str:
    """Return what a small button or a line of a card does, or "" where there is nothing to say."""
    if part == "lock":
        if card.is_frozen:
            return _tr(
                "Frozen: training leaves these weights as they are. Click to let them learn."
            )
        return _tr("Click to freeze: training then leaves these weights as they are.")
    if part == "subtitle":
        if card.kind == "dropout":
            return _tr("Click to choose how much is dropped.")
        return _tr("Click to choose the activation.") if card.activation else ""
    tips = {
        "port": _tr("Drag from here to another layer, or to empty canvas, to connect."),
        "plus": _tr("Adds a neuron at the end."),
        "minus": _tr("Removes the last neuron."),
        "title": _tr("Double-click to rename, drag to move."),
    }
    return tips.get(part, "")


def card_words(scene: CanvasScene, card: Card) -> str:
    """Return a card in words."""
    count = len(card.units)
    parts = [card.title, _tr("1 unit") if count == 1 else _tr("{n} units").format(n=count)]
    if card.activation in ACTIVATIONS:
        parts.append(told(ACTIVATIONS[card.activation].title).lower())
    elif not card.is_input:
        parts.append(card.subtitle)
    if card.is_frozen:
        parts.append(_tr("frozen"))
    if card.pins:
        parts.append(_tr("{n} clamped").format(n=len(card.pins)))
    if card.problem is not None:
        parts.append(_tr("problem: {text}").format(text=told(card.problem.message)))
    fed = [_title(scene, target) for target in _targets(scene, card.layer)]
    if fed:
        parts.append(_tr("leads to {names}").format(names=_tr(" and ").join(fed)))
    return ", ".join(parts)


def _targets(scene: CanvasScene, layer: LayerId) -> tuple[LayerId, ...]:
    return scene.shown.project.network.targets(layer)


def _title(scene: CanvasScene, layer: LayerId) -> str:
    return scene.cards()[layer].title


def _unit(scene: CanvasScene, card: Card, unit: UnitRef) -> str:
    index = card.units.index(unit) if unit in card.units else 0
    parts = [
        card.title,
        _tr("neuron {number} of {count}").format(number=index + 1, count=len(card.units)),
    ]
    numbers = scene.items_by_layer[card.layer].numbers
    values = numbers.values
    if index in card.pins:
        parts.append(_tr("clamped at {value}").format(value=signed(card.pins[index], 2)))
    elif values is not None and index < values.shape[0]:
        words = _tr("mean {value}") if numbers.are_maps else _tr("value {value}")
        parts.append(words.format(value=signed(float(values[index]), 2)))
    elif numbers.is_stepping:
        parts.append(_tr("not computed yet"))
    deltas = numbers.deltas
    if deltas is not None and index < deltas.shape[0] and not numbers.are_blamed:
        name = "∂L/∂a" if numbers.are_raw else "δ"
        parts.append(f"{name} {signed_close(float(deltas[index]))}")
    return ", ".join(parts)


def _weight(scene: CanvasScene, weight: WeightRef) -> str:
    shown = scene.shown
    parts = [_tr("Weight"), weight_title(shown.project, shown.resolution, weight)]
    network = shown.project.network
    if is_cut(network, weight):
        parts.append(_tr("cut"))
    else:
        parts.append(signed(weight_value(scene.snapshot, shown.resolution, weight)))
    if has_padlock(network, weight):
        parts.append(_tr("frozen"))
    return ", ".join(parts)
