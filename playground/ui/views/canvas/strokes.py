"""How wires look: width and alpha by strength, colour by sign, and what stands out. Qt-free."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from playground.model.ids import LayerId, UnitRef
from playground.model.network import Connection
from playground.ui.style import Theme
from playground.ui.views.canvas.bundles import Bundle
from playground.ui.views.canvas.colours import packed

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]
UInt32 = npt.NDArray[np.uint32]
UInt8 = npt.NDArray[np.uint8]


_DIM = 0.16
"""What is left of wires that take no part."""
Deed = Literal[
    "",
    "example",
    "answer",
    "arrive",
    "work",
    "judge",
    "slope",
    "share",
    "pass",
    "move",
    "look",
    "all",
]
"""What an operation does: the example enters, its right answer too; values arrive in a layer, which
works on them; the loss judges; blame is bent by a slope, shared out to weights, passed to the layers
in front; weights move; something is only looked at. "all": a whole example is shown."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What stands out. Empty: everything as strong as its weight.

    Attributes
    ----------
    phase, deed, layer
        Of the operation that stepping has just carried out ("" while training runs).
    bright
        Layers that it reads or writes; None dims nothing.
    entered
        Layers that something travels into, or from which it travels back: the layer at work, and
        those in front that only see its input in another shape.
    blamed
        Layers that have shared out their blame, or passed it on.
    unit
        The unit under the mouse: its wires stay, the others fade.
    part
        How far what travels has come, 0 to 1.
    """

    phase: str = ""
    deed: Deed = ""
    layer: LayerId | None = None
    bright: frozenset[LayerId] | None = None
    entered: frozenset[LayerId] = frozenset()
    blamed: frozenset[LayerId] = frozenset()
    unit: UnitRef | None = None
    part: float = 1.0

    @property
    def is_lively(self) -> bool:
        """Whether something travels or flashes."""
        return self.deed in (*TRAVELS, "move")

    def dims(self, layer: LayerId) -> bool:
        """Tell whether a layer takes no part."""
        return self.bright is not None and layer not in self.bright

    def is_way(self, connection: Connection) -> bool:
        """Tell whether something travels along a connection."""
        return connection.target in self.entered


TRAVELS = ("arrive", "share", "pass")


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """Wires ready to be drawn, the weakest first. ``colours`` are 0xffRRGGBB."""

    curves: Float32
    widths: Float32
    colours: UInt32
    alphas: Float32
    dashes: UInt8


def relative(values: Float32 | None, count: int) -> Float32:
    """Return |value| as a share of the largest one; neutral wires all get the same small share."""
    if values is None:
        return np.full(count, 0.3, np.float32)
    size = np.abs(np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0))
    largest = float(size.max(initial=0.0))
    return (size / largest if largest > 0 else np.full_like(size, 0.02)).astype(np.float32)


def emphasise(
    bundle: Bundle,
    chosen: tuple[Int64, Int64],
    emphasis: Emphasis,
    theme: Theme,
    looks: tuple[UInt32, UInt8, Float32],
) -> None:
    """Change the looks (colours, dashes, fade) of one bundle's wires as the emphasis asks.

    Parameters
    ----------
    chosen
        Positions of the bundle's wires within the looks, and their indices within the bundle.
    """
    mine, index = chosen
    colours, dashes, fade = looks
    if emphasis.phase:
        hue, is_dashed, strength = _looks(bundle.connection, emphasis)
        fade[mine] = strength
        if hue:
            colours[mine] = packed(theme.blame if hue == "blame" else theme.faint)
            dashes[mine] = is_dashed
    if emphasis.unit is not None and bundle.parameter is not None:
        target, source = bundle.ends_of(index)
        is_near = np.zeros(index.shape[0], np.bool_)
        if emphasis.unit in bundle.targets:
            is_near |= target == bundle.targets.index(emphasis.unit)
        if emphasis.unit in bundle.sources:
            is_near |= source == bundle.sources.index(emphasis.unit)
        fade[mine] *= np.where(is_near, 1.0, 0.22).astype(np.float32)


def _looks(way: Connection, emphasis: Emphasis) -> tuple[str, bool, float]:
    """Return the hue of a connection's wires ("": their own), whether dashed, how strong."""
    is_own = way.target == emphasis.layer
    if emphasis.is_way(way):
        # Wires light up as what travels on them arrives.
        is_backward = emphasis.phase == "backward"
        return ("blame", True, 1.0) if is_backward else ("", False, 0.3 + 0.7 * emphasis.part**2)
    if emphasis.phase == "backward" and way.target in emphasis.blamed:
        is_fresh = emphasis.deed == "all" or way.source == emphasis.layer
        return "blame", False, 0.7 if is_fresh else 0.35
    if emphasis.deed in ("look", "all"):
        return "", False, 0.6
    if emphasis.deed == "move":
        return ("faint", False, _DIM) if emphasis.dims(way.target) else ("", False, 0.9)
    if is_own and emphasis.phase in ("forward", "loss"):
        return "", False, 0.55
    return "faint", False, _DIM


def joined(*parts: Strokes) -> Strokes:
    """Return strokes one after the other: the last lie on top."""
    some = [part for part in parts if part.curves.shape[0]]
    if len(some) == 1:
        return some[0]
    some = some or list(parts[:1])
    return Strokes(
        np.concatenate([part.curves for part in some]),
        np.concatenate([part.widths for part in some]),
        np.concatenate([part.colours for part in some]),
        np.concatenate([part.alphas for part in some]),
        np.concatenate([part.dashes for part in some]),
    )
