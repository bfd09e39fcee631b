"""The formula of a recurrent cell, for some units at one time step and sixteen lanes.

A formula is a Python function that is run once, while the kernel is being compiled. It gets a
`Cell` and the arrays of the operation, each a `Rows`: wide ones [gates·units, steps, ld] in the
workspace, and near ones [gates·units, 16], compact copies of this step alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic
from playground.kernels.mathf import gate_parts, tanh_parts
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

    def fetch(self, further: Any, gates: int = 1) -> None:
        """Call for what lies ``further`` on: processors do not guess strides this long."""
        for gate in range(gates):
            _call_for(self.builder, self.p, self.builder.add(self._place(gate), further))


def _call_for(builder: Any, p: Any, place: Any) -> None:
    """Fetch a number's cache line into the second level; harmless wherever it points."""
    byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
    address = builder.bitcast(builder.gep(p, [place]), byte)
    kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
    function = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
    builder.call(function, [address, *(ir.Constant(number, n) for n in (0, 2, 1))])


@dataclass(frozen=True, slots=True)
class Cell:
    """What a formula knows of the step.

    Attributes
    ----------
    runs
        Lanes whose sequence has not ended.
    is_first
        Whether it is step 0.
    further
        How far away in wide arrays the step lies that comes next.
    """

    builder: Any
    runs: Lanes
    is_first: Any
    further: Any

    def valid(self, value: Lanes, other: Any = 0.0) -> Lanes:
        """Return the value in lanes whose sequence still runs, else ``other``."""
        return select(self.runs, value, other)

    def earlier(self, value: Lanes) -> Lanes:
        """Return what was read of the step before, or 0 at the first step."""
        nothing = value.constant(0.0).value
        return Lanes(self.builder, self.builder.select(self.is_first, nothing, value.value))


def squash(gates: Sequence[Lanes], candidates: Sequence[Lanes] = ()) -> list[Lanes]:
    """Return σ of every gate, then tanh of every candidate: one, two or four numbers together.

    σ is wrong by at most 1e-7; as a share of a gate that is nearly shut that may be much, but what
    it lets through is added to numbers beside which this is nothing.
    """
    parts = [*map(gate_parts, gates), *map(tanh_parts, candidates)]
    shares = _inverses([below for _, below in parts])
    pairs = list(zip((above for above, _ in parts), shares, strict=True))
    halves, rest = pairs[: len(gates)], pairs[len(gates) :]
    return [fma(a, share, 0.5) for a, share in halves] + [a * share for a, share in rest]


def _inverses(values: Sequence[Lanes]) -> list[Lanes]:
    """Return 1/v of one, two or four values with one division, which costs as much as ten products.

    1/a = b/(a·b): products of four numbers between 0.004 and 1 stay within float32.
    """
    if len(values) == 1:
        return [1.0 / values[0]]
    pairs = list(zip(values[::2], values[1::2], strict=True))
    both = _inverses([a * b for a, b in pairs])
    found = zip(both, pairs, strict=True)
    return [value for inverse, (a, b) in found for value in (inverse * b, inverse * a)]


def cell(formula: Callable[..., None], wide: int) -> Any:
    """Return an intrinsic ``(p, arrays, lengths, time, units, stride, apart, near, further)``.

    It runs ``formula(cell, *arrays)`` for ``units`` units.

    Parameters
    ----------
    wide
        How many of the arrays are wide; they come first. The others are near.

    The intrinsic's arguments: ``arrays`` are offsets from ``p`` at the first unit, this time step
    and the first of the sixteen lanes; ``lengths`` that of the lanes' lengths. From unit to unit
    wide arrays advance by ``stride`` and near ones by 16, from gate to gate by ``apart`` and
    ``near``; ``further`` is the distance to the step that comes next.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        p, arrays, lengths, time, units, stride, apart, near, further = arguments
        starts = cgutils.unpack_tuple(builder, arrays)
        moment = Lanes(builder, splat(builder, builder.sitofp(time, FLOAT)))
        runs = moment < Lanes(builder, load(builder, p, lengths))
        here = Cell(builder, runs, builder.icmp_signed("==", time, integer(0)), further)
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
    def apply(typing, p, arrays, lengths, time, units, stride, apart, near, further):
        n = types.int64
        return types.void(FLOATS, arrays, n, n, n, n, n, n, n), emit

    return apply


@intrinsic
def spread(typing, p, source, result, rows, stride, further):
    """Copy a near array [rows, 16] to its place in a wide one.

    Written by itself, after the formula: stores whose addresses end in the same twelve bits as a
    load's make processors wait, and with rows 2,048 bytes apart all of them do.
    """

    def emit(context, builder, signature, arguments):
        p, source, result, rows, stride, further = arguments
        slices = cgutils.for_range_slice(builder, integer(0), rows, integer(1), I64)
        with slices as (row, _):
            value = load(builder, p, builder.add(source, builder.mul(row, integer(WIDTH))))
            place = builder.add(result, builder.mul(row, stride))
            store(builder, value, p, place)
            _call_for(builder, p, builder.add(place, further))
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 5), emit
