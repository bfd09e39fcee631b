"""How many weights would it have? Counting a network that is far too large to make.

A chain of layers is written as text and counted by its formulas; no number is ever stored for it::

    network = [ input ">" ] layer { ">" layer }
    input   = "image" HxWxC | "values" N | "tokens" vocabulary
    layer   = [ times "x" ] kind
    kind    = "dense" N ["nobias"] | "conv" filters KxK ["stride" S] ["pad" P | "same"] ["groups" G]
            | "pool" K ["stride" S] ["pad" P] | "flatten" | "norm" | "embedding" width
            | "position" length | "segment" kinds | "block" [heads "heads"] | "pooler"

Words of activation functions are allowed and cost nothing. A block is a transformer's: attention with
four square matrices, a feed-forward part four times as wide, two normalisations.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from playground.model.catalog import ACTIVATIONS, OPTIMIZERS
from playground.model.errors import TextError
from playground.model.hints import name_hint
from playground.model.text.words import MAX_LENGTH, Part, Word, lines

LARGEST = 10**15
"""No number in the text may be larger, and no network more than this."""
MOST_LAYERS = 10_000
"""More are not counted one by one."""
_SINGLE = 4
"""Bytes of a float32."""


@dataclass(frozen=True, slots=True)
class LayerCount:
    """One layer: its words, the shape that leaves it, its parameters, and how they were counted."""

    text: str
    shape: tuple[int, ...]
    parameters: int
    formula: str
    is_dense: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """All layers of a text."""

    layers: tuple[LayerCount, ...]

    @property
    def parameters(self) -> int:
        return sum(layer.parameters for layer in self.layers)

    @property
    def dense_share(self) -> float:
        """Share of the parameters that dense layers hold, 0 ≤ share ≤ 1."""
        dense = sum(layer.parameters for layer in self.layers if layer.is_dense)
        return dense / self.parameters if self.parameters else 0.0


def weight_bytes(parameters: int) -> int:
    """Return the bytes of the weights alone, as float32."""
    return _SINGLE * parameters


def training_bytes(parameters: int, optimizer: str = "adam") -> int:
    """Return the bytes that training needs at least: weights, gradients, the optimizer's averages."""
    return (2 + OPTIMIZERS[optimizer].averages) * _SINGLE * parameters


def count(text: str, inputs: int = 2, outputs: int = 1) -> Count:
    """Count the parameters of a text without making anything.

    Parameters
    ----------
    inputs, outputs
        Values that enter and that the output has, where the text does not say.

    Raises
    ------
    TextError
        A word is not understood or a shape does not fit; the error knows the place.
    """
    if len(text) > MAX_LENGTH:
        raise TextError(
            f"The text is longer than {MAX_LENGTH:,} characters.", MAX_LENGTH, len(text)
        )
    parts = [part for line in lines(text) for part in line]
    if not parts:
        raise TextError("There is nothing to count. Write for example: dense 8 tanh > dense 1")
    counter = _Counter((inputs,), outputs)
    for part in parts:
        counter.take(part)
    return Count(tuple(counter.layers))


@dataclass(slots=True)
class _Counter:
    """The shape so far: (values,), (height, width, channels), or (positions, width) of tokens."""

    shape: tuple[int, ...]
    outputs: int
    vocabulary: int = 0
    layers: list[LayerCount] = field(default_factory=list)
    total: int = 0

    def take(self, part: Part) -> None:
        words, times = _times(part.words)
        head = words[0]
        if head.key in ACTIVATIONS:
            self._add(part, 0, "no weights")
            return
        rule = _RULES.get(head.key)
        if rule is None:
            raise head.error(f"“{head.shown}” cannot be counted. {name_hint(head.text, _RULES)}")
        arguments = _Arguments(head, [w for w in words[1:] if w.key not in ACTIVATIONS])
        for _ in range(times if head.key != "block" else 1):
            rule(self, part, arguments.again(), times)
            if self.total > LARGEST:
                raise head.error("From here on it has more than any number that makes sense.")
            if len(self.layers) > MOST_LAYERS:
                raise head.error(f"From here on it has more than {MOST_LAYERS:,} layers.")

    def _add(self, part: Part, parameters: int, formula: str, *, is_dense: bool = False) -> None:
        text = " ".join(word.text for word in part.words)
        self.layers.append(LayerCount(text, self.shape, parameters, formula, is_dense))
        self.total += parameters

    def image(self, part: Part, words: "_Arguments", _: int) -> None:
        self._first(part)
        height, width, channels = words.sizes("the picture's size, for example 32x32x3", 3)
        self.shape = (height, width, channels)
        words.end()
        self._add(part, 0, "no weights")

    def values(self, part: Part, words: "_Arguments", _: int) -> None:
        self._first(part)
        self.shape = (words.number("the number of values"),)
        words.end()
        self._add(part, 0, "no weights")

    def tokens(self, part: Part, words: "_Arguments", _: int) -> None:
        self._first(part)
        self.vocabulary = words.number("the size of the vocabulary")
        words.end()
        self._add(part, 0, "no weights")

    def _first(self, part: Part) -> None:
        if self.layers:
            raise part.head.error(f"“{part.head.shown}” stands at the beginning. Move it there.")

    def dense(self, part: Part, words: "_Arguments", _: int) -> None:
        is_open = part.head.key == "output" and not words.has_number()
        units = self.outputs if is_open else words.number("the number of units")
        bias = 0 if words.switch("nobias") else units
        words.end()
        if len(self.shape) == 3:
            raise part.head.error("A picture arrives here. Write “flatten” in front of dense.")
        arriving = self.shape[-1]
        self.shape = (*self.shape[:-1], units)
        formula = f"{arriving:,} × {units:,}" + (f" + {units:,}" if bias else "")
        self._add(part, arriving * units + bias, formula, is_dense=True)

    def conv(self, part: Part, words: "_Arguments", _: int) -> None:
        channels = self._picture(part)[2]
        filters = words.number("the number of filters")
        height, width = words.sizes("the size of the window, for example 3x3", 2)
        stride = words.after("stride", 1)
        groups = words.after("groups", 1)
        is_same = words.switch("same")
        pad = words.after("pad", 0, least=0)
        words.end()
        if channels % groups or filters % groups:
            raise part.head.error(
                f"{groups} groups divide neither {channels} channels nor {filters} filters evenly."
            )
        sides = [
            (math.ceil(side / stride) if is_same else (side + 2 * pad - window) // stride + 1)
            for side, window in zip(self.shape[:2], (height, width), strict=True)
        ]
        self._shrink(part, sides, filters)
        weights = height * width * (channels // groups) * filters
        formula = f"{height}×{width} × {channels // groups:,} × {filters:,} + {filters:,}"
        self._add(part, weights + filters, formula)

    def pool(self, part: Part, words: "_Arguments", _: int) -> None:
        channels = self._picture(part)[2]
        window = words.number("the size of the window")
        stride, pad = words.after("stride", window), words.after("pad", 0, least=0)
        words.end()
        sides = [(side + 2 * pad - window) // stride + 1 for side in self.shape[:2]]
        self._shrink(part, sides, channels)
        self._add(part, 0, "no weights")

    def _picture(self, part: Part) -> tuple[int, ...]:
        if len(self.shape) != 3:
            raise part.head.error(
                f"“{part.head.shown}” needs a picture. Begin with its size: image 32x32x3"
            )
        return self.shape

    def _shrink(self, part: Part, sides: list[int], channels: int) -> None:
        if min(sides) < 1:
            raise part.head.error("The window is larger than the picture that arrives here.")
        self.shape = (*sides, channels)

    def flatten(self, part: Part, words: "_Arguments", _: int) -> None:
        words.end()
        self.shape = (math.prod(self.shape),)
        self._add(part, 0, "no weights")

    def norm(self, part: Part, words: "_Arguments", _: int) -> None:
        words.end()
        width = self.shape[-1]
        self._add(part, 2 * width, f"2 × {width:,}")

    def embedding(self, part: Part, words: "_Arguments", _: int) -> None:
        width = words.number("the width of an embedding")
        words.end()
        if not self.vocabulary:
            raise part.head.error("An embedding needs words. Begin with: tokens 50257")
        self.shape = (0, width)
        self._add(part, self.vocabulary * width, f"{self.vocabulary:,} × {width:,}")

    def position(self, part: Part, words: "_Arguments", _: int) -> None:
        length = words.number("the longest text")
        words.end()
        width = self._width(part)
        self.shape = (length, width)
        self._add(part, length * width, f"{length:,} × {width:,}")

    def segment(self, part: Part, words: "_Arguments", _: int) -> None:
        kinds = words.number("the number of segments")
        words.end()
        width = self._width(part)
        self._add(part, kinds * width, f"{kinds:,} × {width:,}")

    def block(self, part: Part, words: "_Arguments", times: int) -> None:
        width = self._width(part)
        heads = words.number("the number of heads") if words.has_number() else 1
        words.switch("heads")
        words.end()
        if width % heads:
            raise part.head.error(f"{heads} heads do not divide a width of {width:,} evenly.")
        single = 12 * width * width + 13 * width
        self._add(part, times * single, f"{times} × (12·{width:,}² + 13·{width:,})")

    def pooler(self, part: Part, words: "_Arguments", _: int) -> None:
        words.end()
        width = self._width(part)
        self._add(part, width * width + width, f"{width:,} × {width:,} + {width:,}")

    def _width(self, part: Part) -> int:
        if len(self.shape) != 2:
            raise part.head.error(
                f"“{part.head.shown}” works on embedded words. Write “tokens … > embedding …” first."
            )
        return self.shape[1]


_Rule = Callable[[_Counter, Part, "_Arguments", int], None]
_RULES: Mapping[str, _Rule] = MappingProxyType(
    {
        "image": _Counter.image,
        "values": _Counter.values,
        "tokens": _Counter.tokens,
        "dense": _Counter.dense,
        "output": _Counter.dense,
        "conv": _Counter.conv,
        "pool": _Counter.pool,
        "flatten": _Counter.flatten,
        "norm": _Counter.norm,
        "embedding": _Counter.embedding,
        "position": _Counter.position,
        "segment": _Counter.segment,
        "block": _Counter.block,
        "pooler": _Counter.pooler,
    }
)


@dataclass(slots=True)
class _Arguments:
    """The words behind the name of a layer, taken one by one."""

    head: Word
    words: list[Word]

    def again(self) -> "_Arguments":
        return _Arguments(self.head, list(self.words))

    def has_number(self) -> bool:
        return bool(self.words) and self.words[0].text.isdecimal()

    def number(self, what: str, least: int = 1) -> int:
        if not self.words:
            raise self.head.error(f"Behind “{self.head.shown}” stands {what}.")
        return _whole(self.words.pop(0), what, least)

    def sizes(self, what: str, length: int) -> tuple[int, ...]:
        """Take a word like 32x32x3."""
        if not self.words:
            raise self.head.error(f"Behind “{self.head.shown}” stands {what}.")
        word = self.words.pop(0)
        sizes = word.key.replace("×", "x").split("x")
        if len(sizes) != length or not all(re.fullmatch(r"[0-9]{1,6}", size) for size in sizes):
            raise word.error(f"“{word.shown}” is not {what}.")
        if not all(int(size) for size in sizes):
            raise word.error("A size is at least 1.")
        return tuple(int(size) for size in sizes)

    def after(self, name: str, usual: int, least: int = 1) -> int:
        """Take the number behind a word, wherever it stands."""
        place = next((i for i, word in enumerate(self.words) if word.key == name), None)
        if place is None:
            return usual
        word = self.words.pop(place)
        if place >= len(self.words):
            raise word.error(f"Behind “{name}” stands a number.")
        return _whole(self.words.pop(place), f"the {name}", least)

    def switch(self, name: str) -> bool:
        found = [word for word in self.words if word.key == name]
        self.words = [word for word in self.words if word.key != name]
        return bool(found)

    def end(self) -> None:
        if self.words:
            word = self.words[0]
            raise word.error(f"“{word.shown}” does not fit behind “{self.head.shown}” here.")


def _whole(word: Word, what: str, least: int) -> int:
    if not re.fullmatch(r"[0-9]{1,15}", word.text) or int(word.text) < least:
        raise word.error(f"“{word.shown}” is not {what}: write a whole number from {least}.")
    return int(word.text)


def _times(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], int]:
    """Split “48x” or “48×” off the front."""
    match = re.fullmatch(r"([0-9]{1,4})[x×]", words[0].key)
    if match is None:
        return words, 1
    if len(words) < 2 or not int(match.group(1)):
        raise words[0].error("How often, and what? Write for example: 3x dense 64 relu")
    return words[1:], int(match.group(1))
