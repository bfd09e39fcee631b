"""What an export says of a Run, whatever its format: layers, tensors, how to read examples."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from playground.data.dataset import Dataset
from playground.engine.state import RunState
from playground.files.formats import Content
from playground.files.numpy_network import ExportedLayer
from playground.model.catalog import target_rule
from playground.model.check import LayerShape, Resolution, check
from playground.model.errors import PlaygroundError, TextError
from playground.model.ids import LayerId, ParameterId
from playground.model.network import Layer, OutputSpec
from playground.model.project import Project
from playground.model.resolution import DataShape, ParameterShape
from playground.model.text import render

_LONGEST_NAME = 200

_LEFT_OUT = (
    "units",
    "activation",
    "initialiser",
    "has_bias",
    "loss",
    "kernel_height",
    "kernel_width",
)
"""Settings that shapes, tensors or the layer itself say already, or that only a start needs."""

_NAMES = {"gain": "weight", "shift": "bias", "table": "weight"}
"""What a parameter is called here → what other programs call it."""

Float32 = npt.NDArray[np.float32]


def content_of(state: RunState, dataset: Dataset) -> Content:
    """Return what an export of this Run says.

    Raises
    ------
    PlaygroundError
        The Run's project has a problem.
    """
    project = state.project
    resolution = check(project, dataset.shape)
    if not resolution.is_valid:
        raise PlaygroundError(resolution.problems[0].message)
    names = _names(project, resolution)
    shapes = [resolution.layers[layer] for layer in resolution.order]
    found = _tensor_names(shapes, names)
    values = {tensor.id: tensor.planes[0] for tensor in state.tensors}
    tensors: dict[str, Float32] = {}
    for parameter in (parameter for shape in shapes for parameter in _kept(shape)):
        tensors[found[parameter.id]] = np.ascontiguousarray(values[parameter.id], np.float32)
    classes, threshold = _answers(project, resolution, dataset.shape)
    sequence = dataset.shape.sequence
    return Content(
        title=project.name,
        text=_text(project),
        tensors=tensors,
        layers=tuple(_layer(project, resolution, shape, names, found) for shape in shapes),
        outputs=tuple(names[head.id] for head in resolution.heads),
        features=tuple(dataset.shape.features),
        raw=int(dataset.raw.shape[1]),
        is_derived=dataset.shape.plane or dataset.shape.line,
        mean=dataset.mean,
        scale=dataset.scale,
        classes=classes,
        threshold=threshold,
        steps=state.step,
        length=0 if sequence is None else sequence.length,
        vocabulary=() if sequence is None else sequence.vocabulary,
    )


def _answers(
    project: Project, resolution: Resolution, data: DataShape
) -> tuple[tuple[str, ...], float | None]:
    """Return what the first output's classes are called, and the threshold between two of them."""
    head = resolution.heads[0]
    spec = project.network.layer(head.id).spec
    assert isinstance(spec, OutputSpec)
    if spec.target != "label":
        return (), None
    rule = target_rule(data.task, head.activation, head.loss)
    tokens = () if data.sequence is None else data.sequence.vocabulary
    return tokens if data.task == "tokens" else data.classes, rule.threshold if rule else None


def _layer(
    project: Project,
    resolution: Resolution,
    shape: LayerShape,
    names: Mapping[LayerId, str],
    tensors: Mapping[ParameterId, str],
) -> ExportedLayer:
    """Return one layer as an export describes it; sources outside the run do not count."""
    clamps = {clamp.unit: clamp.value for clamp in project.network.clamps}
    return ExportedLayer(
        names[shape.id],
        shape.kind,
        shape.activation,
        tuple(names[source] for source in shape.sources if source in names),
        tuple(
            (place, clamps[unit]) for place, unit in enumerate(shape.units_out) if unit in clamps
        ),
        shape.shape,
        _arriving(resolution, shape),
        {role_of(parameter): tensors[parameter.id] for parameter in _kept(shape)},
        _settings(project.network.layer(shape.id), shape),
    )


def _arriving(resolution: Resolution, shape: LayerShape) -> tuple[int, ...]:
    """Return the shape of what arrives; a row of pixels, where the layer sees it as a picture."""
    if not shape.sources:
        return ()
    source = resolution.layers[shape.sources[0]]
    is_seen_as_picture = source.grid is not None and len(shape.units_in) < source.size
    return source.grid if source.grid is not None and is_seen_as_picture else source.shape


def _settings(layer: Layer, shape: LayerShape) -> dict[str, Any]:
    """Return the plain numbers and words of a layer."""
    settings = msgspec.to_builtins(layer.spec)
    if shape.kind == "features":
        settings["places"] = [shape.units_in.index(unit) for unit in shape.identities]
    if layer.is_transposed:
        settings["is_transposed"] = True
    return {name: value for name, value in settings.items() if name not in _LEFT_OUT}


def _kept(shape: LayerShape) -> tuple[ParameterShape, ...]:
    """Return the parameters that an export holds; waves follow from their formula."""
    return tuple(p for p in shape.parameters if p.initialiser != "waves")


def role_of(parameter: ParameterShape) -> str:
    """Return what a parameter is called in files: without the size of its kernels."""
    name = parameter.id.name
    if parameter.kernel:
        name = name.split(" ")[0]
    if name in ("query", "key", "value", "output"):
        return f"{name}.weight"
    return _NAMES.get(name, name.replace(" ", "."))


def _tensor_names(shapes: list[LayerShape], names: Mapping[LayerId, str]) -> dict[ParameterId, str]:
    """Return a name for every parameter. One that several layers share is its owner's."""
    found: dict[ParameterId, str] = {}
    for shape in shapes:
        for parameter in _kept(shape):
            if parameter.id not in found:
                owner = names.get(parameter.id.layer, names[shape.id])
                wanted = f"{owner}.{role_of(parameter)}"
                found[parameter.id] = _free(wanted, found.values())
    return found


def _names(project: Project, resolution: Resolution) -> dict[LayerId, str]:
    """Names of the layers, cleaned and made different: files can hold any, formats cannot."""
    names: dict[LayerId, str] = {}
    for layer_id in resolution.order:
        written = project.network.layer(layer_id).name[:_LONGEST_NAME]
        wanted = "".join(c if c.isprintable() else "_" for c in written)
        names[layer_id] = _free(wanted, names.values())
    return names


def _free(wanted: str, taken: Collection[str]) -> str:
    """Return a name that nothing has yet."""
    name, number = wanted, 2
    while name in taken:
        name = f"{wanted} ({number})"
        number += 1
    return name


def _text(project: Project) -> str:
    try:
        return render(project.network)
    except TextError:
        return ""
