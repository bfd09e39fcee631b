"""`data.random` in compiled code: numbers that are functions of a key and of counters."""

from typing import Any

import numpy as np
from llvmlite import ir

from playground.kernels.jit import inlined

I32, I64 = ir.IntType(32), ir.IntType(64)

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FACTOR_1 = np.uint64(0xBF58476D1CE4E5B9)
_FACTOR_2 = np.uint64(0x94D049BB133111EB)
_1, _27, _30, _31 = (np.uint64(number) for number in (1, 27, 30, 31))


@inlined
def draw(key, counter):
    """`data.random.draw`: number ``counter`` of the stream ``key``."""
    z = key + _GOLDEN * (np.uint64(counter) + _1)
    z = (z ^ (z >> _30)) * _FACTOR_1
    z = (z ^ (z >> _27)) * _FACTOR_2
    return z ^ (z >> _31)


def draw_lanes(builder: Any, key: Any, counter: Any) -> Any:
    """Emit the same for int64 in LLVM, one number or one per lane."""
    kind = key.type

    def number(value: int) -> Any:
        many = isinstance(kind, ir.VectorType)
        return ir.Constant(kind, [value] * kind.count if many else value)

    def scrambled(z: Any, shift: int, factor: int) -> Any:
        return builder.mul(builder.xor(z, builder.lshr(z, number(shift))), number(factor))

    step = builder.mul(builder.add(counter, number(1)), number(int(_GOLDEN)))
    z = scrambled(builder.add(key, step), 30, int(_FACTOR_1))
    z = scrambled(z, 27, int(_FACTOR_2))
    return builder.xor(z, builder.lshr(z, number(31)))


def examples_of_lanes(builder: Any, order: Any, lane: Any, count: Any, width: int) -> Any:
    """Emit the loading of the examples of ``width`` lanes, int64; padding has that of lane 0.

    ``order`` points at the entry of lane 0, of which ``count`` are examples of this batch.
    """
    found = ir.Constant(ir.VectorType(I64, width), ir.Undefined)
    for index in range(width):
        place = builder.add(lane, ir.Constant(I64, index))
        padding = builder.icmp_signed(">=", place, count)
        place = builder.select(padding, ir.Constant(I64, 0), place)
        example = builder.sext(builder.load(builder.gep(order, [place])), I64)
        if width == 1:
            return example
        found = builder.insert_element(found, example, ir.Constant(I32, index))
    return found
