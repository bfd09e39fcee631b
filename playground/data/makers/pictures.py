"""Pictures that come with the program."""

import numpy as np

from playground.data.makers.examples import Examples, in_classes
from playground.data.random import permutation, stream_key
from playground.resources import resource_path


def digits(count: int, seed: int) -> Examples:
    """Return pixels between 0 and 1; fewer than all are a choice by the seed."""
    with np.load(resource_path("data", "digits.npz"), allow_pickle=False) as arrays:
        pixels, labels = arrays["pixels"], arrays["labels"]
    if count < len(labels):
        chosen = np.sort(permutation(stream_key(seed, "choice"), len(labels))[:count])
        pixels, labels = pixels[chosen], labels[chosen]
    return in_classes(pixels / 16.0, labels.astype(np.int32))
