"""The table of operations: what a row of the tape may be, what it reads and what it writes.

This module knows nothing of numba, so that everybody above may read the table without compiling
anything. A row is ``ROW`` int64: the op code, then the arguments in the order of the table.

Arguments live in five spaces:

========  ==============================================================================
"W"       offset into the program's workspace (float32 elements)
"P"       offset into the parameter block (float32 elements)
"D"       offset into the data block, inputs or targets of all examples (float32 elements)
"T"       offset into the program's index table (int32 elements)
"N"       a plain number, e.g. a size
"F"       a float64 carried as its 64 bits
========  ==============================================================================

Layout: batch innermost, ``[features, ld]``; lanes from ``count`` to ``ld`` are padding and hold a
copy of lane 0. Losses write a gradient of 0 into pad lanes, so no gradient ever sees them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

ROW = 16
"""int64 values per row of the tape, the op code included."""


class Register(IntEnum):
    """Run-time values that every operation can read: a float64 array beside the tape."""

    COUNT = 0
    """Examples in this batch, 1 ≤ count ≤ batch size; the rest of the lanes is padding."""
    CURSOR = 1
    """Position of the batch's first example in the order table."""
    STEP = 2
    """Number of the update being computed, from 1."""
    LEARNING_RATE = 3
    L2 = 4
    LOSS = 5
    """Loss of the batch: set to 0 when a step begins, every loss row adds its own."""
    ADAM_STEP = 6
    """Number of the update since the moments were last reset, from 1 (Adam's t)."""


REGISTERS = 8


class State(IntEnum):
    """Where a run stands: an int64 array that the compiled training loop reads and moves on."""

    EPOCH = 0
    """Passes over the training set done."""
    CURSOR = 1
    """Position in the pass of the next batch's first example, 0 ≤ cursor < examples."""
    STEP = 2
    """Updates done."""
    ADAM_STEP = 3
    """Updates done since the moments were last reset."""
    ORDER_EPOCH = 4
    """The epoch whose shuffle the order table holds; -1 when it holds none. Set it to -1 after
    writing any other entry or making the table anew: the next step then shuffles by itself."""


STATES = 8


class OpCode(IntEnum):
    """What a row does. Numbers are stable: files and tests may hold them."""

    GATHER = 1
    DENSE_FORWARD = 10
    DENSE_BACKWARD_WEIGHT = 11
    DENSE_BACKWARD_INPUT = 12
    LINEAR_FORWARD = 20
    LINEAR_BACKWARD = 21
    RELU_FORWARD = 22
    RELU_BACKWARD = 23
    TANH_FORWARD = 24
    TANH_BACKWARD = 25
    SIGMOID_FORWARD = 26
    SIGMOID_BACKWARD = 27
    SOFTMAX_FORWARD = 28
    SOFTMAX_BACKWARD = 29
    MSE_LOSS = 50
    BCE_LOGITS_LOSS = 51
    CE_LOGITS_LOSS = 52
    L2_GRADIENT = 70
    GUARD_GRADIENT = 71
    GUARD_PARAMETERS = 72
    SGD_UPDATE = 80
    ADAM_UPDATE = 81


Extent = Callable[[Mapping[str, int]], int]
"""Number of elements that an argument spans, worked out from the row's plain numbers."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an operation.

    Attributes
    ----------
    access
        "r", "w" or "rw" for offsets, "" for numbers.
    extent
        Elements spanned from the offset on; None for numbers.
    minimum
        Least value of a plain number.
    """

    name: str
    space: str
    access: str = ""
    extent: Extent | None = None
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class Operation:
    """One record of the table. ``formula`` is in the field's notation, for the tape view."""

    code: OpCode
    arguments: tuple[Argument, ...]
    formula: str
    explanation: str


def _number(name: str, minimum: int = 1) -> Argument:
    return Argument(name, "N", minimum=minimum)


def _in_ld(n: Mapping[str, int]) -> int:
    return n["n_in"] * n["ld"]


def _out_ld(n: Mapping[str, int]) -> int:
    return n["n_out"] * n["ld"]


def _weights(n: Mapping[str, int]) -> int:
    return n["n_in"] * n["n_out"]


def _out(n: Mapping[str, int]) -> int:
    return n["n_out"]


def _size(n: Mapping[str, int]) -> int:
    return n["size"]


def _units_ld(n: Mapping[str, int]) -> int:
    return n["units"] * n["ld"]


def _ld(n: Mapping[str, int]) -> int:
    return n["ld"]


def _one(_: Mapping[str, int]) -> int:
    return 1


def _forward(code: OpCode, formula: str, explanation: str) -> Operation:
    """Elementwise activation: a[size] = f(z[size])."""
    return Operation(
        code,
        (Argument("z", "W", "r", _size), Argument("a", "W", "w", _size), _number("size")),
        formula,
        explanation,
    )


def _backward(code: OpCode, formula: str, explanation: str) -> Operation:
    """Elementwise derivative: dz[size] = da[size] · f'(z[size])."""
    return Operation(
        code,
        (
            Argument("z", "W", "r", _size),
            Argument("a", "W", "r", _size),
            Argument("da", "W", "r", _size),
            Argument("dz", "W", "w", _size),
            _number("size"),
        ),
        formula,
        explanation,
    )


def _logits_loss(code: OpCode, target_rows: Extent, formula: str, explanation: str) -> Operation:
    """Head on logits: reads z and a, writes dz, the mean loss and the loss of every lane."""
    return Operation(
        code,
        (
            Argument("z", "W", "r", _units_ld),
            Argument("a", "W", "r", _units_ld),
            Argument("y", "W", "r", target_rows),
            Argument("dz", "W", "w", _units_ld),
            Argument("loss", "W", "w", _one),
            Argument("lanes", "W", "w", _ld),
            _number("units"),
            _number("ld"),
            Argument("weight", "F"),
        ),
        formula,
        explanation,
    )


_TABLE = (
    Operation(
        OpCode.GATHER,
        (
            # The data block is checked against the examples bound to the program, not by extent.
            Argument("source", "D", "r"),
            _number("width"),
            Argument("order", "T", "r"),
            Argument("destination", "W", "w", lambda n: n["width"] * n["ld"]),
            _number("ld"),
        ),
        "x ← example",
        "Copies the examples of this batch, one per lane.",
    ),
    Operation(
        OpCode.DENSE_FORWARD,
        (
            Argument("x", "W", "r", _in_ld),
            Argument("w", "P", "r", _weights),
            Argument("b", "P", "r", _out),
            Argument("z", "W", "w", _out_ld),
            _number("n_in"),
            _number("n_out"),
            _number("ld"),
        ),
        "z = W·a + b",
        "Weighted sums: every input times its weight, plus the bias.",
    ),
    Operation(
        OpCode.DENSE_BACKWARD_WEIGHT,
        (
            Argument("x", "W", "r", _in_ld),
            Argument("dz", "W", "r", _out_ld),
            Argument("dw", "W", "w", _weights),
            Argument("db", "W", "w", _out),
            _number("n_in"),
            _number("n_out"),
            _number("ld"),
            # 1: add to dw and db (a shared parameter's second use); 0: store.
            _number("accumulate", 0),
        ),
        "∂L/∂W = δ·aᵀ",
        "Blame of every weight: what came in times the blame of the neuron it leads to.",
    ),
    Operation(
        OpCode.DENSE_BACKWARD_INPUT,
        (
            Argument("w", "P", "r", _weights),
            Argument("dz", "W", "r", _out_ld),
            Argument("dx", "W", "rw", _in_ld),
            _number("n_in"),
            _number("n_out"),
            _number("ld"),
            _number("accumulate", 0),
        ),
        "∂L/∂a = Wᵀ·δ",
        "Blame passed back through the weights to the layer before.",
    ),
    _forward(OpCode.LINEAR_FORWARD, "a = z", "Passes the sum on unchanged."),
    _backward(OpCode.LINEAR_BACKWARD, "δ = ∂L/∂a", "The derivative of a = z is 1."),
    _forward(OpCode.RELU_FORWARD, "a = max(0, z)", "Keeps what is positive, silences the rest."),
    _backward(OpCode.RELU_BACKWARD, "δ = ∂L/∂a·[z > 0]", "Blame passes only where z > 0."),
    _forward(OpCode.TANH_FORWARD, "a = tanh z", "Squashes the sum between −1 and 1."),
    _backward(OpCode.TANH_BACKWARD, "δ = ∂L/∂a·(1 − a²)", "Blame shrinks where tanh is flat."),
    _forward(OpCode.SIGMOID_FORWARD, "a = σ(z)", "Squashes the sum between 0 and 1."),
    _backward(OpCode.SIGMOID_BACKWARD, "δ = ∂L/∂a·a·(1 − a)", "Blame shrinks where σ is flat."),
    Operation(
        OpCode.SOFTMAX_FORWARD,
        (
            Argument("z", "W", "r", _units_ld),
            Argument("a", "W", "w", _units_ld),
            _number("units"),
            _number("ld"),
        ),
        "a = softmax z",
        "Turns the sums into probabilities that add up to 1.",
    ),
    Operation(
        OpCode.SOFTMAX_BACKWARD,
        (
            Argument("a", "W", "r", _units_ld),
            Argument("da", "W", "r", _units_ld),
            Argument("dz", "W", "w", _units_ld),
            _number("units"),
            _number("ld"),
        ),
        "δ = a·(∂L/∂a − Σ a·∂L/∂a)",
        "Each probability's blame, less the share that the others carry.",
    ),
    Operation(
        OpCode.MSE_LOSS,
        (
            Argument("a", "W", "r", _units_ld),
            Argument("y", "W", "r", _units_ld),
            Argument("da", "W", "w", _units_ld),
            Argument("loss", "W", "w", _one),
            Argument("lanes", "W", "w", _ld),
            _number("units"),
            _number("ld"),
            Argument("weight", "F"),
        ),
        "L = mean (a − y)²",
        "Mean of the squared differences over outputs and examples.",
    ),
    _logits_loss(
        OpCode.BCE_LOGITS_LOSS,
        _units_ld,
        "L = −[y·ln a + (1−y)·ln(1−a)],  δ = a − y",
        "Binary cross-entropy, computed on the sum z so that it never overflows.",
    ),
    _logits_loss(
        OpCode.CE_LOGITS_LOSS,
        _ld,  # one row: the class index of every lane, as a float
        "L = −ln a_y,  δ = a − onehot(y)",
        "Cross-entropy: minus the logarithm of the probability given to the right class.",
    ),
    Operation(
        OpCode.L2_GRADIENT,
        (Argument("w", "P", "r", _size), Argument("g", "W", "rw", _size), _number("size")),
        "∂L/∂W ← ∂L/∂W + λ·W",
        "L2 regularisation pulls every weight towards 0.",
    ),
    Operation(
        OpCode.GUARD_GRADIENT,
        (Argument("loss", "W", "r", _one), Argument("g", "W", "r", _size), _number("size")),
        "L and ∂L/∂W finite?",
        "Stops before the update if the loss or a gradient is not a finite number.",
    ),
    Operation(
        OpCode.GUARD_PARAMETERS,
        (Argument("w", "P", "r", _size), _number("size")),
        "W finite?",
        "Stops after the update if a parameter is not a finite number.",
    ),
    Operation(
        OpCode.SGD_UPDATE,
        (Argument("w", "P", "rw", _size), Argument("g", "W", "r", _size), _number("size")),
        "W ← W − η·∂L/∂W",
        "Moves every parameter a little against its gradient.",
    ),
    Operation(
        OpCode.ADAM_UPDATE,
        (
            Argument("w", "P", "rw", _size),
            Argument("m", "P", "rw", _size),
            Argument("v", "P", "rw", _size),
            Argument("g", "W", "r", _size),
            _number("size"),
        ),
        "W ← Adam(W, ∂L/∂W)",
        "Moves every parameter by its averaged gradient over its averaged size.",
    ),
)

OPERATIONS: Mapping[OpCode, Operation] = {operation.code: operation for operation in _TABLE}
