"""Small networks whose whole loss can be drawn: two weights each, and examples made for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    TableSpec,
    TrainingSpec,
)
from playground.model.text import parse

FieldName = Literal["valley", "neuron", "saddle"]
RivalName = Literal["sgd", "momentum", "adam"]

Float64 = npt.NDArray[np.float64]

MOVES = 20
REACH = 0.2
"""Longest move, as a part of the map's width across and of its height upwards."""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One loss to descend.

    Attributes
    ----------
    network
        In the text form of networks; its first two weights are the coordinates.
    columns, rows, answers
        Examples: all of them are one batch, so that a step is one of gradient descent.
    start, x, y
        Where both begin, and the ranges of the map.
    rates
        Learning rate of every rival, found by trying.
    formula
        The network's answer, with its two weights.
    """

    name: FieldName
    network: str
    columns: tuple[str, ...]
    rows: Float64
    answers: Float64
    start: tuple[float, float]
    x: tuple[float, float]
    y: tuple[float, float]
    rates: Mapping[RivalName, float]
    formula: str
    weights: tuple[str, str]

    def project(self, rival: RivalName) -> Project:
        """Return the project that a rival trains."""
        table = TableSpec(
            self.name,
            self.columns,
            np.ascontiguousarray(self.rows, "<f8").tobytes(),
            "y",
            np.ascontiguousarray(self.answers, "<f8").tobytes(),
        )
        data = DataSpec("table", train_share=1.0, standardise=False, table=table)
        optimizer = OptimizerSpec(rival, self.rates[rival])
        training = TrainingSpec(batch_size=len(self.rows), phases=(PhaseSpec(optimizer=optimizer),))
        return Project(parse(self.network), data, training, name=self.name)


def _valley() -> Field:
    # Two examples: (1, 0) and (0, √50), both with the answer 0. Their mean squared error is
    # w₁²/2 + 25·w₂². The third column keeps the table from being drawn as a plane, which would
    # scale it; it is 0, so its weight does nothing.
    rows = np.array([[1.0, 0.0, 0.0], [0.0, np.sqrt(50.0), 0.0]])
    return Field(
        "valley",
        "output nobias",
        ("x₁", "x₂", "zero"),
        rows,
        np.zeros(2),
        start=(10.0, 1.0),
        x=(-12.0, 12.0),
        y=(-4.0, 4.0),
        rates={"sgd": 0.039, "momentum": 0.01, "adam": 0.5},
        formula="L = w₁²/2 + 25·w₂²",
        weights=("w₁", "w₂"),
    )


def _neuron() -> Field:
    x = np.linspace(-3.0, 3.0, 13)
    return Field(
        "neuron",
        "output sigmoid",
        ("x",),
        x[:, None],
        1.0 / (1.0 + np.exp(-(2.0 * x - 1.0))),
        start=(-3.0, -3.0),
        x=(-8.0, 8.0),
        y=(-8.0, 8.0),
        rates={"sgd": 6.0, "momentum": 1.0, "adam": 0.5},
        formula="y = σ(w·x + b)",
        weights=("w", "b"),
    )


def _saddle() -> Field:
    x = np.linspace(-3.0, 3.0, 13)
    return Field(
        "saddle",
        "dense 1 tanh nobias > output nobias",
        ("x",),
        x[:, None],
        1.2 * np.tanh(1.5 * x),
        start=(0.15, -0.2),
        x=(-3.0, 3.0),
        y=(-2.4, 2.4),
        rates={"sgd": 0.1, "momentum": 0.03, "adam": 0.1},
        formula="y = w₂·tanh(w₁·x)",
        weights=("w₁", "w₂"),
    )


FIELDS: Mapping[FieldName, Field] = {
    field.name: field for field in (_valley(), _neuron(), _saddle())
}
