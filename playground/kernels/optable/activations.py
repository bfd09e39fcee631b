"""Records: activations, elementwise and softmax."""

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import (
    Argument,
    Operation,
    ld,
    number,
    size,
    units_lanes,
    units_positions_ld,
)


def _forward(code: OpCode, formula: str, explanation: str) -> Operation:
    """Elementwise activation: a[size] = f(z[size])."""
    return Operation(
        code,
        (Argument("z", "W", "r", size), Argument("a", "W", "w", size), number("size")),
        formula,
        explanation,
    )


def _backward(code: OpCode, formula: str, explanation: str, reads: str = "a") -> Operation:
    """Elementwise derivative: dz[size] = da[size] · f'(z[size]).

    A row names both z and a and ``reads`` one of them at most: a where the slope can be told from
    it, so that z may give its memory to others before.
    """
    return Operation(
        code,
        (
            Argument("z", "W", "r" if reads == "z" else "", size),
            Argument("a", "W", "r" if reads == "a" else "", size),
            Argument("da", "W", "r", size),
            Argument("dz", "W", "w", size),
            number("size"),
        ),
        formula,
        explanation,
    )


ACTIVATIONS = (
    _forward(OpCode.LINEAR_FORWARD, "a = z", "Passes the sum on unchanged."),
    _backward(OpCode.LINEAR_BACKWARD, "δ = ∂L/∂a", "The derivative of a = z is 1.", reads=""),
    _forward(OpCode.RELU_FORWARD, "a = max(0, z)", "Keeps what is positive, silences the rest."),
    _backward(OpCode.RELU_BACKWARD, "δ = ∂L/∂a·[z > 0]", "Blame passes only where z > 0."),
    _forward(OpCode.TANH_FORWARD, "a = tanh z", "Squashes the sum between −1 and 1."),
    _backward(OpCode.TANH_BACKWARD, "δ = ∂L/∂a·(1 − a²)", "Blame shrinks where tanh is flat."),
    _forward(OpCode.SIGMOID_FORWARD, "a = σ(z)", "Squashes the sum between 0 and 1."),
    _backward(OpCode.SIGMOID_BACKWARD, "δ = ∂L/∂a·a·(1 − a)", "Blame shrinks where σ is flat."),
    _forward(
        OpCode.LEAKY_RELU_FORWARD,
        "a = max(0.01·z, z)",
        "Keeps what is positive, lets a hundredth of the rest through.",
    ),
    _backward(
        OpCode.LEAKY_RELU_BACKWARD,
        "δ = ∂L/∂a·(1 if z > 0 else 0.01)",
        "Blame passes where z > 0, and a hundredth of it elsewhere.",
    ),
    _forward(OpCode.RELU6_FORWARD, "a = min(max(0, z), 6)", "Keeps what lies between 0 and 6."),
    _backward(OpCode.RELU6_BACKWARD, "δ = ∂L/∂a·[0 < z < 6]", "Blame passes only between 0 and 6."),
    _forward(
        OpCode.CLIPPED_RELU_FORWARD, "a = min(max(0, z), 1)", "Keeps what lies between 0 and 1."
    ),
    _backward(
        OpCode.CLIPPED_RELU_BACKWARD,
        "δ = ∂L/∂a·[0 < z < 1]",
        "Blame passes only between 0 and 1.",
    ),
    _forward(
        OpCode.ELU_FORWARD,
        "a = z if z > 0 else e^z − 1",
        "Keeps what is positive, bends the rest towards −1.",
    ),
    _backward(
        OpCode.ELU_BACKWARD,
        "δ = ∂L/∂a·(1 if z > 0 else a + 1)",
        "Blame passes where z > 0, and fades the further below 0 z lies.",
    ),
    _forward(
        OpCode.GELU_FORWARD,
        "a = z/2·(1 + tanh(√(2/π)·(z + 0.044715·z³)))",
        "A ReLU with a soft corner (the tanh form).",
    ),
    _backward(
        OpCode.GELU_BACKWARD,
        "δ = ∂L/∂a·gelu′(z)",
        "Blame times the slope of the curve at z.",
        reads="z",
    ),
    _forward(OpCode.SILU_FORWARD, "a = z·σ(z)", "The sum, times how far σ lets it through."),
    _backward(
        OpCode.SILU_BACKWARD,
        "δ = ∂L/∂a·σ(z)·(1 + z·(1 − σ(z)))",
        "Blame times the slope of z·σ(z).",
        reads="z",
    ),
    _forward(OpCode.SOFTPLUS_FORWARD, "a = ln(1 + e^z)", "A ReLU without a corner."),
    _backward(
        OpCode.SOFTPLUS_BACKWARD, "δ = ∂L/∂a·σ(z)", "The slope of ln(1 + e^z) is σ(z).", reads="z"
    ),
    _forward(OpCode.SINE_FORWARD, "a = sin z", "Turns the sum into a wave."),
    _backward(OpCode.SINE_BACKWARD, "δ = ∂L/∂a·cos z", "The slope of sin z is cos z.", reads="z"),
    _forward(OpCode.STEP_FORWARD, "a = [z > 0]", "Fires or does not: 1 where z > 0, else 0."),
    _backward(
        OpCode.STEP_BACKWARD, "δ = 0", "A step is flat everywhere: no blame passes.", reads=""
    ),
    Operation(
        OpCode.SOFTMAX_FORWARD,
        (
            Argument("z", "W", "r", units_lanes),
            Argument("a", "W", "w", units_lanes),
            number("units"),
            number("lanes"),
        ),
        "a = softmax z",
        "Turns the sums into probabilities that add up to 1.",
    ),
    Operation(
        OpCode.SOFTMAX_BACKWARD,
        (
            Argument("a", "W", "r", units_lanes),
            Argument("da", "W", "r", units_lanes),
            Argument("dz", "W", "w", units_lanes),
            number("units"),
            number("lanes"),
        ),
        "δ = a·(∂L/∂a − Σ a·∂L/∂a)",
        "Each probability's blame, less the share that the others carry.",
    ),
    Operation(
        OpCode.SOFTMAX_POSITIONS_FORWARD,
        (
            Argument("z", "W", "r", units_positions_ld),
            Argument("lengths", "W", "r", ld),
            Argument("a", "W", "w", units_positions_ld),
            number("units"),
            number("positions"),
            number("ld", 16),
        ),
        "a = softmax z over positions",
        "Shares that add up to 1 over an example's positions, for every unit; 0 beyond its length.",
    ),
    Operation(
        OpCode.SOFTMAX_POSITIONS_BACKWARD,
        (
            Argument("a", "W", "r", units_positions_ld),
            Argument("da", "W", "r", units_positions_ld),
            Argument("dz", "W", "w", units_positions_ld),
            number("units"),
            number("positions"),
            number("ld", 16),
        ),
        "δ = a·(∂L/∂a − Σ a·∂L/∂a)",
        "Each position's blame, less the share that the others carry.",
    ),
)
