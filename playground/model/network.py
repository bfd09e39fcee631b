"""The network a person draws: immutable layers and the connections between them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from playground.model.ids import LayerId, UnitId, UnitRef, WeightRef


@dataclass(frozen=True, slots=True)
class InputSpec:
    """Where examples enter. Its units are the features that the data source offers."""

    source: str = "data"


@dataclass(frozen=True, slots=True)
class DenseSpec:
    """Fully connected layer, a = f(W·x + b); without the bias b where ``has_bias`` is False."""

    units: tuple[UnitId, ...]
    activation: str = "linear"
    initialiser: str = "glorot"
    has_bias: bool = True


@dataclass(frozen=True, slots=True)
class ActivationSpec:
    """An activation function on its own; passes unit ids through."""

    activation: str = "relu"


@dataclass(frozen=True, slots=True)
class DropoutSpec:
    """While training, sets each value to 0 with probability ``rate`` and scales the rest by
    1 / (1 − rate); passes everything on unchanged when the network is evaluated. 0 ≤ rate < 1.
    """

    rate: float = 0.5


@dataclass(frozen=True, slots=True)
class AddSpec:
    """Joins branches of equal width by adding them unit by unit."""


@dataclass(frozen=True, slots=True)
class ConcatenateSpec:
    """Joins branches by putting their units side by side, in the order of the connections."""


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """The head: a dense layer, the target that it is compared with, and the loss.

    ``units`` and ``activation`` of None follow from the data; a ``loss`` of None is the one that
    the table (task × activation × loss) calls the default.
    """

    units: int | None = None
    activation: str | None = None
    loss: str | None = None
    initialiser: str = "glorot"
    target: str = "label"
    weight: float = 1.0
    has_bias: bool = True


LayerSpec = (
    InputSpec | DenseSpec | ActivationSpec | DropoutSpec | AddSpec | ConcatenateSpec | OutputSpec
)


KINDS: Mapping[type[LayerSpec], str] = MappingProxyType(
    {
        InputSpec: "input",
        DenseSpec: "dense",
        ActivationSpec: "activation",
        DropoutSpec: "dropout",
        AddSpec: "add",
        ConcatenateSpec: "concatenate",
        OutputSpec: "output",
    }
)
"""Spec → name of the kind in the catalogue and in files."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One card on the canvas.

    Attributes
    ----------
    position
        Centre of the card in scene units, or None while the automatic layout places it.
    shares
        The layer whose parameters this one uses, or None where it owns them.
    is_frozen
        The padlock: training does not move this layer's parameters.
    """

    id: LayerId
    name: str
    spec: LayerSpec
    position: tuple[float, float] | None = None
    shares: LayerId | None = None
    is_frozen: bool = False


@dataclass(frozen=True, slots=True)
class Clamp:
    """A unit held at one activation, whatever comes in; no blame passes through it."""

    unit: UnitRef
    value: float


@dataclass(frozen=True, slots=True, order=True)
class Connection:
    """What ``source`` puts out goes into ``target``."""

    source: LayerId
    target: LayerId


@dataclass(frozen=True, slots=True)
class Network:
    """Layers in the order of their making, connections, and the counter behind fresh ids.

    Attributes
    ----------
    frozen_weights
        Single weights with a padlock: they keep their value while the others learn.
    cuts
        Single weights that are cut: they count as 0 and stay 0.
    clamps
        Units held at a value.
    """

    layers: tuple[Layer, ...] = ()
    connections: tuple[Connection, ...] = ()
    next_id: int = 1
    frozen_weights: tuple[WeightRef, ...] = ()
    cuts: tuple[WeightRef, ...] = ()
    clamps: tuple[Clamp, ...] = ()

    def layer(self, layer_id: LayerId) -> Layer:
        """Return the layer with this id; KeyError where there is none."""
        for layer in self.layers:
            if layer.id == layer_id:
                return layer
        raise KeyError(layer_id)

    def has(self, layer_id: LayerId) -> bool:
        return any(layer.id == layer_id for layer in self.layers)

    def sources(self, layer_id: LayerId) -> tuple[LayerId, ...]:
        """Return the layers that feed this one."""
        return tuple(c.source for c in self.connections if c.target == layer_id)

    def targets(self, layer_id: LayerId) -> tuple[LayerId, ...]:
        """Return the layers that this one feeds."""
        return tuple(c.target for c in self.connections if c.source == layer_id)

    def with_layer(self, layer: Layer) -> "Network":
        """Return the network with the layer of this id replaced."""
        return replace(
            self, layers=tuple(layer if old.id == layer.id else old for old in self.layers)
        )
