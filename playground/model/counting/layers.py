"""What each word of a counted text adds: its parameters, and the shape that leaves it."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from playground.model.counting.counter import Counter
from playground.model.counting.words import Arguments
from playground.model.text.words import Part
from playground.model.windows import sliding, spreading


def _image(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    _first(counter, part)
    height, width, channels = words.sizes("the picture's size, for example 32x32x3", 3)
    counter.shape = (height, width, channels)
    words.end()
    counter.free(part)


def _values(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    _first(counter, part)
    counter.shape = (words.number("the number of values"),)
    words.end()
    counter.free(part)


def _tokens(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    _first(counter, part)
    counter.vocabulary = words.number("the size of the vocabulary")
    words.end()
    counter.free(part)


def _first(counter: Counter, part: Part) -> None:
    if counter.layers:
        raise part.head.error(f"“{part.head.shown}” stands at the beginning. Move it there.")


def _dense(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    is_open = part.head.key == "output" and not words.has_number()
    units = counter.outputs if is_open else words.number("the number of units")
    bias = 0 if words.switch("nobias") else units
    words.end()
    if len(counter.shape) == 3:
        raise part.head.error("A picture arrives here. Write “flatten” in front of dense.")
    arriving = counter.shape[-1]
    counter.shape = (*counter.shape[:-1], units)
    formula = f"{arriving:,} × {units:,}" + (f" + {units:,}" if bias else "")
    counter.add(part, arriving * units + bias, formula, is_dense=True)


def _conv(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    channels = counter.picture(part)[2]
    filters = words.number("the number of filters")
    window = words.window()
    stride = words.after("stride", 1)
    groups = words.after("groups", 1)
    padding = words.padding("same")
    bias = 0 if words.switch("nobias") else filters
    words.end()
    if channels % groups or filters % groups:
        raise part.head.error(
            f"{groups} groups divide neither {channels} channels nor {filters} filters evenly."
        )
    counter.shrink(part, sliding(_size(counter), window, stride, padding).size, filters)
    _kernels(counter, part, window, (channels // groups, filters), bias)


def _transposed(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    channels = counter.picture(part)[2]
    filters = words.number("the number of filters")
    window = words.window()
    stride, padding = words.after("stride", 2), words.padding("same")
    bias = 0 if words.switch("nobias") else filters
    words.end()
    counter.shrink(part, spreading(_size(counter), window, stride, padding).size, filters)
    _kernels(counter, part, window, (channels, filters), bias)


def _kernels(
    counter: Counter, part: Part, window: tuple[int, int], ways: tuple[int, int], bias: int
) -> None:
    (height, width), (channels, filters) = window, ways
    formula = f"{height}×{width} × {channels:,} × {filters:,}" + (f" + {bias:,}" if bias else "")
    counter.add(part, height * width * channels * filters + bias, formula)


def _pool(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    channels = counter.picture(part)[2]
    side = words.number("the size of the window") if words.has_number() else 2
    stride, padding = words.after("stride", side), words.padding("valid")
    words.end()
    counter.shrink(part, sliding(_size(counter), (side, side), stride, padding).size, channels)
    counter.free(part)


def _upsample(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    height, width, channels = counter.picture(part)
    factor = words.number("the factor") if words.has_number() else 2
    words.end()
    counter.shape = (height * factor, width * factor, channels)
    counter.free(part)


def _flatten(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    words.end()
    counter.shape = (math.prod(counter.shape),)
    counter.free(part)


def _attention(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    width = counter.width(part)
    heads = words.number("the number of heads") if words.has_number() else 1
    words.switch("causal")
    words.end()
    if width % heads:
        raise part.head.error(f"{heads} heads do not divide a width of {width:,} evenly.")
    counter.add(part, 4 * width * (width + 1), f"4 × {width:,} × ({width:,} + 1)")


def _cosine(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    units = words.number("the number of units")
    words.end()
    arriving = counter.shape[-1]
    counter.shape = (*counter.shape[:-1], units)
    counter.add(part, arriving * units, f"{arriving:,} × {units:,}")


def _embedding(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    width = words.number("the width of an embedding")
    words.end()
    if not counter.vocabulary:
        raise part.head.error("An embedding needs words. Begin with: tokens 50257")
    counter.shape = (0, width)
    counter.add(part, counter.vocabulary * width, f"{counter.vocabulary:,} × {width:,}")


def _position(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    length = words.number("the longest text")
    words.end()
    width = counter.width(part)
    counter.shape = (length, width)
    counter.add(part, length * width, f"{length:,} × {width:,}")


def _segment(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    kinds = words.number("the number of segments")
    words.end()
    width = counter.width(part)
    counter.add(part, kinds * width, f"{kinds:,} × {width:,}")


def _block(counter: Counter, part: Part, words: Arguments, times: int) -> None:
    width = counter.width(part)
    heads = words.number("the number of heads") if words.has_number() else 1
    words.switch("heads")
    words.end()
    if width % heads:
        raise part.head.error(f"{heads} heads do not divide a width of {width:,} evenly.")
    single = 12 * width * width + 13 * width
    counter.add(part, times * single, f"{times} × (12·{width:,}² + 13·{width:,})")


def _pooler(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    words.end()
    width = counter.width(part)
    counter.add(part, width * width + width, f"{width:,} × {width:,} + {width:,}")


def _size(counter: Counter) -> tuple[int, int]:
    return counter.shape[0], counter.shape[1]


def _mean(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    words.end()
    counter.shape = counter.shape[-1:]
    counter.free(part)


def _plain(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    """Layers that learn nothing and pass the shape on, whatever is said of them."""
    counter.free(part)


def _norm(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    words.without("momentum")
    words.end()
    width = counter.shape[-1]
    counter.add(part, 2 * width, f"2 × {width:,}")


def _recurrent(counter: Counter, part: Part, words: Arguments, _: int) -> None:
    arriving = counter.width(part)
    units = words.number("the number of units")
    is_whole = words.switch("whole")
    words.without("forget")
    words.end()
    gates = _GATES[words.head.key]
    # A GRU has a second bias inside of its reset gate.
    extra = units if words.head.key == "gru" else 0
    counter.shape = (counter.shape[0], units) if is_whole else (units,)
    formula = f"{gates} × {units:,} × ({arriving:,} + {units:,} + 1)"
    formula += f" + {extra:,}" if extra else ""
    counter.add(part, gates * units * (arriving + units + 1) + extra, formula)


_GATES = {"rnn": 1, "gru": 3, "lstm": 4}
Rule = Callable[[Counter, Part, Arguments, int], None]
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "image": _image,
        "values": _values,
        "tokens": _tokens,
        "dense": _dense,
        "output": _dense,
        "cosine": _cosine,
        "conv": _conv,
        "transposed_conv": _transposed,
        "upsample": _upsample,
        "pool": _pool,
        "max_pool": _pool,
        "average_pool": _pool,
        "global_average_pool": _mean,
        "flatten": _flatten,
        "dropout": _plain,
        "noise": _plain,
        "normalise": _plain,
        "softmax_over": _plain,
        "norm": _norm,
        "batch_norm": _norm,
        "layer_norm": _norm,
        "embedding": _embedding,
        "position": _position,
        "segment": _segment,
        "rnn": _recurrent,
        "lstm": _recurrent,
        "gru": _recurrent,
        "last_step": _mean,
        "attention": _attention,
        "block": _block,
        "pooler": _pooler,
    }
)
"""Word → what notes a layer."""
