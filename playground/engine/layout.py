"""Where every parameter lies in the parameter block.

The block is one float32 array: three planes of equal size (value, first moment m, second moment
v), then what training does not move by gradients: zeros and running statistics. Within a plane the
parameters are contiguous without gaps, so that one row of the tape updates them all; gradients use
the same offsets in the workspace.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.model.ids import ParameterId
from playground.model.resolution import ParameterShape, Resolution

Float32 = npt.NDArray[np.float32]
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
    """One parameter and the offset of its first element: within a plane, or in the block where it
    is not trained.
    """

    shape: ParameterShape
    offset: int

    @property
    def size(self) -> int:
        return self.shape.size


@dataclass(frozen=True, slots=True)
class ParameterLayout:
    """All parameters of a network in the order of computation.

    Attributes
    ----------
    size
        Number of trainable floats.
    plane_size
        ``size`` rounded up, so that every plane starts on a cache line.
    zeros_size
        Zeros behind the planes, which layers without a bias add.
    state_size
        Floats behind the zeros that are not trained: running statistics.
    """

    slots: tuple[ParameterSlot, ...]
    size: int
    plane_size: int
    zeros_size: int = 0
    state_size: int = 0

    @property
    def block_size(self) -> int:
        return self.state + padded(self.state_size)

    @property
    def state(self) -> int:
        """Offset of what is not trained, zeros aside."""
        return self.zeros + self.zeros_size

    @property
    def trained(self) -> tuple[ParameterSlot, ...]:
        """The parameters that lie in the planes."""
        return tuple(slot for slot in self.slots if slot.shape.is_trained)

    @property
    def zeros(self) -> int:
        """Offset of ``zeros_size`` zeros that nothing writes."""
        return PLANES * self.plane_size

    @property
    def shapes(self) -> tuple[ParameterShape, ...]:
        return tuple(slot.shape for slot in self.slots)

    def values(self, block: Float32) -> Mapping[ParameterId, Float32]:
        """Return read-only copies of every parameter in a block, (out, in) or (out,)."""
        found = {}
        for slot in self.slots:
            copy = self.view(block, slot).copy()
            copy.setflags(write=False)
            found[slot.shape.id] = copy
        return MappingProxyType(found)

    def packed(self, block: Float32) -> Float32:
        """Return the numbers of a block without the gaps between them; see `unpacked`."""
        parts = [block[start : start + size] for start, size in self._parts()]
        return np.concatenate(parts)

    def unpacked(self, numbers: Float32) -> Float32:
        """Return the block of these numbers, as many as `count`."""
        block, place = aligned_zeros(self.block_size), 0
        for start, size in self._parts():
            block[start : start + size] = numbers[place : place + size]
            place += size
        return block

    @property
    def count(self) -> int:
        """Numbers in a block, gaps aside."""
        return PLANES * self.size + self.state_size

    def _parts(self) -> list[tuple[int, int]]:
        """Return where numbers begin in the block, and how many: the planes, then the rest."""
        planes = [(plane * self.plane_size, self.size) for plane in range(PLANES)]
        return [*planes, (self.state, self.state_size)]

    def slot(self, parameter: ParameterId) -> ParameterSlot:
        """Return the slot of a parameter; KeyError where there is none."""
        for slot in self.slots:
            if slot.shape.id == parameter:
                return slot
        raise KeyError(parameter)

    def view(self, block: Float32, slot: ParameterSlot, plane: int = 0) -> Float32:
        """Return a view of one plane of a parameter, in its shape; what is not trained has one."""
        start = slot.offset + (plane * self.plane_size if slot.shape.is_trained else 0)
        return block[start : start + slot.size].reshape(slot.shape.shape)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a run has been: the weights, float32 (layout.size,), after a step."""

    step: int
    layout: ParameterLayout
    weights: Float32


def lay_out(parameters: Iterable[ParameterShape], zeros: int = 0) -> ParameterLayout:
    """Give every parameter its place; a parameter that several layers share gets one.

    ``zeros`` is the width of the widest layer without a bias.
    """
    single: dict[ParameterId, ParameterShape] = {}
    for shape in parameters:
        single.setdefault(shape.id, shape)
    shapes = single.values()
    slots, size = _in_a_row((shape for shape in shapes if shape.is_trained), 0)
    plane_size, zeros_size = padded(max(1, size)), padded(zeros)
    state = PLANES * plane_size + zeros_size
    kept, end = _in_a_row((shape for shape in shapes if not shape.is_trained), state)
    return ParameterLayout((*slots, *kept), size, plane_size, zeros_size, end - state)


def layout_of(resolution: Resolution) -> ParameterLayout:
    """Return where the parameters of a network lie, whatever it is trained on."""
    layers = [resolution.layers[layer] for layer in resolution.order]
    zeros = [
        len(parameter.targets)
        for shape in layers
        for parameter in shape.parameters
        if not any(other.id.name == "bias" for other in shape.parameters)
    ]
    parameters = [parameter for shape in layers for parameter in shape.parameters]
    return lay_out(parameters, max(zeros, default=0))


def _in_a_row(
    shapes: Iterable[ParameterShape], offset: int
) -> tuple[tuple[ParameterSlot, ...], int]:
    """Return slots without gaps from an offset on, and where they end."""
    slots: list[ParameterSlot] = []
    for shape in shapes:
        slots.append(ParameterSlot(shape, offset))
        offset += shape.size
    return tuple(slots), offset
