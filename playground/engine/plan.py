"""What lowering starts from: a project whose every layer has its shape."""

from dataclasses import dataclass

from playground.engine.layout import ParameterLayout, lay_out
from playground.engine.masks import held_places
from playground.engine.state import Int32
from playground.model.catalog import TargetRule, target_rule
from playground.model.errors import PlaygroundError
from playground.model.project import Project
from playground.model.resolution import LayerShape, Resolution, Task

PLAIN = ("input", "dense", "activation", "dropout", "add", "concatenate", "output")
"""Kinds of layer whose operations also work on one example without padding."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What lowering starts from.

    Attributes
    ----------
    rule
        Row of the table task × activation × loss that the head follows.
    examples
        Examples in the data block.
    """

    project: Project
    resolution: Resolution
    rule: TargetRule
    examples: int

    @property
    def head(self) -> LayerShape:
        return self.resolution.layers[self.resolution.order[-1]]

    @property
    def width(self) -> int:
        """Input values of an example."""
        return self.resolution.layers[self.resolution.order[0]].size

    @property
    def outputs(self) -> int:
        """Output values of an example."""
        return self.head.size

    @property
    def is_plain(self) -> bool:
        """Whether no layer has positions or looks at more than one example at a time."""
        shapes = (self.resolution.layers[layer] for layer in self.resolution.order)
        return all(not shape.positions and shape.kind in PLAIN for shape in shapes)

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
    head = resolution.layers[resolution.order[-1]]
    rule = target_rule(task, head.activation, resolution.loss)
    if rule is None:
        raise PlaygroundError(
            f"The output's activation {head.activation} and loss {resolution.loss} do not fit "
            f"data of the kind {task}. Choose another loss or activation for the output."
        )
    return Plan(project, resolution, rule, examples)
