"""What the check has found out so far."""

from dataclasses import dataclass, field

from playground.model.ids import LayerId, UnitRef
from playground.model.network import Network
from playground.model.project import Project
from playground.model.resolution import DataShape, LayerShape, Problem, Repair


@dataclass(slots=True)
class Notes:
    """Shapes and problems, filled in from the input on.

    Attributes
    ----------
    order
        Layers on a way from input to output, in the order of computation.
    """

    project: Project
    data: DataShape
    shapes: dict[LayerId, LayerShape] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    order: tuple[LayerId, ...] = ()
    loss: str = ""

    @property
    def network(self) -> Network:
        return self.project.network

    def say(self, layer: LayerId | None, message: str, *repairs: Repair) -> None:
        """Note a problem; the first repair is the likeliest."""
        first = repairs[0] if repairs else None
        self.problems.append(Problem(layer, message, first, repairs[1:]))

    def units_of(self, layer_id: LayerId) -> tuple[UnitRef, ...]:
        """Return what arrives from a layer; nothing where its shape is not known."""
        shape = self.shapes.get(layer_id)
        return shape.identities if shape is not None else ()
