"""From a project to programs: data, check, plan, tapes, memory. Nothing is allocated yet."""

from dataclasses import dataclass

import numpy as np

from playground.data.build import build, shape_of
from playground.data.dataset import Dataset
from playground.engine.layout import aligned_zeros
from playground.engine.lower import lower
from playground.engine.memory import check_memory
from playground.engine.plan import Plan, make_plan
from playground.engine.program import DataLayout, Program
from playground.engine.state import Float32, Int32
from playground.engine.targets import encode, following
from playground.engine.verify import verify
from playground.model.check import check
from playground.model.errors import PlaygroundError
from playground.model.project import Project
from playground.model.resolution import Resolution

EVALUATION_BATCH = 256
"""Examples at a time for metrics and maps: large enough to be fast, small enough for the cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A project ready to be bound to memory: verified programs that share one layout."""

    project: Project
    resolution: Resolution
    dataset: Dataset
    plan: Plan
    training: Program
    evaluation: Program
    probe: Program

    def trained_part(self) -> tuple[object, ...]:
        """Return what the computation depends on, rates aside; equal means that memory, rows and
        names stay as they are.

        The rows themselves are compared: whatever setting of a layer or of the training ends up in
        one, and none can be forgotten. Positions of cards and layers that are not connected are no
        part of it, nor is the seed where nothing is drawn.
        """
        order, network = self.resolution.order, self.project.network
        programs = (self.training, self.evaluation, self.probe)
        return (
            order,
            tuple(self.resolution.layers[layer] for layer in order),
            tuple(network.layer(layer).name for layer in order),
            self.plan.heads,
            self.project.data,
            self.project.training.optimizer_kinds,
            frozenset(network.cuts),  # a padlock holds the same places, and leaves their values
            tuple(
                (p.batch, p.tape.labels, p.tape.rows.tobytes(), p.held.tobytes()) for p in programs
            ),
        )


@dataclass(frozen=True, slots=True, eq=False)
class DataBlock:
    """All examples as kernels read them: the training examples first, then the test examples.

    Attributes
    ----------
    array
        float32 (layout.size,): inputs, then targets, then lengths.
    examples
        int32 (examples,): index in the dataset of the example at every position.
    positions
        int32 (examples,): the inverse.
    train
        Number of training examples; their positions are 0 … train − 1.
    """

    array: Float32
    layout: DataLayout
    examples: Int32
    positions: Int32
    train: int


def prepare(project: Project, known: Dataset | None = None) -> Prepared:
    """Build data and programs of a project; ``known`` is taken where it is of the same spec.

    Raises
    ------
    PlaygroundError
        Data or network make no sense, or need too much memory.
    """
    shape = shape_of(project.data)
    resolution = check(project, shape)
    if not resolution.is_valid:
        raise PlaygroundError(resolution.problems[0].message)
    is_known = known is not None and known.spec == project.data
    dataset = known if known is not None and is_known else build(project.data)
    if not dataset.train.size:
        raise PlaygroundError("There is no training example. Raise the share for training.")
    has_lengths = dataset.lengths is not None
    plan = make_plan(project, resolution, shape.task, dataset.size, has_lengths=has_lengths)
    programs = (
        lower(plan, "training", min(project.training.batch_size, dataset.train.size)),
        lower(plan, "evaluation", min(EVALUATION_BATCH, dataset.size)),
        lower(plan, "probe", 1),
    )
    check_memory(programs)
    for program in programs:
        verify(program)
    return Prepared(project, resolution, dataset, plan, *programs)


def make_data_block(prepared: Prepared) -> DataBlock:
    """Copy inputs, encoded targets and lengths of a dataset into one block."""
    dataset, plan, layout = prepared.dataset, prepared.plan, prepared.training.data
    examples = np.concatenate([dataset.train, dataset.test]).astype(np.int32)
    array = aligned_zeros(layout.size)
    inputs = dataset.inputs[examples]
    array[: inputs.size] = inputs.ravel()
    for block, head in enumerate(plan.labelled):
        all_targets = (
            following(dataset)
            if head.target == "next"
            else encode(dataset, head.rule, head.shape.size)
        )
        targets = all_targets[examples]
        start = layout.offset(block)
        array[start : start + targets.size] = targets.ravel()
    if dataset.lengths is not None:
        start = layout.lengths_offset
        array[start : start + examples.size] = dataset.lengths[examples]
    positions = np.empty_like(examples)
    positions[examples] = np.arange(examples.size, dtype=np.int32)
    return DataBlock(array, layout, examples, positions, int(dataset.train.size))
