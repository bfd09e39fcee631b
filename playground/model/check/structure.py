"""The network as a whole: damage that only a file can bring, the two ends, and the way between."""

from collections.abc import Iterator
from dataclasses import replace

from playground.model.catalog import MAX_CLAMP, MAX_CONNECTIONS, MAX_LAYERS
from playground.model.check.notes import Notes
from playground.model.check.repairs import cut_one, with_network
from playground.model.graph import circle, fresh_id, missing_link, with_end, without
from playground.model.ids import LayerId
from playground.model.network import Clamp, InputSpec, Layer, OutputSpec
from playground.model.project import Project
from playground.model.resolution import Problem


def damage(project: Project) -> Iterator[Problem]:
    """Yield what keeps everything else from being looked at."""
    network = project.network
    ids = [layer.id for layer in network.layers]
    if len(ids) > MAX_LAYERS:
        yield Problem(None, f"The network has {len(ids):,} layers; at most {MAX_LAYERS} work here.")
    if len(network.connections) > MAX_CONNECTIONS:
        yield Problem(None, f"The network has more than {MAX_CONNECTIONS:,} connections.")
    if len(set(ids)) != len(ids):
        yield Problem(None, "Two layers carry the same id, so they cannot be told apart.")
    known = set(ids)
    good = tuple(c for c in network.connections if c.source in known and c.target in known)
    if good != network.connections:
        yield Problem(
            None,
            "A connection leads to a layer that does not exist. Remove it.",
            with_network("Remove the connection", project, replace(network, connections=good)),
        )
    single = tuple(dict.fromkeys(network.connections))
    if single != network.connections:
        yield Problem(
            None,
            "Two connections lead from one layer to the same other one. Keep one of them.",
            with_network("Keep one", project, replace(network, connections=single)),
        )


def ends(notes: Notes, inputs: list[LayerId], outputs: list[LayerId]) -> None:
    """Exactly one input takes the data, and there is an output.

    Further inputs draw numbers of their own; further outputs have losses of their own.
    """
    project, network = notes.project, notes.network
    for found, spec, name, purpose in (
        (inputs, InputSpec(), "input", "examples have a place to enter"),
        (outputs, OutputSpec(), "output", "there is an answer to compare with the target"),
    ):
        if not found:
            added = with_end(network, Layer(fresh_id(network), name, spec))
            notes.say(
                None,
                f"The network has no {name}. Add one, so that {purpose}.",
                with_network(f"Add an {name}", project, added),
            )
        for extra in found[1:] if name == "input" else ():
            notes.say(
                extra,
                f"There is more than one {name}. Remove this one.",
                with_network("Remove it", project, without(network, extra)),
            )


def no_way(notes: Notes, start: LayerId, end: LayerId) -> None:
    """Note that nothing leads from the input to the output."""
    network = notes.network
    link = missing_link(network, start, end)
    repairs = []
    if link is not None:
        joined = replace(network, connections=(*network.connections, link))
        repairs.append(with_network("Connect them", notes.project, joined))
    message = "No way leads from the input to the output. Connect the layers between them."
    notes.say(end, message, *repairs)


def cycle(notes: Notes, layer_id: LayerId, sequence: tuple[LayerId, ...]) -> None:
    """Note that connections run in a circle in front of a layer."""
    back = circle(notes.network, layer_id, sequence)
    message = (
        "The connections run in a circle, so no layer could be computed first. Cut one of them."
    )
    if back is None:
        notes.say(layer_id, message)
    else:
        notes.say(back.target, message, cut_one("Cut it here", notes.project, back))


def clamps(notes: Notes) -> None:
    """Note values that no unit can be held at; clamps of what is gone do not matter."""
    network = notes.network
    for clamp in network.clamps:
        shape = notes.shapes.get(clamp.unit.layer)
        if shape is None or clamp.unit not in shape.units_out or shape.id not in notes.order:
            continue
        if shape.kind == "output":
            message = "The output cannot be held at a value: training has to see what it answers."
        elif shape.vocabulary:
            message = "A token is a name and no amount, so it cannot be held at a value."
        elif not _is_clamp(clamp):
            message = f"A unit can be held at a number from −{MAX_CLAMP:,.0f} to {MAX_CLAMP:,.0f}."
        else:
            continue
        kept = tuple(other for other in network.clamps if other != clamp)
        # NaN is not equal to itself, so the clamp is also known by its unit.
        kept = tuple(other for other in kept if other.unit != clamp.unit)
        freed = replace(network, clamps=kept)
        name = network.layer(shape.id).name
        notes.say(
            shape.id,
            f"{name}: {message} Release it.",
            with_network("Release it", notes.project, freed),
        )


def _is_clamp(clamp: Clamp) -> bool:
    """NaN fails both comparisons."""
    return -MAX_CLAMP <= clamp.value <= MAX_CLAMP
