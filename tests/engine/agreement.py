"""What has to hold of every network, whatever its layers: checks for the tests of each family."""

from collections.abc import Callable

import numpy as np
import pytest

from playground.engine import door
from playground.engine.prepare import Prepared, prepare
from playground.engine.trainer import Trainer
from playground.engine.verify import verify
from playground.model.project import Project
from tests.engine.numpy_machine import NumpyMachine
from tests.engine.projects import same_parameters


def on_both_machines(
    make: Callable[[], Trainer],
    steps: int,
    monkeypatch: pytest.MonkeyPatch,
    *,
    rtol: float = 2e-4,
    atol: float = 3e-6,
) -> tuple[Trainer, Trainer]:
    """Train with the kernels and with their slow twins; the parameters have to agree.

    Returns both trainers, the compiled one first.
    """
    compiled = make()
    compiled.advance(steps)
    monkeypatch.setattr(door, "kernels", NumpyMachine)
    slow = make()
    slow.advance(steps)
    for ours, theirs in zip(compiled.state().tensors, slow.state().tensors, strict=True):
        np.testing.assert_allclose(ours.planes, theirs.planes, rtol=rtol, atol=atol)
    return compiled, slow


def verified(project: Project) -> Prepared:
    """Check every program of a project; return them."""
    prepared = prepare(project)
    for program in (prepared.training, prepared.evaluation, prepared.probe):
        verify(program)
    return prepared


def check_bursts(make: Callable[[], Trainer]) -> None:
    """Nine updates at once, and in bursts, single rows and batches: the bits are the same."""
    whole, parts = make(), make()
    whole.advance(9)
    parts.advance(2)
    for _ in range(11):
        parts.advance_operation()
    parts.advance_batch()
    parts.advance(6)
    assert parts.step == whole.step == 9
    assert same_parameters(whole, parts)
