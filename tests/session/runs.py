"""Small projects, and what a test asks of a session."""

from concurrent.futures import Future
from dataclasses import replace

from playground.engine.state import RunState
from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import parse
from playground.session.commands import Capture, OpenRun
from playground.session.session import Session

PATIENCE = 60.0


def small(text: str = "dense 4 tanh > output", **training: object) -> Project:
    """A tiny project: 40 points of XOR, 20 for training, batches of 6 (the last one partial)."""
    spec = TrainingSpec(batch_size=6, phases=(PhaseSpec(optimizer=OptimizerSpec("sgd", 0.1)),))
    return Project(
        network=parse(text),
        data=DataSpec(kind="xor", examples=40),
        training=replace(spec, **training),  # type: ignore[arg-type]
    )


def with_rate(project: Project, rate: float) -> Project:
    phase = PhaseSpec(optimizer=OptimizerSpec(project.training.optimizer.kind, rate))
    return replace(project, training=replace(project.training, phases=(phase,)))


def captured(session: Session) -> RunState:
    """The run as it is when everything sent before is done."""
    reply: Future[RunState] = Future()
    session.send(Capture(reply))
    return reply.result(PATIENCE)


def opened(session: Session, project: Project, **settings: object) -> None:
    session.send(OpenRun(project, generation=1, project_generation=1, **settings))  # type: ignore[arg-type]


def values(state: RunState) -> bytes:
    """Every bit of parameters and moments."""
    return b"".join(tensor.planes.tobytes() for tensor in state.tensors)
