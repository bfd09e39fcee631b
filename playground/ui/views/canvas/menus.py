"""The menus of the canvas: of empty ground, a card, a neuron, a wire."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from playground.model import wishes
from playground.model.catalog import ACTIVATIONS, INITIALISERS, LAYERS, target_rule
from playground.model.edits import Edit
from playground.model.holds import has_padlock, is_cut
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.network import (
    ActivatedSpec,
    Connection,
    DropoutSpec,
    InputSpec,
    OutputSpec,
    StartedSpec,
    UnitsSpec,
)
from playground.ui.naming import layer_title
from playground.ui.numbers import short, signed
from playground.ui.view import ShownProject
from playground.ui.views.canvas import asks, holds
from playground.ui.wording import told

RATES = (0.1, 0.2, 0.3, 0.5)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CardMenu", text)


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the choice in a menu goes.

    Attributes
    ----------
    ask
        Takes an edit.
    run
        Takes the id of an action of the table.
    """

    ask: Callable[[Edit], None]
    run: Callable[[str], None]

    def ask_if(self, edit: Edit | None) -> None:
        """Ask for an edit where there is one."""
        if edit is not None:
            self.ask(edit)


def add(menu: QMenu, text: str, do: Callable[[], object], tip: str = "") -> QAction:
    """Add one entry."""
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: do())
    if tip:
        action.setToolTip(tip)
        menu.setToolTipsVisible(True)
    return action


def _tick(action: QAction, is_on: bool) -> QAction:
    action.setCheckable(True)
    action.setChecked(is_on)
    return action


def activation_names(shown: ShownProject, layer: LayerId) -> tuple[str, ...]:
    """Return the activations that a layer can have: for the output those that fit the data."""
    spec = shown.project.network.layer(layer).spec
    if isinstance(spec, InputSpec):
        return ()
    task = shown.task_of(spec)
    if isinstance(spec, OutputSpec) and task is not None:
        return tuple(name for name in ACTIVATIONS if target_rule(task, name, None) is not None)
    return tuple(ACTIVATIONS)


def fill_activations(
    menu: QMenu, shown: ShownProject, layers: tuple[LayerId, ...], answers: Answers
) -> None:
    """Add one entry for each activation; the present one of the last layer is ticked."""
    shape = shown.resolution.layers.get(layers[-1])
    group = QActionGroup(menu)
    for name in activation_names(shown, layers[-1]):
        record = ACTIVATIONS[name]
        edit = wishes.set_activation(layers if len(layers) > 1 else layers[0], name)
        action = add(
            menu,
            f"{told(record.title)}\t{record.formula}",
            partial(answers.ask, edit),
            told(record.explanation),
        )
        group.addAction(_tick(action, shape is not None and shape.activation == name))


def fill_initialisers(menu: QMenu, layer: LayerId, present: str, answers: Answers) -> None:
    """Add one entry for each way to draw the initial weights."""
    for name, record in INITIALISERS.items():
        edit = wishes.set_initialiser(layer, name)
        action = add(menu, told(record.title), partial(answers.ask, edit), told(record.explanation))
        _tick(action, name == present)


def activation_menu(
    parent: QWidget, shown: ShownProject, layers: tuple[LayerId, ...], answers: Answers
) -> QMenu:
    """Return the menu that opens on a card's second line."""
    menu = QMenu(parent)
    fill_activations(menu, shown, layers, answers)
    return menu


def rate_menu(parent: QWidget, shown: ShownProject, layer: LayerId, answers: Answers) -> QMenu:
    """Return the choice of rates of a dropout layer."""
    menu = QMenu(parent)
    spec = shown.project.network.layer(layer).spec
    present = spec.rate if isinstance(spec, DropoutSpec) else None
    for rate in RATES:
        text = _tr("Drop {share:.0%}").format(share=rate)
        _tick(
            add(menu, text, partial(answers.ask, wishes.set_dropout_rate(layer, rate))),
            rate == present,
        )
    return menu


def ground_menu(parent: QWidget, add_layer: Callable[[], object], answers: Answers) -> QMenu:
    """Return the menu of the right button on empty canvas."""
    menu = QMenu(parent)
    add(menu, _tr("Add a layer …") + "\tA", add_layer)
    for text, action in (
        (_tr("Paste") + "\tCtrl+V", "edit.paste"),
        (_tr("Select all") + "\tCtrl+A", "edit.select_all"),
        (_tr("Fit") + "\tF", "view.fit"),
        (_tr("Tidy up") + "\tShift+A", "edit.tidy"),
    ):
        add(menu, text, partial(answers.run, action))
    return menu


def join_menu(parent: QWidget, choose: Callable[[str], None]) -> QMenu:
    """Return the choice of joins for a layer that has an input already."""
    menu = QMenu(parent)
    for kind in ("add", "concatenate"):
        record = LAYERS[kind]
        add(menu, told(record.title), partial(choose, kind), told(record.explanation))
    return menu


def card_menu(
    parent: QWidget, shown: ShownProject, layers: tuple[LayerId, ...], answers: Answers
) -> QMenu:
    """Return the menu of the right button on a card; the last of the layers is the one clicked."""
    menu = QMenu(parent)
    layer, network = layers[-1], shown.project.network
    spec = network.layer(layer).spec
    problem = next((p for p in shown.resolution.remarks if p.layer == layer), None)
    for offer in () if problem is None else problem.repairs:
        add(menu, told(offer.label), partial(answers.ask, asks.repair(offer)))
    menu.addSeparator()
    if len(layers) == 1:
        add(menu, _tr("Rename") + "\tF2", partial(answers.run, "edit.rename"))
    if isinstance(spec, ActivatedSpec | OutputSpec):
        fill_activations(menu.addMenu(_tr("Activation")), shown, layers, answers)
    if isinstance(spec, StartedSpec) and len(layers) == 1:
        fill_initialisers(menu.addMenu(_tr("Initial weights")), layer, spec.initialiser, answers)
    if isinstance(spec, DropoutSpec):
        for action in rate_menu(menu, shown, layer, answers).actions():
            menu.addAction(action)
    if isinstance(spec, UnitsSpec):
        for by, text in ((1, _tr("Add a neuron") + "\t+"), (-1, _tr("Remove a neuron") + "\t−")):
            edit = asks.more_units(shown.project, layers, by)
            add(menu, text, partial(answers.ask_if, edit)).setEnabled(edit is not None)
    _add_holds(menu, shown, layers, answers)
    for way in network.connections:
        if way.target == layer and len(layers) == 1:
            name = layer_title(shown.project, way.source)
            text = _tr("Disconnect from {name}").format(name=name)
            add(menu, text, partial(answers.ask, wishes.disconnect(way)))
    _add_clipboard(menu, isinstance(spec, InputSpec | OutputSpec) and len(layers) == 1, answers)
    return menu


def _add_holds(
    menu: QMenu, shown: ShownProject, layers: tuple[LayerId, ...], answers: Answers
) -> None:
    if not holds.freezable(shown, layers):
        return
    menu.addSeparator()
    network = shown.project.network
    is_frozen = all(network.is_frozen(i) for i in holds.freezable(shown, layers))
    text = _tr("Unfreeze") if is_frozen else _tr("Freeze")
    tip = _tr("A frozen layer keeps its weights while the others learn.")
    add(menu, text, partial(answers.ask_if, holds.freeze_layers(shown, layers)), tip)
    add(menu, _tr("New random weights"), partial(answers.run, "edit.randomise"))


def _add_clipboard(menu: QMenu, is_end: bool, answers: Answers) -> None:
    if is_end:
        return
    menu.addSeparator()
    for text, keys, action in (
        (_tr("Cut"), "Ctrl+X", "edit.cut"),
        (_tr("Copy"), "Ctrl+C", "edit.copy"),
        (_tr("Duplicate"), "Ctrl+D", "edit.duplicate"),
        (_tr("Remove"), "Del", "edit.delete"),
    ):
        add(menu, f"{text}\t{keys}", partial(answers.run, action))


def unit_menu(
    parent: QWidget, shown: ShownProject, unit: UnitRef, value: float | None, answers: Answers
) -> QMenu:
    """Return the menu of the right button on a neuron.

    Parameters
    ----------
    value
        The neuron's activation for the example at hand, or None while nobody knows it.
    """
    menu = QMenu(parent)
    held = holds.clamp_of(shown.project, unit)
    can_clamp = holds.can_clamp(shown.project, unit)
    tip = _tr("A clamped neuron puts out the same value for every example.")
    if held is not None:
        add(menu, _tr("Let it go") + "\tShift+F", partial(answers.ask, wishes.release_unit(unit)))
    elif value is not None and can_clamp:
        text = _tr("Clamp at {value}").format(value=signed(value, 2)) + "\tShift+F"
        add(menu, text, partial(answers.ask, wishes.clamp_unit(unit, round(value, 4))), tip)
    for fixed in (0.0, 1.0, -1.0) if can_clamp else ():
        if held != fixed:
            text = _tr("Clamp at {value}").format(value=short(fixed))
            add(menu, text, partial(answers.ask, wishes.clamp_unit(unit, fixed)), tip)
    spec = shown.project.network.layer(unit.layer).spec
    if isinstance(spec, UnitsSpec):
        menu.addSeparator()
        add(menu, _tr("New random weights"), partial(answers.run, "edit.randomise"))
        edit = asks.removal(shown.project, (unit.layer,), unit)
        entry = add(menu, _tr("Remove this neuron") + "\tDel", partial(answers.ask_if, edit))
        entry.setEnabled(edit is not None)
    return menu


def wire_menu(
    parent: QWidget,
    shown: ShownProject,
    weight: WeightRef,
    answers: Answers,
    *,
    connection: Connection | None,
    edit_value: Callable[[], None],
) -> QMenu:
    """Return the menu of the right button on a wire.

    Parameters
    ----------
    connection
        The one that the wire is part of, or None where nobody knows it.
    """
    menu = QMenu(parent)
    network = shown.project.network
    is_gone = is_cut(network, weight)
    if not is_gone:
        add(menu, _tr("Set the weight") + "\tEnter", edit_value)
        add(menu, _tr("New random weight"), partial(answers.run, "edit.randomise"))
        is_held = has_padlock(network, weight)
        tip = _tr("A frozen weight keeps its value while the others learn.")
        text = _tr("Unfreeze") if is_held else _tr("Freeze")
        add(menu, text, partial(answers.ask, holds.freeze_weight(shown.project, weight)), tip)
        menu.addSeparator()
    tip = _tr("A cut wire counts as 0 and stays 0.")
    text = _tr("Mend the wire") if is_gone else _tr("Cut the wire") + "\tDel"
    add(menu, text, partial(answers.ask, holds.cut_weight(shown.project, weight)), tip)
    if connection is not None:
        menu.addSeparator()
        _add_disconnect(menu, shown, connection, answers)
    return menu


def connection_menu(
    parent: QWidget,
    shown: ShownProject,
    connection: Connection,
    add_layer: Callable[[], object],
    answers: Answers,
) -> QMenu:
    """Return the menu of the right button on a wire without a weight."""
    menu = QMenu(parent)
    add(menu, _tr("Add a layer …") + "\tA", add_layer)
    _add_disconnect(menu, shown, connection, answers)
    return menu


def _add_disconnect(
    menu: QMenu, shown: ShownProject, connection: Connection, answers: Answers
) -> None:
    names = [layer_title(shown.project, i) for i in (connection.source, connection.target)]
    text = _tr("Remove all wires from {first} to {second}").format(first=names[0], second=names[1])
    add(menu, text, partial(answers.ask, wishes.disconnect(connection)))
