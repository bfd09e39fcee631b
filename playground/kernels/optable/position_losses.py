"""Records: losses at every position of a sequence."""

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import Argument, Operation, ld, number, one, product

_sequence = product("units", "positions", "ld")
_one_row = product("positions", "ld")

_END = (
    Argument("loss", "W", "w", one),
    Argument("lanes", "W", "w", ld),
    number("units"),
    number("positions"),
    number("ld", 16),
    Argument("weight", "F"),
)


def _loss(code: OpCode, formula: str, explanation: str) -> Operation:
    """Head on a: a target for every unit at every position that counts."""
    return Operation(
        code,
        (
            Argument("a", "W", "r", _sequence),
            Argument("y", "W", "r", _sequence),
            Argument("lengths", "W", "r", ld),
            Argument("da", "W", "w", _sequence),
            *_END,
        ),
        formula,
        explanation,
    )


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
            *_END,
        ),
        "L = mean −ln a_y over all positions,  δ = a − onehot(y)",
        "Cross-entropy at every position: how much of its guess went to the token that is right.",
    ),
    _loss(
        OpCode.MSE_POSITIONS_LOSS,
        "L = mean (a − y)² over the positions that count",
        "Mean of the squared differences; positions behind the end of a sequence do not count.",
    ),
    _loss(
        OpCode.MAE_POSITIONS_LOSS,
        "L = mean |a − y| over the positions that count",
        "Mean of the differences without their sign; positions behind the end do not count.",
    ),
    _loss(
        OpCode.HUBER_POSITIONS_LOSS,
        "L = mean ½d² if |d| ≤ 1 else |d| − ½,  d = a − y, over the positions that count",
        "Squared for small differences, straight for large ones, up to the end of each sequence.",
    ),
    Operation(
        OpCode.BCE_LOGITS_POSITIONS_LOSS,
        (
            Argument("z", "W", "r", _sequence),
            Argument("a", "W", "r", _sequence),
            Argument("y", "W", "r", _sequence),
            Argument("lengths", "W", "r", ld),
            Argument("dz", "W", "w", _sequence),
            *_END,
        ),
        "L = −mean [y·ln a + (1−y)·ln(1−a)] over the positions that count,  δ = a − y",
        "Binary cross-entropy up to the end of each sequence.",
    ),
)
