"""What recurrent layers share: the product of one time step with the recurrent weights.

An array [rows, steps, ld] has its rows ``steps·ld`` numbers apart. That is often a power of two,
so the rows of one time step fall into very few sets of the cache and push each other out. So the
state of a step is kept compact beside it, [rows, 16], sixteen lanes of the batch at a time, and
the weights are put into *panels* once per row of the tape: sixteen rows that are multiplied
together, column by column. A panel of G gates holds all gates of 16 // G units.
"""

from numba import types

from playground.kernels.jit import FLOATS, inlined, intrinsic
from playground.kernels.pointers import offset
from playground.kernels.processor import TILES
from playground.kernels.tiles import ZERO, broadcast_tile, transposed
from playground.kernels.vectors import WIDTH, integer, load, store

_ROWS = TILES.state
_tile = broadcast_tile(_ROWS, 1)


def _turned(gates):
    """Return the intrinsic panel[k, r] = W[row r of the panel, k] for 16 columns k.

    Row r belongs to gate r // U and to unit ``first`` + r % U, where U = 16 // ``gates``. Rows of
    units that do not exist repeat the last unit; nobody looks at what comes of them.
    """
    span = WIDTH // gates

    def emit(context, builder, signature, arguments):
        w, units, first, k, panel = arguments
        lines = []
        for row in range(WIDTH):
            gate, place = min(row // span, gates - 1), row % span
            unit = builder.add(first, integer(place))
            last = builder.sub(units, integer(1))
            unit = builder.select(builder.icmp_signed("<", unit, last), unit, last)
            line = builder.add(builder.mul(units, integer(gate)), unit)
            start = builder.add(builder.mul(line, units), k)
            lines.append(load(builder, w, start))
        for column, value in enumerate(transposed(builder, lines)):
            place = builder.add(k, integer(column))
            store(builder, value, panel, builder.mul(place, integer(WIDTH)))
        return context.get_dummy_value()

    @intrinsic
    def turned(typing, w, units, first, k, panel):
        n = types.int64
        return types.void(FLOATS, n, n, n, FLOATS), emit

    return turned


def packer(gates):
    """Return the function that puts W [gates·units, units] into panels [blocks, units, 16]."""
    turned, span = _turned(gates), WIDTH // gates

    @inlined
    def pack(w, units, panels):
        whole = units - units % 16
        for first in range(0, units, span):
            panel = offset(panels, first // span * units * 16)
            for k in range(0, whole, 16):
                turned(w, units, first, k, panel)
            for k in range(whole, units):
                for r in range(16):
                    gate, unit = min(r // span, gates - 1), min(first + r % span, units - 1)
                    panel[k * 16 + r] = w[(gate * units + unit) * units + k]

    return pack


@inlined
def pack_transposed(w, rows, units, panels):
    """Put Wᵀ into panels [blocks, rows, 16]: sixteen units each, for W [rows, units]."""
    for first in range(0, units, 16):
        panel = offset(panels, first * rows)
        present = min(16, units - first)
        for k in range(rows):
            line = offset(w, k * units + first)
            for r in range(present):
                panel[k * 16 + r] = line[r]
            for r in range(present, 16):
                panel[k * 16 + r] = 0.0


@inlined
def block_product(p, panel, x, z, depth):
    """z[r, lane] = Σ_k panel[k, r] · x[k, lane] for 16 rows and 16 lanes, all compact."""
    for r in range(0, 16, _ROWS):
        zr = offset(p, z + r * 16)
        _tile(offset(p, panel + r), 1, 16, offset(p, x), 16, zr, 16, depth, ZERO, p)


@inlined
def transposed_product(p, panels, x, z, units, depth):
    """Set z = Wᵀ·x with the panels of `pack_transposed`: z is [units up to 16, 16]."""
    for first in range(0, units, 16):
        block_product(p, panels + first * depth, x, z + first * 16, depth)


@inlined
def padded(units):
    """Return the number of units, rounded up to whole panels."""
    return (units + 15) // 16 * 16
