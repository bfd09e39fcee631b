"""Records: windows over pictures, and means over all positions."""

from collections.abc import Mapping

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import (
    Argument,
    Operation,
    ld,
    number,
    product,
    units_ld,
    units_positions_ld,
)

_picture = product("channels", "height", "width", "ld")
_result = product("channels", "out_h", "out_w", "ld")

_WINDOWS = (
    number("channels"),
    number("height"),
    number("width"),
    number("out_h"),
    number("out_w"),
    number("window_h"),
    number("window_w"),
    number("stride_h"),
    number("stride_w"),
    # Rows of padding above and columns to the left; below and to the right they follow from out_h
    # and out_w.
    number("top", 0),
    number("left", 0),
    number("ld", 16),
)


def windows_inside(numbers: Mapping[str, int]) -> str:
    """Say whether every window has at least one place inside the picture."""
    for out, stride, before, window, size in (
        ("out_h", "stride_h", "top", "window_h", "height"),
        ("out_w", "stride_w", "left", "window_w", "width"),
    ):
        last = (numbers[out] - 1) * numbers[stride] - numbers[before]
        if numbers[before] >= numbers[window] or last >= numbers[size]:
            return f"a window lies outside of the picture's {size}"
    return ""


def _pool(code: OpCode, formula: str, explanation: str) -> Operation:
    """Pooling: a[channels, out_h, out_w, ld] of x[channels, height, width, ld]."""
    arguments = (Argument("x", "W", "r", _picture), Argument("a", "W", "w", _result), *_WINDOWS)
    return Operation(code, arguments, formula, explanation, windows_inside)


POOLING = (
    _pool(
        OpCode.MAX_POOL_FORWARD,
        "a = max over the window",
        "Keeps the largest number of every window: what was found, not exactly where.",
    ),
    Operation(
        OpCode.MAX_POOL_BACKWARD,
        (
            Argument("x", "W", "r", _picture),
            Argument("a", "W", "r", _result),
            Argument("da", "W", "r", _result),
            Argument("dx", "W", "rw", _picture),
            *_WINDOWS,
            number("accumulate", 0),
        ),
        "∂L/∂x = ∂L/∂a where x = a, else 0",
        "Blame goes to the place that was the largest (the first of several), to no other.",
        windows_inside,
    ),
    _pool(
        OpCode.AVERAGE_POOL_FORWARD,
        "a = mean over the window",
        "Puts the mean in place of every window; padding does not count.",
    ),
    Operation(
        OpCode.AVERAGE_POOL_BACKWARD,
        (
            Argument("da", "W", "r", _result),
            Argument("dx", "W", "rw", _picture),
            *_WINDOWS,
            number("accumulate", 0),
        ),
        "∂L/∂x = ∂L/∂a / number of places",
        "Every place of a window gets an equal share of its blame.",
        windows_inside,
    ),
    Operation(
        OpCode.GLOBAL_AVERAGE_POOL_FORWARD,
        (
            Argument("x", "W", "r", units_positions_ld),
            Argument("lengths", "W", "r", ld),
            Argument("a", "W", "w", units_ld),
            number("units"),
            number("positions"),
            number("ld", 16),
        ),
        "a = mean of x over positions",
        "One number for every unit: the mean of all its positions, as far as the example goes.",
    ),
    Operation(
        OpCode.GLOBAL_AVERAGE_POOL_BACKWARD,
        (
            Argument("lengths", "W", "r", ld),
            Argument("da", "W", "r", units_ld),
            Argument("dx", "W", "rw", units_positions_ld),
            number("units"),
            number("positions"),
            number("ld", 16),
            number("accumulate", 0),
        ),
        "∂L/∂x = ∂L/∂a / number of positions",
        "Every position gets an equal share of the blame; none beyond the example's length.",
    ),
)
