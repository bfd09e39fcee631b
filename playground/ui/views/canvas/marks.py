"""What the person points at, and what that marks on each card."""

from dataclasses import dataclass

from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.network import Connection
from playground.session.snapshot import Snapshot
from playground.ui.view import Selection, ShownProject
from playground.ui.views.canvas.card_parts import Part
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.looks import Marks
from playground.ui.views.canvas.strokes import Emphasis


@dataclass(frozen=True, slots=True)
class Hover:
    """What is under the mouse: a part of a card, the weight of a wire, or a wire without one."""

    layer: LayerId | None = None
    part: Part | None = None
    wire: WeightRef | None = None
    plain: Connection | None = None

    def layers(self) -> frozenset[LayerId]:
        """Return the layers that it speaks of."""
        named = {self.layer} - {None}
        if self.wire is not None:
            named |= {self.wire.target.layer}
            named |= {self.wire.source.layer} if self.wire.source is not None else set()
        if self.plain is not None:
            named |= {self.plain.source, self.plain.target}
        return frozenset(layer for layer in named if layer is not None)


@dataclass(frozen=True, slots=True)
class Pointing:
    """Everything that marks come from.

    ``target`` is where a new connection would end, ``offered`` are the layers where it could.
    """

    selection: Selection
    hover: Hover
    target: LayerId | None = None
    has_focus: bool = False
    offered: frozenset[LayerId] = frozenset()
    emphasis: Emphasis = Emphasis()  # noqa: RUF009 - frozen


def marks_of(card: Card, shown: ShownProject, snapshot: Snapshot, pointing: Pointing) -> Marks:
    """Return the marks of one card."""
    selection, hover, layer = pointing.selection, pointing.hover, card.layer
    emphasis = pointing.emphasis
    part = hover.part if hover.layer == layer else None
    chosen = selection.unit
    return Marks(
        is_selected=layer in selection.layers and selection.weight is None,
        is_hovered=hover.layer == layer,
        is_target=layer == pointing.target,
        is_offered=layer in pointing.offered,
        has_focus=pointing.has_focus and layer in selection.layers,
        unit=card.units.index(chosen) if chosen is not None and chosen in card.units else None,
        ends=_ends(card, shown, selection.weight),
        hover_unit=part.unit if part is not None and part.kind == "unit" else None,
        hover_part=part.kind if part is not None else "",
        active=emphasis.phase if emphasis.layer == layer else "",
        is_dimmed=emphasis.dims(layer),
        is_backward=emphasis.phase == "backward",
        outside=is_outside(layer, shown, snapshot),
    )


def _ends(card: Card, shown: ShownProject, weight: WeightRef | None) -> tuple[int, ...]:
    """Return the places on a card where the selected wire begins or ends."""
    shape, network = shown.resolution.layers.get(card.layer), shown.project.network
    if weight is None or shape is None:
        return ()
    ends = [card.units.index(weight.target)] if weight.target in card.units else []
    leads_there = weight.target.layer in network.targets(card.layer)
    # Behind an activation the weights still belong to the units before it.
    if weight.source is not None and leads_there and weight.source in shape.identities:
        ends.append(shape.identities.index(weight.source))
    return tuple(ends)


def unit_under(hover: Hover, shown: ShownProject) -> UnitRef | None:
    """Return the unit under the mouse, by the identity that its wires go by."""
    if hover.layer is None or hover.part is None or hover.part.kind != "unit":
        return None
    shape = shown.resolution.layers.get(hover.layer)
    if shape is None or hover.part.unit >= len(shape.identities):
        return None
    return shape.identities[hover.part.unit]


def is_outside(layer: LayerId, shown: ShownProject, snapshot: Snapshot) -> bool:
    """Tell whether a layer is not part of the run.

    A valid edit that the run has not taken yet does not count: it will in a moment.
    """
    if not snapshot.run_layers or layer in snapshot.run_layers:
        return False
    is_known = snapshot.project_generation >= shown.generation
    return is_known or not shown.resolution.is_valid
