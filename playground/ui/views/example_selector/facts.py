"""What is said about one example: its class or number, and what the network says to it."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.data.dataset import Dataset
from playground.engine.state import Float32, Probe
from playground.model.catalog import target_rule
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import answer_text, feature_title, sequence_text
from playground.ui.view import ShownProject
from playground.ui.wording import class_words

_ROUNDING = 1e-3


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExampleSelectorView", text)


def facts_of(dataset: Dataset, example: int, snapshot: Snapshot) -> str:
    """Return class or target of an example, its place in the batch or in the plane, its tokens."""
    words = []
    classes = class_words(dataset.shape.classes)
    if dataset.labels.ndim == 1 and int(dataset.labels[example]) < len(classes):
        words.append(_tr("class {0}").format(classes[int(dataset.labels[example])]))
    words += _target(dataset, example)
    probe = snapshot.probe
    if probe is not None and probe.lane is not None:
        lanes = snapshot.position.lanes
        words.append(_tr("{0} of {1} in the batch").format(probe.lane + 1, lanes))
    elif dataset.shape.plane or dataset.shape.line:
        words.append(numbers.vector(dataset.raw[example].tolist()))
    if text := sequence_text(dataset, example):
        words.append(text)
    return " · ".join(words)


def _target(dataset: Dataset, example: int) -> list[str]:
    """Return the number to predict; of a table also as it stands there."""
    if dataset.values.shape[1] != 1:
        return []
    value = float(dataset.values[example, 0])
    words = [_tr("target {0}").format(numbers.signed(value))]
    table = dataset.spec.table if dataset.spec.kind == "table" else None
    if table is not None and dataset.value_scale.size:
        answer = value * float(dataset.value_scale[0]) + float(dataset.value_mean[0])
        words.insert(0, f"{table.target} {numbers.short(answer)}")
    return words


def inputs_of(dataset: Dataset, example: int) -> str:
    """Return what the network sees of an example, name by name."""
    values = dataset.inputs[example].tolist()
    pairs = (
        f"{feature_title(name)} = {numbers.signed(value)}"
        for name, value in zip(dataset.shape.features, values, strict=False)
    )
    return _tr("What the network sees of it: {0}").format(", ".join(pairs))


def answer_of(shown: ShownProject | None, dataset: Dataset, probe: Probe | None) -> str:
    """Return what the network says to an example, and its loss."""
    order = shown.resolution.order if shown is not None else ()
    layer = probe.layers.get(order[-1]) if probe is not None and order else None
    if shown is None or probe is None or layer is None or layer.a is None or layer.a.size == 0:
        return _tr("not computed yet")
    words, place = list[str](), 0
    # What is given back are as many numbers as came in: no line holds them.
    if shown.task != "input":
        written = answer_text(dataset, probe.example, layer.a)
        words.append(_tr("says {0}").format(written or _said(shown, dataset, layer.a)))
        # A sequence is as long as it is: what is cut where there is no room is its end.
        place = 0 if written else 1
    words.insert(place, _tr("loss {0}").format(numbers.loss(probe.loss)))
    return " · ".join(words)


def _said(shown: ShownProject, dataset: Dataset, outputs: Float32) -> str:
    classes = class_words(dataset.shape.classes)
    value = float(outputs[0])
    if not np.isfinite(outputs).all():
        return numbers.signed(value)
    if outputs.size > 1:
        winner = int(np.argmax(outputs))
        name = classes[winner] if winner < len(classes) else str(winner)
        # Shares of one whole, as the output shows them; anything else is a plain number.
        is_share = float(outputs.min()) >= 0.0 and abs(float(outputs.sum()) - 1.0) < _ROUNDING
        value = float(outputs[winner])
        return f"{name} {numbers.share(value) if is_share else numbers.signed(value)}"
    activation = shown.resolution.layers[shown.resolution.order[-1]].activation
    rule = target_rule(shown.task or dataset.shape.task, activation, shown.resolution.loss or None)
    if rule is None or rule.threshold is None or len(classes) < 2:
        return numbers.signed(value)
    return f"{classes[int(value > rule.threshold)]} {numbers.signed(value)}"
