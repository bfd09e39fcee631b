"""The derived rows of self-attention and of a loss at every position, against differences."""

import numpy as np
import numpy.typing as npt
import pytest

from playground.engine.assembly import Assembly, Use, Value, Weights
from playground.engine.derive import derive_backward, emit_forward
from playground.kernels.optable import OpCode
from playground.model.ids import LayerId
from tests.engine.slopes import Run, check_slopes, runner_of

Array = npt.NDArray[np.float64]

LD, COUNT, POSITIONS, UNITS, HEADS = 16, 5, 4, 4, 2
LAYER = LayerId("layer")


class Chain:
    """Sequence → dense → attention with projections, added to its input → softmax → loss.

    Attributes
    ----------
    shared
        Whether queries, keys and values are one and the same array.
    end
        Rows up to the loss.
    """

    def __init__(self, causal: int, shared: bool) -> None:
        self.assembly = assembly = Assembly(LD)
        self.size = 0
        self.inputs = assembly.value(UNITS, (POSITIONS,), needs_gradient=False)
        self.lengths, self.target = assembly.slice(1), assembly.slice(POSITIONS)
        x = self._dense(self.inputs)
        q = self._dense(x)
        k, v = (q, q) if shared else (self._dense(x), self._dense(x))
        mixed = self._value()
        p = assembly.slice(HEADS * POSITIONS**2)
        self._use(
            OpCode.ATTENTION_FORWARD, (q, k, v), mixed, heads=HEADS, causal=causal,
            p=p.offset, lengths=self.lengths.offset,
        )  # fmt: skip
        z, a = self._value(), self._value()
        self._use(OpCode.ACCUMULATE, (x, self._dense(mixed)), z)
        self._use(OpCode.SOFTMAX_FORWARD, (z,), a)
        assembly.gradient = assembly.take(self.size)
        self._loss(z, a)
        self.end = len(assembly.rows)
        derive_backward(assembly)

    def _value(self) -> Value:
        return self.assembly.value(UNITS, (POSITIONS,))

    def _dense(self, source: Value) -> Value:
        weights = Weights(self.size, self.size + UNITS * UNITS)
        self.size += UNITS * UNITS + UNITS
        z = self._value()
        emit_forward(
            self.assembly, Use(OpCode.DENSE_FORWARD, LAYER, "layer", (source,), z, weights)
        )
        return z

    def _use(self, code: OpCode, sources: tuple[Value, ...], result: Value, **extra: int) -> None:
        emit_forward(self.assembly, Use(code, LAYER, "layer", sources, result, None, extra))

    def _loss(self, z: Value, a: Value) -> None:
        gradient, _ = self.assembly.gradient_of(z)
        self.loss = self.assembly.take(1)
        row = {
            "z": z.memory.offset, "a": a.memory.offset, "y": self.target.offset,
            "lengths": self.lengths.offset, "dz": gradient.offset, "loss": self.loss,
            "lanes": self.assembly.take(LD), "units": UNITS, "positions": POSITIONS, "ld": LD,
            "weight": 0.5,
        }  # fmt: skip
        self.assembly.emit(OpCode.TOKEN_CE_LOSS, "loss", row)

    def runner(self) -> Run:
        random = np.random.default_rng(1)
        start = random.normal(0, 1, self.assembly.size)
        tokens = random.integers(0, UNITS, self.target.size)
        start[self.target.offset : self.target.offset + self.target.size] = tokens
        lengths = 1.0 + np.arange(LD) % POSITIONS
        start[self.lengths.offset : self.lengths.offset + LD] = lengths
        return runner_of(self.assembly, start, COUNT)


@pytest.mark.parametrize("causal", [0, 1])
@pytest.mark.parametrize("shared", [False, True], ids=["apart", "shared"])
def test_every_gradient_is_the_slope_of_the_loss(causal: int, shared: bool) -> None:
    check_slopes(Chain(causal, shared), 0.7, every=3)
