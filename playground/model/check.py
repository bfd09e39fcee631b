"""Does the network work with the data? The answer is data: shapes, and problems with repairs.

Nothing here raises: a file may hold any network, and the canvas shows one that is not finished.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from playground.model.catalog import (
    ACTIVATIONS,
    DEFAULT_ACTIVATION,
    DEFAULT_UNITS,
    INITIALISERS,
    LOSSES,
    MAX_CONNECTIONS,
    MAX_LAYERS,
    MAX_UNITS,
    TARGET_RULES,
    TargetRule,
    default_rule,
    target_rule,
)
from playground.model.graph import (
    circle,
    closure,
    fresh_id,
    missing_link,
    topological,
    with_end,
    without,
)
from playground.model.hints import closest, name_hint
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef
from playground.model.network import (
    ActivationSpec,
    Connection,
    DenseSpec,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
)
from playground.model.project import Project
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
from playground.model.settings import check_training
from playground.model.text import unit_ids

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
        return Resolution((), MappingProxyType({}), (*problems, *check_training(project)))
    walk = _Walk(project, shape)
    walk.run()
    return Resolution(
        order=walk.order,
        layers=MappingProxyType(walk.shapes),
        problems=(*walk.problems, *check_training(project)),
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
                self._cycle(layer_id, sequence)
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
                self.say(
                    extra,
                    f"There is more than one {name}. Remove this one.",
                    _repair("Remove it", self.project, without(self.network, extra)),
                )

    def _no_way(self, start: LayerId, end: LayerId) -> None:
        link = missing_link(self.network, start, end)
        repair = None
        if link is not None:
            joined = replace(self.network, connections=(*self.network.connections, link))
            repair = _repair("Connect them", self.project, joined)
        message = "No way leads from the input to the output. Connect the layers between them."
        self.say(end, message, repair)

    def _cycle(self, layer_id: LayerId, sequence: tuple[LayerId, ...]) -> None:
        back = circle(self.network, layer_id, sequence)
        self.say(
            layer_id if back is None else back.target,
            "The connections run in a circle, so no layer could be computed first. Cut one of them.",
            None if back is None else self._cut("Cut it here", lambda c: c == back),
        )

    def _cut(self, label: str, goes: Callable[[Connection], bool]) -> Repair:
        """Return the repair that removes these connections."""
        kept = tuple(c for c in self.network.connections if not goes(c))
        return _repair(label, self.project, replace(self.network, connections=kept))

    def _rewrite(self, label: str, layer: Layer, spec: LayerSpec) -> Repair:
        """Return the repair that gives a layer other settings."""
        changed = self.network.with_layer(replace(layer, spec=spec))
        return _repair(label, self.project, changed)

    def _layer(self, layer: Layer, takes_part: bool) -> None:
        sources = self.network.sources(layer.id)
        if takes_part and len(sources) > 1:
            self.say(
                layer.id,
                f"{layer.name} has {len(sources)} inputs but takes one. Cut the others.",
                self._cut(
                    "Keep the first", lambda c: c.target == layer.id and c.source != sources[0]
                ),
            )
        before = self.shapes.get(sources[0]) if sources else None
        arriving = before.identities if before is not None else ()
        first, spec = len(self.problems), layer.spec
        if isinstance(spec, InputSpec):
            self._input(layer, sources)
        elif isinstance(spec, DenseSpec):
            self._dense(layer, spec, arriving)
        elif isinstance(spec, ActivationSpec):
            self._activation(layer, spec, arriving)
        elif isinstance(spec, OutputSpec):
            self._output(layer, spec, arriving)
        else:
            self.say(layer.id, f"{layer.name} does not work in this version. Remove it.")
        if not takes_part:
            del self.problems[first:]  # what is not connected cannot stand in the way

    def _input(self, layer: Layer, sources: tuple[LayerId, ...]) -> None:
        units = tuple(UnitRef(layer.id, unit) for unit in self.data.features)
        if not units:
            self.say(layer.id, "No input feature is chosen. Choose at least one, for example x.")
        if sources:
            self.say(
                layer.id,
                "The input takes no connection. Cut what leads into it.",
                self._cut("Cut it", lambda c: c.target == layer.id),
            )
        self.shapes[layer.id] = LayerShape(layer.id, "input", (), units, units, "linear", ())

    def _dense(self, layer: Layer, spec: DenseSpec, arriving: tuple[UnitRef, ...]) -> None:
        self._named(layer, spec.activation, spec.initialiser)
        units = tuple(UnitRef(layer.id, unit) for unit in spec.units)
        if not 1 <= len(units) <= MAX_UNITS:
            few = "has no units" if not units else f"has {len(units):,} units"
            count = MAX_UNITS if units else DEFAULT_UNITS
            self.say(
                layer.id,
                f"{layer.name} {few}. Choose a number from 1 to {MAX_UNITS:,}.",
                self._rewrite(f"Use {count:,} units", layer, replace(spec, units=unit_ids(count))),
            )
        elif len(set(units)) != len(units):
            self.say(
                layer.id,
                f"Two units of {layer.name} carry the same id, so their weights cannot be told "
                "apart. Number them anew.",
                self._rewrite("Number them", layer, replace(spec, units=unit_ids(len(units)))),
            )
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
            self.say(
                layer.id,
                "Nothing can follow the output. Cut what leads away from it.",
                self._cut("Cut it", lambda c: c.source == layer.id),
            )
        if (spec.target, spec.weight) != ("label", 1.0):
            # Nothing computes these yet: leaving them out in silence would give wrong numbers.
            self.say(
                layer.id,
                "The output is compared with the label and counts with a weight of 1 in this "
                "version. Other targets and weights do not work yet.",
                self._rewrite("Use the label", layer, replace(spec, target="label", weight=1.0)),
            )
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
            own = self.network.with_layer(replace(layer, shares=None))
            self.say(
                layer.id,
                "Sharing weights between layers does not work yet. Give this one its own.",
                _repair("Give it its own weights", self.project, own),
            )
        return (
            ParameterShape(ParameterId(owner, "weight"), units, arriving, initialiser),
            ParameterShape(ParameterId(owner, "bias"), units, (), "zeros"),
        )

    def _named(self, layer: Layer, activation: str, initialiser: str = "glorot") -> None:
        spec = layer.spec
        if activation not in ACTIVATIONS and isinstance(spec, (DenseSpec, ActivationSpec)):
            hint = name_hint(activation, ACTIVATIONS)
            guess = closest(activation, ACTIVATIONS) or DEFAULT_ACTIVATION
            repair = self._rewrite(f"Use {guess}", layer, replace(spec, activation=guess))
            self.say(layer.id, f"There is no activation “{activation:.40}”. {hint}", repair)
        if initialiser not in INITIALISERS and isinstance(spec, (DenseSpec, OutputSpec)):
            hint = name_hint(initialiser, INITIALISERS)
            guess = closest(initialiser, INITIALISERS) or "glorot"
            repair = self._rewrite(f"Use {guess}", layer, replace(spec, initialiser=guess))
            self.say(layer.id, f"There is no start “{initialiser:.40}”. {hint}", repair)


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
