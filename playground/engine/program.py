"""A lowered network: its tape, and where everything lies in the arrays the tape works on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from playground.engine.layout import ParameterLayout, padded
from playground.engine.state import Float32, Int32
from playground.engine.tape import Tape
from playground.model.ids import LayerId

ProgramKind = Literal["training", "evaluation", "probe", "gradient"]


@dataclass(frozen=True, slots=True)
class Slice:
    """Part of the workspace: float32 [rows, ld] from ``offset`` on."""

    offset: int
    rows: int
    ld: int

    @property
    def size(self) -> int:
        return self.rows * self.ld

    def view(self, workspace: Float32) -> Float32:
        """Return the slice as float32 (rows, ld)."""
        return workspace[self.offset : self.offset + self.size].reshape(self.rows, self.ld)


@dataclass(frozen=True, slots=True)
class LayerSlices:
    """What a layer's card can show; None where the program does not compute it.

    For an activation layer ``z`` is what comes in. For the input layer ``a`` is the example. The
    head on logits has no ``da``: its loss goes straight to z. ``looks`` are the weights of
    attention: a row for every head, query and key, in this order.
    """

    z: Slice | None = None
    a: Slice | None = None
    dz: Slice | None = None
    da: Slice | None = None
    looks: Slice | None = None


@dataclass(frozen=True, slots=True)
class DataLayout:
    """The data block: inputs of all examples, then encoded targets, example by example, then lengths.

    Attributes
    ----------
    examples, width
        Numbers of examples and of input values per example.
    targets
        Values per example of each block of targets: one block for each way of writing them.
    has_lengths
        Whether the positions that count differ from example to example: one number each.
    """

    examples: int
    width: int
    targets: tuple[int, ...]
    has_lengths: bool = False

    def offset(self, block: int = 0) -> int:
        """Return where a block of targets begins."""
        sizes = (self.width, *self.targets)[: block + 1]
        return sum(padded(self.examples * size) for size in sizes)

    @property
    def lengths_offset(self) -> int:
        return self.offset(len(self.targets))

    @property
    def size(self) -> int:
        return self.lengths_offset + (padded(self.examples) if self.has_lengths else 0)


@dataclass(frozen=True, slots=True)
class HeadSlices:
    """One output in the workspace.

    Attributes
    ----------
    output, target
        Activation of the head, and what it is compared with.
    loss, lanes
        Loss of the batch, loss of every lane.
    source
        Where in the data block the targets begin; −1 where all examples have the same.
    """

    layer: LayerId
    output: Slice
    target: Slice
    loss: Slice
    lanes: Slice
    source: int

    @property
    def slices(self) -> tuple[Slice, ...]:
        return self.output, self.target, self.loss, self.lanes


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """One network lowered for one purpose.

    Attributes
    ----------
    batch, ld
        Most examples at a time, and lanes of memory (see `optable`).
    table_size
        int32 elements of the index table: the order in which examples are visited.
    slices
        By layer, in the order of computation.
    heads
        The outputs; the first is the one whose answers are shown.
    gradient
        Gradient of every parameter, with the layout's offsets; None without a backward pass.
    held
        Offsets within a plane of the weights that training may not move; they stand in the index
        table behind the examples.
    lengths
        How many positions of each lane's sequence count; None where examples are no sequences.
    earlier
        Where a step trains several parts in turn: behind which row each but the last one ends, and
        its ``slices``, which the next one has others for.
    """

    kind: ProgramKind
    layout: ParameterLayout
    data: DataLayout
    tape: Tape
    workspace_size: int
    table_size: int
    batch: int
    ld: int
    slices: Mapping[LayerId, LayerSlices]
    heads: tuple[HeadSlices, ...]
    gradient: Slice | None
    held: Int32 = field(default_factory=lambda: np.empty(0, np.int32))
    lengths: Slice | None = None
    earlier: tuple[tuple[int, Mapping[LayerId, LayerSlices]], ...] = ()

    def slices_until(self, row: int) -> Mapping[LayerId, LayerSlices]:
        """Return the arrays of the part at work while ``row`` rows of a step have run."""
        return next((slices for stop, slices in self.earlier if row <= stop), self.slices)

    @property
    def output(self) -> Slice:
        """Activation of the first head."""
        return self.heads[0].output

    @property
    def lanes(self) -> Slice:
        """Loss of every lane at the first head."""
        return self.heads[0].lanes

    def named(self) -> tuple[Slice, ...]:
        """Return every array that has a name, of layers and of heads."""
        found: list[Slice | None] = [part for head in self.heads for part in head.slices]
        found.append(self.lengths)
        parts = (self.slices, *(slices for _, slices in self.earlier))
        for slices in (layer for part in parts for layer in part.values()):
            found += [slices.z, slices.a, slices.dz, slices.da, slices.looks]
        return tuple(part for part in found if part is not None)
