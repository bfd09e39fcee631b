"""Layer normalisation: at every position of every example, the units get mean 0 and variance 1.

x is [units, lanes]: every lane is one position of one example, and no other is looked at.

References
----------
.. [1] J. Ba, J. Kiros, G. Hinton, "Layer normalization", 2016.
"""

from numba import types

from playground.kernels.blocks import WIDE, each_full_block
from playground.kernels.jit import FLOATS, intrinsic, operation
from playground.kernels.optable import OpCode
from playground.kernels.vectors import FLOAT, elementwise, fma, integer, load, square_root, store

EPSILON = 1e-5
"""Added to the variance before its root is taken, as in PyTorch."""

_fill = elementwise(lambda value: value)


@intrinsic
def _forward(typing, p, x, w, b, a, mean, inverse, units, lanes):
    def emit(context, builder, signature, arguments):
        p, x, w, b, a, mean, inverse, units, lanes = arguments

        def body(block):
            number = block.number(units)
            total = block.variable(block.constant(0.0))
            with block.each(units) as unit:
                total.set(total.get() + block.read(x, unit))
            middle = total.get() / number
            squares = block.variable(block.constant(0.0))
            with block.each(units) as unit:
                distance = block.read(x, unit) - middle
                squares.set(fma(distance, distance, squares.get()))
            scale = 1.0 / square_root(squares.get() / number + EPSILON)
            block.write(middle, mean, integer(0))
            block.write(scale, inverse, integer(0))
            with block.each(units) as unit:
                normal = (block.read(x, unit) - middle) * scale
                block.write(fma(normal, block.spread(w, unit), block.spread(b, unit)), a, unit)

        each_full_block(builder, p, lanes, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 8), emit


@intrinsic
def _backward(typing, p, x, w, mean, inverse, da, dx, dw, db, units, lanes):
    def emit(context, builder, signature, arguments):
        p, x, w, mean, inverse, da, dx, dw, db, units, lanes = arguments

        def add(start, unit, amount):
            place = builder.add(start, unit)
            more = builder.fptrunc(amount, FLOAT)
            store(builder, builder.fadd(load(builder, p, place, 1), more), p, place)

        def body(block):
            middle, scale = block.read(mean, integer(0)), block.read(inverse, integer(0))
            total, products = (block.variable(block.constant(0.0)) for _ in range(2))
            with block.each(units) as unit:
                blame, normal = block.read(da, unit), (block.read(x, unit) - middle) * scale
                add(db, unit, block.total(blame))
                add(dw, unit, block.total(blame * normal))
                part = blame * block.spread(w, unit)
                total.set(total.get() + part)
                products.set(fma(part, normal, products.get()))
            share = 1.0 / block.number(units)
            shift, tilt = total.get() * share, products.get() * share
            with block.each(units) as unit:
                normal = (block.read(x, unit) - middle) * scale
                part = block.read(da, unit) * block.spread(w, unit)
                block.write(scale * ((part - shift) - normal * tilt), dx, unit)

        each_full_block(builder, p, lanes, body, WIDE)
        return context.get_dummy_value()

    return types.void(FLOATS, *[types.int64] * 10), emit


@operation(OpCode.LAYER_NORM_FORWARD)
def layer_norm_forward(p, t, row, registers):
    """Set a = w·(x − mean)·inverse + b: row = (x, w, b, a, mean, inverse, units, lanes)."""
    _forward(p, row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8])
    return 0


@operation(OpCode.LAYER_NORM_BACKWARD)
def layer_norm_backward(p, t, row, registers):
    """Set dx, dw (+)= Σ da·x̂ and db (+)= Σ da.

    row = (x, w, mean, inverse, da, dx, dw, db, units, lanes, accumulate).
    """
    x, w, mean, inverse, da, dx, dw, db = (
        row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8],
    )  # fmt: skip
    if row[11] == 0:
        _fill(p, (), (0.0,), (dw,), row[9])
        _fill(p, (), (0.0,), (db,), row[9])
    _backward(p, x, w, mean, inverse, da, dx, dw, db, row[9], row[10])
    return 0
