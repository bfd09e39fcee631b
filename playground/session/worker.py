"""The worker: takes commands, trains in short bursts, and shows what came of it.

Everything here runs on one thread. An error never ends it: the error becomes a snapshot, and the
next OpenRun starts afresh.
"""

import logging
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from playground.engine.halting import example_of
from playground.engine.prepare import prepare
from playground.engine.state import RunState
from playground.engine.trainer import Trainer
from playground.model.arrangement import unplaced
from playground.model.errors import PlaygroundError
from playground.model.project import Project
from playground.session.behind import Behind
from playground.session.commands import (
    Branch,
    Capture,
    ChangeProject,
    CheckGradients,
    Close,
    Command,
    Follow,
    GoBack,
    OpenRun,
    Pause,
    Play,
    Retreat,
    Rewind,
    SetBreakpoints,
    SetMemory,
    SetPace,
    SetWatch,
    SetWeight,
    SetWeights,
    Step,
    StepTo,
    StopAt,
    Visit,
)
from playground.session.display import Display
from playground.session.mailbox import Inbox, Slot
from playground.session.motion import Motion
from playground.session.orders import arrange, obey
from playground.session.pacing import TICK
from playground.session.pictures import NO_PICTURES
from playground.session.preparation import Preparation
from playground.session.recording import is_thinned
from playground.session.situation import Situation
from playground.session.stopping import Goal, halt_notice, stop_notice, thinned_notice

_LOG = logging.getLogger("playground")
NO_RUN = "There is no run yet. Make the network complete first."

# Before one of these, steps that are still being counted are complete ...
_PATIENT = (
    *(SetWeight, SetWeights, ChangeProject, CheckGradients, Capture),
    *(Step, StepTo, Retreat, Play, Branch),
)
# ... and one of these cuts them short.
_URGENT = (OpenRun, Pause, Rewind, GoBack, Visit, Follow, Close)
_SILENT = (SetWatch, SetPace, SetMemory, SetBreakpoints, Capture)
_CHANGES = (ChangeProject, SetWeight, SetWeights, Branch)
_WALKS = (Step, StepTo, Retreat, Play)


class Worker:
    """Carries out commands; owned by one thread."""

    def __init__(self, inbox: Inbox, slot: Slot, *, compiles_behind: bool = False) -> None:
        self._inbox = inbox
        self._motion = Motion()
        self._now = Situation(self._motion)
        self._display = Display(slot)
        self._preparation = Preparation(Behind() if compiles_behind else None)
        self._waiting: deque[Command] = deque()
        self._is_dirty = False
        self._compile_at = 0.0

    def run(self) -> None:
        """Work until a Close arrives."""
        while True:
            for command in self._inbox.take(self._patience()):
                self._is_dirty = True
                self._sort(command)
                if isinstance(command, Close):
                    self._preparation.stop()
                    return
            self._guarded(self._train)
            while self._waiting and not self._motion.is_counting:
                self._carry_out(self._waiting.popleft())
            self._guarded(self._show)
            self._guarded(self._compile_more)

    def _patience(self) -> float | None:
        """Return how long to wait for a command; None is for ever."""
        now = time.monotonic()
        waits = [self._motion.wait()] if self._now.status == "running" else []
        if self._is_dirty or self._display.is_refining:
            waits.append(TICK)
        if self._may_compile():
            waits.append(max(0.0, self._compile_at - now))
        return min((wait for wait in waits if wait is not None), default=None)

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do one piece of work; an error becomes what is shown."""
        try:
            work()
        except PlaygroundError as error:
            self._now.notice = str(error)
            self._motion.pause()
            self._is_dirty = True
        except Exception as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        now = self._now
        self._motion.pause()
        now.phase = "failed"
        now.trainer = None
        now.pictures = NO_PICTURES
        now.notice = (
            f"Training met an error that it did not expect ({type(error).__name__}). "
            "Your project is safe. Start the run again."
        )
        now.details = "".join(traceback.format_exception(error))
        _LOG.error("%s\n%s", now.notice, now.details)
        self._display.publish(now)

    # --- commands --------------------------------------------------------------------------

    def _sort(self, command: Command) -> None:
        """Carry out a command now, or when the steps being counted are complete."""
        if isinstance(command, _URGENT):
            self._guarded(partial(self._cut_short, is_called_off=isinstance(command, Pause)))
        if isinstance(command, _PATIENT) and self._motion.is_counting:
            self._waiting.append(command)
        else:
            self._carry_out(command)

    def _cut_short(self, *, is_called_off: bool) -> None:
        """Drop counted steps and what waits to move; carry out what else waits."""
        if not self._motion.is_counting:
            return
        if is_called_off and self._now.trainer is not None:
            self._motion.journeys.call_off(self._now.trainer)
        self._motion.pause()
        waiting, self._waiting = self._waiting, deque()
        for command in waiting:
            if not isinstance(command, _WALKS):
                self._carry_out(command)

    def _carry_out(self, command: Command) -> None:
        if not isinstance(command, _SILENT):
            self._now.notice, self._now.breakpoint, self._now.caught = "", None, None
        trainer = self._now.trainer
        followed = 0 if trainer is None else trainer.number
        try:
            self._obey(command)
            if isinstance(command, _CHANGES) and trainer is self._now.trainer:
                self._now.tell_of_branch(followed)
        except PlaygroundError as error:
            self._now.notice = str(error)
        except Exception as error:
            self._fail(error)

    def _obey(self, command: Command) -> None:
        match command:
            case OpenRun():
                self._open(command)
            case ChangeProject():
                self._change(command.project, command.project_generation, command.is_aside)
            case SetPace() | SetMemory() | SetWatch() | SetBreakpoints():
                arrange(command, self._now)
            case Capture():
                _hand_over(command, self._now.trainer)
            case Play():
                self._play(_goal(command))
            case Pause():
                self._now.wants_play = False
                self._motion.pause()
            case Close():
                pass
            case _:
                if self._now.trainer is not None:
                    obey(command, self._now.trainer, self._now)

    def _play(self, goal: Goal | None) -> None:
        now = self._now
        now.wants_play, now.goal = True, goal
        if now.trainer is None or now.trainer.guard is not None:
            return
        reached = goal.reason(now.trainer) if goal is not None else ""
        if reached:
            now.notice = f"Nothing to do: {reached} already, where it was to stop."
            self._motion.pause()
            return
        self._motion.play(goal)
        now.follows_batch = self._motion.is_slow

    # --- beginning and changing ------------------------------------------------------------

    def _open(self, command: OpenRun) -> None:
        self._motion.renew()
        self._now = Situation(
            self._motion,
            run_generation=command.generation,
            known_generation=command.project_generation - 1,
            memory=self._now.memory,
            watch=self._now.watch,
            wants_play=command.play,
        )
        self._begin(command.project, command.project_generation, command.state)

    def _begin(self, project: Project, generation: int, state: RunState | None) -> None:
        """Start a run; a project that cannot be trained waits for an edit that mends it."""
        now = self._now
        now.phase = "preparing"
        try:
            self._load(project if state is None else state.project)
            if self._inbox.is_closed:
                return
            now.trainer = Trainer(project, state=state, memory=now.memory)
        except PlaygroundError as error:
            now.phase, now.standing = "invalid", str(error)
            return
        now.phase, now.standing = "open", ""
        newest = now.trainer.newest_project
        is_aside = now.trainer.is_past and unplaced(project) == unplaced(newest)
        if is_aside or project == newest:
            # The run's own where equal: whether it is still the same is asked for every frame.
            now.document = newest if project == newest else project
            now.known_generation, now.line = generation, now.trainer.number
        else:
            now.trainer.visit(now.trainer.end)
            self._change(project, generation)
        if now.wants_play:
            self._play(now.goal)

    def _change(self, project: Project, generation: int, is_aside: bool = False) -> None:
        now = self._now
        if now.trainer is None:
            if now.phase == "invalid":
                self._begin(project, generation, None)
            return
        # What kept the edit before this one out of the run no longer holds, and hid what compiles.
        now.standing = ""
        try:
            self._load(project)
            if is_aside and now.trainer.is_past:
                prepare(project, now.trainer.dataset)
            else:
                _edit(now.trainer, project)
        except PlaygroundError as error:
            now.standing = f"Not part of the run yet: {error}"
            return
        now.known_generation, now.document, now.standing = generation, project, ""
        now.line = now.trainer.number

    # --- compiling, moving, showing --------------------------------------------------------

    def _load(self, project: Project) -> None:
        """Compile what the project needs, visibly: the first time it takes seconds."""
        # Training waits for it: meanwhile it has no rate, whatever its pace was.
        tell = partial(self._tell, has_rate=False)
        self._preparation.load_for(project, tell, lambda: self._inbox.is_closed)
        self._now.background = ""

    def _tell(self, sentence: str, *, has_rate: bool = True) -> None:
        self._now.background = sentence
        self._display.announce(self._now, has_rate=has_rate)

    def _may_compile(self) -> bool:
        return self._now.phase in ("open", "invalid") and not self._preparation.is_complete

    def _compile_more(self) -> None:
        """Compile one more piece behind the run, which gets at least half of the time."""
        began = time.monotonic()
        if not self._may_compile() or began < self._compile_at or self._inbox.has_mail:
            return
        self._preparation.load_more(self._tell)
        ended = time.monotonic()
        pause = ended - began if self._motion.is_moving else 0.0
        self._compile_at = ended + max(pause, self._preparation.patience)
        if self._preparation.is_complete:
            self._now.background = ""
            self._is_dirty = True

    def _train(self) -> None:
        if self._now.status == "running" and self._now.trainer is not None:
            moved = self._motion.advance(self._now.trainer, self._inbox.stop_flag)
            self._is_dirty = self._is_dirty or moved
            if self._motion.reached:
                self._now.notice = stop_notice(self._now.trainer.step, self._motion.reached)
                self._motion.reached = ""
            if self._motion.halted is not None:
                self._halt(self._now.trainer, self._motion.halted)
            if not self._now.is_thinned and is_thinned(self._now.trainer):
                self._now.is_thinned = True
                self._now.notice = thinned_notice(self._now.memory)

    def _halt(self, trainer: Trainer, index: int) -> None:
        """Say which breakpoint stopped the run, and show the batch that it stopped in."""
        self._motion.halted = None
        self._now.breakpoint, self._now.follows_batch = index, True
        point = self._motion.halting.breakpoints[index]
        self._now.caught = example_of(point, trainer)
        self._now.notice = halt_notice(trainer, point)

    def _show(self) -> None:
        if self._is_dirty:
            self._now.take_up()
        if self._is_dirty and self._display.frame(self._now):
            self._is_dirty = False
        elif not self._is_dirty and self._display.is_refining:
            self._display.refine(self._now)


def _edit(trainer: Trainer, project: Project) -> None:
    """Go on with an edited project; what came later of a past step is about another one."""
    before = trainer.project
    trainer.change_project(project)
    if trainer.is_past and project != before:
        # What was edited is no part of the computation, or not yet.
        trainer.drop_batch()
        trainer.branch()


def _goal(command: Play) -> Goal | None:
    """Return what a Play is to stop at, or None."""
    stop = command.stop_at or StopAt()
    if command.stop_at_step is not None:
        steps = [step for step in (stop.step, command.stop_at_step) if step is not None]
        stop = replace(stop, step=min(steps))
    return None if stop == StopAt() else Goal(stop)


def _hand_over(command: Capture, trainer: Trainer | None) -> None:
    """Answer with the whole run, or with the reason why there is none."""
    if not command.reply.set_running_or_notify_cancel():
        return
    try:
        if trainer is None:
            raise PlaygroundError(NO_RUN)
        command.reply.set_result(trainer.state())
    except Exception as error:
        command.reply.set_exception(error)
