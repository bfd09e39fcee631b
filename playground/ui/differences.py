"""In which words one project differs from another: names of runs, texts of marks."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from playground.data.catalog import DATASETS
from playground.model.catalog import LOSSES, OPTIMIZERS, SCHEDULES
from playground.model.network import ActivationSpec, DenseSpec, OutputSpec
from playground.model.project import Project
from playground.ui import numbers
from playground.ui.wording import told

_MOST = 3
"""Differences that are named; more end in dots."""


class Record(Protocol):
    """One record of a table."""

    @property
    def title(self) -> str: ...


def _tr(text: str) -> str:
    return QCoreApplication.translate("LossTimeline", text)


def widths(project: Project) -> str:
    """Return the neurons of the hidden layers, e.g. "8-6"; "none" where there are none."""
    found = [
        str(len(layer.spec.units))
        for layer in project.network.layers
        if isinstance(layer.spec, DenseSpec)
    ]
    return "-".join(found) if found else _tr("none")


def _activations(project: Project) -> str:
    found = [
        layer.spec.activation
        for layer in project.network.layers
        if isinstance(layer.spec, DenseSpec | ActivationSpec)
    ]
    # The same one in every layer is said once.
    return "-".join(found) if len(set(found)) > 1 else "".join(found[:1]) or _tr("none")


def _loss(project: Project) -> str:
    for layer in project.network.layers:
        if isinstance(layer.spec, OutputSpec) and layer.spec.loss is not None:
            known = LOSSES.get(layer.spec.loss)
            return layer.spec.loss if known is None else told(known.title)
    return _tr("default")


def _title(table: Mapping[str, Record], name: str) -> str:
    """Return what the table calls it in the language of the window."""
    return told(table[name].title) if name in table else name


def _facts(project: Project) -> Iterator[tuple[str, str]]:
    """Yield (word, value) of everything a person may compare runs by, the seed first."""
    data, training = project.data, project.training
    optimizer, plain = training.optimizer, numbers.plain
    yield _tr("seed"), str(training.seed)
    yield _tr("rate"), plain(optimizer.learning_rate)
    yield _tr("optimizer"), _title(OPTIMIZERS, optimizer.kind)
    yield _tr("batch"), str(training.batch_size)
    yield _tr("hidden"), widths(project)
    yield _tr("activation"), _activations(project)
    yield _tr("loss"), _loss(project)
    yield "L2", plain(training.l2)
    yield "L1", plain(training.l1)
    yield _tr("clip"), _tr("none") if training.clip is None else plain(training.clip)
    yield _tr("schedule"), _title(SCHEDULES, optimizer.schedule.kind)
    yield _tr("data"), _title(DATASETS, data.kind)
    yield _tr("noise"), plain(data.noise)
    yield _tr("examples"), _tr("usual") if data.examples is None else str(data.examples)
    yield _tr("length"), _tr("usual") if data.length is None else str(data.length)
    yield _tr("features"), str(len(data.features)) if data.features else _tr("usual")
    yield _tr("data seed"), str(data.seed)


def own_words(project: Project, other: Project, first: int = 0) -> str:
    """Return e.g. "rate 0.1 · hidden 8-6": what is another than in ``other``, from the fact of this
    number on; "" where nothing is.
    """
    known = dict(_facts(other))
    facts = list(_facts(project))[first:]
    found = [f"{word} {value}" for word, value in facts if known[word] != value]
    if not found and project.network != other.network:
        found = [_tr("network edited")]
    return " · ".join(found[:_MOST] + (["…"] if len(found) > _MOST else []))


def run_name(project: Project, beginning: Project) -> str:
    """Return e.g. "seed 43 · rate 0.1": the seed, and what differs from the document's first run."""
    word, value = next(_facts(project))
    others = own_words(project, beginning, 1)
    return f"{word} {value}" + (f" · {others}" if others else "")


def change_words(before: Project | None, after: Project) -> str:
    """Return e.g. "rate 0.01 → 0.03": what an edit changed."""
    if before is None:
        return _tr("edited")
    old = dict(_facts(before))
    found = [f"{word} {old[word]} → {value}" for word, value in _facts(after) if old[word] != value]
    if found:
        return " · ".join(found[:_MOST] + (["…"] if len(found) > _MOST else []))
    if before.network != after.network:
        return _tr("network edited")
    return _tr("data edited") if before.data != after.data else _tr("settings edited")
