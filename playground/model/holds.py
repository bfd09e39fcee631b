"""Padlocks, cuts and clamps: which of them point at something that is there."""

from collections.abc import Iterable
from dataclasses import replace

from playground.model.ids import LayerId, UnitId, UnitRef, WeightRef
from playground.model.network import DenseSpec, Network, OutputSpec


class Standing:
    """What a network holds, for asking about many units and weights.

    Only a dense layer says by itself which units it has; those of other layers follow from the data
    and from what is in front of them, so that for these the layer is enough.
    """

    def __init__(self, network: Network) -> None:
        self._units: dict[LayerId, frozenset[UnitId] | None] = {}
        self._with_weights: set[LayerId] = set()
        for layer in network.layers:
            spec = layer.spec
            self._units[layer.id] = frozenset(spec.units) if isinstance(spec, DenseSpec) else None
            if isinstance(spec, DenseSpec | OutputSpec):
                self._with_weights.add(layer.id)

    def has_unit(self, unit: UnitRef) -> bool:
        """Whether a unit can be there."""
        if unit.layer not in self._units:
            return False
        units = self._units[unit.layer]
        return units is None or unit.unit in units

    def has_weight(self, weight: WeightRef) -> bool:
        """Whether a weight can be there."""
        layer = weight.parameter.layer
        return (
            layer in self._with_weights
            and weight.target.layer == layer
            and self.has_unit(weight.target)
            and (weight.source is None or self.has_unit(weight.source))
        )

    def weights(self, weights: Iterable[WeightRef]) -> tuple[WeightRef, ...]:
        """Return those of the weights that can be there."""
        return tuple(weight for weight in weights if self.has_weight(weight))


def pruned(network: Network) -> Network:
    """Return the network without padlocks, cuts and clamps of what is not there."""
    if not (network.frozen_weights or network.cuts or network.clamps):
        return network
    standing = Standing(network)
    return replace(
        network,
        frozen_weights=standing.weights(network.frozen_weights),
        cuts=standing.weights(network.cuts),
        clamps=tuple(clamp for clamp in network.clamps if standing.has_unit(clamp.unit)),
    )
