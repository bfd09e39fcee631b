"""Records: norms, noise, and directions instead of lengths."""

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import (
    Argument,
    Operation,
    in_lanes,
    lanes,
    ld,
    number,
    out,
    out_lanes,
    units,
    units_lanes,
    units_ld,
    units_positions_ld,
    weights,
)

_LENGTHS = Argument("lengths", "W", "r", ld)
_SIZES = (number("units"), number("positions"), number("ld", 16))
_LANES = (number("units"), number("lanes", 16))
# 1: add to dw and db (a shared parameter's second use); 0: store.
_ACCUMULATE = number("accumulate", 0)
_COSINE = (number("n_in"), number("n_out"), number("lanes", 16))
_COSINE_BACK = (
    Argument("x", "W", "r", in_lanes),
    Argument("w", "P", "r", weights),
    Argument("x_inverse", "W", "r", lanes),
    Argument("w_inverse", "W", "r", out),
    Argument("a", "W", "r", out_lanes),
    Argument("da", "W", "r", out_lanes),
    # Receives ∂L/∂a/(|w|·|x|).
    Argument("g", "W", "w", out_lanes),
)

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
    Operation(
        OpCode.LAYER_NORM_FORWARD,
        (
            Argument("x", "W", "r", units_lanes),
            Argument("w", "P", "r", units),
            Argument("b", "P", "r", units),
            Argument("a", "W", "w", units_lanes),
            Argument("mean", "W", "w", lanes),
            Argument("inverse", "W", "w", lanes),
            *_LANES,
        ),
        "a = w·x̂ + b,  x̂ = (x − μ)/√(σ² + ε)",
        "Gives the units of every position mean 0 and spread 1, then a gain and a shift to learn.",
    ),
    Operation(
        OpCode.LAYER_NORM_BACKWARD,
        (
            Argument("x", "W", "r", units_lanes),
            Argument("w", "P", "r", units),
            Argument("mean", "W", "r", lanes),
            Argument("inverse", "W", "r", lanes),
            Argument("da", "W", "r", units_lanes),
            Argument("dx", "W", "w", units_lanes),
            Argument("dw", "W", "rw", units),
            Argument("db", "W", "rw", units),
            *_LANES,
            _ACCUMULATE,
        ),
        "∂L/∂x = (γ − mean γ − x̂·mean γ·x̂)/√(σ² + ε),  γ = w·∂L/∂a",
        "Blame less what would only shift or stretch all units together: the norm undoes that.",
    ),
    Operation(
        OpCode.NOISE_FORWARD,
        (
            Argument("x", "W", "r", units_ld),
            # Spans all examples, as GATHER's: noise belongs to examples, not to lanes.
            Argument("order", "T", "r"),
            Argument("a", "W", "w", units_ld),
            number("units"),
            number("ld"),
            # 0 ≤ key < 2⁴⁰, of the run's seed and the layer.
            number("key", 0),
            Argument("deviation", "F"),
        ),
        "a = x + σ·n,  n normal",
        "Moves every number a little at random, another way for every example and step.",
    ),
    Operation(
        OpCode.NORMALISE_FORWARD,
        (
            Argument("x", "W", "r", units_lanes),
            Argument("inverse", "W", "w", lanes),
            Argument("a", "W", "w", units_lanes),
            *_LANES,
        ),
        "a = x/√(Σ x² + ε)",
        "Keeps the direction of the units at every position and makes its length 1.",
    ),
    Operation(
        OpCode.NORMALISE_BACKWARD,
        (
            Argument("a", "W", "r", units_lanes),
            Argument("inverse", "W", "r", lanes),
            Argument("da", "W", "r", units_lanes),
            Argument("dx", "W", "rw", units_lanes),
            *_LANES,
            number("accumulate", 0),
        ),
        "∂L/∂x = (∂L/∂a − a·Σ a·∂L/∂a)/|x|",
        "Only blame across the direction passes: along it nothing but the length would change.",
    ),
    Operation(
        OpCode.COSINE_FORWARD,
        (
            Argument("x", "W", "r", in_lanes),
            Argument("w", "P", "r", weights),
            Argument("x_inverse", "W", "w", lanes),
            Argument("w_inverse", "W", "w", out),
            Argument("a", "W", "w", out_lanes),
            *_COSINE,
        ),
        "a = w·x/(|w|·|x|)",
        "The cosine between the input and every unit's weights: 1 where they point the same way.",
    ),
    Operation(
        OpCode.COSINE_BACKWARD_WEIGHT,
        (*_COSINE_BACK, Argument("dw", "W", "rw", weights), *_COSINE, _ACCUMULATE),
        "∂L/∂w = g·xᵀ − w·Σ a·∂L/∂a/|w|²,  g = ∂L/∂a/(|w|·|x|)",
        "Blame of every weight; along the weights themselves none is left, only turning helps.",
    ),
    Operation(
        OpCode.COSINE_BACKWARD_INPUT,
        (*_COSINE_BACK, Argument("dx", "W", "rw", in_lanes), *_COSINE, number("accumulate", 0)),
        "∂L/∂x = Wᵀ·g − x·Σ a·∂L/∂a/|x|²,  g = ∂L/∂a/(|w|·|x|)",
        "Blame passed back through the weights; along the input itself none is left.",
    ),
)
