"""Named edits of the settings of layers, one or several at once."""

from collections.abc import Collection
from functools import partial

from playground.model import edits
from playground.model.catalog import ACTIVATIONS, LAYERS, LOSSES
from playground.model.edits import Edit, Layers
from playground.model.ids import LayerId, UnitId
from playground.model.wishes.words import key, many, title


def _held(layers: Layers) -> Layers:
    """Return layers that nobody else can change any more."""
    return layers if isinstance(layers, str) else tuple(layers)


def set_units(layers: Layers, count: int) -> Edit:
    """Set the number of units."""
    label = f"Set units to {count}" if count else "Let the data choose the units"
    change = partial(edits.set_units, layers=_held(layers), count=count)
    return Edit(label, change, key("units", layers))


def add_units(layers: Layers, by: int) -> Edit:
    """Add or remove units at the end of each layer."""
    word = "neuron" if abs(by) == 1 else f"{abs(by)} neurons"
    label = many(f"{'Add' if by > 0 else 'Remove'} {word}", layers, "layers")
    return Edit(
        label, partial(edits.add_units, layers=_held(layers), by=by), key("more units", layers)
    )


def remove_unit(layer_id: LayerId, unit: UnitId) -> Edit:
    """Remove one neuron."""
    return Edit("Remove neuron", partial(edits.remove_unit, layer_id=layer_id, unit=unit))


def set_activation(layers: Layers, name: str | None) -> Edit:
    """Set the activation."""
    label = f"Set activation to {title(ACTIVATIONS, name)}" if name else "Default activation"
    change = partial(edits.set_activation, layers=_held(layers), name=name)
    return Edit(label, change, key("activation", layers))


def set_initialiser(layers: Layers, name: str) -> Edit:
    """Set how the weights start."""
    change = partial(edits.set_initialiser, layers=_held(layers), name=name)
    return Edit("Set initial weights", change, key("initialiser", layers))


def set_bias(layers: Layers, has_bias: bool) -> Edit:
    """Give layers their biases, or take them away."""
    label = many("Add bias" if has_bias else "Remove bias", layers, "layers")
    return Edit(label, partial(edits.set_bias, layers=_held(layers), has_bias=has_bias))


def set_layer_decay(layers: Layers, value: float | None) -> Edit:
    """Set how strongly training pulls the weights of layers towards 0; None: as those of all."""
    label = "Default weight decay" if value is None else f"Set weight decay to {value:g}"
    change = partial(edits.set_layer_decay, layers=_held(layers), value=value)
    return Edit(label, change, key("layer decay", layers))


def set_dropout_rate(layers: Layers, rate: float) -> Edit:
    """Set the rate of dropout layers."""
    change = partial(edits.set_dropout_rate, layers=_held(layers), rate=rate)
    return Edit(f"Set rate to {rate:g}", change, key("rate", layers))


def set_setting(layers: Layers, name: str, value: object) -> Edit:
    """Set one of the settings that only some kinds of layers have."""
    change = partial(edits.set_setting, layers=_held(layers), name=name, value=value)
    return Edit(f"Set “{_setting_title(name)}”", change, key(name, layers))


def _setting_title(name: str) -> str:
    """Return what a setting is called; settings of one name are called alike."""
    fields = (kind.field(name) for kind in LAYERS.values())
    return next((field.title for field in fields if field is not None), name)


def set_loss(layer_id: LayerId, name: str | None) -> Edit:
    """Set the loss of an output."""
    label = f"Set loss to {title(LOSSES, name)}" if name else "Default loss"
    return Edit(label, partial(edits.set_loss, layer_id=layer_id, name=name), f"loss:{layer_id}")


def set_frozen(layer_ids: Collection[LayerId], is_frozen: bool) -> Edit:
    """Close or open the padlock of layers."""
    verb = "Freeze" if is_frozen else "Unfreeze"
    label = f"{verb} layer" if len(layer_ids) == 1 else f"{verb} {len(layer_ids)} layers"
    return Edit(label, partial(edits.set_frozen, layer_ids=tuple(layer_ids), is_frozen=is_frozen))
