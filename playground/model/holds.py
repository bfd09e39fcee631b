"""Padlocks, cuts and clamps: which of them point at something that is there."""

import re
from collections.abc import Iterable
from dataclasses import replace

from playground.model.ids import LayerId, UnitId, UnitRef, WeightRef
from playground.model.network import (
    ConvSpec,
    EmbeddingSpec,
    Network,
    PassingSpec,
    RecurrentSpec,
    UnitsSpec,
    WeightedSpec,
)

_GATES = "ifgorzn"
IN_GROUP = re.compile(r"in\d+")
"""What a grouped convolution calls the channels of a group: the first, the second, ..."""


class Standing:
    """What a network holds, for asking about many units and weights.

    Some layers say by themselves which units they have. Units that a layer passes on (activation,
    dropout, pooling, concatenate, ...) say in their name where they come from, and are there as long
    as their origin is. Those of the ends, of sums and of rows follow from the data and from what is
    in front of them, so that for these the layer is enough.
    """

    def __init__(self, network: Network) -> None:
        self._units: dict[LayerId, frozenset[UnitId] | None] = {}
        self._with_weights: set[LayerId] = set()
        self._passing: set[LayerId] = set()
        self._gates: set[UnitRef] = set()
        self._tables: set[LayerId] = set()
        self._grouped: set[LayerId] = set()
        for layer in network.layers:
            spec = layer.spec
            self._units[layer.id] = frozenset(spec.units) if isinstance(spec, UnitsSpec) else None
            if isinstance(spec, RecurrentSpec):
                rows = (f"{gate}.{unit}" for gate in _GATES for unit in spec.units)
                self._gates.update(UnitRef(layer.id, UnitId(row)) for row in rows)
            if isinstance(spec, EmbeddingSpec):
                self._tables.add(layer.id)  # its rows are called after tokens
            if isinstance(spec, ConvSpec) and spec.groups > 1:
                self._grouped.add(layer.id)  # its columns are called after places in a group
            if isinstance(spec, WeightedSpec):
                self._with_weights.add(layer.id)
            if isinstance(spec, PassingSpec):
                self._passing.add(layer.id)

    def has_unit(self, unit: UnitRef) -> bool:
        """Whether a unit can be there."""
        if unit.layer not in self._units:
            return False
        if unit.layer in self._passing:
            return self._has_origin(unit.unit)
        units = self._units[unit.layer]
        return units is None or unit.unit in units

    def has_weight(self, weight: WeightRef) -> bool:
        """Whether a weight can be there."""
        layer = weight.parameter.layer
        return (
            layer in self._with_weights
            and (weight.target.layer == layer or layer in self._tables)
            and (weight.target in self._gates or self.has_unit(weight.target))
            and (weight.source is None or self._has_source(weight.source, layer))
            and (weight.place is None or weight.place >= 0)
        )

    def _has_source(self, source: UnitRef, layer: LayerId) -> bool:
        """Whether a column can be there: a unit that arrives, or a place in a group."""
        if source.layer == layer and layer in self._grouped and IN_GROUP.fullmatch(source.unit):
            return True
        return self.has_unit(source)

    def _has_origin(self, name: str) -> bool:
        """Whether what a unit is called after can be there: ``L2.u3`` is u3 of the layer L2.

        A concatenate layer names units that arrive twice by the way they took, ``L4.L2.u3``: the
        origin is what stands last.
        """
        while True:
            heads = [layer for layer in self._units if name.startswith(f"{layer}.")]
            if not heads:
                return False
            origin = max(heads, key=len)
            name = name.removeprefix(f"{origin}.")
            units = self._units[origin]
            if origin not in self._passing and (units is None or name in units):
                return True

    def weights(self, weights: Iterable[WeightRef]) -> tuple[WeightRef, ...]:
        """Return those of the weights that can be there."""
        return tuple(weight for weight in weights if self.has_weight(weight))


def is_cut(network: Network, weight: WeightRef) -> bool:
    """Whether a weight is cut, alone or with its kernel."""
    return weight in network.cuts or weight.whole in network.cuts


def has_padlock(network: Network, weight: WeightRef) -> bool:
    """Whether a weight has a padlock, alone or with its kernel."""
    return weight in network.frozen_weights or weight.whole in network.frozen_weights


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
