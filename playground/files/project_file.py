"""The ``.playground`` file: a project with its Run, enough to go on to the bit.

One safetensors file, so that every tool for safetensors can look inside:

- metadata ``format`` ("playground"), ``version``, ``project`` (JSON), ``note`` (JSON), and ``run``
  where there is one;
- tensors ``tensors/<n>``, ``initial/<n>``, ``attic/<n>`` (planes of value and two moments), with
  their units named in ``run``, and ``curve/<name>``;
- as bytes what may be long: ``run`` (JSON) and ``table/<n>``, see `long_parts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save as safetensors_bytes

from playground.data.build import shape_of
from playground.engine.state import (
    Curve,
    Fingerprint,
    Intervention,
    ProjectChange,
    RunState,
    Tensor,
    WeightChange,
    WeightsChange,
)
from playground.files.atomic import reason, replacing
from playground.files.long_parts import Packing, Unpacking
from playground.files.records import DAMAGE
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId, UnitRef, WeightRef
from playground.model.project import Project

VERSION = 2
SUFFIX = ".playground"
_MAX_STEP = 2**53
_LARGEST = float(np.finfo(np.float32).max)
_CURVE_TYPES = {"steps": np.int64}
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file held. ``note`` is what `save` was given (autosaves name their document)."""

    project: Project
    state: RunState | None
    note: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _TensorRecord:
    id: ParameterId
    targets: tuple[UnitRef, ...]
    sources: tuple[UnitRef, ...]


@dataclass(frozen=True, slots=True)
class _InterventionRecord:
    step: int
    project: Any = None
    weight: WeightRef | None = None
    value: float = 0.0
    weights: tuple[WeightRef, ...] = ()
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _RunRecord:
    project: Any
    initial_project: Any
    step: int
    epoch: int
    cursor: int
    adam_step: int
    tensors: tuple[_TensorRecord, ...]
    initial: tuple[_TensorRecord, ...]
    attic: tuple[_TensorRecord, ...]
    journal: tuple[_InterventionRecord, ...]
    fingerprint: Fingerprint


def save(
    path: Path, project: Project, state: RunState | None, note: Mapping[str, str] | None = None
) -> None:
    """Write the file; the one before stays whole until the new one is on the disk.

    Raises
    ------
    PlaygroundError
        It cannot be written there, or could not be opened again; nothing changed.
    """
    arrays: dict[str, Array] = {}
    packing = Packing(arrays)
    metadata = {
        "format": "playground",
        "version": str(VERSION),
        "project": _json(packing.packed(project)),
        "note": _json(dict(note or {})),
    }
    if state is not None:
        _check_finite(path, state)
        record = msgspec.json.encode(_run_record(state, packing))
        metadata["run"] = packing.apart("run", record)
    try:
        content = safetensors_bytes(arrays, metadata)
    except SafetensorError as error:
        raise PlaygroundError(
            f"{path.name} was not written: the network has too many neurons for a file. "
            "Make some layers narrower, and save then."
        ) from error
    with replacing(path) as temporary:
        # Written by us: only so does a full disk arrive as the OSError that it is.
        temporary.write_bytes(content)


def load(path: Path) -> Loaded:
    """Read and check a file.

    Raises
    ------
    PlaygroundError
        It is missing, not ours, damaged, made by a newer version, or holds what cannot be.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            # Reading a pipe would wait for ever.
            raise PlaygroundError(f"{path} is no ordinary file. Choose another one.")
        with path.open("rb") as file:
            if not file.read(9):
                raise PlaygroundError(f"{path.name} is empty. Choose another file.")
    except OSError as error:
        raise PlaygroundError(f"{path} cannot be read: {_reading(error)}.") from error
    try:
        with safe_open(path, framework="np") as file:
            metadata = file.metadata() or {}
            _check_ours(path, metadata)
            return _read(metadata, file.get_tensor)
    except PlaygroundError as error:
        raise PlaygroundError(_named(path, str(error))) from error
    except (SafetensorError, OSError, MemoryError) as error:
        raise PlaygroundError(
            f"{path.name} is not a Playground file, or it is damaged or cut off. "
            "Choose another file, or an earlier copy."
        ) from error
    except DAMAGE as error:
        raise PlaygroundError(
            f"{path.name} is damaged: something in it is missing or of the wrong kind. "
            "Choose an earlier copy."
        ) from error


def _check_finite(path: Path, state: RunState) -> None:
    """Refuse to write what `load` would refuse: Adam's averages can overflow before a weight does."""
    if not all(np.isfinite(tensor.planes).all() for tensor in (*state.tensors, *state.initial)):
        raise PlaygroundError(
            f"{path.name} was not written: numbers of this run are too large to be kept, so it "
            "could not be opened again. Rewind, lower the learning rate, and save then."
        )


def _reading(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file. Check the name"
    if isinstance(error, PermissionError):
        return "you may not read it. Ask its owner"
    return reason(error)


def _named(path: Path, message: str) -> str:
    return message if path.name in message else f"{path.name} cannot be opened. {message}"


def _check_ours(path: Path, metadata: Mapping[str, str]) -> None:
    if metadata.get("format") != "playground":
        raise PlaygroundError(
            f"{path.name} holds tensors of another program. Playground opens its own files."
        )
    version = metadata.get("version", "")
    if not version.isdecimal() or len(version) > 6:
        raise PlaygroundError(f"{path.name} is damaged: it does not say its version.")
    if int(version) > VERSION:
        raise PlaygroundError(
            f"{path.name} was made by a newer version of Playground. Update to open it."
        )


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _run_record(state: RunState, packing: Packing) -> _RunRecord:
    """Return the Run without its numbers, which go into the arrays."""
    arrays = packing.arrays
    for group in ("tensors", "initial", "attic"):
        for number, tensor in enumerate(getattr(state, group)):
            arrays[f"{group}/{number}"] = np.ascontiguousarray(tensor.planes)
    for column in fields(Curve):
        arrays[f"curve/{column.name}"] = np.ascontiguousarray(getattr(state.curve, column.name))
    arrays["batch_losses"] = np.ascontiguousarray(state.batch_losses)
    return _RunRecord(
        project=packing.packed(state.project),
        initial_project=packing.packed(state.initial_project),
        step=state.step,
        epoch=state.epoch,
        cursor=state.cursor,
        adam_step=state.adam_step,
        tensors=_tensor_records(state.tensors),
        initial=_tensor_records(state.initial),
        attic=_tensor_records(state.attic),
        journal=tuple(_intervention_record(line, packing) for line in state.journal),
        fingerprint=state.fingerprint,
    )


def _tensor_records(tensors: tuple[Tensor, ...]) -> tuple[_TensorRecord, ...]:
    return tuple(_TensorRecord(t.id, t.targets, t.sources) for t in tensors)


def _intervention_record(line: Intervention, packing: Packing) -> _InterventionRecord:
    if isinstance(line.change, WeightChange):
        return _InterventionRecord(line.step, None, line.change.weight, line.change.value)
    if isinstance(line.change, WeightsChange):
        change = line.change
        return _InterventionRecord(line.step, weights=change.weights, values=change.values)
    return _InterventionRecord(line.step, packing.packed(line.change.project))


def _read(metadata: Mapping[str, str], get: Any) -> Loaded:
    unpacking = Unpacking(get)
    project = unpacking.project(msgspec.json.decode(metadata["project"]))
    note = msgspec.json.decode(metadata.get("note", "{}"), type=dict[str, str])
    if "run" not in metadata:
        return Loaded(project, None, note)
    record = msgspec.json.decode(unpacking.content(metadata["run"]), type=_RunRecord)
    numbers = (record.step, record.epoch, record.cursor, record.adam_step)
    if not all(0 <= number < _MAX_STEP for number in numbers):
        raise PlaygroundError("It counts a number of steps that cannot be.")
    state = RunState(
        project=unpacking.project(record.project),
        initial_project=unpacking.project(record.initial_project),
        initial=_tensors("initial", record.initial, get),
        step=record.step,
        epoch=record.epoch,
        cursor=record.cursor,
        adam_step=record.adam_step,
        tensors=_tensors("tensors", record.tensors, get),
        attic=_tensors("attic", record.attic, get, may_miss=True),
        journal=tuple(_intervention(line, unpacking) for line in record.journal),
        curve=_curve(get, record.step),
        fingerprint=record.fingerprint,
        batch_losses=_frozen(_checked(get("batch_losses"), np.float32, 1)),
    )
    _check_journal(state)
    _check_fit(state.project, state.tensors)
    _check_fit(state.initial_project, state.initial)
    return Loaded(project, state, note)


def _tensors(
    group: str, records: tuple[_TensorRecord, ...], get: Any, may_miss: bool = False
) -> tuple[Tensor, ...]:
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
        result.append(Tensor(record.id, record.targets, record.sources, _frozen(planes)))
    return tuple(result)


def _intervention(record: _InterventionRecord, unpacking: Unpacking) -> Intervention:
    if record.weight is not None:
        return Intervention(record.step, WeightChange(record.weight, record.value))
    if record.weights:
        return Intervention(record.step, WeightsChange(record.weights, record.values))
    return Intervention(record.step, ProjectChange(unpacking.project(record.project)))


def _curve(get: Any, last: int) -> Curve:
    columns = {}
    for column in fields(Curve):
        kind = _CURVE_TYPES.get(column.name, np.float32)
        columns[column.name] = _frozen(_checked(get(f"curve/{column.name}"), kind, 1))
    steps = columns["steps"]
    if any(len(values) != len(steps) for values in columns.values()):
        raise PlaygroundError("Its loss curve has columns of different lengths.")
    if len(steps) and (steps[0] < 0 or steps[-1] > last or (np.diff(steps) <= 0).any()):
        raise PlaygroundError("Its loss curve names steps out of order.")
    return Curve(**columns)


def _checked(array: Array, kind: type[np.generic], dimensions: int) -> Array:
    if array.dtype != kind or array.ndim != dimensions:
        raise PlaygroundError("Its numbers are of another type than expected.")
    return array


def _frozen(array: Array) -> Array:
    copy = np.array(array, order="C")
    copy.flags.writeable = False
    return copy


def _check_journal(state: RunState) -> None:
    """Replay trusts the journal: its steps follow each other, its weights are float32."""
    before = 0
    for line in state.journal:
        if not before <= line.step <= state.step:
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


def _check_fit(project: Project, tensors: tuple[Tensor, ...]) -> None:
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
