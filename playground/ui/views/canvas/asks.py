"""Edits that a gesture needs and that the model's single wishes do not say: several steps as one."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication

from playground.model import edits, wishes
from playground.model.check import Repair
from playground.model.edits import Edit
from playground.model.ids import LayerId, UnitRef
from playground.model.network import (
    Connection,
    DenseSpec,
    DropoutSpec,
    InputSpec,
    Network,
    OutputSpec,
)
from playground.model.project import Project
from playground.ui.views.canvas.bodies import CARD_WIDTH
from playground.ui.views.canvas.cards import Card, layer_kind_title
from playground.ui.views.canvas.geometry import COLUMN_GAP, Point, Rect
from playground.ui.views.canvas.layout import pushed_right
from playground.ui.views.canvas.pieces import (
    BLOCKS,
    ends_of,
    put,
    put_into,
    title_of_kind,
)
from playground.ui.views.canvas.room import places_around


def _tr(text: str) -> str:
    return QCoreApplication.translate("Canvas", text)


def _fresh(before: Project, after: Project) -> LayerId:
    known = {layer.id for layer in before.network.layers}
    return next(layer.id for layer in after.network.layers if layer.id not in known)


def _insert(
    project: Project,
    kind: str,
    *,
    connection: Connection | None,
    position: Point | None,
    moved: Mapping[LayerId, Point],
    source: LayerId | None,
) -> Project:
    if moved:
        project = edits.move_layers(project, moved)
    after = edits.insert_layer(project, kind, connection=connection, position=position)
    if source is not None:
        after = edits.connect(after, source, _fresh(project, after))
    return after


def insertion(
    kind: str,
    at: Point,
    positions: Mapping[LayerId, Point],
    cards: Mapping[LayerId, Card],
    connection: Connection | None = None,
    *,
    is_automatic: bool = True,
    source: LayerId | None = None,
) -> Edit:
    """Return the edit that puts a new layer on the canvas.

    Parameters
    ----------
    at
        Where it was dropped.
    connection
        What it is inserted into, or None.
    is_automatic
        True while no card of the network has a place of its own: an inserted layer then gets its
        place from the layout too; otherwise the cards to its right make room.
    source
        The layer that a connection was dragged from.
    """
    label = _tr("Add {kind}").format(kind=layer_kind_title(kind))
    position: Point | None = at
    moved: Mapping[LayerId, Point] = {}
    if connection is not None and is_automatic:
        position = None
    elif connection is not None:
        left = positions[connection.source][0] + cards[connection.source].body.width / 2
        right = positions[connection.target][0] - cards[connection.target].body.width / 2
        needed = CARD_WIDTH + 2 * COLUMN_GAP - (right - left)
        edge = positions[connection.target][0]
        moved = pushed_right(positions, edge, needed) or positions
        middle = (left + max(right, left + CARD_WIDTH + 2 * COLUMN_GAP)) / 2
        position = (middle, at[1])
    change = partial(
        _insert, kind=kind, connection=connection, position=position, moved=moved, source=source
    )
    return Edit(label, change)


def _block(
    project: Project,
    kind: str,
    *,
    connection: Connection | None,
    source: LayerId | None,
    places: Mapping[LayerId, Point],
) -> Project:
    piece = BLOCKS[kind].piece
    if connection is not None:
        return put_into(project, piece, connection)
    after, new = put(project, piece, places)
    for entry in ends_of(piece)[0]:
        after = edits.connect(after, source, new[entry]) if source is not None else after
    return after


def block(
    kind: str,
    at: Point,
    frames: Mapping[LayerId, Rect],
    connection: Connection | None = None,
    source: LayerId | None = None,
) -> Edit:
    """Return the edit that puts a block into a connection, behind a source, or at a point."""
    label = _tr("Add {kind}").format(kind=title_of_kind(kind))
    places = places_around(BLOCKS[kind].piece, at, frames) if connection is None else {}
    change = partial(_block, kind=kind, connection=connection, source=source, places=places)
    return Edit(label, change)


def _join(project: Project, kind: str, source: LayerId, target: LayerId) -> Project:
    network = project.network
    present = [c for c in network.connections if c.target == target]
    position = _before(network, present[0].source, target)
    after = edits.insert_layer(project, kind, connection=present[0], position=position)
    join = _fresh(project, after)
    for other in present[1:]:
        after = edits.disconnect(after, other)
        after = edits.connect(after, other.source, join)
    return edits.connect(after, source, join)


def _before(network: Network, source: LayerId, target: LayerId) -> Point | None:
    """Return a place between two layers where both have one."""
    one, other = network.layer(source).position, network.layer(target).position
    if one is None or other is None:
        return None
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def join(kind: str, source: LayerId, target: LayerId) -> Edit:
    """Return the edit that puts a join before a layer and leads one more branch into it."""
    label = _tr("Join with {kind}").format(kind=layer_kind_title(kind))
    return Edit(label, partial(_join, kind=kind, source=source, target=target))


def _set_rate(project: Project, layer: LayerId, rate: float) -> Project:
    record = project.network.layer(layer)
    network = project.network.with_layer(replace(record, spec=DropoutSpec(rate)))
    return replace(project, network=network)


def set_rate(layer: LayerId, rate: float) -> Edit:
    """Return the edit that sets how much a dropout layer drops, 0 ≤ rate < 1."""
    label = _tr("Set rate to {share}").format(share=f"{rate:.0%}")
    return Edit(label, partial(_set_rate, layer=layer, rate=rate), f"rate:{layer}")


def _replaced(_: Project, project: Project) -> Project:
    return project


def repair(offer: Repair) -> Edit:
    """Return the edit that takes a repair's offer."""
    return Edit(offer.label, partial(_replaced, project=offer.project))


def removal(project: Project, layers: tuple[LayerId, ...], unit: UnitRef | None) -> Edit | None:
    """Return the edit that removes the selected unit, or else the selected layers.

    A network keeps its input and its output.
    """
    if unit is not None:
        spec = project.network.layer(unit.layer).spec if project.network.has(unit.layer) else None
        if isinstance(spec, DenseSpec) and len(spec.units) > 1:
            return wishes.remove_unit(unit.layer, unit.unit)
        return None
    chosen = tuple(
        layer.id
        for layer in project.network.layers
        if layer.id in layers and not isinstance(layer.spec, InputSpec | OutputSpec)
    )
    return wishes.remove_layers(chosen) if chosen else None
