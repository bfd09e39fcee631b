"""The network a person draws: immutable layers and the connections between them."""

from dataclasses import dataclass, replace

from playground.model.ids import LayerId, UnitId


@dataclass(frozen=True, slots=True)
class InputSpec:
    """Where examples enter. Its units are the features that the data source offers."""

    source: str = "data"


@dataclass(frozen=True, slots=True)
class DenseSpec:
    """Fully connected layer, a = f(W·x + b)."""

    units: tuple[UnitId, ...]
    activation: str = "linear"
    initialiser: str = "glorot"


@dataclass(frozen=True, slots=True)
class ActivationSpec:
    """An activation function on its own; passes unit ids through."""

    activation: str = "relu"


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


LayerSpec = InputSpec | DenseSpec | ActivationSpec | OutputSpec


@dataclass(frozen=True, slots=True)
class Layer:
    """One card on the canvas.

    Attributes
    ----------
    position
        Centre of the card in scene units, or None while the automatic layout places it.
    shares
        The layer whose parameters this one uses, or None where it owns them.
    """

    id: LayerId
    name: str
    spec: LayerSpec
    position: tuple[float, float] | None = None
    shares: LayerId | None = None


@dataclass(frozen=True, slots=True, order=True)
class Connection:
    """What ``source`` puts out goes into ``target``."""

    source: LayerId
    target: LayerId


@dataclass(frozen=True, slots=True)
class Network:
    """Layers in the order of their making, connections, and the counter behind fresh ids."""

    layers: tuple[Layer, ...] = ()
    connections: tuple[Connection, ...] = ()
    next_id: int = 1

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
