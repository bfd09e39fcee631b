"""Made-up examples: are they ones that the network can take, and where do they enter?"""

import math

import numpy as np

from playground.engine.binding import Bound
from playground.engine.plan import Plan
from playground.engine.state import Float32, Int32
from playground.kernels.optable import Register
from playground.model.errors import PlaygroundError


def check_inputs(plan: Plan, inputs: Float32, lengths: Int32 | None) -> None:
    """Refuse inputs that do not fit: kernels use tokens and lengths as addresses.

    Parameters
    ----------
    inputs
        float32 (n, values of an example).
    lengths
        int32 (n,): how many positions of each sequence count; None means all.

    Raises
    ------
    PlaygroundError
        Says what does not fit.
    """
    entry = plan.entry
    if inputs.ndim != 2 or inputs.shape[1] != entry.size:
        raise PlaygroundError(
            f"The network takes {entry.size} features, the inputs have "
            f"{inputs.shape[-1] if inputs.ndim else 0}."
        )
    if entry.vocabulary and not np.isin(inputs, np.arange(entry.vocabulary)).all():
        raise PlaygroundError(
            f"The network takes tokens from 0 to {entry.vocabulary - 1}, whole numbers."
        )
    if lengths is not None and not (
        lengths.shape == inputs.shape[:1]
        and np.isin(lengths, np.arange(1, 1 + math.prod(entry.positions))).all()
    ):
        raise PlaygroundError("A sequence has at least one position, and no more than it can.")


def enter(bound: Bound, plan: Plan, inputs: Float32, lengths: Int32 | None) -> None:
    """Write made-up examples (count, features) and their lengths to where a batch stands.

    Numbers that the network draws for examples are those of the first ones, whatever was looked at
    before.
    """
    program, count = bound.program, inputs.shape[0]
    bound.registers[[Register.COUNT, Register.CURSOR]] = count, 0
    first = next(iter(program.slices.values())).a
    assert first is not None
    x = bound.view(first)
    x[:, :count] = inputs.T
    x[:, count:] = x[:, :1]
    if program.lengths is not None:
        lanes = bound.view(program.lengths)
        lanes[:] = math.prod(plan.entry.positions)
        if lengths is not None:
            lanes[0, :count] = lengths
            lanes[0, count:] = lengths[0]
