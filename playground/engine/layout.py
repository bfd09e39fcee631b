"""Where every parameter lies in the parameter block.

The block is one float32 array: three planes of equal size (value, first moment m, second moment
v), then non-trainable state. Within a plane the parameters are contiguous without gaps, so that
one row of the tape updates them all; gradients use the same offsets in the workspace.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from playground.engine.state import Float32
from playground.model.ids import ParameterId
from playground.model.resolution import ParameterShape

PLANES = 3
ALIGNMENT = 16
"""float32 elements: 64 bytes, one cache line."""


def padded(size: int) -> int:
    """Round up to a multiple of ``ALIGNMENT``."""
    return -(-size // ALIGNMENT) * ALIGNMENT


def aligned_zeros(size: int) -> Float32:
    """Return float32 zeros (size,) whose first element lies on a 64-byte boundary."""
    raw = np.zeros(size + ALIGNMENT, dtype=np.float32)
    start = (-(raw.ctypes.data // 4)) % ALIGNMENT
    return raw[start : start + size]


@dataclass(frozen=True, slots=True)
class ParameterSlot:
    """One parameter and the offset of its first element within a plane."""

    shape: ParameterShape
    offset: int

    @property
    def size(self) -> int:
        return int(np.prod(self.shape.shape))


@dataclass(frozen=True, slots=True)
class ParameterLayout:
    """All parameters of a network in the order of computation.

    Attributes
    ----------
    size
        Number of trainable floats.
    plane_size
        ``size`` rounded up, so that every plane starts on a cache line.
    state_size
        Floats of non-trainable state behind the planes: zeros, which layers without a bias add.
    """

    slots: tuple[ParameterSlot, ...]
    size: int
    plane_size: int
    state_size: int = 0

    @property
    def block_size(self) -> int:
        return PLANES * self.plane_size + self.state_size

    @property
    def zeros(self) -> int:
        """Offset of ``state_size`` zeros that no update touches."""
        return PLANES * self.plane_size

    @property
    def shapes(self) -> tuple[ParameterShape, ...]:
        return tuple(slot.shape for slot in self.slots)

    def slot(self, parameter: ParameterId) -> ParameterSlot:
        """Return the slot of a parameter; KeyError where there is none."""
        for slot in self.slots:
            if slot.shape.id == parameter:
                return slot
        raise KeyError(parameter)

    def view(self, block: Float32, slot: ParameterSlot, plane: int = 0) -> Float32:
        """Return a view of one plane of a parameter, float32 (rows, columns) or (rows,)."""
        start = plane * self.plane_size + slot.offset
        return block[start : start + slot.size].reshape(slot.shape.shape)


def lay_out(parameters: Iterable[ParameterShape], zeros: int = 0) -> ParameterLayout:
    """Give every parameter its place; a parameter that several layers share gets one.

    ``zeros`` is the width of the widest layer without a bias.
    """
    slots: list[ParameterSlot] = []
    seen: set[ParameterId] = set()
    offset = 0
    for shape in parameters:
        if shape.id in seen:
            continue
        seen.add(shape.id)
        slot = ParameterSlot(shape, offset)
        slots.append(slot)
        offset += slot.size
    return ParameterLayout(tuple(slots), offset, padded(max(1, offset)), padded(zeros))
