"""The output: does it fit the data, and which row of the table of targets does it follow?"""

from dataclasses import replace

from playground.model.catalog import (
    ACTIVATIONS,
    LOSSES,
    MAX_LOSS_WEIGHT,
    MAX_UNITS,
    TARGET_RULES,
    TARGETS,
    TargetRule,
    asked_of,
    default_rule,
    target_rule,
)
from playground.model.check.layers import parameters, started
from playground.model.check.notes import Arrival, Notes
from playground.model.check.repairs import cut, flatten, insert, rewrite, with_network
from playground.model.hints import name_hint
from playground.model.ids import LayerId, UnitId, UnitRef
from playground.model.network import (
    Connection,
    GlobalAveragePoolSpec,
    LastStepSpec,
    Layer,
    OutputSpec,
    RecurrentSpec,
)
from playground.model.resolution import DataShape, Repair, Task
from playground.model.settings import is_number


def output(notes: Notes, layer: Layer, spec: OutputSpec, arriving: Arrival) -> None:
    """Note the shape of the output, and the loss."""
    rule = _rule(notes, layer, spec, arriving)
    expected = _units(notes, rule, arriving)
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
    _counted(notes, layer, spec)
    if rule.task == "input":
        _gives_back(notes, layer, spec, rule)
    if spec.target == "next":
        _foretells(notes, layer, spec, arriving)
    started(notes, layer, spec)
    fits = _has_places(notes, layer, rule, arriving)
    own = parameters(notes, layer, spec, units, arriving.units) if fits else ()
    notes.loss = notes.loss or rule.loss
    notes.shape(
        layer,
        arriving,
        units,
        activation=rule.activation,
        parameters=own,
        positions=arriving.positions if fits else (),
        loss=rule.loss,
    )


def _counted(notes: Notes, layer: Layer, spec: OutputSpec) -> None:
    """The target is known, and the output's loss counts with a sensible weight."""
    if spec.target not in TARGETS:
        notes.say(
            layer.id,
            f"There is no target “{spec.target:.40}”. {name_hint(spec.target, TARGETS)}",
            rewrite("Use the label", notes.project, layer, replace(spec, target="label")),
        )
    if not (is_number(spec.weight, MAX_LOSS_WEIGHT) and spec.weight > 0):
        notes.say(
            layer.id,
            f"The loss of {layer.name} must count with a weight above 0, at most "
            f"{MAX_LOSS_WEIGHT:,.0f}.",
            rewrite("Use 1", notes.project, layer, replace(spec, weight=1.0)),
        )


def _units(notes: Notes, rule: TargetRule, arriving: Arrival) -> int:
    """Return how many units the output of a rule has for these data."""
    if _is_sequence_back(notes, rule, arriving):
        return len(notes.data.features)
    classes = 2 if rule.task == "binary" else len(notes.data.classes)
    return rule.unit_count(classes, notes.data.size)


def _is_sequence_back(notes: Notes, rule: TargetRule, arriving: Arrival) -> bool:
    """Whether a sequence of numbers is given back position by position, as it arrives."""
    sequence = notes.data.sequence
    is_back = rule.task == "input" and sequence is not None and not sequence.vocabulary
    return is_back and sequence is not None and arriving.positions == (sequence.length,)


def _gives_back(notes: Notes, layer: Layer, spec: OutputSpec, rule: TargetRule) -> None:
    """Note what cannot be given back: tokens are no amounts, and a probability is from 0 to 1."""
    sequence = notes.data.sequence
    if sequence is not None and sequence.vocabulary:
        notes.say(
            layer.id,
            f"{layer.name} is to give back tokens, which are no amounts. Compare it with the label.",
            rewrite("Use the label", notes.project, layer, replace(spec, target="label")),
        )
    elif rule.loss == "bce" and not notes.data.is_share:
        usual = replace(spec, activation=None, loss=None)
        notes.say(
            layer.id,
            f"{layer.name} is compared with inputs that are not all between 0 and 1, which this loss "
            "needs. Choose another loss.",
            rewrite("Use mean squared error", notes.project, layer, usual),
        )


def _foretells(notes: Notes, layer: Layer, spec: OutputSpec, arriving: Arrival) -> None:
    """Note that there is no next position, in the data or in what arrives."""
    sequence = notes.data.sequence
    if sequence is None or sequence.length < 2:
        notes.say(
            layer.id,
            f"{layer.name} foretells what comes next in a sequence, and these data have none. "
            "Compare it with the label.",
            rewrite("Use the label", notes.project, layer, replace(spec, target="label")),
        )
    elif not sequence.vocabulary and len(arriving.positions) != 1:
        _every_position(notes, layer, arriving)


def _has_places(notes: Notes, layer: Layer, rule: TargetRule, arriving: Arrival) -> bool:
    """Whether as many positions arrive as answers are asked for: one, or one at every position.

    A sequence is given back at every position where it arrives as one, and in one row elsewhere.
    """
    if rule.task == "tokens":
        fits = len(arriving.positions) == 1
        if not fits:
            _every_position(notes, layer, arriving)
        return fits
    if not arriving.positions or _is_sequence_back(notes, rule, arriving):
        return True
    _one_answer(notes, layer, arriving)
    return False


def _every_position(notes: Notes, layer: Layer, arriving: Arrival) -> None:
    """Note that the next token is asked for at every position, and no sequence arrives."""
    if not arriving.units:
        return
    network = notes.network
    before = network.layer(arriving.sources[0])
    above = network.sources(before.id)
    repairs = []
    if isinstance(before.spec, RecurrentSpec) and len(notes.arrival(above).positions) == 1:
        whole = replace(before.spec, whole_sequence=True)
        repairs.append(rewrite("Put out the whole sequence", notes.project, before, whole))
    ahead = next((i for i in _ahead(notes, before.id) if len(notes.shapes[i].positions) == 1), None)
    if ahead is not None:
        way = Connection(ahead, layer.id)
        led = dict.fromkeys(way if c.target == layer.id else c for c in network.connections)
        label = f"Take what {network.layer(ahead).name} puts out"
        repairs.append(with_network(label, notes.project, replace(network, connections=tuple(led))))
    notes.say(
        layer.id,
        f"{layer.name} says what comes next at every position, and no sequence arrives. Keep the "
        "positions in front of it.",
        *repairs,
    )


def _ahead(notes: Notes, layer_id: LayerId) -> list[LayerId]:
    """Return the layers that lead to one, the nearest first, as far as their shapes are known."""
    found, waiting = list[LayerId](), [layer_id]
    while waiting:
        current = waiting.pop(0)
        if current not in found and current in notes.shapes:
            found.append(current)
            waiting += notes.network.sources(current)
    return found


def _one_answer(notes: Notes, layer: Layer, arriving: Arrival) -> None:
    """Note that the output gives one answer for an example, not one at every position."""
    is_picture = len(arriving.positions) == 2
    repairs = [
        flatten(notes.project, layer),
        insert("Insert global average", notes.project, layer, GlobalAveragePoolSpec()),
    ]
    if not is_picture:
        repairs.append(insert("Insert last step", notes.project, layer, LastStepSpec()))
    notes.say(
        layer.id,
        f"A picture arrives at {layer.name}, which gives one answer. Bring all places together in "
        "front of it."
        if is_picture
        else f"A sequence arrives at {layer.name}, which gives one answer. Bring all positions "
        "together in front of it.",
        *repairs,
    )


def _rule(notes: Notes, layer: Layer, spec: OutputSpec, arriving: Arrival) -> TargetRule:
    """Return the row of the table for this output, and say where it has none."""
    task = asked_of(notes.data.task, spec.target)
    default = default_rule(task)
    fitting = _fitting(notes, layer, spec, default, arriving)
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
    expected = _units(notes, rule, arriving)
    if spec.units is not None and spec.units != expected:
        notes.say(
            layer.id,
            f"The output has {spec.units:,} unit{'s' if spec.units != 1 else ''}, but "
            f"{activation} needs {expected} for {_described(notes.data, task)}.",
            fitting,
        )
    return rule


def _fitting(
    notes: Notes, layer: Layer, spec: OutputSpec, default: TargetRule, arriving: Arrival
) -> Repair:
    """Return the repair that writes the output so that it fits the data."""
    units = _units(notes, default, arriving)
    fits = replace(spec, units=None, activation=None, loss=None)
    return rewrite(f"Use dense {units} {default.activation}", notes.project, layer, fits)


def _pairs(notes: Notes, layer: Layer, spec: OutputSpec) -> list[Repair]:
    """Return repairs that keep the chosen loss, or else the chosen activation."""
    task = asked_of(notes.data.task, spec.target)
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


def _described(data: DataShape, task: Task) -> str:
    if task == "regression":
        return "a number to predict"
    if task == "input":
        return f"{data.size:,} inputs to give back"
    return f"{len(data.classes)} classes"


def _no_rule(task: Task, activation: str, loss: str | None) -> str:
    aim = "data of two classes" if task == "binary" else "these data"
    if loss is not None:
        title = LOSSES[loss].title.lower()
        return f"{activation} with {title} does not work for {aim}. Choose another pair."
    fitting = dict.fromkeys(rule.activation for rule in TARGET_RULES if rule.task == task)
    return f"An output with {activation} has no target in {aim}. Use one of {', '.join(fitting)}."
