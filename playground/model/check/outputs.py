"""The output: does it fit the data, and which row of the table of targets does it follow?"""

from dataclasses import replace

from playground.model.catalog import (
    ACTIVATIONS,
    LOSSES,
    MAX_UNITS,
    TARGET_RULES,
    TargetRule,
    default_rule,
    target_rule,
)
from playground.model.check.layers import parameters, started
from playground.model.check.notes import Arrival, Notes
from playground.model.check.repairs import cut, flatten, insert, rewrite
from playground.model.hints import name_hint
from playground.model.ids import UnitId, UnitRef
from playground.model.network import GlobalAveragePoolSpec, Layer, OutputSpec
from playground.model.resolution import DataShape, Repair, Task


def output(notes: Notes, layer: Layer, spec: OutputSpec, arriving: Arrival) -> None:
    """Note the shape of the output, and the loss."""
    rule = _rule(notes, layer, spec)
    expected = rule.unit_count(len(notes.data.classes))
    count = expected if spec.units is None else spec.units
    if not 1 <= count <= MAX_UNITS:
        count = expected
    units = tuple(UnitRef(layer.id, UnitId(f"o{number}")) for number in range(count))
    if notes.network.targets(layer.id):
        notes.say(
            layer.id,
            "Nothing can follow the output. Cut what leads away from it.",
            cut("Cut it", notes.project, lambda c: c.source == layer.id),
        )
    if (spec.target, spec.weight) != ("label", 1.0):
        # Nothing computes these yet: leaving them out in silence would give wrong numbers.
        usual = replace(spec, target="label", weight=1.0)
        notes.say(
            layer.id,
            "The output is compared with the label and counts with a weight of 1 in this "
            "version. Other targets and weights do not work yet.",
            rewrite("Use the label", notes.project, layer, usual),
        )
    started(notes, layer, spec)
    own = parameters(notes, layer, spec, units, arriving.units)
    if arriving.positions:
        own = ()
        _one_answer(notes, layer, arriving)
    notes.loss = notes.loss or rule.loss
    notes.shape(layer, arriving, units, activation=rule.activation, parameters=own, loss=rule.loss)


def _one_answer(notes: Notes, layer: Layer, arriving: Arrival) -> None:
    """Note that the output gives one answer for an example, not one at every position."""
    notes.say(
        layer.id,
        f"A picture arrives at {layer.name}, which gives one answer. Bring all places together in "
        "front of it."
        if len(arriving.positions) == 2
        else f"A sequence arrives at {layer.name}, which gives one answer. Bring all positions "
        "together in front of it.",
        flatten(notes.project, layer),
        insert("Insert global average", notes.project, layer, GlobalAveragePoolSpec()),
    )


def _rule(notes: Notes, layer: Layer, spec: OutputSpec) -> TargetRule:
    """Return the row of the table for this output, and say where it has none."""
    task = notes.data.task
    default = default_rule(task)
    fitting = _fitting(notes, layer, spec, default)
    if spec.activation is not None and spec.activation not in ACTIVATIONS:
        hint = name_hint(spec.activation, ACTIVATIONS)
        notes.say(layer.id, f"There is no activation “{spec.activation:.40}”. {hint}", fitting)
        return default
    if spec.loss is not None and spec.loss not in LOSSES:
        hint = name_hint(spec.loss, LOSSES)
        notes.say(layer.id, f"There is no loss “{spec.loss:.40}”. {hint}", fitting)
        return default
    activation = spec.activation or _default_activation(task, spec)
    rule = target_rule(task, activation, spec.loss)
    if rule is None:
        message = _no_rule(task, activation, spec.loss)
        notes.say(layer.id, message, *_pairs(notes, layer, spec), fitting)
        return default
    expected = rule.unit_count(len(notes.data.classes))
    if spec.units is not None and spec.units != expected:
        notes.say(
            layer.id,
            f"The output has {spec.units:,} unit{'s' if spec.units != 1 else ''}, but "
            f"{activation} needs {expected} for {_described(notes.data)}.",
            fitting,
        )
    return rule


def _fitting(notes: Notes, layer: Layer, spec: OutputSpec, default: TargetRule) -> Repair:
    """Return the repair that writes the output so that it fits the data."""
    units = default.unit_count(len(notes.data.classes))
    fits = replace(spec, units=None, activation=None, loss=None)
    return rewrite(f"Use dense {units} {default.activation}", notes.project, layer, fits)


def _pairs(notes: Notes, layer: Layer, spec: OutputSpec) -> list[Repair]:
    """Return repairs that keep the chosen loss, or else the chosen activation."""
    task = notes.data.task
    rows = [rule for rule in TARGET_RULES if rule.task == task]
    with_loss = next((rule for rule in rows if rule.loss == spec.loss), None)
    with_activation = next((rule for rule in rows if rule.activation == spec.activation), None)
    repairs = []
    if with_loss is not None:
        name = with_loss.activation
        fits = replace(spec, units=None, activation=name)
        repairs.append(rewrite(f"Use {name} with this loss", notes.project, layer, fits))
    if with_activation is not None:
        loss = LOSSES[with_activation.loss].title.lower()
        fits = replace(spec, units=None, loss=with_activation.loss)
        label = f"Use {loss} with {spec.activation}"
        repairs.append(rewrite(label, notes.project, layer, fits))
    return repairs


def _default_activation(task: Task, spec: OutputSpec) -> str:
    """Return the activation that an open output takes: one that its loss works with."""
    default = default_rule(task)
    if spec.loss in (None, default.loss):
        return default.activation
    return next(
        (rule.activation for rule in TARGET_RULES if (rule.task, rule.loss) == (task, spec.loss)),
        default.activation,
    )


def _described(data: DataShape) -> str:
    if data.task == "regression":
        return "a number to predict"
    return f"{len(data.classes)} classes"


def _no_rule(task: Task, activation: str, loss: str | None) -> str:
    aim = "data of two classes" if task == "binary" else "these data"
    if loss is not None:
        title = LOSSES[loss].title.lower()
        return f"{activation} with {title} does not work for {aim}. Choose another pair."
    fitting = dict.fromkeys(rule.activation for rule in TARGET_RULES if rule.task == task)
    return f"An output with {activation} has no target in {aim}. Use one of {', '.join(fitting)}."
