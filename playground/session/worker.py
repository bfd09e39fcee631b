"""The worker: takes commands, trains in short bursts, and shows what came of it.

Everything here runs on one thread. An error never ends it: the error becomes a snapshot, and the
next OpenRun starts afresh.
"""

import time
import traceback

from playground.engine import door
from playground.engine.trainer import Trainer
from playground.kernels.optable import State
from playground.model.errors import PlaygroundError
from playground.model.project import Project
from playground.session.commands import (
    Capture,
    ChangeProject,
    Close,
    Command,
    GoBack,
    OpenRun,
    Pause,
    Play,
    Rewind,
    SetPace,
    SetWatch,
    SetWeight,
    Step,
)
from playground.session.display import Display
from playground.session.mailbox import Inbox, Slot
from playground.session.pacing import BurstSize, Pace, Rate
from playground.session.pictures import NO_PICTURES
from playground.session.situation import Situation


class Worker:
    """Carries out commands; owned by one thread."""

    def __init__(self, inbox: Inbox, slot: Slot) -> None:
        self._inbox = inbox
        self._now = Situation()
        self._display = Display(slot)
        self._pace = Pace(None)
        self._burst = BurstSize()
        self._rate = Rate()

    def run(self) -> None:
        """Work until a Close arrives."""
        while True:
            commands = self._inbox.take(self._patience())
            for command in commands:
                if isinstance(command, Close):
                    return
                self._guarded(command)
            if self._now.is_training:
                self._guarded(None)
            self._show(is_due=bool(commands))

    def _show(self, *, is_due: bool) -> None:
        try:
            self._display.frame(self._now, self._pace.rate, self._rate, is_due=is_due)
        except Exception as error:
            self._fail(error)
            self._display.publish(self._now, self._rate)

    def _patience(self) -> float | None:
        """Return how long to wait for a command: for ever while paused."""
        now = self._now
        if not now.is_training:
            return None
        return 0.0 if now.is_hurried else self._pace.wait()

    def _guarded(self, command: Command | None) -> None:
        """Carry out a command, or train where there is none; errors become what is shown."""
        try:
            if command is None:
                self._train()
            else:
                self._carry_out(command)
        except PlaygroundError as error:
            self._now.notice = str(error)
            if isinstance(command, Capture):
                command.reply.set_exception(error)
            if command is None or self._now.trainer is None:
                self._now.status = "failed"
        except Exception as error:
            if isinstance(command, Capture):
                command.reply.set_exception(error)
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        self._now.status = "failed"
        self._now.trainer = None
        self._now.pictures = NO_PICTURES
        self._now.notice = (
            f"Training met an error that it did not expect: {type(error).__name__}. "
            "Your project is safe. Start the run again."
        )
        self._now.details = "".join(traceback.format_exception(error))

    def _carry_out(self, command: Command) -> None:
        if isinstance(command, OpenRun):
            self._open(command)
        elif isinstance(command, ChangeProject):
            self._change(command.project, command.project_generation)
        elif isinstance(command, SetPace):
            self._pace.change(command.steps_per_second, time.monotonic())
        elif isinstance(command, SetWatch):
            if command.watch.example != self._now.watch.example:
                self._now.follows_batch = False
            self._now.watch = command.watch
        elif isinstance(command, Capture):
            command.reply.set_result(self._trainer().state())
        elif isinstance(command, Play):
            self._play(command.stop_at_step)
        elif isinstance(command, Pause):
            self._pause()
        elif self._now.trainer is not None:
            self._move(command, self._now.trainer)

    def _move(self, command: Command, trainer: Trainer) -> None:
        """Commands that move the run itself; without one they mean nothing."""
        if isinstance(command, Step):
            self._step(command, trainer)
        elif isinstance(command, SetWeight):
            trainer.set_weight(command.weight, command.value)
        elif isinstance(command, Rewind):
            trainer.rewind()
            self._rate.reset()
            self._now.goal = None
        elif isinstance(command, GoBack):
            trainer.go_back()
        if trainer.guard is None and self._now.status == "stopped":
            self._now.status = "paused"
            self._now.notice = ""

    def _trainer(self) -> Trainer:
        if self._now.trainer is None:
            raise PlaygroundError("There is no run yet. Make the network complete first.")
        return self._now.trainer

    # --- beginning and changing ------------------------------------------------------------

    def _open(self, command: OpenRun) -> None:
        watch = self._now.watch
        self._now = Situation(
            project=command.project,
            project_generation=command.project_generation,
            run_generation=command.generation,
            watch=watch,
            wants_play=command.play,
        )
        self._rate.reset()
        self._burst = BurstSize()
        self._prepare()
        try:
            self._now.trainer = Trainer(command.project, state=command.state)
        except PlaygroundError as error:
            self._now.status = "invalid"
            self._now.notice = str(error)
            return
        self._begin()

    def _prepare(self) -> None:
        """Load the compiled engine, and say so: the first time it takes seconds."""
        if door.is_loaded():
            return
        self._now.status = "preparing"

        def tell(name: str, done: int, total: int) -> None:
            self._now.notice = f"Compiling {name} ({done} of {total})"
            self._display.publish(self._now, self._rate)

        self._now.notice = "Loading the engine"
        self._display.publish(self._now, self._rate)
        door.prepare(tell)
        self._now.notice = ""

    def _begin(self) -> None:
        """The trainer has the newest project: play or wait."""
        self._now.known_generation = self._now.project_generation
        self._now.status = "paused"
        self._now.notice = ""
        if self._now.wants_play:
            self._play(None)

    def _change(self, project: Project, generation: int) -> None:
        self._now.project = project
        self._now.project_generation = generation
        trainer = self._now.trainer
        if trainer is None:
            try:
                self._now.trainer = Trainer(project)
            except PlaygroundError as error:
                self._now.status = "invalid"
                self._now.notice = str(error)
                return
            self._begin()
            return
        try:
            trainer.change_project(project)
        except PlaygroundError as error:
            self._now.notice = f"Not part of the run yet: {error}"
            return
        self._now.known_generation = generation
        self._now.notice = ""
        self._burst = BurstSize()
        if self._now.status == "stopped" and trainer.guard is None:
            self._now.status = "paused"

    # --- moving ----------------------------------------------------------------------------

    def _play(self, goal: int | None) -> None:
        now = self._now
        now.wants_play = True
        if now.trainer is None or now.trainer.guard is not None:
            return
        if goal is not None and goal <= now.trainer.step:
            return
        now.goal = goal
        now.is_hurried = False
        now.follows_batch = False
        if now.status != "running":
            self._pace.start(time.monotonic())
            self._rate.reset()
        now.status = "running"

    def _pause(self) -> None:
        now = self._now
        now.wants_play = False
        now.goal = None
        now.is_hurried = False
        if now.status == "running":
            now.status = "paused"
        self._rate.reset()

    def _step(self, command: Step, trainer: Trainer) -> None:
        self._pause()
        if trainer.guard is not None or command.count < 1:
            return
        self._now.follows_batch = True
        if command.unit in ("operation", "example"):
            move = trainer.advance_operation
            if command.unit == "example":
                move = trainer.advance_example
            for _ in range(command.count):
                if move().guard is not None:
                    break
            self._look_at_guard(trainer)
            return
        self._now.goal = trainer.step + self._updates(command, trainer)
        self._now.is_hurried = True
        self._now.status = "running"

    def _updates(self, command: Step, trainer: Trainer) -> int:
        """Return the number of updates in so many batches or epochs."""
        if command.unit == "batch":
            return command.count
        batch = trainer.bound.program.batch
        size = trainer.bound.data.train
        left = size - int(trainer.counters[State.CURSOR])
        return -(-left // batch) + (command.count - 1) * -(-size // batch)

    def _train(self) -> None:
        """Do one burst; pause at the goal, stop at a guard."""
        now, trainer = self._now, self._trainer()
        began = time.monotonic()
        due = None if now.is_hurried else self._pace.due(began)
        steps = self._burst.steps() if due is None else min(due, self._burst.steps())
        if now.goal is not None:
            steps = min(steps, now.goal - trainer.step)
        if steps > 0:
            result = trainer.advance(steps, self._inbox.stop_flag)
            ended = time.monotonic()
            self._burst.note(result.done, ended - began)
            if due is not None:
                self._pace.spend(result.done)
            self._rate.note(result.done, ended)
        if now.goal is not None and trainer.step >= now.goal:
            self._pause()
        self._look_at_guard(trainer)

    def _look_at_guard(self, trainer: Trainer) -> None:
        if trainer.guard is not None:
            self._pause()
            self._now.status = "stopped"
            self._now.notice = trainer.guard.message
