"""A network as it was at one moment, in memory of its own: looking at it moves nothing."""

from collections.abc import Mapping

from playground.engine.door import Kernels
from playground.engine.evaluate import Evaluator
from playground.engine.layout import aligned_zeros
from playground.engine.prepare import DataBlock, Prepared
from playground.engine.state import Checkpoint, Float32, Metrics, Probe
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId


class Still:
    """A checkpoint that can be looked at like a run.

    Attributes
    ----------
    checkpoint
        Whose numbers these are.
    """

    def __init__(
        self, checkpoint: Checkpoint, prepared: Prepared, data: DataBlock, machine: Kernels
    ) -> None:
        """Copy a checkpoint into memory of its own; the data are shared, nobody writes them.

        Raises
        ------
        PlaygroundError
            It is not of this network: it came out of a damaged file.
        """
        self.checkpoint = checkpoint
        self.step = checkpoint.step
        self.project = checkpoint.project
        self.dataset = prepared.dataset
        self.resolution = prepared.resolution
        self._layout = prepared.training.layout
        self._block = aligned_zeros(self._layout.block_size)
        if checkpoint.block.shape != self._block.shape:
            raise PlaygroundError(f"The copy at step {checkpoint.step} is damaged.")
        self._block[:] = checkpoint.block
        self.evaluator = Evaluator(prepared, self._block, data, machine)

    def weights(self) -> Mapping[ParameterId, Float32]:
        """Return read-only copies of every parameter, (out, in) or (out,)."""
        return self._layout.values(self._block)

    def metrics(self) -> Metrics:
        """Return loss and accuracy over training and test set."""
        return self.evaluator.metrics(self.step)

    def probe(self, example: int) -> Probe:
        """Return an example's numbers."""
        return self.evaluator.probe(example, self.step)
