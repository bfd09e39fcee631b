"""What lowering starts from: a project whose every layer has its shape."""

from collections.abc import Sequence
from dataclasses import dataclass

from playground.engine.layout import ParameterLayout, layout_of
from playground.engine.masks import held_places
from playground.engine.program import DataLayout
from playground.engine.state import Int32
from playground.engine.targets import target_width
from playground.model.catalog import TargetRule, asked_of, target_rule
from playground.model.check import draws
from playground.model.errors import PlaygroundError
from playground.model.graph import closure
from playground.model.ids import LayerId
from playground.model.network import InputSpec, Network, OutputSpec
from playground.model.project import OptimizerSpec, PhaseSpec, Project
from playground.model.resolution import LayerShape, Resolution, Task

PLAIN = (
    "input", "features", "dense", "activation", "dropout", "noise", "add", "concatenate", "multiply", "output",
)  # fmt: skip
"""Kinds of layer whose operations also work on one example without padding."""


@dataclass(frozen=True, slots=True)
class Head:
    """One output: what it is compared with, and how much that counts.

    Attributes
    ----------
    rule
        Row of the table task × activation × loss that the output follows.
    target
        "label", "input" for the inputs themselves, "next" for what comes next of them, "real" or
        "fake" for what is real.
    """

    shape: LayerShape
    rule: TargetRule
    target: str
    weight: float

    @property
    def width(self) -> int:
        """Target values of an example."""
        return target_width(self.rule, self.shape)

    @property
    def written(self) -> tuple[str, str, int]:
        """Equal for heads whose targets stand in the data block in the same way."""
        return self.target, self.rule.encoding, self.shape.size

    @property
    def constant(self) -> float | None:
        """The target of every example, where all have the same."""
        if self.target not in ("real", "fake"):
            return None
        no = -1.0 if self.rule.encoding == "-1+1" else 0.0
        return 1.0 if self.target == "real" else no


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a step: some outputs are computed, and some layers learn from their losses.

    Attributes
    ----------
    order
        Layers that these outputs depend on, in the order of computation, without the entry.
    frozen
        Layers that do not learn in this phase.
    """

    heads: tuple[Head, ...]
    order: tuple[LayerId, ...]
    frozen: frozenset[LayerId]
    optimizer: OptimizerSpec


@dataclass(frozen=True, slots=True)
class Plan:
    """What lowering starts from.

    Attributes
    ----------
    heads
        The outputs; the first is the one whose answers are shown.
    phases
        What a step of training is made of, one after the other.
    examples
        Examples in the data block.
    has_lengths
        Whether sequences of these data differ in length.
    """

    project: Project
    resolution: Resolution
    heads: tuple[Head, ...]
    phases: tuple[Phase, ...]
    examples: int
    has_lengths: bool = False

    @property
    def whole(self) -> Phase:
        """Return the phase of a look at everything: all outputs, and nothing frozen."""
        order = tuple(layer for layer in self.resolution.order if layer != self.entry.id)
        return Phase(self.heads, order, frozenset(), self.project.training.optimizer)

    @property
    def head(self) -> LayerShape:
        return self.heads[0].shape

    @property
    def rule(self) -> TargetRule:
        """What the first output follows."""
        return self.heads[0].rule

    @property
    def entry(self) -> LayerShape:
        """The layer where the examples enter."""
        return self.resolution.layers[entry_of(self.project.network, self.resolution.order)]

    @property
    def width(self) -> int:
        """Input values of an example."""
        return self.entry.size

    @property
    def outputs(self) -> int:
        """Output values of an example."""
        return self.head.size

    @property
    def is_plain(self) -> bool:
        """Whether no layer has positions or looks at more than one example at a time."""
        shapes = (self.resolution.layers[layer] for layer in self.resolution.order)
        odd = any(layer.is_transposed or draws(layer) for layer in self.project.network.layers)
        return not odd and all(not s.positions and s.kind in PLAIN for s in shapes)

    @property
    def labelled(self) -> tuple[Head, ...]:
        """One head for every block of targets: those that write the same share one."""
        blocks = {head.written: head for head in reversed(self.heads)
                  if head.target in ("label", "next")}  # fmt: skip
        return tuple(reversed(blocks.values()))

    def data(self) -> DataLayout:
        """Return where inputs and targets of all examples lie."""
        widths = tuple(head.width for head in self.labelled)
        return DataLayout(self.examples, self.width, widths, self.has_lengths)

    def source(self, head: Head) -> tuple[int, int]:
        """Return where in the data block the targets of a head begin, and their width."""
        data = self.data()
        if head.target == "input":
            return 0, self.width
        if head.constant is not None:
            return -1, head.width
        written = [other.written for other in self.labelled]
        block = written.index(head.written)
        return data.offset(block), data.targets[block]

    def masks(self, head: Head) -> bool:
        """Whether a head leaves out positions: behind the end of a sequence nothing is asked for,
        also where the answer stands in one row, and nothing comes next behind the last one.
        """
        return head.target == "next" or (self.has_lengths and head.target == "input")

    def layout(self) -> ParameterLayout:
        """Return the parameter layout, the same for every program of this plan."""
        return layout_of(self.resolution)

    def held(self) -> Int32:
        """Return the offsets, within a plane, of the single weights that training may not move."""
        network = self.project.network
        return held_places(self.layout(), (*network.frozen_weights, *network.cuts))


def make_plan(
    project: Project,
    resolution: Resolution,
    task: Task,
    examples: int,
    *,
    has_lengths: bool = False,
) -> Plan:
    """Return the plan of a project.

    Raises
    ------
    PlaygroundError
        The network has a problem; the text is the first problem's.
    """
    if not resolution.is_valid:
        raise PlaygroundError(resolution.problems[0].message)
    heads = tuple(_head(project, shape, task) for shape in resolution.heads)
    phases = tuple(_phase(project, resolution, heads, phase) for phase in project.training.phases)
    return Plan(project, resolution, heads, phases, examples, has_lengths)


def _phase(
    project: Project, resolution: Resolution, heads: tuple[Head, ...], spec: PhaseSpec
) -> Phase:
    chosen = tuple(head for head in heads if not spec.outputs or head.shape.id in spec.outputs)
    needed = closure((head.shape.id for head in chosen), project.network.sources)
    layers = project.network.layers
    # What is shared stands still as a whole, whoever has the padlock.
    locked = {
        same.id for layer in layers if layer.is_frozen for same in project.network.alike(layer.id)
    }
    frozen = {
        layer.id
        for layer in layers
        if layer.id in locked
        or (spec.trainable and (layer.shares or layer.id) not in spec.trainable)
    }
    entry = entry_of(project.network, resolution.order)
    order = tuple(layer for layer in resolution.order if layer in needed and layer != entry)
    return Phase(chosen, order, frozenset(frozen), spec.optimizer)


def _head(project: Project, shape: LayerShape, task: Task) -> Head:
    spec = project.network.layer(shape.id).spec
    assert isinstance(spec, OutputSpec)
    rule = target_rule(asked_of(task, spec.target), shape.activation, shape.loss)
    if rule is None:
        raise PlaygroundError(
            f"The output's activation {shape.activation} and loss {shape.loss} do not fit "
            f"data of the kind {task}. Choose another loss or activation for the output."
        )
    return Head(shape, rule, spec.target, spec.weight)


def entry_of(network: Network, order: Sequence[LayerId]) -> LayerId:
    """Return the input that takes the examples of the data; others draw their own numbers."""
    return next(
        layer
        for layer in order
        if isinstance(network.layer(layer).spec, InputSpec) and not draws(network.layer(layer))
    )
