"""A layer of each kind as it comes out of the palette."""

from collections.abc import Mapping

from playground.model.catalog import DEFAULT_ACTIVATION, DEFAULT_UNITS
from playground.model.network import (
    KINDS,
    ConvSpec,
    CosineSpec,
    DenseSpec,
    EmbeddingSpec,
    GruSpec,
    LayerSpec,
    LstmSpec,
    RnnSpec,
    TransposedConvSpec,
    UnitsSpec,
)
from playground.model.text import unit_ids

_OWN_UNITS: Mapping[str, UnitsSpec] = {
    "dense": DenseSpec(unit_ids(DEFAULT_UNITS), DEFAULT_ACTIVATION),
    "conv": ConvSpec(unit_ids(DEFAULT_UNITS), activation="relu", initialiser="he"),
    "transposed_conv": TransposedConvSpec(unit_ids(DEFAULT_UNITS)),
    "cosine": CosineSpec(unit_ids(DEFAULT_UNITS)),
    "embedding": EmbeddingSpec(unit_ids(DEFAULT_UNITS)),
    "rnn": RnnSpec(unit_ids(DEFAULT_UNITS)),
    "lstm": LstmSpec(unit_ids(DEFAULT_UNITS)),
    "gru": GruSpec(unit_ids(DEFAULT_UNITS)),
}
_PLAIN: Mapping[str, type[LayerSpec]] = {
    kind: spec for spec, kind in KINDS.items() if kind not in _OWN_UNITS
}


def fresh_spec(kind: str) -> LayerSpec:
    """Return the settings of a new layer; KeyError where there is no such kind."""
    return _OWN_UNITS[kind] if kind in _OWN_UNITS else _PLAIN[kind]()  # type: ignore[call-arg]
