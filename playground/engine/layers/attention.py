"""Self-attention: queries, keys and values are dense over all positions, and so is what follows."""

from dataclasses import replace

from playground.engine.assembly import Value
from playground.engine.lowering import Lowering
from playground.kernels.optable import OpCode
from playground.model.network import AttentionSpec
from playground.model.resolution import LayerShape

_LETTERS = {"query": "q", "key": "k", "value": "v"}
"""As the formula of the scores calls them; its own row follows these."""


def _projected(lowering: Lowering, shape: LayerShape, role: str, source: Value) -> Value:
    """Append a dense row over all positions; its parameters are "<role>" and "<role> bias"."""
    z = lowering.assembly.value(len(shape.units_out), source.positions)
    weights = lowering.weights(shape, role, f"{role} bias")
    weights = replace(weights, letter=_LETTERS.get(role, ""))
    lowering.use(OpCode.DENSE_FORWARD, shape.id, (source,), z, weights=weights)
    return z


def _attention(lowering: Lowering, shape: LayerShape) -> tuple[None, Value]:
    spec = lowering.spec(shape.id)
    assert isinstance(spec, AttentionSpec)
    (source,) = lowering.sources(shape)
    q, k, v = (_projected(lowering, shape, role, source) for role in ("query", "key", "value"))
    mixed = lowering.assembly.value(source.units, source.positions)
    p = lowering.looks[shape.id] = lowering.assembly.slice(spec.heads * source.places**2)
    extra = {
        "heads": spec.heads, "causal": int(spec.is_causal), "p": p.offset,
        "lengths": lowering.lengths_of(shape.id, source).offset,
    }  # fmt: skip
    lowering.use(OpCode.ATTENTION_FORWARD, shape.id, (q, k, v), mixed, extra=extra)
    return None, _projected(lowering, shape, "output", mixed)


KINDS = {"attention": _attention}
