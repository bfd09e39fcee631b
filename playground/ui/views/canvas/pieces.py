"""Parts of a network that are copied, pasted and kept as blocks. Qt-free.

A piece is a network of its own: some layers, and what connects and holds them among themselves.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from playground.model.catalog import LAYERS, MAX_LAYERS
from playground.model.errors import EditError, TextError
from playground.model.graph import fresh_id
from playground.model.ids import LayerId, ParameterId, UnitRef, WeightRef
from playground.model.network import (
    KINDS,
    Connection,
    InputSpec,
    Layer,
    Network,
    OutputSpec,
)
from playground.model.project import Project
from playground.model.text import parse, render
from playground.ui.views.canvas.geometry import Point

BLOCK = "block:"
"""What the name of a block begins with where kinds of layers are named."""

_ENDS = (InputSpec, OutputSpec)
_NUMBERED = re.compile(r"(.*?) ?\d*")


@dataclass(frozen=True, slots=True)
class Block:
    """A few layers that belong together, as the menu offers them; ``text`` is their text form."""

    name: str
    title: str
    explanation: str
    text: str

    @property
    def piece(self) -> Network:
        """The layers of the block."""
        network = parse(f"{self.text} > output")
        return taken(network, [layer.id for layer in network.layers])


BLOCKS: Mapping[str, Block] = {
    block.name: block
    for block in (
        Block(
            f"{BLOCK}stack",
            "Two dense layers",
            "Two dense layers of 8 neurons behind each other.",
            "dense 8 tanh > dense 8 tanh",
        ),
        Block(
            f"{BLOCK}dropout",
            "Dense and dropout",
            "A dense layer whose values are set to 0 at random while training.",
            "dense 8 relu > dropout 0.3",
        ),
        Block(
            f"{BLOCK}residual",
            "Residual block",
            "Two dense layers and a way around the second one, joined by adding.",
            "dense 6 tanh as trunk > dense 6 tanh\n> add trunk",
        ),
        Block(
            f"{BLOCK}branches",
            "Two branches",
            "Two dense layers side by side, joined by putting their units together.",
            "dense 4 tanh as left\ninput > dense 4 sigmoid\n> concat left",
        ),
        Block(
            f"{BLOCK}bottleneck",
            "Bottleneck",
            "Many neurons, then few, then many: everything has to pass through two numbers.",
            "dense 8 tanh > dense 2 tanh > dense 8 tanh",
        ),
    )
}


def taken(network: Network, layers: Collection[LayerId]) -> Network:
    """Return the piece made of these layers; input and output are never part of one."""
    chosen = [x for x in network.layers if x.id in layers and not isinstance(x.spec, _ENDS)]
    ids = {layer.id for layer in chosen}

    def is_inside(weight: WeightRef) -> bool:
        source = weight.source
        return weight.target.layer in ids and (source is None or source.layer in ids)

    return Network(
        tuple(chosen),
        tuple(c for c in network.connections if c.source in ids and c.target in ids),
        network.next_id,
        tuple(w for w in network.frozen_weights if is_inside(w)),
        tuple(w for w in network.cuts if is_inside(w)),
        tuple(c for c in network.clamps if c.unit.layer in ids),
    )


def put(
    project: Project, piece: Network, places: Mapping[LayerId, Point]
) -> tuple[Project, dict[LayerId, LayerId]]:
    """Return the project with a copy of a piece, and the new id of every layer of it.

    Parameters
    ----------
    places
        Where the copies stand; those left out are placed by the layout.

    Raises
    ------
    EditError
        There would be too many layers.
    """
    network = project.network
    if len(network.layers) + len(piece.layers) > MAX_LAYERS:
        raise EditError(f"A network has at most {MAX_LAYERS} layers. Remove some first.")
    new: dict[LayerId, LayerId] = {}
    for layer in piece.layers:
        fresh = fresh_id(network)
        copy = replace(
            layer,
            id=fresh,
            name=_free_name(network, layer),
            position=places.get(layer.id),
            shares=new.get(layer.shares) if layer.shares is not None else None,
        )
        new[layer.id] = fresh
        network = replace(
            network, layers=(*network.layers, copy), next_id=max(network.next_id, 1) + 1
        )
    ways = tuple(Connection(new[c.source], new[c.target]) for c in piece.connections)
    return replace(
        project,
        network=_held(replace(network, connections=(*network.connections, *ways)), piece, new),
    ), new


def _held(network: Network, piece: Network, new: Mapping[LayerId, LayerId]) -> Network:
    """Return the network with the padlocks, cuts and clamps of a piece on its copy."""

    def unit(old: UnitRef) -> UnitRef:
        return UnitRef(new[old.layer], old.unit)

    def weight(old: WeightRef) -> WeightRef:
        parameter = ParameterId(new[old.parameter.layer], old.parameter.name)
        return WeightRef(parameter, unit(old.target), unit(old.source) if old.source else None)

    return replace(
        network,
        frozen_weights=(*network.frozen_weights, *(weight(w) for w in piece.frozen_weights)),
        cuts=(*network.cuts, *(weight(w) for w in piece.cuts)),
        clamps=(*network.clamps, *(replace(c, unit=unit(c.unit)) for c in piece.clamps)),
    )


def put_into(project: Project, piece: Network, way: Connection) -> Project:
    """Return the project with a copy of a piece inside a connection."""
    if way not in project.network.connections:
        raise EditError("That connection is not there any more.")
    after, new = put(project, piece, {})
    entries, exits = ends_of(piece)
    ways = tuple(c for c in after.network.connections if c != way)
    ways += tuple(Connection(way.source, new[layer]) for layer in entries)
    ways += tuple(Connection(new[layer], way.target) for layer in exits)
    return replace(after, network=replace(after.network, connections=ways))


def put_behind(project: Project, piece: Network, layer: LayerId) -> Project:
    """Return the project with a copy of a piece between a layer and all that it feeds."""
    targets = project.network.targets(layer)
    after, new = put(project, piece, {})
    entries, exits = ends_of(piece)
    ways = tuple(
        Connection(new[exits[0]], c.target) if c.source == layer and c.target in targets else c
        for c in after.network.connections
    )
    ways += tuple(Connection(layer, new[entry]) for entry in entries)
    return replace(after, network=replace(after.network, connections=ways))


def ends_of(piece: Network) -> tuple[tuple[LayerId, ...], tuple[LayerId, ...]]:
    """Return the layers of a piece that wait for input, and those that feed nothing in it."""
    entries = tuple(x.id for x in piece.layers if not piece.sources(x.id))
    exits = tuple(x.id for x in piece.layers if not piece.targets(x.id))
    return entries, exits


def is_chainable(piece: Network) -> bool:
    """Tell whether a piece can stand between two layers: one way out."""
    return len(ends_of(piece)[1]) == 1


def text_of(piece: Network) -> str:
    """Return a piece as people would write it, or the names of its layers."""
    try:
        return render(piece).strip()
    except TextError:
        return ", ".join(layer.name for layer in piece.layers)


def piece_of_text(text: str) -> Network | None:
    """Return the piece that somebody wrote as text; None where the text is something else."""
    words = text.strip()
    if not words or len(words) > 2000:
        return None
    for written in (words, f"{words} > output"):
        try:
            network = parse(written)
        except TextError:
            continue
        piece = taken(network, [layer.id for layer in network.layers])
        if piece.layers:
            return piece
    return None


def _free_name(network: Network, layer: Layer) -> str:
    names = {other.name for other in network.layers}
    if layer.name not in names:
        return layer.name
    match = _NUMBERED.fullmatch(layer.name)
    stem = match.group(1) if match is not None and match.group(1) else KINDS[type(layer.spec)]
    number = 1
    while f"{stem} {number}" in names:
        number += 1
    return f"{stem} {number}"


def title_of_kind(kind: str) -> str:
    """Return what a kind of layer or a block is called."""
    return BLOCKS[kind].title if kind in BLOCKS else LAYERS[kind].title
