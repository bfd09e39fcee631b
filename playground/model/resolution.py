"""What the check answers: shapes, and problems with repairs. Plain records, no computing."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef, WeightRef
from playground.model.project import Project

Task = Literal["binary", "classes", "regression", "tokens", "input"]
"""What is asked of the output: one of two classes, one of several, a number, the next token at every
position; "input" is that of an output which gives back what came in, whatever the data ask for.
"""


@dataclass(frozen=True, slots=True)
class SequenceShape:
    """What one example of a sequence is like.

    Attributes
    ----------
    length
        Most positions of an example; shorter ones are filled up.
    vocabulary
        What the token of each index is called ("a", "b", …); empty where every position holds
        plain numbers.
    """

    length: int
    vocabulary: tuple[str, ...] = ()


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
    sequence
        Where an example is a sequence: ``features`` are then those of each position.
    is_share
        True where every input lies between 0 and 1.
    """

    task: Task
    features: tuple[UnitId, ...]
    classes: tuple[str, ...] = ()
    picture: tuple[int, int, int] | None = None
    plane: bool = False
    line: bool = False
    titles: tuple[str, ...] = ()
    sequence: SequenceShape | None = None
    is_share: bool = False

    @property
    def size(self) -> int:
        """Input values of an example."""
        return len(self.features) * (1 if self.sequence is None else self.sequence.length)


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
    """One parameter tensor: rows are ``targets``, columns are ``sources`` (none for a bias).

    Attributes
    ----------
    kernel
        Sizes of the axes behind rows and columns: (height, width) of a convolution's kernels.
    is_trained
        False for what a layer keeps without learning it by gradients (running statistics).
    forget_bias
        Where the rows of a forget gate start (targets "f.u1", ...), the others being 0.
    """

    id: ParameterId
    targets: tuple[UnitRef, ...]
    sources: tuple[UnitRef, ...]
    initialiser: str
    kernel: tuple[int, ...] = ()
    is_trained: bool = True
    forget_bias: float = 0.0

    @property
    def shape(self) -> tuple[int, ...]:
        columns = (len(self.sources),) if self.sources else ()
        return (len(self.targets), *columns, *self.kernel)

    @property
    def size(self) -> int:
        """Numbers in the tensor."""
        return math.prod(self.shape)

    def index_of(self, weight: WeightRef) -> tuple[int, ...] | None:
        """Return where a single number lies in the tensor; None where it is not one of these."""
        if weight.parameter != self.id or weight.target not in self.targets:
            return None
        index: tuple[int, ...] = (self.targets.index(weight.target),)
        if self.sources:
            if weight.source not in self.sources:
                return None
            index = (*index, self.sources.index(weight.source))
        elif weight.source is not None:
            return None
        count = math.prod(self.kernel)
        place = 0 if weight.place is None and count == 1 else weight.place
        if not self.kernel:
            return index if weight.place is None else None
        if place is None or not 0 <= place < count:
            return None
        places = [place // math.prod(self.kernel[axis + 1 :]) for axis in range(len(self.kernel))]
        return (*index, *(p % size for p, size in zip(places, self.kernel, strict=True)))

    def weight_at(self, row: int, column: int, place: int = 0) -> WeightRef:
        """Return what the number of a row, a column and a place in the kernel is called."""
        source = self.sources[column] if self.sources else None
        in_kernel = place if math.prod(self.kernel) > 1 else None
        return WeightRef(self.id, self.targets[row], source, in_kernel)

    @property
    def fan_in(self) -> int:
        """Numbers that one sum takes in: those of a whole window."""
        return max(1, len(self.sources)) * math.prod(self.kernel)

    @property
    def fan_out(self) -> int:
        """Sums that one number goes into."""
        return len(self.targets) * math.prod(self.kernel)


@dataclass(frozen=True, slots=True)
class LayerShape:
    """One layer with everything filled in that follows from the data and from its neighbours.

    Attributes
    ----------
    kind
        Name in the catalogue: "input", "dense", "conv", ...
    units_in
        Units that arrive; the columns of the weight matrix. Add: those of the first branch.
        Concatenate: those of all branches, in the order of the connections.
    units_out
        Units that this layer shows on its card.
    identities
        What the units are called further down the line: layers that only transform (activation,
        dropout, pooling, concatenate, ...) pass the incoming identities through, so that weights behind them
        keep their place. The results of an add or a multiply are units of its own, called like those
        of the first branch. No two are equal.
    activation
        Name in the catalogue; "linear" where there is none.
    sources
        The layers whose values arrive, in the order of the connections: several for a join, at
        most one for every other kind.
    positions
        (height, width) where every unit is a picture, (length,) where it is a sequence, else ().
    grid
        (channels, height, width) of a flat layer whose units are the pixels of a picture, in this
        order: a convolution behind it sees the picture.
    vocabulary
        How many tokens there are, where the values are indices of tokens; else 0.
    loss
        Of an output: name of its loss in the catalogue, else "".
    """

    id: LayerId
    kind: str
    units_in: tuple[UnitRef, ...]
    units_out: tuple[UnitRef, ...]
    identities: tuple[UnitRef, ...]
    activation: str
    parameters: tuple[ParameterShape, ...]
    sources: tuple[LayerId, ...] = ()
    positions: tuple[int, ...] = ()
    grid: tuple[int, int, int] | None = None
    vocabulary: int = 0
    loss: str = ""

    @property
    def shape(self) -> tuple[int, ...]:
        """(units, *positions): what the layer puts out for one example."""
        return (len(self.units_out), *self.positions)

    @property
    def size(self) -> int:
        """Values that the layer puts out for one example."""
        return math.prod(self.shape)

    @property
    def parameter_count(self) -> int:
        """Numbers that training moves."""
        return sum(parameter.size for parameter in self.parameters if parameter.is_trained)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The network as far as it makes sense.

    Attributes
    ----------
    order
        Layers on a way from an input to an output, in the order of computation: the one where the
        data enter comes first, the output whose answers are shown last.
    layers
        Every layer whose shape could be worked out, also those outside ``order``.
    problems
        Empty exactly where training can start.
    loss
        Name of the first output's loss in the catalogue ("" while there is no output).
    warnings
        What lets training start, but lead nowhere; with a way out, as a problem has.
    """

    order: tuple[LayerId, ...]
    layers: Mapping[LayerId, LayerShape]
    problems: tuple[Problem, ...]
    loss: str = ""
    warnings: tuple[Problem, ...] = ()

    @property
    def is_valid(self) -> bool:
        return not self.problems

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """Problems, then warnings: all that is to be said of the network."""
        return (*self.problems, *self.warnings)

    @property
    def heads(self) -> tuple[LayerShape, ...]:
        """The outputs that are computed; the first is the one whose answers are shown."""
        found = [self.layers[i] for i in self.order if self.layers[i].kind == "output"]
        return tuple(found[-1:] + found[:-1])

    @property
    def parameter_count(self) -> int:
        """Numbers that training moves; shared ones count once."""
        found = {p.id: p for layer_id in self.order for p in self.layers[layer_id].parameters}
        return sum(parameter.size for parameter in found.values() if parameter.is_trained)


EMPTY_RESOLUTION = Resolution(order=(), layers=MappingProxyType({}), problems=())
