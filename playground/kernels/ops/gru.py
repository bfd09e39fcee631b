"""GRU: an update gate mixes the old state with a new candidate, a reset gate filters what it sees.

gx, gates and dgx are [3·units, steps, ld], gates in the order r, z, n; q, h, dh and dq are
[units, steps, ld], W is [3·units, units]. As in PyTorch the reset gate works behind the matrix:
n = tanh(gx_n + r·q) with q = W_n·h′ + b, which is why b is a bias of its own.

References
----------
.. [1] K. Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014.
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

_pack = packer(3)
_SPAN = 5
"""Units in a panel of 16 rows, of which one is spare."""


def _forward(here, gx, gates, q, h, sums, bias, now, then):
    """One unit: h = (1 − z)·n + z·h′."""
    for array, gate_count in ((gx, 3), (gates, 3), (q, 1), (h, 1)):
        array.fetch(here.further, gate_count)
    r, z = squash([gx.read(gate) + sums.read(gate) for gate in (0, 1)])
    inner = sums.read(2) + bias.read()
    n = tanh(gx.read(2) + r * inner)
    new = n + z * (here.earlier(now.read()) - n)
    for gate, value in enumerate((r, z, n)):
        gates.write(here.valid(value), gate)
    q.write(here.valid(inner))
    h.write(here.valid(new))
    then.write(new)


def _backward(here, gates, q, before, dh, carried, kept, d):
    """One unit; d are the blames of r, z, q and n, ``kept`` is what passes by through z."""
    for array, gate_count in ((gates, 3), (q, 1), (before, 1), (dh, 1)):
        array.fetch(here.further, gate_count)
    r, z, n = (gates.read(gate) for gate in range(3))
    blame = here.valid(dh.read()) + carried.read() + kept.read()
    kept.write(blame * z)
    of_n = blame * (1.0 - z) * (1.0 - n * n)
    d.write(of_n * q.read() * (r * (1.0 - r)), 0)
    d.write(blame * (here.earlier(before.read()) - n) * (z * (1.0 - z)), 1)
    d.write(of_n * r, 2)
    d.write(of_n, 3)


_cells = cell(_forward, 4)
_blames = cell(_backward, 4)


@operation(OpCode.GRU_FORWARD)
def gru_forward(p, t, row, registers):
    """Row = (gx, w, b, lengths, gates, q, h, scratch, units, steps, ld)."""
    gx, lengths, gates, q, h, scratch = row[1], row[4], row[5], row[6], row[7], row[8]
    units, steps, ld = row[9], row[10], row[11]
    stride, size = steps * ld, padded(units) * 16
    bias, z, panels = scratch + 2 * size, scratch + 3 * size, scratch + 3 * size + 256
    _pack(offset(p, row[2]), units, offset(p, panels))
    b, spreaded = offset(p, row[3]), offset(p, bias)
    for n in range(units * 16):
        spreaded[n] = b[n // 16]
    for lane in range(0, ld, 16):
        for time in range(steps):
            # The state of the step before, and that of this step: never the same memory.
            now, then = scratch + (time & 1) * size, scratch + (1 - (time & 1)) * size
            depth = units if time > 0 else 0
            for unit in range(0, units, _SPAN):
                block_product(p, panels + unit // _SPAN * units * 16, now, z, depth)
                at, near = unit * stride + time * ld + lane, unit * 16
                far = (gx + at, gates + at, q + at, h + at)
                arrays = (*far, z, bias + near, now + near, then + near)
                here = min(_SPAN, units - unit)
                sizes = here, stride, units * stride, 16 * _SPAN
                _cells(p, arrays, lengths + lane, time, *sizes, ld)
    return 0


@operation(OpCode.GRU_BACKWARD)
def gru_backward(p, t, row, registers):
    """Row = (w, lengths, gates, q, h, dh, dgx, dq, scratch, units, steps, ld)."""
    lengths, gates, q, h, dh, dgx, dq = row[2], row[3], row[4], row[5], row[6], row[7], row[8]
    scratch, units, steps, ld = row[9], row[10], row[11], row[12]
    stride, size, rows = steps * ld, padded(units) * 16, units * 16
    carried, kept, d, panels = scratch, scratch + size, scratch + 2 * size, scratch + 6 * size
    pack_transposed(offset(p, row[1]), 3 * units, units, offset(p, panels))
    nothing = offset(p, carried)
    for lane in range(0, ld, 16):
        for n in range(2 * size):
            nothing[n] = 0.0
        for time in range(steps - 1, -1, -1):
            at = time * ld + lane
            before = h + (at - ld if time > 0 else at)
            arrays = (gates + at, q + at, before, dh + at, carried, kept, d)
            sizes = units, stride, units * stride, rows
            _blames(p, arrays, lengths + lane, time, *sizes, -ld)
            spread(p, d, dgx + at, 2 * units, stride, -ld)
            spread(p, d + 2 * rows, dq + at, units, stride, -ld)
            spread(p, d + 3 * rows, dgx + 2 * units * stride + at, units, stride, -ld)
            if time > 0:
                transposed_product(p, panels, d, carried, units, 3 * units)
    return 0
