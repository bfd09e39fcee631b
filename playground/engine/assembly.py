"""Building a tape: values with their gradients, rows with their labels, memory handed out.

Backward rows are derived. Every forward operation has a rule that says which rows pass the
gradient of its output on to its inputs (`playground.engine.derive`). A value used twice gets its
gradient in two parts: the first writer stores, every later one adds.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from playground.engine.layout import padded
from playground.engine.program import Slice
from playground.engine.state import OperationLabel
from playground.engine.tape import Tape, make_row
from playground.kernels.optable import OPERATIONS, ROW, OpCode
from playground.model.ids import LayerId


@dataclass(slots=True, eq=False)
class Value:
    """One array of the forward pass, and its gradient once somebody writes it.

    Attributes
    ----------
    memory
        Rows are units, and within each unit its positions.
    positions
        (height, width) of a picture, (length,) of a sequence, () where a unit is one number.
    needs_gradient
        False for the data: nobody asks for their gradient, so no row computes it.
    writers
        Rows that have written the gradient so far.
    whole
        The value that this one only sees in another shape, or None.
    """

    memory: Slice
    needs_gradient: bool = True
    positions: tuple[int, ...] = ()
    gradient: Slice | None = None
    writers: int = 0
    whole: "Value | None" = None

    @property
    def owner(self) -> "Value":
        """The value whose memory and gradient this is."""
        return self if self.whole is None else self.whole

    def seen_as(self, positions: tuple[int, ...]) -> "Value":
        """Return the same numbers in another shape: the same memory, the same gradient."""
        return Value(self.memory, self.needs_gradient, positions, whole=self.owner)

    @property
    def places(self) -> int:
        """Positions of each unit."""
        return math.prod(self.positions)

    @property
    def units(self) -> int:
        return self.memory.rows // self.places

    @property
    def lanes(self) -> int:
        """Numbers of each unit, every position of every lane."""
        return self.places * self.memory.ld


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Where an operation finds its parameters, as offsets within a plane.

    Attributes
    ----------
    weight
        Offset of the weights: matrix, kernels, table, or the gain of a norm.
    bias
        Offset of the bias, or of zeros where the layer has none.
    has_bias, is_frozen
        Whether there is a bias, and whether nothing is learned here: no gradient is computed then.
    letter
        What comes out where a layer has several dense parts: "q" of an attention; else "".
    """

    weight: int
    bias: int
    has_bias: bool = True
    is_frozen: bool = False
    letter: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One forward operation on values, remembered for its backward rule.

    Attributes
    ----------
    sources
        What it reads: several for a join, else one.
    weights
        Of an operation that has parameters.
    extra
        Numbers of the row that belong to this operation alone: a clamp's unit, dropout's mask.
    """

    code: OpCode
    layer: LayerId
    layer_name: str
    sources: tuple[Value, ...]
    result: Value
    weights: Weights | None = None
    extra: Mapping[str, int | float] = field(default_factory=dict)

    @property
    def source(self) -> Value:
        return self.sources[0]


@dataclass(slots=True, eq=False)
class Assembly:
    """A tape in the making.

    Attributes
    ----------
    ld
        Lanes of every array.
    gradient
        Offset of the gradient plane in the workspace.
    written
        Parameters (offsets) whose gradient has a writer: later ones add.
    borrowed
        Rows that add to gradients of weights which other layers own: they come behind the owners',
        which store.
    postponed
        Rows of the update phase that layers ask for, behind the guard of the gradients: nothing
        of a step that failed may be kept.
    """

    ld: int
    size: int = 0
    gradient: int = 0
    rows: list[list[int]] = field(default_factory=list)
    labels: list[OperationLabel] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    written: set[int] = field(default_factory=set)
    borrowed: list[Callable[[], None]] = field(default_factory=list)
    postponed: list[Callable[[], None]] = field(default_factory=list)

    def take(self, size: int) -> int:
        """Hand out workspace on a 64-byte boundary; return its offset."""
        offset = self.size
        self.size += padded(size)
        return offset

    def slice(self, rows: int) -> Slice:
        """Hand out an array [rows, ld]."""
        return Slice(self.take(rows * self.ld), rows, self.ld)

    def value(
        self, units: int, positions: tuple[int, ...] = (), *, needs_gradient: bool = True
    ) -> Value:
        """Hand out a value [units, *positions, ld]."""
        memory = self.slice(units * math.prod(positions))
        return Value(memory, needs_gradient, positions)

    def emit(
        self,
        code: OpCode,
        phase: str,
        arguments: Mapping[str, int | float],
        layer: LayerId | None = None,
        layer_name: str = "",
        *,
        formula: str = "",
    ) -> None:
        """Append one row; formula and explanation come from the table of operations."""
        operation = OPERATIONS[code]
        self.rows.append(make_row(code, arguments))
        shown = formula or operation.formula
        self.labels.append(OperationLabel(layer, layer_name, phase, shown, operation.explanation))

    def gradient_of(self, value: Value) -> tuple[Slice, int]:
        """Return where to write a value's gradient, and 1 if it has to be added to what is there."""
        owner = value.owner
        if owner.gradient is None:
            owner.gradient = self.slice(owner.memory.rows)
        accumulate = int(owner.writers > 0)
        owner.writers += 1
        return owner.gradient, accumulate

    def pass_back(self, use: Use, value: Value, write: Callable[[Slice], None]) -> None:
        """Let a row that can only store write a value's gradient.

        Where there is a gradient already, the row writes beside it and another row adds.
        """
        gradient, accumulate = self.gradient_of(value)
        if not accumulate:
            write(gradient)
            return
        beside = self.slice(value.memory.rows)
        write(beside)
        self.copy(use, beside, gradient, accumulate=True)

    def copy(
        self, use: Use, source: Slice, result: Slice, *, accumulate: bool, phase: str = "backward"
    ) -> None:
        """Append a row that copies an array, or adds it to what is there."""
        code = OpCode.ACCUMULATE if accumulate else OpCode.COPY
        arguments = {"source": source.offset, "result": result.offset, "size": result.size}
        formula = ""
        if phase == "backward":
            formula = "∂L/∂a ← ∂L/∂a + ∂L/∂a′" if accumulate else "∂L/∂a = ∂L/∂a′"
        self.emit(code, phase, arguments, use.layer, use.layer_name, formula=formula)

    def finish(self) -> Tape:
        """Return the tape."""
        rows = np.array(self.rows, dtype=np.int64).reshape(len(self.rows), ROW)
        rows.setflags(write=False)
        return Tape(rows, tuple(self.labels))
