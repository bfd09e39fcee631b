"""Actions on the selection that need no view: delete, tidy."""

from playground.model import wishes
from playground.model.ids import LayerId
from playground.model.network import DenseSpec, InputSpec, OutputSpec
from playground.ui.controller import Controller


class Editing:
    """Edits of what is selected."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller

    @property
    def removable_layers(self) -> tuple[LayerId, ...]:
        """Selected layers that can go: a network keeps its input and its output."""
        network = self._controller.store.project.network
        return tuple(
            layer_id
            for layer_id in self._controller.selection.layers
            if network.has(layer_id)
            and not isinstance(network.layer(layer_id).spec, (InputSpec, OutputSpec))
        )

    @property
    def can_delete(self) -> bool:
        return bool(self.removable_layers)

    def delete(self) -> None:
        """Remove the selected neuron, or else the selected layers."""
        layers = self.removable_layers
        if not layers:
            return
        unit = self._controller.selection.unit
        if unit is not None and unit.layer in layers:
            spec = self._controller.store.project.network.layer(unit.layer).spec
            if isinstance(spec, DenseSpec) and len(spec.units) > 1:
                self._controller.apply(wishes.remove_unit(unit.layer, unit.unit))
                return
        self._controller.apply(wishes.remove_layers(layers))

    def tidy(self) -> None:
        """Put every card back in its place."""
        self._controller.apply(wishes.tidy())
