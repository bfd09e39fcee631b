"""Turning the worker's situation into snapshots: when a frame is due, and what is in it."""

import math
import time

from playground.session.mailbox import Slot
from playground.session.pacing import Budget, Rate
from playground.session.pictures import compute
from playground.session.situation import Situation
from playground.session.snapshot import Snapshot, StepPosition

FRAME = 1.0 / 30.0
"""Least time between two frames flat out; at a pace every tick may be one."""
FLAT_OUT_SHARE = 0.12
"""Part of the worker's time that pictures may take flat out."""
PACED_SHARE = 0.6
"""The same at a pace, where the worker would otherwise wait."""
CURVE_EVERY = 0.1
"""Least time between two copies of the loss curve while training."""
TICK_FRAME = 0.9 / 60.0
"""Least time between two frames at a pace."""


class Display:
    """Publishes snapshots into the slot; knows the rhythm, changes nothing of the run."""

    def __init__(self, slot: Slot) -> None:
        self._slot = slot
        self._budget = Budget()
        self._framed = 0.0
        self._curved = 0.0

    def frame(self, now: Situation, pace: float | None, rate: Rate, *, is_due: bool) -> None:
        """Compute the pictures and publish, where it is time.

        Parameters
        ----------
        is_due
            True behind commands: while paused, that is when something can have changed.
        """
        began = time.monotonic()
        if now.is_training:
            is_flat_out = pace is None or now.is_hurried
            share = FLAT_OUT_SHARE if is_flat_out else PACED_SHARE
            rhythm = FRAME if is_flat_out else TICK_FRAME
            if not self._budget.allows(began, share) or began - self._framed < rhythm:
                return
        elif not is_due and not self._is_behind(now):
            return
        self._framed = began
        if now.trainer is not None:
            now.pictures = compute(now.trainer, now.watch, now.probed)
        self.publish(now, rate)
        self._budget.spend(time.monotonic() - began)

    def publish(self, now: Situation, rate: Rate) -> None:
        """Put the situation into the slot, with the pictures computed last."""
        trainer = now.trainer
        if trainer is None:
            self._slot.put(
                Snapshot(
                    generation=now.run_generation,
                    project_generation=now.known_generation,
                    status=now.status,
                    notice=now.notice,
                    details=now.details,
                )
            )
            return
        at = time.monotonic()
        before = self._slot.newest
        curve = before.curve if before.generation == now.run_generation else None
        if curve is None or not now.is_training or at - self._curved >= CURVE_EVERY:
            curve = trainer.curve()
            self._curved = at
        position = trainer.position
        self._slot.put(
            Snapshot(
                generation=now.run_generation,
                project_generation=now.known_generation,
                status=now.status,
                step=trainer.step,
                epoch=trainer.epoch,
                steps_per_second=rate.shown(at) if now.is_training else None,
                position=StepPosition(
                    position.operation, position.lane, position.lanes, position.examples
                ),
                operations=trainer.operations,
                batch_loss=None if math.isnan(trainer.batch_loss) else trainer.batch_loss,
                metrics=trainer.metrics(),
                curve=curve,
                weights=now.pictures.weights,
                probe=now.pictures.probe,
                plane=now.pictures.plane,
                big_map=now.pictures.big_map,
                confusion=now.pictures.confusion,
                guard=trainer.guard,
                notice=now.notice,
                details=now.details,
                run_layers=trainer.resolution.order,
            )
        )

    def _is_behind(self, now: Situation) -> bool:
        """Whether the slot shows something else than the present."""
        shown = self._slot.newest
        step = now.trainer.step if now.trainer is not None else 0
        return (shown.status, shown.step) != (now.status, step)
