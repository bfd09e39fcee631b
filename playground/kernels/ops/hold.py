"""Held weights: single frozen and cut weights that no update moves, nor their moments.

``places`` are indices from w on, in the program's index table; they are checked when the table is
bound, because nothing here checks them.
"""

from playground.kernels.jit import operation
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset


@operation(OpCode.HOLD_GRADIENT)
def hold_gradient(p, t, row, registers):
    """Set g[places] = 0: row = (g, places, size, count)."""
    g, places = offset(p, row[1]), offset(t, row[2])
    for i in range(row[4]):
        g[int(places[i])] = 0.0
    return 0


@operation(OpCode.HOLD_SAVE)
def hold_save(p, t, row, registers):
    """Set kept = w, m and v at places: row = (w, m, v, places, kept, size, count)."""
    w, m, v = offset(p, row[1]), offset(p, row[2]), offset(p, row[3])
    places, kept = offset(t, row[4]), offset(p, row[5])
    count = row[7]
    for i in range(count):
        place = int(places[i])
        kept[i] = w[place]
        kept[count + i] = m[place]
        kept[2 * count + i] = v[place]
    return 0


@operation(OpCode.HOLD_RESTORE)
def hold_restore(p, t, row, registers):
    """Set w, m and v at places = kept: row = (w, m, v, places, kept, size, count)."""
    w, m, v = offset(p, row[1]), offset(p, row[2]), offset(p, row[3])
    places, kept = offset(t, row[4]), offset(p, row[5])
    count = row[7]
    for i in range(count):
        place = int(places[i])
        w[place] = kept[i]
        m[place] = kept[count + i]
        v[place] = kept[2 * count + i]
    return 0
