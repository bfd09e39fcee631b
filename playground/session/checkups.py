"""Looks at the health of a run, in a rhythm of their own beside the pictures."""

from collections.abc import Callable
from dataclasses import replace

from playground.engine.evaluate import Evaluator
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.readout.health import Health, Standing, health
from playground.session.pacing import Rhythm

LOOK_EVERY = 0.3
"""Least time between two looks while training: what is found has to stand for three of them."""


class Checkups:
    """The newest look at one run, with what has stood for some time.

    Attributes
    ----------
    health
        At a step of its own while training goes on; None where nobody asked.
    """

    def __init__(self) -> None:
        self.health: Health | None = None
        self._rhythm = Rhythm(LOOK_EVERY)
        self._standing = Standing()
        self._trainer: Trainer | None = None
        self._seen = (-1, False)
        self._too_large: Evaluator | None = None

    def load(self, share: float, least: float) -> float:
        """Return the part of the time that looks take; see `Rhythm.load`."""
        return self._rhythm.load(share, least) if self.health is not None else 0.0

    def advance(
        self,
        trainer: Trainer,
        clock: Callable[[], float],
        share: float,
        *,
        is_watched: bool,
        is_moving: bool,
    ) -> None:
        """Look again where it is time for that.

        Parameters
        ----------
        share
            Of the time that looks may take while training goes on. While nothing moves there is one
            look at every state.
        """
        if not is_watched or trainer.evaluator is self._too_large:
            self.health = None
            return
        if trainer is not self._trainer:
            self._trainer, self._standing, self.health = trainer, Standing(), None
        now = clock()
        seen = (trainer.revision, is_moving)
        if self.health is not None:
            is_due = self._rhythm.is_due(now, share) if is_moving else True
            if seen == self._seen or not is_due:
                return
        self._seen = seen
        try:
            found = health(trainer)
        except PlaygroundError:
            # There is no memory for a sample beside the network: everything else goes on.
            self._too_large, self.health = trainer.evaluator, None
            return
        changes = len(trainer.interventions)
        self._standing = self._standing.after(found, changes, is_moving=is_moving)
        self.health = replace(found, findings=self._standing.shown)
        self._rhythm.note(now, clock())
