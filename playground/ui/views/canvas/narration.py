"""What is happening on the canvas while somebody steps, in a sentence or two; and which example."""

import math

from PySide6.QtCore import QCoreApplication

from playground.data.dataset import Dataset
from playground.engine.state import Probe
from playground.model.ids import LayerId
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import example_title
from playground.ui.view import ShownProject
from playground.ui.views.canvas.cards import Card
from playground.ui.views.canvas.phases import is_stepping
from playground.ui.views.canvas.strokes import Emphasis
from playground.ui.wording import class_words, told


def _tr(text: str) -> str:
    return QCoreApplication.translate("Canvas", text)


def narration(emphasis: Emphasis, snapshot: Snapshot, card: Card | None) -> tuple[str, ...]:
    """Return what the last operation does, the most important sentence first; () while none is at hand.

    ``card`` is that of the layer at work.
    """
    if not emphasis.phase:
        return ()
    title, is_bent = ("", False) if card is None else (card.title, bool(card.activation))
    sentences = [_sentence(emphasis, snapshot, is_bent=is_bent).format(layer=title)]
    if emphasis.deed == "move":
        sentences.append(_tr("Values and blame are still those from before."))
    if emphasis.bright is not None:
        sentences.append(_tr("Everything that takes no part is dimmed."))
    return tuple(sentences)


def _sentence(emphasis: Emphasis, snapshot: Snapshot, *, is_bent: bool) -> str:
    sentences = {
        "example": _tr("Data: the example enters the network."),
        "answer": _tr("Data: the right answer is put beside the output."),
        "arrive": _tr("Forward: values travel from left to right, into {layer}."),
        "work": _tr("Forward: {layer} works on what has arrived."),
        "judge": _tr("Loss: the output is compared with the right answer."),
        "slope": _tr("Backward: in {layer}, blame is multiplied by the slope."),
        "share": _tr("Backward: blame travels from right to left, onto the wires into {layer}."),
        "pass": _tr("Backward: blame travels from right to left, out of {layer}."),
        "move": _tr("Update: the weights move against their gradients, the brighter the further."),
        "all": _tr("One example of the batch: its values, its loss and its share of the blame."),
    }
    operation = snapshot.operations[snapshot.position.operation - 1]
    if emphasis.deed == "work" and operation.formula.startswith("a = ") and is_bent:
        return _tr("Forward: {layer} turns its sums z into activations a.")
    if emphasis.deed == "slope" and not operation.formula.startswith("δ = "):
        return _tr("Backward: blame goes back through the inside of {layer}.")
    if emphasis.deed in sentences:
        return sentences[emphasis.deed]
    explained = told(operation.explanation).replace("{", "{{").replace("}", "}}")
    return _tr("Update: {what}").format(what=explained[:1].lower() + explained[1:])


def example_words(shown: ShownProject, snapshot: Snapshot) -> str:
    """Return which example is stepped through: "train example 17 · class blue"; "" while none is."""
    probe, dataset = snapshot.probe, shown.dataset
    if not is_stepping(snapshot) or probe is None or dataset is None:
        return ""
    if not 0 <= probe.example < dataset.size:
        return ""
    title = example_title(dataset, probe.example, _tr("train example {0}"), _tr("test example {0}"))
    words = [title, _label(dataset, probe.example)]
    if probe.lane is None:
        words.append(_tr("not in this batch"))
    elif snapshot.position.lanes > 1:
        words.append(_tr("{0} of {1} in the batch").format(probe.lane + 1, snapshot.position.lanes))
    return " · ".join(filter(None, words))


def _label(dataset: Dataset, example: int) -> str:
    """Return class or number that is the right answer of an example, "" where it is neither."""
    classes = class_words(dataset.shape.classes)
    if dataset.labels.ndim == 1 and classes and int(dataset.labels[example]) < len(classes):
        return _tr("class {0}").format(classes[int(dataset.labels[example])])
    if dataset.values.shape[1] == 1:
        return _tr("target {0}").format(numbers.signed(float(dataset.values[example, 0])))
    return ""


def verdict(shown: ShownProject, snapshot: Snapshot) -> tuple[LayerId, str] | None:
    """Return the output and what stands below it: the right answer, and the loss once it is known."""
    probe, heads, rows = snapshot.probe, shown.resolution.heads, snapshot.operations
    done = rows[: snapshot.position.operation]
    if not is_stepping(snapshot) or probe is None or not heads:
        return None
    words = []
    is_asked = any(row.phase == "data" and row.formula.startswith("y") for row in done)
    if is_asked and (answer := _answer(probe)):
        words.append(f"y {answer}")
    if any(row.phase == "loss" for row in done) and math.isfinite(probe.loss):
        words.append(f"L {numbers.loss(probe.loss)}")
    return (heads[0].id, "   ".join(words)) if words else None


def _answer(probe: Probe) -> str:
    return (
        f"{float(probe.target[0]):.4g}".replace("-", numbers.MINUS)
        if probe.target.size == 1
        else ""
    )
