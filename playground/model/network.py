"""The network a person draws: immutable layers and the connections between them."""

from dataclasses import dataclass, replace

from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.specs import (
    KINDS,
    ActivatedSpec,
    ActivationSpec,
    AddSpec,
    AttentionSpec,
    AveragePoolSpec,
    BatchNormSpec,
    BiasedSpec,
    ConcatenateSpec,
    ConvSpec,
    CosineSpec,
    DecayedSpec,
    DenseSpec,
    DropoutSpec,
    EmbeddingSpec,
    EndSpec,
    FeaturesSpec,
    FlattenSpec,
    GlobalAveragePoolSpec,
    GruSpec,
    InputSpec,
    JoinSpec,
    LastStepSpec,
    LayerNormSpec,
    LayerSpec,
    LstmSpec,
    MaxPoolSpec,
    MultiplySpec,
    NoiseSpec,
    NormaliseSpec,
    NormSpec,
    OutputSpec,
    Padding,
    PassingSpec,
    PoolSpec,
    PositionSpec,
    RecurrentSpec,
    ReshapeSpec,
    RnnSpec,
    SoftmaxOverSpec,
    StartedSpec,
    TransposedConvSpec,
    UnitsSpec,
    UpsampleSpec,
    WeightedSpec,
    plain_name,
)

__all__ = [
    "KINDS",
    "ActivatedSpec",
    "ActivationSpec",
    "AddSpec",
    "AttentionSpec",
    "AveragePoolSpec",
    "BatchNormSpec",
    "BiasedSpec",
    "Clamp",
    "ConcatenateSpec",
    "Connection",
    "ConvSpec",
    "CosineSpec",
    "DecayedSpec",
    "DenseSpec",
    "DropoutSpec",
    "EmbeddingSpec",
    "EndSpec",
    "FeaturesSpec",
    "FlattenSpec",
    "GlobalAveragePoolSpec",
    "GruSpec",
    "InputSpec",
    "JoinSpec",
    "LastStepSpec",
    "Layer",
    "LayerNormSpec",
    "LayerSpec",
    "LstmSpec",
    "MaxPoolSpec",
    "MultiplySpec",
    "Network",
    "NoiseSpec",
    "NormSpec",
    "NormaliseSpec",
    "OutputSpec",
    "Padding",
    "PassingSpec",
    "PoolSpec",
    "PositionSpec",
    "RecurrentSpec",
    "ReshapeSpec",
    "RnnSpec",
    "SoftmaxOverSpec",
    "StartedSpec",
    "TransposedConvSpec",
    "UnitsSpec",
    "UpsampleSpec",
    "WeightedSpec",
    "plain_name",
]


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
        The padlock: training does not move this layer's parameters, nor those it borrows. Ask
        `Network.is_frozen`, which knows the padlocks of the layers that share them.
    is_transposed
        The shared weights are used turned over, as the decoder of a tied autoencoder does.
    weight_decay
        How strongly training pulls the layer's own weights, not its biases, towards 0, in place of
        the L1, L2 and weight decay of all; None where it does as with all. A layer that borrows its
        weights has none: that of the layer which owns them counts.
    """

    id: LayerId
    name: str
    spec: LayerSpec
    position: tuple[float, float] | None = None
    shares: LayerId | None = None
    is_frozen: bool = False
    is_transposed: bool = False
    weight_decay: float | None = None


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

    def alike(self, layer_id: LayerId) -> tuple[Layer, ...]:
        """Return the layers that use the same weights as this one, itself among them."""
        owner = self.layer(layer_id).shares or layer_id
        return tuple(layer for layer in self.layers if owner in (layer.id, layer.shares))

    def is_frozen(self, layer_id: LayerId) -> bool:
        """Whether training leaves a layer's weights alone.

        A padlock holds weights wherever they are used: that of one layer holds all that share them.
        """
        return any(layer.is_frozen for layer in self.alike(layer_id))

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
