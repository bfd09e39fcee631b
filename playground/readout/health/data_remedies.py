"""Ways out that change the examples: their size, their number, their balance."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from playground.data.catalog import DATASETS
from playground.data.makers.own import answer_values, column_values
from playground.model import wishes
from playground.model.edits import Edit
from playground.model.project import DataSpec, Project
from playground.readout.health.look import Look
from playground.readout.health.records import Remedy

MORE = 4
"""How many times as many examples "more data" means."""
HALF = 0.5


def standardise() -> Remedy:
    """Return the remedy of inputs of one size."""
    return Remedy(
        "Standardise the inputs",
        "Moves every input feature to mean 0 and scales it to deviation 1 over the training examples.",
        wishes.set_data(standardise=True),
    )


def more_data(look: Look) -> Remedy | None:
    """Return the remedy of more examples to learn from, where these data can have any."""
    dataset, spec = look.trainer.dataset, look.project.data
    kind = DATASETS[spec.kind]
    train, size = int(dataset.train.size), dataset.size
    if train < HALF * size / 2.0:
        count = round(HALF * size)
        return Remedy(
            f"Train on {count:,} examples",
            f"Uses {count:,} of the {size:,} examples for training, in place of {train:,}.",
            wishes.set_data(train_share=HALF),
        )
    count = min(kind.maximum_examples, MORE * size)
    if count < 1.5 * size:
        return None
    return Remedy(
        f"Make {count:,} examples",
        f"Makes {count:,} examples in place of {size:,}.",
        wishes.set_data(examples=count),
    )


def balanced(look: Look) -> Remedy | None:
    """Return the remedy of as many examples of each class, where the examples are the person's own."""
    spec = look.project.data
    if spec.table is None and not spec.points:
        return None
    labels = look.trainer.dataset.labels
    counts = np.bincount(labels)
    least = int(counts[counts > 0].min())
    kept = np.sort(np.concatenate([_spread(labels, value, least) for value in np.unique(labels)]))

    def change(project: Project) -> Project:
        return replace(project, data=_kept(project.data, kept))

    return Remedy(
        f"Keep {least:,} of each class",
        f"Leaves out examples of the frequent classes, so that {least:,} of each are left.",
        Edit("Balance classes", change),
    )


def _spread(labels: npt.NDArray[np.int32], value: int, count: int) -> npt.NDArray[np.int64]:
    """Return the places of so many examples of one class, spread evenly."""
    places = np.flatnonzero(labels == value)
    return places[np.arange(count) * places.size // count]


def _kept(spec: DataSpec, kept: npt.NDArray[np.int64]) -> DataSpec:
    """Return the data with these examples of the person's own alone."""
    if spec.table is None or spec.kind != "table":
        return replace(spec, points=tuple(spec.points[i] for i in kept if i < len(spec.points)))
    table = spec.table
    rows, answers = column_values(table), answer_values(table)
    kept = kept[kept < answers.size]
    fewer = replace(table, values=rows[kept].tobytes(), answers=answers[kept].tobytes())
    return replace(spec, table=fewer)
