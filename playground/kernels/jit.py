"""How kernels are compiled: the options, and the register of operations.

An *operation* is a C function ``int64 op(float32* p, int32* t, int64* row, float64* registers)``
with its own address and its own file in the cache, so that each is compiled or loaded alone, when
first needed. It returns 0, or 1 when a guard trips. Numba's C wrapper takes Python's lock only to
report an exception, and kernels raise none.

What is long and wanted by several operations is a `shared` routine, compiled once as well: machine
code names it by a symbol, on the disk too, and LLVM is told the symbol's address in this process
before it links what calls it.
"""

import inspect
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import FunctionType
from typing import Any

import llvmlite.binding
import numba
from numba import extending, types
from numba.core import cgutils

from playground.kernels import cache
from playground.kernels.optable import OpCode

# Whatever a library's type stubs say of a kernel's functions, compiled they are something else.
intrinsic: Any = extending.intrinsic
_numba: Any = numba

FLOATS = types.CPointer(types.float32)
INTS = types.CPointer(types.int32)
LONGS = types.CPointer(types.int64)
DOUBLES = types.CPointer(types.float64)

_SIGNATURE = types.int64(FLOATS, INTS, LONGS, DOUBLES)
# The vector code is written out by hand: LLVM's vectoriser would only cost time. No fast-math:
# a number that is not finite must stay so until a guard sees it.
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "boundscheck": False}

# Nobody calls these from Python or C by numba's usual doors.
_BARE: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}

_lock = threading.RLock()
_functions: dict[OpCode, Callable[..., int]] = {}
_compiled: dict[OpCode, Any] = {}
_routines: dict[Callable[..., Any], Any] = {}


@dataclass(frozen=True, slots=True)
class _Shared:
    """A routine that machine code calls by its ``symbol``."""

    function: Callable[..., None]
    signature: Any
    symbol: str


_shared: dict[int, _Shared] = {}
"""By the identity of what stands for each of them in the text of kernels."""


@contextmanager
def _settings() -> Iterator[None]:
    """Compile with our cache folder, and leave other people's numba code in peace."""
    config = _numba.config
    with _lock:
        before = (config.CACHE_DIR, config.LOOP_VECTORIZE)
        config.CACHE_DIR = str(cache.folder())
        config.LOOP_VECTORIZE = 0
        try:
            yield
        finally:
            config.CACHE_DIR, config.LOOP_VECTORIZE = before


def _cached(compiler: Callable[..., Any], signature: Any, function: Callable[..., Any]) -> Any:
    """Compile a function or load it; where nothing can be saved (disk full), compile it only."""
    with _settings():
        try:
            return _kept(compiler, signature, function)
        except OSError:
            return compiler(signature, **_OPTIONS)(function)


def _kept(compiler: Callable[..., Any], signature: Any, function: Callable[..., Any]) -> Any:
    """Load a function, or compile and keep it; what is kept but damaged is made anew."""
    try:
        return compiler(signature, cache=True, **_OPTIONS)(function)
    except OSError:
        raise
    except Exception:
        # A power cut leaves half of a file, and reading it fails in many ways. Whatever else is
        # wrong with the function shows again.
        cache.forget(function.__module__, function.__qualname__)
        return compiler(signature, cache=True, **_OPTIONS)(function)


def operation(code: OpCode) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Register a function as the operation ``code``; it is compiled when its address is wanted."""

    def register(function: Callable[..., int]) -> Callable[..., int]:
        _functions[code] = function
        return function

    return register


def operations() -> Mapping[OpCode, Callable[..., int]]:
    """Return the registered functions, not compiled."""
    return _functions


def address(code: OpCode) -> int:
    """Return the address of an operation's machine code; compiles or loads it the first time."""
    if code not in _compiled:
        _compiled[code] = _loaded(_SIGNATURE, _functions[code])
    return _place(_compiled[code])


def routine(function: Callable[..., int]) -> int:
    """Return the address of a function that is called like an operation, but is none."""
    return _place(_routine(_SIGNATURE, function))


def shared(*kinds: Any) -> Callable[[Callable[..., None]], Any]:
    """Make a function with arguments of these types one that kernels call instead of containing it.

    It is compiled or loaded when the first operation that calls it is.
    """

    def register(function: Callable[..., None]) -> Any:
        module = function.__module__.rpartition(".")[2]
        one = _Shared(function, types.void(*kinds), f"playground_{module}_{function.__name__}")

        def emit(context: Any, builder: Any, _: Any, arguments: Any) -> Any:
            if function not in _routines:
                # Linked without an address, it would end the process.
                raise LookupError(f"{one.symbol} is called where `_called` does not see it")
            conventions, result, given = context.call_conv, types.none, one.signature.args
            kind = conventions.get_function_type(result, given)
            callee = cgutils.get_or_insert_function(builder.module, kind, one.symbol)
            # Kernels raise nothing: nobody looks at the status.
            conventions.call_function(builder, callee, result, given, arguments)
            return context.get_dummy_value()

        def call(typing: Any, *_: Any) -> Any:
            return one.signature, emit

        own = inspect.signature(function)
        first = inspect.Parameter("typing", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        call.__signature__ = own.replace(parameters=[first, *own.parameters.values()])  # type: ignore[attr-defined]
        call.__name__ = function.__name__
        stands = intrinsic(call)
        _shared[id(stands)] = one
        return stands

    return register


def called(function: Callable[..., Any]) -> set[str]:
    """Return the symbols of the shared routines that a kernel calls, not those that these call."""
    return {one.symbol for one in _called(function)}


def _called(function: Callable[..., Any]) -> Iterator[_Shared]:
    """Yield the shared routines that a kernel names, or the functions that are parts of it."""
    names = inspect.getclosurevars(function)
    for value in (*names.globals.values(), *names.nonlocals.values()):
        if id(value) in _shared:
            yield _shared[id(value)]
        elif isinstance(part := getattr(value, "py_func", None), FunctionType):
            yield from _called(part)


def _routine(signature: Any, function: Callable[..., Any]) -> Any:
    if function not in _routines:
        _routines[function] = _loaded(signature, function)
    return _routines[function]


def _loaded(signature: Any, function: Callable[..., Any]) -> Any:
    """Compile or load a kernel, behind the shared routines that it calls."""
    for one in _called(function):
        place = _place(_routine(one.signature, one.function))
        llvmlite.binding.add_symbol(one.symbol, place)
    return _cached(partial(_numba.njit, **_BARE), signature, function)


def _place(compiled: Any) -> int:
    (result,) = compiled.overloads.values()
    return int(result.library.get_pointer_to_function(result.fndesc.llvm_func_name))


def cache_hits(code: OpCode) -> int:
    """Return 1 if the operation came from the cache, 0 if it was compiled in this process."""
    return sum(_compiled[code].stats.cache_hits.values())


def inlined(function: Callable[..., Any]) -> Any:
    """Return ``function`` as a part of the kernels that call it, without a door of its own."""
    return _numba.njit(forceinline=True, **_BARE, **_OPTIONS)(function)


def merged(function: Callable[..., Any]) -> Any:
    """Return ``function`` as text for the kernels that call it: compiled as a part of them alone.

    `inlined` functions are compiled at every level of nesting once more. Where the innermost are
    long, that is most of the time that an operation takes to compile.
    """
    return _numba.njit(inline="always", **_BARE, **_OPTIONS)(function)


def entry(signature: Any) -> Callable[[Callable[..., Any]], Any]:
    """Make a function callable from Python: compiled or loaded from the cache at once."""

    def decorate(function: Callable[..., Any]) -> Any:
        return _cached(_numba.njit, signature, function)

    return decorate
