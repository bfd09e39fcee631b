"""Records: losses at every position of a sequence."""

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import Argument, Operation, ld, number, one, product

_sequence = product("units", "positions", "ld")
_one_row = product("positions", "ld")

POSITION_LOSSES = (
    Operation(
        OpCode.TOKEN_CE_LOSS,
        (
            Argument("z", "W", "r", _sequence),
            Argument("a", "W", "r", _sequence),
            # The class index of every position, as a float.
            Argument("y", "W", "r", _one_row),
            Argument("lengths", "W", "r", ld),
            Argument("dz", "W", "w", _sequence),
            Argument("loss", "W", "w", one),
            Argument("lanes", "W", "w", ld),
            number("units"),
            number("positions"),
            number("ld", 16),
            Argument("weight", "F"),
        ),
        "L = mean −ln a_y over all positions,  δ = a − onehot(y)",
        "Cross-entropy at every position: how much of its guess went to the token that is right.",
    ),
)
