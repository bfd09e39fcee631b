"""Records: norms and noise."""

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import (
    Argument,
    Operation,
    ld,
    number,
    units,
    units_lanes,
    units_positions_ld,
)

_LENGTHS = Argument("lengths", "W", "r", ld)
_SIZES = (number("units"), number("positions"), number("ld", 16))
_LANES = (number("units"), number("lanes", 16))
# 1: add to dw and db (a shared parameter's second use); 0: store.
_ACCUMULATE = number("accumulate", 0)

NORMS = (
    Operation(
        OpCode.BATCH_NORM_FORWARD,
        (
            Argument("x", "W", "r", units_positions_ld),
            Argument("w", "P", "r", units),
            Argument("b", "P", "r", units),
            _LENGTHS,
            Argument("a", "W", "w", units_positions_ld),
            Argument("mean", "W", "w", units),
            # Divided by n. Of a single number it is 0, and what comes out is the shift b.
            Argument("variance", "W", "w", units),
            *_SIZES,
        ),
        "a = w·x̂ + b,  x̂ = (x − μ)/√(σ² + ε)",
        "Gives every unit mean 0 and spread 1 over the batch, then a gain and a shift to learn.",
    ),
    Operation(
        OpCode.BATCH_NORM_BACKWARD,
        (
            Argument("x", "W", "r", units_positions_ld),
            Argument("w", "P", "r", units),
            Argument("mean", "W", "r", units),
            Argument("variance", "W", "r", units),
            _LENGTHS,
            Argument("da", "W", "r", units_positions_ld),
            Argument("dx", "W", "w", units_positions_ld),
            Argument("dw", "W", "rw", units),
            Argument("db", "W", "rw", units),
            *_SIZES,
            _ACCUMULATE,
        ),
        "∂L/∂x = w/√(σ² + ε)·(δ − mean δ − x̂·mean δ·x̂),  δ = ∂L/∂a",
        "Blame less what would only shift or stretch the whole batch: the norm undoes that.",
    ),
    Operation(
        OpCode.BATCH_NORM_INFERENCE_FORWARD,
        (
            Argument("x", "W", "r", units_lanes),
            Argument("w", "P", "r", units),
            Argument("b", "P", "r", units),
            Argument("mean", "P", "r", units),
            Argument("variance", "P", "r", units),
            Argument("a", "W", "w", units_lanes),
            *_LANES,
        ),
        "a = w·x̂ + b,  x̂ = (x − μ)/√(σ² + ε)",
        "Batch normalisation with the mean and the spread that training has seen so far.",
    ),
    Operation(
        OpCode.BATCH_NORM_INFERENCE_BACKWARD,
        (
            Argument("x", "W", "r", units_lanes),
            Argument("w", "P", "r", units),
            Argument("mean", "P", "r", units),
            Argument("variance", "P", "r", units),
            Argument("da", "W", "r", units_lanes),
            Argument("dx", "W", "w", units_lanes),
            Argument("dw", "W", "rw", units),
            Argument("db", "W", "rw", units),
            *_LANES,
            _ACCUMULATE,
        ),
        "∂L/∂x = w/√(σ² + ε)·∂L/∂a",
        "Blame times the gain over the spread that training has seen.",
    ),
)
