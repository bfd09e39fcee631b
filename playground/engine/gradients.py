"""Gradients that training does not need: of any activation, with respect to the input.

Saliency, attacks and pictures of what a neuron looks for all ask the same question: how would this
value change if that one did? A program goes forward to a layer and back to the input; nothing is
learned, so the run does not notice.
"""

from collections.abc import Mapping

import numpy as np

from playground.engine.binding import Bound
from playground.engine.door import Kernels
from playground.engine.entering import check_inputs, enter
from playground.engine.lower import lower_gradient
from playground.engine.prepare import DataBlock, Prepared
from playground.engine.state import Float32, Int32
from playground.engine.verify import verify
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId

BATCH = 16
"""Examples at a time: the fewest that the memory layout has room for."""


class Gradients:
    """Asks one prepared network, on the parameters that are in ``block`` now."""

    def __init__(
        self, prepared: Prepared, block: Float32, data: DataBlock, machine: Kernels
    ) -> None:
        self._prepared = prepared
        self._block = block
        self._data = data
        self._machine = machine
        self._bound: dict[LayerId, Bound] = {}

    def of(
        self, layer: LayerId, inputs: Float32, counts: Float32, lengths: Int32 | None = None
    ) -> Mapping[LayerId, Float32]:
        """Return ∂(Σ counts·a)/∂a′ for the activations a of a layer and a′ of all before it.

        Parameters
        ----------
        inputs
            float32 (n, values of an example).
        counts
            float32 (values of the layer,) or (n, values of the layer): what each of its values
            counts, units first and then positions. 1 for one unit and 0 elsewhere asks for it.
        lengths
            int32 (n,): how many positions of each sequence count; None means all.

        Returns
        -------
        mapping
            Layer → float32 (n, values of that layer); layers that a does not depend on are left
            out. The input is among them.

        Raises
        ------
        PlaygroundError
            The inputs do not fit, the layer is not part of the run, or ``counts`` does not fit it.
        """
        bound = self._program(layer)
        check_inputs(self._prepared.plan, inputs, lengths)
        asked = bound.program.slices[layer]
        assert asked.da is not None
        n = inputs.shape[0]
        if counts.shape not in ((asked.da.rows,), (n, asked.da.rows)):
            raise PlaygroundError(
                f"The layer has {asked.da.rows} values, {counts.shape[-1] if counts.ndim else 0} are "
                "counted."
            )
        counts = np.broadcast_to(counts, (n, asked.da.rows))
        parts = {
            other: slices.da
            for other, slices in bound.program.slices.items()
            if slices.da is not None and other != layer
        }
        result = {other: np.empty((n, part.rows), np.float32) for other, part in parts.items()}
        rows = bound.program.tape
        begin = rows.phase("forward").start
        for start in range(0, n, bound.program.batch):
            stop = min(n, start + bound.program.batch)
            count, chosen = stop - start, None if lengths is None else lengths[start:stop]
            enter(bound, self._prepared.plan, inputs[start:stop], chosen)
            seeds = bound.view(asked.da)
            seeds[:, :count], seeds[:, count:] = counts[start:stop].T, 0.0
            bound.run(begin, len(rows))
            for other, part in parts.items():
                result[other][start:stop] = bound.view(part)[:, :count].T
        return result

    def _program(self, layer: LayerId) -> Bound:
        if layer not in self._bound:
            try:
                batch = min(BATCH, self._data.layout.examples)
                program = lower_gradient(self._prepared.plan, batch, layer)
            except KeyError:
                raise PlaygroundError(
                    "This layer is not part of the running network. Choose another one."
                ) from None
            verify(program)
            self._bound[layer] = Bound(program, self._block, self._data, self._machine)
        return self._bound[layer]
