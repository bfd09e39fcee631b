"""Kinds of layers that can be drawn and written, but not computed yet."""

from playground.model.catalog import LAYERS
from playground.model.check.notes import Notes
from playground.model.check.repairs import bridge
from playground.model.network import KINDS, Layer

NOT_YET: frozenset[str] = frozenset()
"""Kinds that the engine does not lower yet."""


def trains(notes: Notes, layer: Layer) -> None:
    """Note a layer that no program can be made of yet."""
    kind = KINDS[type(layer.spec)]
    if kind in NOT_YET:
        notes.say(
            layer.id,
            f"{LAYERS[kind].title} does not train yet. Take {layer.name} out for now.",
            bridge("Remove it", notes.project, layer.id),
        )
