"""Turning the worker's situation into snapshots: when a frame is due, and what is in it."""

import math
import time
from dataclasses import replace

from playground.data.dataset import Dataset
from playground.engine.state import Curve
from playground.engine.trainer import Position, Trainer
from playground.model.errors import PlaygroundError
from playground.session.mailbox import Slot
from playground.session.pacing import Budget
from playground.session.pictures import NO_PICTURES, compute
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
"""Part of the worker's time that pictures may take flat out."""
PACED_SHARE = 0.6
"""The same at a pace, where the worker would otherwise wait."""


class Display:
    """Publishes snapshots into the slot; knows the rhythm, changes nothing of the run."""

    def __init__(self, slot: Slot) -> None:
        self._slot = slot
        self._budget = Budget()
        self._framed = -math.inf
        self._curved = -math.inf
        self._counted = -math.inf
        self._counted_of: Dataset | None = None

    def frame(self, now: Situation) -> bool:
        """Compute the pictures and publish; False where it is too early for another frame.

        Everything in one frame belongs to one step. While nothing moves, every frame is in time.
        """
        began = time.monotonic()
        if now.status == "running":
            share = FLAT_OUT_SHARE if now.motion.is_flat_out else PACED_SHARE
            rhythm = FRAME if now.motion.is_flat_out else TICK_FRAME
            if not self._budget.allows(began, share) or began - self._framed < rhythm:
                return False
        self._framed = began
        if now.trainer is not None:
            try:
                counts = self._is_count_due(now, now.trainer, began)
                now.pictures = compute(
                    now.trainer, now.watch, now.probed, now.pictures, counts=counts
                )
            except PlaygroundError as error:
                # A picture that cannot be is no reason to stop training.
                now.pictures = NO_PICTURES
                now.notice = str(error)
        self.publish(now)
        self._budget.spend(time.monotonic() - began)
        return True

    def _is_count_due(self, now: Situation, trainer: Trainer, at: float) -> bool:
        """Tell whether the test set is to be counted anew: dear for large networks, and read slowly."""
        is_same = trainer.dataset is self._counted_of
        if now.status == "running" and is_same and at - self._counted < COUNT_EVERY:
            return False
        self._counted, self._counted_of = at, trainer.dataset
        return True

    def announce(self, now: Situation, *, has_rate: bool = True) -> None:
        """Publish the sentence alone, at once: what follows holds the worker for a while."""
        newest = self._slot.newest
        if now.trainer is None or newest.generation != now.run_generation:
            self.publish(now)
        else:
            # The rest stays as it was, so that numbers and pictures keep to one step.
            rate = newest.steps_per_second if has_rate else None
            self._slot.put(replace(newest, notice=now.sentence, steps_per_second=rate))

    def publish(self, now: Situation) -> None:
        """Put the situation into the slot, with the pictures computed last."""
        trainer = now.trainer
        if trainer is None:
            self._slot.put(_without_run(now))
            return
        at, pictures = time.monotonic(), now.pictures
        self._slot.put(
            Snapshot(
                generation=now.run_generation,
                project_generation=now.known_generation,
                status=now.status,
                step=trainer.step,
                epoch=trainer.epoch,
                steps_per_second=now.motion.rate.shown(at) if now.motion.is_moving else None,
                position=_standing(trainer.position),
                operations=trainer.operations,
                batch_loss=None if math.isnan(trainer.batch_loss) else trainer.batch_loss,
                metrics=trainer.metrics() if now.watch.metrics else None,
                curve=self._curve(now, trainer, at) if now.watch.metrics else None,
                weights=pictures.weights,
                probe=pictures.probe,
                plane=pictures.plane,
                big_map=pictures.big_map,
                fit=pictures.fit,
                answers=pictures.answers,
                confusion=pictures.confusion,
                confusion_step=pictures.confusion_step,
                guard=trainer.guard,
                notice=now.sentence,
                details=now.details,
                run_layers=trainer.resolution.order,
                learning_rate=trainer.learning_rate,
                what_if=pictures.what_if,
                activations=pictures.activations,
                prune=pictures.prune,
                space=pictures.space,
                interventions=trainer.interventions,
            )
        )

    def _curve(self, now: Situation, trainer: Trainer, at: float) -> Curve:
        """Return the curve, while training the one of a moment ago: copies grow with the run."""
        before = self._slot.newest
        is_fresh = before.generation == now.run_generation and at - self._curved < CURVE_EVERY
        if before.curve is not None and is_fresh and now.motion.is_moving:
            return before.curve
        self._curved = at
        return trainer.curve()


def _standing(at: Position) -> StepPosition:
    return StepPosition(at.operation, at.lane, at.lanes, at.examples)


def _without_run(now: Situation) -> Snapshot:
    return Snapshot(
        generation=now.run_generation,
        project_generation=now.known_generation,
        status=now.status,
        notice=now.sentence,
        details=now.details,
    )
