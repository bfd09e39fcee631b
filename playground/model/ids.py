"""Names that cross boundaries in place of objects."""

from dataclasses import dataclass
from typing import NewType

LayerId = NewType("LayerId", str)
"""A layer's identity within one network; never reused, not shown to people."""

UnitId = NewType("UnitId", str)
"""A unit's identity within its layer; stays with the unit when others are removed."""


@dataclass(frozen=True, slots=True, order=True)
class UnitRef:
    """One unit of one layer. An input feature is a unit of the input layer."""

    layer: LayerId
    unit: UnitId


@dataclass(frozen=True, slots=True, order=True)
class ParameterId:
    """One parameter tensor, e.g. the weight matrix of a layer. Shared layers share the id."""

    layer: LayerId
    name: str


@dataclass(frozen=True, slots=True, order=True)
class WeightRef:
    """One number inside a parameter: the row unit and, for matrices, the column unit."""

    parameter: ParameterId
    target: UnitRef
    source: UnitRef | None = None
