"""Records: losses."""

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import (
    Argument,
    Extent,
    Operation,
    ld,
    number,
    one,
    units_ld,
)


def _loss(code: OpCode, formula: str, explanation: str) -> Operation:
    """Head on a: reads a and y, writes da, the mean loss and the loss of every lane."""
    return Operation(
        code,
        (
            Argument("a", "W", "r", units_ld),
            Argument("y", "W", "r", units_ld),
            Argument("da", "W", "w", units_ld),
            Argument("loss", "W", "w", one),
            Argument("lanes", "W", "w", ld),
            number("units"),
            number("ld"),
            Argument("weight", "F"),
        ),
        formula,
        explanation,
    )


def _logits_loss(code: OpCode, target_rows: Extent, formula: str, explanation: str) -> Operation:
    """Head on logits: reads z and a, writes dz, the mean loss and the loss of every lane."""
    return Operation(
        code,
        (
            Argument("z", "W", "r", units_ld),
            Argument("a", "W", "r", units_ld),
            Argument("y", "W", "r", target_rows),
            Argument("dz", "W", "w", units_ld),
            Argument("loss", "W", "w", one),
            Argument("lanes", "W", "w", ld),
            number("units"),
            number("ld"),
            Argument("weight", "F"),
        ),
        formula,
        explanation,
    )


LOSSES = (
    _loss(
        OpCode.MSE_LOSS,
        "L = mean (a − y)²",
        "Mean of the squared differences over outputs and examples.",
    ),
    _logits_loss(
        OpCode.BCE_LOGITS_LOSS,
        units_ld,
        "L = −[y·ln a + (1−y)·ln(1−a)],  δ = a − y",
        "Binary cross-entropy, computed on the sum z so that it never overflows.",
    ),
    _logits_loss(
        OpCode.CE_LOGITS_LOSS,
        ld,  # one row: the class index of every lane, as a float
        "L = −ln a_y,  δ = a − onehot(y)",
        "Cross-entropy: minus the logarithm of the probability given to the right class.",
    ),
    _loss(
        OpCode.MAE_LOSS,
        "L = mean |a − y|",
        "Mean of the differences without their sign, over outputs and examples.",
    ),
    _loss(
        OpCode.HUBER_LOSS,
        "L = mean ½d² if |d| ≤ 1 else |d| − ½,  d = a − y",
        "Squared for small differences, straight for large ones, so that outliers pull less.",
    ),
    _loss(
        OpCode.HINGE_LOSS,
        "L = mean max(0, 1 − y·a)",
        "Nothing for an output beyond its target −1 or +1, else how far it falls short.",
    ),
    _logits_loss(
        OpCode.PERCEPTRON_LOSS,
        units_ld,
        "L = mean max(0, −t·z),  t = 2y − 1,  δ = a − y",
        "Nothing where the step came out right, else how far the sum z lies on the wrong side.",
    ),
)
