"""What the worker knows of the run it is on: plain state, changed only by the worker."""

from dataclasses import dataclass, field

from playground.engine.trainer import Trainer
from playground.model.project import Project
from playground.session.commands import Watch
from playground.session.pictures import NO_PICTURES, Pictures
from playground.session.snapshot import Status


@dataclass(slots=True)
class Situation:
    """Where things stand.

    Attributes
    ----------
    project, project_generation
        The newest project that was sent, valid or not.
    run_generation, known_generation
        Of the run, and of the newest project that is part of it.
    goal
        Step at which training pauses by itself, or None.
    is_hurried
        True while walking to a goal at full speed, whatever the pace.
    wants_play
        Whether to play as soon as an invalid project has become valid.
    follows_batch
        Whether the cards show the batch's own examples while a batch is being stepped through.
    """

    project: Project | None = None
    project_generation: int = 0
    run_generation: int = 0
    known_generation: int = 0
    trainer: Trainer | None = None
    status: Status = "empty"
    goal: int | None = None
    is_hurried: bool = False
    wants_play: bool = False
    follows_batch: bool = False
    notice: str = ""
    details: str = ""
    watch: Watch = field(default_factory=lambda: Watch(weights=False))
    pictures: Pictures = NO_PICTURES

    @property
    def is_training(self) -> bool:
        return self.status == "running" and self.trainer is not None

    @property
    def probed(self) -> int | None:
        """The example that the cards show."""
        if self.trainer is None or self.watch.example is None:
            return None
        position = self.trainer.position
        if not self.follows_batch or not position.examples:
            return self.watch.example
        if position.lane is not None:
            return position.examples[position.lane]
        if self.watch.example in position.examples:
            return self.watch.example
        return position.examples[0]
