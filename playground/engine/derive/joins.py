"""Joins, copies, clamps and dropout: values are put together, held or silenced."""

from collections.abc import Mapping

from playground.engine.assembly import Assembly, Use, Value
from playground.engine.derive.rules import Rule, blame_of
from playground.engine.program import Slice
from playground.kernels.optable import OpCode


def _sum(assembly: Assembly, use: Use) -> None:
    """An add layer: the first branch is copied, the others are added."""
    for number, source in enumerate(use.sources):
        assembly.copy(use, source.memory, use.result.memory, accumulate=number > 0, phase="forward")


def _side_by_side(assembly: Assembly, use: Use) -> None:
    """A concatenate layer: every branch is copied to its place."""
    for source, part in _parts(use, use.result.memory):
        assembly.copy(use, source.memory, part, accumulate=False, phase="forward")


def _clamp(assembly: Assembly, use: Use) -> None:
    """One unit is held at a value."""
    part = _unit(use, use.result.memory)
    arguments = {"result": part.offset, "value": use.extra["value"], "size": part.size}
    assembly.emit(OpCode.FILL, "forward", arguments, use.layer, use.layer_name)


def _dropout(assembly: Assembly, use: Use) -> None:
    source, result = use.source.memory, use.result.memory
    arguments = {
        "x": source.offset, "order": 0, "a": result.offset, "units": result.rows,
        "ld": result.ld, **use.extra,
    }  # fmt: skip
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _product(assembly: Assembly, use: Use) -> None:
    """Two branches of a multiply layer."""
    x, y = use.sources
    result = use.result.memory
    arguments = {
        "x": x.memory.offset, "y": y.memory.offset, "a": result.offset, "size": result.size,
    }  # fmt: skip
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _parts(use: Use, whole: Slice) -> list[tuple[Value, Slice]]:
    """Return every branch of a concatenate layer with its part of an array of the result."""
    parts, row = [], 0
    for source in use.sources:
        rows = source.memory.rows
        parts.append((source, Slice(whole.offset + row * whole.ld, rows, whole.ld)))
        row += rows
    return parts


def _unit(use: Use, whole: Slice) -> Slice:
    """Return the part of an array that belongs to the unit that is held."""
    rows = use.result.places
    return Slice(whole.offset + int(use.extra["unit"]) * rows * whole.ld, rows, whole.ld)


def _sum_backward(assembly: Assembly, use: Use) -> None:
    """Every branch of a sum gets the whole blame."""
    da = blame_of(use)
    for source in use.sources:
        if source.needs_gradient:
            gradient, accumulate = assembly.gradient_of(source)
            assembly.copy(use, da, gradient, accumulate=bool(accumulate))


def _product_backward(assembly: Assembly, use: Use) -> None:
    """Each branch's blame is multiplied by the other branch."""
    da = blame_of(use)
    for source, other in (use.sources, use.sources[::-1]):
        if source.needs_gradient:
            dx, accumulate = assembly.gradient_of(source)
            arguments = {
                "y": other.memory.offset, "da": da.offset, "dx": dx.offset, "size": da.size,
                "accumulate": accumulate,
            }  # fmt: skip
            code = OpCode.MULTIPLY_BACKWARD
            assembly.emit(code, "backward", arguments, use.layer, use.layer_name)


def _side_by_side_backward(assembly: Assembly, use: Use) -> None:
    """Every branch gets the blame of its own units."""
    for source, part in _parts(use, blame_of(use)):
        if source.needs_gradient:
            gradient, accumulate = assembly.gradient_of(source)
            assembly.copy(use, part, gradient, accumulate=bool(accumulate))


def _clamp_backward(assembly: Assembly, use: Use) -> None:
    """A unit that is held passes no blame: whatever came in, it would have said the same."""
    part = _unit(use, blame_of(use))
    arguments = {"result": part.offset, "value": 0.0, "size": part.size}
    formula = "∂L/∂a = 0 for a held unit"
    code = OpCode.FILL
    assembly.emit(code, "backward", arguments, use.layer, use.layer_name, formula=formula)


def _dropout_backward(assembly: Assembly, use: Use) -> None:
    da, mask = blame_of(use), use.extra["mask"]

    def write(dx: Slice) -> None:
        arguments = {"mask": mask, "da": da.offset, "dx": dx.offset, "size": da.size}
        code = OpCode.DROPOUT_BACKWARD
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

    if use.source.needs_gradient:
        assembly.pass_back(use, use.source, write)


FORWARD: Mapping[OpCode, Rule] = {
    OpCode.ACCUMULATE: _sum,
    OpCode.COPY: _side_by_side,
    OpCode.MULTIPLY_FORWARD: _product,
    OpCode.FILL: _clamp,
    OpCode.DROPOUT_FORWARD: _dropout,
}
"""What a join is made of names it: ACCUMULATE is an add layer, COPY a concatenate layer."""

BACKWARD: Mapping[OpCode, Rule] = {
    OpCode.ACCUMULATE: _sum_backward,
    OpCode.COPY: _side_by_side_backward,
    OpCode.MULTIPLY_FORWARD: _product_backward,
    OpCode.FILL: _clamp_backward,
    OpCode.DROPOUT_FORWARD: _dropout_backward,
}
