"""The shape of each kind of layer, and what its settings make impossible."""

from dataclasses import replace

from playground.model.catalog import (
    ACTIVATIONS,
    DEFAULT_ACTIVATION,
    DEFAULT_UNITS,
    INITIALISERS,
    MAX_DROPOUT,
    MAX_UNITS,
)
from playground.model.check.joins import passed
from playground.model.check.notes import Notes
from playground.model.check.repairs import cut, rewrite, with_network
from playground.model.hints import closest, name_hint
from playground.model.ids import LayerId, ParameterId, UnitRef
from playground.model.network import (
    ActivationSpec,
    DenseSpec,
    DropoutSpec,
    Layer,
    OutputSpec,
)
from playground.model.resolution import LayerShape, ParameterShape
from playground.model.settings import is_number
from playground.model.text import unit_ids

Units = tuple[UnitRef, ...]
Sources = tuple[LayerId, ...]


def enter(notes: Notes, layer: Layer, sources: Sources) -> None:
    """Note the shape of the input."""
    units = tuple(UnitRef(layer.id, unit) for unit in notes.data.features)
    if not units:
        notes.say(layer.id, "No input feature is chosen. Choose at least one, for example x.")
    if sources:
        notes.say(
            layer.id,
            "The input takes no connection. Cut what leads into it.",
            cut("Cut it", notes.project, lambda c: c.target == layer.id),
        )
    notes.shapes[layer.id] = LayerShape(layer.id, "input", (), units, units, "linear", ())


def dense(notes: Notes, layer: Layer, spec: DenseSpec, arriving: Units, sources: Sources) -> None:
    """Note the shape of a dense layer."""
    named(notes, layer, spec)
    units = tuple(UnitRef(layer.id, unit) for unit in spec.units)
    if not 1 <= len(units) <= MAX_UNITS:
        few = "has no units" if not units else f"has {len(units):,} units"
        count = MAX_UNITS if units else DEFAULT_UNITS
        fixed = replace(spec, units=unit_ids(count))
        notes.say(
            layer.id,
            f"{layer.name} {few}. Choose a number from 1 to {MAX_UNITS:,}.",
            rewrite(f"Use {count:,} units", notes.project, layer, fixed),
        )
    elif len(set(units)) != len(units):
        fixed = replace(spec, units=unit_ids(len(units)))
        notes.say(
            layer.id,
            f"Two units of {layer.name} carry the same id, so their weights cannot be told "
            "apart. Number them anew.",
            rewrite("Number them", notes.project, layer, fixed),
        )
    own = parameters(notes, layer, spec, units, arriving)
    notes.shapes[layer.id] = LayerShape(
        layer.id, "dense", arriving, units, units, spec.activation, own, sources
    )


def activation(
    notes: Notes, layer: Layer, spec: ActivationSpec, arriving: Units, sources: Sources
) -> None:
    """Note the shape of an activation layer."""
    named(notes, layer, spec)
    units = passed(layer.id, arriving)
    notes.shapes[layer.id] = LayerShape(
        layer.id, "activation", arriving, units, arriving, spec.activation, (), sources
    )


def dropout(
    notes: Notes, layer: Layer, spec: DropoutSpec, arriving: Units, sources: Sources
) -> None:
    """Note the shape of a dropout layer."""
    if not (is_number(spec.rate, MAX_DROPOUT)):
        usual = DropoutSpec()
        notes.say(
            layer.id,
            f"The rate of {layer.name} must be a number from 0 to {MAX_DROPOUT:g}: the share of "
            "values that is set to 0.",
            rewrite(f"Use {usual.rate:g}", notes.project, layer, usual),
        )
    units = passed(layer.id, arriving)
    notes.shapes[layer.id] = LayerShape(
        layer.id, "dropout", arriving, units, arriving, "linear", (), sources
    )


def parameters(
    notes: Notes, layer: Layer, spec: DenseSpec | OutputSpec, units: Units, arriving: Units
) -> tuple[ParameterShape, ...]:
    """Return weight and bias of a layer; nothing while nothing arrives."""
    if not arriving:
        return ()
    owner = layer.shares or layer.id
    if layer.shares is not None:
        own = notes.network.with_layer(replace(layer, shares=None))
        notes.say(
            layer.id,
            "Sharing weights between layers does not work yet. Give this one its own.",
            with_network("Give it its own weights", notes.project, own),
        )
    weight = ParameterShape(ParameterId(owner, "weight"), units, arriving, spec.initialiser)
    if not spec.has_bias:
        return (weight,)
    return (weight, ParameterShape(ParameterId(owner, "bias"), units, (), "zeros"))


def named(notes: Notes, layer: Layer, spec: DenseSpec | ActivationSpec) -> None:
    """Activation and start are in the tables, and something can be learned through them."""
    name = spec.activation
    if name not in ACTIVATIONS:
        guess = closest(name, ACTIVATIONS) or DEFAULT_ACTIVATION
        notes.say(
            layer.id,
            f"There is no activation “{name:.40}”. {name_hint(name, ACTIVATIONS)}",
            rewrite(f"Use {guess}", notes.project, layer, replace(spec, activation=guess)),
        )
    if name == "step":
        notes.say(
            layer.id,
            f"Nothing in front of {layer.name} could learn: the derivative of a step is 0, so no "
            "blame passes. Use a smooth activation, and step only in the output.",
            rewrite("Use tanh", notes.project, layer, replace(spec, activation="tanh")),
            rewrite("Use sigmoid", notes.project, layer, replace(spec, activation="sigmoid")),
        )
    if isinstance(spec, DenseSpec):
        started(notes, layer, spec)


def started(notes: Notes, layer: Layer, spec: DenseSpec | OutputSpec) -> None:
    """The start of the weights is in the table."""
    if spec.initialiser not in INITIALISERS:
        guess = closest(spec.initialiser, INITIALISERS) or "glorot"
        notes.say(
            layer.id,
            f"There is no start “{spec.initialiser:.40}”. {name_hint(spec.initialiser, INITIALISERS)}",
            rewrite(f"Use {guess}", notes.project, layer, replace(spec, initialiser=guess)),
        )
