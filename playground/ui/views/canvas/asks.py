"""Edits that a gesture needs and that the model's single wishes do not say: several steps as one."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication

from playground.model import edits, wishes
from playground.model.catalog import MAX_UNITS
from playground.model.check import Repair
from playground.model.edits import Edit
from playground.model.graph import redirected
from playground.model.ids import LayerId, UnitRef
from playground.model.network import Connection, UnitsSpec
from playground.model.project import Project
from playground.ui.views.canvas.bodies import CARD_WIDTH
from playground.ui.views.canvas.cards import TEMPLATE, Card, layer_kind_title
from playground.ui.views.canvas.geometry import COLUMN_GAP, Point
from playground.ui.views.canvas.layout import pushed_right


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
    others: Collection[Connection],
) -> Project:
    if moved:
        project = edits.move_layers(project, moved)
    after = edits.insert_layer(project, kind, connection=connection, position=position)
    fresh = _fresh(project, after)
    if source is not None and source not in after.network.sources(fresh):
        after = edits.connect(after, source, fresh)
    return replace(after, network=redirected(after.network, others, fresh))


def insertion(
    kind: str,
    at: Point | None,
    positions: Mapping[LayerId, Point],
    cards: Mapping[LayerId, Card],
    connection: Connection | None = None,
    *,
    is_automatic: bool = True,
    source: LayerId | None = None,
    others: Collection[Connection] = (),
) -> Edit:
    """Return the edit that puts a new layer on the canvas.

    Parameters
    ----------
    at
        Where it was dropped; None leaves its place to the layout.
    connection
        What it is inserted into, or None.
    is_automatic
        True while no card of the network has a place of its own: an inserted layer then gets its
        place from the layout too; otherwise the cards to its right make room.
    source
        The layer that a connection was dragged from.
    others
        Further connections from the same layer, which lead through the new one too.
    """
    label = _tr("Add {kind}").format(kind=layer_kind_title(kind))
    position = at
    moved: Mapping[LayerId, Point] = {}
    if connection is not None and is_automatic:
        position = None
    elif connection is not None and at is not None:
        left = positions[connection.source][0] + cards[connection.source].body.width / 2
        right = positions[connection.target][0] - cards[connection.target].body.width / 2
        needed = CARD_WIDTH + 2 * COLUMN_GAP - (right - left)
        edge = positions[connection.target][0]
        moved = pushed_right(positions, edge, needed) or positions
        middle = (left + max(right, left + CARD_WIDTH + 2 * COLUMN_GAP)) / 2
        position = (middle, at[1])
    change = partial(
        _insert,
        kind=kind,
        connection=connection,
        position=position,
        moved=moved,
        source=source,
        others=others,
    )
    return Edit(label, change)


def _template(
    project: Project,
    name: str,
    *,
    connection: Connection | None,
    source: LayerId | None,
    position: Point | None,
    others: Collection[Connection],
) -> Project:
    after = edits.insert_template(project, name, connection=connection, position=position)
    known = {layer.id for layer in project.network.layers}
    fresh = [layer.id for layer in after.network.layers if layer.id not in known]
    if connection is not None:
        leaving = next(s for s in after.network.sources(connection.target) if s in fresh)
        after = replace(after, network=redirected(after.network, others, leaving))
    for layer in fresh:
        if source is not None and not after.network.sources(layer):
            after = edits.connect(after, source, layer)
    return after


def template(
    kind: str,
    at: Point,
    connection: Connection | None = None,
    source: LayerId | None = None,
    others: Collection[Connection] = (),
) -> Edit:
    """Return the edit that puts a template into a connection, behind a source, or at a point."""
    name = kind.removeprefix(TEMPLATE)
    change = partial(
        _template,
        name=name,
        connection=connection,
        source=source,
        position=None if connection is not None else at,
        others=others,
    )
    return Edit(wishes.insert_template(name).label, change)


def _replaced(_: Project, project: Project) -> Project:
    return project


def repair(offer: Repair) -> Edit:
    """Return the edit that takes a repair's offer."""
    return Edit(offer.label, partial(_replaced, project=offer.project))


def more_units(project: Project, layers: Collection[LayerId], by: int) -> Edit | None:
    """Return the edit that adds or removes units at the end of every selected dense layer.

    None where that cannot be.
    """
    counts = {
        layer.id: len(layer.spec.units)
        for layer in project.network.layers
        if layer.id in layers and isinstance(layer.spec, UnitsSpec)
    }
    able = tuple(i for i, count in counts.items() if 1 <= count + by <= MAX_UNITS or abs(by) > 1)
    return wishes.add_units(able if len(able) > 1 else able[0], by) if able else None


def removal(project: Project, layers: tuple[LayerId, ...], unit: UnitRef | None) -> Edit | None:
    """Return the edit that removes the selected unit, or else the selected layers.

    A network keeps the input of its data and one output.
    """
    if unit is not None:
        spec = project.network.layer(unit.layer).spec if project.network.has(unit.layer) else None
        if isinstance(spec, UnitsSpec) and len(spec.units) > 1:
            return wishes.remove_unit(unit.layer, unit.unit)
        return None
    chosen = edits.removable(project.network, layers)
    return wishes.remove_layers(chosen) if chosen else None
