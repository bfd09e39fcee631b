"""LSTM: gates decide what a cell forgets, takes in and shows.

gx, gates and dgx are [4·units, steps, ld], gates in the order i, f, g, o; c, h and dh are
[units, steps, ld], W is [4·units, units].

References
----------
.. [1] S. Hochreiter, J. Schmidhuber, "Long short-term memory", 1997.
.. [2] F. Gers, J. Schmidhuber, F. Cummins, "Learning to forget", 2000.
"""

from playground.kernels.cells import cell, spread, squash
from playground.kernels.jit import operation
from playground.kernels.mathf import tanh
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.recurrence import (
    block_product,
    pack_transposed,
    packer,
    padded,
    transposed_product,
)

_pack = packer(4)
_SPAN = 4
"""Units in a panel of 16 rows."""


def _forward(here, gx, gates, c, before, h, z, state):
    """One unit: c = f·c′ + i·g, h = o·tanh c."""
    for array, gate_count in ((gx, 4), (gates, 4), (c, 1), (h, 1)):
        array.fetch(here.further, gate_count)
    i, f, g, o = (gx.read(gate) + z.read(gate) for gate in range(4))
    i, f, o, g = squash((i, f, o), (g,))
    old = here.earlier(before.read())
    new = f * old + i * g
    shown = o * tanh(new)
    for gate, value in enumerate((i, f, g, o)):
        gates.write(here.valid(value), gate)
    c.write(here.valid(new, old))
    h.write(here.valid(shown))
    state.write(shown)


def _backward(here, gates, c, before, dh, carried, dc, dz):
    """One unit: the blame of h and c becomes that of the four sums, and that of c′."""
    for array, gate_count in ((gates, 4), (before, 1), (dh, 1)):
        array.fetch(here.further, gate_count)
    i, f, g, o = (gates.read(gate) for gate in range(4))
    shown = tanh(c.read())
    blame = here.valid(dh.read()) + carried.read()
    of_cell = dc.read() + blame * o * (1.0 - shown * shown)
    dc.write(of_cell * f)
    dz.write(of_cell * g * (i * (1.0 - i)), 0)
    dz.write(of_cell * here.earlier(before.read()) * (f * (1.0 - f)), 1)
    dz.write(of_cell * i * (1.0 - g * g), 2)
    dz.write(blame * shown * (o * (1.0 - o)), 3)


_cells = cell(_forward, 5)
_blames = cell(_backward, 4)


@operation(OpCode.LSTM_FORWARD)
def lstm_forward(p, t, row, registers):
    """Row = (gx, w, lengths, gates, c, h, scratch, units, steps, ld)."""
    gx, lengths, gates, c, h, scratch = row[1], row[3], row[4], row[5], row[6], row[7]
    units, steps, ld = row[8], row[9], row[10]
    stride, size = steps * ld, padded(units) * 16
    z, panels = scratch + 2 * size, scratch + 2 * size + 256
    _pack(offset(p, row[2]), units, offset(p, panels))
    for lane in range(0, ld, 16):
        for time in range(steps):
            # The state of the step before, and that of this step: never the same memory.
            now, then = scratch + (time & 1) * size, scratch + (1 - (time & 1)) * size
            depth = units if time > 0 else 0
            for unit in range(0, units, _SPAN):
                block_product(p, panels + unit // _SPAN * units * 16, now, z, depth)
                at = unit * stride + time * ld + lane
                before = c + (at - ld if time > 0 else at)
                arrays = (gx + at, gates + at, c + at, before, h + at, z, then + unit * 16)
                here = min(_SPAN, units - unit)
                sizes = here, stride, units * stride, 16 * _SPAN
                _cells(p, arrays, lengths + lane, time, *sizes, ld)
    return 0


@operation(OpCode.LSTM_BACKWARD)
def lstm_backward(p, t, row, registers):
    """Row = (w, lengths, gates, c, dh, dgx, scratch, units, steps, ld)."""
    lengths, gates, c, dh, dgx, scratch = row[2], row[3], row[4], row[5], row[6], row[7]
    units, steps, ld = row[8], row[9], row[10]
    stride, size = steps * ld, padded(units) * 16
    carried, dc, dz, panels = scratch, scratch + size, scratch + 2 * size, scratch + 6 * size
    pack_transposed(offset(p, row[1]), 4 * units, units, offset(p, panels))
    nothing = offset(p, scratch)
    for lane in range(0, ld, 16):
        for n in range(2 * size):
            nothing[n] = 0.0
        for time in range(steps - 1, -1, -1):
            at = time * ld + lane
            before = c + (at - ld if time > 0 else at)
            arrays = (gates + at, c + at, before, dh + at, carried, dc, dz)
            sizes = units, stride, units * stride, units * 16
            _blames(p, arrays, lengths + lane, time, *sizes, -ld)
            spread(p, dz, dgx + at, 4 * units, stride, -ld)
            if time > 0:
                transposed_product(p, panels, dz, carried, units, 4 * units)
    return 0
