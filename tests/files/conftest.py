"""One small trained run for all tests of files."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

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


@pytest.fixture
def small_disk() -> Callable[[], AbstractContextManager[None]]:
    """Inside the block the system refuses every file beyond 512 bytes, as a full disk does."""
    if sys.platform == "win32":
        pytest.skip("files cannot be limited here")
    import resource  # noqa: PLC0415  (not there on Windows)

    @contextlib.contextmanager
    def limited() -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited
