"""What every card says: derived from the project and from what the controller worked out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from playground.model.catalog import ACTIVATIONS, FURTHER, LAYERS
from playground.model.check import NOT_YET, DataShape, LayerShape, Problem
from playground.model.edits import TEMPLATES
from playground.model.ids import LayerId, UnitRef
from playground.model.network import (
    KINDS,
    ActivatedSpec,
    ActivationSpec,
    DropoutSpec,
    FeaturesSpec,
    InputSpec,
    JoinSpec,
    Layer,
    OutputSpec,
    UnitsSpec,
)
from playground.ui.naming import feature_title, title_of
from playground.ui.numbers import thousands
from playground.ui.view import ShownProject
from playground.ui.views.canvas.bodies import CARD_WIDTH, Body, Contents, lay_out
from playground.ui.wording import class_words, told

TEMPLATE = "template:"
"""What the name of a template begins with where kinds of layers are named."""
_LETTER = 6.4
"""Mean width of a letter of the second line, a little generously."""
_TITLE_LETTER = 8.6
"""The same of the first line."""
_WIDEST = 220.0


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """One layer as it is drawn.

    Attributes
    ----------
    units
        The units on the card, in the order of the tiles.
    can_grow
        True where units can be added and removed.
    activation
        Name in the catalogue, or "" where the layer has none to choose.
    """

    layer: LayerId
    kind: str
    title: str
    subtitle: str
    body: Body
    units: tuple[UnitRef, ...] = ()
    can_grow: bool = False
    activation: str = ""
    problem: Problem | None = None
    parameter_count: int = 0
    is_frozen: bool = False
    takes_data: bool = False
    pins: Mapping[int, float] = field(default_factory=dict)
    """Position of every clamped unit, and the value that it is held at."""

    @property
    def is_input(self) -> bool:
        return self.kind == "input"

    @property
    def is_output(self) -> bool:
        return self.kind == "output"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Canvas", text)


def kind_of(layer: Layer) -> str:
    """Return the layer's name in the catalogue."""
    return KINDS[type(layer.spec)]


def _parameters(count: int) -> str:
    """Return how many numbers are learned; biases are among them."""
    if count == 1:
        return _tr("1 parameter")
    return _tr("{count} parameters").format(count=thousands(count))


def _joined(widths: tuple[int, ...], units: int) -> str:
    """Return what comes together in a join: "8 + 4 → 12"."""
    parts = " + ".join(str(width) for width in widths)
    return (
        f"{parts} → {units}"
        if len(widths) > 1
        else _tr("one branch of {units}").format(units=units)
    )


def _subtitle(
    layer: Layer, shape: LayerShape | None, data: DataShape | None, widths: tuple[int, ...]
) -> str:
    if shape is None:
        return _tr("no data") if data is None else _tr("not connected")
    units = len(shape.units_out)
    activation = ACTIVATIONS[shape.activation].name if shape.activation in ACTIVATIONS else ""
    if isinstance(layer.spec, InputSpec):
        picture = data.picture if data is not None and not layer.spec.draws else None
        result = " × ".join(str(side) for side in picture or shape.shape)
    elif not units:
        # Nothing arrives, so nothing can be said of sizes.
        known = activation if isinstance(layer.spec, ActivationSpec) else ""
        result = " · ".join(filter(None, (known, _tr("not connected"))))
    elif isinstance(layer.spec, ActivationSpec):
        result = activation
    elif isinstance(layer.spec, DropoutSpec):
        result = _tr("drops {share} of {units}").format(share=f"{layer.spec.rate:.0%}", units=units)
    elif isinstance(layer.spec, JoinSpec):
        result = _joined(widths, units)
    else:
        result = _put_out(shape, activation)
    return result


def _put_out(shape: LayerShape, activation: str) -> str:
    """Return what a layer of any kind puts out, and how much it learns."""
    first = " × ".join(str(size) for size in shape.shape)
    if activation not in ("", "linear") or shape.kind in ("dense", "output"):
        first = activation if first == "1" else f"{first} {activation}"
    if not shape.units_in:
        return f"{first} · {_tr('not connected')}"
    return f"{first} · {_parameters(shape.parameter_count)}" if shape.parameters else first


def _labels(layer: Layer, shape: LayerShape, data: DataShape | None) -> tuple[str, ...]:
    if isinstance(layer.spec, InputSpec):
        draws = layer.spec.draws
        return () if draws else tuple(feature_title(unit.unit) for unit in shape.units_out)
    if isinstance(layer.spec, FeaturesSpec):
        return tuple(feature_title(unit.unit) for unit in shape.identities)
    if isinstance(layer.spec, OutputSpec) and data is not None:
        gives_back = layer.spec.target == "input" and data.picture is None
        if gives_back and len(data.features) == len(shape.units_out):
            return tuple(feature_title(feature) for feature in data.features)
        if layer.spec.target == "label" and len(data.classes) == len(shape.units_out) > 1:
            return class_words(data.classes)
        if len(shape.units_out) > 1:
            return tuple(str(index) for index in range(len(shape.units_out)))
    return ()


def _picture(
    layer: Layer, shape: LayerShape | None, data: DataShape | None
) -> tuple[int, int, int] | None:
    """Return (channels, height, width) where the units of a layer are the pixels of an example."""
    if data is None or data.picture is None:
        return None
    if isinstance(layer.spec, InputSpec):
        return None if layer.spec.draws else data.picture
    gives_back = isinstance(layer.spec, OutputSpec) and layer.spec.target == "input"
    fits = shape is not None and shape.shape == (math.prod(data.picture),)
    return data.picture if gives_back and fits else None


def _card(layer: Layer, shown: ShownProject, problem: Problem | None) -> Card:
    shapes, network = shown.resolution.layers, shown.project.network
    shape = shapes.get(layer.id)
    data = shown.dataset.shape if shown.dataset is not None else None
    units = shape.units_out if shape is not None else ()
    sources = [shapes[s] for s in network.sources(layer.id) if s in shapes]
    subtitle = _subtitle(layer, shape, data, tuple(len(s.units_out) for s in sources))
    title = title_of(
        layer,
        is_picture=data is not None and data.picture is not None,
        is_sequence=data is not None and data.sequence is not None,
    )
    lines = max(_LETTER * len(subtitle) + 16.0, _TITLE_LETTER * len(title) + 20.0)
    has_choice = isinstance(layer.spec, ActivatedSpec | OutputSpec)
    clamps = {clamp.unit: clamp.value for clamp in network.clamps if clamp.unit.layer == layer.id}
    contents = Contents(
        units=len(units),
        labels=_labels(layer, shape, data) if shape is not None else (),
        picture=_picture(layer, shape, data),
        is_answer=isinstance(layer.spec, OutputSpec),
        least_width=max(CARD_WIDTH, min(_WIDEST, lines)),
    )
    return Card(
        layer=layer.id,
        kind=kind_of(layer),
        title=title,
        subtitle=subtitle,
        body=lay_out(contents, is_plane=data is not None and data.plane),
        units=units,
        can_grow=isinstance(layer.spec, UnitsSpec),
        activation=shape.activation if has_choice and shape is not None else "",
        problem=problem,
        parameter_count=shape.parameter_count if shape is not None else 0,
        is_frozen=shown.project.network.is_frozen(layer.id),
        takes_data=shown.takes_data(layer.id),
        pins={index: clamps[unit] for index, unit in enumerate(units) if unit in clamps},
    )


def cards_of(shown: ShownProject) -> Mapping[LayerId, Card]:
    """Return a card for every layer, in the order of the network."""
    problems = {problem.layer: problem for problem in reversed(shown.resolution.remarks)}
    return {
        layer.id: _card(layer, shown, problems.get(layer.id))
        for layer in shown.project.network.layers
    }


def layer_kind_title(kind: str) -> str:
    """Return what a kind of layer, or a template, is called in menus."""
    if kind.startswith(TEMPLATE):
        return told(TEMPLATES[kind.removeprefix(TEMPLATE)].title)
    return told((FURTHER[kind] if kind in FURTHER else LAYERS[kind]).title)


def is_offered(kind: str) -> bool:
    """Tell whether a kind of layer or a template can be put on the canvas."""
    if kind.startswith(TEMPLATE):
        return kind.removeprefix(TEMPLATE) in TEMPLATES
    is_known = kind in LAYERS and LAYERS[kind].in_palette and kind not in NOT_YET
    return is_known or kind in FURTHER
