"""Records: what happens to a complete gradient before the update."""

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import Argument, Operation, count, number, one, size

GRADIENTS = (
    Operation(
        OpCode.L2_GRADIENT,
        (Argument("w", "P", "r", size), Argument("g", "W", "rw", size), number("size")),
        "∂L/∂W ← ∂L/∂W + λ·W",
        "L2 regularisation pulls every weight towards 0.",
    ),
    Operation(
        OpCode.L1_GRADIENT,
        (Argument("w", "P", "r", size), Argument("g", "W", "rw", size), number("size")),
        "∂L/∂W ← ∂L/∂W + λ·sign W",
        "L1 regularisation pulls every weight towards 0, small ones as hard as large ones.",
    ),
    Operation(
        OpCode.DECAY_GRADIENT,
        (
            Argument("w", "P", "r", size),
            Argument("g", "W", "rw", size),
            number("size"),
            Argument("weight_decay", "F"),
        ),
        "∂L/∂W ← ∂L/∂W + λ·W, with a λ of the layer's own",
        "Pulls every weight of a layer towards 0 as strongly as the layer says.",
    ),
    Operation(
        OpCode.NORM_GRADIENT,
        (
            Argument("g", "W", "r", size),
            number("size"),
            # 0: begin a new sum; 1: add to it (a further range of the gradient).
            number("accumulate", 0),
        ),
        "‖∂L/∂W‖² = Σ (∂L/∂w)²",
        "How long the gradient of all parameters together is.",
    ),
    Operation(
        OpCode.CLIP_GRADIENT,
        (Argument("g", "W", "rw", size), number("size")),
        "∂L/∂W ← ∂L/∂W·min(1, limit/‖∂L/∂W‖)",
        "Shortens a gradient that is too long, and keeps its direction.",
    ),
    Operation(
        OpCode.HOLD_GRADIENT,
        (
            Argument("g", "W", "rw", size),
            # Every entry must lie in 0 … size − 1; checked when the table is bound.
            Argument("places", "T", "r", count),
            number("size"),
            number("count"),
        ),
        "∂L/∂w = 0 for held weights",
        "Frozen and cut weights take no blame.",
    ),
    Operation(
        OpCode.GUARD_GRADIENT,
        (Argument("loss", "W", "r", one), Argument("g", "W", "r", size), number("size")),
        "L and ∂L/∂W finite?",
        "Stops before the update if the loss or a gradient is not a finite number.",
    ),
    Operation(
        OpCode.GUARD_PARAMETERS,
        (Argument("w", "P", "r", size), number("size")),
        "W finite?",
        "Stops after the update if a parameter is not a finite number.",
    ),
)
