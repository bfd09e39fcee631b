"""What the network makes of single examples, and of the test set as a whole."""

import numpy as np

from playground.engine.state import Int64, Probe
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError


def probe(trainer: Trainer, example: int) -> Probe:
    """Return one example's numbers.

    While its batch is being stepped through, they are those of its lane, as far as the tape has
    come; otherwise those of a probe of its own (``lane`` is then None).

    Raises
    ------
    PlaygroundError
        There is no such example.
    """
    return trainer.probe(example)


def confusion(trainer: Trainer) -> Int64:
    """Return int64 (true class, predicted class): counts over the test set.

    Without test examples the training set is counted.

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
    decided = trainer.evaluator.decisions()[chosen]
    # A network with more outputs than classes may decide on a class that does not exist.
    pairs = dataset.labels[chosen].astype(np.int64) * classes + np.minimum(decided, classes - 1)
    counts = np.bincount(pairs, minlength=classes * classes).astype(np.int64)
    counts.setflags(write=False)
    return counts.reshape(classes, classes)
