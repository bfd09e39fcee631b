"""One pass over the layers in the order of computation."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from playground.model.check import (
    bounds,
    joins,
    layers,
    norms,
    outputs,
    pictures,
    sequences,
    sharing,
    structure,
    unready,
)
from playground.model.check.notes import Arrival, Notes
from playground.model.check.repairs import cut, gather
from playground.model.graph import closure, topological
from playground.model.ids import LayerId
from playground.model.network import (
    ActivationSpec,
    AddSpec,
    ConcatenateSpec,
    DenseSpec,
    DropoutSpec,
    FeaturesSpec,
    InputSpec,
    JoinSpec,
    Layer,
    LayerSpec,
    OutputSpec,
)
from playground.model.project import Project
from playground.model.resolution import DataShape, Resolution
from playground.model.settings import check_training


def check(project: Project, shape: DataShape) -> Resolution:
    """Work out every layer's shape, and what keeps the project from being trained."""
    problems = tuple(structure.damage(project))
    if problems:
        # Ids that clash or connections that lead nowhere: nothing below could be trusted.
        return Resolution((), MappingProxyType({}), (*problems, *check_training(project)))
    notes = Notes(project, shape)
    _walk(notes)
    return Resolution(
        order=notes.order,
        layers=MappingProxyType(notes.shapes),
        problems=(*notes.problems, *check_training(project)),
        loss=notes.shapes[notes.order[-1]].loss if notes.order else "",
        warnings=tuple(norms.alone(notes)),
    )


def _walk(notes: Notes) -> None:
    network = notes.network
    inputs = [layer.id for layer in network.layers if isinstance(layer.spec, InputSpec)]
    data = [i for i in inputs if not layers.draws(network.layer(i))]
    outs = [layer.id for layer in network.layers if isinstance(layer.spec, OutputSpec)]
    structure.ends(notes, data, outs)
    sequence = topological(network)
    reached = closure(inputs, network.targets)
    needed = closure(outs, network.sources)
    if inputs and outs and not reached.intersection(outs):
        structure.no_way(notes, inputs[0], outs[0])
    computed = [i for i in sequence if i in reached and i in needed]
    # The data come first and the first output last, whatever stands beside them.
    entry, end = data[:1], [i for i in outs if i in computed][:1]
    between = [i for i in computed if i not in (*entry, *end)]
    notes.order = tuple(i for i in (*entry, *between, *end) if i in computed)
    for layer_id in (layer.id for layer in network.layers):
        if layer_id not in sequence and layer_id in reached | needed:
            structure.cycle(notes, layer_id, sequence)
            break
    for layer_id in sequence:
        first = len(notes.problems)
        _layer(notes, network.layer(layer_id))
        if layer_id not in notes.order:
            del notes.problems[first:]  # what is not connected cannot stand in the way
    sharing.share(notes)
    structure.clamps(notes)


_RULES: Mapping[type[LayerSpec], Callable[[Notes, Layer, Any, Arrival], None]] = {
    DenseSpec: layers.dense,
    ActivationSpec: layers.activation,
    DropoutSpec: layers.dropout,
    FeaturesSpec: layers.features,
    OutputSpec: outputs.output,
    **pictures.RULES,
    **norms.RULES,
    **sequences.RULES,
}
"""Settings of a layer that takes one input → what notes its shape."""


def _layer(notes: Notes, layer: Layer) -> None:
    sources = notes.network.sources(layer.id)
    sequences.no_tokens(notes, layer, sources)
    if isinstance(layer.spec, JoinSpec):
        joins.join(notes, layer, layer.spec, sources)
    elif isinstance(layer.spec, InputSpec):
        layers.enter(notes, layer, layer.spec, sources)
    else:
        if len(sources) > 1:
            _several(notes, layer, sources)
        _RULES[type(layer.spec)](notes, layer, layer.spec, notes.arrival(sources[:1]))
    bounds.not_too_large(notes, layer)
    bounds.decays(notes, layer)
    unready.trains(notes, layer)


def _several(notes: Notes, layer: Layer, sources: tuple[LayerId, ...]) -> None:
    """Several connections lead into a layer that takes one."""
    repairs = [
        cut(
            "Keep the first",
            notes.project,
            lambda c: c.target == layer.id and c.source != sources[0],
        ),
        gather("Join them with concatenate", notes.project, layer, ConcatenateSpec()),
    ]
    if len({len(notes.units_of(source)) for source in sources}) == 1:
        repairs.append(gather("Join them with add", notes.project, layer, AddSpec()))
    notes.say(
        layer.id,
        f"{layer.name} has {len(sources)} inputs but takes one. Cut the others, or join them first.",
        *repairs,
    )
