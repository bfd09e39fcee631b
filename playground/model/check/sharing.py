"""Layers that use the weights of another one, as they are or turned over."""

from dataclasses import replace

from playground.model.check.notes import Notes
from playground.model.check.repairs import with_network
from playground.model.ids import LayerId
from playground.model.network import Layer
from playground.model.resolution import LayerShape, ParameterShape


def share(notes: Notes) -> None:
    """Give every layer that shares the parameters of the layer that owns them."""
    for layer in notes.network.layers:
        if layer.shares is None or layer.id not in notes.shapes:
            continue
        own = notes.shapes[layer.id]
        lent = _lent(notes, layer, own)
        if lent is not None:
            notes.shapes[layer.id] = replace(own, parameters=lent)
        elif layer.id in notes.order:
            _refuse(notes, layer, own)


def _lent(notes: Notes, layer: Layer, own: LayerShape) -> tuple[ParameterShape, ...] | None:
    """Return the parameters that a layer borrows, None where they do not fit."""
    owner = notes.shapes.get(layer.shares or LayerId(""))
    if owner is None or notes.network.layer(owner.id).shares is not None:
        return None
    if layer.is_transposed:
        return _turned(own, owner)
    fits = len(own.parameters) == len(owner.parameters) and all(
        (mine.id.name, mine.shape) == (theirs.id.name, theirs.shape)
        for mine, theirs in zip(own.parameters, owner.parameters, strict=True)
    )
    return owner.parameters if fits and own.parameters else None


def _turned(own: LayerShape, owner: LayerShape) -> tuple[ParameterShape, ...] | None:
    """Return the owner's weights and the layer's own bias; dense layers alone can turn them."""
    kinds = ("dense", "output")
    if own.kind not in kinds or owner.kind not in kinds or not own.parameters:
        return None
    weight, *bias = own.parameters
    theirs = owner.parameters[:1]
    fits = bool(theirs) and theirs[0].shape == weight.shape[::-1]
    return (theirs[0], *bias) if fits else None


def _refuse(notes: Notes, layer: Layer, own: LayerShape) -> None:
    alone = notes.network.with_layer(replace(layer, shares=None, is_transposed=False))
    network = notes.network
    known = layer.shares is not None and network.has(layer.shares)
    owner = network.layer(layer.shares).name if known and layer.shares else "a layer that is gone"
    how = "turned over, " if layer.is_transposed else ""
    needed = " and ".join("×".join(map(str, shape.shape)) for shape in own.parameters)
    notes.say(
        layer.id,
        f"{layer.name} would use the weights of {owner}, {how}but it needs {needed or 'none'}, and "
        "those do not fit. Give it weights of its own, or make both layers alike.",
        with_network("Give it its own weights", notes.project, alone),
    )
