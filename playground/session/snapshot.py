"""What training is now, for drawing: one immutable record in a slot, replaced, never queued."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from playground.data.dataset import Dataset
from playground.engine.gradient_verdict import GradientCheck
from playground.engine.state import (
    Curve,
    Float32,
    GuardReport,
    Int64,
    Intervention,
    Metrics,
    OperationLabel,
    Plane,
    Probe,
    SpaceView,
)
from playground.model.ids import LayerId, ParameterId, UnitRef
from playground.model.project import Project
from playground.model.resolution import Resolution
from playground.readout.arithmetic.records import Arithmetic
from playground.readout.axes import MapFrame
from playground.readout.health import Health
from playground.readout.landscape.records import LossLine, Surface
from playground.readout.prune_report import PruneReport

Status = Literal["empty", "preparing", "invalid", "paused", "running", "stopped", "failed"]
"""preparing: compiling or building; invalid: the first project cannot start; stopped: by a guard;
failed: the worker met an error (message and details say which) and waits for a new OpenRun."""


@dataclass(frozen=True, slots=True)
class StepPosition:
    """Where stepping stands inside a batch.

    Attributes
    ----------
    operation
        Index of the next row of the tape; 0 means between two updates.
    lane, lanes
        Lane that Example shows and the number of examples in this batch; lane is None while not
        walking through lanes.
    examples
        Dataset indices of the batch's examples, lane by lane (empty between two updates).
    loss
        Loss of this batch, None until it has been computed.
    """

    operation: int = 0
    lane: int | None = None
    lanes: int = 0
    examples: tuple[int, ...] = ()
    loss: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class BigMap:
    """The output (or one neuron) over the input plane.

    ``values`` is float32 (size, size) for a single unit; for several classes it is the winning
    class as a float, and ``confidence`` its probability. Row 0 is the top. ``threshold`` is the
    activation at which the decision changes, None where there is no such thing. ``outputs`` is
    float32 (classes, size, size) where several classes are shown; ``frame`` says which plane this
    is, None for data that are points of a plane themselves.
    """

    unit: UnitRef | None
    values: Float32
    confidence: Float32 | None = None
    threshold: float | None = None
    step: int = 0
    outputs: Float32 | None = None
    frame: MapFrame | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The network as a curve over the one number x of 1-D data.

    ``x`` is float32 (points,), raw and rising; ``y`` float32 (points,) is the output, or the
    activation of ``unit``.
    """

    unit: UnitRef | None
    x: Float32
    y: Float32
    step: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class LineFacts:
    """A line of the run that is kept beside the one followed.

    Attributes
    ----------
    number, name
        ``name`` is "" where the person gave none.
    left_at, end
        Step at which another line went off from it, and its last step.
    project
        With which it ended.
    """

    number: int
    name: str
    left_at: int
    end: int
    curve: Curve
    project: Project | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """The end of the line that is followed, while its past is shown; all of ``step``.

    Attributes
    ----------
    project, resolution, dataset
        With which it ended: they may be others than those of the step that is shown.
    weights
        Value of every parameter, float32 (out, in) or (out,).
    big_map, fit, answers, probe, confusion
        What is watched of the step that is shown, of this one.
    """

    step: int
    project: Project
    resolution: Resolution
    dataset: Dataset
    weights: Mapping[ParameterId, Float32]
    metrics: Metrics
    big_map: BigMap | None = None
    fit: Fit | None = None
    answers: Float32 | None = None
    probe: Probe | None = None
    confusion: Int64 | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """A jump in progress: replay from one step to another."""

    start: int
    at: int
    goal: int
    seconds: float
    """What is left of it, reckoned by what steps have cost so far."""


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """What is kept of the run, and where on it the present stands.

    Attributes
    ----------
    end, is_past
        Last step of the line that is followed; whether the present lies before it.
    line, name
        Number of that line, and its name ("" where none was given).
    lines
        Those beside it, the oldest first.
    used, memory
        Bytes that the copies along all lines take, and bytes that they may.
    copies
        How many there are along the line that is followed.
    gap
        Seconds of computing between two copies: a jump takes this long at most.
    was_thinned
        Whether copies had to go because the memory was full.
    problem
        Why steps between copies cannot be shown on this machine; "" where they can.
    reachable
        The only steps that can be visited where there is a problem, in rising ranges; None: all.
    """

    end: int = 0
    is_past: bool = False
    line: int = 1
    name: str = ""
    lines: tuple[LineFacts, ...] = ()
    used: int = 0
    memory: int = 0
    copies: int = 0
    gap: float = 0.0
    was_thinned: bool = False
    problem: str = ""
    reachable: tuple[range, ...] | None = None
    journey: Journey | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """Observation of the run. Every picture and number in it belongs to ``step``, unless it names
    a step of its own.

    Attributes
    ----------
    generation, project_generation
        Of the run, and of the newest project that is part of it.
    weights
        Value of every parameter, float32 (out, in) or (out,).
    plane
        Neuron tiles, for 2-D data.
    confusion
        int64 (true class, predicted class) over the test set, at ``confusion_step``.
    notice
        One plain sentence for the status line ("not part of the run yet", "compiling ...").
    details
        Technical text for "copy details" where status is "failed".
    """

    generation: int = 0
    project_generation: int = 0
    status: Status = "empty"
    step: int = 0
    epoch: int = 0
    steps_per_second: float | None = None
    position: StepPosition = field(default_factory=StepPosition)
    operations: tuple[OperationLabel, ...] = ()
    batch_loss: float | None = None
    metrics: Metrics | None = None
    curve: Curve | None = None
    weights: Mapping[ParameterId, Float32] = field(default_factory=lambda: MappingProxyType({}))
    probe: Probe | None = None
    plane: Plane | None = None
    big_map: BigMap | None = None
    confusion: Int64 | None = None
    confusion_step: int = 0
    guard: GuardReport | None = None
    notice: str = ""
    is_murmur: bool = False
    """Whether the notice is only about what is compiled behind the run: anything else comes first."""
    details: str = ""
    run_layers: tuple[LayerId, ...] = ()
    """Layers that are part of the running program, in order of computation."""
    learning_rate: float | None = None
    """Rate of the next update, as the schedule has it now."""
    what_if: Probe | None = None
    """The made-up example of the Watch, forward only: ``example`` is −1, ``loss`` NaN, no target."""
    activations: Mapping[LayerId, Float32] = field(default_factory=lambda: MappingProxyType({}))
    """float32 (units, examples) over up to 512 training examples, for the layers watched."""
    prune: PruneReport | None = None
    space: SpaceView | None = None
    fit: Fit | None = None
    answers: Float32 | None = None
    """float32 (examples, outputs): what the network puts out for every example, if watched."""
    loss_line: LossLine | None = None
    """The loss along the weight watched, at a step of its own while training runs."""
    surface: Surface | None = None
    """The loss over the plane watched, at a step of its own while training runs."""
    health: Health | None = None
    """How the run is doing, at a step of its own; findings are those that have stood for some time."""
    arithmetic: Arithmetic | None = None
    """The numbers of the operation carried out last for the neuron or weight watched."""
    interventions: tuple[Intervention, ...] = ()
    """The run's journal: what the person did to it, in order."""
    record: Record = field(default_factory=Record)
    now: Comparison | None = None
    """The end of the line, if watched, while its past is shown."""
    past_project: Project | None = None
    """The project as it was at this step, where the step lies in the past of another one."""
    slow: bool = False
    """Whether it plays by single units, in slow motion."""
    breakpoint: int | None = None
    """Which of the breakpoints stopped the run last; None where none did."""
    gradient_check: GradientCheck | None = None
    """What a check of the gradients found, as long as no weight has moved since."""
    gradients: Mapping[ParameterId, Float32] = field(default_factory=lambda: MappingProxyType({}))
    """∂L/∂parameter, if watched: of the batch in progress as far as it is computed; between two
    updates of the last batch, at the weights of ``step``."""
    moved: Mapping[ParameterId, Float32] = field(default_factory=lambda: MappingProxyType({}))
    """How far the last operation has moved each parameter; empty where it was none that moves any."""
