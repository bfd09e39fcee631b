"""Formulas on one number or on sixteen: the same text becomes scalar or vector machine code.

A `Lanes` is a value inside LLVM. Formulas are plain Python functions of `Lanes`; they run once,
while the kernel is being compiled, and leave instructions behind. LLVM splits sixteen lanes into
as many registers as the processor needs. Arithmetic is IEEE: no flag lets LLVM assume that numbers
are finite; only `fma` may round once instead of twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from playground.kernels.jit import FLOATS, intrinsic

WIDTH = 16
FLOAT = ir.FloatType()
DOUBLE = ir.DoubleType()
I32 = ir.IntType(32)
I64 = ir.IntType(64)
VECTOR = ir.VectorType(FLOAT, WIDTH)


def integer(number: int) -> Any:
    """Return an int64 constant."""
    return ir.Constant(I64, number)


def call(builder: Any, name: str, result: Any, arguments: Sequence[Any]) -> Any:
    """Call one of LLVM's own functions."""
    kind = ir.FunctionType(result, [argument.type for argument in arguments])
    return builder.call(cgutils.get_or_insert_function(builder.module, kind, name), arguments)


def suffix(kind: Any) -> str:
    """Return a type's name as LLVM's functions carry it: "f32", "v16f32"."""
    if isinstance(kind, ir.VectorType):
        return f"v{kind.count}{suffix(kind.element)}"
    return (
        {FLOAT: "f32", DOUBLE: "f64"}[kind]
        if not isinstance(kind, ir.IntType)
        else f"i{kind.width}"
    )


class Lanes:
    """One value, or one per lane, with arithmetic."""

    __slots__ = ("builder", "value")

    def __init__(self, builder: Any, value: Any) -> None:
        self.builder = builder
        self.value = value

    @property
    def kind(self) -> Any:
        return self.value.type

    def shaped(self, element: Any) -> Any:
        """Return the type with as many lanes as this value and another element."""
        kind = self.kind
        return ir.VectorType(element, kind.count) if isinstance(kind, ir.VectorType) else element

    def constant(self, number: float, element: Any = FLOAT) -> Lanes:
        """Return ``number`` in every lane."""
        kind = self.shaped(element)
        many = isinstance(kind, ir.VectorType)
        return Lanes(self.builder, ir.Constant(kind, [number] * kind.count if many else number))

    def _pair(self, other: Any) -> Any:
        return other.value if isinstance(other, Lanes) else self.constant(other).value

    def __add__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fadd(self.value, self._pair(other)))

    def __radd__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fadd(self._pair(other), self.value))

    def __sub__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fsub(self.value, self._pair(other)))

    def __rsub__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fsub(self._pair(other), self.value))

    def __mul__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fmul(self.value, self._pair(other)))

    def __rmul__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fmul(self._pair(other), self.value))

    def __truediv__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fdiv(self.value, self._pair(other)))

    def __rtruediv__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fdiv(self._pair(other), self.value))

    def __neg__(self) -> Lanes:
        return Lanes(self.builder, self.builder.fneg(self.value))

    def __lt__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fcmp_ordered("<", self.value, self._pair(other)))

    def __gt__(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fcmp_ordered(">", self.value, self._pair(other)))

    def equals(self, other: Any) -> Lanes:
        return Lanes(self.builder, self.builder.fcmp_ordered("==", self.value, self._pair(other)))

    def bits(self) -> Any:
        """Return the 32 bits of every lane as integers."""
        return self.builder.bitcast(self.value, self.shaped(I32))

    def from_bits(self, bits: Any) -> Lanes:
        return Lanes(self.builder, self.builder.bitcast(bits, self.shaped(FLOAT)))


def select(condition: Lanes, yes: Lanes, no: Any) -> Lanes:
    """Return ``yes`` where the condition holds, else ``no``. A comparison with NaN never holds."""
    other = no if isinstance(no, Lanes) else yes.constant(no)
    return Lanes(yes.builder, yes.builder.select(condition.value, yes.value, other.value))


def fma(a: Lanes, b: Any, c: Any) -> Lanes:
    """Return a·b + c."""
    arguments = [a.value, a._pair(b), a._pair(c)]
    name = f"llvm.fmuladd.{suffix(a.kind)}"
    return Lanes(a.builder, call(a.builder, name, a.kind, arguments))


def absolute(x: Lanes) -> Lanes:
    """Return |x|."""
    return Lanes(x.builder, call(x.builder, f"llvm.fabs.{suffix(x.kind)}", x.kind, [x.value]))


def square_root(x: Lanes) -> Lanes:
    """Return √x, rounded correctly."""
    return Lanes(x.builder, call(x.builder, f"llvm.sqrt.{suffix(x.kind)}", x.kind, [x.value]))


def polynomial(x: Lanes, coefficients: Sequence[float]) -> Lanes:
    """Return a polynomial by Horner's rule, highest power first."""
    result = x.constant(coefficients[0])
    for coefficient in coefficients[1:]:
        result = fma(result, x, coefficient)
    return result


def paired(x: Lanes, coefficients: Sequence[float]) -> Lanes:
    """Return a polynomial, highest power first, by Estrin's scheme: soon there, at more work.

    Neighbours are joined two by two, a + b·x, then these by x², and so on.
    """
    parts: list[Lanes | float] = list(reversed(coefficients))
    while len(parts) > 1:
        joined: list[Lanes | float] = [
            fma(x, high, low) for low, high in zip(parts[::2], parts[1::2], strict=False)
        ]
        parts = joined + parts[2 * len(joined) :]
        x = x * x
    (result,) = parts
    return result if isinstance(result, Lanes) else x.constant(result)


# ------------------------------------------------------------------------------ memory


def at(builder: Any, p: Any, offset: Any, lanes: int = 1) -> Any:
    """Return the address of element ``offset``, as that of a vector if ``lanes`` > 1."""
    address = builder.gep(p, [offset])
    if lanes == 1:
        return address
    return builder.bitcast(address, ir.VectorType(FLOAT, lanes).as_pointer())


def load(builder: Any, p: Any, offset: Any, lanes: int = WIDTH) -> Any:
    """Load ``lanes`` numbers from any address that is a multiple of 4."""
    return builder.load(at(builder, p, offset, lanes), align=4)


def store(builder: Any, value: Any, p: Any, offset: Any) -> None:
    """Store one number or a vector."""
    lanes = value.type.count if isinstance(value.type, ir.VectorType) else 1
    builder.store(value, at(builder, p, offset, lanes), align=4)


def splat(builder: Any, value: Any, lanes: int = WIDTH) -> Any:
    """Return ``value`` in every lane."""
    if lanes == 1:
        return value
    none = ir.Constant(ir.VectorType(value.type, lanes), ir.Undefined)
    first = builder.insert_element(none, value, ir.Constant(I32, 0))
    return builder.shuffle_vector(first, none, ir.Constant(ir.VectorType(I32, lanes), [0] * lanes))


def below(builder: Any, count: Any, lanes: int = WIDTH) -> Any:
    """Return the mask of the lanes whose number is less than ``count`` (int64)."""
    numbers = ir.Constant(ir.VectorType(I32, lanes), list(range(lanes)))
    limit = splat(builder, builder.trunc(count, I32), lanes)
    return builder.icmp_signed("<", numbers, limit)


def total(builder: Any, value: Any) -> Any:
    """Return the sum over the lanes, added in halves: a fixed order."""
    lanes = value.type.count
    while lanes > 1:
        lanes //= 2
        none = ir.Constant(value.type, ir.Undefined)
        indices = ir.VectorType(I32, lanes)
        low = builder.shuffle_vector(value, none, ir.Constant(indices, list(range(lanes))))
        high = builder.shuffle_vector(
            value, none, ir.Constant(indices, list(range(lanes, 2 * lanes)))
        )
        value = builder.fadd(low, high)
    return builder.extract_element(value, ir.Constant(I32, 0))


def minimum(builder: Any, value: Any, limit: int) -> Any:
    """Return the lesser of an int64 and a constant."""
    small = builder.icmp_signed("<", value, integer(limit))
    return builder.select(small, value, integer(limit))


def each_piece(
    builder: Any, size: Any, body: Callable[[Any, int], None], widest: int = WIDTH
) -> None:
    """Emit ``body(start, lanes)`` for ``size`` elements: sixteens, then at most one 8, 4, 2, 1.

    Nothing beyond ``size`` is touched. Masks would do the same in less code, but a masked store
    cannot be forwarded to the next load, and tiny networks wait for little else. With ``widest``
    = 8 the sixteens are left out: ``size`` is then at most 15.
    """
    if widest == WIDTH:
        whole = builder.and_(size, integer(-WIDTH))
        with cgutils.for_range_slice(builder, integer(0), whole, integer(WIDTH), I64) as (start, _):
            body(start, WIDTH)
    lanes = WIDTH // 2
    while lanes:
        present = builder.icmp_signed("!=", builder.and_(size, integer(lanes)), integer(0))
        with builder.if_then(present):
            body(builder.and_(size, integer(-2 * lanes)), lanes)
        lanes //= 2


def widened(builder: Any, value: Any, width: int = WIDTH) -> Any:
    """Return ``width`` lanes: those of ``value``, then zeros."""
    if not isinstance(value.type, ir.VectorType):
        zero = ir.Constant(ir.VectorType(FLOAT, width), [0.0] * width)
        return builder.insert_element(zero, value, ir.Constant(I32, 0))
    count = value.type.count
    if count == width:
        return value
    padding = ir.Constant(value.type, [0.0] * count)
    lanes = list(range(count)) + [count] * (width - count)
    indices = ir.Constant(ir.VectorType(I32, width), lanes)
    return builder.shuffle_vector(value, padding, indices)


def elementwise(formula: Callable[..., Any]) -> Any:
    """Return an intrinsic ``(p, inputs, scalars, outputs, size)`` that maps a formula.

    ``outputs[i] = formula(inputs[i]…, scalars…)``: inputs and outputs are tuples of offsets from
    ``p``, of which exactly ``size`` elements are touched; an output may be one of the inputs.
    Scalars are a tuple of float64 and enter the formula as float32. The formula takes and returns
    `Lanes`, a tuple of them for several outputs.
    """

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        p, size = arguments[0], arguments[-1]
        inputs, scalars, outputs = (cgutils.unpack_tuple(builder, a) for a in arguments[1:-1])
        numbers = [builder.fptrunc(number, FLOAT) for number in scalars]

        def body(start: Any, lanes: int) -> None:
            values = [load(builder, p, builder.add(where, start), lanes) for where in inputs]
            values += [splat(builder, number, lanes) for number in numbers]
            result = formula(*(Lanes(builder, value) for value in values))
            results = result if isinstance(result, tuple) else (result,)
            for value, where in zip(results, outputs, strict=True):
                store(builder, value.value, p, builder.add(where, start))

        each_piece(builder, size, body)
        return context.get_dummy_value()

    @intrinsic
    def apply(typing, p, inputs, scalars, outputs, size):
        return types.void(FLOATS, inputs, scalars, outputs, types.int64), emit

    return apply
