"""What the network makes of single examples, and of the test set as a whole."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from playground.engine.state import Float32, Int64, Probe
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId
from playground.readout.positions import unit_rows
from playground.readout.seen import Seen
from playground.readout.space import first_examples

FEWEST_EXAMPLES = 16
MOST_NUMBERS = 1 << 19
"""About as many numbers of one layer as are looked at for one picture."""


def probe(trainer: Seen, example: int) -> Probe:
    """Return one example's numbers.

    While its batch is being stepped through, they are those of its lane, as far as the tape has
    come; otherwise those of a probe of its own (``lane`` is then None).

    Raises
    ------
    PlaygroundError
        There is no such example.
    """
    return trainer.probe(example)


def activations(trainer: Trainer, layers: Sequence[LayerId]) -> Mapping[LayerId, Float32]:
    """Return float32 (units, examples) by layer, over up to 512 training examples.

    Where a layer answers at positions, those of fewer examples follow each other: `MOST_NUMBERS`.
    Layers that are no part of the running network are left out.
    """
    known = [layer for layer in layers if layer in trainer.resolution.order]
    if not known:
        return MappingProxyType({})
    dataset, shapes = trainer.dataset, trainer.resolution.layers
    widest = max(math.prod(shapes[layer].shape) for layer in known)
    chosen = first_examples(dataset, max(FEWEST_EXAMPLES, MOST_NUMBERS // widest))
    inputs = np.ascontiguousarray(dataset.inputs[chosen])
    lengths = None if dataset.lengths is None else dataset.lengths[chosen]
    values = trainer.evaluator.layer_activations(inputs, known, lengths)
    rows = {
        layer: np.ascontiguousarray(unit_rows(array, shapes[layer].positions, lengths))
        for layer, array in values.items()
    }
    for array in rows.values():
        array.setflags(write=False)
    return MappingProxyType(rows)


def confusion(trainer: Seen) -> Int64:
    """Return int64 (true class, predicted class): counts over the test set.

    Without test examples the training set is counted. Where every position has an answer of its
    own, positions are counted; an output that is not compared with the label confuses nothing.

    Raises
    ------
    PlaygroundError
        The task has no classes.
    """
    dataset = trainer.dataset
    classes = len(dataset.shape.classes)
    if not classes:
        raise PlaygroundError("These data have no classes, so nothing can be confused.")
    chosen = dataset.test if dataset.test.size else dataset.train
    decided = trainer.evaluator.decisions(tested=dataset.test.size > 0)[chosen]
    labels = dataset.labels[chosen].astype(np.int64)
    if trainer.evaluator.prepared.plan.heads[0].target != "label":
        decided = labels = np.zeros(0, np.int64)
    # A network with more outputs than classes may decide on a class that does not exist.
    pairs = labels * classes + np.minimum(decided, classes - 1)
    if labels.ndim == 2:
        pairs = pairs[dataset.counts[chosen]]
    counts = np.bincount(pairs, minlength=classes * classes).astype(np.int64)
    counts.setflags(write=False)
    return counts.reshape(classes, classes)
