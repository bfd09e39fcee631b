"""Does the network work with the data? The answer is data: shapes, and problems with repairs.

Nothing here raises: a file may hold any network, and the canvas shows one that is not finished.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from playground.model.catalog import (
    ACTIVATIONS,
    INITIALISERS,
    LOSSES,
    MAX_BATCH_SIZE,
    MAX_CONNECTIONS,
    MAX_L2,
    MAX_LAYERS,
    MAX_LEARNING_RATE,
    MAX_SEED,
    MAX_UNITS,
    OPTIMIZERS,
    TARGET_RULES,
    TargetRule,
    default_rule,
    target_rule,
)
from playground.model.graph import closure, fresh_id, topological, with_end
from playground.model.hints import name_hint
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef
from playground.model.network import (
    ActivationSpec,
    Connection,
    DenseSpec,
    InputSpec,
    Layer,
    Network,
    OutputSpec,
)
from playground.model.project import Project, TrainingSpec
from playground.model.resolution import (
    EMPTY_RESOLUTION,
    DataShape,
    LayerShape,
    ParameterShape,
    Problem,
    Repair,
    Resolution,
    Task,
)

__all__ = [
    "EMPTY_RESOLUTION",
    "DataShape",
    "LayerShape",
    "ParameterShape",
    "Problem",
    "Repair",
    "Resolution",
    "Task",
    "check",
]


def check(project: Project, shape: DataShape) -> Resolution:
    """Work out every layer's shape, and what keeps the project from being trained."""
    problems = list(_structure(project))
    if problems:
        # Ids that clash or connections that lead nowhere: nothing below could be trusted.
        return Resolution((), MappingProxyType({}), (*problems, *_training(project.training)))
    walk = _Walk(project, shape)
    walk.run()
    return Resolution(
        order=walk.order,
        layers=MappingProxyType(walk.shapes),
        problems=(*walk.problems, *_training(project.training)),
        loss=walk.loss,
    )


def _structure(project: Project) -> Iterable[Problem]:
    """Damage that only a file can bring."""
    network = project.network
    ids = [layer.id for layer in network.layers]
    if len(ids) > MAX_LAYERS:
        yield Problem(None, f"The network has {len(ids):,} layers; at most {MAX_LAYERS} work here.")
    if len(network.connections) > MAX_CONNECTIONS:
        yield Problem(None, f"The network has more than {MAX_CONNECTIONS:,} connections.")
    if len(set(ids)) != len(ids):
        yield Problem(None, "Two layers carry the same id, so they cannot be told apart.")
    known = set(ids)
    if any(c.source not in known or c.target not in known for c in network.connections):
        good = tuple(c for c in network.connections if c.source in known and c.target in known)
        yield Problem(
            None,
            "A connection leads to a layer that does not exist. Remove it.",
            _repair("Remove the connection", project, replace(network, connections=good)),
        )


def _repair(label: str, project: Project, network: Network) -> Repair:
    return Repair(label, replace(project, network=network))


@dataclass(slots=True)
class _Walk:
    """One pass over the layers in the order of computation."""

    project: Project
    data: DataShape
    shapes: dict[LayerId, LayerShape] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    order: tuple[LayerId, ...] = ()
    loss: str = ""

    @property
    def network(self) -> Network:
        return self.project.network

    def run(self) -> None:
        inputs = [layer.id for layer in self.network.layers if isinstance(layer.spec, InputSpec)]
        outputs = [layer.id for layer in self.network.layers if isinstance(layer.spec, OutputSpec)]
        self._ends(inputs, outputs)
        sequence = topological(self.network)
        reached = closure(inputs, self.network.targets)
        needed = closure(outputs, self.network.sources)
        if inputs and outputs and not reached.intersection(outputs):
            self._no_way(inputs[0], outputs[0])
        self.order = tuple(i for i in sequence if i in reached and i in needed)
        for layer_id in (layer.id for layer in self.network.layers):
            if layer_id not in sequence and layer_id in reached | needed:
                self._cycle(layer_id)
                break
        for layer_id in sequence:
            self._layer(self.network.layer(layer_id), layer_id in self.order)

    def say(self, layer: LayerId | None, message: str, repair: Repair | None = None) -> None:
        self.problems.append(Problem(layer, message, repair))

    def _ends(self, inputs: list[LayerId], outputs: list[LayerId]) -> None:
        for found, spec, name, purpose in (
            (inputs, InputSpec(), "input", "examples have a place to enter"),
            (outputs, OutputSpec(), "output", "there is an answer to compare with the target"),
        ):
            if not found:
                network = with_end(self.network, Layer(fresh_id(self.network), name, spec))
                self.say(
                    None,
                    f"The network has no {name}. Add one, so that {purpose}.",
                    _repair(f"Add an {name}", self.project, network),
                )
            for extra in found[1:]:
                self.say(extra, f"There is more than one {name}. Remove this one.")

    def _no_way(self, start: LayerId, end: LayerId) -> None:
        ends = [i for i in closure([start], self.network.targets) if not self.network.targets(i)]
        first = [i for i in closure([end], self.network.sources) if not self.network.sources(i)]
        repair = None
        if ends and first:
            # The newest loose end is most likely the one that was being worked on.
            joined = (*self.network.connections, Connection(max(ends), max(first)))
            repair = _repair(
                "Connect them", self.project, replace(self.network, connections=joined)
            )
        message = "No way leads from the input to the output. Connect the layers between them."
        self.say(end, message, repair)

    def _cycle(self, layer_id: LayerId) -> None:
        back = next((c for c in self.network.connections if c.target == layer_id), None)
        repair = None
        if back is not None:
            kept = tuple(c for c in self.network.connections if c != back)
            repair = _repair("Cut it here", self.project, replace(self.network, connections=kept))
        self.say(
            layer_id,
            "The connections run in a circle, so no layer could be computed first. Cut one of them.",
            repair,
        )

    def _layer(self, layer: Layer, takes_part: bool) -> None:
        sources = self.network.sources(layer.id)
        if takes_part and len(sources) > 1:
            kept = tuple(
                c
                for c in self.network.connections
                if c.target != layer.id or c.source == sources[0]
            )
            self.say(
                layer.id,
                f"{layer.name} has {len(sources)} inputs but takes one. Cut the others.",
                _repair("Keep the first", self.project, replace(self.network, connections=kept)),
            )
        before = self.shapes.get(sources[0]) if sources else None
        arriving = before.identities if before is not None else ()
        first = len(self.problems)
        spec = layer.spec
        if isinstance(spec, InputSpec):
            self._input(layer, sources)
        elif isinstance(spec, DenseSpec):
            self._dense(layer, spec, arriving)
        elif isinstance(spec, ActivationSpec):
            self._activation(layer, spec, arriving)
        else:
            self._output(layer, spec, arriving)
        if not takes_part:
            del self.problems[first:]  # what is not connected cannot stand in the way

    def _input(self, layer: Layer, sources: tuple[LayerId, ...]) -> None:
        units = tuple(UnitRef(layer.id, unit) for unit in self.data.features)
        if not units:
            self.say(layer.id, "No input feature is chosen. Choose at least one, for example x.")
        if sources:
            self.say(layer.id, "The input takes no connection. Cut what leads into it.")
        self.shapes[layer.id] = LayerShape(layer.id, "input", (), units, units, "linear", ())

    def _dense(self, layer: Layer, spec: DenseSpec, arriving: tuple[UnitRef, ...]) -> None:
        self._named(layer, spec.activation, spec.initialiser)
        units = tuple(UnitRef(layer.id, unit) for unit in spec.units)
        if not 1 <= len(units) <= MAX_UNITS:
            few = "has no units" if not units else f"has {len(units):,} units"
            self.say(layer.id, f"{layer.name} {few}. Choose a number from 1 to {MAX_UNITS:,}.")
        if len(set(units)) != len(units):
            self.say(layer.id, f"Two units of {layer.name} carry the same id.")
        parameters = self._parameters(layer, units, arriving, spec.initialiser)
        self.shapes[layer.id] = LayerShape(
            layer.id, "dense", arriving, units, units, spec.activation, parameters
        )

    def _activation(
        self, layer: Layer, spec: ActivationSpec, arriving: tuple[UnitRef, ...]
    ) -> None:
        self._named(layer, spec.activation)
        units = tuple(UnitRef(layer.id, UnitId(f"{u.layer}.{u.unit}")) for u in arriving)
        self.shapes[layer.id] = LayerShape(
            layer.id, "activation", arriving, units, arriving, spec.activation, ()
        )

    def _output(self, layer: Layer, spec: OutputSpec, arriving: tuple[UnitRef, ...]) -> None:
        rule = self._rule(layer, spec)
        expected = rule.unit_count(len(self.data.classes))
        count = expected if spec.units is None else spec.units
        if not 1 <= count <= MAX_UNITS:
            count = expected
        units = tuple(UnitRef(layer.id, UnitId(f"o{number}")) for number in range(count))
        if self.network.targets(layer.id):
            self.say(layer.id, "Nothing can follow the output. Cut what leads away from it.")
        if not (math.isfinite(spec.weight) and spec.weight > 0):
            self.say(layer.id, "The weight of this output's loss must be a number above 0.")
        self._named(layer, rule.activation, spec.initialiser)
        parameters = self._parameters(layer, units, arriving, spec.initialiser)
        self.loss = self.loss or rule.loss
        self.shapes[layer.id] = LayerShape(
            layer.id, "output", arriving, units, units, rule.activation, parameters
        )

    def _rule(self, layer: Layer, spec: OutputSpec) -> TargetRule:
        """Return the row of the table for this output, and say where it has none."""
        task = self.data.task
        default = default_rule(task)
        fitting = self._fitting(layer, spec, default)
        if spec.activation is not None and spec.activation not in ACTIVATIONS:
            hint = name_hint(spec.activation, ACTIVATIONS)
            self.say(layer.id, f"There is no activation “{spec.activation:.40}”. {hint}", fitting)
            return default
        if spec.loss is not None and spec.loss not in LOSSES:
            hint = name_hint(spec.loss, LOSSES)
            self.say(layer.id, f"There is no loss “{spec.loss:.40}”. {hint}", fitting)
            return default
        activation = spec.activation or _default_activation(task, spec)
        rule = target_rule(task, activation, spec.loss)
        if rule is None:
            self.say(layer.id, _no_rule(task, activation, spec.loss), fitting)
            return default
        expected = rule.unit_count(len(self.data.classes))
        if spec.units is not None and spec.units != expected:
            self.say(
                layer.id,
                f"The output has {spec.units:,} unit{'s' if spec.units != 1 else ''}, but "
                f"{activation} needs {expected} for {_described(self.data)}.",
                fitting,
            )
        return rule

    def _fitting(self, layer: Layer, spec: OutputSpec, default: TargetRule) -> Repair:
        """Return the repair that writes the output so that it fits the data."""
        units = default.unit_count(len(self.data.classes))
        fits = replace(spec, units=None, activation=None, loss=None)
        return _repair(
            f"Use dense {units} {default.activation}",
            self.project,
            self.network.with_layer(replace(layer, spec=fits)),
        )

    def _parameters(
        self,
        layer: Layer,
        units: tuple[UnitRef, ...],
        arriving: tuple[UnitRef, ...],
        initialiser: str,
    ) -> tuple[ParameterShape, ...]:
        if not arriving:
            return ()
        owner = layer.shares or layer.id
        if layer.shares is not None:
            self.say(layer.id, "Sharing weights between layers does not work yet.")
        return (
            ParameterShape(ParameterId(owner, "weight"), units, arriving, initialiser),
            ParameterShape(ParameterId(owner, "bias"), units, (), "zeros"),
        )

    def _named(self, layer: Layer, activation: str, initialiser: str = "glorot") -> None:
        if activation not in ACTIVATIONS:
            hint = name_hint(activation, ACTIVATIONS)
            self.say(layer.id, f"There is no activation “{activation:.40}”. {hint}")
        if initialiser not in INITIALISERS:
            hint = name_hint(initialiser, INITIALISERS)
            self.say(layer.id, f"There is no start “{initialiser:.40}”. {hint}")


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


def _training(training: TrainingSpec) -> Iterable[Problem]:
    """Settings that only a file or a script can bring."""
    if not 1 <= training.batch_size <= MAX_BATCH_SIZE:
        yield Problem(None, f"The batch size must be a whole number from 1 to {MAX_BATCH_SIZE:,}.")
    if not 0.0 <= training.l2 <= MAX_L2:
        yield Problem(None, f"L2 must be a number from 0 to {MAX_L2:,.0f}.")
    if not 0 <= training.seed <= MAX_SEED:
        yield Problem(None, "The seed must be a whole number, 0 or larger.")
    if len(training.phases) != 1:
        yield Problem(None, "Training has exactly one phase in this version.")
    for phase in training.phases:
        if phase.optimizer.kind not in OPTIMIZERS:
            hint = name_hint(phase.optimizer.kind, OPTIMIZERS)
            yield Problem(None, f"There is no optimizer “{phase.optimizer.kind:.40}”. {hint}")
        if not 0.0 < phase.optimizer.learning_rate <= MAX_LEARNING_RATE:
            yield Problem(
                None,
                f"The learning rate must be a number above 0, at most {MAX_LEARNING_RATE:,.0f}.",
            )
