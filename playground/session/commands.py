"""What may be asked of the worker: frozen records, put into one queue, carried out in order."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Literal

from playground.engine.breakpoints import Breakpoint
from playground.engine.state import RunState
from playground.model.ids import LayerId, UnitId, UnitRef, WeightRef
from playground.model.project import Project
from playground.readout.landscape.records import SurfaceWish

StepUnit = Literal["operation", "example", "batch", "epoch"]
PruneOrder = Literal["smallest", "random"]


@dataclass(frozen=True, slots=True)
class OpenRun:
    """Start a new Run from a project, or go on with a saved one.

    ``generation`` comes back in every snapshot of this run, so that late pictures of the run
    before are recognised.
    """

    project: Project
    generation: int
    project_generation: int
    state: RunState | None = None
    play: bool = False


@dataclass(frozen=True, slots=True)
class ChangeProject:
    """The project was edited; what still fits keeps its learned weights.

    ``is_aside``: the edit is about the document only (where cards stand), and the past step that is
    shown stays what it was.
    """

    project: Project
    project_generation: int
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class SetWeight:
    """Set one weight by hand, as an intervention at the present step."""

    weight: WeightRef
    value: float


@dataclass(frozen=True, slots=True)
class SetWeights:
    """Set several weights by hand at once: one intervention, one line of the journal."""

    weights: tuple[WeightRef, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StopAt:
    """Where playing ends: at whichever comes first; None is no condition.

    ``step`` and ``epoch`` (passes done) are met exactly. Losses (at or below) and accuracies (at or
    above, from 0 to 1) are tested at the fixed steps where the loss curve is evaluated.
    """

    step: int | None = None
    epoch: int | None = None
    train_loss: float | None = None
    test_loss: float | None = None
    train_accuracy: float | None = None
    test_accuracy: float | None = None


@dataclass(frozen=True, slots=True)
class Play:
    """Train at the present pace until told otherwise, until ``stop_at_step``, or ``stop_at``.

    Asked of a project that cannot start, it is remembered until an edit makes it valid.
    """

    stop_at_step: int | None = None
    stop_at: StopAt | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop after the step being computed."""


@dataclass(frozen=True, slots=True)
class Step:
    """Advance by exactly ``count`` units, then pause.

    Commands that would disturb the count (edits, weights, another Step, Play, Capture) wait until it
    is complete; Pause, Rewind, GoBack and OpenRun cut it short and drop what waits to move.
    """

    unit: StepUnit
    count: int = 1


@dataclass(frozen=True, slots=True)
class Retreat:
    """Take back ``count`` units, then pause; what was done is forgotten only by a change."""

    unit: StepUnit
    count: int = 1


@dataclass(frozen=True, slots=True)
class StepTo:
    """Go to where this operation was carried out last, in the update in progress; then pause.

    ``operation`` is the index of a row of the tape. What lies behind in this update is taken back,
    what lies ahead is run. After the last row the next update has not begun.
    """

    operation: int


@dataclass(frozen=True, slots=True)
class SetBreakpoints:
    """Stop at these from now on, and at no others."""

    breakpoints: tuple[Breakpoint, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """Go to a step at which this line of the run has been, then pause; nothing is forgotten."""

    step: int


@dataclass(frozen=True, slots=True)
class Branch:
    """Leave the record at the past step that is shown; what came later stays as another line."""


@dataclass(frozen=True, slots=True)
class Follow:
    """Go to the end of another line of the run."""

    line: int


@dataclass(frozen=True, slots=True)
class ForgetLine:
    """Forget a line that was left."""

    line: int


@dataclass(frozen=True, slots=True)
class NameLine:
    """Call a line of the run by this name."""

    line: int
    name: str


@dataclass(frozen=True, slots=True)
class CheckGradients:
    """Compare gradients with numeric ones: of a weight, a layer, or all where None."""

    target: WeightRef | LayerId | None = None


@dataclass(frozen=True, slots=True)
class Rewind:
    """Back to step 0 with the identical initial weights; what was playing goes on playing."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """After a guard stopped the run: keep the last good weights and be ready to go on."""


@dataclass(frozen=True, slots=True)
class SetPace:
    """How fast playing is: updates per second, or single units in slow motion; None is flat out."""

    steps_per_second: float | None
    unit: StepUnit = "batch"


@dataclass(frozen=True, slots=True)
class SetMemory:
    """Bytes that copies of the run along the way may take, in this run and those to come."""

    size: int


@dataclass(frozen=True, slots=True)
class Watch:
    """What the visible views want computed between bursts. Everything off costs nothing.

    Attributes
    ----------
    tiles
        Layers whose neurons are drawn over the input plane, ``tile_size`` pixels square.
    map_unit
        The unit of the big map; None is the output.
    map_size
        Pixels a side of the big map; 0 is off.
    example
        Index into the dataset of the example whose numbers the cards show.
    weights
        A copy of every parameter with each snapshot.
    metrics
        Loss and accuracy over training and test set, and the curve.
    what_if
        A made-up example: raw values as `data.build.inputs_of` takes them (coordinates, pixels).
    activations
        Layers whose activations over up to 512 training examples are wanted.
    prune
        Measure the network with this share (0 to 1) of its weights cut, "smallest" first or at
        "random"; the run itself stays as it is.
    space
        The layer whose view of the input plane the bent grid shows.
    map_axes
        For data that are no plane: the two features that the big map spans, or
        ``readout.axes.PRINCIPAL``, the first two principal components.
    map_example
        Example whose other features the map keeps; None takes the mean of the training examples.
    curve_size
        Points of the curve over the one number of 1-D data; 0 is off.
    answers
        The network's outputs for every example, in the order of the dataset.
    health
        Figures of every layer over a sample of the training examples, and why learning does not go
        well.
    gradients
        ∂L/∂parameter of every parameter.
    loss_line
        The weight along which the loss is drawn; ``loss_line_zoom`` of 2 shows half of the range.
    surface
        The plane of weights over which the loss is drawn.
    compares
        The end of the line beside the step that is shown, while that lies in the past.
    arithmetic
        The neuron or the weight whose numbers in the operation at hand are wanted, at
        ``arithmetic_place`` of its positions (None: the last that counts, or the middle).
    """

    tiles: tuple[LayerId, ...] = ()
    tile_size: int = 32
    map_unit: UnitRef | None = None
    map_size: int = 0
    example: int | None = None
    confusion: bool = False
    weights: bool = True
    metrics: bool = True
    what_if: tuple[float, ...] | None = None
    activations: tuple[LayerId, ...] = ()
    prune: tuple[float, PruneOrder] | None = None
    space: LayerId | None = None
    map_axes: tuple[UnitId, UnitId] | None = None
    map_example: int | None = None
    curve_size: int = 0
    answers: bool = False
    health: bool = False
    gradients: bool = False
    loss_line: WeightRef | None = None
    loss_line_zoom: float = 1.0
    surface: SurfaceWish | None = None
    compares: bool = False
    arithmetic: UnitRef | WeightRef | None = None
    arithmetic_place: int | None = None


@dataclass(frozen=True, slots=True)
class SetWatch:
    """Say what the visible views need from now on."""

    watch: Watch


@dataclass(frozen=True, slots=True, eq=False)
class Capture:
    """Ask for the whole Run, for saving and exporting; the reply is an immutable copy."""

    reply: "Future[RunState]" = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class Close:
    """End the worker."""


Command = (
    OpenRun
    | ChangeProject
    | SetWeight
    | SetWeights
    | Play
    | Pause
    | Step
    | Retreat
    | StepTo
    | SetBreakpoints
    | Visit
    | Branch
    | Follow
    | ForgetLine
    | NameLine
    | CheckGradients
    | Rewind
    | GoBack
    | SetPace
    | SetMemory
    | SetWatch
    | Capture
    | Close
)
