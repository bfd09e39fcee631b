"""Where playing ends: how far a burst may go, and what to say when the end is reached."""

import math
from collections.abc import Iterator

from playground.engine.breakpoints import Breakpoint
from playground.engine.trainer import Trainer
from playground.session.commands import StopAt


class Goal:
    """What one Play was told to stop at. Asks the trainer, moves nothing."""

    def __init__(self, stop: StopAt) -> None:
        self._stop = stop
        asked = (stop.train_loss, stop.test_loss, stop.train_accuracy, stop.test_accuracy)
        self._measures = any(value is not None for value in asked)

    def most(self, trainer: Trainer, steps: int) -> int:
        """Return how many of these steps may be done before the goal is to be looked at again."""
        stop = self._stop
        if stop.step is not None:
            steps = min(steps, stop.step - trainer.step)
        if stop.epoch is not None:
            passes = stop.epoch - trainer.epoch
            left = trainer.updates_left_in_epoch + (passes - 1) * trainer.updates_per_epoch
            steps = min(steps, left if passes > 0 else 0)
        if self._measures:
            steps = min(steps, trainer.grid.after(trainer.step) - trainer.step)
        return max(0, steps)

    def reason(self, trainer: Trainer) -> str:
        """Return what has been reached, as half a sentence, or "" while nothing has."""
        stop = self._stop
        if stop.step is not None and trainer.step >= stop.step:
            return _at_step(trainer.step)
        if stop.epoch is not None and trainer.epoch >= stop.epoch:
            return _passes(trainer.epoch)
        if self._measures and trainer.grid.has(trainer.step):
            return next(self._measured(trainer), "")
        return ""

    def _measured(self, trainer: Trainer) -> Iterator[str]:
        stop, now = self._stop, trainer.metrics()
        for name, loss, most in (
            ("training", now.train_loss, stop.train_loss),
            ("test", now.test_loss, stop.test_loss),
        ):
            # A loss of NaN (no test examples) reaches nothing.
            if most is not None and loss <= most:
                yield f"the {name} loss is {loss:.4g}, at most {most:g}"
        for name, right, least in (
            ("training", now.train_accuracy, stop.train_accuracy),
            ("test", now.test_accuracy, stop.test_accuracy),
        ):
            if least is not None and not math.isnan(right) and right >= least:
                yield f"the {name} accuracy is {right:.1%}, at least {least:.1%}"


def _at_step(step: int) -> str:
    """Return what has been reached where a step was the goal."""
    return f"the run is at step {step:,}"


def stop_notice(step: int, reached: str) -> str:
    """Say where and why a run stopped; where the step was the goal, that says it all."""
    if reached == _at_step(step):
        return f"Stopped at step {step:,}."
    return f"Stopped at step {step:,}: {reached}."


def _passes(count: int) -> str:
    if count == 1:
        return "1 pass is done"
    return f"{count:,} passes are done"


def halt_notice(trainer: Trainer, point: Breakpoint) -> str:
    """Say where a run stopped at a breakpoint, and why."""
    rows = len(trainer.operations)
    # The step that the head of the window shows: the one at hand is not done.
    row, step = trainer.row or rows, trainer.step
    match point.kind:
        case "loss":
            return f"Stopped after step {step:,}: the loss of the batch is above {point.value:g}."
        case "activation":
            return (
                f"Stopped after step {step:,}: the neuron is above {point.value:g} for an example "
                "of the batch."
            )
        case "gradient":
            return f"Stopped after step {step:,}: no gradient is above {point.value:g} any more."
        case "nan":
            return f"Stopped after step {step:,}: operation {row} gave a number that is not finite."
        case _:
            return (
                f"Stopped after step {step:,} at a breakpoint: operation {row} of {rows} is done."
            )


def thinned_notice(memory: int) -> str:
    """Say that copies along the run have gone because there was no room."""
    return (
        f"The copies along this run have filled their {memory / 2**20:,.0f} MB: old ones go first, "
        "so that going far back takes longer."
    )
