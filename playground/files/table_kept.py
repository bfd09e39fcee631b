"""A table as the project keeps it, opened again: another of its columns can be predicted."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from playground.files.table_cells import Column
from playground.files.table_file import TableFile
from playground.model.project import TableSpec


def kept_table(spec: TableSpec) -> TableFile:
    """Return the columns that a project holds; those that were not taken are not in it."""
    answers = np.frombuffer(spec.answers, "<f8")
    rows = len(answers)
    values = np.frombuffer(spec.values, "<f8").reshape(rows, len(spec.columns))
    columns = [
        _numbers(name, values[:, place].astype(np.float64))
        for place, name in enumerate(spec.columns)
    ]
    if spec.classes:
        words = tuple(spec.classes[int(answer)] for answer in answers)
        columns.append(_column(spec.target, words, np.zeros(0)))
    else:
        columns.append(_numbers(spec.target, answers.astype(np.float64)))
    return TableFile(spec.name, tuple(columns), rows, spec.target)


def _numbers(name: str, values: npt.NDArray[np.float64]) -> Column:
    words = tuple(str(int(v)) if v == int(v) else repr(v) for v in values.tolist())
    return _column(name, words, values)


def _column(name: str, words: Sequence[str], values: npt.NDArray[np.float64]) -> Column:
    lines = tuple(range(1, len(words) + 1))
    return Column(name, tuple(words), values, np.zeros(len(words), np.bool_), lines)
