"""What the tables are made of. Formulas use the field's notation.

x input, W weights, b bias, z pre-activation, a activation, y target, L loss, g gradient, w any
weight, η learning rate, t the number of updates done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from types import MappingProxyType
from typing import Literal, Protocol, TypeVar

Curve = Callable[[float], float]
"""A function of one number, safe for every finite number."""
Shelf = Literal["layers", "pictures", "sequences", "joins"]


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of a layer or of training, as the inspector shows it.

    Attributes
    ----------
    minimum, maximum
        Bounds of a number, both allowed; None for a choice.
    choices
        Names in the catalogue's tables; empty for a number.
    unit
        Word behind the number ("units", "examples"), or "".
    follows_data
        True where the setting may be left open (None) and then follows from the data.
    is_switch
        True for a setting that is on or off.
    is_positive
        True where 0 itself is not allowed, although it is the minimum.
    is_whole
        True for whole numbers.
    is_optional
        True where the setting may be None, which means without it.
    has_sides
        True where four whole numbers (top, bottom, left, right) may stand in place of a choice.
    are_features
        True for a list of features of the data, no two alike.
    words
        What the choices are called on the screen, in the same order; empty where a table tells.
    """

    name: str
    title: str
    explanation: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""
    follows_data: bool = False
    is_switch: bool = False
    is_positive: bool = False
    is_whole: bool = False
    is_optional: bool = False
    has_sides: bool = False
    are_features: bool = False
    words: tuple[str, ...] = ()

    def allows(self, value: object) -> bool:
        """Whether a layer works with this value; NaN fails every comparison."""
        if value is None:
            return self.follows_data or self.is_optional
        if self.is_switch:
            return isinstance(value, bool)
        if self.are_features:
            names = value if isinstance(value, tuple) else (None,)
            return all(isinstance(n, str) for n in names) and len(set(names)) == len(names)
        if self.has_sides and isinstance(value, tuple):
            return len(value) == 4 and all(self._has_room_for(side) for side in value)
        return value in self.choices if self.choices else self._has_room_for(value)

    def _has_room_for(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, Integral if self.is_whole else Real):
            return False
        assert self.minimum is not None
        assert self.maximum is not None
        is_inside = self.minimum <= float(value) <= self.maximum
        return is_inside and not (self.is_positive and value == 0)


@dataclass(frozen=True, slots=True)
class LayerKind:
    """A kind of layer.

    Attributes
    ----------
    in_palette
        False for kinds that a network has exactly once.
    is_join
        True where several connections lead in; every other kind takes one.
    shelf
        Which other kinds it stands beside where layers are offered.
    """

    name: str
    title: str
    explanation: str
    formula: str
    fields: tuple[Field, ...] = ()
    in_palette: bool = True
    is_join: bool = False
    shelf: Shelf = "layers"

    def field(self, name: str) -> Field | None:
        """Return a setting by its name."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Activation:
    """An activation function.

    Attributes
    ----------
    derivative_formula
        ∂a/∂z, written out.
    value, derivative
        a and ∂a/∂z at one z, for drawing the curves; None where a depends on several z. Where the
        curve has a corner, the derivative is that of the left side.
    """

    name: str
    title: str
    explanation: str
    formula: str
    derivative_formula: str
    value: Curve | None = None
    derivative: Curve | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss: one number that says how wrong the outputs of a batch are."""

    name: str
    title: str
    explanation: str
    formula: str


@dataclass(frozen=True, slots=True)
class Optimizer:
    """A rule that turns gradients into new weights.

    Attributes
    ----------
    fields
        The numbers of OptimizerSpec that this rule uses besides the learning rate.
    averages
        Numbers that it keeps for every weight between steps (m, v).
    """

    name: str
    title: str
    explanation: str
    formula: str
    fields: tuple[Field, ...] = ()
    averages: int = 0


@dataclass(frozen=True, slots=True)
class Initialiser:
    """A rule for the weights at step 0; biases always start at 0."""

    name: str
    title: str
    explanation: str
    formula: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """How the learning rate changes over the steps.

    Attributes
    ----------
    scale
        (t, period, factor) → what the full learning rate is multiplied with at update t ≥ 0.
    fields
        The numbers of ScheduleSpec that this schedule uses.
    """

    name: str
    title: str
    explanation: str
    formula: str
    scale: Callable[[int, int, float], float]
    fields: tuple[Field, ...] = ()


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


def table(*records: _N) -> Mapping[str, _N]:
    """Return the records under their names, in order."""
    return MappingProxyType({record.name: record for record in records})
