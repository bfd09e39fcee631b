"""Building a tape: values with their gradients, rows with their labels, memory handed out.

Backward rows are derived. Every forward operation has a rule that says which rows pass the
gradient of its output on to its inputs. A value used twice gets its gradient in two parts: the
first writer stores, every later one adds.
"""

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
    needs_gradient
        False for the data: nobody asks for their gradient, so no row computes it.
    writers
        Rows that have written the gradient so far.
    """

    memory: Slice
    needs_gradient: bool = True
    gradient: Slice | None = None
    writers: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One forward operation on values, remembered for its backward rule.

    ``parameters`` are offsets within a plane: (weight, bias) of a dense operation.
    """

    code: OpCode
    layer: LayerId
    layer_name: str
    source: Value
    result: Value
    parameters: tuple[int, ...] = ()


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
    """

    ld: int
    size: int = 0
    gradient: int = 0
    rows: list[list[int]] = field(default_factory=list)
    labels: list[OperationLabel] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    written: set[int] = field(default_factory=set)

    def take(self, size: int) -> int:
        """Hand out workspace on a 64-byte boundary; return its offset."""
        offset = self.size
        self.size += padded(size)
        return offset

    def slice(self, rows: int) -> Slice:
        """Hand out an array [rows, ld]."""
        return Slice(self.take(rows * self.ld), rows, self.ld)

    def value(self, rows: int, needs_gradient: bool = True) -> Value:
        return Value(self.slice(rows), needs_gradient)

    def emit(
        self,
        code: OpCode,
        phase: str,
        arguments: Mapping[str, int | float],
        layer: LayerId | None = None,
        layer_name: str = "",
    ) -> None:
        """Append one row; formula and explanation come from the table of operations."""
        operation = OPERATIONS[code]
        self.rows.append(make_row(code, arguments))
        self.labels.append(
            OperationLabel(layer, layer_name, phase, operation.formula, operation.explanation)
        )

    def gradient_of(self, value: Value, can_add: bool) -> tuple[Slice, int]:
        """Return where to write a value's gradient, and 1 if it has to be added to what is there.

        Raises
        ------
        NotImplementedError
            A second writer cannot add (no such network can be drawn yet).
        """
        if value.gradient is None:
            value.gradient = self.slice(value.memory.rows)
        accumulate = int(value.writers > 0)
        if accumulate and not can_add:
            raise NotImplementedError("This operation cannot add to a gradient.")
        value.writers += 1
        return value.gradient, accumulate

    def derive_backward(self) -> None:
        """Append the backward rows of all uses, last first. Uses without blame are skipped."""
        for use in reversed(self.uses):
            if use.result.writers:
                BACKWARD_RULES[use.code](self, use)

    def finish(self) -> Tape:
        """Return the tape."""
        rows = np.array(self.rows, dtype=np.int64).reshape(len(self.rows), ROW)
        rows.setflags(write=False)
        return Tape(rows, tuple(self.labels))


def emit_forward(assembly: Assembly, use: Use) -> None:
    """Append the forward row of a use and remember the use for the way back."""
    source, result = use.source.memory, use.result.memory
    arguments: dict[str, int | float]
    if use.code == OpCode.DENSE_FORWARD:
        weight, bias = use.parameters
        arguments = {
            "x": source.offset, "w": weight, "b": bias, "z": result.offset,
            "n_in": source.rows, "n_out": result.rows, "ld": result.ld,
        }  # fmt: skip
    elif use.code == OpCode.SOFTMAX_FORWARD:
        arguments = {
            "z": source.offset, "a": result.offset, "units": result.rows, "ld": result.ld,
        }  # fmt: skip
    else:
        arguments = {"z": source.offset, "a": result.offset, "size": result.size}
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)
    assembly.uses.append(use)


def _blame(use: Use) -> Slice:
    """Return the gradient of the use's result, which is complete by now."""
    gradient = use.result.gradient
    if gradient is None:
        raise AssertionError("A use without blame has no backward rows.")
    return gradient


def _dense_backward(assembly: Assembly, use: Use) -> None:
    source, dz = use.source.memory, _blame(use)
    weight, bias = use.parameters
    sizes = {"n_in": source.rows, "n_out": dz.rows, "ld": dz.ld}
    weights = {
        "x": source.offset,
        "dz": dz.offset,
        "dw": assembly.gradient + weight,
        "db": assembly.gradient + bias,
        "accumulate": int(weight in assembly.written),
        **sizes,
    }
    assembly.written.add(weight)
    assembly.emit(OpCode.DENSE_BACKWARD_WEIGHT, "backward", weights, use.layer, use.layer_name)
    if not use.source.needs_gradient:
        return
    dx, accumulate = assembly.gradient_of(use.source, can_add=True)
    inputs = {
        "w": weight, "dz": dz.offset, "dx": dx.offset, "accumulate": accumulate, **sizes,
    }  # fmt: skip
    assembly.emit(OpCode.DENSE_BACKWARD_INPUT, "backward", inputs, use.layer, use.layer_name)


def _elementwise_backward(code: OpCode) -> "BackwardRule":
    def rule(assembly: Assembly, use: Use) -> None:
        if not use.source.needs_gradient:
            return
        da = _blame(use)
        dz, _ = assembly.gradient_of(use.source, can_add=False)
        arguments = {
            "z": use.source.memory.offset, "a": use.result.memory.offset,
            "da": da.offset, "dz": dz.offset, "size": da.size,
        }  # fmt: skip
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

    return rule


def _softmax_backward(assembly: Assembly, use: Use) -> None:
    if not use.source.needs_gradient:
        return
    da = _blame(use)
    dz, _ = assembly.gradient_of(use.source, can_add=False)
    arguments = {
        "a": use.result.memory.offset, "da": da.offset, "dz": dz.offset,
        "units": da.rows, "ld": da.ld,
    }  # fmt: skip
    assembly.emit(OpCode.SOFTMAX_BACKWARD, "backward", arguments, use.layer, use.layer_name)


BackwardRule = Callable[[Assembly, Use], None]

BACKWARD_RULES: Mapping[OpCode, BackwardRule] = {
    OpCode.DENSE_FORWARD: _dense_backward,
    OpCode.LINEAR_FORWARD: _elementwise_backward(OpCode.LINEAR_BACKWARD),
    OpCode.RELU_FORWARD: _elementwise_backward(OpCode.RELU_BACKWARD),
    OpCode.TANH_FORWARD: _elementwise_backward(OpCode.TANH_BACKWARD),
    OpCode.SIGMOID_FORWARD: _elementwise_backward(OpCode.SIGMOID_BACKWARD),
    OpCode.SOFTMAX_FORWARD: _softmax_backward,
}
"""Forward operation → the rule that derives its backward rows."""
