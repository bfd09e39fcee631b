"""What layers, units and weights are called on the screen: the same words in every view."""

import re

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from playground.data.catalog import DATASETS, FEATURES
from playground.data.dataset import Dataset
from playground.engine.state import Probe
from playground.model.check import LayerShape, Resolution
from playground.model.holds import IN_GROUP
from playground.model.ids import LayerId, UnitId, UnitRef, WeightRef
from playground.model.network import FeaturesSpec, InputSpec, Layer, OutputSpec
from playground.model.project import Project
from playground.ui.layer_names import told_name
from playground.ui.wording import told

_COLUMNS = {column.name: column.title for kind in DATASETS.values() for column in kind.columns}
_CHANNEL = re.compile(r"c(\d+)")
_AUTOMATIC_INPUT = re.compile(r"(input|features|data)( \d+)?")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Canvas", text)


def layer_title(project: Project, layer_id: LayerId) -> str:
    """Return the layer's name with a capital, or its id where the network has lost it."""
    if not project.network.has(layer_id):
        return str(layer_id)
    kind = DATASETS.get(project.data.kind)
    is_picture = kind is not None and kind.picture is not None
    is_sequence = kind is not None and kind.is_sequence
    layer = project.network.layer(layer_id)
    return title_of(layer, is_picture=is_picture, is_sequence=is_sequence)


def title_of(layer: Layer, *, is_picture: bool, is_sequence: bool = False) -> str:
    """Return a layer's name with a capital; an input that nobody named is what it takes in."""
    takes_data = isinstance(layer.spec, InputSpec) and not layer.spec.draws
    if takes_data and _AUTOMATIC_INPUT.fullmatch(layer.name):
        if is_sequence:
            return _tr("Sequence")
        return _tr("Picture") if is_picture else _tr("Features")
    if isinstance(layer.spec, OutputSpec) and layer.name == "output":
        return QCoreApplication.translate("Docks", "Output")
    name = told_name(layer.name)
    return name[:1].upper() + name[1:]


TOKEN = "t:"
"""What the name of an embedding's row begins with; then follows the token."""


def unit_number(shape: LayerShape | None, unit: UnitRef) -> int | None:
    """Return the place of a unit on its card, counted from 1."""
    if shape is None or unit not in shape.units_out:
        return None
    return shape.units_out.index(unit) + 1


def feature_title(unit: str) -> str:
    """Return how a feature is written: "x²", "itchy eyes", or "pixel 12" for a picture's."""
    if unit in FEATURES:
        return FEATURES[unit].title
    if unit in _COLUMNS:
        return told(_COLUMNS[unit])
    if unit.startswith(TOKEN):
        # Written as `ascii` writes it, so that no strange sign stands in a name.
        return unit.removeprefix(TOKEN).encode().decode("unicode_escape")
    return f"pixel {unit[1:]}" if unit[:1] == "p" and unit[1:].isdigit() else unit


def unit_title(project: Project, resolution: Resolution, unit: UnitRef, word: str) -> str:
    """Return e.g. "Dense 6 · neuron 3", "x²" or "Output".

    Parameters
    ----------
    word
        The translated word for a unit of a hidden layer, "neuron"; empty for the short form
        "Dense 6 · 3".
    """
    title = layer_title(project, unit.layer)
    if not project.network.has(unit.layer):
        return title
    spec = project.network.layer(unit.layer).spec
    shape = resolution.layers.get(unit.layer)
    if isinstance(spec, InputSpec) and not spec.draws:
        return _channel_title(shape, unit, title) or feature_title(unit.unit)
    if isinstance(spec, FeaturesSpec) and shape is not None and unit in shape.units_out:
        return f"{title} · {feature_title(shape.identities[shape.units_out.index(unit)].unit)}"
    if isinstance(spec, OutputSpec) and shape is not None and len(shape.units_out) == 1:
        return title
    if shape is not None and IN_GROUP.fullmatch(unit.unit) and unit not in shape.units_out:
        # What a grouped convolution calls the channels of a group, from the first on.
        return f"{title} · {_tr('in {number}').format(number=int(unit.unit[2:]) + 1)}"
    number = unit_number(shape, unit)
    gate, _, own = unit.unit.partition(".")
    if number is None and own:
        # A row of a gated layer is called after its gate: "i.u3".
        number = unit_number(shape, UnitRef(unit.layer, UnitId(own)))
        shown = f"{gate} ?" if number is None else f"{gate} {number}"
    else:
        shown = "?" if number is None else str(number)
    return f"{title} · {word} {shown}" if word else f"{title} · {shown}"


def _channel_title(shape: LayerShape | None, unit: UnitRef, title: str) -> str:
    """Return what the channel of a picture is called whose pixels are units; "" for what is none."""
    channel = _CHANNEL.fullmatch(unit.unit)
    if shape is None or shape.grid is None or channel is None or unit in shape.units_out:
        return ""
    return title if shape.grid[0] == 1 else f"{title} · {int(channel[1]) + 1}"


def weight_title(project: Project, resolution: Resolution, weight: WeightRef) -> str:
    """Return e.g. "Dense 8 · 5 → Dense 6 · 5"; a bias is "Dense 6 · 5 · bias"."""
    target = unit_title(project, resolution, weight.target, "")
    if weight.source is None:
        return f"{target} · b" if weight.place is None else f"{target} · {weight.place + 1}"
    title = f"{unit_title(project, resolution, weight.source, '')} → {target}"
    return f"{title} · {place_title(resolution, weight)}" if weight.place is not None else title


def place_title(resolution: Resolution, weight: WeightRef) -> str:
    """Return where in its kernel a number lies, row and column counted from 1: "2, 3"."""
    shape = resolution.layers.get(weight.parameter.layer)
    own = next((p for p in shape.parameters if p.id == weight.parameter), None) if shape else None
    index = None if own is None else own.index_of(weight)
    return "?" if index is None else ", ".join(str(at + 1) for at in index[2:])


def sequence_text(dataset: Dataset, example: int) -> str:
    """Return a sequence of tokens as it is written; "" for numbers and for other data."""
    tokens = dataset.raw[example, : dataset.length_of(example)]
    return tokens_text(dataset, tokens)


def tokens_text(dataset: Dataset, tokens: npt.ArrayLike) -> str:
    """Return tokens (positions,) as they are written; "" for numbers and for other data."""
    sequence = dataset.shape.sequence
    if sequence is None or not sequence.vocabulary:
        return ""
    names = [sequence.vocabulary[int(token)] for token in np.asarray(tokens)]
    return ("" if max(map(len, names), default=1) == 1 else " ").join(names)


def answer_text(dataset: Dataset, example: int, outputs: npt.NDArray[np.float32]) -> str:
    """Return the token that wins at every position, written; "" where that is not the task."""
    by_position = _by_position(dataset, outputs)
    if by_position is None or not np.isfinite(outputs).all():
        return ""
    return tokens_text(dataset, by_position.argmax(axis=0)[: dataset.length_of(example)])


def last_answer(
    dataset: Dataset,
    example: int,
    outputs: npt.NDArray[np.float32],
    position: int | None = None,
) -> npt.NDArray[np.float32]:
    """Return one answer, float32 (outputs,): that of a position, where every one has its own.

    A ``position`` of None is the last one.
    """
    by_position = _by_position(dataset, outputs)
    if by_position is None:
        return outputs
    return by_position[:, place_in(dataset, example, position)]


def place_in(dataset: Dataset, example: int, position: int | None) -> int:
    """Return a position within a sequence; its last one where None or beyond."""
    last = dataset.length_of(example) - 1
    return last if position is None else max(0, min(position, last))


def _by_position(
    dataset: Dataset, outputs: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32] | None:
    """Return outputs as (classes, positions), where there is an answer at each.

    An earlier run may still answer for other data that only look alike.
    """
    sequence, classes = dataset.shape.sequence, len(dataset.shape.classes)
    if dataset.shape.task != "tokens" or sequence is None:
        return None
    fits = outputs.size == classes * sequence.length
    return outputs.reshape(classes, -1) if fits else None


def true_class(dataset: Dataset, example: int, position: int | None = None) -> int:
    """Return the class of an example; of tokens the one behind a position, None for the last."""
    labels = np.atleast_1d(dataset.labels[example])
    return int(labels[place_in(dataset, example, position) if labels.size > 1 else 0])


def example_place(dataset: Dataset, example: int) -> tuple[bool, int]:
    """Return whether an example is one of the test set, and its place in its set, from 1 on."""
    for is_test, members in ((True, dataset.test), (False, dataset.train)):
        found = np.flatnonzero(members == example)
        if found.size:
            return is_test, int(found[0]) + 1
    return False, example + 1


def example_title(dataset: Dataset, example: int, train: str, test: str) -> str:
    """Return e.g. "test example 12"; ``train`` and ``test`` are the patterns for the two sets."""
    is_test, place = example_place(dataset, example)
    return (test if is_test else train).format(f"{place:,}")


def fitting(dataset: Dataset, probe: Probe | None) -> Probe | None:
    """Return the probe if it is one of these examples; an earlier run may still have other data."""
    if probe is None or len(probe.inputs) != dataset.inputs.shape[1]:
        return None
    return probe
