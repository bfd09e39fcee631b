"""Every kind of layer says which operations it is made of; nothing else is known of it here.

A module a family, each with a table KINDS: kind in the catalogue → a function that appends the
forward rows of one layer and returns (what comes into its function or None, what it puts out).
"""

from collections.abc import Callable, Mapping

from playground.engine.assembly import Value
from playground.engine.layers import (
    attention,
    convolution,
    dense,
    inputs,
    joins,
    norms,
    pooling,
    recurrent,
    reshaping,
    sequences,
)
from playground.engine.lowering import Lowering
from playground.model.resolution import LayerShape

Lower = Callable[[Lowering, LayerShape], tuple[Value | None, Value]]

_FAMILIES = (
    attention,
    convolution,
    dense,
    inputs,
    joins,
    norms,
    pooling,
    recurrent,
    reshaping,
    sequences,
)

LAYERS: Mapping[str, Lower] = {
    kind: lower for family in _FAMILIES for kind, lower in family.KINDS.items()
}
"""Kind of layer → the function that lowers it; the input that takes the data is the entry itself."""
