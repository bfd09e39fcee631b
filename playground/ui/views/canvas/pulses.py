"""What moves on the wires while an operation is shown: values on their way, and a flash. Qt-free."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from playground.model.ids import LayerId, ParameterId
from playground.ui.style import Theme
from playground.ui.views.canvas.bundles import Bundle
from playground.ui.views.canvas.colours import packed
from playground.ui.views.canvas.dashes import part_of
from playground.ui.views.canvas.geometry import strongest
from playground.ui.views.canvas.strokes import Emphasis, Strokes
from playground.ui.views.canvas.wires import WireField

Float32 = npt.NDArray[np.float32]
Int64 = npt.NDArray[np.int64]

_TAIL = 0.2
"""Length of a pulse, as a share of its wire."""
_MOST_BRIGHT = 400
"""More of them would be a fog of light, and wide wires cost much."""
_REST = 0.45
"""How much of a flash stays when it is over."""
NOTHING = Strokes(
    np.zeros((0, 8), np.float32),
    np.zeros(0, np.float32),
    np.zeros(0, np.uint32),
    np.zeros(0, np.float32),
    np.zeros(0, np.uint8),
)


def pulses(
    wires: WireField,
    emphasis: Emphasis,
    carried: Mapping[LayerId, Float32 | None],
    part: float,
    theme: Theme,
) -> Strokes:
    """Return the values that travel along the wires into the layer being computed.

    Blue is positive and whole, orange is negative and broken; the thicker, the more of it arrives.

    Parameters
    ----------
    carried
        By layer the value of every tile.
    part
        How far they have come, 0 to 1: from tile to tile.
    """
    count = wires.chosen.shape[0]
    sizes, is_negative = np.zeros(count, np.float32), np.zeros(count, np.bool_)
    is_plain = np.zeros(count, np.bool_)
    is_way = np.zeros(count, np.bool_)
    for number, (bundle, mine, index) in enumerate(wires.by_bundle()):
        if not emphasis.is_way(bundle.connection):
            continue
        is_way[mine] = True
        values = _carried(bundle, index, carried.get(bundle.connection.source))
        if values is None:
            is_plain[mine], sizes[mine] = True, 0.4
            continue
        is_negative[mine] = values < 0
        weights = wires.values[number]
        arriving = np.abs(values if weights is None else values * weights[index])
        sizes[mine] = arriving / max(float(arriving.max(initial=0.0)), 1e-12)
    here = np.flatnonzero(is_way[wires.owners]) if count else np.zeros(0, np.int64)
    if not here.size:
        return NOTHING
    rows, first, last = _along(wires.owners, here, part)
    owner = wires.owners[rows]
    colours = np.where(is_negative[owner], packed(theme.negative), packed(theme.positive))
    colours = np.where(is_plain[owner], packed(theme.text), colours)
    size = sizes[owner]
    return Strokes(
        part_of(wires.curves[rows], first, last),
        (np.float32(1.6) + np.float32(4.4) * size**0.7).astype(np.float32),
        colours.astype(np.uint32),
        (np.float32(0.25) + np.float32(0.75) * size**0.5).astype(np.float32),
        is_negative[owner].astype(np.uint8),
    )


def _carried(bundle: Bundle, index: Int64, values: Float32 | None) -> Float32 | None:
    """Return the value that each wire of a bundle carries; None where it stands for a whole layer."""
    if values is None or not bundle.tiles.size or bundle.tiles.max() >= values.shape[0]:
        return None
    _, source = bundle.ends_of(index)
    return np.nan_to_num(values[bundle.tiles[source]], nan=0.0, posinf=0.0, neginf=0.0)


def _along(owners: Int64, here: Int64, part: float) -> tuple[Int64, Float32, Float32]:
    """Return the curves on which a pulse is now, and from where to where on them.

    A wire of several curves, around a card, is one way from end to end.
    """
    mine = owners[here]
    _, starts, counts = np.unique(mine, return_index=True, return_counts=True)
    place = np.arange(mine.shape[0]) - np.repeat(starts, counts)
    length = np.repeat(counts, counts).astype(np.float32)
    head = np.float32(part) * (length + _TAIL * length) - place
    first, last = np.clip(head - _TAIL * length, 0, 1), np.clip(head, 0, 1)
    is_there = last - first > 1e-3
    return here[is_there], first[is_there].astype(np.float32), last[is_there].astype(np.float32)


def flash(
    wires: WireField, moved: Mapping[ParameterId, Float32], part: float, theme: Theme
) -> tuple[Strokes, Strokes]:
    """Return the light behind and over the weights that have just moved: the brighter, the further.

    Parameters
    ----------
    part
        How much of it is over, 0 to 1; what is behind stays.
    """
    count = wires.chosen.shape[0]
    sizes = np.zeros(count, np.float32)
    for bundle, mine, index in wires.by_bundle():
        ways = bundle.values(moved)
        if ways is not None:
            sizes[mine] = np.abs(np.nan_to_num(ways[index], nan=0.0, posinf=0.0, neginf=0.0))
    largest = float(sizes.max(initial=0.0))
    if largest <= 0:
        return NOTHING, NOTHING
    bright = np.sqrt(sizes / largest)[wires.owners]
    # The strongest are drawn last and lie at the end.
    here = strongest(bright, _MOST_BRIGHT)
    here = here[bright[here] > 0.05]
    bright, curves = bright[here], wires.curves[here]
    colours = np.full(here.shape[0], packed(theme.text), np.uint32)
    dashes = np.zeros(here.shape[0], np.uint8)
    left = np.float32(1.0 - part)
    halo = (bright * (_REST * 0.5 + (0.5 - _REST * 0.5) * left)).astype(np.float32)
    return (
        Strokes(curves, (2.5 + 5.0 * bright).astype(np.float32), colours, halo, dashes),
        Strokes(curves, (1.0 + 2.4 * bright).astype(np.float32), colours, bright * left, dashes),
    )
