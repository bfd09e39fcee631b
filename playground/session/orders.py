"""Commands that move a run, or change it: what each of them means for the trainer."""

from playground.engine.gradient_check import check_gradients
from playground.engine.halting import Halting
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.session.commands import (
    Branch,
    CheckGradients,
    Follow,
    ForgetLine,
    GoBack,
    NameLine,
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
    StepUnit,
    Visit,
)
from playground.session.situation import Situation

Walk = Step | Retreat | StepTo | Visit
Lines = Branch | Follow | ForgetLine | NameLine
Weights = SetWeight | SetWeights
Order = Walk | Lines | Weights | CheckGradients | Rewind | GoBack


def arrange(command: SetPace | SetMemory | SetWatch | SetBreakpoints, now: Situation) -> None:
    """Take what holds from now on, for this run and those to come."""
    match command:
        case SetPace():
            now.motion.change_pace(command.steps_per_second, command.unit)
            now.follows_batch = now.follows_batch or now.motion.is_slow
        case SetBreakpoints():
            now.motion.halting = Halting(command.breakpoints)
        case SetMemory():
            now.memory = command.size
            if now.trainer is not None:
                now.trainer.grant_memory(command.size)
        case SetWatch():
            if command.watch.example != now.watch.example:
                now.follows_batch = False
            now.watch = command.watch


def obey(order: Order, trainer: Trainer, now: Situation) -> None:
    """Carry out an order on a run.

    Raises
    ------
    PlaygroundError
        It cannot be; the run stands where it stood.
    """
    match order:
        case Step() | Retreat() | StepTo() | Visit():
            _walk(order, trainer, now)
        case SetWeight():
            trainer.set_weight(order.weight, order.value)
        case SetWeights():
            trainer.set_weights(order.weights, order.values)
        case CheckGradients():
            now.gradient_check = check_gradients(trainer, order.target)
            now.checked = trainer.revision
        case Rewind():
            # The start of the present network, not of the one that it was in the past.
            trainer.visit(trainer.end)
            trainer.rewind()
        case GoBack():
            if trainer.guard is not None:
                trainer.go_back()
        case _:
            _choose(order, trainer, now)


def _walk(order: Walk, trainer: Trainer, now: Situation) -> None:
    """Set out along the run; whatever was playing pauses."""
    now.wants_play = False
    motion = now.motion
    motion.pause()
    match order:
        case Step():
            if trainer.guard is None and order.count > 0:
                now.follows_batch = True
                motion.count(order.unit, order.count)
        case Retreat():
            _retreat(order.unit, order.count, trainer, now)
        case StepTo():
            now.follows_batch = True
            _step_to(order.operation, trainer)
        case Visit():
            now.follows_batch = False
            motion.journeys.visit(trainer, order.step)


def _retreat(unit: StepUnit, count: int, trainer: Trainer, now: Situation) -> None:
    if trainer.step == 0 and trainer.row == 0:
        now.notice = "This is the beginning of the run: there is nothing to take back."
    elif count > 0:
        if trainer.guard is not None:
            trainer.drop_batch()
        now.follows_batch = True
        now.motion.journeys.retreat(unit, count)


def _step_to(operation: int, trainer: Trainer) -> None:
    """Go to where an operation of this update was carried out last."""
    rows = len(trainer.operations)
    if not 0 <= operation < rows:
        raise PlaygroundError(f"There is no operation {operation + 1}: an update has {rows}.")
    if operation + 1 < trainer.row:
        trainer.begin_again(operation + 1)
    elif trainer.guard is None:
        trainer.advance_to(operation + 1)


def _choose(order: Lines, trainer: Trainer, now: Situation) -> None:
    """Commands about the lines of a run."""
    match order:
        case Branch():
            if not trainer.is_past:
                raise PlaygroundError("This is the end of the run already: simply go on.")
            trainer.drop_batch()
            trainer.branch()
        case Follow():
            now.follows_batch = False
            trainer.follow(order.line)
        case ForgetLine():
            trainer.forget_line(order.line)
        case NameLine():
            trainer.rename(order.line, order.name)
