"""Forward rows of every kind of operation, and the rules that derive their backward rows.

One module a family, each with two tables: FORWARD and BACKWARD, both keyed by the forward
operation.
"""

from collections.abc import Mapping

from playground.engine.assembly import Assembly, Use
from playground.engine.derive import (
    activations,
    attention,
    choosing,
    convolution,
    dense,
    joins,
    masking,
    norms,
    pooling,
    recurrent,
    sequences,
)
from playground.engine.derive.rules import Rule
from playground.kernels.optable import OpCode

_FAMILIES = (
    activations,
    attention,
    choosing,
    convolution,
    dense,
    joins,
    masking,
    norms,
    pooling,
    recurrent,
    sequences,
)

FORWARD_RULES: Mapping[OpCode, Rule] = {
    code: rule for family in _FAMILIES for code, rule in family.FORWARD.items()
}
"""Forward operation → the rule that appends its rows."""

BACKWARD_RULES: Mapping[OpCode, Rule] = {
    code: rule for family in _FAMILIES for code, rule in family.BACKWARD.items()
}
"""Forward operation → the rule that derives its backward rows."""


def emit_forward(assembly: Assembly, use: Use) -> None:
    """Append the forward rows of a use and remember the use for the way back."""
    FORWARD_RULES[use.code](assembly, use)
    assembly.uses.append(use)


def derive_backward(assembly: Assembly) -> None:
    """Append the backward rows of all uses, last first. Uses without blame are skipped."""
    for use in reversed(assembly.uses):
        if use.result.writers:
            BACKWARD_RULES[use.code](assembly, use)
    while assembly.borrowed:
        assembly.borrowed.pop(0)()
