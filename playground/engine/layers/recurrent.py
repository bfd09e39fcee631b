"""Recurrent layers: the sums of all inputs at once, then step by step what the state adds."""

from dataclasses import dataclass

from playground.engine.assembly import Value
from playground.engine.layers.sequences import last_step
from playground.engine.lowering import Lowering
from playground.kernels.optable import OpCode
from playground.model.resolution import LayerShape


@dataclass(frozen=True, slots=True)
class _Kind:
    """What sets a recurrent layer apart.

    Attributes
    ----------
    kept
        Arrays besides h that the way back needs, by the name of the operation's argument: rows
        for every unit.
    """

    code: OpCode
    gates: int
    kept: dict[str, int]


_KINDS = {
    "rnn": _Kind(OpCode.RNN_FORWARD, 1, {}),
    "lstm": _Kind(OpCode.LSTM_FORWARD, 4, {"gates": 4, "c": 1}),
    "gru": _Kind(OpCode.GRU_FORWARD, 3, {"gates": 3, "q": 1}),
}


def _recurrent(lowering: Lowering, shape: LayerShape) -> tuple[None, Value]:
    """What comes into the gates is no pre-activation of a unit: a layer has several for each."""
    kind, assembly = _KINDS[shape.kind], lowering.assembly
    assert lowering.lengths is not None
    (source,) = lowering.sources(shape)
    units = len(shape.units_out)
    sums = assembly.value(kind.gates * units, source.positions)
    # Nobody reads the sums again once the gates are known: their blame takes their place.
    sums.gradient = sums.memory
    weights = lowering.weights(shape)
    lowering.use(OpCode.DENSE_FORWARD, shape.id, (source,), sums, weights=weights)
    h = assembly.value(units, source.positions)
    extra = {"lengths": lowering.lengths.offset} | {
        name: assembly.slice(rows * h.memory.rows).offset for name, rows in kind.kept.items()
    }
    state = lowering.weights(shape, "recurrent", "recurrent_bias")
    lowering.use(kind.code, shape.id, (sums,), h, weights=state, extra=extra)
    if not shape.positions:
        return None, last_step(lowering, shape, h)
    # The way back reads every state as the next step saw it, a held one too.
    return None, lowering.apart(shape.id, h)


KINDS = dict.fromkeys(_KINDS, _recurrent)
