"""Exporting trained weights: write, read back, compare, and only then take the old file's place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from playground.data.dataset import Dataset
from playground.engine.evaluate import Evaluator
from playground.engine.state import RunState
from playground.engine.trainer import Trainer
from playground.files.atomic import replacing
from playground.files.content import content_of
from playground.files.formats import FORMATS, Content, ExportFormat, Outputs
from playground.model.errors import PlaygroundError
from playground.model.hints import name_hint

EXPORTS: Mapping[str, ExportFormat] = FORMATS
"""Formats by the suffix of the file."""

TOLERANCE = 1e-4
"""Largest difference of an output, relative to the largest output (at least 1), between the engine
in float32 and the export in float64."""

EXAMPLES = 1_000
"""At most so many are compared, spread over all: plain NumPy takes its time."""

_AT_ONCE = 100
"""Examples that go through the plain network together; every layer's values stay in memory."""

Float32 = npt.NDArray[np.float32]
Int32 = npt.NDArray[np.int32]


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
    path: Path, state: RunState, dataset: Dataset, evaluator: Evaluator | None = None
) -> ExportReport:
    """Write the trained weights in the format that the suffix names.

    Parameters
    ----------
    evaluator
        Looks at the network of this state on this dataset; made where None.

    Raises
    ------
    PlaygroundError
        The suffix is not known, the file cannot be written, or what was read back does not give
        the network's outputs; the file that was there stays.
    """
    kind = _format(path)
    # The run's own data: the document may have been edited since.
    if evaluator is None:
        trainer = Trainer(state.project, state=state)
        dataset, evaluator = trainer.dataset, trainer.evaluator
    content = content_of(state, dataset)
    tried = _tried(evaluator, dataset, content)
    outputs = tried.outputs
    if not all(np.isfinite(values).all() for values in outputs):
        raise PlaygroundError(
            f"{path.name} was not written: for some examples the network's answer is too large to be "
            "a number. Rewind, and train with a smaller learning rate."
        )
    with replacing(path) as temporary:
        kind.write(temporary, content)
        difference = _difference(kind.read(temporary), tried)
        largest = max(float(np.abs(values).max(initial=0.0)) for values in outputs)
        if not difference <= TOLERANCE * max(1.0, largest):
            raise PlaygroundError(
                f"{path.name} was not kept: read back, its outputs differ by {difference:.3g}. "
                "Train again, or choose another format."
            )
    shapes = {name: tuple(values.shape) for name, values in content.tensors.items()}
    return ExportReport(path, kind.title, shapes, len(tried.inputs), difference)


@dataclass(frozen=True, slots=True, eq=False)
class _Tried:
    """What went into the engine for a comparison, and what came out.

    Attributes
    ----------
    drawn
        float32 (n, units) of every input that draws its numbers, by its name in the export.
    outputs
        float32 (n, units · positions), in the order of the outputs.
    """

    inputs: Float32
    lengths: Int32 | None
    drawn: Mapping[str, Float32]
    outputs: tuple[Float32, ...]


def _tried(evaluator: Evaluator, dataset: Dataset, content: Content) -> _Tried:
    """Put examples through the engine, spread over all that there are."""
    chosen = np.unique(np.linspace(0, dataset.size - 1, min(dataset.size, EXAMPLES)).astype(int))
    inputs = dataset.inputs[chosen]
    lengths = None if dataset.lengths is None else dataset.lengths[chosen]
    plan = evaluator.prepared.plan
    heads = tuple(head.shape.id for head in plan.heads)
    described = dict(zip(plan.resolution.order, content.layers, strict=True))
    drawing = tuple(i for i, layer in described.items() if layer.settings.get("source") == "noise")
    values = evaluator.layer_activations(inputs, (*heads, *drawing), lengths)
    return _Tried(
        inputs,
        lengths,
        {described[layer].name: values[layer].T for layer in drawing},
        tuple(values[head].T for head in heads),
    )


def _difference(read: Outputs, tried: _Tried) -> float:
    """Return the largest difference of an output."""
    differences = [0.0]
    for start in range(0, len(tried.inputs), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        lengths = None if tried.lengths is None else tried.lengths[part]
        drawn = {name: values[part] for name, values in tried.drawn.items()}
        again = read(tried.inputs[part], lengths, drawn)
        for values, ours in zip(again.values(), tried.outputs, strict=True):
            expected = ours[part].reshape(values.shape)
            differences.append(float(np.abs(values - expected).max(initial=0.0)))
    return max(differences)


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
