"""Records: self-attention."""

from collections.abc import Mapping

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import Argument, Operation, ld, number, product

_LANES = 16
"""Examples that are worked on at a time."""

_sequence = product("units", "positions", "ld")
_weights = product("heads", "positions", "positions", "ld")

_SIZES = (
    number("units"),
    number("heads"),
    number("positions"),
    number("ld", 16),
    # 1: no query sees a later key; 0: every query sees all keys.
    number("causal", 0),
)


def _turned(numbers: Mapping[str, int]) -> int:
    """Two arrays of one head, by position."""
    return 2 * (numbers["units"] // numbers["heads"]) * numbers["positions"] * _LANES


def _turned_and_scores(numbers: Mapping[str, int]) -> int:
    """The same, and the blame of one head's scores."""
    return _turned(numbers) + numbers["positions"] ** 2 * _LANES


def _heads_fit(numbers: Mapping[str, int]) -> str:
    if numbers["units"] % numbers["heads"]:
        return f"{numbers['units']} units are not divided by {numbers['heads']} heads"
    if numbers["causal"] not in (0, 1):
        return f"causal is {numbers['causal']}, neither 0 nor 1"
    return ""


ATTENTION = (
    Operation(
        OpCode.ATTENTION_FORWARD,
        (
            Argument("q", "W", "r", _sequence),
            Argument("k", "W", "r", _sequence),
            Argument("v", "W", "r", _sequence),
            Argument("lengths", "W", "r", ld),
            Argument("p", "W", "w", _weights),
            Argument("a", "W", "w", _sequence),
            Argument("scratch", "W", "w", _turned),
            *_SIZES,
        ),
        "p = softmax(qᵀ·k/√d),  a = v·pᵀ",
        "Every position asks all others: the better its query fits their key, the more of their "
        "value it takes.",
        _heads_fit,
    ),
    Operation(
        OpCode.ATTENTION_BACKWARD,
        (
            Argument("q", "W", "r", _sequence),
            Argument("k", "W", "r", _sequence),
            Argument("v", "W", "r", _sequence),
            Argument("lengths", "W", "r", ld),
            Argument("p", "W", "r", _weights),
            Argument("da", "W", "r", _sequence),
            Argument("dq", "W", "w", _sequence),
            Argument("dk", "W", "w", _sequence),
            Argument("dv", "W", "w", _sequence),
            Argument("scratch", "W", "w", _turned_and_scores),
            *_SIZES,
        ),
        "∂L/∂v = δ·p,  ∂L/∂s = p·(∂L/∂p − Σ p·∂L/∂p),  ∂L/∂q = k·∂L/∂s/√d,  ∂L/∂k = q·∂L/∂s/√d",
        "Blame goes to the values that were taken, and to the queries and keys that chose them.",
        _heads_fit,
    ),
)
