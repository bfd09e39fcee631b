"""What pictures need of a network: a run as it stands now, or a moment of it that is long over."""

from typing import TYPE_CHECKING, Protocol

from playground.data.dataset import Dataset
from playground.engine.state import Probe
from playground.model.resolution import Resolution

if TYPE_CHECKING:
    # The window reads some of the pictures without the engine, which it does not load.
    from playground.engine.evaluate import Evaluator


class Seen(Protocol):
    """A trainer, or a `playground.engine.still.Still`."""

    @property
    def step(self) -> int: ...

    @property
    def dataset(self) -> Dataset: ...

    @property
    def resolution(self) -> Resolution: ...

    @property
    def evaluator(self) -> "Evaluator": ...

    def probe(self, example: int) -> Probe: ...
