"""What the person made: network, choice of data, training settings. Immutable, undoable, saved."""

from dataclasses import dataclass, field

from playground.model.ids import LayerId
from playground.model.network import Network


@dataclass(frozen=True, slots=True)
class Point:
    """One point that the user set: coordinates between −6 and 6, and the index of its class."""

    x: float
    y: float
    label: int


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table that came from a file, kept whole in the project.

    Attributes
    ----------
    name
        What the table is called, for example its file's name.
    columns
        Names of the numeric columns that can be input features, in order.
    values
        float64, row-major (rows, columns), little-endian.
    target
        Name of the column that is predicted.
    answers
        float64 (rows,), little-endian: index of the class, or the value for regression.
    classes
        Names of the classes; empty for regression.
    """

    name: str
    columns: tuple[str, ...]
    values: bytes
    target: str
    answers: bytes
    classes: tuple[str, ...] = ()


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
    points
        The user's own points, for the kind "own".
    formula
        f of the kind "above": y above f(x) is the one class, for example "sin(x) * 2".
    table
        The examples of the kind "table".
    length
        Most positions of a sequence; None is the kind's own.
    """

    kind: str = "spiral"
    examples: int | None = None
    noise: float = 0.0
    train_share: float | None = None
    seed: int = 1
    features: tuple[str, ...] = ()
    standardise: bool | None = None
    points: tuple[Point, ...] = ()
    formula: str = ""
    table: TableSpec | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class ScheduleSpec:
    """How the learning rate changes over the steps; t counts updates from 0, η is the full rate.

    constant: η. step: η·factor^⌊t / period⌋. cosine: from η down to η·factor over ``period`` steps
    along half a cosine, then flat. warmup: rises in a line from η / period to η over ``period``
    steps, then flat.
    """

    kind: str = "constant"
    period: int = 1000
    factor: float = 0.1


@dataclass(frozen=True, slots=True)
class OptimizerSpec:
    """An optimizer by its name in the catalogue, and its learning rate (> 0).

    Attributes
    ----------
    momentum
        β of momentum and Nesterov, 0 ≤ β < 1.
    decay
        ρ of RMSProp, the share of the running mean that is kept, 0 ≤ ρ < 1.
    weight_decay
        λ of AdamW: every step w shrinks by η·λ·w (weights, not biases).
    """

    kind: str = "adam"
    learning_rate: float = 0.01
    momentum: float = 0.9
    decay: float = 0.99
    weight_decay: float = 0.01
    schedule: ScheduleSpec = ScheduleSpec()


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

    Attributes
    ----------
    l1
        λ in L + λ·Σ|w| (weights, not biases).
    clip
        Longest that the gradient of all parameters together may be (Euclidean norm); a longer one is
        scaled down to it. None: no limit.
    """

    batch_size: int = 10
    l2: float = 0.0
    seed: int = 1
    phases: tuple[PhaseSpec, ...] = (PhaseSpec(),)
    l1: float = 0.0
    clip: float | None = None

    @property
    def optimizer(self) -> OptimizerSpec:
        """The optimizer of the first phase; ordinary training has no other."""
        return self.phases[0].optimizer

    @property
    def optimizer_kinds(self) -> tuple[str, ...]:
        """The kind of every phase's optimizer: what the moments of its weights mean."""
        return tuple(phase.optimizer.kind for phase in self.phases)


@dataclass(frozen=True, slots=True)
class Project:
    """The document."""

    network: Network = field(default_factory=Network)
    data: DataSpec = field(default_factory=DataSpec)
    training: TrainingSpec = field(default_factory=TrainingSpec)
    name: str = "untitled"
