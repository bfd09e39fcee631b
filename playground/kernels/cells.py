"""The formula of a recurrent cell, for some units at one time step and sixteen lanes.

A formula is a Python function that is run once, while the kernel is being compiled. It gets a
`Cell` and the arrays of the operation, each a `Rows`: wide ones [gates·units, steps, ld] in the
workspace, and near ones [gates·units, 16], compact copies of this step alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic
from playground.kernels.mathf import tanh_parts
from playground.kernels.vectors import (
    FLOAT,
    I64,
    WIDTH,
    Lanes,
    fma,
    integer,
    load,
    select,
    splat,
    store,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """One array, at the unit that the formula is about: its rows ``apart`` from gate to gate."""

    builder: Any
    p: Any
    start: Any
    apart: Any

    def _place(self, gate: int) -> Any:
        return self.builder.add(self.start, self.builder.mul(self.apart, integer(gate)))

    def read(self, gate: int = 0) -> Lanes:
        return Lanes(self.builder, load(self.builder, self.p, self._place(gate)))

    def write(self, value: Lanes, gate: int = 0) -> None:
        store(self.builder, value.value, self.p, self._place(gate))


@dataclass(frozen=True, slots=True)
class Cell:
    """What a formula knows of the step: which lanes still run, and whether it is the first."""

    builder: Any
    runs: Lanes
    is_first: Any

    def valid(self, value: Lanes, other: Any = 0.0) -> Lanes:
        """Return the value in lanes whose sequence still runs, else ``other``."""
        return select(self.runs, value, other)

    def earlier(self, value: Lanes) -> Lanes:
        """Return what was read of the step before, or 0 at the first step."""
        nothing = value.constant(0.0).value
        return Lanes(self.builder, self.builder.select(self.is_first, nothing, value.value))


def squash(*parts: tuple[Lanes, Lanes]) -> list[Lanes]:
    """Return the quotients of some pairs with one division, which costs as much as ten products.

    1/b = (product of the others)/(product of all): no product of up to four numbers from
    `tanh_parts` leaves the range of float32.
    """
    before = [parts[0][1]]
    for _, below in parts[1:]:
        before.append(before[-1] * below)
    rest = 1.0 / before[-1]
    results = []
    for index in range(len(parts) - 1, -1, -1):
        above, below = parts[index]
        results.append(above * (rest * before[index - 1] if index else rest))
        rest = rest * below
    return results[::-1]


def half_parts(z: Lanes) -> tuple[Lanes, Lanes]:
    """Return the parts of tanh z/2, of which `gate_of` makes σ(z)."""
    return tanh_parts(z * 0.5)


def gate_of(half: Lanes) -> Lanes:
    """Return σ(z) = ½ + ½·tanh z/2: wrong by at most 1e-7 of a gate that is open."""
    return fma(half, 0.5, 0.5)


def cell(formula: Callable[..., None], wide: int) -> Any:
    """Return an intrinsic ``(p, arrays, lengths, time, units, stride, apart, near)``.

    It runs ``formula(cell, *arrays)`` for ``units`` units.

    Parameters
    ----------
    wide
        How many of the arrays are wide; they come first. The others are near.

    The intrinsic's arguments: ``arrays`` are offsets from ``p`` at the first unit, this time step
    and the first of the sixteen lanes; ``lengths`` that of the lanes' lengths. From unit to unit
    wide arrays advance by ``stride`` and near ones by 16, from gate to gate by ``apart`` and
    ``near``.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        p, arrays, lengths, time, units, stride, apart, near = arguments
        starts = cgutils.unpack_tuple(builder, arrays)
        moment = Lanes(builder, splat(builder, builder.sitofp(time, FLOAT)))
        runs = moment < Lanes(builder, load(builder, p, lengths))
        here = Cell(builder, runs, builder.icmp_signed("==", time, integer(0)))
        slices = cgutils.for_range_slice(builder, integer(0), units, integer(1), I64)
        with slices as (unit, _):
            far, close = builder.mul(unit, stride), builder.mul(unit, integer(WIDTH))
            rows = [
                Rows(builder, p, builder.add(start, far if index < wide else close),
                     apart if index < wide else near)
                for index, start in enumerate(starts)
            ]  # fmt: skip
            formula(here, *rows)
        return context.get_dummy_value()

    @intrinsic
    def apply(typing, p, arrays, lengths, time, units, stride, apart, near):
        n = types.int64
        return types.void(FLOATS, arrays, n, n, n, n, n, n), emit

    return apply


@intrinsic
def spread(typing, p, source, result, rows, stride):
    """Copy a near array [rows, 16] to its place in a wide one.

    Written by itself, after the formula: stores whose addresses end in the same twelve bits as a
    load's make processors wait, and with rows 2,048 bytes apart all of them do.
    """

    def emit(context, builder, signature, arguments):
        p, source, result, rows, stride = arguments
        slices = cgutils.for_range_slice(builder, integer(0), rows, integer(1), I64)
        with slices as (row, _):
            near = builder.add(source, builder.mul(row, integer(WIDTH)))
            store(builder, load(builder, p, near), p, builder.add(result, builder.mul(row, stride)))
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 4), emit
