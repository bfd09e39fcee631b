"""Records: updates, the only operations that write parameters. Each takes any range of them."""

from collections.abc import Mapping

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import (
    Argument,
    Operation,
    count,
    ld,
    number,
    size,
    three_each,
    units,
)
from playground.kernels.optable.registers import Schedule

_W = Argument("w", "P", "rw", size)
_M = Argument("m", "P", "rw", size)
_V = Argument("v", "P", "rw", size)
_G = Argument("g", "W", "r", size)
_SIZE = number("size")


def _is_a_schedule(numbers: Mapping[str, int]) -> str:
    return "" if numbers["schedule"] < len(Schedule) else "there is no such schedule"


UPDATES = (
    Operation(
        OpCode.PHASE_RATE,
        # ``schedule`` is a `Schedule`; the others are as its registers: η, period in updates, factor.
        (Argument("rate", "F"), number("schedule", 0), number("period"), Argument("factor", "F")),
        "η ← the phase's own η(t)",
        "Sets the learning rate of this phase of the training, as its own schedule has it now.",
        _is_a_schedule,
    ),
    Operation(
        OpCode.STEP_RATE,
        (),
        "η ← η₀",
        "Sets the learning rate back to that with which the step began.",
    ),
    Operation(
        OpCode.SGD_UPDATE,
        (_W, _G, _SIZE),
        "W ← W − η·∂L/∂W",
        "Moves every parameter a little against its gradient.",
    ),
    Operation(
        OpCode.ADAM_UPDATE,
        (_W, _M, _V, _G, _SIZE),
        "W ← Adam(W, ∂L/∂W)",
        "Moves every parameter by its averaged gradient over its averaged size.",
    ),
    Operation(
        OpCode.MOMENTUM_UPDATE,
        (_W, _M, _G, _SIZE, Argument("momentum", "F")),
        "m ← β·m + ∂L/∂W,  W ← W − η·m",
        "Moves every parameter like a ball that rolls downhill and keeps its speed.",
    ),
    Operation(
        OpCode.NESTEROV_UPDATE,
        (_W, _M, _G, _SIZE, Argument("momentum", "F")),
        "m ← β·m + ∂L/∂W,  W ← W − η·(∂L/∂W + β·m)",
        "Momentum that looks ahead to where its speed will carry it.",
    ),
    Operation(
        OpCode.RMSPROP_UPDATE,
        (_W, _V, _G, _SIZE, Argument("decay", "F")),
        "v ← ρ·v + (1−ρ)·(∂L/∂W)²,  W ← W − η·∂L/∂W/(√v + ε)",
        "Moves every parameter by its gradient over the gradient's usual size.",
    ),
    Operation(
        OpCode.ADAGRAD_UPDATE,
        (_W, _V, _G, _SIZE),
        "v ← v + (∂L/∂W)²,  W ← W − η·∂L/∂W/(√v + ε)",
        "Moves a parameter the less, the more its gradients have added up to.",
    ),
    Operation(
        OpCode.ADAMW_UPDATE,
        (_W, _M, _V, _G, _SIZE, Argument("weight_decay", "F")),
        "W ← Adam(W − η·λ·W, ∂L/∂W)",
        "Adam, with every weight pulled a little towards 0 at each step.",
    ),
    Operation(
        OpCode.BATCH_NORM_STATISTICS,
        (
            Argument("mean", "W", "r", units),
            Argument("variance", "W", "r", units),
            Argument("lengths", "W", "r", ld),
            Argument("running_mean", "P", "rw", units),
            # Moved by σ²·n/(n − 1); a single number says nothing about spread and moves nothing.
            Argument("running_variance", "P", "rw", units),
            number("units"),
            number("positions"),
            number("ld", 16),
            Argument("momentum", "F"),
        ),
        "running μ ← (1 − m)·running μ + m·μ,  the same for σ²",
        "Moves what is remembered of all batches a little towards this one.",
    ),
    Operation(
        OpCode.HOLD_SAVE,
        (
            Argument("w", "P", "r", size),
            Argument("m", "P", "r", size),
            Argument("v", "P", "r", size),
            # Every entry must lie in 0 … size − 1; checked when the table is bound.
            Argument("places", "T", "r", count),
            Argument("kept", "W", "w", three_each),
            number("size"),
            number("count"),
        ),
        "keep w of held weights",
        "Remembers the frozen and cut weights before the update.",
    ),
    Operation(
        OpCode.HOLD_RESTORE,
        (
            _W,
            _M,
            _V,
            Argument("places", "T", "r", count),
            Argument("kept", "W", "r", three_each),
            number("size"),
            number("count"),
        ),
        "w ← kept w for held weights",
        "Puts the frozen and cut weights back as they were.",
    ),
)
