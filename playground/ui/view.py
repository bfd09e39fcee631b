"""What every view is: it shows, and it asks. It never does.

Four inputs (project, snapshot, selection, theme), and wishes out as signals. No view knows another.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.data.dataset import Dataset
from playground.model.catalog import asked_of
from playground.model.check import EMPTY_RESOLUTION, Resolution, Task
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.network import InputSpec, LayerSpec, OutputSpec
from playground.model.project import Project
from playground.session.snapshot import Snapshot
from playground.ui.action import ActionState
from playground.ui.style import Theme


@dataclass(frozen=True, slots=True)
class Selection:
    """What the person points at. View state: not undoable, not saved.

    At most one of ``unit`` and ``weight`` is set; ``layers`` then holds the layer it belongs to.
    """

    layers: tuple[LayerId, ...] = ()
    unit: UnitRef | None = None
    weight: WeightRef | None = None
    example: int | None = None
    hover: UnitRef | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ShownProject:
    """The project with everything that the controller worked out about it.

    Attributes
    ----------
    dataset
        The examples, or None while the data settings make no sense (problems say why).
    generation
        Increases with every edit; a snapshot with a smaller ``project_generation`` does not know
        the newest edit yet.
    """

    project: Project
    resolution: Resolution = EMPTY_RESOLUTION
    dataset: Dataset | None = None
    generation: int = 0
    path: Path | None = None
    is_changed: bool = False
    is_past: bool = False
    """Whether this is what the project was at a past step of the run, and not the document."""

    @property
    def task(self) -> Task | None:
        """What is asked of the first output; None while there are no examples."""
        if self.dataset is None:
            return None
        heads = self.resolution.heads
        if not heads or not self.project.network.has(heads[0].id):
            return self.dataset.shape.task
        return self.task_of(self.project.network.layer(heads[0].id).spec)

    def task_of(self, spec: LayerSpec) -> Task | None:
        """Return what is asked of an output with these settings."""
        if self.dataset is None:
            return None
        target = spec.target if isinstance(spec, OutputSpec) else "label"
        return asked_of(self.dataset.shape.task, target)

    def takes_data(self, layer_id: LayerId) -> bool:
        """Whether a layer is the input where the examples enter; others draw their numbers."""
        network = self.project.network
        spec = network.layer(layer_id).spec if network.has(layer_id) else None
        return isinstance(spec, InputSpec) and not spec.draws

    @property
    def has_right_answers(self) -> bool:
        """Whether an answer can be right or wrong; numbers are only near or far."""
        return self.task not in ("regression", "input")


@runtime_checkable
class StateView(Protocol):
    """A view that knows which actions are possible now."""

    def show_state(self, state: ActionState) -> None: ...


class View(QWidget):
    """Base of every picture in the window."""

    edit_requested = Signal(object)
    """playground.model.edits.Edit: a named change of the project."""
    command_requested = Signal(object)
    """A record of playground.session.commands."""
    selection_requested = Signal(object)
    """Selection."""
    action_requested = Signal(str)
    """Id of an entry in the table of actions."""

    def show_project(self, shown: ShownProject) -> None:
        """Draw what the person made."""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw what training is now; called at most 60 times a second, and only when it changed."""

    def show_selection(self, selection: Selection) -> None:
        """Mark what the person points at."""

    def show_theme(self, theme: Theme) -> None:
        """Take the colours of a theme; called once before the first paint and at every change."""
