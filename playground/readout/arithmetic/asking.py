"""The arithmetic of the operation at hand, for one neuron or one weight."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from playground.engine.overwritten import overwritten
from playground.engine.program import Program
from playground.engine.tape import read_row
from playground.engine.trainer import Trainer
from playground.model.ids import WeightRef
from playground.readout.arithmetic import words
from playground.readout.arithmetic.records import Arithmetic, Line, Target
from playground.readout.arithmetic.scene import GoneError, Scene
from playground.readout.arithmetic.table import EXPLAIN
from playground.readout.arithmetic.targets import default_of, focus_of, spans_of


def arithmetic(
    trainer: Trainer,
    target: Target,
    *,
    lane: int | None = None,
    place: int | None = None,
    example: int = 0,
) -> Arithmetic:
    """Return the arithmetic of the operation that was carried out last, in the engine's numbers.

    Between two updates no operation is at hand: the numbers are then those of an example sent through
    alone, of a neuron its sum and its activation, of a weight its gradient.

    Parameters
    ----------
    lane
        The example shown, as its place in the batch; None is that of ``example`` if it is in the batch,
        else the one that stepping by examples shows, else the first.
    place
        Position inside the unit; None is the last that counts of a sequence, the middle of a picture.
    example
        Index into the dataset.
    """
    if trainer.row == 0:
        return _alone(trainer, target, place, example)
    examples = trainer.batch_examples().tolist()
    if lane is None:
        shown = trainer.position.lane
        lane = examples.index(example) if example in examples else shown or 0
    lane = min(max(lane, 0), len(examples) - 1)
    shapes = trainer.resolution.layers
    scene = Scene(trainer.bound, trainer.row - 1, lane, shapes, place, trainer.overwritten)
    common = Arithmetic(
        step=trainer.step,
        operation=scene.row,
        is_done=True,
        is_concerned=True,
        target=target,
        title=words.NOT_CONCERNED(),
        lane=lane,
        example=int(examples[lane]),
        count=len(examples),
    )
    found = _worked(scene, target, common)
    if found is not None:
        return found
    return replace(
        _told(common, scene),
        is_concerned=False,
        notes=(words.NOT_CONCERNED(),),
        nearest=_gradient(trainer, scene, target, common) or _nearest(scene, target, common),
    )


def default_target(trainer: Trainer, row: int) -> Target | None:
    """Return a neuron or a weight that a row of the training tape concerns; None where none is."""
    lane = trainer.position.lane or 0
    return default_of(Scene(trainer.bound, row, lane, trainer.resolution.layers))


def _worked(scene: Scene, target: Target, common: Arithmetic) -> Arithmetic | None:
    """Return the arithmetic of a row; None where it does not concern the target."""
    found = focus_of(scene, target)
    explain = EXPLAIN.get(scene.code)
    if found is None or explain is None:
        return None
    focus, weight = found
    told = _told(common, scene)
    try:
        card = explain(scene, focus)
    except GoneError:
        return replace(told, weight=weight, title=words.GONE(), notes=(words.GONE(),))
    return replace(
        told,
        weight=weight,
        title=card.title,
        formula=card.formula[0],
        formula_tex=card.formula[1],
        lines=card.lines,
        notes=tuple(dict.fromkeys(card.notes)),
        place=card.place,
    )


def _told(common: Arithmetic, scene: Scene) -> Arithmetic:
    """Return the record with what the tape says of the row."""
    label = scene.label
    return replace(
        common,
        operation=None if common.operation is None else scene.row,
        code=scene.code.name,
        phase=label.phase,
        layer=label.layer,
        layer_name=label.layer_name,
        formula=label.formula,
        explanation=label.explanation,
    )


def _gradient(
    trainer: Trainer, scene: Scene, target: Target, common: Arithmetic
) -> Arithmetic | None:
    """Return a weight's gradient where examples are walked through: each has its share in it."""
    program = trainer.bound.program
    if trainer.position.lane is None or not isinstance(target, WeightRef) or not program.gradient:
        return None
    for slot in program.layout.slots:
        index = slot.shape.index_of(target)
        if index is None:
            continue
        place = program.gradient.offset + slot.offset
        place += int(np.ravel_multi_index(index, slot.shape.shape))
        for row in range(scene.row, -1, -1):
            touched = spans_of(program)[row]
            if any(
                space == "W" and "w" in access and start <= place < stop
                for _, space, access, start, stop in touched
            ):
                return _worked(scene.other(row), target, common)
    return None


def _nearest(scene: Scene, target: Target, common: Arithmetic) -> Arithmetic | None:
    """Return the last operation before this one that concerns the target, with all its numbers."""
    for row in range(scene.row - 1, -1, -1):
        if _is_fresh(scene.bound.program, row, scene.row):
            found = _worked(scene.other(row), target, common)
            if found is not None and found.lines:
                return found
    return None


def _is_fresh(program: Program, row: int, last: int) -> bool:
    """Whether nothing that a row has read or written was written over, by itself or up to ``last``."""
    spans = spans_of(program)
    _, numbers = read_row(program.tape.rows[row])
    adds = numbers.get("accumulate", 1) != 0
    for _, space, access, start, stop in spans[row]:
        if access == "rw" and adds:
            return False
        for later in range(row + 1, last + 1):
            for _, other, kind, first, end in spans[later]:
                if other == space and "w" in kind and first < stop and start < end:
                    return False
    return True


# --- between two updates -----------------------------------------------------------------------


def _alone(trainer: Trainer, target: Target, place: int | None, example: int) -> Arithmetic:
    """Return a neuron's sum and activation, or a weight's gradient, of one example alone."""
    example = example if 0 <= example < trainer.dataset.size else 0
    common = Arithmetic(
        step=trainer.step,
        operation=None,
        is_done=True,
        is_concerned=True,
        target=target,
        title=words.NOT_CONCERNED(),
        example=example,
    )
    found = list(_own(trainer, target, place, common))
    # What is fetched is told of inputs alone: an output has its target, but works out more.
    found = [one for one in found if one.phase != "data"] or found
    if not found:
        nothing = (words.NOTHING_YET(),)
        return replace(common, is_done=False, is_concerned=False, notes=nothing)
    first = found[0]
    lines, notes = list(first.lines), list(first.notes)
    for other in found[1:]:
        lines += (_following(line) for line in other.lines)
        notes += other.notes
    return replace(first, lines=tuple(lines), notes=(words.ALONE(), *dict.fromkeys(notes)))


def _following(line: Line) -> Line:
    """Return the line of an operation that comes behind the main one."""
    return replace(line, role="next") if line.role == "result" else line


def _own(
    trainer: Trainer, target: Target, place: int | None, common: Arithmetic
) -> Iterator[Arithmetic]:
    """Send one example through, row by row, and yield the operations that are the target's own.

    Every row is worked out as soon as it has run, before another one can write over its numbers.
    """
    assert common.example is not None
    bound = trainer.evaluator.alone(common.example)
    is_weight = isinstance(target, WeightRef)
    wanted = ("backward",) if is_weight else ("data", "forward", "loss")
    for row, label in enumerate(bound.program.tape.labels):
        if not is_weight and label.phase == "backward":
            return
        scene = Scene(bound, row, 0, trainer.resolution.layers, place)
        if label.phase not in wanted or focus_of(scene, target) is None:
            bound.run(row, row + 1)
            continue
        scene = replace(scene, before=overwritten(bound, row))
        bound.run(row, row + 1)
        found = _worked(scene, target, common)
        if found is None or not found.lines:
            continue
        if not is_weight:
            yield found if label.phase != "loss" else _loss_alone(found)
        elif found.weight == target and _learns(scene):
            yield found
            return


def _loss_alone(found: Arithmetic) -> Arithmetic:
    """Return of a loss what it says of this example; the blame is not asked for yet."""
    own = [one for one in found.lines if one.words == words.THIS_EXAMPLE()]
    return replace(found, lines=tuple(own), notes=())


def _learns(scene: Scene) -> bool:
    """Whether a row writes the gradient of weights."""
    names = {name for name, *_ in spans_of(scene.bound.program)[scene.row]}
    return not names.isdisjoint(("dw", "db"))
