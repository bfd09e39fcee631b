"""What the worker knows of the run it is on: plain state, changed only by the worker."""

from dataclasses import dataclass, field
from typing import Literal

from playground.engine.gradient_verdict import GradientCheck
from playground.engine.run import CHECKPOINT_BYTES
from playground.engine.state import Metrics
from playground.engine.trainer import Trainer
from playground.model.project import Project
from playground.session.commands import Watch
from playground.session.motion import Motion
from playground.session.pictures import NO_PICTURES, Count, Pictures
from playground.session.snapshot import Status
from playground.session.stopping import Goal

Phase = Literal["empty", "preparing", "invalid", "open", "failed"]


@dataclass(slots=True)
class Situation:
    """Where things stand.

    Attributes
    ----------
    phase
        "open" exactly while there is a trainer that can be used.
    run_generation, known_generation
        Of the run, and of the newest project that is part of it.
    wants_play, goal
        Whether to play as soon as an invalid project has become valid, and until when.
    follows_batch
        Whether the cards show the batch's own examples while a batch is being stepped through.
    notice
        What the last command led to, where that is worth a sentence.
    standing
        What holds until something else is said: an edit that is not part of the run.
    memory
        Bytes for copies along the run.
    background
        What is being compiled behind the run.
    metrics, count
        All examples as they were looked at last.
    document, line
        The project as whoever edits it knows it, and the number of the line of the run that it is
        about; in the past the run's own is another one.
    breakpoint
        Which breakpoint stopped the run last, None where none did.
    caught
        The example for which it did, where there is one.
    gradient_check, checked
        What was found last, and the run's revision then: it holds as long as nothing moves.
    is_thinned
        Whether it was said that old copies have gone.
    """

    motion: Motion
    phase: Phase = "empty"
    run_generation: int = 0
    known_generation: int = 0
    trainer: Trainer | None = None
    wants_play: bool = False
    goal: Goal | None = None
    follows_batch: bool = False
    notice: str = ""
    standing: str = ""
    background: str = ""
    details: str = ""
    memory: int = CHECKPOINT_BYTES
    watch: Watch = field(default_factory=lambda: Watch(weights=False))
    pictures: Pictures = NO_PICTURES
    metrics: Metrics | None = None
    count: Count | None = None
    document: Project | None = None
    line: int = 1
    breakpoint: int | None = None
    caught: int | None = None
    gradient_check: GradientCheck | None = None
    checked: int = 0
    is_thinned: bool = False

    @property
    def status(self) -> Status:
        if self.phase != "open" or self.trainer is None:
            return "empty" if self.phase == "open" else self.phase
        if self.trainer.guard is not None:
            return "stopped"
        return "running" if self.motion.is_moving else "paused"

    @property
    def other_project(self) -> Project | None:
        """The project of the step that is shown, where the document is another one."""
        if self.trainer is None or self.trainer.project == self.document:
            return None
        return self.trainer.project

    @property
    def verdict(self) -> GradientCheck | None:
        """What was found out about the gradients of the weights as they are now."""
        is_true = self.trainer is not None and self.trainer.revision == self.checked
        return self.gradient_check if is_true else None

    def tell_of_branch(self, followed: int) -> None:
        """Say it where a change in the past has left the line that was followed."""
        if self.trainer is not None and self.trainer.number != followed:
            self.notice = (
                f"This is run {self.trainer.number} now; run {followed} is kept beside it."
            )

    def take_up(self) -> None:
        """Back at the end of the line, take what was done to the document alone meanwhile.

        Another line has a project of its own: whoever edits the document is told, and answers.
        """
        trainer = self.trainer
        if trainer is None or self.document is None or trainer.is_past:
            return
        if trainer.project == self.document:
            return
        if trainer.number != self.line:
            self.document = None
            return
        # Tried once only: what cannot be trained would be tried before every frame.
        document, self.document = self.document, trainer.project
        trainer.change_project(document)
        self.document = document

    @property
    def sentence(self) -> str:
        """The one sentence for the status line: the most pressing that there is."""
        guard = self.trainer.guard if self.trainer is not None else None
        stopped = guard.message if guard is not None else ""
        return self.notice or stopped or self.standing or self.background

    @property
    def is_murmur(self) -> bool:
        """Whether the sentence is only about what is compiled behind the run."""
        return bool(self.background) and self.sentence == self.background

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
        for example in (self.caught, self.watch.example):
            if example in position.examples:
                return example
        return position.examples[0]
