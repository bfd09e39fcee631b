"""Tables: which kinds of data there are, and which features a point of the plane can show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.model.check import Task

Float64 = npt.NDArray[np.float64]

MAX_EXAMPLES = 100_000
MAX_NOISE = 10.0
MAX_SEED = 2**31 - 1
PLANE_CLASSES = ("orange", "blue")
"""The two classes of the planar kinds; class 1, blue, is the positive one."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What a network may see of a point (x, y) of the plane.

    Attributes
    ----------
    value
        From the raw coordinates, float64, to the feature, elementwise.
    """

    name: str
    title: str
    explanation: str
    formula: str
    value: Callable[[Float64, Float64], Float64]


_FEATURES = (
    Feature("x", "x", "How far right the point lies.", "x", lambda x, _: x),
    Feature("y", "y", "How far up the point lies.", "y", lambda _, y: y),
    Feature("x2", "x²", "Distance from the vertical axis, squared.", "x·x", lambda x, _: x * x),
    Feature("y2", "y²", "Distance from the horizontal axis, squared.", "y·y", lambda _, y: y * y),
    Feature("xy", "xy", "Positive where x and y have the same sign.", "x·y", lambda x, y: x * y),
    Feature("sinx", "sin x", "A wave from left to right.", "sin x", lambda x, _: np.sin(x)),
    Feature("siny", "sin y", "A wave from bottom to top.", "sin y", lambda _, y: np.sin(y)),
)

FEATURES: Mapping[str, Feature] = MappingProxyType({f.name: f for f in _FEATURES})


@dataclass(frozen=True, slots=True)
class DatasetKind:
    """One kind of data.

    Attributes
    ----------
    examples, train_share, standardise
        What is taken where the project does not say.
    minimum_examples, maximum_examples
        Both inclusive; equal where the number is fixed.
    features
        Input features where the project names none; empty for pictures.
    has_noise
        Whether noise can be added to the coordinates.
    extent
        Least half width of the square that maps show, in raw coordinates; 0 for pictures.
    batch_size
        Examples per batch that suit the kind.
    """

    name: str
    title: str
    explanation: str
    task: Task
    classes: tuple[str, ...]
    examples: int
    minimum_examples: int
    maximum_examples: int
    train_share: float
    standardise: bool
    batch_size: int
    features: tuple[str, ...] = ("x", "y")
    has_noise: bool = True
    extent: float = 6.5
    picture: tuple[int, int, int] | None = None

    @property
    def is_plane(self) -> bool:
        """Whether the examples are points of a plane."""
        return self.picture is None


def _plane(name: str, title: str, explanation: str) -> DatasetKind:
    return DatasetKind(
        name=name,
        title=title,
        explanation=explanation,
        task="binary",
        classes=PLANE_CLASSES,
        examples=1000,
        minimum_examples=2,
        maximum_examples=MAX_EXAMPLES,
        train_share=0.5,
        standardise=True,
        batch_size=50,
    )


_DATASETS = (
    DatasetKind(
        name="xor4",
        title="XOR, four points",
        explanation="The four points of exclusive or: blue where exactly one coordinate is +1.",
        task="binary",
        classes=PLANE_CLASSES,
        examples=4,
        minimum_examples=4,
        maximum_examples=4,
        train_share=1.0,
        standardise=True,
        batch_size=4,
        extent=2.0,
    ),
    _plane("xor", "XOR", "Four squares; opposite corners belong together."),
    _plane("circle", "Circle", "A blue disc inside an orange ring."),
    _plane("gaussians", "Two clouds", "One cloud for each class; a straight line divides them."),
    _plane("spiral", "Spiral", "Two arms wound around each other, 1.75 turns each."),
    DatasetKind(
        name="digits",
        title="Handwritten digits",
        explanation="1,797 digits written by people, 8×8 pixels each.",
        task="classes",
        classes=tuple("0123456789"),
        examples=1797,
        minimum_examples=20,
        maximum_examples=1797,
        train_share=0.8,
        standardise=False,
        batch_size=32,
        features=(),
        has_noise=False,
        extent=0.0,
        picture=(1, 8, 8),
    ),
)

DATASETS: Mapping[str, DatasetKind] = MappingProxyType({kind.name: kind for kind in _DATASETS})
