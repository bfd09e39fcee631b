"""Names that cross boundaries in place of objects."""

from dataclasses import dataclass, replace
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
    """One number inside a parameter: the row unit and, for matrices, the column unit.

    ``place`` is where the number lies in a kernel, row by row from 0; None stands for the only one
    there is, or for all of a kernel together. The kernel's size is part of the parameter's name, so
    that a place never means another one.
    """

    parameter: ParameterId
    target: UnitRef
    source: UnitRef | None = None
    place: int | None = None

    @property
    def whole(self) -> "WeightRef":
        """All numbers of the kernel that this one belongs to."""
        return self if self.place is None else replace(self, place=None)
