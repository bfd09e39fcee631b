"""Pieces of a run as JSON and arrays, and back: tensors, interventions, curves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.data.build import shape_of
from playground.engine.state import (
    Curve,
    Intervention,
    ProjectChange,
    Tensor,
    WeightChange,
    WeightsChange,
)
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId, UnitRef, WeightRef
from playground.model.project import Project

Array = npt.NDArray[Any]
Get = Callable[[str], Array]

_LARGEST = float(np.finfo(np.float32).max)
_CURVE_TYPES = {"steps": np.int64}


@dataclass(frozen=True, slots=True)
class TensorRecord:
    """A tensor without its numbers."""

    id: ParameterId
    targets: tuple[UnitRef, ...]
    sources: tuple[UnitRef, ...]


@dataclass(frozen=True, slots=True)
class InterventionRecord:
    """A line of the journal: a project, a weight and its value, or several of both."""

    step: int
    project: Any = None
    weight: WeightRef | None = None
    value: float = 0.0
    weights: tuple[WeightRef, ...] = ()
    values: tuple[float, ...] = ()


def tensor_records(tensors: Iterable[Tensor]) -> tuple[TensorRecord, ...]:
    """Return tensors without their numbers."""
    return tuple(TensorRecord(t.id, t.targets, t.sources) for t in tensors)


def intervention_record(line: Intervention, packed: Callable[[Project], Any]) -> InterventionRecord:
    """Return a line of the journal; ``packed`` says a project."""
    if isinstance(line.change, WeightChange):
        return InterventionRecord(line.step, None, line.change.weight, line.change.value)
    if isinstance(line.change, WeightsChange):
        change = line.change
        return InterventionRecord(line.step, weights=change.weights, values=change.values)
    return InterventionRecord(line.step, packed(line.change.project))


def read_tensors(
    group: str, records: Iterable[TensorRecord], get: Get, may_miss: bool = False
) -> tuple[Tensor, ...]:
    """Return the tensors of a group.

    Raises
    ------
    PlaygroundError
        Their numbers have another shape, or are not finite; ``may_miss`` allows NaN.
    """
    result = []
    for number, record in enumerate(records):
        planes = get(f"{group}/{number}")
        columns = (len(record.sources),) if record.sources else ()
        known = (3, len(record.targets), *columns)  # behind it the axes of a kernel
        if planes.dtype != np.float32 or planes.shape[: len(known)] != known:
            raise PlaygroundError("The numbers of a layer have another shape than the layer.")
        if np.isinf(planes).any() or (np.isnan(planes).any() and not may_miss):
            raise PlaygroundError(
                "A weight in it is not a finite number, so nothing could be computed with it. "
                "Choose an earlier copy."
            )
        result.append(Tensor(record.id, record.targets, record.sources, frozen(planes)))
    return tuple(result)


def read_intervention(
    record: InterventionRecord, unpacked: Callable[[Any], Project]
) -> Intervention:
    """Return a line of the journal; ``unpacked`` finds the project that was said."""
    if record.weight is not None:
        return Intervention(record.step, WeightChange(record.weight, record.value))
    if record.project is None:
        return Intervention(record.step, WeightsChange(record.weights, record.values))
    return Intervention(record.step, ProjectChange(unpacked(record.project)))


def pack_curve(arrays: dict[str, Array], name: str, curve: Curve) -> None:
    """Put the columns of a curve into arrays of their own."""
    for column in fields(Curve):
        arrays[f"{name}/{column.name}"] = np.ascontiguousarray(getattr(curve, column.name))


def read_curve(get: Get, name: str, last: int) -> Curve:
    """Return a curve; PlaygroundError where its steps do not rise, or go on behind ``last``."""
    columns = {}
    for column in fields(Curve):
        kind = _CURVE_TYPES.get(column.name, np.float32)
        columns[column.name] = frozen(checked(get(f"{name}/{column.name}"), kind, 1))
    steps = columns["steps"]
    if any(len(values) != len(steps) for values in columns.values()):
        raise PlaygroundError("Its loss curve has columns of different lengths.")
    if len(steps) and (steps[0] < 0 or steps[-1] > last or (np.diff(steps) <= 0).any()):
        raise PlaygroundError("Its loss curve names steps out of order.")
    return Curve(**columns)


def checked(array: Array, kind: type[np.generic], dimensions: int) -> Array:
    """Return an array of this kind; PlaygroundError where it is another one."""
    if array.dtype != kind or array.ndim != dimensions:
        raise PlaygroundError("Its numbers are of another type than expected.")
    return array


def frozen(array: Array) -> Array:
    """Return a read-only copy."""
    copy = np.array(array, order="C")
    copy.flags.writeable = False
    return copy


def check_journal(journal: Iterable[Intervention], last: int) -> None:
    """Replay trusts the journal: its steps follow each other, its weights are float32."""
    before = 0
    for line in journal:
        if not before <= line.step <= last:
            raise PlaygroundError("Its journal names a step that was never made.")
        before = line.step
        change = line.change
        numbers: tuple[float, ...] = ()
        if isinstance(change, WeightChange):
            numbers = (change.value,)
        elif isinstance(change, WeightsChange):
            numbers = change.values
            if len(numbers) != len(change.weights):
                raise PlaygroundError("Its journal sets weights without saying to what.")
        if not all(abs(number) <= _LARGEST for number in numbers):
            raise PlaygroundError("Its journal sets a weight to a number that is not finite.")


def check_fit(project: Project, tensors: tuple[Tensor, ...]) -> None:
    """The parameters must be those of the network that is trained."""
    resolution = check(project, shape_of(project.data))
    if not resolution.is_valid:
        raise PlaygroundError(resolution.problems[0].message)
    expected = {
        (parameter.id, parameter.targets, parameter.sources, parameter.shape)
        for layer_id in resolution.order
        for parameter in resolution.layers[layer_id].parameters
    }
    found = [(t.id, t.targets, t.sources, t.planes.shape[1:]) for t in tensors]
    if len(found) != len(expected) or set(found) != expected:
        raise PlaygroundError("Its weights do not fit its network. Choose an earlier copy.")
