"""Short ways to write projects down for tests."""

from typing import Any

from playground.engine.state import Tensor
from playground.engine.trainer import Trainer
from playground.model.ids import LayerId
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    TrainingSpec,
)
from playground.model.text import parse


def project(
    text: str = "dense 4 tanh > output",
    kind: str = "xor4",
    *,
    rate: float = 0.05,
    batch: int = 4,
    seed: int = 1,
    optimizer: str = "adam",
    l2: float = 0.0,
    **data: Any,
) -> Project:
    phase = PhaseSpec(optimizer=OptimizerSpec(optimizer, rate))
    training = TrainingSpec(batch_size=batch, l2=l2, seed=seed, phases=(phase,))
    return Project(parse(text), DataSpec(kind=kind, **data), training)


def layer_named(project: Project, name: str) -> LayerId:
    """Return the id of the layer of this name."""
    return next(layer.id for layer in project.network.layers if layer.name == name)


def same_bits(a: tuple[Tensor, ...], b: tuple[Tensor, ...]) -> bool:
    """Say whether parameters and moments agree to the last bit."""
    return [t.id for t in a] == [t.id for t in b] and all(
        x.targets == y.targets
        and x.sources == y.sources
        and x.planes.tobytes() == y.planes.tobytes()
        for x, y in zip(a, b, strict=True)
    )


def same_parameters(a: Trainer, b: Trainer) -> bool:
    return same_bits(a.state().tensors, b.state().tensors)
