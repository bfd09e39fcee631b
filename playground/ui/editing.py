"""Actions on the selection that need no view: delete, freeze, clamp, cut, new random weights, tidy."""

import numpy as np

from playground.data.random import draw
from playground.engine.initial import initial_values
from playground.model import edits, wishes
from playground.model.edits import Edit
from playground.model.holds import is_cut
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.network import UnitsSpec
from playground.model.resolution import ParameterShape
from playground.session.commands import SetWeights
from playground.ui.controller import Controller
from playground.ui.preferences import Preferences
from playground.ui.views.canvas import holds
from playground.ui.views.canvas.sight import CanvasSight


def keep_tiles(sight: CanvasSight, preferences: Preferences) -> None:
    """Show the tiles that are preferred, and remember what they are changed to."""
    sight.show_tiles(preferences.tiles)
    sight.remember = lambda mode: setattr(preferences, "tiles", mode)


class Editing:
    """Edits of what is selected."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._draws = 0

    # --- what is possible ------------------------------------------------------------------

    @property
    def removable_layers(self) -> tuple[LayerId, ...]:
        """Selected layers that can go: the data keep their input, and one output stays."""
        selection = self._controller.selection
        return edits.removable(self._controller.store.shown.project.network, selection.layers)

    @property
    def can_delete(self) -> bool:
        return bool(self.removable_layers) and self._controller.selection.weight is None

    @property
    def possible(self) -> frozenset[str]:
        """Ids of the actions that make sense for what is selected."""
        selection = self._controller.selection
        shown, weight = self._controller.store.shown, selection.weight
        found: set[str] = set()
        if self.can_delete:
            found |= {"edit.delete", "edit.cut", "edit.copy", "edit.duplicate"}
        if selection.layers:
            found |= {"edit.rename", "edit.connect"}
        if weight is not None or holds.freezable(shown, selection.layers):
            found |= {"edit.freeze", "edit.randomise"}
        if weight is not None and weight.source is not None:
            found.add("edit.cut_wire")
        if selection.unit is not None and holds.can_clamp(shown.project, selection.unit):
            found.add("edit.clamp")
        return frozenset(found)

    @property
    def switched(self) -> frozenset[str]:
        """Ids of the actions that are on for what is selected."""
        selection, shown = self._controller.selection, self._controller.store.shown
        found: set[str] = set()
        if holds.is_frozen(shown, selection):
            found.add("edit.freeze")
        if selection.weight is not None and is_cut(shown.project.network, selection.weight):
            found.add("edit.cut_wire")
        if selection.unit is not None and holds.clamp_of(shown.project, selection.unit) is not None:
            found.add("edit.clamp")
        return frozenset(found)

    # --- the actions -----------------------------------------------------------------------

    def delete(self) -> None:
        """Remove the selected neuron, or else the selected layers."""
        layers = self.removable_layers
        if not layers:
            return
        unit = self._controller.selection.unit
        if unit is not None and unit.layer in layers:
            spec = self._controller.store.shown.project.network.layer(unit.layer).spec
            if isinstance(spec, UnitsSpec) and len(spec.units) > 1:
                self._controller.apply(wishes.remove_unit(unit.layer, unit.unit))
                return
        self._controller.apply(wishes.remove_layers(layers))

    def tidy(self) -> None:
        """Put every card back in its place."""
        self._controller.apply(wishes.tidy())

    def freeze(self) -> None:
        """Close or open the padlock of what is selected."""
        self._apply(
            holds.freeze_selection(self._controller.store.shown, self._controller.selection)
        )

    def cut_wire(self) -> None:
        """Cut the selected wire, or mend it."""
        weight = self._controller.selection.weight
        if weight is not None and weight.source is not None:
            self._apply(holds.cut_weight(self._controller.store.shown.project, weight))

    def clamp(self) -> None:
        """Hold the selected neuron at the value that it has now, or let it go."""
        unit, project = self._controller.selection.unit, self._controller.store.shown.project
        if unit is None or not holds.can_clamp(project, unit):
            return
        if holds.clamp_of(project, unit) is not None:
            self._apply(wishes.release_unit(unit))
        else:
            self._apply(wishes.clamp_unit(unit, round(self._activation(unit), 4)))

    def randomise(self) -> None:
        """Give the weights of what is selected new random values, drawn from a fresh seed."""
        self._draws += 1
        training = self._controller.store.shown.project.training
        seed = draw(draw(training.seed, self._controller.snapshot.step + 1), self._draws)
        weights: list[WeightRef] = []
        values: list[float] = []
        for parameter in self._parameters():
            fresh = initial_values(parameter, seed)
            table = fresh.reshape(len(parameter.targets), max(1, len(parameter.sources)), -1)
            for row, column, place in np.ndindex(table.shape):
                ref = parameter.weight_at(row, column, place)
                if self._is_chosen(ref):
                    weights.append(ref)
                    values.append(float(table[row, column, place]))
        if weights:
            self._controller.send(SetWeights(tuple(weights), tuple(values)))

    def _parameters(self) -> list[ParameterShape]:
        selection, shown = self._controller.selection, self._controller.store.shown
        layers = {selection.weight.target.layer} if selection.weight else set(selection.layers)
        run = self._controller.snapshot.run_layers
        return [
            parameter
            for layer, shape in shown.resolution.layers.items()
            if layer in layers and layer in run
            for parameter in shape.parameters
        ]

    def _is_chosen(self, weight: WeightRef) -> bool:
        """Tell whether a weight belongs to the selected wire, neuron or layer and may move."""
        selection, network = (
            self._controller.selection,
            self._controller.store.shown.project.network,
        )
        if is_cut(network, weight):
            return False
        if selection.weight is not None:
            return weight == selection.weight
        return selection.unit is None or weight.target == selection.unit

    def _activation(self, unit: UnitRef) -> float:
        """Return the unit's value for the example at hand; 0 where nobody has computed it."""
        probe = self._controller.snapshot.probe
        shown = self._controller.store.shown
        shape = shown.resolution.layers.get(unit.layer)
        if probe is None or shape is None or unit not in shape.units_out:
            return 0.0
        layer = probe.layers.get(unit.layer)
        values = layer.a if layer is not None else None
        if shown.takes_data(unit.layer):
            values = probe.inputs
        index = shape.units_out.index(unit)
        if values is None or index >= len(values) or not np.isfinite(values[index]):
            return 0.0
        return float(values[index])

    def _apply(self, edit: Edit | None) -> None:
        if edit is not None:
            self._controller.apply(edit)
