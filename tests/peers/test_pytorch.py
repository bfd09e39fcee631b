"""Whole networks against PyTorch: same weights, same batches, every kind of layer."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

torch: Any = pytest.importorskip("torch", reason="PyTorch is missing: pip install -e .[peers]")

from playground.data.dataset import Dataset  # noqa: E402 - behind what may be missing
from playground.engine import prepare as prepare_module  # noqa: E402
from playground.engine.trainer import Trainer  # noqa: E402
from playground.model.check import check  # noqa: E402
from playground.model.ids import ParameterId  # noqa: E402
from playground.model.network import KINDS  # noqa: E402
from playground.model.project import Project  # noqa: E402
from tests.peers.architectures import drawn, kinds_of  # noqa: E402
from tests.peers.torch_network import Tensor, TorchNetwork  # noqa: E402

Float64 = npt.NDArray[np.float64]
Examples = npt.NDArray[np.int32]
DRAWS = 300
STEPS = 30
FORWARD, GRADIENT, WEIGHTS = 1e-5, 1e-4, 1e-5
"""Largest differences that are allowed, relative to the largest number."""
AT_LEAST = 7
"""Of ten networks so many are compared; the others magnify rounding itself, see `Pair`."""
ROUNDING = 1e-7
SPREAD = 0.3
"""Biases and shifts are moved this far from 0, so that none of them is missed."""


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


class Peer:
    """The network in PyTorch, with weights of its own."""

    def __init__(self, trainer: Trainer, dataset: Dataset) -> None:
        network = trainer.project.network
        self.dataset = dataset
        self.resolution = check(trainer.project, dataset.shape)
        self.parameters = {
            name: torch.tensor(values, dtype=torch.float64, requires_grad=True)
            for name, values in trainer.weights().items()
        }
        self.twin = TorchNetwork(network, self.resolution, self.parameters)

    def run(self, examples: Examples, *, is_training: bool) -> Tensor:
        lengths = self.dataset.lengths
        given = None if lengths is None else torch.tensor(lengths[examples])
        inputs = torch.tensor(self.dataset.inputs[examples], dtype=torch.float64)
        return self.twin.run(inputs, given, is_training=is_training)

    def loss(self, examples: Examples) -> Tensor:
        self.run(examples, is_training=True)
        z = self.twin.sums[self.resolution.order[-1]]
        labels = torch.tensor(self.dataset.labels[examples], dtype=torch.long)
        if labels.dim() == 2:
            labels = labels.masked_fill(~self.twin.counts, -100)
        return torch.nn.functional.cross_entropy(z, labels)

    def gradients(self, examples: Examples) -> dict[ParameterId, Float64]:
        for tensor in self.parameters.values():
            tensor.grad = None
        self.loss(examples).backward()
        return {
            name: np.zeros(tensor.shape) if tensor.grad is None else tensor.grad.numpy()
            for name, tensor in self.parameters.items()
        }

    def move(self, gradients: Mapping[ParameterId, Float64], rate: float) -> None:
        with torch.no_grad():
            for name, tensor in self.parameters.items():
                tensor.sub_(rate * torch.tensor(gradients[name]))

    def nudge(self, rng: np.random.Generator) -> None:
        """Move every weight by about as much as float32 rounds."""
        with torch.no_grad():
            for tensor in self.parameters.values():
                tensor.mul_(1 + torch.tensor(rng.normal(0, ROUNDING, tensor.shape)))

    def values(self) -> dict[ParameterId, Float64]:
        return {name: tensor.detach().numpy() for name, tensor in self.parameters.items()}


class Pair:
    """The engine and PyTorch on one network with equal weights.

    Attributes
    ----------
    near
        A second network in PyTorch whose weights are moved by rounding alone: where that makes as
        much of a difference as is allowed, numbers say nothing of who is right.
    """

    def __init__(self, project: Project, dataset: Dataset, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(prepare_module, "build", lambda _: dataset)
        patch.setattr(prepare_module, "shape_of", lambda _: dataset.shape)
        self.dataset = dataset
        self.trainer = Trainer(project)
        self._move()
        self.peer, self.near = (Peer(self.trainer, dataset) for _ in range(2))
        self.rng = np.random.default_rng(3)
        self.near.nudge(self.rng)

    def _move(self) -> None:
        """Give parameters that start at 0 or 1 other values."""
        rng, bound = np.random.default_rng(1), self.trainer.bound
        for slot in bound.program.layout.slots:
            if slot.shape.initialiser in ("zeros", "ones"):
                view = bound.program.layout.view(bound.block, slot)
                view += rng.uniform(0, SPREAD, view.shape).astype(np.float32)
        self.trainer.drop_batch()
        self.trainer.changed()

    def engine_gradients(self) -> dict[ParameterId, Float64]:
        bound = self.trainer.bound
        layout = bound.program.layout
        assert bound.program.gradient is not None
        plane = bound.view(bound.program.gradient).ravel()
        return {
            slot.shape.id: plane[slot.offset : slot.offset + slot.size]
            .reshape(slot.shape.shape)
            .astype(np.float64)
            for slot in layout.trained
        }

    def begin(self) -> Examples:
        """Run the engine's next batch up to its update; return its examples."""
        for _ in range(self.trainer.bound.program.tape.phase("update").start):
            self.trainer.advance_operation()
        assert self.trainer.guard is None
        return self.trainer.batch_examples()


def apart(got: Mapping[ParameterId, Float64], want: Mapping[ParameterId, Float64]) -> float:
    """Return the largest difference, relative to the largest number of all parameters."""
    scale = max(float(np.abs(values).max(initial=0.0)) for values in want.values())
    worst = max(float(np.abs(values - want[name]).max(initial=0.0)) for name, values in got.items())
    return worst / max(scale, 1e-3)


@pytest.mark.parametrize("first", range(0, DRAWS, 10))
def test_forward_and_every_gradient(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    for number in range(first, first + 10):
        pair = Pair(*drawn(number), monkeypatch)
        everybody = np.arange(pair.dataset.size, dtype=np.int32)
        with torch.no_grad():
            want = pair.peer.run(everybody, is_training=False).flatten(1).numpy()
        outputs = pair.trainer.evaluator.outputs(pair.dataset.inputs, pair.dataset.lengths)
        difference = np.abs(outputs - want).max() / np.abs(want).max()
        assert difference <= FORWARD, (number, difference)
        examples = pair.begin()
        right = pair.peer.gradients(examples)
        if apart(pair.near.gradients(examples), right) <= GRADIENT / 5:
            compared += 1
            worst = apart(pair.engine_gradients(), right)
            assert worst <= GRADIENT, (number, worst)
    assert compared >= AT_LEAST


@pytest.mark.parametrize("first", range(0, DRAWS, 10))
def test_weights_after_thirty_steps(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    for number in range(first, first + 10):
        pair = Pair(*drawn(number), monkeypatch)
        rate = pair.trainer.project.training.optimizer.learning_rate
        for _ in range(STEPS):
            examples = pair.begin()
            for peer in (pair.peer, pair.near):
                peer.move(peer.gradients(examples), rate)
            pair.near.nudge(pair.rng)
            pair.trainer.advance_batch()
        trained = {slot.shape.id for slot in pair.trainer.bound.program.layout.trained}
        got = {name: values.astype(np.float64) for name, values in pair.trainer.weights().items()}
        want = {name: values for name, values in pair.peer.values().items() if name in trained}
        near = pair.near.values()
        if apart({name: near[name] for name in trained}, want) <= WEIGHTS / 5:
            compared += 1
            worst = apart({name: got[name] for name in trained}, want)
            assert worst <= WEIGHTS, (number, worst)
    assert compared >= AT_LEAST


def test_every_kind_of_layer_is_drawn() -> None:
    found = set().union(*(kinds_of(drawn(number)[0]) for number in range(DRAWS)))
    assert set(KINDS) <= found
