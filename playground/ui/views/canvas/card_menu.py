"""Menus of a card: its activation, and everything that can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from playground.model import wishes
from playground.model.catalog import ACTIVATIONS, INITIALISERS, target_rule
from playground.model.edits import Edit
from playground.model.ids import LayerId
from playground.model.network import ActivationSpec, DenseSpec, InputSpec, OutputSpec
from playground.ui.view import ShownProject
from playground.ui.views.canvas import asks

Ask = Callable[[Edit], None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("CardMenu", text)


def activation_names(shown: ShownProject, layer: LayerId) -> tuple[str, ...]:
    """Return the activations that a layer can have: for the output those that fit the data."""
    spec = shown.project.network.layer(layer).spec
    if isinstance(spec, InputSpec):
        return ()
    if isinstance(spec, OutputSpec) and shown.dataset is not None:
        task = shown.dataset.shape.task
        return tuple(name for name in ACTIVATIONS if target_rule(task, name, None) is not None)
    return tuple(ACTIVATIONS)


def _add(menu: QMenu, text: str, do: Callable[[], None]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: do())
    return action


def _ask_if(ask: Ask, edit: Edit | None) -> None:
    if edit is not None:
        ask(edit)


def fill_activations(menu: QMenu, shown: ShownProject, layer: LayerId, ask: Ask) -> None:
    """Add one entry for each activation; the present one is ticked."""
    shape = shown.resolution.layers.get(layer)
    group = QActionGroup(menu)
    for name in activation_names(shown, layer):
        record = ACTIVATIONS[name]

        def choose(chosen: str = name) -> None:
            ask(wishes.set_activation(layer, chosen))

        action = _add(menu, f"{record.title}    {record.formula}", choose)
        action.setToolTip(record.explanation)
        action.setCheckable(True)
        action.setChecked(shape is not None and shape.activation == name)
        group.addAction(action)
    menu.setToolTipsVisible(True)


def fill_initialisers(menu: QMenu, layer: LayerId, present: str, ask: Ask) -> None:
    """Add one entry for each way to draw the initial weights."""
    for name, record in INITIALISERS.items():

        def choose(chosen: str = name) -> None:
            ask(wishes.set_initialiser(layer, chosen))

        action = _add(menu, record.title, choose)
        action.setToolTip(record.explanation)
        action.setCheckable(True)
        action.setChecked(name == present)
    menu.setToolTipsVisible(True)


def activation_menu(parent: QWidget, shown: ShownProject, layer: LayerId, ask: Ask) -> QMenu:
    """Return the menu that opens on a card's second line."""
    menu = QMenu(parent)
    fill_activations(menu, shown, layer, ask)
    return menu


def card_menu(
    parent: QWidget, shown: ShownProject, layer: LayerId, ask: Ask, rename: Callable[[], None]
) -> QMenu:
    """Return the menu of the right button on a card."""
    menu = QMenu(parent)
    spec = shown.project.network.layer(layer).spec
    problem = next((p for p in shown.resolution.problems if p.layer == layer), None)
    if problem is not None and problem.repair is not None:
        offer = problem.repair
        _add(menu, offer.label, lambda: ask(asks.repair(offer)))
        menu.addSeparator()
    _add(menu, _tr("Rename"), rename)
    if isinstance(spec, DenseSpec | ActivationSpec | OutputSpec):
        fill_activations(menu.addMenu(_tr("Activation")), shown, layer, ask)
    if isinstance(spec, DenseSpec | OutputSpec):
        fill_initialisers(menu.addMenu(_tr("Initial weights")), layer, spec.initialiser, ask)
    if isinstance(spec, DenseSpec):
        for by, text in ((1, _tr("Add a neuron")), (-1, _tr("Remove the last neuron"))):
            edit = asks.more_units(shown.project, layer, by)
            action = _add(menu, text, partial(_ask_if, ask, edit))
            action.setEnabled(edit is not None)
    for source in shown.project.network.connections:
        if source.target == layer:
            name = shown.project.network.layer(source.source).name
            text = _tr("Disconnect from {name}").format(name=name)
            _add(menu, text, partial(_ask_if, ask, wishes.disconnect(source)))
    if not isinstance(spec, InputSpec | OutputSpec):
        menu.addSeparator()
        _add(menu, _tr("Remove"), lambda: ask(wishes.remove_layers((layer,))))
    return menu
