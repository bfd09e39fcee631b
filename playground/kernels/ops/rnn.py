"""Simple recurrent layer: h = tanh(gx + W·h′).

gx, h, dh and dgx are [units, steps, ld], W is [units, units].

References
----------
.. [1] J. Elman, "Finding structure in time", 1990.
"""

from playground.kernels.cells import cell, spread
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

_pack = packer(1)
_SPAN = 16
"""Units in a panel of 16 rows."""


def _forward(here, gx, h, z, then):
    gx.fetch(here.further)
    h.fetch(here.further)
    new = tanh(gx.read() + z.read())
    h.write(here.valid(new))
    then.write(new)


def _backward(here, h, dh, carried, dz):
    h.fetch(here.further)
    dh.fetch(here.further)
    a = h.read()
    dz.write((here.valid(dh.read()) + carried.read()) * (1.0 - a * a))


_cells = cell(_forward, 2)
_blames = cell(_backward, 2)


@operation(OpCode.RNN_FORWARD)
def rnn_forward(p, t, row, registers):
    """Row = (gx, w, lengths, h, scratch, units, steps, ld)."""
    gx, lengths, h, scratch = row[1], row[3], row[4], row[5]
    units, steps, ld = row[6], row[7], row[8]
    stride, size = steps * ld, padded(units) * 16
    z, panels = scratch + 2 * size, scratch + 2 * size + 256
    _pack(offset(p, row[2]), units, offset(p, panels))
    for lane in range(0, ld, 16):
        for time in range(steps):
            # The state of the step before, and that of this step: never the same memory.
            now, then = scratch + (time & 1) * size, scratch + (1 - (time & 1)) * size
            depth = units if time > 0 else 0
            for unit in range(0, units, _SPAN):
                block_product(p, panels + unit * units, now, z, depth)
                at = unit * stride + time * ld + lane
                arrays = (gx + at, h + at, z, then + unit * 16)
                here = min(_SPAN, units - unit)
                _cells(p, arrays, lengths + lane, time, here, stride, 0, 0, ld)
    return 0


@operation(OpCode.RNN_BACKWARD)
def rnn_backward(p, t, row, registers):
    """Row = (w, lengths, h, dh, dgx, scratch, units, steps, ld)."""
    lengths, h, dh, dgx, scratch = row[2], row[3], row[4], row[5], row[6]
    units, steps, ld = row[7], row[8], row[9]
    stride, size = steps * ld, padded(units) * 16
    carried, dz, panels = scratch, scratch + size, scratch + 2 * size
    pack_transposed(offset(p, row[1]), units, units, offset(p, panels))
    nothing = offset(p, carried)
    for lane in range(0, ld, 16):
        for n in range(size):
            nothing[n] = 0.0
        for time in range(steps - 1, -1, -1):
            at = time * ld + lane
            arrays = (h + at, dh + at, carried, dz)
            _blames(p, arrays, lengths + lane, time, units, stride, 0, 0, -ld)
            spread(p, dz, dgx + at, units, stride, -ld)
            if time > 0:
                transposed_product(p, panels, dz, carried, units, units)
    return 0
