"""Breakpoints: where a run that goes on stops by itself. A plain record; `halting` obeys it."""

from dataclasses import dataclass
from typing import Literal

from playground.model.ids import LayerId, UnitRef

BreakKind = Literal["operation", "layer", "loss", "activation", "gradient", "nan"]


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """Where the run stops by itself, in the midst of an update where need be.

    Attributes
    ----------
    kind
        "operation": after row ``operation`` of the tape. "layer": after every operation of
        ``layer``. "loss": the batch's loss is above ``value``. "activation": that of ``unit`` is
        above ``value`` for any example of the batch. "gradient": the largest |∂L/∂w| of ``layer``
        (of all where None) is below ``value``. "nan": a result is not a finite number.
    """

    kind: BreakKind
    operation: int | None = None
    layer: LayerId | None = None
    unit: UnitRef | None = None
    value: float = 0.0
    is_enabled: bool = True
