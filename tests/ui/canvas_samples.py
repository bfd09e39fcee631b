"""Projects, snapshots and a canvas that remembers what it asked for."""

import math
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.data.build import build
from playground.engine.state import LayerProbe, OperationLabel, Plane, Probe
from playground.model.check import check
from playground.model.edits import Edit
from playground.model.ids import LayerId, ParameterId
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.session.snapshot import Snapshot, StepPosition
from playground.ui.view import Selection, ShownProject
from playground.ui.views.canvas.view import CanvasView

Float32 = npt.NDArray[np.float32]


def shown_of(project: Project, generation: int = 1) -> ShownProject:
    dataset = build(project.data)
    return ShownProject(project, check(project, dataset.shape), dataset, generation)


def shown(text: str = "dense 3 tanh > dense 2 tanh > output", kind: str = "spiral") -> ShownProject:
    features = ("x", "y") if kind != "digits" else ()
    return shown_of(Project(parse(text), DataSpec(kind=kind, features=features), name=text))


def random_weights(project: ShownProject, seed: int = 0) -> Mapping[ParameterId, Float32]:
    rng = np.random.default_rng(seed)
    return MappingProxyType(
        {
            parameter.id: rng.normal(size=parameter.shape).astype(np.float32)
            for shape in project.resolution.layers.values()
            for parameter in shape.parameters
        }
    )


def snapshot_of(
    project: ShownProject,
    weights: Mapping[ParameterId, Float32] | None = None,
    operation: int = 0,
    run_layers: tuple[LayerId, ...] | None = None,
) -> Snapshot:
    """Return a snapshot with numbers for everything; their size does not matter."""
    rng = np.random.default_rng(1)
    layers = project.resolution.layers
    assert project.dataset is not None

    def numbers(layer: LayerId) -> Float32:
        return rng.uniform(-1, 1, math.prod(layers[layer].shape)).astype(np.float32)

    order = project.resolution.order
    hidden = [layer for layer in order if layers[layer].kind != "input"]
    probes = {
        layer: LayerProbe(numbers(layer), numbers(layer), numbers(layer), None) for layer in hidden
    }
    planes = {
        layer: rng.uniform(-1, 1, (len(layers[layer].units_out), 8, 8)).astype(np.float32)
        for layer in hidden
    }
    labels = [OperationLabel(layer, layer, "forward", "", "") for layer in hidden]
    labels += [
        OperationLabel(layer, layer, "backward", "∂L/∂W = δ·aᵀ", "") for layer in reversed(hidden)
    ]
    return Snapshot(
        generation=1,
        project_generation=project.generation,
        status="paused" if operation else "running",
        step=7,
        operations=tuple(labels),
        position=StepPosition(operation=operation, lanes=1),
        weights=random_weights(project) if weights is None else weights,
        probe=Probe(7, 0, None, project.dataset.inputs[0], np.zeros(1, np.float32), 0.5, probes),
        plane=Plane(7, planes) if project.dataset.shape.plane else None,
        run_layers=order if run_layers is None else run_layers,
    )


BRANCHED = "dense 3 tanh as trunk > dense 3 relu > dropout 0.3 > add trunk > output"


class Desk:
    """A canvas whose wishes are carried out on a project, as the controller does."""

    def __init__(self, view: CanvasView, project: ShownProject) -> None:
        self.view = view
        self.shown = project
        self.edits: list[Edit] = []
        self.selection = Selection()
        view.edit_requested.connect(self._on_view_edit_requested)
        self.commands: list[object] = []
        self.actions: list[str] = []
        view.selection_requested.connect(self._on_view_selection_requested)
        view.command_requested.connect(self.commands.append)
        view.action_requested.connect(self.actions.append)
        view.show_project(project)

    @property
    def names(self) -> list[str]:
        """Names of the layers in the order of computation."""
        network = self.shown.project.network
        return [network.layer(layer).name for layer in self.shown.resolution.order]

    def layer(self, name: str) -> LayerId:
        return next(x.id for x in self.shown.project.network.layers if x.name == name)

    def _on_view_edit_requested(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.shown = shown_of(edit.change(self.shown.project), self.shown.generation + 1)
        self.view.show_project(self.shown)

    def _on_view_selection_requested(self, selection: Selection) -> None:
        self.selection = selection
        self.view.show_selection(selection)
