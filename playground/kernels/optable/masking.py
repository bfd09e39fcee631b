"""Records: positions behind the end of a sequence."""

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import Argument, Operation, ld, number, product

_sequence = product("units", "positions", "ld")
_SIZES = (number("units"), number("positions"), number("ld", 16))

MASKING = (
    Operation(
        OpCode.MASK_FORWARD,
        (
            Argument("x", "W", "r", _sequence),
            Argument("lengths", "W", "r", ld),
            Argument("a", "W", "w", _sequence),
            *_SIZES,
        ),
        "a_t = x_t for t < length, else 0",
        "Positions behind the end of a sequence become 0: they say nothing.",
    ),
    Operation(
        OpCode.MASK_BACKWARD,
        (
            Argument("da", "W", "r", _sequence),
            Argument("lengths", "W", "r", ld),
            Argument("dx", "W", "w", _sequence),
            *_SIZES,
        ),
        "∂L/∂x_t = ∂L/∂a_t for t < length, else 0",
        "No blame for positions behind the end of a sequence.",
    ),
)
