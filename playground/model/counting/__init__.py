"""How many weights would it have? Counting a network that is far too large to make.

A chain of layers is written as text and counted by its formulas; no number is ever stored for it::

    network = [ input ">" ] layer { ">" layer }
    input   = "image" HxWxC | "values" N | "tokens" vocabulary
    layer   = [ times "x" ] kind
    kind    = the words of the text form, where they change the count: dense, conv, pool, lstm, ...
            | "norm" | "position" length | "segment" kinds | "block" [heads "heads"] | "pooler"

Words of activation functions are allowed and cost nothing. A block is a transformer's: attention with
four square matrices, a feed-forward part four times as wide, two normalisations.
"""

from dataclasses import dataclass

from playground.model.catalog import ACTIVATIONS, INITIALISERS, OPTIMIZERS
from playground.model.counting.counter import Counter, LayerCount
from playground.model.counting.layers import RULES
from playground.model.counting.words import Arguments, times
from playground.model.errors import TextError
from playground.model.hints import name_hint
from playground.model.text.words import MAX_LENGTH, Part, lines

__all__ = [
    "LARGEST",
    "MOST_LAYERS",
    "Count",
    "LayerCount",
    "count",
    "training_bytes",
    "weight_bytes",
]

LARGEST = 10**15
"""No number in the text may be larger, and no network more than this."""
MOST_LAYERS = 10_000
"""More are not counted one by one."""
_FREE = {*ACTIVATIONS, *INITIALISERS, "frozen"}
"""Words that change no count."""
_SINGLE = 4
"""Bytes of a float32."""


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
    counter = Counter((inputs,), outputs)
    for part in parts:
        _take(counter, part)
    return Count(tuple(counter.layers))


def _take(counter: Counter, part: Part) -> None:
    if part.how is not None:
        raise part.how.error("Weights that two layers share cannot be counted here.")
    words, often = times(part.words)
    head = words[0]
    if head.key in ACTIVATIONS:
        counter.free(part)
        return
    rule = RULES.get(head.key)
    if rule is None:
        raise head.error(f"“{head.shown}” cannot be counted. {name_hint(head.text, RULES)}")
    arguments = Arguments(head, [w for w in words[1:] if w.key not in _FREE])
    for _ in range(often if head.key != "block" else 1):
        rule(counter, part, arguments.again(), often)
        if counter.total > LARGEST:
            raise head.error("From here on it has more than any number that makes sense.")
        if len(counter.layers) > MOST_LAYERS:
            raise head.error(f"From here on it has more than {MOST_LAYERS:,} layers.")
