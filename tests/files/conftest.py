"""One small trained run for all tests of files."""

import pytest

from playground.engine.state import RunState
from playground.engine.trainer import Trainer
from playground.model import edits
from playground.model.project import DataSpec, Project
from playground.model.text import parse


@pytest.fixture(scope="session")
def trained() -> RunState:
    """A run with interventions, an attic and a partial pass."""
    network = parse("dense 4 tanh > dense 3 relu > output")
    project = Project(network, DataSpec("spiral", examples=100), name="test")
    trainer = Trainer(project)
    trainer.advance(7)
    layer = project.network.layers[1].id
    trainer.change_project(edits.set_units(trainer.project, layer, 3))
    trainer.advance(6)
    return trainer.state()
