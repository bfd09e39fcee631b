"""Turning the worker's situation into snapshots: when a frame is due, and what is in it."""

import math
import time
from collections.abc import Callable
from dataclasses import replace

from playground.data.dataset import Dataset
from playground.engine.state import Curve, Metrics
from playground.engine.trainer import Position, Trainer
from playground.model.errors import PlaygroundError
from playground.session.checkups import Checkups
from playground.session.comparing import Comparing
from playground.session.landscapes import Landscapes
from playground.session.mailbox import Slot
from playground.session.pacing import Budget, Rhythm
from playground.session.pictures import NO_PICTURES, Count, Pictures, compute, count
from playground.session.recording import record_of
from playground.session.situation import Situation
from playground.session.snapshot import Snapshot, StepPosition

FRAME = 1.0 / 36.0
"""Least time between two frames flat out; at a pace every tick may be one."""
TICK_FRAME = 0.9 / 60.0
"""Least time between two frames at a pace."""
CURVE_EVERY = 0.1
"""Least time between two copies of the loss curve while training."""
COUNT_EVERY = 0.25
"""Least time between two counts of the whole test set while training."""
FLAT_OUT_SHARE = 0.15
"""Part of the worker's time that showing may take flat out: all three kinds of it together."""
PACED_SHARE = 0.6
"""The same at a pace, where the worker would otherwise wait."""
METRICS, COUNTS, HEALTH, SURVEYS = 0.25, 0.15, 0.1, 0.25
"""Most of it that looking at all examples, or at a sample of them for the health of the run or for
its loss with other weights, may take; what is left is for the pictures. Each may take longer than
everything else, so it has a rhythm of its own, and no picture waits for it."""


class Display:
    """Publishes snapshots into the slot; knows the rhythm, changes nothing of the run."""

    def __init__(self, slot: Slot, clock: Callable[[], float] = time.monotonic) -> None:
        self._slot = slot
        self._clock = clock
        self._budget = Budget()
        self._framed = -math.inf
        self._curved = -math.inf
        self._measuring = Rhythm()
        self._counting = Rhythm(COUNT_EVERY)
        self._looked_at: Dataset | None = None
        self._landscapes = Landscapes()
        self._surveying = Rhythm()
        self._comparing = Comparing()
        self._checkups = Checkups()

    def frame(self, now: Situation) -> bool:
        """Compute the pictures and publish; False where it is too early for another frame.

        All pictures in one frame belong to one step. While nothing moves, every frame is in time.
        """
        began = self._clock()
        if now.motion.journeys.is_quiet:
            return False
        share = FLAT_OUT_SHARE if now.motion.is_flat_out else PACED_SHARE
        if now.status == "running":
            rhythm = FRAME if now.motion.is_flat_out else TICK_FRAME
            looking = self._measuring.load(share * METRICS, rhythm)
            looking += self._counting.load(share * COUNTS, rhythm)
            looking += self._checkups.load(share * HEALTH, rhythm)
            looking += self._surveying.load(share * SURVEYS, rhythm)
            may = self._budget.allows(began, share - looking)
            if not may or began - self._framed < rhythm:
                return False
        self._framed = began
        aside = 0.0
        if now.trainer is not None:
            try:
                aside = self._look_at_all(now, now.trainer, share)
                now.pictures = compute(now.trainer, now.watch, now.probed, now.pictures, now.count)
                aside += self._survey(now, now.trainer, share, is_first=True)
                self._comparing.look(now.trainer, now.watch)
            except PlaygroundError as error:
                # A picture that cannot be is no reason to stop training.
                now.pictures = NO_PICTURES
                now.notice = str(error)
        self.publish(now)
        self._budget.spend(self._clock() - began - aside)
        return True

    @property
    def is_refining(self) -> bool:
        """Whether a part of the picture is still coarse, although nothing moves."""
        return self._landscapes.is_refining

    def refine(self, now: Situation) -> None:
        """Publish the same frame with a finer part."""
        if now.trainer is not None:
            self._survey(now, now.trainer, PACED_SHARE)
            self.publish(now)

    def _survey(
        self, now: Situation, trainer: Trainer, share: float, *, is_first: bool = False
    ) -> float:
        """Work on the loss with other weights where it is time; return the seconds it took."""
        began, is_moving = self._clock(), now.status == "running"
        has_time = not is_moving or self._surveying.is_due(began, share * SURVEYS)
        self._landscapes.advance(
            trainer,
            now.watch,
            now.probed,
            is_moving=is_moving,
            has_time=has_time,
            is_first=is_first,
        )
        if not has_time:
            return 0.0
        ended = self._clock()
        # What nobody asks for costs nothing, from the first time on.
        self._surveying.note(began, ended if self._landscapes.is_asked else began)
        return ended - began

    def _look_at_all(self, now: Situation, trainer: Trainer, share: float) -> float:
        """Evaluate and count all examples where it is time for that; return the seconds it took.

        While nothing moves it always is, and so it is at the first look at something.
        """
        began = self._clock()
        is_new = now.status != "running" or trainer.dataset is not self._looked_at
        self._looked_at = trainer.dataset
        is_first = is_new or _is_stale(now.metrics, trainer)
        if is_first or self._measuring.is_due(began, share * METRICS):
            now.metrics = trainer.metrics() if now.watch.metrics else None
            self._measuring.note(began, self._clock())
        counted = self._clock()
        is_first = is_new or _is_stale(now.count, trainer)
        if is_first or self._counting.is_due(counted, share * COUNTS):
            now.count = count(trainer, now.watch)
            self._counting.note(counted, self._clock())
        self._checkups.advance(
            trainer,
            self._clock,
            share * HEALTH,
            is_watched=now.watch.health,
            is_moving=now.status == "running",
        )
        return self._clock() - began

    def announce(self, now: Situation, *, has_rate: bool = True) -> None:
        """Publish the sentence alone, at once: what follows holds the worker for a while."""
        newest = self._slot.newest
        if now.trainer is None or newest.generation != now.run_generation:
            self.publish(now)
        else:
            # The rest stays as it was, so that numbers and pictures keep to one step.
            rate = newest.steps_per_second if has_rate else None
            self._slot.put(
                replace(newest, notice=now.sentence, is_murmur=now.is_murmur, steps_per_second=rate)
            )

    def publish(self, now: Situation) -> None:
        """Put the situation into the slot, with the pictures computed last."""
        trainer = now.trainer
        if trainer is None:
            self._slot.put(_without_run(now))
            return
        at = self._clock()
        standing = Snapshot(
            generation=now.run_generation,
            project_generation=now.known_generation,
            status=now.status,
            step=trainer.step,
            epoch=trainer.epoch,
            steps_per_second=now.motion.rate.shown(at) if now.motion.is_moving else None,
            position=_standing(trainer.position),
            operations=trainer.operations,
            batch_loss=None if math.isnan(trainer.batch_loss) else trainer.batch_loss,
            metrics=now.metrics,
            curve=self._curve(now, trainer, at) if now.watch.metrics else None,
            guard=trainer.guard,
            notice=now.sentence,
            is_murmur=now.is_murmur,
            details=now.details,
            run_layers=trainer.resolution.order,
            learning_rate=trainer.learning_rate,
            interventions=trainer.journal,
            record=record_of(trainer, now.motion),
            past_project=now.other_project,
            slow=now.motion.is_slow,
            breakpoint=now.breakpoint,
            gradient_check=now.verdict,
        )
        seen = _illustrated(standing, now.pictures)
        self._slot.put(self._completed(seen))

    def _completed(self, seen: Snapshot) -> Snapshot:
        """Return a snapshot with what is computed in a rhythm of its own."""
        line, surface = self._landscapes.line, self._landscapes.surface
        health, now = self._checkups.health, self._comparing.now
        return replace(seen, now=now, loss_line=line, surface=surface, health=health)

    def _curve(self, now: Situation, trainer: Trainer, at: float) -> Curve:
        """Return the curve, while training the one of a moment ago: copies grow with the run."""
        before = self._slot.newest
        is_fresh = before.generation == now.run_generation and at - self._curved < CURVE_EVERY
        if before.curve is not None and is_fresh and now.motion.is_moving:
            return before.curve
        self._curved = at
        return trainer.curve()


def _illustrated(standing: Snapshot, pictures: Pictures) -> Snapshot:
    """Return a snapshot with the pictures of its step."""
    return replace(
        standing,
        weights=pictures.weights,
        probe=pictures.probe,
        plane=pictures.plane,
        big_map=pictures.big_map,
        fit=pictures.fit,
        answers=pictures.answers,
        confusion=pictures.confusion,
        confusion_step=pictures.confusion_step,
        what_if=pictures.what_if,
        activations=pictures.activations,
        prune=pictures.prune,
        space=pictures.space,
        gradients=pictures.gradients,
        arithmetic=pictures.arithmetic,
        moved=pictures.moved,
    )


def _is_stale(looked: Metrics | Count | None, trainer: Trainer) -> bool:
    """Tell whether there is no look, or one at what has been undone by going back."""
    return looked is None or looked.step > trainer.step


def _standing(at: Position) -> StepPosition:
    return StepPosition(at.operation, at.lane, at.lanes, at.examples, at.loss)


def _without_run(now: Situation) -> Snapshot:
    return Snapshot(
        generation=now.run_generation,
        project_generation=now.known_generation,
        status=now.status,
        notice=now.sentence,
        details=now.details,
    )
