"""What the check answers: shapes, and problems with repairs. Plain records, no computing."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef
from playground.model.project import Project

Task = Literal["binary", "classes", "regression"]


@dataclass(frozen=True, slots=True)
class DataShape:
    """What the network must know of its data before any example is made.

    Attributes
    ----------
    features
        One unit id for each input feature, in order ("x", "sinx", "p0" ... "p63").
    classes
        Names of the classes ("0".."9"); two for a binary task, none for regression.
    picture
        (channels, height, width) where the features are pixels, else None.
    plane
        True where inputs are points of a plane, so that maps can be drawn.
    line
        True where the only raw input is one number x and the answer is a number: a curve y(x).
    titles
        What the features are called on the screen, one for each; empty: their ids say it.
    """

    task: Task
    features: tuple[UnitId, ...]
    classes: tuple[str, ...] = ()
    picture: tuple[int, int, int] | None = None
    plane: bool = False
    line: bool = False
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """A one-click way out: what the button says, and the project after it."""

    label: str
    project: Project


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something cannot work, in plain words: what, why, what next.

    Attributes
    ----------
    repair
        The way out that most likely is meant.
    others
        Further ways out.
    """

    layer: LayerId | None
    message: str
    repair: Repair | None = None
    others: tuple[Repair, ...] = ()

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Every way out, the likeliest first."""
        return self.others if self.repair is None else (self.repair, *self.others)


@dataclass(frozen=True, slots=True)
class ParameterShape:
    """One parameter tensor: rows are ``targets``, columns are ``sources`` (none for a bias)."""

    id: ParameterId
    targets: tuple[UnitRef, ...]
    sources: tuple[UnitRef, ...]
    initialiser: str

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self.targets), len(self.sources)) if self.sources else (len(self.targets),)


@dataclass(frozen=True, slots=True)
class LayerShape:
    """One layer with everything filled in that follows from the data and from its neighbours.

    Attributes
    ----------
    kind
        Name in the catalogue: "input", "dense", "activation", "dropout", "add", "concatenate",
        "output".
    units_in
        Units that arrive; the columns of the weight matrix. Add: those of the first branch.
        Concatenate: those of all branches, in the order of the connections.
    units_out
        Units that this layer shows on its card.
    identities
        What the units are called further down the line: layers that only transform (activation,
        dropout, concatenate) pass the incoming identities through, so that weights behind them
        keep their place. The sums of an add are units of its own, called like those of the first
        branch. No two are equal.
    activation
        Name in the catalogue; "linear" where there is none.
    sources
        The layers whose values arrive, in the order of the connections: several for a join, at
        most one for every other kind.
    """

    id: LayerId
    kind: str
    units_in: tuple[UnitRef, ...]
    units_out: tuple[UnitRef, ...]
    identities: tuple[UnitRef, ...]
    activation: str
    parameters: tuple[ParameterShape, ...]
    sources: tuple[LayerId, ...] = ()

    @property
    def parameter_count(self) -> int:
        total = 0
        for parameter in self.parameters:
            size = len(parameter.targets) * max(1, len(parameter.sources))
            total += size
        return total


@dataclass(frozen=True, slots=True)
class Resolution:
    """The network as far as it makes sense.

    Attributes
    ----------
    order
        Layers on a way from input to output, in the order of computation.
    layers
        Every layer whose shape could be worked out, also those outside ``order``.
    problems
        Empty exactly where training can start.
    loss
        Name of the loss in the catalogue ("" while there is no output).
    """

    order: tuple[LayerId, ...]
    layers: Mapping[LayerId, LayerShape]
    problems: tuple[Problem, ...]
    loss: str = ""

    @property
    def is_valid(self) -> bool:
        return not self.problems

    @property
    def parameter_count(self) -> int:
        return sum(self.layers[layer_id].parameter_count for layer_id in self.order)


EMPTY_RESOLUTION = Resolution(order=(), layers=MappingProxyType({}), problems=())
