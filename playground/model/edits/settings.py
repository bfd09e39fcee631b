"""Settings of layers: units, activation, start, loss, rate, bias. One layer or several at once."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from playground.model.catalog import (
    ACTIVATIONS,
    INITIALISERS,
    LAYER_DECAY,
    LAYERS,
    LOSSES,
    MAX_DROPOUT,
    MAX_UNITS,
)
from playground.model.edits.guards import (
    existing,
    is_one,
    known,
    on_each,
    unit_count,
    with_network,
    with_spec,
)
from playground.model.errors import EditError
from playground.model.hints import refusal
from playground.model.holds import pruned
from playground.model.ids import LayerId, UnitId
from playground.model.network import (
    KINDS,
    ActivatedSpec,
    BiasedSpec,
    DecayedSpec,
    DropoutSpec,
    InputSpec,
    Layer,
    OutputSpec,
    StartedSpec,
    UnitsSpec,
)
from playground.model.project import Project
from playground.model.text import unit_ids

Layers = LayerId | Collection[LayerId]


def set_units(project: Project, layers: Layers, count: int) -> Project:
    """Set the number of units; the last ones go, new ones come behind.

    For an output alone, 0 means as many as the data need; among several layers it is left out.
    """
    is_alone = is_one(layers)
    return on_each(project, layers, lambda p, i: _set_units(p, i, count, is_alone))


def _set_units(project: Project, layer_id: LayerId, count: int, is_alone: bool) -> Project:
    layer = existing(project.network, layer_id)
    if isinstance(layer.spec, OutputSpec) and is_alone:
        units = unit_count(count) if count else None
        return with_spec(project, layer, replace(layer.spec, units=units))
    if isinstance(layer.spec, InputSpec) and layer.spec.draws:
        after = with_spec(project, layer, replace(layer.spec, units=unit_ids(unit_count(count))))
        return with_network(after, pruned(after.network))
    if not isinstance(layer.spec, UnitsSpec):
        raise EditError(f"{layer.name} has no units of its own. Change the layer before it.")
    ids = list(layer.spec.units[: unit_count(count)])
    taken, number = set(ids), 1
    while len(ids) < count:
        if (unit := UnitId(f"u{number}")) not in taken:
            ids.append(unit)
        number += 1
    return _with_units(project, layer, layer.spec, tuple(ids))


def add_units(project: Project, layers: Layers, by: int) -> Project:
    """Give each layer with units of its own ``by`` more units, or fewer; none goes below 1."""

    def change(project: Project, layer_id: LayerId) -> Project:
        layer = existing(project.network, layer_id)
        if not isinstance(layer.spec, UnitsSpec):
            raise EditError(f"{layer.name} has no units of its own. Change the layer before it.")
        count = len(layer.spec.units)
        after = min(MAX_UNITS, max(1, count + by))
        if after == count:
            raise EditError(f"A layer has from 1 to {MAX_UNITS:,} units; {layer.name} stays.")
        return _set_units(project, layer_id, after, is_alone=False)

    return on_each(project, layers, change)


def remove_unit(project: Project, layer_id: LayerId, unit: UnitId) -> Project:
    """Remove one unit; the others keep their weights."""
    layer = existing(project.network, layer_id)
    if not isinstance(layer.spec, UnitsSpec) or unit not in layer.spec.units:
        raise EditError(f"{layer.name} has no such neuron that could be removed.")
    if len(layer.spec.units) == 1:
        raise EditError(f"{layer.name} has only this neuron. Remove the layer instead.")
    units = tuple(other for other in layer.spec.units if other != unit)
    return _with_units(project, layer, layer.spec, units)


def _with_units(
    project: Project, layer: Layer, spec: UnitsSpec, units: tuple[UnitId, ...]
) -> Project:
    after = with_spec(project, layer, replace(spec, units=units))
    return with_network(after, pruned(after.network))


def set_activation(project: Project, layers: Layers, name: str | None) -> Project:
    """Set the activation; None lets an output follow the data.

    Among several layers the output is left out: its activation has to fit the data.
    """
    if name is not None:
        known(name, ACTIVATIONS, "activation")
    is_alone = is_one(layers)

    def change(project: Project, layer_id: LayerId) -> Project:
        layer = existing(project.network, layer_id)
        spec = layer.spec
        if isinstance(spec, OutputSpec) and is_alone:
            return with_spec(project, layer, replace(spec, activation=name))
        if not isinstance(spec, ActivatedSpec):
            raise EditError(f"{layer.name} has no activation that could be set like this.")
        if name is None:
            raise EditError(f"{layer.name} needs an activation.")
        return with_spec(project, layer, replace(spec, activation=name))

    return on_each(project, layers, change)


def set_initialiser(project: Project, layers: Layers, name: str) -> Project:
    """Set how the weights are drawn at step 0."""
    known(name, INITIALISERS, "start")
    return on_each(project, layers, lambda p, i: _set_weights(p, i, initialiser=name))


def set_bias(project: Project, layers: Layers, has_bias: bool) -> Project:
    """Give a layer its biases, or take them away."""
    return on_each(project, layers, lambda p, i: _set_weights(p, i, has_bias=bool(has_bias)))


def _set_weights(
    project: Project,
    layer_id: LayerId,
    *,
    initialiser: str | None = None,
    has_bias: bool | None = None,
) -> Project:
    layer = existing(project.network, layer_id)
    spec = layer.spec
    if initialiser is not None:
        if not isinstance(spec, StartedSpec):
            raise EditError(f"{layer.name} has no weights.")
        spec = replace(spec, initialiser=initialiser)
    if has_bias is not None:
        if not isinstance(spec, BiasedSpec):
            raise EditError(f"{layer.name} has no weights.")
        spec = replace(spec, has_bias=has_bias)
    return with_spec(project, layer, spec)


def set_layer_decay(project: Project, layers: Layers, value: float | None) -> Project:
    """Set how strongly training pulls the weights of layers towards 0; None: as those of all.

    Among several layers, those without weights of their own are left out.
    """
    if not LAYER_DECAY.allows(value):
        raise refusal(LAYER_DECAY)

    def change(project: Project, layer_id: LayerId) -> Project:
        layer = existing(project.network, layer_id)
        if not isinstance(layer.spec, DecayedSpec):
            raise EditError(f"{layer.name} has no weights that could be pulled towards 0.")
        if layer.shares is not None:
            raise EditError(
                f"{layer.name} uses the weights of another layer. Set their decay there."
            )
        decay = None if value is None else float(value)
        changed = replace(layer, weight_decay=decay)
        return with_network(project, project.network.with_layer(changed))

    return on_each(project, layers, change)


def set_dropout_rate(project: Project, layers: Layers, rate: float) -> Project:
    """Set how large a share of the values a dropout layer sets to 0."""
    if not 0.0 <= rate <= MAX_DROPOUT:
        raise EditError(f"A dropout rate is a number from 0 to {MAX_DROPOUT:g}.")

    def change(project: Project, layer_id: LayerId) -> Project:
        layer = existing(project.network, layer_id)
        if not isinstance(layer.spec, DropoutSpec):
            raise EditError(f"{layer.name} is no dropout layer, so it has no rate.")
        return with_spec(project, layer, DropoutSpec(float(rate)))

    return on_each(project, layers, change)


def set_setting(project: Project, layers: Layers, name: str, value: object) -> Project:
    """Set one of the settings that only some kinds of layers have: a stride, a window, a factor.

    Among several layers, those without such a setting are left out.
    """

    def change(project: Project, layer_id: LayerId) -> Project:
        layer = existing(project.network, layer_id)
        field = LAYERS[KINDS[type(layer.spec)]].field(name)
        if field is None or name == "units":
            raise EditError(f"{layer.name} has no setting “{name:.40}”.")
        if not field.allows(value):
            raise refusal(field)
        fixed: dict[str, Any] = {name: value}
        return with_spec(project, layer, replace(layer.spec, **fixed))

    return on_each(project, layers, change)


def set_loss(project: Project, layer_id: LayerId, name: str | None) -> Project:
    """Set the loss of an output; None takes the one that fits its activation."""
    layer = existing(project.network, layer_id)
    if name is not None:
        known(name, LOSSES, "loss")
    if not isinstance(layer.spec, OutputSpec):
        raise EditError("Only the output has a loss.")
    return with_spec(project, layer, replace(layer.spec, loss=name))
