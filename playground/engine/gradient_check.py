"""Checking gradients: each beside what moving its weight up and down does to the batch's loss.

The loss comes from the run's own forward pass, in float32, on the batch at hand: the same rows with
the same masks. So about three digits agree; see e.g. Goodfellow et al., Deep Learning (2016), 11.5.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from playground.engine.binding import Bound
from playground.engine.gradient_verdict import GradientCheck
from playground.engine.program import Program
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.kernels.optable import OpCode, Register
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, WeightRef
from playground.model.resolution import ParameterShape

MOST = 60
"""Weights that are compared: of more, so many spread evenly."""
MOVES = (0.05, 0.0125, 0.003, 0.0008)
"""How far a weight is moved; the smaller ones where the larger ones cross a kink (ReLU)."""
_EPSILON = 2.0**-24
_PULLS = (OpCode.L1_GRADIENT, OpCode.L2_GRADIENT, OpCode.DECAY_GRADIENT)


def check_gradients(trainer: Trainer, target: WeightRef | LayerId | None) -> GradientCheck:
    """Compare gradients of the batch in progress, or of the next one; the run stays as it is.

    Parameters
    ----------
    target
        A weight, a layer, or None for all weights.

    Raises
    ------
    PlaygroundError
        Nothing is learned there, or the loss is not a number.
    """
    places = _places(trainer, target)
    if not places:
        raise PlaygroundError("Nothing is learned there, so there is no gradient to check.")
    row, lane, guard = trainer.row, trainer.position.lane, trainer.guard
    bound = trainer.bound
    try:
        trainer.begin_again(_end_of_backward(bound.program))
        if trainer.guard is not None or bound.program.gradient is None:
            raise _no_loss()
        plane = bound.view(bound.program.gradient).ravel()
        analytic = [float(plane[place]) for _, place in places]
        loss = _loss(bound)
        if not math.isfinite(loss):
            raise _no_loss()
        found = [
            _numeric(bound, place, loss, exact)
            for (_, place), exact in zip(places, analytic, strict=True)
        ]
    finally:
        trainer.begin_again(row, lane)
        trainer.guard = guard
    return _worst(trainer.step, target, places, analytic, found)


def _end_of_backward(program: Program) -> int:
    """Return the row that follows backpropagation: what pulls weights towards 0 is no part of the
    loss, and comes behind it.
    """
    codes = [read_row(row)[0] for row in program.tape.rows]
    stop = program.tape.phase("update").start
    return next((row for row, code in enumerate(codes) if code in _PULLS), stop)


def _places(trainer: Trainer, target: WeightRef | LayerId | None) -> list[tuple[WeightRef, int]]:
    """Return the weights to compare, each with its offset in a plane."""
    phase = trainer.evaluator.prepared.plan.phases[0]
    # A frozen layer has no gradient, nor has one that does not lead to the first phase's outputs.
    learned = {
        parameter.id
        for layer in phase.order
        if layer not in phase.frozen
        for parameter in trainer.resolution.layers[layer].parameters
    }
    slots = [
        slot
        for slot in trainer.bound.program.layout.slots
        if slot.shape.is_trained and slot.shape.id in learned
    ]
    if isinstance(target, WeightRef):
        return [
            (target, slot.offset + int(np.ravel_multi_index(index, slot.shape.shape)))
            for slot in slots
            if (index := slot.shape.index_of(target)) is not None
        ]
    meant = [slot for slot in slots if target in (None, slot.shape.id.layer)]
    sizes = np.cumsum([0, *(slot.size for slot in meant)])
    chosen = np.unique(np.linspace(0, sizes[-1] - 1, min(MOST, int(sizes[-1])), dtype=np.int64))
    found = []
    for flat in chosen.tolist() if meant else ():
        slot = meant[int(np.searchsorted(sizes, flat, side="right")) - 1]
        place = flat - int(sizes[meant.index(slot)])
        found.append((_weight_at(slot.shape, place), slot.offset + place))
    return found


def _weight_at(shape: ParameterShape, flat: int) -> WeightRef:
    """Return the name of a number by its place in the tensor."""
    kernel = math.prod(shape.kernel)
    columns = len(shape.sources) if shape.sources else 1
    return shape.weight_at(flat // (columns * kernel), flat // kernel % columns, flat % kernel)


@dataclass(frozen=True, slots=True)
class _Rise:
    """How the batch's loss changes where one weight is moved by ``move`` to both sides.

    Attributes
    ----------
    slope
        The central difference.
    bend
        The second difference over the move: of a smooth loss half as large for half the move.
    noise
        By how much float32 may spoil them.
    """

    slope: float
    bend: float
    move: float
    noise: float


def _numeric(bound: Bound, place: int, loss: float, analytic: float) -> _Rise:
    """Return the derivative; where the loss has a kink near by, come nearer to the weight.

    Among many kinks a slope can look even by chance. One that is another than the analytic one is
    believed where the next move finds it too; where none does, what is known is that little.
    """
    before: _Rise | None = None
    for move in MOVES:
        near, far = _rise(bound, place, move / 2.0, loss), _rise(bound, place, move, loss)
        # Both central differences together leave an error of the fourth order.
        slope, noise = (4.0 * near.slope - far.slope) / 3.0, 2.0 * near.noise
        allowed = 0.01 * abs(slope) + noise
        is_even = abs(near.slope - far.slope) <= allowed
        is_even = is_even and abs(far.bend - 2.0 * near.bend) <= allowed
        if is_even and abs(slope - analytic) <= allowed:
            return _Rise(slope, near.bend, move, noise)
        if is_even and before is not None and abs(slope - before.slope) <= allowed:
            return before
        before = _Rise(slope, near.bend, move, noise) if is_even else None
    # At a kink the gradient is that of one side, or of neither.
    doubt = 0.5 * abs(near.bend) + abs(near.slope - far.slope)
    return replace(near, noise=near.noise + doubt)


def _rise(bound: Bound, place: int, move: float, loss: float) -> _Rise:
    kept = bound.block[place]
    up, down = np.float32(kept + np.float32(move)), np.float32(kept - np.float32(move))
    losses = []
    for value in (up, down):
        bound.block[place] = value
        losses.append(_loss(bound))
    bound.block[place] = kept
    # So large a weight does not move at all: what is said then is that nothing is known.
    width = max(float(up) - float(down), _EPSILON)
    # However small the loss of a softmax is, what it is the difference of is not.
    largest = max(0.5, *(abs(value) for value in (*losses, loss)))
    noise = 8.0 * _EPSILON * largest / width
    bend = (losses[0] - 2.0 * loss + losses[1]) / (0.5 * width)
    return _Rise((losses[0] - losses[1]) / width, bend, move, noise)


def _no_loss() -> PlaygroundError:
    return PlaygroundError("There are no gradients to check: the loss is not a number.")


def _loss(bound: Bound) -> float:
    bound.registers[Register.LOSS] = 0.0
    bound.run(0, bound.program.tape.phase("loss").stop)
    return float(bound.registers[Register.LOSS])


def _worst(
    step: int,
    target: WeightRef | LayerId | None,
    places: Sequence[tuple[WeightRef, int]],
    analytic: Sequence[float],
    found: Sequence[_Rise],
) -> GradientCheck:
    """Return the comparison that comes out worst."""
    checks = [
        GradientCheck(
            step, target, weight, exact, numeric.slope, len(places), numeric.move, numeric.noise
        )
        for (weight, _), exact, numeric in zip(places, analytic, found, strict=True)
    ]
    return max(checks, key=lambda check: check.excess)
