"""A sample of the training examples sent through the network, forward and backward, moving nothing.

What a batch happens to hold says little about a layer; a few hundred examples say what every unit
does and how much blame reaches it. The program is that of a single probe, for many examples at once.
"""

from dataclasses import dataclass

import numpy as np

from playground.engine.binding import Bound
from playground.engine.door import Kernels
from playground.engine.lower import lower
from playground.engine.memory import check_memory
from playground.engine.prepare import DataBlock, Prepared
from playground.engine.state import Float32, Int32
from playground.engine.verify import verify
from playground.model.ids import LayerId, ParameterId

MOST_EXAMPLES = 512
"""Examples of a sample: of most data that is the whole training set."""
FEWEST_EXAMPLES = 16
MOST_NUMBERS = 1 << 20
"""About as many activations as a sample may have: large layers are seen with fewer examples."""


@dataclass(frozen=True, slots=True, eq=False)
class LayerSample:
    """One layer over the sample, float32 (values, examples): units first, then their positions.

    Gradients are those of each example's own loss. None where the layer has no such thing; they are
    views of the sample's memory and hold until the next one is taken.
    """

    z: Float32 | None
    a: Float32 | None
    dz: Float32 | None
    da: Float32 | None


@dataclass(frozen=True, slots=True, eq=False)
class SampleView:
    """What one pass over the sample left behind.

    Attributes
    ----------
    examples
        int32: indices into the dataset.
    loss
        Mean over the sample, all outputs together.
    gradients
        ∂L/∂w of that mean, float32 in the shape of every parameter that is trained.
    """

    examples: Int32
    loss: float
    layers: dict[LayerId, LayerSample]
    gradients: dict[ParameterId, Float32]


class Sample:
    """Takes samples of one prepared network, on the parameters that are in ``block`` now."""

    def __init__(
        self, prepared: Prepared, block: Float32, data: DataBlock, machine: Kernels
    ) -> None:
        self._prepared = prepared
        self._block = block
        self._data = data
        self._machine = machine
        self._bound: Bound | None = None

    def take(self) -> SampleView:
        """Send the sample through.

        Raises
        ------
        PlaygroundError
            There is not enough memory for it beside the network.
        """
        bound = self._program()
        program, train = bound.program, self._data.train
        count = min(program.batch, train)
        places = (np.arange(count) * train // count).astype(np.int32)
        bound.table[:count] = places
        loss = bound.run_examples(0, count)
        # A run that broke is looked at as well: what is infinite stays so.
        with np.errstate(over="ignore", invalid="ignore"):
            layers = {layer: self._layer(bound, layer, count) for layer in program.slices}
        return SampleView(self._data.examples[places], loss, layers, self._gradients(bound))

    def _layer(self, bound: Bound, layer: LayerId, count: int) -> LayerSample:
        slices = bound.program.slices[layer]
        values = [
            None if part is None else bound.view(part)[:, :count] for part in (slices.z, slices.a)
        ]
        # The loss is a mean: each example's own blame is that many times its share.
        blame = [
            None if part is None else bound.view(part)[:, :count] * np.float32(count)
            for part in (slices.dz, slices.da)
        ]
        return LayerSample(*values, *blame)

    def _gradients(self, bound: Bound) -> dict[ParameterId, Float32]:
        program = bound.program
        assert program.gradient is not None
        plane = bound.view(program.gradient)[:, 0]
        return {
            slot.shape.id: plane[slot.offset : slot.offset + slot.size].reshape(slot.shape.shape)
            for slot in program.layout.trained
        }

    def _program(self) -> Bound:
        if self._bound is None:
            prepared = self._prepared
            layers = prepared.plan.resolution.layers
            width = sum(layers[layer].size for layer in prepared.plan.resolution.order)
            most = max(FEWEST_EXAMPLES, min(MOST_EXAMPLES, MOST_NUMBERS // max(1, width)))
            batch = min(most, self._data.train)
            program = lower(prepared.plan, "probe", batch)
            check_memory((prepared.training, prepared.evaluation, prepared.probe, program))
            verify(program)
            self._bound = Bound(program, self._block, self._data, self._machine)
        return self._bound
