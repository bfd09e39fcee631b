"""What a card is painted from: numbers of a snapshot, colours and detail, marks; and its letters."""

from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage

from playground.ui.style import MONO, SANS, Theme
from playground.ui.views.canvas.colours import Ramps
from playground.ui.views.canvas.geometry import Detail

Float32 = npt.NDArray[np.float32]
UInt32 = npt.NDArray[np.uint32]

TilesMode = Literal["plane", "value"]


@dataclass(frozen=True, slots=True, eq=False)
class CardNumbers:
    """What the newest snapshot says about one card.

    Attributes
    ----------
    faces
        uint32 (shown, height, width): every unit over the input plane, coloured.
    flat
        uint32 (shown,): one colour for each unit, where there are no faces.
    values, deltas
        float32 (shown,): activation and δ = ∂L/∂z of the example shown. Of a map the mean, and the
        largest |δ|.
    are_raw
        True while ``deltas`` are ∂L/∂a: the slope has not been taken yet.
    are_blamed
        True where ``faces`` are maps of δ.
    are_sums
        True while ``values`` are the sums z: the activation has not been computed yet.
    picture
        uint32 (rows, columns): the example itself.
    shares
        float32 (shown,): lengths of the bars, 0 to 1.
    plane
        float32 (units, height, width): the values behind ``faces``.
    level
        The value where the answer changes its side.
    is_stepping
        True while stepping inside a batch: numbers in place of faces.
    is_dimmed
        True where they stand on a card that is dimmed.
    """

    faces: UInt32 | None = None
    flat: UInt32 | None = None
    values: Float32 | None = None
    deltas: Float32 | None = None
    are_sums: bool = False
    picture: UInt32 | None = None
    shares: Float32 | None = None
    plane: Float32 | None = None
    level: float = 0.0
    is_stepping: bool = False
    is_dimmed: bool = False
    moved: Float32 | None = None
    """float32 (units,): how far the last operation has moved each bias, 0 to 1 of the farthest."""
    are_raw: bool = False
    are_blamed: bool = False
    are_maps: bool = False
    """True where ``faces`` are the units' pictures of the example: a map, or a strip over time."""


def is_same(one: CardNumbers, other: CardNumbers) -> bool:
    """Tell whether two cards would look alike."""

    def equal(first: object, second: object) -> bool:
        if isinstance(first, np.ndarray) and isinstance(second, np.ndarray):
            return first is second or np.array_equal(first, second)
        is_mixed = isinstance(first, np.ndarray) or isinstance(second, np.ndarray)
        return not is_mixed and first == second

    return all(equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(CardNumbers))


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, level of detail, and what tiles show.

    Attributes
    ----------
    tiles
        "plane": a neuron's answer for every point of the input plane; "value": its activation for
        the example at hand.
    is_discrete
        True while only the sign is shown.
    """

    theme: Theme
    ramps: Ramps
    detail: Detail = "normal"
    scale: float = 1.0
    tiles: TilesMode = "plane"
    is_discrete: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What the person points at, on one card. Units are positions on the card."""

    is_selected: bool = False
    is_hovered: bool = False
    is_target: bool = False
    is_offered: bool = False
    """True while a connection is drawn that could end here."""
    has_focus: bool = False
    unit: int | None = None
    ends: tuple[int, ...] = ()
    """Units between which the selected wire runs."""
    hover_unit: int | None = None
    hover_part: str = ""
    active: str = ""
    """Phase of the operation that is at work in this layer, or ""."""
    is_dimmed: bool = False
    """True where the operation at hand does not touch this layer."""
    is_backward: bool = False
    """True while blame travels: what is selected takes its hue."""
    outside: bool = field(default=False)
    """True while the layer is not part of the run."""


@cache
def canvas_font(
    pixels: float, weight: int = int(QFont.Weight.Normal), is_mono: bool = False
) -> QFont:
    """Return a font whose size is in scene units."""
    font = QFont(MONO if is_mono else SANS)
    # setPixelSize takes whole numbers; a stretch by the painter would blur.
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    if is_mono:
        font.setStyleHint(QFont.StyleHint.Monospace)
    return font


@lru_cache(maxsize=1024)
def elided(
    text: str,
    room: float,
    pixels: float,
    weight: int = int(QFont.Weight.Normal),
    is_mono: bool = False,
) -> str:
    """Return a text in a `canvas_font`, shortened to the room there is.

    Kept: the letters of a card stay from picture to picture, and measuring costs as much as drawing.
    """
    metrics = QFontMetricsF(canvas_font(pixels, weight, is_mono))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def image_of(pixels: UInt32) -> QImage:
    """Return an image over the array (rows without gaps); the caller keeps the array alive."""
    height, width = pixels.shape
    if pixels.strides[1] != pixels.itemsize:
        raise ValueError("The pixels of a row must lie side by side.")
    return QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB32)
