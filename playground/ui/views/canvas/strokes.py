"""How wires look: width and alpha by strength, colour by sign, and what stands out. Qt-free."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.model.ids import LayerId, UnitRef
from playground.ui.style import Theme
from playground.ui.views.canvas.bundles import Bundle
from playground.ui.views.canvas.colours import packed

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]
UInt32 = npt.NDArray[np.uint32]
UInt8 = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What stands out. Empty: everything as strong as its weight.

    Attributes
    ----------
    phase, layer
        The operation that stepping has just carried out ("" while training runs).
    passed
        Layers that the backward phase has already been through.
    unit
        The unit under the mouse: its wires stay, the others fade.
    """

    phase: str = ""
    layer: LayerId | None = None
    passed: frozenset[LayerId] = frozenset()
    unit: UnitRef | None = None


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
        is_active = emphasis.phase == "update" or bundle.connection.target == emphasis.layer
        if emphasis.phase == "backward" and (
            is_active or bundle.connection.target in emphasis.passed
        ):
            colours[mine] = packed(theme.blame)
            dashes[mine] = 1 if is_active else 0
            fade[mine] = 1.0 if is_active else 0.35
        elif not is_active:
            colours[mine] = packed(theme.faint)
            dashes[mine] = 0
            fade[mine] = 0.25
    if emphasis.unit is not None and bundle.parameter is not None:
        target, source = bundle.ends_of(index)
        is_near = np.zeros(index.shape[0], np.bool_)
        if emphasis.unit in bundle.targets:
            is_near |= target == bundle.targets.index(emphasis.unit)
        if emphasis.unit in bundle.sources:
            is_near |= source == bundle.sources.index(emphasis.unit)
        fade[mine] *= np.where(is_near, 1.0, 0.22).astype(np.float32)
