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

Layout: batch innermost, ``[units, ld]``, ``[units, length, ld]`` for sequences and
``[units, height, width, ld]`` for pictures. ``ld`` is 1 or a multiple of 16; all positions of a unit
together are ``lanes`` numbers in a row. Lanes from ``count`` to ``ld`` are padding and hold a copy
of lane 0. Losses write a gradient of 0 into pad lanes, so no gradient ever sees them; what adds up
over a batch on the way forward leaves them out. Of a sequence only the first positions count:
``lengths`` says how many, example by example, as whole numbers in float32.

An index table is read by GATHER, DROPOUT_FORWARD and NOISE_FORWARD (``order``: positions of
examples, as many as there are examples; its extent is None) and by the HOLD operations (``places``:
``count`` indices into the ``size`` elements beside them).
"""

from collections.abc import Mapping

from playground.kernels.optable.activations import ACTIVATIONS
from playground.kernels.optable.attention import ATTENTION
from playground.kernels.optable.codes import ROW, OpCode
from playground.kernels.optable.convolution import CONVOLUTION
from playground.kernels.optable.gradients import GRADIENTS
from playground.kernels.optable.layers import LAYERS
from playground.kernels.optable.losses import LOSSES
from playground.kernels.optable.masking import MASKING
from playground.kernels.optable.norms import NORMS
from playground.kernels.optable.pooling import POOLING
from playground.kernels.optable.position_losses import POSITION_LOSSES
from playground.kernels.optable.records import Argument, Extent, Operation
from playground.kernels.optable.registers import REGISTERS, STATES, Register, Schedule, State
from playground.kernels.optable.sequences import SEQUENCES
from playground.kernels.optable.tied import TIED
from playground.kernels.optable.updates import UPDATES

__all__ = [
    "ELEMENTWISE",
    "OPERATIONS",
    "PARAMETER_WRITERS",
    "REGISTERS",
    "ROW",
    "STATES",
    "Argument",
    "Extent",
    "OpCode",
    "Operation",
    "Register",
    "Schedule",
    "State",
]

OPERATIONS: Mapping[OpCode, Operation] = {
    operation.code: operation
    for family in (
        LAYERS,
        ACTIVATIONS,
        LOSSES,
        GRADIENTS,
        UPDATES,
        CONVOLUTION,
        POOLING,
        NORMS,
        ATTENTION,
        SEQUENCES,
        TIED,
        MASKING,
        POSITION_LOSSES,
    )
    for operation in family
}

ELEMENTWISE = frozenset(
    {
        OpCode.COPY,
        OpCode.ACCUMULATE,
        OpCode.FILL,
        OpCode.DROPOUT_BACKWARD,
        OpCode.MULTIPLY_FORWARD,
        OpCode.MULTIPLY_BACKWARD,
    }
    | {record.code for record in ACTIVATIONS if not record.code.name.startswith("SOFTMAX")}
)
"""Operations over ``size`` elements that are whole rows of an array [rows, ld]."""

PARAMETER_WRITERS = frozenset(
    record.code
    for record in UPDATES
    if any(a.space == "P" and "w" in a.access for a in record.arguments)
)
"""The only operations that may write parameters and moments."""
