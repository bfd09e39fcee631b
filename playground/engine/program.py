"""A lowered network: its tape, and where everything lies in the arrays the tape works on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from playground.engine.layout import ParameterLayout, padded
from playground.engine.state import Float32, Int32
from playground.engine.tape import Tape
from playground.model.ids import LayerId

ProgramKind = Literal["training", "evaluation", "probe"]


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
    head on logits has no ``da``: its loss goes straight to z.
    """

    z: Slice | None = None
    a: Slice | None = None
    dz: Slice | None = None
    da: Slice | None = None


@dataclass(frozen=True, slots=True)
class DataLayout:
    """The data block: inputs of all examples, then their encoded targets, example by example.

    Attributes
    ----------
    examples, width, target_width
        Numbers of examples, of input features, of target values per example.
    """

    examples: int
    width: int
    target_width: int

    @property
    def target_offset(self) -> int:
        return padded(self.examples * self.width)

    @property
    def size(self) -> int:
        return self.target_offset + padded(self.examples * self.target_width)


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
    output
        Activation of the head.
    target, loss, lanes
        Encoded targets, loss of the batch, loss of every lane.
    gradient
        Gradient of every parameter, with the layout's offsets; None without a backward pass.
    held
        Offsets within a plane of the weights that training may not move; they stand in the index
        table behind the examples.
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
    output: Slice
    target: Slice
    loss: Slice
    lanes: Slice
    gradient: Slice | None
    held: Int32 = field(default_factory=lambda: np.empty(0, np.int32))
