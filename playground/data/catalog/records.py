"""What a kind of data and a feature of the plane are made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from playground.model.resolution import Task

Float64 = npt.NDArray[np.float64]

Form = Literal["plane", "line", "rows", "picture", "table", "sequence"]
"""Points of a plane, a curve y(x), rows of named columns, pictures, rows of the user's table, and
sequences of tokens or numbers."""


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


@dataclass(frozen=True, slots=True)
class Column:
    """One raw column of examples that are rows, as the network sees it."""

    name: str
    title: str
    explanation: str


@dataclass(frozen=True, slots=True)
class DataGroup:
    """Kinds that stand together where data are chosen."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class DatasetKind:
    """One kind of data.

    Attributes
    ----------
    short
        The title where there is little room.
    examples, train_share, standardise
        What is taken where the project does not say.
    minimum_examples, maximum_examples
        Both inclusive; equal where the number is fixed, both 0 where the user brings the examples.
    columns
        The raw columns of rows; empty for the other forms, and for tables, which bring their own.
    features
        Input features where the project names none; empty for pictures and tables.
    noise_range
        Largest noise that makes sense, in units of the coordinates, or of the answer where there
        is one; 0 where none can be added.
    extent
        Least half width of the square that maps show, in raw coordinates; 0 where there is none.
    is_split
        Whether a part of the examples is kept for the test; very small tables are not divided.
    has_seed
        Whether another seed makes other examples, or another split.
    batch_size
        Examples per batch that suit the kind.
    vocabulary
        Of sequences of tokens: what each token is called; empty for sequences of numbers.
    length, minimum_length, maximum_length
        Of sequences: most positions of an example, where the project does not say, and its bounds,
        both inclusive; 0 for the other forms.
    """

    name: str
    title: str
    explanation: str
    group: str
    task: Task
    classes: tuple[str, ...]
    examples: int
    minimum_examples: int
    maximum_examples: int
    train_share: float
    standardise: bool
    batch_size: int
    form: Form = "plane"
    short: str = ""
    columns: tuple[Column, ...] = ()
    features: tuple[str, ...] = ("x", "y")
    noise_range: float = 2.0
    extent: float = 6.5
    picture: tuple[int, int, int] | None = None
    is_split: bool = True
    has_seed: bool = True
    vocabulary: tuple[str, ...] = ()
    length: int = 0
    minimum_length: int = 0
    maximum_length: int = 0

    @property
    def is_plane(self) -> bool:
        """Whether the examples are points of a plane."""
        return self.form == "plane"

    @property
    def has_noise(self) -> bool:
        return self.noise_range > 0.0

    @property
    def has_count(self) -> bool:
        """Whether the number of examples can be chosen."""
        return self.minimum_examples < self.maximum_examples

    @property
    def is_sequence(self) -> bool:
        """Whether an example is a sequence of positions."""
        return self.form == "sequence"

    @property
    def can_standardise(self) -> bool:
        """Whether features may be scaled: tokens are names, and waves are compared as they are."""
        return not self.is_sequence

    @property
    def short_title(self) -> str:
        return self.short or self.title
