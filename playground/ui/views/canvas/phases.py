"""What the operation at hand does, and to whom: the canvas makes it stand out. Qt-free."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from playground.engine.state import OperationLabel, Probe
from playground.model.ids import LayerId, WeightRef
from playground.model.network import Connection
from playground.session.snapshot import Snapshot
from playground.ui.unit_maps import length_of, product_sum
from playground.ui.view import ShownProject
from playground.ui.views.canvas.bundles import Bundle
from playground.ui.views.canvas.strokes import TRAVELS, Deed, Emphasis

Float32 = npt.NDArray[np.float32]
Labels = tuple[OperationLabel, ...]

_SHARES = ("∂L/∂W", "∂L/∂w", "∂L/∂b", "∂L/∂p(t)")
"""What the formula begins with where a row finds the gradient of parameters."""
_PASSES = ("∂L/∂a", "∂L/∂x")
"""The same where it finds the blame of what came in."""


def is_stepping(snapshot: Snapshot) -> bool:
    """Tell whether the run stands inside a batch, or walks through one in slow motion."""
    is_looked_at = snapshot.status != "running" or snapshot.slow
    return snapshot.position.operation > 0 and is_looked_at


def has_moved(before: Snapshot, after: Snapshot) -> bool:
    """Tell whether training has gone on between two snapshots of one run."""
    if before.generation != after.generation:
        return False
    return (before.step, before.position.operation) != (after.step, after.position.operation)


def is_same_picture(before: Snapshot, after: Snapshot) -> bool:
    """Tell whether only words have changed, as while something compiles behind a run that stands."""
    same = (
        (before.weights, after.weights),
        (before.probe, after.probe),
        (before.plane, after.plane),
        (before.moved, after.moved),
        (before.operations, after.operations),
    )
    return all(one is other for one, other in same) and (
        (before.generation, before.project_generation, before.status, before.slow)
        == (after.generation, after.project_generation, after.status, after.slow)
        and (before.step, before.position, before.run_layers)
        == (after.step, after.position, after.run_layers)
    )


def emphasis_of(snapshot: Snapshot, shown: ShownProject) -> Emphasis:
    """Return what the last operation makes stand out; nothing while training runs."""
    last = snapshot.position.operation - 1
    if not is_stepping(snapshot) or last >= len(snapshot.operations):
        return Emphasis()
    label, rows = snapshot.operations[last], snapshot.operations
    first = _beginning(rows, last)
    shapers = _shapers(rows, shown)
    blamed = frozenset(
        layer
        for row in range(first, last + 1)
        if (owner := rows[row].layer) is not None
        and rows[row].phase == "backward"
        and (deed := _backward_deed(rows, row, shown)) in TRAVELS
        for layer in ({owner} if deed == "share" else _with_shapers(owner, shapers, shown))
    )
    if snapshot.position.lane is not None:
        # Lane by lane everything has been computed: nothing is more at hand than the rest.
        return Emphasis(label.phase, "all", blamed=blamed)
    deed = _deed(rows, last, first, shown)
    layer = None if deed in ("answer", "look") else label.layer
    moved = frozenset[LayerId]()
    if label.phase == "update" and snapshot.moved:
        deed, layer, moved = "move", None, moved_layers(shown, snapshot)
    bright = _taking_part(deed, layer, moved, shown)
    entered = frozenset[LayerId]()
    if deed in TRAVELS and layer is not None and bright is not None:
        entered = _with_shapers(layer, shapers, shown)
        bright = bright.union(*(shown.project.network.sources(other) for other in entered))
    return Emphasis(label.phase, deed, layer, bright, entered, blamed)


def _shapers(rows: Labels, shown: ShownProject) -> frozenset[LayerId]:
    """Return the layers without an operation of their own: they only see numbers in another shape."""
    return frozenset(shown.resolution.order) - {row.layer for row in rows}


def _with_shapers(
    layer: LayerId, shapers: frozenset[LayerId], shown: ShownProject
) -> frozenset[LayerId]:
    """Return a layer with those that lie between it and the layers whose numbers it reads."""
    found, waiting = {layer}, [layer]
    while waiting:
        for source in shown.project.network.sources(waiting.pop()):
            if source in shapers and source not in found:
                found.add(source)
                waiting.append(source)
    return frozenset(found)


def _beginning(rows: Labels, last: int) -> int:
    """Return the first row of the pass that a row belongs to: a step may train several parts in turn."""
    for row in range(last, 0, -1):
        if rows[row - 1].phase == "update" and rows[row].phase != "update":
            return row
    return 0


def _deed(rows: Labels, last: int, first: int, shown: ShownProject) -> Deed:
    label = rows[last]
    if label.phase == "data":
        return "answer" if label.formula.startswith("y") else "example"
    if label.phase == "forward":
        # A layer first takes in what the layers in front send, then works on that by itself.
        before = ((row.layer, row.phase) for row in rows[first:last])
        return "work" if (label.layer, label.phase) in before else "arrive"
    if label.phase == "backward":
        return _backward_deed(rows, last, shown)
    return "judge" if label.phase == "loss" else "look"


def _backward_deed(rows: Labels, row: int, shown: ShownProject) -> Deed:
    label = rows[row]
    shape = None if label.layer is None else shown.resolution.layers.get(label.layer)
    if label.formula.startswith(_SHARES):
        return "share"
    if not (shape is not None and shape.parameters):
        return "pass"
    if not label.formula.startswith(_PASSES):
        return "slope"
    # Inside of attention blame is passed on several times before it leaves the layer.
    rest = (other for other in rows[row + 1 :] if other.layer == label.layer)
    own = [other.formula for other in rest if other.phase == "backward"]
    return "slope" if any(not f.startswith((*_SHARES, *_PASSES)) for f in own) else "pass"


def _taking_part(
    deed: Deed, layer: LayerId | None, moved: frozenset[LayerId], shown: ShownProject
) -> frozenset[LayerId] | None:
    """Return the layers that the operation reads or writes; None where none is to be dimmed."""
    network = shown.project.network
    if deed == "look":
        return None
    if deed == "answer":
        return frozenset(head.id for head in shown.resolution.heads)
    if deed == "move":
        return moved.union(*(network.sources(other) for other in moved)) if moved else None
    if layer is None or not network.has(layer):
        return None
    part = {layer}
    if deed in TRAVELS:
        part |= set(network.sources(layer))
    if deed in ("slope", "share", "pass"):
        part |= set(network.targets(layer))
    return frozenset(part)


def moved_layers(shown: ShownProject, snapshot: Snapshot) -> frozenset[LayerId]:
    """Return the layers whose parameters the last operation has moved, borrowed ones too."""
    return frozenset(
        layer
        for layer, shape in shown.resolution.layers.items()
        if any(parameter.id in snapshot.moved for parameter in shape.parameters)
    )


def moved_biases(layer: LayerId, shown: ShownProject, snapshot: Snapshot) -> Float32 | None:
    """Return how far the last operation has moved the bias of every unit, 0 to 1 of the farthest of
    all parameters; None where it has moved none of them.
    """
    shape = shown.resolution.layers.get(layer)
    if not snapshot.moved or shape is None:
        return None
    own = next((p for p in shape.parameters if p.id.name == "bias"), None)
    way = None if own is None else snapshot.moved.get(own.id)
    if way is None or way.shape != (len(shape.units_out),):
        return None
    farthest = max(float(np.abs(other).max(initial=0.0)) for other in snapshot.moved.values())
    return (np.abs(way) / farthest).astype(np.float32) if 0 < farthest < np.inf else None


def blame_at(
    bundles: tuple[Bundle, ...], blame: Mapping[Connection, Float32 | None], weight: WeightRef
) -> float | None:
    """Return what `blame_of` says of one weight; None where it says nothing."""
    for bundle in bundles:
        place, sizes = bundle.place_of(weight), blame.get(bundle.connection)
        if place is not None and sizes is not None:
            return float(sizes[place[0] * bundle.columns.shape[0] + place[1]])
    return None


def blame_of(
    bundles: tuple[Bundle, ...], shown: ShownProject, snapshot: Snapshot, emphasis: Emphasis
) -> Mapping[Connection, Float32 | None]:
    """Return ∂L/∂w of the example shown for the wires whose share of the blame is computed.

    None where it is computed, but no wire has a share that can be told: all look the same then.
    """
    probe = snapshot.probe
    if emphasis.phase != "backward" or probe is None:
        return {}
    return {
        bundle.connection: _shares(bundle, shown, probe)
        for bundle in bundles
        if bundle.connection.target in emphasis.blamed
    }


def _shares(bundle: Bundle, shown: ShownProject, probe: Probe) -> Float32 | None:
    source, target = bundle.connection.source, bundle.connection.target
    shapes = shown.resolution.layers.get(target), shown.resolution.layers.get(source)
    after, before = probe.layers.get(target), probe.layers.get(source)
    if bundle.parameter is None or shapes[0] is None or shapes[1] is None or after is None:
        return None
    if shapes[0].kind not in ("dense", "output"):
        return None  # of other layers ∂L/∂w is not δ · a
    values = probe.inputs if before is None else before.a
    length = length_of(shown, probe, shapes[1])
    sizes = product_sum(after.dz, values, (shapes[0], shapes[1]), length)
    if sizes is None:
        return None
    return sizes[: bundle.rows.shape[0], bundle.tiles].reshape(-1).astype(np.float32)
