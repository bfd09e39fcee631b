"""Snapshots of a real run that is stepped through, as the worker takes them."""

from collections.abc import Iterator

from playground.engine.trainer import Trainer
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    TrainingSpec,
)
from playground.model.text import parse
from playground.session.commands import Watch
from playground.session.pictures import compute
from playground.session.snapshot import Snapshot, StepPosition
from playground.ui.view import ShownProject
from tests.ui.canvas_samples import shown_of

PLAIN = "dense 5 tanh > dense 4 tanh > output"
STEPS = 40


class Stepped:
    """One run, taken forward operation by operation."""

    def __init__(
        self,
        text: str = PLAIN,
        kind: str = "spiral",
        batch: int = 1,
        steps: int = STEPS,
        project: Project | None = None,
    ) -> None:
        if project is None:
            phases = (PhaseSpec(optimizer=OptimizerSpec("sgd", 0.1)),)
            training = TrainingSpec(batch_size=batch, phases=phases)
            project = Project(parse(text), DataSpec(kind), training, name=text)
        self.shown: ShownProject = shown_of(project)
        self.trainer = Trainer(project)
        self.trainer.advance(steps)

    def snapshot(self, *, status: str = "paused", example: int | None = None) -> Snapshot:
        """Return what the window would be sent now."""
        trainer, at = self.trainer, self.trainer.position
        lane = at.lane or 0
        chosen = example if example is not None else (at.examples or (0,))[lane]
        order = trainer.resolution.order
        watch = Watch(tiles=order, tile_size=8, example=chosen, gradients=True, space=order[1])
        seen = compute(trainer, watch, chosen)
        return Snapshot(
            generation=1,
            project_generation=self.shown.generation,
            status=status,  # type: ignore[arg-type]
            step=trainer.step,
            operations=trainer.operations,
            position=StepPosition(at.operation, at.lane, at.lanes, at.examples),
            weights=seen.weights,
            probe=seen.probe,
            plane=seen.plane,
            space=seen.space,
            gradients=seen.gradients,
            moved=seen.moved,
            run_layers=order,
        )

    def until(self, phase: str, formula: str = "", layer: str = "") -> Snapshot:
        """Step to behind the next operation of this kind and return its snapshot."""
        for snapshot in self.operations():
            label = snapshot.operations[snapshot.position.operation - 1]
            if label.phase == phase and formula in label.formula and layer in label.layer_name:
                return snapshot
        raise AssertionError(f"There is no {phase} operation with {formula!r} in {layer!r}.")

    def operations(self) -> Iterator[Snapshot]:
        """Step through the rest of the update in progress, but for its last operation."""
        while True:
            self.trainer.advance_operation()
            if self.trainer.row == 0:
                return
            yield self.snapshot()
