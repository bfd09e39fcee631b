"""Forward rows of every kind of operation, and the rules that derive their backward rows."""

from collections.abc import Callable, Mapping

from playground.engine.assembly import Assembly, Use, Value
from playground.engine.program import Slice
from playground.kernels.optable import OpCode


def emit_forward(assembly: Assembly, use: Use) -> None:
    """Append the forward rows of a use and remember the use for the way back."""
    _FORWARD.get(use.code, _elementwise)(assembly, use)
    assembly.uses.append(use)


def derive_backward(assembly: Assembly) -> None:
    """Append the backward rows of all uses, last first. Uses without blame are skipped."""
    for use in reversed(assembly.uses):
        if use.result.writers:
            BACKWARD_RULES[use.code](assembly, use)


# --- forward -----------------------------------------------------------------------------------


def _elementwise(assembly: Assembly, use: Use) -> None:
    source, result = use.source.memory, use.result.memory
    arguments: dict[str, int | float] = {"z": source.offset, "a": result.offset}
    if use.code == OpCode.SOFTMAX_FORWARD:
        arguments |= {"units": result.rows, "ld": result.ld}
    else:
        arguments |= {"size": result.size}
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


def _dense(assembly: Assembly, use: Use) -> None:
    source, result, weights = use.source.memory, use.result.memory, use.weights
    assert weights is not None
    arguments = {
        "x": source.offset, "w": weights.weight, "b": weights.bias, "z": result.offset,
        "n_in": source.rows, "n_out": result.rows, "ld": result.ld,
    }  # fmt: skip
    formula = "" if weights.has_bias else "z = W·a"
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name, formula=formula)


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
    part = _row(use.result.memory, int(use.extra["unit"]))
    arguments = {"result": part.offset, "value": use.extra["value"], "size": part.size}
    assembly.emit(OpCode.FILL, "forward", arguments, use.layer, use.layer_name)


def _dropout(assembly: Assembly, use: Use) -> None:
    source, result = use.source.memory, use.result.memory
    arguments = {
        "x": source.offset, "order": 0, "a": result.offset, "units": result.rows,
        "ld": result.ld, **use.extra,
    }  # fmt: skip
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name)


_FORWARD: Mapping[OpCode, Callable[[Assembly, Use], None]] = {
    OpCode.DENSE_FORWARD: _dense,
    OpCode.ACCUMULATE: _sum,
    OpCode.COPY: _side_by_side,
    OpCode.FILL: _clamp,
    OpCode.DROPOUT_FORWARD: _dropout,
}
"""What a join is made of names it: ACCUMULATE is an add layer, COPY a concatenate layer."""


def _parts(use: Use, whole: Slice) -> list[tuple[Value, Slice]]:
    """Return every branch of a concatenate layer with its part of an array of the result."""
    parts, row = [], 0
    for source in use.sources:
        rows = source.memory.rows
        parts.append((source, Slice(whole.offset + row * whole.ld, rows, whole.ld)))
        row += rows
    return parts


def _row(whole: Slice, unit: int) -> Slice:
    return Slice(whole.offset + unit * whole.ld, 1, whole.ld)


# --- backward ----------------------------------------------------------------------------------


def _blame(use: Use) -> Slice:
    """Return the gradient of the use's result, which is complete by now."""
    gradient = use.result.gradient
    if gradient is None:
        raise AssertionError("A use without blame has no backward rows.")
    return gradient


def _dense_backward(assembly: Assembly, use: Use) -> None:
    source, dz, weights = use.source.memory, _blame(use), use.weights
    assert weights is not None
    sizes = {"n_in": source.rows, "n_out": dz.rows, "ld": dz.ld}
    if not weights.is_frozen:
        # Without a bias its blame goes where nobody looks.
        db = assembly.gradient + weights.bias if weights.has_bias else assembly.take(dz.rows)
        arguments = {
            "x": source.offset,
            "dz": dz.offset,
            "dw": assembly.gradient + weights.weight,
            "db": db,
            "accumulate": int(weights.weight in assembly.written),
            **sizes,
        }
        assembly.written.add(weights.weight)
        code = OpCode.DENSE_BACKWARD_WEIGHT
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)
    if not use.source.needs_gradient:
        return
    dx, accumulate = assembly.gradient_of(use.source)
    inputs = {
        "w": weights.weight, "dz": dz.offset, "dx": dx.offset, "accumulate": accumulate, **sizes,
    }  # fmt: skip
    assembly.emit(OpCode.DENSE_BACKWARD_INPUT, "backward", inputs, use.layer, use.layer_name)


def _elementwise_backward(code: OpCode) -> "BackwardRule":
    def rule(assembly: Assembly, use: Use) -> None:
        da, z, a = _blame(use), use.source.memory.offset, use.result.memory.offset

        def write(dz: Slice) -> None:
            arguments = {"z": z, "a": a, "da": da.offset, "dz": dz.offset, "size": da.size}
            assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

        if use.source.needs_gradient:
            assembly.pass_back(use, use.source, write)

    return rule


def _softmax_backward(assembly: Assembly, use: Use) -> None:
    da, a = _blame(use), use.result.memory.offset

    def write(dz: Slice) -> None:
        arguments = {
            "a": a, "da": da.offset, "dz": dz.offset, "units": da.rows, "ld": da.ld,
        }  # fmt: skip
        code = OpCode.SOFTMAX_BACKWARD
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

    if use.source.needs_gradient:
        assembly.pass_back(use, use.source, write)


def _sum_backward(assembly: Assembly, use: Use) -> None:
    """Every branch of a sum gets the whole blame."""
    da = _blame(use)
    for source in use.sources:
        if source.needs_gradient:
            gradient, accumulate = assembly.gradient_of(source)
            assembly.copy(use, da, gradient, accumulate=bool(accumulate))


def _side_by_side_backward(assembly: Assembly, use: Use) -> None:
    """Every branch gets the blame of its own units."""
    for source, part in _parts(use, _blame(use)):
        if source.needs_gradient:
            gradient, accumulate = assembly.gradient_of(source)
            assembly.copy(use, part, gradient, accumulate=bool(accumulate))


def _clamp_backward(assembly: Assembly, use: Use) -> None:
    """A unit that is held passes no blame: whatever came in, it would have said the same."""
    part = _row(_blame(use), int(use.extra["unit"]))
    arguments = {"result": part.offset, "value": 0.0, "size": part.size}
    formula = "∂L/∂a = 0 for a held unit"
    code = OpCode.FILL
    assembly.emit(code, "backward", arguments, use.layer, use.layer_name, formula=formula)


def _dropout_backward(assembly: Assembly, use: Use) -> None:
    da, mask = _blame(use), use.extra["mask"]

    def write(dx: Slice) -> None:
        arguments = {"mask": mask, "da": da.offset, "dx": dx.offset, "size": da.size}
        code = OpCode.DROPOUT_BACKWARD
        assembly.emit(code, "backward", arguments, use.layer, use.layer_name)

    if use.source.needs_gradient:
        assembly.pass_back(use, use.source, write)


BackwardRule = Callable[[Assembly, Use], None]

_ELEMENTWISE = (
    "LINEAR", "RELU", "TANH", "SIGMOID", "LEAKY_RELU", "ELU", "GELU", "SILU", "SOFTPLUS", "SINE",
    "STEP", "RELU6", "CLIPPED_RELU",
)  # fmt: skip

BACKWARD_RULES: Mapping[OpCode, BackwardRule] = {
    OpCode.DENSE_FORWARD: _dense_backward,
    OpCode.SOFTMAX_FORWARD: _softmax_backward,
    OpCode.ACCUMULATE: _sum_backward,
    OpCode.COPY: _side_by_side_backward,
    OpCode.FILL: _clamp_backward,
    OpCode.DROPOUT_FORWARD: _dropout_backward,
    **{
        OpCode[f"{name}_FORWARD"]: _elementwise_backward(OpCode[f"{name}_BACKWARD"])
        for name in _ELEMENTWISE
    },
}
"""Forward operation → the rule that derives its backward rows."""
