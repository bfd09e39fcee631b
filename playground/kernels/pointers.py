"""Raw memory for kernels: pointers of arrays, calls through an address, loads that really happen."""

from llvmlite import ir
from numba import types

from playground.kernels.jit import DOUBLES, FLOATS, INTS, LONGS, intrinsic

_I64 = ir.IntType(64)


@intrinsic
def pointer(typing, array):
    """Return the address of an array's first element as a typed pointer."""

    def emit(context, builder, signature, arguments):
        return context.make_array(signature.args[0])(context, builder, arguments[0]).data

    return types.CPointer(array.dtype)(array), emit


@intrinsic
def offset(typing, start, elements):
    """Return the pointer ``elements`` further on."""

    def emit(context, builder, signature, arguments):
        return builder.gep(arguments[0], [arguments[1]])

    return start(start, types.int64), emit


@intrinsic
def call_row(typing, p, t, row, registers):
    """Call the operation whose address stands in ``row[0]`` and return what it returns."""

    def emit(context, builder, signature, arguments):
        function = ir.FunctionType(_I64, [argument.type for argument in arguments])
        address = builder.load(arguments[2])
        return builder.call(builder.inttoptr(address, function.as_pointer()), arguments)

    return types.int64(FLOATS, INTS, LONGS, DOUBLES), emit


@intrinsic
def load_shared(typing, flag):
    """Load ``flag[0]`` from memory now, because another thread may have written it."""

    def emit(context, builder, signature, arguments):
        return builder.load_atomic(arguments[0], "monotonic", 4)

    return types.int32(INTS), emit


def stack(count):
    """Return an intrinsic that gives room for ``count`` float32 on the stack, in whole lines."""

    @intrinsic
    def room(typing):
        def emit(context, builder, signature, arguments):
            with builder.goto_entry_block():
                array = builder.alloca(ir.ArrayType(ir.FloatType(), count))
            array.align = 64
            return builder.bitcast(array, ir.FloatType().as_pointer())

        return FLOATS(), emit

    return room
