"""What is inside a card: a table of bodies, and where each one puts its tiles and ports. No Qt.

A body is laid out in card coordinates: the card's centre is (0, 0), one unit is a pixel at 100 %.
A new body (feature maps, sequences) is one function here, one in `body_paint`, and a row in each
table.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

Float32 = npt.NDArray[np.float32]
BodyKind = Literal["neurons", "picture", "bars", "plain"]

CARD_WIDTH = 130.0
HEADER = 63.0
FOOTER = 20.0
TILE = 38.0
LARGE_TILE = 52.0
PICTURE = 88.0
MOST_TILES = 256
"""More units than this are not shown one by one."""
_PITCH = 63.0
_CLOSE_PITCH = 46.0
_MOST_ROWS = 16
_GRID_HEIGHT = 480.0
_LETTER = 6.2
"""Mean width of a letter of a name beside a tile, a little generously."""
_BOLD_LETTER = 9.0
_WIDEST_NAME = 160.0
_WIDEST_LABEL = 120.0
_LABEL_EDGE = 8.0
"""From the end of the longest name to the edge of the card."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a body has to show.

    Attributes
    ----------
    units
        Number of units of the layer.
    labels
        One name for each unit, written beside it; empty for nameless units.
    picture
        (channels, height, width) where the units are pixels.
    is_answer
        True for the network's output, which is drawn larger.
    least_width
        What the card's headlines need.
    """

    units: int
    labels: tuple[str, ...] = ()
    picture: tuple[int, int, int] | None = None
    is_answer: bool = False
    least_width: float = CARD_WIDTH


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """Where everything inside a card is.

    Attributes
    ----------
    width, height
        Of the whole card, header included.
    tiles
        float32 (shown, 4): left, top, width, height of what stands for each unit.
    ports_in, ports_out
        float32 (shown, 2): where wires to and from each unit end.
    units
        Number of units of the layer, also those not shown.
    """

    kind: BodyKind
    width: float
    height: float
    tiles: Float32
    ports_in: Float32
    ports_out: Float32
    labels: tuple[str, ...] = ()
    units: int = 0
    is_answer: bool = False

    @property
    def shown(self) -> int:
        return int(self.tiles.shape[0])

    @property
    def gap(self) -> float:
        """Room above a tile for a number: between those of a single column; 0 in a grid."""
        if self.shown == 0 or bool((self.tiles[:, 0] != self.tiles[0, 0]).any()):
            return 0.0
        gaps = np.diff(self.tiles[:, 1]) - self.tiles[:-1, 3]
        return float(min(_PITCH - TILE, gaps.min(initial=_PITCH)))

    @property
    def are_labels_right(self) -> bool:
        """Names stand where no wires come in: those of outputs on the right of the tiles."""
        return self.is_answer


def _array(rows: list[tuple[float, ...]], width: int) -> Float32:
    return np.asarray(rows, np.float32).reshape(len(rows), width)


def _grid(units: int) -> tuple[int, float, float]:
    """Return columns, tile size and pitch of a layer with more than one column of neurons."""
    shown = min(units, MOST_TILES)
    tile, pitch = next(
        (tile, pitch)
        for most, tile, pitch in ((36, 32.0, 40.0), (80, 23.0, 30.0), (MOST_TILES, 15.0, 20.0))
        if shown <= most
    )
    return math.ceil(shown * pitch / _GRID_HEIGHT), tile, pitch


def _label_room(contents: Contents) -> float:
    """Return the width that the names beside the tiles need, 0 where there are none."""
    longest = max((len(label) for label in contents.labels), default=0)
    return min(_WIDEST_LABEL, _LETTER * longest) + _LABEL_EDGE if longest else 0.0


def _width_and_middle(contents: Contents, span: float, columns: int) -> tuple[float, float]:
    """Return the width of a card, and how far its tiles stand beside the middle.

    Names take room on one side only; the tiles keep some way from the other edge.
    """
    width = max(contents.least_width, span + 56.0)
    if columns > 1 or not contents.labels:
        return width, 0.0
    names = _label_room(contents)
    width = max(width, span + names + 36.0)
    needed = max(0.0, names + 8.0 - (width - span) / 2)
    return width, -needed if contents.is_answer else needed


def _neurons(contents: Contents) -> Body:
    units = contents.units
    if units <= _MOST_ROWS:
        columns, tile = 1, TILE
        pitch = min(_PITCH, max(_CLOSE_PITCH, 8 * _PITCH / max(1, units)))
        if contents.is_answer and units == 1:
            tile = LARGE_TILE
    else:
        columns, tile, pitch = _grid(units)
    shown = min(units, MOST_TILES)
    rows = max(1, math.ceil(shown / columns))
    # Tiles in a column are apart; in a grid they stand as close as the pitch says.
    span = (columns - 1) * pitch + tile
    width, middle = _width_and_middle(contents, span, columns)
    more = 16.0 if units > shown else 0.0
    height = HEADER + (rows - 1) * pitch + tile + FOOTER + more
    top = -height / 2 + HEADER
    tiles: list[tuple[float, ...]] = []
    ports_in: list[tuple[float, ...]] = []
    ports_out: list[tuple[float, ...]] = []
    for unit in range(shown):
        row, column = divmod(unit, columns)
        y = top + row * pitch
        tiles.append((middle - span / 2 + column * pitch, y, tile, tile))
        # Units of one row share its left and right end; small offsets keep their wires apart.
        port = y + tile / 2 + (column - (columns - 1) / 2) * tile / columns
        ports_in.append((middle - span / 2, port))
        ports_out.append((middle + span / 2, port))
    return Body(
        "neurons",
        width,
        height,
        _array(tiles, 4),
        _array(ports_in, 2),
        _array(ports_out, 2),
        contents.labels,
        units,
        contents.is_answer,
    )


def _picture(contents: Contents) -> Body:
    _, rows, columns = contents.picture or (1, 1, max(1, contents.units))
    cell = PICTURE / max(rows, columns)
    width, height = max(contents.least_width, PICTURE + 42.0), HEADER + PICTURE + FOOTER
    left, top = -columns * cell / 2, -height / 2 + HEADER
    tiles: list[tuple[float, ...]] = []
    ports: list[tuple[float, ...]] = []
    for unit in range(min(contents.units, rows * columns)):
        row, column = divmod(unit, columns)
        tiles.append((left + column * cell, top + row * cell, cell, cell))
        ports.append((-left, top + (row + (column + 0.5) / columns) * cell))
    inlets = [(-x, y) for x, y in ports] if contents.is_answer else []
    return Body(
        "picture",
        width,
        height,
        _array(tiles, 4),
        _array(list(inlets), 2),
        _array(ports, 2),
        units=contents.units,
        is_answer=contents.is_answer,
    )


def _bars(contents: Contents) -> Body:
    shown = min(contents.units, 32)
    pitch = 40.0 if shown <= 12 else 26.0
    # Digits stand in a narrow column; words get the room that they need.
    longest = max((len(label) for label in contents.labels), default=0)
    names = min(_WIDEST_NAME, max(22.0, _BOLD_LETTER * longest))
    width, bar_height = 200.0 + names, 20.0
    height = HEADER + shown * pitch + 6.0
    bar_left, bar_width = -width / 2 + 22.0 + names, 112.0
    tiles: list[tuple[float, ...]] = []
    ports: list[tuple[float, ...]] = []
    for unit in range(shown):
        y = -height / 2 + HEADER + (unit + 0.5) * pitch
        tiles.append((bar_left, y - bar_height / 2, bar_width, bar_height))
        ports.append((-width / 2 + 12.0, y))
    outs = [(width / 2, port[1]) for port in ports]
    return Body(
        "bars",
        width,
        height,
        _array(tiles, 4),
        _array(ports, 2),
        _array(list(outs), 2),
        contents.labels,
        contents.units,
    )


def _plain(contents: Contents) -> Body:
    height = HEADER + 44.0
    return Body(
        "plain",
        contents.least_width,
        height,
        np.zeros((0, 4), np.float32),
        np.zeros((0, 2), np.float32),
        np.zeros((0, 2), np.float32),
        units=contents.units,
    )


BODIES: Mapping[BodyKind, Callable[[Contents], Body]] = MappingProxyType(
    {"neurons": _neurons, "picture": _picture, "bars": _bars, "plain": _plain}
)


def body_kind(contents: Contents, is_plane: bool) -> BodyKind:
    """Return the body that suits these contents best."""
    if contents.units == 0:
        return "plain"
    if contents.picture is not None:
        return "picture"
    if contents.is_answer and contents.units > 1 and not is_plane:
        return "bars"
    return "neurons"


def lay_out(contents: Contents, is_plane: bool) -> Body:
    """Return the body for these contents."""
    return BODIES[body_kind(contents, is_plane)](contents)
