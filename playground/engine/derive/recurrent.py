"""Recurrent layers: forward in time, and back through time.

The source of a use is gx, the sums of the inputs, which a dense row wrote; its weights are those of
the state, and a GRU's bias is that of the candidate's share of the state.
"""

from collections.abc import Mapping

from playground.engine.assembly import Assembly, Use
from playground.engine.derive.rules import Rule, blame_of
from playground.engine.derive.sequences import sizes
from playground.engine.program import Slice
from playground.kernels.optable import OPERATIONS, OpCode

_KEPT = {
    OpCode.RNN_BACKWARD: ("lengths",),
    OpCode.LSTM_BACKWARD: ("lengths", "gates", "c"),
    OpCode.GRU_BACKWARD: ("lengths", "gates", "q"),
}
"""Arrays of ``extra`` that the way back reads."""


def _emit(
    assembly: Assembly, use: Use, code: OpCode, phase: str, arguments: Mapping[str, int | float]
) -> None:
    """Append a row of a recurrent operation, with room for its compact copies."""
    numbers = sizes(use.result)
    scratch = next(a for a in OPERATIONS[code].arguments if a.name == "scratch")
    assert scratch.extent is not None
    room = assembly.take(scratch.extent(numbers))
    row = {**arguments, "scratch": room, **numbers}
    assembly.emit(code, phase, row, use.layer, use.layer_name)


def _forward(assembly: Assembly, use: Use) -> None:
    weights = use.weights
    assert weights is not None
    arguments = {
        "gx": use.source.memory.offset, "w": weights.weight, "h": use.result.memory.offset,
        **use.extra,
    }  # fmt: skip
    if use.code == OpCode.GRU_FORWARD:
        arguments["b"] = weights.bias
    _emit(assembly, use, use.code, "forward", arguments)


def _backward(code: OpCode) -> Rule:
    def rule(assembly: Assembly, use: Use) -> None:
        dh, weights = blame_of(use), use.weights
        assert weights is not None
        kept = {name: use.extra[name] for name in _KEPT[code]}
        arguments = {"w": weights.weight, "dh": dh.offset, **kept}
        h = use.result.memory
        if code != OpCode.LSTM_BACKWARD:
            arguments["h"] = h.offset
        dq = Slice(0, 0, h.ld)
        if code == OpCode.GRU_BACKWARD:
            dq = assembly.slice(h.rows)
            arguments["dq"] = dq.offset

        def write(dgx: Slice) -> None:
            _emit(assembly, use, code, "backward", {**arguments, "dgx": dgx.offset})
            if not weights.is_frozen:
                _weight_rows(assembly, use, dgx, dq)

        if use.source.needs_gradient:
            assembly.pass_back(use, use.source, write)

    return rule


def _weight_rows(assembly: Assembly, use: Use, dgx: Slice, dq: Slice) -> None:
    """Append what the weights of the state learn.

    A GRU's candidate has a blame of its own for them, ``dq``: it lies behind the reset gate.
    """
    weights, numbers = use.weights, sizes(use.result)
    assert weights is not None
    accumulate = int(weights.weight in assembly.written)
    assembly.written.add(weights.weight)
    units, steps = numbers["units"], numbers["steps"]
    gates = dgx.rows // (units * steps)
    direct = gates - 1 if dq.rows else gates
    parts = [(dgx.offset, 0, direct)] + ([(dq.offset, direct, 1)] if dq.rows else [])
    for dz, first, count in parts:
        row = {
            "h": use.result.memory.offset, "dz": dz, "rows": count * units, **numbers,
            "dw": assembly.gradient + weights.weight + first * units * units,
            "accumulate": accumulate,
        }  # fmt: skip
        code = OpCode.RECURRENT_BACKWARD_WEIGHT
        assembly.emit(code, "backward", row, use.layer, use.layer_name)
    if dq.rows and weights.has_bias:
        db = assembly.gradient + weights.bias
        bias = {"dz": dq.offset, "db": db, "accumulate": accumulate, **numbers}
        code = OpCode.RECURRENT_BACKWARD_BIAS
        assembly.emit(code, "backward", bias, use.layer, use.layer_name)


FORWARD: Mapping[OpCode, Rule] = {
    OpCode.RNN_FORWARD: _forward,
    OpCode.LSTM_FORWARD: _forward,
    OpCode.GRU_FORWARD: _forward,
}
"""``extra`` has offsets: lengths, of an LSTM gates and c, of a GRU gates and q."""

BACKWARD: Mapping[OpCode, Rule] = {
    OpCode.RNN_FORWARD: _backward(OpCode.RNN_BACKWARD),
    OpCode.LSTM_FORWARD: _backward(OpCode.LSTM_BACKWARD),
    OpCode.GRU_FORWARD: _backward(OpCode.GRU_BACKWARD),
}
