"""Exporting trained weights: write, read back, compare, and only then take the old file's place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from playground.data.dataset import Dataset
from playground.engine.state import RunState
from playground.engine.trainer import Trainer
from playground.files.atomic import replacing
from playground.files.formats import FORMATS, Content, ExportFormat
from playground.files.numpy_network import ExportedLayer
from playground.model.catalog import target_rule
from playground.model.check import LayerShape, Resolution, check
from playground.model.errors import PlaygroundError, TextError
from playground.model.hints import name_hint
from playground.model.ids import LayerId
from playground.model.project import Project
from playground.model.text import render

EXPORTS: Mapping[str, ExportFormat] = FORMATS
"""Formats by the suffix of the file."""

TOLERANCE = 1e-4
"""Largest difference of an output, relative to the largest output (at least 1), between the engine
in float32 and the export in float64."""

_LONGEST_NAME = 200

Float32 = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export was compared to.

    Attributes
    ----------
    tensors
        Name and shape of every tensor.
    examples
        Number of examples on which outputs were compared.
    largest_difference
        Largest absolute difference of an output.
    """

    path: Path
    format: str
    tensors: Mapping[str, tuple[int, ...]]
    examples: int
    largest_difference: float


def export(
    path: Path, state: RunState, dataset: Dataset, outputs: Float32 | None = None
) -> ExportReport:
    """Write the trained weights in the format that the suffix names.

    Parameters
    ----------
    outputs
        The engine's outputs on ``dataset.inputs``, float32 (n, outputs); computed where None.

    Raises
    ------
    PlaygroundError
        The suffix is not known, the file cannot be written, or what was read back does not give
        the network's outputs; the file that was there stays.
    """
    kind = _format(path)
    # The run's own data: the document may have been edited since.
    if outputs is None:
        trainer = Trainer(state.project, state=state)
        dataset = trainer.dataset
        outputs = trainer.evaluator.outputs(dataset.inputs)
    if not np.isfinite(outputs).all():
        raise PlaygroundError(
            f"{path.name} was not written: for some examples the network's answer is too large to be "
            "a number. Rewind, and train with a smaller learning rate."
        )
    content = content_of(state, dataset)
    with replacing(path) as temporary:
        kind.write(temporary, content)
        again = kind.read(temporary)(dataset.inputs)
        difference = float(np.abs(again - outputs).max(initial=0.0))
        if not difference <= TOLERANCE * max(1.0, float(np.abs(outputs).max(initial=0.0))):
            raise PlaygroundError(
                f"{path.name} was not kept: read back, its outputs differ by {difference:.3g}. "
                "Train again, or choose another format."
            )
    shapes = {name: tuple(values.shape) for name, values in content.tensors.items()}
    return ExportReport(path, kind.title, shapes, dataset.size, difference)


def _format(path: Path) -> ExportFormat:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise PlaygroundError(
            f"“{path.name}” names no format that can be exported. {name_hint(suffix, FORMATS)}"
        )
    return FORMATS[suffix]


def check_format(path: Path) -> None:
    """Raise PlaygroundError where the suffix names no format."""
    _format(path)


def content_of(state: RunState, dataset: Dataset) -> Content:
    """Return what an export of this Run says."""
    project = state.project
    resolution = check(project, dataset.shape)
    if not resolution.is_valid:
        raise PlaygroundError(resolution.problems[0].message)
    names = _names(state, resolution)
    values = {tensor.id: tensor.planes[0] for tensor in state.tensors}
    tensors: dict[str, Float32] = {}
    layers = []
    head: LayerShape | None = None
    for layer_id in resolution.order:
        shape = resolution.layers[layer_id]
        for parameter in shape.parameters:
            tensors[f"{names[layer_id]}.{parameter.id.name}"] = np.ascontiguousarray(
                values[parameter.id], np.float32
            )
        layers.append(_layer(project, shape, names))
        head = shape
    rule = target_rule(dataset.shape.task, head.activation, resolution.loss) if head else None
    return Content(
        title=project.name,
        text=_text(state),
        tensors=tensors,
        layers=tuple(layers),
        features=tuple(dataset.shape.features),
        raw=int(dataset.raw.shape[1]),
        is_derived=dataset.shape.plane or dataset.shape.line,
        mean=dataset.mean,
        scale=dataset.scale,
        classes=dataset.shape.classes,
        threshold=rule.threshold if rule else None,
        steps=state.step,
    )


def _layer(project: Project, shape: LayerShape, names: Mapping[LayerId, str]) -> ExportedLayer:
    """Return one layer as an export describes it; sources outside the run do not count."""
    sources = project.network.sources(shape.id)
    clamps = {clamp.unit: clamp.value for clamp in project.network.clamps}
    return ExportedLayer(
        names[shape.id],
        shape.kind,
        shape.activation,
        tuple(names[source] for source in sources if source in names),
        tuple(
            (place, clamps[unit]) for place, unit in enumerate(shape.units_out) if unit in clamps
        ),
    )


def _names(state: RunState, resolution: Resolution) -> dict[LayerId, str]:
    """Names of the layers, cleaned and made different: files can hold any, formats cannot."""
    names: dict[LayerId, str] = {}
    for layer_id in resolution.order:
        written = state.project.network.layer(layer_id).name[:_LONGEST_NAME]
        wanted = "".join(c if c.isprintable() else "_" for c in written)
        name = wanted
        number = 2
        while name in names.values():
            name = f"{wanted} ({number})"
            number += 1
        names[layer_id] = name
    return names


def _text(state: RunState) -> str:
    try:
        return render(state.project.network)
    except TextError:
        return ""
