"""Records: convolution, transposed convolution, upsampling.

Pictures are [channels, height, width, ld]. ``top`` and ``left`` are the rows and columns of
padding in front of the picture (of a transposed convolution: of what it paints, those left out).
Those behind it follow from the size of the result. Kernels cut off whatever lies outside instead
of reading it, so that any size of result, padding and kernel is safe.
"""

from collections.abc import Mapping

from playground.kernels.optable.codes import OpCode
from playground.kernels.optable.records import Argument, Operation, number, product

_input = product("c_in", "height", "width", "ld")
_output = product("c_out", "out_h", "out_w", "ld")
_units = product("c_out")


def _weights(numbers: Mapping[str, int]) -> int:
    """Return the extent of the weights [c_out, c_in/groups, kernel_h, kernel_w]."""
    per_group = numbers["c_in"] // numbers["groups"]
    return numbers["c_out"] * per_group * numbers["kernel_h"] * numbers["kernel_w"]


def _spread_weights(numbers: Mapping[str, int]) -> int:
    """Return the same where the weights of output channels may lie further apart."""
    own = _weights(numbers) // numbers["c_out"]
    return (numbers["c_out"] - 1) * (numbers.get("w_unit") or own) + own


def _whole_groups(numbers: Mapping[str, int]) -> str:
    """Say whether channels fall into groups without a rest: else some would never be written."""
    groups = numbers["groups"]
    if numbers["c_in"] % groups or numbers["c_out"] % groups:
        return f"{numbers['c_in']} and {numbers['c_out']} channels are not {groups} equal groups"
    return ""


_SIZES = (
    number("c_in"),
    number("height"),
    number("width"),
    number("c_out"),
    number("out_h"),
    number("out_w"),
    number("kernel_h"),
    number("kernel_w"),
    number("stride"),
    number("top", 0),
    number("left", 0),
    number("groups"),
    number("ld", 16),
)
_X = Argument("x", "W", "r", _input)
_W = Argument("w", "P", "r", _weights)
_B = Argument("b", "P", "r", _units)
_DZ = Argument("dz", "W", "r", _output)
_FORWARD = (_X, _W, _B, Argument("z", "W", "w", _output), *_SIZES)
_BACKWARD_WEIGHT = (
    _X,
    _DZ,
    Argument("dw", "W", "rw", _weights),
    Argument("db", "W", "rw", _units),
    *_SIZES,
    number("accumulate", 0),
)
_BACKWARD_INPUT = (
    Argument("w", "P", "r", _spread_weights),
    _DZ,
    Argument("dx", "W", "rw", _input),
    *_SIZES,
    number("accumulate", 0),
)
# Elements from the weights of one output channel to the next; 0: those of all c_in are there.
_SPREAD = (*_BACKWARD_INPUT, number("w_unit", 0, usual=0))
_SMALL = product("channels", "height", "width", "ld")
_LARGE = product("channels", "height", "width", "factor", "factor", "ld")
_FACTORS = (
    number("channels"),
    number("height"),
    number("width"),
    number("factor"),
    number("ld", 16),
)

CONVOLUTION = (
    Operation(
        OpCode.CONV_FORWARD,
        _FORWARD,
        "z = W ∗ a + b",
        "Every filter slides over the picture: at each place its weights times what lies below.",
        _whole_groups,
    ),
    Operation(
        OpCode.CONV_BACKWARD_WEIGHT,
        _BACKWARD_WEIGHT,
        "∂L/∂W = Σ δ·a over all places",
        "Blame of every weight of a filter, added up over all places where it was used.",
        _whole_groups,
    ),
    Operation(
        OpCode.CONV_BACKWARD_INPUT,
        _SPREAD,
        "∂L/∂a = Σ W·δ over all windows",
        "Blame passed back to every pixel from all windows that saw it.",
        _whole_groups,
    ),
    Operation(
        OpCode.TRANSPOSED_CONV_FORWARD,
        _FORWARD,
        "z = Wᵀ ∗ a + b",
        "Every number paints its filter into a larger picture; where they overlap, they add up.",
        _whole_groups,
    ),
    Operation(
        OpCode.TRANSPOSED_CONV_BACKWARD_WEIGHT,
        _BACKWARD_WEIGHT,
        "∂L/∂W = Σ δ·a over all places",
        "Blame of every weight of a filter, added up over all places where it painted.",
        _whole_groups,
    ),
    Operation(
        OpCode.TRANSPOSED_CONV_BACKWARD_INPUT,
        _BACKWARD_INPUT,
        "∂L/∂a = W ∗ δ",
        "Blame of every number: the filter times the blame of all that it painted.",
        _whole_groups,
    ),
    Operation(
        OpCode.UPSAMPLE_FORWARD,
        (Argument("x", "W", "r", _SMALL), Argument("a", "W", "w", _LARGE), *_FACTORS),
        "a[y, x] = x[⌊y/k⌋, ⌊x/k⌋]",
        "Makes a picture k times as high and wide: every pixel becomes k × k equal ones.",
    ),
    Operation(
        OpCode.UPSAMPLE_BACKWARD,
        (
            Argument("da", "W", "r", _LARGE),
            Argument("dx", "W", "rw", _SMALL),
            *_FACTORS,
            number("accumulate", 0),
        ),
        "∂L/∂x = Σ ∂L/∂a over k × k pixels",
        "Every pixel gets the blame of all that were made of it.",
    ),
)
