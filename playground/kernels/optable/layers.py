"""Records: fetching examples, and what layers do besides activations."""

from collections.abc import Mapping

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import (
    Argument,
    Operation,
    in_lanes,
    number,
    out,
    out_lanes,
    size,
    units_ld,
    weights,
    width_ld,
)


def _columns(numbers: Mapping[str, int]) -> int:
    """Return the extent of ``n_in`` columns of weights whose rows lie ``w_row`` apart."""
    return (numbers["n_out"] - 1) * (numbers["w_row"] or numbers["n_in"]) + numbers["n_in"]


LAYERS = (
    Operation(
        OpCode.GATHER,
        (
            # The data block is checked against the examples bound to the program, not by extent.
            Argument("source", "D", "r"),
            number("width"),
            Argument("order", "T", "r"),
            Argument("destination", "W", "w", width_ld),
            number("ld"),
            # Elements from one example to the next; 0: width, all of an example is wanted.
            number("x_row", 0, usual=0),
        ),
        "x ← example",
        "Copies inputs or targets of this batch, one example per lane.",
    ),
    Operation(
        OpCode.DENSE_FORWARD,
        (
            Argument("x", "W", "r", in_lanes),
            Argument("w", "P", "r", weights),
            Argument("b", "P", "r", out),
            Argument("z", "W", "w", out_lanes),
            number("n_in"),
            number("n_out"),
            number("lanes"),
        ),
        "z = W·a + b",
        "Weighted sums: every input times its weight, plus the bias.",
    ),
    Operation(
        OpCode.DENSE_BACKWARD_WEIGHT,
        (
            Argument("x", "W", "r", in_lanes),
            Argument("dz", "W", "r", out_lanes),
            Argument("dw", "W", "rw", weights),
            Argument("db", "W", "rw", out),
            number("n_in"),
            number("n_out"),
            number("lanes"),
            # 1: add to dw and db (a shared parameter's second use); 0: store.
            number("accumulate", 0),
        ),
        "∂L/∂W = δ·aᵀ",
        "Blame of every weight: what came in times the blame of the neuron it leads to.",
    ),
    Operation(
        OpCode.DENSE_BACKWARD_INPUT,
        (
            Argument("w", "P", "r", _columns),
            Argument("dz", "W", "r", out_lanes),
            Argument("dx", "W", "rw", in_lanes),
            number("n_in"),
            number("n_out"),
            number("lanes"),
            number("accumulate", 0),
            # Elements from one row of w to the next; 0: n_in, all columns are there.
            number("w_row", 0, usual=0),
        ),
        "∂L/∂a = Wᵀ·δ",
        "Blame passed back through the weights to the layer before.",
    ),
    Operation(
        OpCode.COPY,
        (Argument("source", "W", "r", size), Argument("result", "W", "w", size), number("size")),
        "a = a′",
        "Passes values on unchanged.",
    ),
    Operation(
        OpCode.ACCUMULATE,
        (Argument("source", "W", "r", size), Argument("result", "W", "rw", size), number("size")),
        "a ← a + a′",
        "Adds one array to another, number by number.",
    ),
    Operation(
        OpCode.MULTIPLY_FORWARD,
        (
            Argument("x", "W", "r", size),
            Argument("y", "W", "r", size),
            Argument("a", "W", "w", size),
            number("size"),
        ),
        "a = x·y",
        "Multiplies two arrays, number by number: one is the gate of the other.",
    ),
    Operation(
        OpCode.MULTIPLY_BACKWARD,
        (
            Argument("y", "W", "r", size),
            Argument("da", "W", "r", size),
            Argument("dx", "W", "rw", size),
            number("size"),
            number("accumulate", 0),
        ),
        "∂L/∂x = ∂L/∂a·y",
        "Each factor's blame is multiplied by the other factor.",
    ),
    Operation(
        OpCode.FILL,
        (Argument("result", "W", "w", size), Argument("value", "F"), number("size")),
        "a = constant",
        "Sets every number to the same value.",
    ),
    Operation(
        OpCode.DROPOUT_FORWARD,
        (
            Argument("x", "W", "r", units_ld),
            # Spans all examples, as GATHER's: masks belong to examples, not to lanes.
            Argument("order", "T", "r"),
            Argument("mask", "W", "w", units_ld),
            Argument("a", "W", "w", units_ld),
            number("units"),
            number("ld"),
            # 0 ≤ key < 2⁴⁰, of the run's seed and the layer.
            number("key", 0),
            # Share that is silenced, 0 ≤ rate < 1.
            Argument("rate", "F"),
        ),
        "a = x·mask,  mask = 0 or 1/(1 − rate)",
        "Silences units at random, another choice for every example and step.",
    ),
    Operation(
        OpCode.DROPOUT_BACKWARD,
        (
            Argument("mask", "W", "r", size),
            Argument("da", "W", "r", size),
            Argument("dx", "W", "w", size),
            number("size"),
        ),
        "δ = ∂L/∂a·mask",
        "Blame passes only through units that were not silenced.",
    ),
)
