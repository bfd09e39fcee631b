"""The derived rows of convolution and upsampling: every gradient against differences."""

import numpy as np
import numpy.typing as npt

from playground.engine.assembly import Assembly, Use, Value, Weights
from playground.engine.derive import derive_backward, emit_forward
from playground.kernels.optable import OpCode
from playground.model.ids import LayerId
from tests.engine.slopes import Run, check_slopes, runner_of

Array = npt.NDArray[np.float64]

LD, COUNT = 16, 5
ZEROS = 200
LAYER = LayerId("layer")
SAME = {"kernel_h": 3, "kernel_w": 3, "stride": 1, "top": 1, "left": 1, "groups": 1}
DEPTHWISE = {"kernel_h": 3, "kernel_w": 2, "stride": 2, "top": 0, "left": 0, "groups": 2}
HALVED = {"kernel_h": 2, "kernel_w": 2, "stride": 2, "top": 0, "left": 0, "groups": 1}


class Branches:
    """Two ways from a picture to a loss, with one convolution used twice.

    x [2, 3, 3] → A → v; v → A → upsample → depthwise C → sum; v → transposed B → D → sum.

    Attributes
    ----------
    end
        Rows up to the loss.
    """

    def __init__(self, frozen: frozenset[str] = frozenset()) -> None:
        self.assembly = assembly = Assembly(LD)
        self.frozen, self.offsets, self.size = frozen, dict[str, int](), 0
        source = assembly.value(2, (3, 3), needs_gradient=False)
        shared = self._weights("A", 2 * 2 * 9, 2)
        v, again, up, left, painted, right, joined = (
            assembly.value(units, (size, size))
            for units, size in ((2, 3), (2, 3), (2, 6), (2, 2), (1, 6), (2, 2), (2, 2))
        )
        self._use(OpCode.CONV_FORWARD, (source,), v, shared, **SAME)
        self._use(OpCode.CONV_FORWARD, (v,), again, shared, **SAME)
        self._use(OpCode.UPSAMPLE_FORWARD, (again,), up, None, factor=2)
        self._use(OpCode.CONV_FORWARD, (up,), left, self._weights("C", 2 * 6, 2), **DEPTHWISE)
        enlarging = self._weights("B", 2 * 4, 1)
        self._use(OpCode.TRANSPOSED_CONV_FORWARD, (v,), painted, enlarging, **HALVED)
        self._use(OpCode.CONV_FORWARD, (painted,), right, self._weights("D", 2 * 4), **HALVED)
        self._use(OpCode.ACCUMULATE, (left, right), joined, None)
        target = assembly.slice(joined.memory.rows)
        self.loss = assembly.take(1)
        assembly.gradient = assembly.take(self.size)
        gradient, _ = assembly.gradient_of(joined)
        row = {
            "a": joined.memory.offset, "y": target.offset, "da": gradient.offset,
            "loss": self.loss, "lanes": assembly.take(LD), "units": joined.memory.rows, "ld": LD,
            "weight": 1.0,
        }  # fmt: skip
        assembly.emit(OpCode.MSE_LOSS, "loss", row)
        self.end = len(assembly.rows)
        derive_backward(assembly)

    def _weights(self, name: str, size: int, bias: int = 0) -> Weights:
        self.offsets[name] = self.size
        self.size += size + bias
        # Behind all parameters stand zeros.
        shift = self.size - bias if bias else ZEROS
        return Weights(self.offsets[name], shift, bias > 0, is_frozen=name in self.frozen)

    def _use(
        self,
        code: OpCode,
        sources: tuple[Value, ...],
        result: Value,
        weights: Weights | None,
        **extra: int,
    ) -> None:
        emit_forward(self.assembly, Use(code, LAYER, "layer", sources, result, weights, extra))

    def runner(self) -> Run:
        start = np.random.default_rng(1).normal(0, 1, self.assembly.size)
        run = runner_of(self.assembly, start, COUNT)
        return lambda parameters, rows: run(np.append(parameters, np.zeros(2 * ZEROS)), rows)


def test_every_gradient_is_the_slope_of_the_loss() -> None:
    check_slopes(Branches(), 0.5)


def test_what_is_frozen_gets_no_row_and_passes_blame_on() -> None:
    parameters = np.random.default_rng(2).normal(0, 0.5, Branches().size)
    found = []
    for frozen in (frozenset[str](), frozenset({"B", "C", "D"})):
        net = Branches(frozen)
        workspace = net.runner()(parameters, len(net.assembly.rows))
        start = net.assembly.gradient
        found.append(workspace[start : start + 2 * 2 * 9 + 2])
        learning = [row for row in net.assembly.rows if row[0] == OpCode.CONV_BACKWARD_WEIGHT]
        codes = {row[0] for row in net.assembly.rows}
    assert len(learning) == 2
    assert OpCode.TRANSPOSED_CONV_BACKWARD_WEIGHT not in codes
    np.testing.assert_array_equal(found[0], found[1])


def test_the_data_are_not_blamed() -> None:
    net = Branches()
    codes = [row[0] for row in net.assembly.rows]
    # A is used twice, C and D once: four convolutions, of which one reads the data.
    assert codes.count(OpCode.CONV_FORWARD) == 4
    assert codes.count(OpCode.CONV_BACKWARD_INPUT) == 3


def test_a_window_of_one_place_is_a_dense_layer_at_every_place() -> None:
    assembly, one = Assembly(LD), {"kernel_h": 1, "kernel_w": 1, "top": 0, "left": 0, "groups": 1}
    source, same, half = (assembly.value(2, (size, size)) for size in (4, 4, 2))
    for result, stride in ((same, 1), (half, 2)):
        use = Use(OpCode.CONV_FORWARD, LAYER, "layer", (source,), result, Weights(0, 4),
                  {**one, "stride": stride})  # fmt: skip
        emit_forward(assembly, use)
        assembly.gradient_of(result)
    derive_backward(assembly)
    codes = [row[0] for row in assembly.rows]
    assert codes == [
        OpCode.DENSE_FORWARD, OpCode.CONV_FORWARD, OpCode.CONV_BACKWARD_WEIGHT,
        OpCode.CONV_BACKWARD_INPUT, OpCode.DENSE_BACKWARD_WEIGHT, OpCode.DENSE_BACKWARD_INPUT,
    ]  # fmt: skip
