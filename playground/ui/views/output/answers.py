"""What the network answers for one example, class by class. Pure."""

import numpy as np
import numpy.typing as npt

from playground.data.dataset import Dataset
from playground.engine.state import LayerProbe
from playground.session.snapshot import Snapshot
from playground.ui.naming import fitting, last_answer, true_class
from playground.ui.unit_maps import pixels_of
from playground.ui.view import ShownProject
from playground.ui.views.output.class_bars import ClassAnswer
from playground.ui.wording import class_words

Float32 = npt.NDArray[np.float32]


def given_back(dataset: Dataset, head: LayerProbe | None) -> Float32 | None:
    """Return what the network gives back of a picture, float32 (height, width) as it came in."""
    return None if head is None else pixels_of(dataset, head.a)


def answers_of(
    shown: ShownProject, snapshot: Snapshot, position: int | None = None
) -> tuple[tuple[ClassAnswer, ...], bool]:
    """Return one answer for each class, and whether they are shares; () while there is none.

    Of tokens it is the answer at a position, None for the last.
    A single output between 0 and 1 is the share of class 1, and the rest that of class 0.
    """
    dataset, order = shown.dataset, shown.resolution.order
    probe = fitting(dataset, snapshot.probe) if dataset is not None else None
    if dataset is None or probe is None or not order or not 0 <= probe.example < dataset.size:
        return (), True
    if shown.task == "input":
        return (), True
    outputs = probe.layers[order[-1]].a if order[-1] in probe.layers else None
    if outputs is None:
        return (), True
    names = class_words(dataset.shape.classes)
    activation = shown.resolution.layers[order[-1]].activation
    if outputs.shape[0] == 1 and len(names) == 2 and activation == "sigmoid":
        outputs = np.array([1.0 - outputs[0], outputs[0]], np.float32)
    outputs = last_answer(dataset, probe.example, outputs, position)
    true, winner = true_class(dataset, probe.example, position), int(np.argmax(outputs))
    answers = tuple(
        ClassAnswer(names[i] if i < len(names) else str(i), float(v), i == true, i == winner)
        for i, v in enumerate(outputs)
    )
    return answers, activation in ("softmax", "sigmoid")
