"""The ``.playground`` file: a project with its Run, enough to go on to the bit.

One safetensors file, so that every tool for safetensors can look inside:

- metadata ``format`` ("playground"), ``version``, ``project`` (JSON), ``note`` (JSON), and ``run``
  where there is one;
- tensors ``tensors/<n>``, ``initial/<n>``, ``attic/<n>`` (planes of value and two moments), with
  their units named in ``run``, and ``curve/<name>``;
- as bytes what may be long: ``run`` (JSON) and ``table/<n>``, see `long_parts`;
- where the run has been: metadata ``record`` and what is called ``record...``, see `run_record.form`.
  Programs that know nothing of it open the file without.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save as safetensors_bytes

from playground.engine.record_check import check_record
from playground.engine.state import Fingerprint, RunState, Stretch
from playground.files.atomic import reason, replacing
from playground.files.long_parts import Packing, Unpacking
from playground.files.records import DAMAGE
from playground.files.run_parts import (
    Get,
    InterventionRecord,
    TensorRecord,
    check_fit,
    check_journal,
    checked,
    frozen,
    intervention_record,
    pack_curve,
    read_curve,
    read_intervention,
    read_tensors,
    tensor_records,
)
from playground.files.run_record.packing import pack_record
from playground.files.run_record.reading import read_record
from playground.model.errors import PlaygroundError
from playground.model.project import Project

VERSION = 2
SUFFIX = ".playground"
_MAX_STEP = 2**53
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file held. ``note`` is what `save` was given (autosaves name their document)."""

    project: Project
    state: RunState | None
    note: Mapping[str, str] = field(default_factory=dict)
    problem: PlaygroundError | None = None
    """What of it could not be read; the rest is whole."""


@dataclass(frozen=True, slots=True)
class _RunPart:
    project: Any
    initial_project: Any
    step: int
    epoch: int
    cursor: int
    adam_step: int
    tensors: tuple[TensorRecord, ...]
    initial: tuple[TensorRecord, ...]
    attic: tuple[TensorRecord, ...]
    journal: tuple[InterventionRecord, ...]
    fingerprint: Fingerprint
    later: tuple[Stretch, ...] = ()
    batch_loss: float | None = None


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
        record = msgspec.json.encode(_run_part(state, packing))
        metadata["run"] = packing.apart("run", record)
        if state.record is not None:
            digest = pack_record(state.record, state, packing)
            metadata |= {"record": digest} if digest else {}
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
            return _read(path.name, metadata, file.get_tensor)
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


def _run_part(state: RunState, packing: Packing) -> _RunPart:
    """Return the Run without its numbers, which go into the arrays."""
    arrays = packing.arrays
    for group in ("tensors", "initial", "attic"):
        for number, tensor in enumerate(getattr(state, group)):
            arrays[f"{group}/{number}"] = np.ascontiguousarray(tensor.planes)
    pack_curve(arrays, "curve", state.curve)
    arrays["batch_losses"] = np.ascontiguousarray(state.batch_losses)
    return _RunPart(
        project=packing.packed(state.project),
        initial_project=packing.packed(state.initial_project),
        step=state.step,
        epoch=state.epoch,
        cursor=state.cursor,
        adam_step=state.adam_step,
        tensors=tensor_records(state.tensors),
        initial=tensor_records(state.initial),
        attic=tensor_records(state.attic),
        journal=tuple(intervention_record(line, packing.packed) for line in state.journal),
        fingerprint=state.fingerprint,
        later=state.later,
        batch_loss=state.batch_loss if math.isfinite(state.batch_loss) else None,
    )


def _read(name: str, metadata: Mapping[str, str], get: Get) -> Loaded:
    unpacking = Unpacking(get)
    project = unpacking.project(msgspec.json.decode(metadata["project"]))
    note = msgspec.json.decode(metadata.get("note", "{}"), type=dict[str, str])
    if "run" not in metadata:
        return Loaded(project, None, note)
    state = _state(metadata["run"], unpacking, get)
    if "record" not in metadata:
        return Loaded(project, state, note)
    try:
        where = read_record(metadata["record"], state, unpacking, get)
        whole = replace(state, record=where)
        check_record(whole)
    except (PlaygroundError, SafetensorError, MemoryError, IndexError, *DAMAGE):
        problem = PlaygroundError(
            f"{name} was opened without its past: the record of earlier steps and of other runs is "
            "damaged. What the network has learned is all there."
        )
        return Loaded(project, state, note, problem)
    return Loaded(project, whole, note)


def _state(said: str, unpacking: Unpacking, get: Get) -> RunState:
    """Return the present of a run, and the way to it."""
    part = msgspec.json.decode(unpacking.content(said), type=_RunPart)
    numbers = (part.step, part.epoch, part.cursor, part.adam_step)
    if not all(0 <= number < _MAX_STEP for number in numbers):
        raise PlaygroundError("It counts a number of steps that cannot be.")
    state = RunState(
        project=unpacking.project(part.project),
        initial_project=unpacking.project(part.initial_project),
        initial=read_tensors("initial", part.initial, get),
        step=part.step,
        epoch=part.epoch,
        cursor=part.cursor,
        adam_step=part.adam_step,
        tensors=read_tensors("tensors", part.tensors, get),
        attic=read_tensors("attic", part.attic, get, may_miss=True),
        journal=tuple(read_intervention(line, unpacking.project) for line in part.journal),
        curve=read_curve(get, "curve", part.step),
        fingerprint=part.fingerprint,
        batch_losses=frozen(checked(get("batch_losses"), np.float32, 1)),
        batch_loss=math.nan if part.batch_loss is None else part.batch_loss,
        later=part.later,
    )
    check_journal(state.journal, state.step)
    check_fit(state.project, state.tensors)
    check_fit(state.initial_project, state.initial)
    return state
