"""Labels become numbers to compare the output with, and outputs become decisions."""

import math

import numpy as np

from playground.data.dataset import Dataset
from playground.engine.state import Float32, Int64
from playground.model.catalog import TargetRule
from playground.model.resolution import LayerShape


def target_width(rule: TargetRule, head: LayerShape) -> int:
    """Return how many target values an example has: one for every unit, or the index of a class.

    Where the output answers at every position there is an index for each.
    """
    return math.prod(head.positions) if rule.encoding == "index" else head.size


def encode(dataset: Dataset, rule: TargetRule, units: int) -> Float32:
    """Return the targets of all examples, float32 (examples, target_width)."""
    labels = dataset.labels.astype(np.int64)
    if dataset.shape.task == "tokens":
        return labels.astype(np.float32)
    if rule.encoding == "value":
        return np.ascontiguousarray(dataset.values, dtype=np.float32)
    if rule.encoding == "01":
        return labels.astype(np.float32)[:, None]
    if rule.encoding == "-1+1":
        return (2 * labels - 1).astype(np.float32)[:, None]
    if rule.encoding == "index":
        return labels.astype(np.float32)[:, None]
    targets = np.zeros((labels.size, units), dtype=np.float32)
    targets[np.arange(labels.size), labels] = 1.0
    return targets


def following(dataset: Dataset) -> Float32:
    """Return what comes next at every position, float32 (examples, features · length).

    At the last one there is nothing: 0, which does not count.
    """
    inputs = dataset.inputs.reshape(dataset.size, len(dataset.shape.features), -1)
    later = np.zeros_like(inputs)
    later[:, :, :-1] = inputs[:, :, 1:]
    return later.reshape(dataset.size, -1)


def decide(outputs: Float32, rule: TargetRule, positions: int = 1) -> Int64:
    """Return the class that every output row (examples, units) stands for, int64 (examples,).

    One unit is compared with the rule's threshold, several vote for the largest. A regression has
    no classes; the answer is then 0 everywhere. Of rows (examples, units · positions) with an answer
    at every position the result is int64 (examples, positions).
    """
    if rule.task == "tokens":
        by_position = outputs.reshape(outputs.shape[0], -1, positions)
        return np.asarray(np.argmax(by_position, axis=1), dtype=np.int64)
    if rule.threshold is not None:
        return np.asarray(outputs[:, 0] > rule.threshold, dtype=np.int64)
    if rule.encoding == "value":
        return np.zeros(outputs.shape[0], dtype=np.int64)
    return np.asarray(np.argmax(outputs, axis=1), dtype=np.int64)
