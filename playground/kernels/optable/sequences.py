"""Records: tokens, positions in a sequence, and recurrent layers.

A sequence is [units, steps, ld]. ``lengths`` [ld] says how many steps of each lane are real: 1 …
``steps``, as numbers. Behind its end a sequence stands still: outputs and gradients there are 0.

The sums of the inputs, gx = U·x + b, are a DENSE row over all steps in front of a recurrent row,
which adds what the state of the step before says, W·h′. ``scratch`` is room for compact copies of
one step and for W in the order in which it is multiplied.
"""

from collections.abc import Mapping

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import Argument, Extent, Operation, ld, number, product

_row = product("units", "steps")
_sequence = product("units", "steps", "ld")
_tokens = product("steps", "ld")
_table = product("vocabulary", "units")
_bias = product("units")
_plain = product("units", "ld")


def _times(factor: int, extent: Extent) -> Extent:
    return lambda numbers: factor * extent(numbers)


def _scratch(near: int, panels: Extent) -> Extent:
    """Return ``near`` compact arrays [units up to 16, 16], sixteen sums, and the panels of W."""
    return lambda numbers: near * 16 * _padded(numbers["units"]) + 256 + panels(numbers)


def _padded(units: int) -> int:
    return -(-units // 16) * 16


def _panels(gates: int) -> Extent:
    """Return the panels of W [gates·units, units] for the way forward."""

    def extent(numbers: Mapping[str, int]) -> int:
        blocks = -(-numbers["units"] // (16 // gates))
        return blocks * numbers["units"] * 16

    return extent


def _panels_back(gates: int) -> Extent:
    """Return the panels of Wᵀ for the way back."""
    return lambda numbers: _padded(numbers["units"]) * gates * numbers["units"]


def _w(gates: int) -> Argument:
    return Argument("w", "P", "r", _times(gates, product("units", "units")))


def _forward_scratch(gates: int, near: int) -> Argument:
    return Argument("scratch", "W", "w", _scratch(near, _panels(gates)))


def _backward_scratch(gates: int, near: int) -> Argument:
    return Argument("scratch", "W", "w", _scratch(near, _panels_back(gates)))


_LENGTHS = Argument("lengths", "W", "r", ld)
_SIZES = (number("units"), number("steps"), number("ld", 16))

_TOKENS = (
    Operation(
        OpCode.EMBEDDING_FORWARD,
        (
            # An address: it has to be what was gathered from data that were checked.
            Argument("tokens", "W", "r", _tokens),
            Argument("w", "P", "r", _table),
            Argument("z", "W", "w", _sequence),
            number("vocabulary"),
            *_SIZES,
        ),
        "z = W[token]",
        "Looks up every token in a table that is learned: one row of numbers for each.",
    ),
    Operation(
        OpCode.EMBEDDING_BACKWARD_WEIGHT,
        (
            Argument("tokens", "W", "r", _tokens),
            Argument("dz", "W", "r", _sequence),
            Argument("dw", "W", "rw", _table),
            number("vocabulary"),
            *_SIZES,
            # 1: add to dw (a shared table's second use); 0: store.
            number("accumulate", 0),
        ),
        "∂L/∂W[token] = Σ δ",
        "Every row of the table takes the blame of all places where its token stood.",
    ),
    Operation(
        OpCode.POSITION_FORWARD,
        (
            Argument("x", "W", "r", _sequence),
            # [units, steps]; a sinusoidal table is a parameter that is not trained.
            Argument("w", "P", "r", _row),
            Argument("a", "W", "w", _sequence),
            *_SIZES,
        ),
        "a = x + p(t)",
        "Adds to every step numbers that tell where in the sequence it stands.",
    ),
    Operation(
        OpCode.POSITION_BACKWARD_WEIGHT,
        (
            Argument("dz", "W", "r", _sequence),
            Argument("dw", "W", "rw", _row),
            *_SIZES,
            number("accumulate", 0),
        ),
        "∂L/∂p(t) = Σ δ(t)",
        "The number of a place takes the blame of that place in all examples.",
    ),
    Operation(
        OpCode.SELECT_LAST_FORWARD,
        (
            Argument("x", "W", "r", _sequence),
            _LENGTHS,
            Argument("a", "W", "w", _plain),
            *_SIZES,
        ),
        "a = h(T)",
        "Keeps the last step of every sequence: what it remembers of all before.",
    ),
    Operation(
        OpCode.SELECT_LAST_BACKWARD,
        (
            Argument("da", "W", "r", _plain),
            _LENGTHS,
            Argument("dx", "W", "w", _sequence),
            *_SIZES,
        ),
        "∂L/∂h(T) = δ, else 0",
        "All blame goes to the last step; it passes it on to the steps before.",
    ),
)

_RECURRENT = (
    Operation(
        OpCode.RNN_FORWARD,
        (
            Argument("gx", "W", "r", _sequence),
            _w(1),
            _LENGTHS,
            Argument("h", "W", "w", _sequence),
            _forward_scratch(1, 2),
            *_SIZES,
        ),
        "h = tanh(U·x + b + W·h′)",
        "Every step mixes its input with what the step before remembered.",
    ),
    Operation(
        OpCode.RNN_BACKWARD,
        (
            _w(1),
            _LENGTHS,
            Argument("h", "W", "r", _sequence),
            Argument("dh", "W", "r", _sequence),
            Argument("dgx", "W", "w", _sequence),
            _backward_scratch(1, 2),
            *_SIZES,
        ),
        "δ = (∂L/∂h + Wᵀ·δ″)·(1 − h²)",
        "Blame goes back through time, last step first.",
    ),
    Operation(
        OpCode.LSTM_FORWARD,
        (
            Argument("gx", "W", "r", _times(4, _sequence)),
            _w(4),
            _LENGTHS,
            Argument("gates", "W", "w", _times(4, _sequence)),
            Argument("c", "W", "w", _sequence),
            Argument("h", "W", "w", _sequence),
            _forward_scratch(4, 2),
            *_SIZES,
        ),
        "c = f·c′ + i·g,  h = o·tanh c,  (i f g o) = (σ σ tanh σ)(U·x + b + W·h′)",
        "Gates decide what the cell forgets, what it takes in and what it shows.",
    ),
    Operation(
        OpCode.LSTM_BACKWARD,
        (
            _w(4),
            _LENGTHS,
            Argument("gates", "W", "r", _times(4, _sequence)),
            Argument("c", "W", "r", _sequence),
            Argument("dh", "W", "r", _sequence),
            Argument("dgx", "W", "w", _times(4, _sequence)),
            _backward_scratch(4, 6),
            *_SIZES,
        ),
        "∂L/∂c = ∂L/∂h·o·(1 − tanh²c) + ∂L/∂c″·f″,  δ of every gate from it",
        "Blame goes back through time; the cell carries it past many steps where f is near 1.",
    ),
    Operation(
        OpCode.GRU_FORWARD,
        (
            Argument("gx", "W", "r", _times(3, _sequence)),
            _w(3),
            Argument("b", "P", "r", _bias),
            _LENGTHS,
            Argument("gates", "W", "w", _times(3, _sequence)),
            # What the state says to the candidate, before the reset gate: W_n·h′ + b.
            Argument("q", "W", "w", _sequence),
            Argument("h", "W", "w", _sequence),
            _forward_scratch(3, 3),
            *_SIZES,
        ),
        "h = (1 − z)·n + z·h′,  n = tanh(U·x + r·(W·h′ + b)),  (r z) = σ(U·x + W·h′)",
        "One gate mixes old and new, the other decides how much of the old the new one sees.",
    ),
    Operation(
        OpCode.GRU_BACKWARD,
        (
            _w(3),
            _LENGTHS,
            Argument("gates", "W", "r", _times(3, _sequence)),
            Argument("q", "W", "r", _sequence),
            Argument("h", "W", "r", _sequence),
            Argument("dh", "W", "r", _sequence),
            Argument("dgx", "W", "w", _times(3, _sequence)),
            Argument("dq", "W", "w", _sequence),
            _backward_scratch(3, 6),
            *_SIZES,
        ),
        "∂L/∂n = ∂L/∂h·(1 − z),  ∂L/∂z = ∂L/∂h·(h′ − n),  ∂L/∂r = δ_n·q",
        "Blame goes back through time; where z is near 1 it passes by unchanged.",
    ),
    Operation(
        OpCode.RECURRENT_BACKWARD_WEIGHT,
        (
            Argument("h", "W", "r", _sequence),
            Argument("dz", "W", "r", product("rows", "steps", "ld")),
            Argument("dw", "W", "rw", product("rows", "units")),
            number("rows"),
            *_SIZES,
            number("accumulate", 0),
        ),
        "∂L/∂W = Σ δ(t)·h(t − 1)ᵀ",
        "Every step blames a recurrent weight for what came through it from the step before.",
    ),
    Operation(
        OpCode.RECURRENT_BACKWARD_BIAS,
        (
            Argument("dz", "W", "r", _sequence),
            Argument("db", "W", "rw", _bias),
            *_SIZES,
            number("accumulate", 0),
        ),
        "∂L/∂b = Σ δ(t)",
        "A bias takes the blame of all steps of all examples.",
    ),
)

SEQUENCES = (*_TOKENS, *_RECURRENT)
