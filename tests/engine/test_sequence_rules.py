"""The derived rows of tokens, positions and recurrent layers: every gradient against differences."""

import numpy as np
import numpy.typing as npt
import pytest

from playground.engine.assembly import Assembly, Use, Value, Weights
from playground.engine.derive import derive_backward, emit_forward
from playground.kernels.optable import OpCode
from playground.model.ids import LayerId
from tests.engine.slopes import Run, check_slopes, runner_of

Array = npt.NDArray[np.float64]

LD, COUNT, STEPS, UNITS, VOCABULARY = 16, 5, 4, 3, 6
GATES = {"RNN": 1, "LSTM": 4, "GRU": 3}
LAYER = LayerId("layer")


class Chain:
    """Tokens → embedding → positions → the same recurrent layer twice → last step → MSE.

    Attributes
    ----------
    end
        Rows up to the loss.
    """

    def __init__(self, kind: str, frozen: frozenset[str] = frozenset()) -> None:
        self.assembly = assembly = Assembly(LD)
        self.frozen, self.offsets, self.size = frozen, dict[str, int](), 0
        self.tokens = assembly.value(1, (STEPS,), needs_gradient=False)
        self.lengths, target = assembly.slice(1), assembly.slice(UNITS)
        rows = GATES[kind] * UNITS
        table = self._weights("table", VOCABULARY * UNITS)
        places = self._weights("positions", UNITS * STEPS)
        dense = self._weights("U", rows * UNITS, rows)
        state = self._weights("W", rows * UNITS, UNITS if kind == "GRU" else 0)
        z, value = (assembly.value(UNITS, (STEPS,)) for _ in range(2))
        self._use(OpCode.EMBEDDING_FORWARD, self.tokens, z, table, vocabulary=VOCABULARY)
        self._use(OpCode.POSITION_FORWARD, z, value, places)
        for _ in range(2):
            gx, h = (assembly.value(units, (STEPS,)) for units in (rows, UNITS))
            self._use(OpCode.DENSE_FORWARD, value, gx, dense)
            names = {"RNN": (), "LSTM": ("gates", "c"), "GRU": ("gates", "q")}[kind]
            kept = {name: assembly.take(rows * STEPS * LD) for name in names}
            code = OpCode[f"{kind}_FORWARD"]
            self._use(code, gx, h, state, lengths=self.lengths.offset, **kept)
            value = h
        last = assembly.value(UNITS)
        self._use(OpCode.SELECT_LAST_FORWARD, value, last, None, lengths=self.lengths.offset)
        self.loss = assembly.take(1)
        assembly.gradient = assembly.take(self.size)
        gradient, _ = assembly.gradient_of(last)
        row = {
            "a": last.memory.offset, "y": target.offset, "da": gradient.offset, "loss": self.loss,
            "lanes": assembly.take(LD), "units": UNITS, "ld": LD, "weight": 1.0,
        }  # fmt: skip
        assembly.emit(OpCode.MSE_LOSS, "loss", row)
        self.end = len(assembly.rows)
        derive_backward(assembly)

    def _weights(self, name: str, size: int, bias: int = 0) -> Weights:
        self.offsets[name] = self.size
        self.size += size + bias
        return Weights(
            self.offsets[name], self.size - bias, bias > 0, is_frozen=name in self.frozen
        )

    def _use(
        self, code: OpCode, source: Value, result: Value, weights: Weights | None, **extra: int
    ) -> None:
        emit_forward(self.assembly, Use(code, LAYER, "layer", (source,), result, weights, extra))

    def runner(self) -> Run:
        random = np.random.default_rng(1)
        start = random.normal(0, 1, self.assembly.size)
        tokens = self.tokens.memory
        size = STEPS * LD
        start[tokens.offset : tokens.offset + size] = random.integers(0, VOCABULARY, size)
        lengths = 1.0 + np.arange(LD) % STEPS
        start[self.lengths.offset : self.lengths.offset + LD] = lengths
        return runner_of(self.assembly, start, COUNT)


@pytest.mark.parametrize("kind", GATES)
def test_every_gradient_is_the_slope_of_the_loss(kind: str) -> None:
    check_slopes(Chain(kind), 0.7)


@pytest.mark.parametrize("kind", GATES)
def test_what_is_frozen_gets_no_row_and_passes_blame_on(kind: str) -> None:
    parameters = np.random.default_rng(2).normal(0, 0.7, Chain(kind).size)
    found = []
    for frozen in (frozenset[str](), frozenset({"positions", "U", "W"})):
        chain = Chain(kind, frozen)
        workspace = chain.runner()(parameters, len(chain.assembly.rows))
        start = chain.assembly.gradient
        found.append(workspace[start : start + VOCABULARY * UNITS])
        codes = {row[0] for row in chain.assembly.rows}
    learning = {
        OpCode.DENSE_BACKWARD_WEIGHT, OpCode.POSITION_BACKWARD_WEIGHT,
        OpCode.RECURRENT_BACKWARD_WEIGHT, OpCode.RECURRENT_BACKWARD_BIAS,
    }  # fmt: skip
    assert codes.isdisjoint(learning)
    assert OpCode.EMBEDDING_BACKWARD_WEIGHT in codes
    np.testing.assert_array_equal(found[0], found[1])
