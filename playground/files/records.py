"""Projects as JSON and back: what is read is checked field by field before anything uses it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from playground.model.catalog import MAX_CONNECTIONS, MAX_LAYERS, MAX_UNITS
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, WeightRef
from playground.model.network import (
    KINDS,
    Clamp,
    Connection,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    UnitsSpec,
)
from playground.model.project import DataSpec, Project, TrainingSpec

SPECS: Mapping[str, type[LayerSpec]] = {kind: spec for spec, kind in KINDS.items()}

_LONGEST_NAME = 200
_LARGEST = 2**63 - 1
_FARTHEST = 1e6
"""Scene units; a card is some hundred wide."""

DAMAGE = (msgspec.MsgspecError, ValueError, TypeError, KeyError, OverflowError, RecursionError)
"""What reading damaged text can raise, whatever the damage."""


@dataclass(frozen=True, slots=True)
class _LayerRecord:
    id: LayerId
    name: str
    kind: str
    spec: dict[str, Any]
    position: tuple[float, float] | None = None
    shares: LayerId | None = None
    is_frozen: bool = False
    is_transposed: bool = False
    weight_decay: float | None = None


@dataclass(frozen=True, slots=True)
class _NetworkRecord:
    layers: tuple[_LayerRecord, ...]
    connections: tuple[Connection, ...]
    next_id: int
    frozen_weights: tuple[WeightRef, ...] = ()
    cuts: tuple[WeightRef, ...] = ()
    clamps: tuple[Clamp, ...] = ()


@dataclass(frozen=True, slots=True)
class _ProjectRecord:
    network: _NetworkRecord
    data: DataSpec
    training: TrainingSpec
    name: str


def project_to_builtins(project: Project) -> Any:
    """Return a project as dictionaries, lists, texts and numbers."""
    network = project.network
    record = _ProjectRecord(
        _NetworkRecord(
            tuple(
                _LayerRecord(
                    layer.id,
                    layer.name,
                    KINDS[type(layer.spec)],
                    msgspec.to_builtins(layer.spec),
                    layer.position,
                    layer.shares,
                    layer.is_frozen,
                    layer.is_transposed,
                    layer.weight_decay,
                )
                for layer in network.layers
            ),
            network.connections,
            network.next_id,
            network.frozen_weights,
            network.cuts,
            network.clamps,
        ),
        project.data,
        project.training,
        project.name,
    )
    return msgspec.to_builtins(record)


def project_from_builtins(value: Any) -> Project:
    """Return the project of a file.

    Raises
    ------
    PlaygroundError
        A kind of layer is not known, or the network is larger than any that works here.
    msgspec.ValidationError, ValueError
        A field is missing or of the wrong type; the caller says which file it was.
    """
    _check_values(value)
    record = msgspec.convert(value, _ProjectRecord)
    layers = record.network.layers
    if len(layers) > MAX_LAYERS or len(record.network.connections) > MAX_CONNECTIONS:
        raise PlaygroundError(f"It holds more than {MAX_LAYERS} layers, more than work here.")
    network = Network(
        tuple(_layer(layer) for layer in layers),
        record.network.connections,
        max(1, min(record.network.next_id, 2**53)),
        record.network.frozen_weights,
        record.network.cuts,
        record.network.clamps,
    )
    return Project(network, record.data, record.training, _name(record.name))


def _check_values(value: Any, name: str = "") -> None:
    """Refuse texts that no line can show and numbers that no computation can hold.

    Names are the exception: they are only shown, and made fit for that by `_name`.
    """
    if isinstance(value, dict):
        for key, part in value.items():
            _check_values(part, key)
    elif isinstance(value, list):
        for part in value:
            _check_values(part)
    elif isinstance(value, str) and name != "name" and not value.isprintable():
        raise PlaygroundError(
            "It holds characters that cannot be shown where there should be none."
        )
    elif isinstance(value, int) and not -_LARGEST <= value <= _LARGEST:
        raise PlaygroundError("It holds a number that is larger than any that makes sense.")


def _name(name: str) -> str:
    """Return a name of one line: it may come from a file that somebody else made."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name[:_LONGEST_NAME])
    return " ".join(shown.split()) or "unnamed"


def _position(position: tuple[float, float] | None) -> tuple[float, float] | None:
    """Return a place on the canvas; one beyond all reach is left to the automatic layout."""
    is_near = position is not None and all(abs(place) <= _FARTHEST for place in position)
    return position if is_near else None


def _layer(record: _LayerRecord) -> Layer:
    if record.kind not in SPECS:
        raise PlaygroundError(
            f"It holds a layer of the kind “{record.kind:.40}”, which this version does not know. "
            "Open it with a newer version."
        )
    spec: LayerSpec = msgspec.convert(record.spec, SPECS[record.kind])
    if isinstance(spec, UnitsSpec | InputSpec) and len(spec.units) > MAX_UNITS:
        raise PlaygroundError(f"{record.name:.40} has more than {MAX_UNITS:,} units.")
    return Layer(
        record.id,
        _name(record.name),
        spec,
        _position(record.position),
        record.shares,
        record.is_frozen,
        record.is_transposed and record.shares is not None,
        record.weight_decay,
    )
