"""What the worker knows of the run it is on: plain state, changed only by the worker."""

from dataclasses import dataclass, field
from typing import Literal

from playground.engine.run import CHECKPOINT_BYTES
from playground.engine.state import Metrics
from playground.engine.trainer import Trainer
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

    @property
    def status(self) -> Status:
        if self.phase != "open" or self.trainer is None:
            return "empty" if self.phase == "open" else self.phase
        if self.trainer.guard is not None:
            return "stopped"
        return "running" if self.motion.is_moving else "paused"

    @property
    def sentence(self) -> str:
        """The one sentence for the status line: the most pressing that there is."""
        guard = self.trainer.guard if self.trainer is not None else None
        stopped = guard.message if guard is not None else ""
        return self.notice or stopped or self.standing or self.background

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
