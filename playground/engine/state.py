"""What a Run is made of: plain records that the trainer, the files and the window share.

Nothing in here computes. Arrays in these records are read-only copies: they may cross threads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from playground.engine.layout import ParameterLayout, Place
from playground.model.ids import LayerId, ParameterId, UnitRef, WeightRef
from playground.model.project import Project

Float32 = npt.NDArray[np.float32]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
StopFlag = npt.NDArray[np.int32]
"""One number that its owner sets to stop a burst: 0 goes on."""


@dataclass(frozen=True, slots=True, eq=False)
class Metrics:
    """How good the network is at one step. NaN where meaningless (no test set, regression).

    ``losses`` are those of each of several outputs over training and test set, before their
    weights: weight times loss, summed over the outputs, is the loss. Empty for a single output.
    """

    step: int
    train_loss: float
    test_loss: float
    train_accuracy: float
    test_accuracy: float
    losses: Mapping[LayerId, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The loss over the run, evaluated at fixed step numbers; all arrays have the same length.

    ``batch_min`` / ``batch_mean`` / ``batch_max`` bound the loss of the batches since the point
    before.
    """

    steps: Int64
    train_loss: Float32
    test_loss: Float32
    train_accuracy: Float32
    test_accuracy: Float32
    batch_min: Float32
    batch_mean: Float32
    batch_max: Float32


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """An intervention: the network or a setting was edited."""

    project: Project


@dataclass(frozen=True, slots=True)
class WeightChange:
    """An intervention: one weight was set by hand."""

    weight: WeightRef
    value: float


@dataclass(frozen=True, slots=True)
class WeightsChange:
    """An intervention: several weights were set by hand at once; both tuples are equally long."""

    weights: tuple[WeightRef, ...]
    values: tuple[float, ...]


Change = ProjectChange | WeightChange | WeightsChange


@dataclass(frozen=True, slots=True)
class Intervention:
    """One line of the journal: what the person did to the run, and after which step."""

    step: int
    change: Change


@dataclass(frozen=True, slots=True, eq=False)
class Tensor:
    """One parameter with its optimizer moments.

    Attributes
    ----------
    targets, sources
        Unit of every row, unit of every column (empty for a bias).
    planes
        float32 (3, rows, columns, *kernel) or (3, rows): value, first moment m, second moment v.
        NaN in a plane of the attic marks a weight that never existed.
    """

    id: ParameterId
    targets: tuple[UnitRef, ...]
    sources: tuple[UnitRef, ...]
    planes: Float32


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What equal bits depend on: engine sources, numeric libraries, CPU features."""

    engine: str
    libraries: str
    cpu: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whose bits the updates behind a step are, as far as the next stretch."""

    start: int
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """Everything that a replay starts from.

    Attributes
    ----------
    layout
        Where the parameters lie in ``block``.
    block, counters
        Copies of the parameter block and of the run's counters.
    interventions
        Length of the journal at that time.
    batch_loss, pending
        Loss of the batch before, and of all batches since the curve's last point.
    """

    step: int
    project: Project
    layout: ParameterLayout
    block: Float32
    counters: Int64
    attic: Mapping[ParameterId, Tensor]
    interventions: int
    batch_loss: float = float("nan")
    pending: Float32 = field(default_factory=lambda: np.empty(0, np.float32))

    @property
    def nbytes(self) -> int:
        """Bytes that live for this copy, its attic aside."""
        return self.block.nbytes + self.pending.nbytes


@dataclass(frozen=True, slots=True, eq=False)
class LineRecord:
    """One line of a run, whole: where it began, what was done to it, copies along the way.

    Attributes
    ----------
    left_at, end
        Step at which another line went off from it; its last step, None where that is the present.
    initial_project, initial
        Project and parameters of step 0.
    stretches
        The machines that computed it, in order; the first one starts at step 0.
    journal
        Everything that was done to it, as far as its end.
    gap
        Seconds of computing between two copies of those that are still to come.
    trail
        Where the weights have been, for drawing the way.
    """

    number: int
    name: str
    left_at: int
    initial_project: Project
    initial: tuple[Tensor, ...]
    stretches: tuple[Stretch, ...]
    journal: tuple[Intervention, ...]
    copies: tuple[Checkpoint, ...]
    end: Checkpoint | None
    curve: Curve
    gap: float
    trail: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RunRecord:
    """Where a run has been: the line that is followed, and those beside it, the oldest first.

    ``numbers`` is how many lines there ever were.
    """

    line: LineRecord
    lines: tuple[LineRecord, ...]
    numbers: int


@dataclass(frozen=True, slots=True, eq=False)
class RunState:
    """Everything needed to continue a Run to the bit, and to rewind and replay it.

    Attributes
    ----------
    project
        The project as the run is training it now.
    initial_project, initial
        The project and parameters of step 0.
    step, epoch, cursor
        Updates done, passes done, position within the pass (examples).
    adam_step
        Updates since the moments were last reset (Adam's t).
    tensors
        Parameters and moments now.
    attic
        Values of weights that the present network has no place for.
    """

    project: Project
    initial_project: Project
    initial: tuple[Tensor, ...]
    step: int
    epoch: int
    cursor: int
    adam_step: int
    tensors: tuple[Tensor, ...]
    attic: tuple[Tensor, ...]
    journal: tuple[Intervention, ...]
    curve: Curve
    fingerprint: Fingerprint
    batch_losses: Float32 = field(default_factory=lambda: np.empty(0, dtype=np.float32))
    """Losses of the batches since the curve's last point."""
    batch_loss: float = float("nan")
    """Loss of the last batch."""
    later: tuple[Stretch, ...] = ()
    """Where other machines than that of ``fingerprint`` went on."""
    record: RunRecord | None = None
    """Where the run has been; None: only the present and the way to it are known."""


@dataclass(frozen=True, slots=True)
class GuardReport:
    """Why the run stopped itself: the first place where a number is not finite.

    Attributes
    ----------
    step
        Number of the update in which it appeared; the parameters shown are those before it.
    """

    step: int
    layer: LayerId | None
    operation: str
    message: str


@dataclass(frozen=True, slots=True)
class OperationLabel:
    """One row of the tape, for people."""

    layer: LayerId | None
    layer_name: str
    phase: str
    """"data", "forward", "loss", "backward" or "update"."""
    formula: str
    explanation: str


@dataclass(frozen=True, slots=True, eq=False)
class LayerProbe:
    """One layer's numbers for one example, float32 (units,); None where not computed yet.

    ``looks`` are the weights of attention, (heads · queries · keys,): how much of each key's value
    a query takes.
    """

    z: Float32 | None
    a: Float32 | None
    dz: Float32 | None
    da: Float32 | None
    looks: Float32 | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """One example sent through the network, forward and backward, at one step.

    Attributes
    ----------
    example
        Index into the dataset.
    lane
        Its lane in the current batch while stepping; None for a probe of its own (batch 1,
        gradients are then those of this example alone).
    target
        float32 (outputs,) or the class index as (1,).
    """

    step: int
    example: int
    lane: int | None
    inputs: Float32
    target: Float32
    loss: float
    layers: Mapping[LayerId, LayerProbe]


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Every neuron over the input plane: float32 (units, height, width) per layer, and the output.

    Row 0 of a picture is the top, that is the largest second coordinate.
    """

    step: int
    layers: Mapping[LayerId, Float32]


@dataclass(frozen=True, slots=True, eq=False)
class SpaceView:
    """The input plane and the examples as one layer sees them, in two dimensions.

    Attributes
    ----------
    grid
        float32 (n, n, 2): where the corners of a square grid over the input plane go; row 0 is
        the top. Empty (0, 0, 2) where the data are no plane.
    points
        float32 (examples, 2): where ``examples`` go.
    examples
        int32: indices into the dataset.
    axes
        float32 (2, units): the two directions in the layer's space that are drawn.
    explained
        Share of the examples' variance that the two directions carry, or None where the layer has
        at most two units and nothing is left out.
    """

    step: int
    layer: LayerId
    grid: Float32
    points: Float32
    examples: Int32
    axes: Float32
    explained: float | None = None
