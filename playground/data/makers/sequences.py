"""Sequences of tokens or of numbers, kind by kind.

Tokens are whole numbers, their places in the vocabulary. Where lengths differ, the positions
behind an example's own length hold 0; nobody reads them.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.data.catalog.sequences import BRACKETS, LETTERS, SPACE, SYMBOLS, WAVES
from playground.data.makers.examples import Examples, in_classes
from playground.data.random import normal, uniform

Float64 = npt.NDArray[np.float64]
Int64 = npt.NDArray[np.int64]

OPEN, CLOSE = (BRACKETS.index(bracket) for bracket in "()")
SHORTEST = 4
"""Brackets of the shortest word, where longer ones are allowed."""
SLOWEST, FASTEST = 1.0, 2.5
"""Periods of a wave within its sequence."""

NOUNS = ("cat", "dog", "bird", "cow", "hen", "goat")
VERBS = ("see", "hear", "like", "need")
ONE, SEVERAL = ("a", "the", "one"), ("the", "ten", "all")
"""Words before one noun, and before a noun in the plural."""


def _chosen(
    seed: int, purpose: str, count: int | Int64, *counters: npt.NDArray[np.integer]
) -> Int64:
    """Return a whole number from 0 to count − 1 for every combination of the counters."""
    return np.asarray(uniform(seed, purpose, *counters) * count, np.int64)


def _recall(n: int, length: int, noise: float, seed: int) -> Examples:
    """The class is the first symbol; lengths from half of the longest on."""
    rows, places = np.arange(n), np.arange(length)
    labels = rows % len(SYMBOLS)
    tokens = _chosen(seed, "points", len(SYMBOLS), rows[:, None], places[None, :])
    tokens[:, 0] = labels
    least = max(2, (length + 1) // 2)
    lengths = least + _chosen(seed, "lengths", length - least + 1, rows)
    tokens[places >= lengths[:, None]] = 0
    return in_classes(tokens.astype(np.float64), labels.astype(np.int32), lengths.astype(np.int32))


def balanced_words(lengths: Int64, most: int, seed: int) -> Int64:
    """Return balanced words of even lengths (n,), each of its length equally likely, (n, most).

    Where k brackets are still to come and h are open, the next one opens with the probability
    (h + 2)·(k − h) / (2·k·(h + 1)): the share of the ways to the end that begin so.

    References
    ----------
    .. [1] D. Arnold, M. Sleep, "Uniform random generation of balanced parenthesis strings", 1980.
    """
    n = lengths.shape[0]
    words = np.full((n, most), OPEN, np.int64)
    depth = np.zeros(n)
    for place in range(most):
        left = np.maximum(lengths - place, 1)
        share = (depth + 2.0) * (left - depth) / (2.0 * left * (depth + 1.0))
        opens = uniform(seed, "points", np.arange(n), place) < share
        is_inside = place < lengths
        words[:, place] = np.where(is_inside & ~opens, CLOSE, OPEN)
        depth += np.where(is_inside, np.where(opens, 1.0, -1.0), 0.0)
    return words


def depths(words: Int64) -> Int64:
    """Return how many brackets are open behind every position, (n, most)."""
    return np.asarray(np.cumsum(np.where(words == OPEN, 1, -1), axis=1))


def _turned(words: Int64, lengths: Int64, seed: int) -> Int64:
    """Begin every balanced word where brackets are open: as many open as close, in no order."""
    n, most = words.shape
    rows, places = np.arange(n), np.arange(most)
    can = (depths(words) > 0) & (places < lengths[:, None] - 1)
    chosen = _chosen(seed, "turns", can.sum(axis=1), rows)
    start = 1 + np.argmax(can & (np.cumsum(can, axis=1) - 1 == chosen[:, None]), axis=1)
    moved = (places + start[:, None]) % lengths[:, None]
    return np.asarray(np.take_along_axis(words, moved, axis=1))


def _flipped(words: Int64, lengths: Int64, seed: int) -> Int64:
    """Turn one bracket of every word round."""
    rows = np.arange(words.shape[0])
    place = _chosen(seed, "turns", lengths, rows)
    result = words.copy()
    result[rows, place] = OPEN + CLOSE - words[rows, place]
    return result


def _brackets(n: int, length: int, noise: float, seed: int) -> Examples:
    """Half are balanced; of the others half have a wrong number, half a wrong order alone."""
    rows, places = np.arange(n), np.arange(length)
    pairs = length // 2
    least = min(SHORTEST // 2, pairs)
    lengths = 2 * (least + _chosen(seed, "lengths", pairs - least + 1, rows))
    words = balanced_words(lengths, length, seed)
    labels = rows % 2
    turned, flipped = _turned(words, lengths, seed), _flipped(words, lengths, seed)
    wrong = np.where((rows % 4 == 0)[:, None], turned, flipped)
    tokens = np.where((labels == 1)[:, None], words, wrong)
    tokens[places >= lengths[:, None]] = 0
    return in_classes(tokens.astype(np.float64), labels.astype(np.int32), lengths.astype(np.int32))


def _waves(n: int, length: int, noise: float, seed: int) -> Examples:
    """Heights between −1 and 1, and noise on each of them."""
    rows, places = np.arange(n)[:, None], np.arange(length)[None, :]
    labels = np.arange(n) % len(WAVES)
    periods = SLOWEST + (FASTEST - SLOWEST) * uniform(seed, "points", rows, 0)
    turns = periods * places / length + uniform(seed, "points", rows, 1)
    sine, saw = np.sin(2.0 * np.pi * turns), 2.0 * (turns % 1.0) - 1.0
    square = np.where(turns % 1.0 < 0.5, 1.0, -1.0)
    heights = np.choose(labels[:, None], [sine, square, saw])
    return in_classes(
        heights + noise * normal(seed, "noise", rows, places), labels.astype(np.int32)
    )


def sentence(choices: tuple[int, ...]) -> str:
    """Return a sentence of seven choices, e.g. "the cats see one dog. ".

    Whether the subject is one or several decides about the ends of two words.
    """
    several, first, subject, verb, others, second, other = choices
    words = [
        (SEVERAL if several else ONE)[first],
        NOUNS[subject] + ("s" if several else ""),
        VERBS[verb] + ("" if several else "s"),
        (SEVERAL if others else ONE)[second],
        NOUNS[other] + ("s" if others else ""),
    ]
    return " ".join(words) + ". "


CHOICES = (2, len(ONE), len(NOUNS), len(VERBS), 2, len(SEVERAL), len(NOUNS))
"""How many ways each choice of a sentence can go."""
_SHORTEST_SENTENCE = min(len(sentence((0, 0, i, j, 0, 0, i))) for i in range(6) for j in range(4))


def _letters(n: int, length: int, noise: float, seed: int) -> Examples:
    """Pieces of text of their own, each from any letter of its first sentence on."""
    most = 2 + (length + 1) // _SHORTEST_SENTENCE
    rows = np.arange(n)
    drawn = uniform(
        seed, "points", rows[:, None, None], np.arange(most)[:, None], np.arange(len(CHOICES))
    )
    choices = (drawn * CHOICES).astype(int).tolist()
    begins = uniform(seed, "begins", rows).tolist()
    places = {" " if letter == SPACE else letter: i for i, letter in enumerate(LETTERS)}
    tokens = np.zeros((n, length + 1), np.int32)
    for row, (sentences, begin) in enumerate(zip(choices, begins, strict=True)):
        texts = [sentence(tuple(sentence_choices)) for sentence_choices in sentences]
        start = int(begin * len(texts[0]))
        piece = "".join(texts)[start : start + length + 1]
        tokens[row] = [places[letter] for letter in piece]
    return in_classes(tokens[:, :-1].astype(np.float64), tokens[:, 1:])


SEQUENCES: Mapping[str, Callable[[int, int, float, int], Examples]] = MappingProxyType(
    {"recall": _recall, "brackets": _brackets, "waves": _waves, "letters": _letters}
)
"""Each takes (number of examples, length, noise, seed)."""
