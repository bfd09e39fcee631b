"""From values to colours: lookup tables between the theme's negative, neutral and positive. No Qt."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from playground.ui.style import Theme
from playground.ui.widgets.paint import blame_ends

Float32 = npt.NDArray[np.float32]
UInt32 = npt.NDArray[np.uint32]

_LEVELS = 256
_OPAQUE = 0xFF000000


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the parts of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def packed(colour: str) -> int:
    """Return ``#rrggbb`` as 0xffrrggbb."""
    return _OPAQUE | int(colour[1:7], 16)


def _ramp(stops: tuple[str, ...]) -> UInt32:
    """Return `_LEVELS` colours that pass through the stops at equal distances."""
    at = np.linspace(0.0, len(stops) - 1.0, _LEVELS)
    parts = np.array([rgb(stop) for stop in stops], np.float64)
    channels = [
        np.rint(np.interp(at, np.arange(len(stops)), parts[:, channel])).astype(np.uint32)
        for channel in range(3)
    ]
    return (np.uint32(_OPAQUE) | channels[0] << 16 | channels[1] << 8 | channels[2]).astype(
        np.uint32
    )


@dataclass(frozen=True, slots=True, eq=False)
class Ramps:
    """The lookup tables of one theme, uint32 (256,) each.

    Attributes
    ----------
    signed
        −1 … 0 … +1: negative, neutral, positive.
    ink
        0 … 1: the brightness of a pixel, from paper to ink.
    blame
        −1 … 0 … +1 of gradients: near to the colour of text, neutral, full.
    """

    signed: UInt32
    ink: UInt32
    blame: UInt32


def ramps(theme: Theme) -> Ramps:
    """Return the lookup tables of a theme."""
    return Ramps(
        signed=_ramp((theme.negative, theme.neutral, theme.positive)),
        ink=_ramp((theme.neutral, theme.text)),
        blame=_ramp((blame_ends(theme)[0], theme.neutral, blame_ends(theme)[1])),
    )


def shades(values: Float32, table: UInt32, low: float = -1.0, high: float = 1.0) -> UInt32:
    """Return the colour of every value; outside [low, high] is clipped, NaN is the middle."""
    level = (np.asarray(values, np.float32) - low) * ((_LEVELS - 1) / (high - low))
    # The smallest of numbers with a NaN is NaN: most pictures are spared the search for it.
    if level.size and np.isnan(level.min()):
        level = np.nan_to_num(level, nan=(_LEVELS - 1) / 2)
    level = np.minimum(np.maximum(np.rint(level), 0), _LEVELS - 1)
    # Indexing would keep the order of its index in memory; pictures need rows without gaps.
    colours: UInt32 = table.take(level.astype(np.intp))
    return colours
