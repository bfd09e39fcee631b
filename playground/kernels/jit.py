"""How kernels are compiled: the options, and the register of operations.

An *operation* is a C function ``int64 op(float32* p, int32* t, int64* row, float64* registers)``
with its own address and its own file in the cache, so that each is compiled or loaded alone, when
first needed. It returns 0, or 1 when a guard trips. Numba's C wrapper takes Python's lock only to
report an exception, and kernels raise none.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import numba
from numba import extending, types

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
_routines: dict[Callable[..., int], Any] = {}


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
        _compiled[code] = _cached(partial(_numba.njit, **_BARE), _SIGNATURE, _functions[code])
    return _place(_compiled[code])


def routine(function: Callable[..., int]) -> int:
    """Return the address of a function that is called like an operation, but is none."""
    if function not in _routines:
        _routines[function] = _cached(partial(_numba.njit, **_BARE), _SIGNATURE, function)
    return _place(_routines[function])


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
