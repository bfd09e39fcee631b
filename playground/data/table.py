"""Is a table from a file whole, and does it make sense to train on it?"""

from collections.abc import Iterable

import numpy as np

from playground.model.project import DataSpec, TableSpec

MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CLASSES = 100
_NUMBER = 8
"""Bytes of a float64."""
_LARGEST = 1e15
"""Its square still fits into a float32."""


def table_problems(spec: DataSpec) -> Iterable[str]:
    """Yield what keeps the table of these data from being trained on."""
    table = spec.table
    if table is None:
        yield "There is no table yet. Choose “Open a table…” and a CSV file."
        return
    found = _shape_problem(table)
    if found:
        yield found
        return
    values = np.frombuffer(table.values, "<f8").reshape(-1, len(table.columns))
    names = spec.features or table.columns
    for name in names:
        if name in table.columns:
            yield from _column_problem(name, values[:, table.columns.index(name)])
    answers = np.frombuffer(table.answers, "<f8")
    yield from _column_problem(table.target, answers)
    if table.classes and np.isfinite(answers).all():
        yield from _class_problems(table, answers)


def _shape_problem(table: TableSpec) -> str:
    columns, rows = len(table.columns), len(table.answers) // _NUMBER
    if not columns:
        return "The table has no column of numbers that could be a feature."
    if len(set(table.columns)) != columns:
        return "Two columns of the table have the same name."
    if len(table.answers) % _NUMBER or len(table.values) != rows * columns * _NUMBER:
        return "The table is damaged: its columns are not equally long. Open its file again."
    if rows < 2:
        return "The table has fewer than two rows."
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        return f"The table has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns."
    return ""


def _column_problem(name: str, values: np.typing.NDArray[np.float64]) -> Iterable[str]:
    missing = np.flatnonzero(np.isnan(values))
    if missing.size:
        rows = f"{missing.size} rows have" if missing.size > 1 else "One row has"
        yield (
            f"{rows} no value in the column “{name:.40}” (row {missing[0] + 1} is the first). "
            "Leave the column out, or open the table again without such rows."
        )
    elif not (np.abs(values) < _LARGEST).all():
        yield f"The column “{name:.40}” holds a number too large to compute with."


def _class_problems(table: TableSpec, answers: np.typing.NDArray[np.float64]) -> Iterable[str]:
    count = len(table.classes)
    if count < 2:
        yield f"All rows have the same “{table.target:.40}”. Choose another column to predict."
    elif count > MAX_CLASSES:
        yield (
            f"“{table.target:.40}” has {count:,} different values; at most {MAX_CLASSES} can be "
            "classes. Choose another column to predict."
        )
    elif not (np.isin(answers, np.arange(count))).all():
        yield "The table is damaged: a row has a class that does not exist. Open its file again."
