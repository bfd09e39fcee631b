"""The two palettes, fonts and spacing: one table of colours for window, canvas and plots.

Blue and orange mean positive and negative (weights, activations) and the two classes, and nothing
else. Gradients (blame) have a hue of their own, selection and action another.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from playground.resources import resource_path

ThemeName = Literal["dark", "light"]

ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""Sizes of the whole interface on offer: small screens to projectors."""

SPACING = 8
"""Pixels between neighbouring things; halves and doubles of it are used too."""
RADIUS = 6
"""Pixels of rounding on buttons and small cards."""

SANS = "Inter"
MONO = "JetBrains Mono"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#rrggbb``."""

    name: ThemeName
    window: str
    canvas: str
    dots: str
    card: str
    card_raised: str
    border: str
    text: str
    muted: str
    faint: str
    positive: str
    negative: str
    positive_text: str
    negative_text: str
    neutral: str
    action: str
    action_text: str
    blame: str
    warning: str
    good: str
    positive_word: str = "blue"
    negative_word: str = "orange"
    is_still: bool = False
    """Nothing moves by itself: what is animated otherwise stands still."""


DARK = Theme(
    name="dark",
    window="#1b1e24",
    canvas="#14161a",
    dots="#242830",
    card="#1e2128",
    card_raised="#262a33",
    border="#2e333d",
    text="#e6e8eb",
    muted="#8b93a1",
    faint="#5b6270",
    positive="#3e86f0",
    negative="#f28e2b",
    positive_text="#5b9bf5",
    negative_text="#f28e2b",
    neutral="#16181d",
    action="#2dc5b4",
    action_text="#10231f",
    blame="#d858b4",
    warning="#e5b93c",
    good="#3fbf7f",
)

LIGHT = Theme(
    name="light",
    window="#ffffff",
    canvas="#f4f4f1",
    dots="#e3e3de",
    card="#fefefe",
    card_raised="#f2f2f0",
    border="#e1e2e4",
    text="#1c2027",
    muted="#6b7280",
    faint="#9aa0aa",
    positive="#2f74e0",
    negative="#e07b12",
    positive_text="#2563c9",
    negative_text="#b45c06",
    neutral="#fafaf8",
    action="#0e9384",
    action_text="#ffffff",
    blame="#b83b94",
    warning="#a97a00",
    good="#15803d",
)

THEMES: dict[ThemeName, Theme] = {"dark": DARK, "light": LIGHT}


def load_fonts() -> None:
    """Register the bundled fonts; call once after the QApplication exists."""
    for name in (
        "Inter-Regular.otf",
        "Inter-Medium.otf",
        "Inter-SemiBold.otf",
        "JetBrainsMono-Regular.ttf",
        "JetBrainsMono-SemiBold.ttf",
    ):
        QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))


class _Scale:
    """The one size that the whole interface has now."""

    factor = 1.0


def zoom() -> float:
    """Return the size of the interface: 1.0 is the usual one."""
    return _Scale.factor


def set_zoom(factor: float) -> None:
    """Change the size of every face and of `px`; what stands already is left to `zooming`."""
    _Scale.factor = min(ZOOMS[-1], max(ZOOMS[0], factor))


@contextmanager
def at_usual_size() -> Iterator[None]:
    """Make something in the usual size, to be brought into the present one as a whole."""
    factor = _Scale.factor
    _Scale.factor = 1.0
    try:
        yield
    finally:
        _Scale.factor = factor


def px(pixels: float) -> int:
    """Return a length in the size that the interface has now; what was more than 0 stays so."""
    scaled = round(pixels * _Scale.factor)
    return max(1, scaled) if pixels > 0 else scaled


def sans(points: float = 10.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the face of the interface."""
    font = QFont(SANS)
    font.setPointSizeF(points * _Scale.factor)
    font.setWeight(weight)
    return font


def mono(points: float = 9.5, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the face of numbers: fixed width, so that nothing jitters."""
    font = QFont(MONO)
    font.setPointSizeF(points * _Scale.factor)
    font.setWeight(weight)
    font.setStyleHint(QFont.StyleHint.Monospace)
    # The face would draw "++" or "<-" as one sign; numbers and keys are read sign by sign.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def palette(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme, all groups filled, for the Fusion style."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.window,
        roles.WindowText: theme.text,
        roles.Base: theme.canvas,
        roles.AlternateBase: theme.card,
        roles.ToolTipBase: theme.card_raised,
        roles.ToolTipText: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Text: theme.text,
        roles.Button: theme.card,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.warning,
        roles.Highlight: theme.action,
        roles.HighlightedText: theme.action_text,
        roles.Link: theme.action,
        roles.LinkVisited: theme.action,
        roles.Light: theme.card_raised,
        roles.Midlight: theme.border,
        roles.Mid: theme.border,
        roles.Dark: theme.canvas,
        roles.Shadow: theme.canvas,
        roles.Accent: theme.action,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    result.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(theme.border))
    return result
