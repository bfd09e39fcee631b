"""Whose arithmetic the card asks for while the run is stepped, and which answer belongs to it. Pure."""

from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.readout.arithmetic.records import Arithmetic
from playground.session.snapshot import Snapshot
from playground.ui.view import Selection, ShownProject

Target = UnitRef | WeightRef


def is_stepped(snapshot: Snapshot) -> bool:
    """Whether an update is in progress and stands still, or updates go by row by row."""
    return snapshot.slow or (snapshot.position.operation > 0 and snapshot.status != "running")


def target_of(shown: ShownProject, snapshot: Snapshot, selection: Selection) -> Target | None:
    """Return whose numbers are shown: what is selected, else the first neuron at work."""
    if selection.weight is not None or selection.unit is not None:
        return selection.weight or selection.unit
    if selection.layers:
        return None
    return _first_at_work(shown, snapshot)


def _first_at_work(shown: ShownProject, snapshot: Snapshot) -> UnitRef | None:
    """Return the first neuron of the layer that the operation at hand is about."""
    done, layers = snapshot.position.operation, shown.resolution.layers
    if done > len(snapshot.operations):
        return None
    # What is about no layer (updates, guards) concerns every one that learns; so does the moment
    # between two updates. The last layer is shown then: its numbers are those of the answer.
    layer: LayerId | None = snapshot.operations[done - 1].layer if done else None
    if layer is None:
        layer = next((name for name in reversed(shown.resolution.order) if name in layers), None)
    shape = None if layer is None else layers.get(layer)
    return shape.units_out[0] if shape is not None and shape.units_out else None


def answer_of(snapshot: Snapshot, target: Target | None) -> Arithmetic | None:
    """Return the arithmetic of this moment for this target; None while another one is still there."""
    found = snapshot.arithmetic
    if found is None or found.target != target or found.step != snapshot.step:
        return None
    row = snapshot.position.operation - 1
    return found if found.operation == (row if row >= 0 else None) else None
