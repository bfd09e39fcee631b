"""Multi-head self-attention: every query looks at the keys and mixes the values.

q, k, v, a are [units, positions, ld]; a head is a group of d = units/heads neighbouring units.
p is [heads, positions, positions, ld]: for every query (first) the weights of all keys. With
ŝ = q·k/√d, p = softmax over the keys of ŝ and a = p·v. A causal query sees no later key. Keys and
queries from an example's length on count nothing: their weights and results are 0.

Backward, with D = Σ_k p·dp: dv = pᵀ·da, dp = da·v, ds = p·(dp − D)/√d, dq = ds·k, dk = dsᵀ·q.

References
----------
.. [1] A. Vaswani et al., "Attention is all you need", NeurIPS 2017.
"""

import math

import numpy as np
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, inlined, intrinsic, operation
from playground.kernels.lane_products import ROWS, lane_product, turn
from playground.kernels.mathf import exp
from playground.kernels.optable import OpCode
from playground.kernels.pointers import offset
from playground.kernels.vectors import (
    FLOAT,
    I64,
    VECTOR,
    WIDTH,
    Lanes,
    fma,
    integer,
    load,
    select,
    splat,
    store,
)


class _Row:
    """The sixteen lanes of the numbers that one query has for every key."""

    def __init__(self, builder, start, ld):
        self.builder = builder
        self._start = start
        self._ld = ld

    def read(self, key):
        place = self.builder.mul(key, self._ld)
        return Lanes(self.builder, load(self.builder, self._start, place))

    def write(self, value, key):
        store(self.builder, value.value, self._start, self.builder.mul(key, self._ld))


def _each(builder, first, last):
    return cgutils.for_range_slice(builder, first, last, integer(1), I64)


def _sum(builder, number):
    """Return a slot that holds ``number`` in every lane."""
    return cgutils.alloca_once_value(builder, Lanes(builder, VECTOR(None)).constant(number).value)


@intrinsic
def _weigh(typing, p, seen, positions, ld, lengths, query):
    """Turn a query's scores of the first ``seen`` keys into weights; the other weights are 0."""

    def emit(context, builder, signature, arguments):
        p, seen, positions, ld, lengths, query = arguments
        row, length = _Row(builder, p, ld), Lanes(builder, load(builder, lengths, integer(0)))

        def before_length(place):
            number = Lanes(builder, splat(builder, builder.sitofp(place, FLOAT)))
            return number < length

        top, total = _sum(builder, -3e38), _sum(builder, 0.0)
        with _each(builder, integer(0), seen) as (key, _):
            score = row.read(key)
            score = select(before_length(key), score, -3e38)
            best = Lanes(builder, builder.load(top))
            builder.store(select(score > best, score, best).value, top)
        with _each(builder, integer(0), seen) as (key, _):
            power = exp(row.read(key) - Lanes(builder, builder.load(top)))
            power = select(before_length(key), power, 0.0)
            row.write(power, key)
            builder.store((Lanes(builder, builder.load(total)) + power).value, total)
        share = 1.0 / Lanes(builder, builder.load(total))
        share = select(before_length(query), share, 0.0)
        with _each(builder, integer(0), seen) as (key, _):
            row.write(row.read(key) * share, key)
        with _each(builder, seen, positions) as (key, _):
            row.write(share.constant(0.0), key)
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, n, n, n, FLOATS, n), emit


@intrinsic
def _slope(typing, p, dp, seen, last, ld, scale):
    """Turn a query's dp into ds = scale·p·(dp − Σ p·dp); it is 0 from ``seen`` to ``last``."""

    def emit(context, builder, signature, arguments):
        p, dp, seen, last, ld, scale = arguments
        weights, row = _Row(builder, p, ld), _Row(builder, dp, integer(WIDTH))
        shared = _sum(builder, 0.0)
        with _each(builder, integer(0), seen) as (key, _):
            present = Lanes(builder, builder.load(shared))
            builder.store(fma(weights.read(key), row.read(key), present).value, shared)
        mean, factor = Lanes(builder, builder.load(shared)), Lanes(builder, splat(builder, scale))
        with _each(builder, integer(0), seen) as (key, _):
            row.write(weights.read(key) * (row.read(key) - mean) * factor, key)
        with _each(builder, seen, last) as (key, _):
            row.write(mean.constant(0.0), key)
        return context.get_dummy_value()

    n = types.int64
    return types.void(FLOATS, FLOATS, n, n, n, types.float32), emit


@inlined
def _longest(lengths, positions):
    """Return the greatest length of sixteen lanes, within 0 … positions whatever stands there."""
    longest = np.float32(0.0)
    for lane in range(WIDTH):
        if lengths[lane] > longest:  # noqa: PLR1730 - a NaN must not win
            longest = lengths[lane]
    return int(min(longest, np.float32(positions)))


@inlined
def _seen(query, rows, longest, causal):
    """Return how many keys a few queries from ``query`` on look at, in the longest lane."""
    if query >= longest:
        return 0
    return min(query + rows, longest) if causal else longest


@inlined
def _look(q, k, v, lengths, p, a, scratch, d, positions, ld, causal):
    """Do one head of sixteen lanes; the pointers stand at its first lane."""
    longest = _longest(lengths, positions)
    line, room = positions * ld, d * WIDTH
    queries, keys = scratch, offset(scratch, positions * room)
    turn(q, positions, d, ld, np.float32(1.0 / math.sqrt(d)), queries)
    turn(k, positions, d, ld, np.float32(1.0), keys)
    rows = min(ROWS, positions)
    for begin in range(0, positions, rows):
        query = min(begin, positions - rows)
        seen = _seen(query, rows, longest, causal)
        own, at, to = offset(queries, query * room), offset(p, query * line), offset(a, query * ld)
        lane_product(own, room, WIDTH, keys, room, WIDTH, at, line, ld, rows, seen, d)
        for one in range(query, query + rows):
            some = _seen(one, 1, longest, causal)
            _weigh(offset(p, one * line), some, positions, ld, lengths, one)
        lane_product(at, line, ld, v, line, ld, to, ld, line, rows, d, seen)


@inlined
def _blame_scores(v, lengths, p, da, scratch, d, positions, ld, causal):
    """Set ds of one head, [positions, positions, 16], behind room for two turned arrays."""
    longest = _longest(lengths, positions)
    line, room = positions * ld, d * WIDTH
    blames, values = scratch, offset(scratch, positions * room)
    ds, wide = offset(values, positions * room), positions * WIDTH
    turn(da, positions, d, ld, np.float32(1.0), blames)
    turn(v, positions, d, ld, np.float32(1.0), values)
    rows, scale = min(ROWS, positions), np.float32(1.0 / math.sqrt(d))
    for begin in range(0, positions, rows):
        # What the last tile begins early is computed anew before it is used anew.
        query = min(begin, positions - rows)
        seen = _seen(query, rows, longest, causal)
        own, at = offset(blames, query * room), offset(ds, query * wide)
        lane_product(own, room, WIDTH, values, room, WIDTH, at, wide, WIDTH, rows, seen, d)
        for one in range(query, query + rows):
            some = _seen(one, 1, longest, causal)
            # Tiles of queries and of keys reach further than one query looks.
            last = min(max(seen, some + ROWS), positions)
            _slope(offset(p, one * line), offset(ds, one * wide), some, last, ld, scale)
    return ds


@inlined
def _blame(q, k, lengths, p, ds, da, dq, dk, dv, d, positions, ld, causal):
    """Set dq, dk and dv of one head of sixteen lanes."""
    longest = _longest(lengths, positions)
    line, wide = positions * ld, positions * WIDTH
    rows = min(ROWS, positions)
    for begin in range(0, positions, rows):
        first = min(begin, positions - rows)
        seen = _seen(first, rows, longest, causal)
        at, to = offset(ds, first * wide), offset(dq, first * ld)
        lane_product(at, wide, WIDTH, k, line, ld, to, ld, line, rows, d, seen)
    for begin in range(0, positions, rows):
        # The same positions as keys: they are looked at by the queries from ``least`` on.
        first = min(begin, positions - rows)
        least = first if causal else 0
        depth = longest - least if first < longest else 0
        at, from_q = offset(ds, least * wide + first * WIDTH), offset(q, least * ld)
        lane_product(
            at, WIDTH, wide, from_q, line, ld, offset(dk, first * ld), ld, line, rows, d, depth
        )
        at, from_a = offset(p, least * line + first * ld), offset(da, least * ld)
        lane_product(
            at, ld, line, from_a, line, ld, offset(dv, first * ld), ld, line, rows, d, depth
        )


@operation(OpCode.ATTENTION_FORWARD)
def attention_forward(p, t, row, registers):
    """Row = (q, k, v, lengths, p, a, scratch, units, heads, positions, ld, causal)."""
    units, heads, positions, ld, causal = row[8], row[9], row[10], row[11], row[12]
    d = units // heads
    scratch = offset(p, row[7])
    for lane in range(0, ld, WIDTH):
        lengths = offset(p, row[4] + lane)
        for head in range(heads):
            own = offset(p, head * d * positions * ld + lane)
            weights = offset(p, row[5] + head * positions * positions * ld + lane)
            q, k, v, a = (
                offset(own, row[1]),
                offset(own, row[2]),
                offset(own, row[3]),
                offset(own, row[6]),
            )
            _look(q, k, v, lengths, weights, a, scratch, d, positions, ld, causal)
    return 0


@operation(OpCode.ATTENTION_BACKWARD)
def attention_backward(p, t, row, registers):
    """Row = (q, k, v, lengths, p, da, dq, dk, dv, scratch, units, heads, positions, ld, causal)."""
    units, heads, positions, ld, causal = row[11], row[12], row[13], row[14], row[15]
    d = units // heads
    scratch = offset(p, row[10])
    for lane in range(0, ld, WIDTH):
        lengths = offset(p, row[4] + lane)
        for head in range(heads):
            own = offset(p, head * d * positions * ld + lane)
            weights = offset(p, row[5] + head * positions * positions * ld + lane)
            q, k, v, da = (
                offset(own, row[1]),
                offset(own, row[2]),
                offset(own, row[3]),
                offset(own, row[6]),
            )
            dq, dk, dv = offset(own, row[7]), offset(own, row[8]), offset(own, row[9])
            ds = _blame_scores(v, lengths, weights, da, scratch, d, positions, ld, causal)
            _blame(q, k, lengths, weights, ds, da, dq, dk, dv, d, positions, ld, causal)
    return 0
