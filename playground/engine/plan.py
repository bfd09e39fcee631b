"""What lowering starts from: a project whose every layer has its shape."""

from dataclasses import dataclass

from playground.engine.layout import ParameterLayout, lay_out
from playground.engine.masks import held_places
from playground.engine.program import DataLayout
from playground.engine.state import Int32
from playground.engine.targets import target_width
from playground.model.catalog import TargetRule, target_rule
from playground.model.errors import PlaygroundError
from playground.model.network import OutputSpec
from playground.model.project import Project
from playground.model.resolution import LayerShape, Resolution, Task

PLAIN = ("input", "dense", "activation", "dropout", "add", "concatenate", "output")
"""Kinds of layer whose operations also work on one example without padding."""


@dataclass(frozen=True, slots=True)
class Head:
    """One output: what it is compared with, and how much that counts.

    Attributes
    ----------
    rule
        Row of the table task × activation × loss that the output follows.
    target
        "label", or "input" for the inputs themselves.
    """

    shape: LayerShape
    rule: TargetRule
    target: str
    weight: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What lowering starts from.

    Attributes
    ----------
    heads
        The outputs; the first is the one whose answers are shown.
    examples
        Examples in the data block.
    """

    project: Project
    resolution: Resolution
    heads: tuple[Head, ...]
    examples: int

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
        return self.resolution.layers[self.resolution.order[0]]

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
        return all(not shape.positions and shape.kind in PLAIN for shape in shapes)

    @property
    def labelled(self) -> tuple[Head, ...]:
        """One head for every block of targets: those that write labels alike share one."""
        blocks = {(head.rule.encoding, head.shape.size): head for head in reversed(self.heads)
                  if head.target == "label"}  # fmt: skip
        return tuple(reversed(blocks.values()))

    def data(self) -> DataLayout:
        """Return where inputs and targets of all examples lie."""
        widths = (target_width(head.rule, head.shape.size) for head in self.labelled)
        return DataLayout(self.examples, self.width, tuple(widths))

    def source(self, head: Head) -> tuple[int, int]:
        """Return where in the data block the targets of a head begin, and their width."""
        data = self.data()
        if head.target == "input":
            return 0, self.width
        alike = (head.rule.encoding, head.shape.size)
        block = next(
            number
            for number, other in enumerate(self.labelled)
            if (other.rule.encoding, other.shape.size) == alike
        )
        return data.offset(block), data.targets[block]

    def layout(self) -> ParameterLayout:
        """Return the parameter layout, the same for every program of this plan."""
        layers = [self.resolution.layers[layer] for layer in self.resolution.order]
        parameters = [parameter for shape in layers for parameter in shape.parameters]
        zeros = [
            len(parameter.targets)
            for shape in layers
            for parameter in shape.parameters
            if not any(other.id.name == "bias" for other in shape.parameters)
        ]
        return lay_out(parameters, max(zeros, default=0))

    def held(self) -> Int32:
        """Return the offsets, within a plane, of the single weights that training may not move."""
        network = self.project.network
        return held_places(self.layout(), (*network.frozen_weights, *network.cuts))


def make_plan(project: Project, resolution: Resolution, task: Task, examples: int) -> Plan:
    """Return the plan of a project.

    Raises
    ------
    PlaygroundError
        The network has a problem; the text is the first problem's.
    """
    if not resolution.is_valid:
        raise PlaygroundError(resolution.problems[0].message)
    heads = tuple(_head(project, shape, task) for shape in resolution.heads)
    return Plan(project, resolution, heads, examples)


def _head(project: Project, shape: LayerShape, task: Task) -> Head:
    spec = project.network.layer(shape.id).spec
    assert isinstance(spec, OutputSpec)
    rule = target_rule(
        "regression" if spec.target == "input" else task, shape.activation, shape.loss
    )
    if rule is None:
        raise PlaygroundError(
            f"The output's activation {shape.activation} and loss {shape.loss} do not fit "
            f"data of the kind {task}. Choose another loss or activation for the output."
        )
    return Head(shape, rule, spec.target, spec.weight)
