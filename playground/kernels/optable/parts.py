"""The table of divisions: which rows fall into two that together do the same, to the bit.

Nothing is added up twice: each part writes numbers of its own, every one by the same arithmetic
in the same order as the whole. That holds because the second part begins where the whole's tiles
begin too, at a multiple of ``step``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playground.kernels.optable.activations import ACTIVATIONS
from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.gradients import GRADIENTS
from playground.kernels.optable.layers import LAYERS
from playground.kernels.optable.records import (
    Extent,
    Operation,
    in_lanes,
    lanes,
    one,
    out_lanes,
    product,
    size,
    weights,
)
from playground.kernels.optable.updates import UPDATES

Numbers = Mapping[str, int]

MEET = 0
"""Stands in the place of an op code where two threads wait for each other; no operation has it."""


@dataclass(frozen=True, slots=True)
class Division:
    """How the rows of one operation are divided.

    Attributes
    ----------
    along
        The plain number that is divided.
    step
        The first part's share of it is a multiple of this, and the second's is no less than it.
    moves
        Argument → elements that the second part's begins further on for each 1 of ``along``; all
        others stay where they are.
    nanoseconds
        What a row costs, roughly.
    beside
        Plain numbers that are divided in the same ratio.
    strides
        Plain numbers that say how far apart lines lie, and what they are where a row has 0.
    applies
        Whether the row can be divided this way.
    """

    along: str
    step: int
    moves: Mapping[str, Extent]
    nanoseconds: Callable[[Numbers], float]
    beside: tuple[str, ...] = ()
    strides: Mapping[str, Extent] = field(default_factory=dict)
    applies: Callable[[Numbers], bool] = bool

    def share(self, numbers: Numbers, step: int = 1) -> int:
        """Return the first part's share where both do about the same; 0: the row stays whole.

        ``step`` is the least step that the caller can do with, a multiple of the table's or below.
        """
        whole, step = numbers[self.along], max(step, self.step)
        if not self.applies(numbers):
            return 0
        return max(0, min((whole + step) // (2 * step), whole // step - 1)) * step

    def parts(self, row: Numbers, share: int) -> tuple[dict[str, int], dict[str, int]]:
        """Return both parts of a row, given by argument; ``share`` is the first one's."""
        first, whole = dict(row), row[self.along]
        first |= {name: extent(row) for name, extent in self.strides.items() if row[name] == 0}
        second = dict(first)
        for name in (self.along, *self.beside):
            first[name] = row[name] * share // whole
            second[name] = row[name] - first[name]
        for name, extent in self.moves.items():
            second[name] += share * extent(row)
        return first, second


def _cost(nanoseconds: float, *names: str) -> Callable[[Numbers], float]:
    """Return the cost that is the product of some plain numbers."""
    elements = product(*names)
    return lambda numbers: nanoseconds * elements(numbers)


_MULTIPLICATION = 0.013
"""Nanoseconds of one multiplication in a product, vectors and all."""
_TILE = 4
"""Rows of the least tile of `gemm` that is fast."""
_n_in = product("n_in")


def _products(of: Extent) -> Callable[[Numbers], float]:
    """Return the cost of a product: its multiplications, and what becomes ``of`` them."""
    multiplications = product("n_in", "n_out", "lanes")
    return lambda numbers: _MULTIPLICATION * multiplications(numbers) + 0.3 * of(numbers)


_DENSE = {
    OpCode.DENSE_FORWARD: (
        Division("n_out", _TILE, {"w": _n_in, "b": one, "z": lanes}, _products(out_lanes)),
    ),
    OpCode.DENSE_BACKWARD_WEIGHT: (
        Division("n_out", _TILE, {"dz": lanes, "dw": _n_in, "db": one}, _products(weights)),
    ),
    OpCode.DENSE_BACKWARD_INPUT: (
        Division(
            "n_in", _TILE, {"w": one, "dx": lanes}, _products(in_lanes), strides={"w_row": _n_in}
        ),
    ),
}
_GATHER = {
    OpCode.GATHER: (
        Division(
            "width",
            16,
            {"source": one, "destination": product("ld")},
            _cost(0.7, "width", "ld"),
            strides={"x_row": product("width")},
        ),
    ),
}

_taps = product("kernel_h", "kernel_w")
_x_plane = product("height", "width", "ld")
_z_plane = product("out_h", "out_w", "ld")


def _filter(numbers: Numbers) -> int:
    """Return how many weights one output channel has."""
    return numbers["c_in"] // numbers["groups"] * _taps(numbers)


def _of_group(channels: str, extent: Extent) -> Extent:
    """Return what the channels of one group take together."""
    return lambda numbers: numbers[channels] // numbers["groups"] * extent(numbers)


_OF_GROUPS = {
    "x": _of_group("c_in", _x_plane),
    "dx": _of_group("c_in", _x_plane),
    "z": _of_group("c_out", _z_plane),
    "dz": _of_group("c_out", _z_plane),
    "w": _of_group("c_out", _filter),
    "dw": _of_group("c_out", _filter),
    "b": _of_group("c_out", one),
    "db": _of_group("c_out", one),
}


def _convolution(
    arrays: str, along: str, moves: Mapping[str, Extent], **strides: Extent
) -> tuple[Division, ...]:
    """Return the divisions of a convolution: by the channels of one group, or by groups."""

    def cost(numbers: Numbers) -> float:
        return _MULTIPLICATION * numbers["c_out"] * _filter(numbers) * _z_plane(numbers)

    apart = {name: _OF_GROUPS[name] for name in arrays.split()}
    return (
        Division(along, 4, moves, cost, strides=strides, applies=lambda n: n["groups"] == 1),
        Division("groups", 1, apart, cost, ("c_in", "c_out"), applies=lambda n: n["groups"] > 1),
    )


_CONVOLUTION = {
    OpCode.CONV_FORWARD: _convolution("x w b z", "c_out", {"w": _filter, "b": one, "z": _z_plane}),
    OpCode.CONV_BACKWARD_WEIGHT: _convolution(
        "x dz dw db", "c_out", {"dz": _z_plane, "dw": _filter, "db": one}
    ),
    OpCode.CONV_BACKWARD_INPUT: _convolution(
        "w dz dx", "c_in", {"w": _taps, "dx": _x_plane}, w_unit=_filter
    ),
}


def _pool(*arrays: str) -> tuple[Division, ...]:
    """Return the division of a pool by channels."""
    extents = {"x": _x_plane, "dx": _x_plane, "a": _z_plane, "da": _z_plane}
    moves = {name: extents[name] for name in arrays}
    cost = _cost(0.5, "channels", "out_h", "out_w", "window_h", "window_w", "ld")
    return (Division("channels", 1, moves, cost),)


_POOLS = {
    OpCode.MAX_POOL_FORWARD: _pool("x", "a"),
    OpCode.MAX_POOL_BACKWARD: _pool("x", "a", "da", "dx"),
    OpCode.AVERAGE_POOL_FORWARD: _pool("x", "a"),
    OpCode.AVERAGE_POOL_BACKWARD: _pool("da", "dx"),
}


def _norm(*arrays: str) -> tuple[Division, ...]:
    """Return the division of batch normalisation by units."""
    plane = product("positions", "ld")
    moves = {name: plane if name in ("x", "a", "da", "dx") else one for name in arrays}
    return (Division("units", 1, moves, _cost(0.6, "units", "positions", "ld")),)


_NORMS = {
    OpCode.BATCH_NORM_FORWARD: _norm("x", "w", "b", "a", "mean", "variance"),
    OpCode.BATCH_NORM_BACKWARD: _norm("x", "w", "mean", "variance", "da", "dx", "dw", "db"),
}

_NANOSECONDS = {OpCode.GUARD_GRADIENT: 0.15, OpCode.GUARD_PARAMETERS: 0.15} | {
    record.code: 0.8 for record in UPDATES
}
"""Of one element; of all others it is 0.4."""


def _elementwise(operation: Operation) -> tuple[Division, ...]:
    """Return the division of a row that does the same to each of ``size`` numbers."""
    moves = {argument.name: one for argument in operation.arguments if argument.extent is size}
    cost = _cost(_NANOSECONDS.get(operation.code, 0.4), "size")
    return (Division("size", 16, moves, cost),)


_NOT_BY_NUMBER = frozenset(
    {OpCode.NORM_GRADIENT, OpCode.HOLD_GRADIENT, OpCode.HOLD_SAVE, OpCode.HOLD_RESTORE}
)
"""They have a size too, but add up all numbers, or count places from the first."""

DIVISIONS: Mapping[OpCode, tuple[Division, ...]] = (
    _DENSE
    | _GATHER
    | _CONVOLUTION
    | _POOLS
    | _NORMS
    | {
        operation.code: _elementwise(operation)
        for family in (ACTIVATIONS, LAYERS, GRADIENTS, UPDATES)
        for operation in family
        if any(argument.extent is size for argument in operation.arguments)
        and operation.code not in _NOT_BY_NUMBER
    }
)
"""Operation → the ways in which its rows are divided: the first that applies. All others stay whole."""

GUARDS = frozenset({OpCode.GUARD_GRADIENT, OpCode.GUARD_PARAMETERS})
"""No row may come before both parts of one of these are done."""
