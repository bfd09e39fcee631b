"""One row of a tape that has been carried out, with the numbers that it worked on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.engine.binding import Bound
from playground.engine.overwritten import Overwritten
from playground.engine.state import OperationLabel
from playground.engine.tape import bits_float, read_row
from playground.kernels.optable import OPERATIONS, OpCode, Register
from playground.model.ids import LayerId
from playground.model.resolution import LayerShape
from playground.readout.arithmetic.expressions import Number, Origin, Values, exactly


class GoneError(LookupError):
    """What stood there before the operation is not known any more."""


Index = int | slice | tuple[int | slice | npt.NDArray[np.intp], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """An array of the row in the shape that the operation sees.

    Attributes
    ----------
    array
        A view of the engine's numbers (float32; int32 of an index table).
    space, start
        Where its first element lies.
    """

    array: npt.NDArray[np.generic]
    space: str
    start: int
    is_before: bool = False

    def number(self, *index: int) -> Number:
        """Return one element."""
        offset = int(np.ravel_multi_index(index, self.array.shape))
        value = float(self.array[index])
        return Number(value, Origin(self.space, self.start + offset, self.is_before))

    def at(self, offset: int) -> Number:
        """Return one element by its place in memory order."""
        return self.number(*(int(i) for i in np.unravel_index(offset, self.array.shape)))

    def of(self, unit: int, count: int) -> Values:
        """Return a unit's numbers in float64, (examples, positions), of [units, positions, ld]."""
        return self.part((unit, slice(None), slice(count))).T

    def part(self, index: Index) -> Values:
        """Return some of the numbers in float64: large arrays are not copied as a whole."""
        return np.asarray(self.array[index], np.float64)

    @property
    def values(self) -> Values:
        """The numbers in float64."""
        return self.array.astype(np.float64)


@dataclass(frozen=True, slots=True)
class Focus:
    """The element of the row's arrays that a card is about.

    Attributes
    ----------
    argument
        Name of the argument.
    index
        Element from the beginning of the argument on.
    """

    argument: str
    index: int


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A row that has been carried out, and where its arrays are.

    Attributes
    ----------
    lane
        The example shown, as its place in the batch.
    wanted
        The position inside a unit that somebody asked for, or None.
    shapes
        Every layer of the running network.
    before
        What the row has written over, None where nobody kept it.
    """

    bound: Bound
    row: int
    lane: int
    shapes: Mapping[LayerId, LayerShape]
    wanted: int | None = None
    before: Overwritten | None = None

    @property
    def code(self) -> OpCode:
        return OpCode(int(self.bound.program.tape.rows[self.row, 0]))

    @property
    def label(self) -> OperationLabel:
        return self.bound.program.tape.labels[self.row]

    @property
    def numbers(self) -> Mapping[str, int]:
        """The row's arguments as they stand on the tape."""
        return MappingProxyType(read_row(self.bound.program.tape.rows[self.row])[1])

    @property
    def count(self) -> int:
        """Examples in the batch."""
        return int(self.bound.registers[Register.COUNT])

    @property
    def ld(self) -> int:
        return self.bound.program.ld

    def size(self, *names: str) -> tuple[int, ...]:
        """Return plain numbers of the row."""
        numbers = self.numbers
        return tuple(numbers[name] for name in names)

    def setting(self, name: str) -> float:
        """Return a hyper-parameter that the row carries."""
        return bits_float(self.numbers[name])

    def block(self, name: str, *shape: int) -> Block:
        """Return an argument's array as it is now; without a shape as a row of numbers."""
        space, start, extent = self._span(name)
        memory = self.memory(space)[start : start + extent]
        return Block(memory.reshape(shape or (-1,)), space, start)

    def was(self, name: str, *shape: int) -> Block:
        """Return an argument's array as it was before the row.

        Raises
        ------
        GoneError
            Nobody kept it.
        """
        space, start, _ = self._span(name)
        if self.before is not None and self.before.row == self.row:
            for kept, first, copy in self.before.parts:
                if (kept, first) == (space, start):
                    return Block(copy.reshape(shape or (-1,)), space, start, is_before=True)
        raise GoneError(name)

    def register(self, register: Register) -> Number:
        """Return a register as it is now."""
        return Number(float(self.bound.registers[register]), Origin("R", register))

    def register_before(self, register: Register) -> Number:
        """Return a register as it was before the row; `GoneError` where nobody kept it."""
        if self.before is None or self.before.row != self.row:
            raise GoneError(register.name)
        return Number(float(self.before.registers[register]), Origin("R", register, is_before=True))

    def memory(self, space: str) -> npt.NDArray[np.generic]:
        """Return all of a space."""
        bound = self.bound
        spaces: dict[str, npt.NDArray[np.generic]] = {
            "W": bound.workspace, "P": bound.block, "D": bound.data.array, "T": bound.table,
        }  # fmt: skip
        return spaces[space]

    def _span(self, name: str) -> tuple[str, int, int]:
        numbers = self.numbers
        argument = next(a for a in OPERATIONS[self.code].arguments if a.name == name)
        start = numbers[name]
        rest = self.memory(argument.space).size - start
        return argument.space, start, rest if argument.extent is None else argument.extent(numbers)

    def shown_position(self, positions: int) -> int:
        """Return the position that is shown where nobody says which.

        The one asked for; else of a sequence the last one that counts, of a picture the middle.
        """
        if self.wanted is not None and 0 <= self.wanted < positions:
            return self.wanted
        lengths = self.bound.program.lengths
        if lengths is not None:
            length = int(self.bound.view(lengths)[0, self.lane])
            if 0 < length <= positions:
                return length - 1
        return self._middle(positions)

    def _middle(self, positions: int) -> int:
        """Return the middle of a picture of this layer, or of one that arrives at it."""
        own = None if self.label.layer is None else self.shapes.get(self.label.layer)
        arriving = () if own is None else tuple(self.shapes.get(layer) for layer in own.sources)
        for shape in (own, *arriving):
            if shape is None:
                continue
            for size in (shape.positions, () if shape.grid is None else shape.grid[1:]):
                if len(size) == 2 and size[0] * size[1] == positions:
                    return size[0] // 2 * size[1] + size[1] // 2
        return positions // 2

    def other(self, row: int) -> "Scene":
        """Return another row of the same batch."""
        return Scene(self.bound, row, self.lane, self.shapes, self.wanted)

    def examples(self) -> Number:
        """Return how many examples the batch has, as a number of a formula."""
        return exactly(self.count)
