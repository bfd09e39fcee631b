"""Self-attention: what queries, keys and values make of each other, and the blame of all three.

The sources of a use are q, k and v, which dense rows wrote.
"""

from collections.abc import Mapping

from playground.engine.assembly import Assembly, Use, Value
from playground.engine.derive.rules import Rule, blame_of
from playground.engine.program import Slice
from playground.kernels.optable import OPERATIONS, OpCode

_SOURCES = ("q", "k", "v")


def _emit(
    assembly: Assembly, use: Use, code: OpCode, phase: str, arguments: Mapping[str, int | float]
) -> None:
    """Append a row over sequences, with room for what it keeps near."""
    result = use.result
    sizes = {
        "units": result.units, "heads": int(use.extra["heads"]), "positions": result.places,
        "ld": result.memory.ld, "causal": int(use.extra["causal"]),
    }  # fmt: skip
    scratch = next(a for a in OPERATIONS[code].arguments if a.name == "scratch")
    assert scratch.extent is not None
    read = {name: value.memory.offset for name, value in zip(_SOURCES, use.sources, strict=True)}
    kept = {name: use.extra[name] for name in ("p", "lengths")}
    row = {**read, **kept, **arguments, "scratch": assembly.take(scratch.extent(sizes)), **sizes}
    assembly.emit(code, phase, row, use.layer, use.layer_name)


def _forward(assembly: Assembly, use: Use) -> None:
    _emit(assembly, use, use.code, "forward", {"a": use.result.memory.offset})


def _place(assembly: Assembly, value: Value) -> tuple[Slice, Slice | None]:
    """Return where the row stores a value's blame, and to what that has to be added."""
    gradient, accumulate = None, 0
    if value.needs_gradient:
        gradient, accumulate = assembly.gradient_of(value)
    if gradient is not None and not accumulate:
        return gradient, None
    # Even where nobody asks for it, the row wants a place to write to.
    return assembly.slice(value.memory.rows), gradient


def _backward(assembly: Assembly, use: Use) -> None:
    places = [_place(assembly, source) for source in use.sources]
    blame = {f"d{name}": part.offset for name, (part, _) in zip(_SOURCES, places, strict=True)}
    arguments = {"da": blame_of(use).offset, **blame}
    _emit(assembly, use, OpCode.ATTENTION_BACKWARD, "backward", arguments)
    for part, gradient in places:
        if gradient is not None:
            assembly.copy(use, part, gradient, accumulate=True)


FORWARD: Mapping[OpCode, Rule] = {OpCode.ATTENTION_FORWARD: _forward}
"""``extra``: heads, causal (0 or 1), and the offsets p (weights) and lengths."""

BACKWARD: Mapping[OpCode, Rule] = {OpCode.ATTENTION_FORWARD: _backward}
