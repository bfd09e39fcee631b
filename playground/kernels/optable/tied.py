"""Records: a dense layer on the weights of another one, turned over."""

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import (
    Argument,
    Operation,
    in_lanes,
    number,
    out,
    out_lanes,
    weights,
)

_SIZES = (number("n_in"), number("n_out"), number("lanes", 16))

TIED = (
    Operation(
        OpCode.TIED_FORWARD,
        (
            Argument("x", "W", "r", in_lanes),
            Argument("w", "P", "r", weights),
            Argument("b", "P", "r", out),
            Argument("z", "W", "w", out_lanes),
            *_SIZES,
        ),
        "z = Wᵀ·a + b",
        "Weighted sums with the weights of another layer, turned over.",
    ),
    Operation(
        OpCode.TIED_BACKWARD_WEIGHT,
        (
            Argument("x", "W", "r", in_lanes),
            Argument("dz", "W", "r", out_lanes),
            Argument("dw", "W", "rw", weights),
            Argument("db", "W", "w", out),
            *_SIZES,
            number("accumulate", 0),
        ),
        "∂L/∂W ← ∂L/∂W + a·δᵀ",
        "Blame of the shared weights: this layer's share is added to that of the other one.",
    ),
    Operation(
        OpCode.TIED_BACKWARD_INPUT,
        (
            Argument("w", "P", "r", weights),
            Argument("dz", "W", "r", out_lanes),
            Argument("dx", "W", "rw", in_lanes),
            *_SIZES,
            number("accumulate", 0),
        ),
        "∂L/∂a = W·δ",
        "Blame passed back through the shared weights.",
    ),
)
