"""What the check has found out so far."""

import math
from dataclasses import dataclass, field

from playground.model.ids import LayerId, UnitId, UnitRef
from playground.model.network import KINDS, Layer, Network
from playground.model.project import Project
from playground.model.resolution import DataShape, LayerShape, ParameterShape, Problem, Repair

Units = tuple[UnitRef, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What arrives at a layer that takes one input; nothing where that is not known.

    Attributes
    ----------
    units, positions, grid, vocabulary
        As in `LayerShape`; the units by their identities.
    """

    sources: tuple[LayerId, ...] = ()
    units: Units = ()
    positions: tuple[int, ...] = ()
    grid: tuple[int, int, int] | None = None
    vocabulary: int = 0

    @property
    def size(self) -> int:
        """Values that arrive for one example."""
        return len(self.units) * math.prod(self.positions)

    @property
    def picture(self) -> "Arrival | None":
        """The same as a picture; None where it is none."""
        if len(self.positions) == 2:
            return self
        if self.grid is None or not self.units:
            return None
        origin = self.units[0].layer
        channels = tuple(UnitRef(origin, UnitId(f"c{n}")) for n in range(self.grid[0]))
        return Arrival(self.sources, channels, self.grid[1:])


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

    def arrival(self, sources: tuple[LayerId, ...]) -> Arrival:
        """Return what arrives from the first of these layers."""
        shape = self.shapes.get(sources[0]) if sources else None
        if shape is None:
            return Arrival(sources)
        return Arrival(sources, shape.identities, shape.positions, shape.grid, shape.vocabulary)

    def shape(
        self,
        layer: Layer,
        arriving: Arrival,
        units: Units,
        identities: Units | None = None,
        *,
        activation: str = "linear",
        parameters: tuple[ParameterShape, ...] = (),
        positions: tuple[int, ...] = (),
        grid: tuple[int, int, int] | None = None,
        loss: str = "",
    ) -> None:
        """Note the shape of a layer; without other identities the units are its own."""
        self.shapes[layer.id] = LayerShape(
            layer.id,
            KINDS[type(layer.spec)],
            arriving.units,
            units,
            units if identities is None else identities,
            activation,
            parameters,
            arriving.sources,
            positions,
            grid,
            loss=loss,
        )

    def units_of(self, layer_id: LayerId) -> tuple[UnitRef, ...]:
        """Return what arrives from a layer; nothing where its shape is not known."""
        shape = self.shapes.get(layer_id)
        return shape.identities if shape is not None else ()
