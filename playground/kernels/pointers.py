"""What lies below the kernels: pointers, calls through an address, the processor's own switches."""

import platform
import sys

from llvmlite import ir
from numba import types
from numba.core import cgutils

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
def fresh(typing, number):
    """Return an int64 as it is, but so that the optimiser knows nothing of it.

    What depends on it is computed where it is used. Otherwise all addresses of a loop's body are
    worked out in front of the loop, which costs more than a loop that runs once or twice.
    """

    def emit(context, builder, signature, arguments):
        kind = ir.FunctionType(_I64, [_I64])
        return builder.call(ir.InlineAsm(kind, "", "=r,0", side_effect=True), arguments)

    return types.int64(types.int64), emit


@intrinsic
def call_row(typing, p, t, row, registers):
    """Call the operation whose address stands in ``row[0]`` and return what it returns."""

    def emit(context, builder, signature, arguments):
        # numba's own way to call: the result and an exception through pointers, the status back.
        # A kernel raises no exception, so neither of the last two is looked at.
        result = cgutils.alloca_once(builder, _I64)
        nothing = ir.IntType(8).as_pointer()
        exception = cgutils.alloca_once(builder, nothing)
        all_ = [result, exception, *arguments]
        function = ir.FunctionType(ir.IntType(32), [argument.type for argument in all_])
        address = builder.load(arguments[2])
        builder.call(builder.inttoptr(address, function.as_pointer()), all_)
        return builder.load(result)

    return types.int64(FLOATS, INTS, LONGS, DOUBLES), emit


_HAS_MXCSR = platform.machine().lower() in ("x86_64", "amd64")
_MXCSR = ir.FunctionType(ir.VoidType(), [ir.IntType(8).as_pointer()])
# Results (bit 15) and operands (bit 6) below the smallest normal number count as 0.
_FLUSH = 0x8040


@intrinsic
def flush_denormals(typing):
    """Make the processor treat denormals as 0, and return its state before for `restore`.

    Saturated networks are full of products below 1e-38, and x86 computes each of them a hundred
    times slower than other numbers. Elsewhere denormals are fast and nothing is done.
    """

    def emit(context, builder, signature, arguments):
        kind = ir.IntType(32)
        if not _HAS_MXCSR:
            return ir.Constant(kind, 0)
        slot = cgutils.alloca_once(builder, kind)
        address = builder.bitcast(slot, ir.IntType(8).as_pointer())
        store = cgutils.get_or_insert_function(builder.module, _MXCSR, "llvm.x86.sse.stmxcsr")
        builder.call(store, [address])
        before = builder.load(slot)
        builder.store(builder.or_(before, ir.Constant(kind, _FLUSH)), slot)
        load = cgutils.get_or_insert_function(builder.module, _MXCSR, "llvm.x86.sse.ldmxcsr")
        builder.call(load, [address])
        return before

    return types.int32(), emit


@intrinsic
def restore(typing, before):
    """Undo `flush_denormals`: the thread's other code must not notice."""

    def emit(context, builder, signature, arguments):
        if _HAS_MXCSR:
            slot = cgutils.alloca_once(builder, ir.IntType(32))
            builder.store(arguments[0], slot)
            address = builder.bitcast(slot, ir.IntType(8).as_pointer())
            load = cgutils.get_or_insert_function(builder.module, _MXCSR, "llvm.x86.sse.ldmxcsr")
            builder.call(load, [address])
        return context.get_dummy_value()

    return types.void(types.int32), emit


@intrinsic
def load_shared(typing, flag):
    """Load ``flag[0]`` from memory now, because another thread may have written it.

    Everything that the other thread wrote before it is seen from now on.
    """

    def emit(context, builder, signature, arguments):
        return builder.load_atomic(arguments[0], "acquire", 4)

    return types.int32(INTS), emit


@intrinsic
def store_shared(typing, flag, value):
    """Store ``flag[0]`` for another thread, behind everything that this one has written."""

    def emit(context, builder, signature, arguments):
        builder.store_atomic(arguments[1], arguments[0], "release", 4)
        return context.get_dummy_value()

    return types.void(INTS, types.int32), emit


_IS_ARM = platform.machine().lower() in ("aarch64", "arm64")


@intrinsic
def pause(typing):
    """Tell the processor that this thread only waits for another: a few dozen nanoseconds."""

    def emit(context, builder, signature, arguments):
        if _HAS_MXCSR:
            kind = ir.FunctionType(ir.VoidType(), [])
            name = "llvm.x86.sse2.pause"
            builder.call(cgutils.get_or_insert_function(builder.module, kind, name), [])
        elif _IS_ARM:
            kind = ir.FunctionType(ir.VoidType(), [ir.IntType(32)])
            hint = cgutils.get_or_insert_function(builder.module, kind, "llvm.aarch64.hint")
            builder.call(hint, [ir.Constant(ir.IntType(32), 1)])
        return context.get_dummy_value()

    return types.void(), emit


_GIVE_WAY = "SwitchToThread" if sys.platform == "win32" else "sched_yield"


@intrinsic
def give_way(typing):
    """Let the system run another thread here: perhaps the one that is waited for."""

    def emit(context, builder, signature, arguments):
        kind = ir.FunctionType(ir.IntType(32), [])
        builder.call(cgutils.get_or_insert_function(builder.module, kind, _GIVE_WAY), [])
        return context.get_dummy_value()

    return types.void(), emit


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


@intrinsic
def real(typing, bits):
    """Return the float64 that an int64 carries: an argument of space "F"."""

    def emit(context, builder, signature, arguments):
        return builder.bitcast(arguments[0], ir.DoubleType())

    return types.float64(types.int64), emit
