"""Playground without its window: the handful of names for people who script.

>>> from playground import api
>>> run = api.train(data="xor4", network="dense 4 tanh > output", steps=500)
>>> run.metrics.train_accuracy
1.0
"""

import operator
import os
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from playground.data.build import inputs_of, shape_of
from playground.data.catalog import DATASETS
from playground.engine.state import GuardReport, Metrics, RunState
from playground.engine.trainer import Trainer
from playground.files.content import content_of
from playground.files.examples import Example, example, examples
from playground.files.export import ExportReport
from playground.files.export import export as write_export
from playground.files.project_file import SUFFIX, Loaded, save
from playground.files.project_file import load as read_file
from playground.model import edits
from playground.model.check import Resolution, check
from playground.model.errors import PlaygroundError
from playground.model.network import Network, OutputSpec
from playground.model.project import Project
from playground.model.text import parse, render
from playground.session.pacing import BurstSize

__all__ = [
    "PlaygroundError",
    "Run",
    "configure",
    "describe",
    "example",
    "examples",
    "load",
    "open_source",
    "parse",
    "project",
    "read_file",
    "render",
    "train",
]

DEFAULT_STEPS = 2000
Float32 = npt.NDArray[np.float32]


class Run:
    """A network being trained, and what became of it.

    Attributes
    ----------
    seconds
        Time spent in training, compiling excluded.
    goal
        Step at which the present training ends.
    """

    def __init__(
        self, project: Project, state: RunState | None = None, *, threads: int = 1
    ) -> None:
        """Start at step 0, or go on with a saved run.

        Two ``threads`` train large networks faster, and give the same numbers to the bit.

        Raises
        ------
        PlaygroundError
            The project cannot be trained; the message says why.
        """
        if threads not in (1, 2):
            raise PlaygroundError(f"Training takes one thread or two, not {threads}.")
        self._trainer = Trainer(project, state=state, threads=threads)
        # It may have been saved while its past was looked at; training goes on from its end.
        self._trainer.visit(self._trainer.end)
        self.seconds = 0.0
        self.goal = self.step
        self._counted = 0

    @property
    def project(self) -> Project:
        return self._trainer.project

    @property
    def step(self) -> int:
        """Updates done."""
        return self._trainer.step

    @property
    def epoch(self) -> int:
        """Passes over the training set done."""
        return self._trainer.epoch

    @property
    def metrics(self) -> Metrics:
        """Loss and accuracy on the training and the test examples now."""
        return self._trainer.metrics()

    @property
    def guard(self) -> GuardReport | None:
        """Why training stopped by itself, or None."""
        return self._trainer.guard

    @property
    def parameters(self) -> int:
        """Number of weights and biases."""
        return self._trainer.resolution.parameter_count

    @property
    def weights(self) -> Mapping[str, Float32]:
        """Every parameter as exports call it: ``<layer>.weight`` (out, in), ``<layer>.bias`` (out,) ..."""
        content = content_of(self._trainer.state(), self._trainer.dataset)
        return MappingProxyType(dict(content.tensors))

    @property
    def steps_per_second(self) -> float | None:
        """Updates per second of training so far, compiling excluded."""
        return self._counted / self.seconds if self.seconds > 0.0 and self._counted else None

    def train(
        self,
        steps: int | None = None,
        epochs: int | None = None,
        progress: Callable[["Run"], None] = lambda _: None,
    ) -> "Run":
        """Do so many updates, or passes over the training set; returns the run itself.

        A pass that was begun counts as one. ``progress`` is called about ten times a second. A
        guard that trips ends it early: see `guard`.

        Raises
        ------
        PlaygroundError
            Both numbers are given, or one is negative.
        """
        try:
            self._train(self._updates(steps, epochs), progress)
        finally:
            self._trainer.partner.close()
        return self

    def _train(self, left: int, progress: Callable[["Run"], None]) -> None:
        self.goal = self.step + left
        size = BurstSize()
        shown = time.monotonic()
        while self.guard is None and left > 0:
            began = time.monotonic()
            done = self._trainer.advance(min(left, 8 * size.steps())).done
            ended = time.monotonic()
            size.note(done, ended - began)
            self.seconds += ended - began
            self._counted += done
            left -= done
            if ended - shown > 0.1:
                progress(self)
                shown = ended

    def _updates(self, steps: int | None, epochs: int | None) -> int:
        if steps is not None and epochs is not None:
            raise PlaygroundError("Say how many steps, or how many epochs, not both.")
        if steps is None and epochs is None:
            return DEFAULT_STEPS
        try:
            wanted = operator.index(cast(int, steps if epochs is None else epochs))
        except TypeError as error:
            raise PlaygroundError("Steps and epochs are whole numbers, 0 or more.") from error
        if wanted < 0:
            raise PlaygroundError(f"Training cannot go {wanted:,} steps. Choose 0 or more.")
        if epochs is None or wanted == 0:
            return wanted
        return self._trainer.updates_left_in_epoch + (wanted - 1) * self._trainer.updates_per_epoch

    def change(self, project: Project) -> None:
        """Go on with an edited project; what still fits keeps its weights."""
        self._trainer.change_project(project)

    def predict(self, points: npt.ArrayLike, lengths: npt.ArrayLike | None = None) -> Float32:
        """Return the outputs for raw examples.

        Parameters
        ----------
        points
            (n, 2) coordinates, (n, pixels) between 0 and 1, or (n, length) tokens.
        lengths
            (n,): how many positions of each sequence count; None means all.

        Returns
        -------
        float32 (n, outputs).
        """
        dataset = self._trainer.dataset
        counts = None if lengths is None else np.asarray(lengths, np.int32)
        return self._trainer.evaluator.outputs(inputs_of(dataset, points), counts)

    def save(self, path: str | Path) -> None:
        """Write project and run; opened again, training goes on to the bit."""
        save(Path(path), self.project, self._trainer.state())

    def export(self, path: str | Path) -> ExportReport:
        """Write the trained weights in the format of the suffix, read them back and compare."""
        trainer = self._trainer
        return write_export(Path(path), trainer.state(), trainer.dataset, trainer.evaluator)


def project(
    data: str = "spiral", network: str | Network = "dense 8 tanh > dense 8 tanh > output"
) -> Project:
    """Return a project on these data with settings that suit them."""
    if str(data) not in DATASETS:
        edited = edits.set_data(Project(), kind=data)
        shape_of(edited.data)  # raises, naming the nearest kind
    made = edits.set_data(Project(network=_drawn(network), name=data), kind=data)
    return edits.set_training(made, batch_size=DATASETS[data].batch_size)


def configure(
    present: Project,
    *,
    network: str | Network | None = None,
    loss: str | None = None,
    optimizer: str | None = None,
    initialiser: str | None = None,
    **settings: Any,
) -> Project:
    """Return the project with these settings changed; None leaves one as it is.

    Parameters
    ----------
    **settings
        Of the optimizer: learning_rate, momentum, decay, weight_decay; of its schedule: schedule
        (its kind), period, factor; of training: batch_size, l1, l2, clip, seed. All others are
        fields of the DataSpec: kind, examples, length, noise, train_share, seed (as ``data_seed``),
        features (names, or one text "x,y"), standardise ...

    Raises
    ------
    PlaygroundError
        A name is unknown or the network is no network. Numbers are checked by the run.
    """
    if network is not None:
        present = edits.set_network(present, _drawn(network))
    given = _given(settings)
    numbers = _taken(given, _OPTIMIZER)
    schedule = _taken(given, _SCHEDULE)
    training = _taken(given, _TRAINING)
    present = _with_data(present, given)
    present = edits.set_training(present, **training)
    present = edits.set_optimizer(present, kind=optimizer)
    present = _set_rules(present, numbers, schedule)
    if loss is not None:
        present = _set_loss(present, loss)
    if initialiser is not None:
        for layer in present.network.layers:
            if hasattr(layer.spec, "initialiser"):
                present = edits.set_initialiser(present, layer.id, initialiser)
    return present


_OPTIMIZER = {n: n for n in ("learning_rate", "momentum", "decay", "weight_decay")}
_SCHEDULE = {"schedule": "kind", "period": "period", "factor": "factor"}
_TRAINING = {n: n for n in ("batch_size", "l1", "l2", "clip", "seed")}
"""Name of a setting → field of the record that holds it."""


def _taken(settings: dict[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Take the settings that belong to one record out of all; return them by its fields."""
    return {field: settings.pop(name) for name, field in fields.items() if name in settings}


def _with_data(present: Project, data: dict[str, Any]) -> Project:
    if "data_seed" in data:
        data["seed"] = data.pop("data_seed")
    if isinstance(data.get("features"), str):
        data["features"] = tuple(name.strip() for name in data["features"].split(","))
    return edits.set_data(present, **data) if data else present


def _drawn(network: str | Network) -> Network:
    """Return a network that may be written as a text."""
    if isinstance(network, Network):
        return network
    if not isinstance(network, str):
        raise PlaygroundError("A network is a text, for example: dense 8 tanh > output")
    return parse(network)


def _given(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was set, as files hold it: NumPy's numbers and lists become Python's own."""
    plain = {
        name: value.item() if isinstance(value, np.generic) else value
        for name, value in settings.items()
        if value is not None
    }
    return {name: tuple(v) if isinstance(v, list) else v for name, v in plain.items()}


def _set_rules(
    present: Project, optimizer: Mapping[str, Any], schedule: Mapping[str, Any]
) -> Project:
    """Set numbers of the optimizer and its schedule, in every phase."""
    phases = []
    for phase in present.training.phases:
        rates = replace(phase.optimizer.schedule, **schedule)
        phases.append(
            replace(phase, optimizer=replace(phase.optimizer, schedule=rates, **optimizer))
        )
    return edits.set_training(present, phases=tuple(phases))


def _set_loss(present: Project, loss: str) -> Project:
    for layer in present.network.layers:
        if isinstance(layer.spec, OutputSpec):
            return edits.set_loss(present, layer.id, loss)
    return present


def train(
    data: str = "spiral",
    network: str | Network = "dense 8 tanh > dense 8 tanh > output",
    steps: int | None = None,
    epochs: int | None = None,
    *,
    threads: int = 1,
    **settings: Any,
) -> Run:
    """Train a network and return the run; settings are those of `configure`, ``threads`` of `Run`.

    Raises
    ------
    PlaygroundError
        Something cannot work; the message says what, why, and what to do next.
    """
    run = Run(configure(project(data, network), **settings), threads=threads)
    return run.train(steps, epochs)


def load(path: str | Path, *, threads: int = 1) -> Run:
    """Open a ``.playground`` file and go on where it stopped; ``threads`` as of `Run`.

    Warns where something in the file is damaged that training can do without.
    """
    loaded = read_file(Path(path))
    if loaded.problem is not None:
        warnings.warn(str(loaded.problem), stacklevel=2)
    present = loaded.project if loaded.state is None else loaded.state.project
    return Run(present, loaded.state, threads=threads)


def open_source(name: str) -> Loaded:
    """Return the project of an example's name or a file's path.

    Raises
    ------
    PlaygroundError
        There is no such example or file, or the file cannot be read.
    """
    path = Path(name)
    # Not every name of an example could be looked for on the disk: it may be too long.
    if path.suffix == SUFFIX or os.path.isfile(path) or len(path.parts) > 1:  # noqa: PTH113
        return read_file(path)
    found: Example = example(name)
    return Loaded(found.project, None)


def describe(present: Project) -> Resolution:
    """Return shapes, number of parameters and problems of a project."""
    return check(present, shape_of(present.data))
