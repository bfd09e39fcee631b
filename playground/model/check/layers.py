"""The shape of each kind of layer, and what its settings make impossible."""

import math
from dataclasses import replace

from playground.model.catalog import (
    ACTIVATIONS,
    DEFAULT_ACTIVATION,
    DEFAULT_UNITS,
    INITIALISERS,
    MAX_DROPOUT,
    MAX_UNITS,
)
from playground.model.check.bounds import sound
from playground.model.check.joins import passed
from playground.model.check.notes import Arrival, Notes, Units
from playground.model.check.repairs import bridge, cut, flatten, insert, rewrite
from playground.model.hints import closest, name_hint
from playground.model.ids import LayerId, ParameterId, UnitRef
from playground.model.network import (
    ActivatedSpec,
    ActivationSpec,
    DenseSpec,
    DropoutSpec,
    FeaturesSpec,
    GlobalAveragePoolSpec,
    InputSpec,
    Layer,
    OutputSpec,
    StartedSpec,
    UnitsSpec,
)
from playground.model.resolution import LayerShape, ParameterShape
from playground.model.settings import is_number
from playground.model.text import unit_ids

Sources = tuple[LayerId, ...]


def draws(layer: Layer) -> bool:
    """Whether a layer is an input that draws numbers of its own instead of taking the data."""
    return isinstance(layer.spec, InputSpec) and layer.spec.draws


def enter(notes: Notes, layer: Layer, spec: InputSpec, sources: Sources) -> None:
    """Note the shape of an input."""
    data = notes.data
    if sources:
        notes.say(
            layer.id,
            "The input takes no connection. Cut what leads into it.",
            cut("Cut it", notes.project, lambda c: c.target == layer.id),
        )
    if draws(layer):
        _draw(notes, layer, spec)
        return
    if spec.source != "data":
        usual = InputSpec()
        notes.say(
            layer.id,
            f"There is no source “{spec.source:.40}”. Take the data.",
            rewrite("Take the data", notes.project, layer, usual),
        )
    units = tuple(UnitRef(layer.id, unit) for unit in data.features)
    if not units:
        notes.say(layer.id, "No input feature is chosen. Choose at least one, for example x.")
    sequence = data.sequence
    # Some of the pixels alone are no picture.
    is_picture = data.picture is not None and math.prod(data.picture) == len(units)
    notes.shapes[layer.id] = LayerShape(
        layer.id,
        "input",
        (),
        units,
        units,
        "linear",
        (),
        positions=() if sequence is None else (sequence.length,),
        grid=data.picture if is_picture and sequence is None else None,
        vocabulary=0 if sequence is None else len(sequence.vocabulary),
    )


def features(notes: Notes, layer: Layer, spec: FeaturesSpec, arriving: Arrival) -> None:
    """Note the shape of some features of the data."""
    spec = sound(notes, layer, spec)
    known = {unit.unit: unit for unit in arriving.units}
    chosen = tuple(known[name] for name in dict.fromkeys(spec.features) if name in known)
    foreign = [u.layer for u in arriving.units if not _is_input(notes, u.layer)]
    if foreign:
        notes.say(
            layer.id,
            f"{layer.name} takes features of the data, and units of "
            f"{notes.network.layer(foreign[0]).name} arrive. Connect it to the input, or remove it.",
            bridge("Remove it", notes.project, layer.id),
        )
    elif arriving.units and len(chosen) != len(spec.features):
        gone = next((name for name in spec.features if name not in known), spec.features[-1])
        left = FeaturesSpec(tuple(unit.unit for unit in chosen))
        label = "Leave it out" if chosen else "Take all features"
        notes.say(
            layer.id,
            f"{layer.name} takes the feature “{gone:.40}”, which the data do not offer. Switch it on "
            "in the data, or leave it out.",
            rewrite(label, notes.project, layer, left),
        )
    units = chosen or arriving.units
    notes.shape(
        layer,
        arriving,
        passed(layer.id, units),
        units,
        positions=arriving.positions,
        grid=arriving.grid if units == arriving.units else None,
    )


def _is_input(notes: Notes, layer: LayerId) -> bool:
    return notes.network.has(layer) and isinstance(notes.network.layer(layer).spec, InputSpec)


def _draw(notes: Notes, layer: Layer, spec: InputSpec) -> None:
    """Note the shape of an input that draws its numbers."""
    units = tuple(UnitRef(layer.id, unit) for unit in dict.fromkeys(spec.units))
    if len(units) != len(spec.units) or not 1 <= len(units) <= MAX_UNITS:
        usual = replace(spec, units=unit_ids(DEFAULT_UNITS))
        notes.say(
            layer.id,
            f"{layer.name} must draw from 1 to {MAX_UNITS:,} numbers, each with a name of its own.",
            rewrite(f"Draw {DEFAULT_UNITS}", notes.project, layer, usual),
        )
    notes.shapes[layer.id] = LayerShape(layer.id, "input", (), units, units, "linear", ())


def dense(notes: Notes, layer: Layer, spec: DenseSpec, arriving: Arrival) -> None:
    """Note the shape of a dense layer; over a sequence it works position by position."""
    named(notes, layer, spec)
    units = own_units(notes, layer, spec)
    is_flat = in_a_row(notes, layer, arriving)
    notes.shape(
        layer,
        arriving,
        units,
        activation=spec.activation,
        parameters=parameters(notes, layer, spec, units, arriving.units) if is_flat else (),
        positions=arriving.positions if is_flat else (),
    )


def in_a_row(notes: Notes, layer: Layer, arriving: Arrival) -> bool:
    """Whether no picture arrives, which a layer that sums up all units could not take."""
    if len(arriving.positions) < 2:
        return True
    height, width = arriving.positions
    notes.say(
        layer.id,
        f"A picture of {height} × {width} arrives at {layer.name}, which takes one row of values. "
        "Insert flatten in front of it.",
        flatten(notes.project, layer),
        insert("Insert global average", notes.project, layer, GlobalAveragePoolSpec()),
    )
    return False


def own_units(notes: Notes, layer: Layer, spec: UnitsSpec) -> Units:
    """Return the units of a layer that says by itself which it has."""
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
    return units


def activation(notes: Notes, layer: Layer, spec: ActivationSpec, arriving: Arrival) -> None:
    """Note the shape of an activation layer."""
    named(notes, layer, spec)
    pass_on(notes, layer, arriving, activation=spec.activation)


def dropout(notes: Notes, layer: Layer, spec: DropoutSpec, arriving: Arrival) -> None:
    """Note the shape of a dropout layer."""
    if not (is_number(spec.rate, MAX_DROPOUT)):
        usual = DropoutSpec()
        notes.say(
            layer.id,
            f"The rate of {layer.name} must be a number from 0 to {MAX_DROPOUT:g}: the share of "
            "values that is set to 0.",
            rewrite(f"Use {usual.rate:g}", notes.project, layer, usual),
        )
    pass_on(notes, layer, arriving)


def pass_on(
    notes: Notes,
    layer: Layer,
    arriving: Arrival,
    *,
    activation: str = "linear",
    parameters: tuple[ParameterShape, ...] = (),
) -> None:
    """Note the shape of a layer behind which everything stands where it stood."""
    notes.shape(
        layer,
        arriving,
        passed(layer.id, arriving.units),
        arriving.units,
        activation=activation,
        parameters=parameters,
        positions=arriving.positions,
        grid=arriving.grid,
    )


def parameters(
    notes: Notes, layer: Layer, spec: DenseSpec | OutputSpec, units: Units, arriving: Units
) -> tuple[ParameterShape, ...]:
    """Return weight and bias of a layer; nothing while nothing arrives."""
    if not arriving:
        return ()
    weight = ParameterShape(ParameterId(layer.id, "weight"), units, arriving, spec.initialiser)
    if not spec.has_bias:
        return (weight,)
    return (weight, ParameterShape(ParameterId(layer.id, "bias"), units, (), "zeros"))


def named(notes: Notes, layer: Layer, spec: ActivatedSpec) -> None:
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
    if not isinstance(spec, ActivationSpec):
        started(notes, layer, spec)


def started(notes: Notes, layer: Layer, spec: StartedSpec) -> None:
    """The start of the weights is in the table."""
    if spec.initialiser not in INITIALISERS:
        guess = closest(spec.initialiser, INITIALISERS) or "glorot"
        notes.say(
            layer.id,
            f"There is no start “{spec.initialiser:.40}”. {name_hint(spec.initialiser, INITIALISERS)}",
            rewrite(f"Use {guess}", notes.project, layer, replace(spec, initialiser=guess)),
        )
