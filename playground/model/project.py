"""What the person made: network, choice of data, training settings. Immutable, undoable, saved."""

from dataclasses import dataclass, field

from playground.model.ids import LayerId
from playground.model.network import Network


@dataclass(frozen=True, slots=True)
class DataSpec:
    """Which examples to make.

    Attributes
    ----------
    examples
        Number of examples; None is the kind's own number.
    noise
        Standard deviation of the noise in units of the coordinates (2-D kinds), ≥ 0.
    train_share
        Share of the examples that is trained on, 0 < share ≤ 1; None is the kind's own.
    seed
        Key of the random numbers behind points, noise and split.
    features
        Names of the input features in order; empty means the kind's default.
    standardise
        Whether each feature is moved to mean 0 and scaled to deviation 1 over the training
        examples; None is the kind's own.
    """

    kind: str = "spiral"
    examples: int | None = None
    noise: float = 0.0
    train_share: float | None = None
    seed: int = 1
    features: tuple[str, ...] = ()
    standardise: bool | None = None


@dataclass(frozen=True, slots=True)
class OptimizerSpec:
    """An optimizer by its name in the catalogue, and its learning rate (> 0)."""

    kind: str = "adam"
    learning_rate: float = 0.01


@dataclass(frozen=True, slots=True)
class PhaseSpec:
    """One alternation of training: which outputs count and which layers move (empty: all)."""

    outputs: tuple[LayerId, ...] = ()
    trainable: tuple[LayerId, ...] = ()
    optimizer: OptimizerSpec = field(default_factory=OptimizerSpec)


@dataclass(frozen=True, slots=True)
class TrainingSpec:
    """How training goes. ``l2`` is λ in L + λ/2·Σw² (weights, not biases), ``seed`` keys the initial
    weights and the order of the examples.
    """

    batch_size: int = 10
    l2: float = 0.0
    seed: int = 1
    phases: tuple[PhaseSpec, ...] = (PhaseSpec(),)

    @property
    def optimizer(self) -> OptimizerSpec:
        """The optimizer of the first phase; ordinary training has no other."""
        return self.phases[0].optimizer


@dataclass(frozen=True, slots=True)
class Project:
    """The document."""

    network: Network = field(default_factory=Network)
    data: DataSpec = field(default_factory=DataSpec)
    training: TrainingSpec = field(default_factory=TrainingSpec)
    name: str = "untitled"
