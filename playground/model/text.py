"""The network as one line of text: ``dense 8 tanh > dense 8 tanh > output``.

The input follows from the data and is not written. The last part is ``output`` (what it does not
name fits the data) or a written-out dense layer (``dense 1 sigmoid``, ``dense 10 softmax``).

::

    network     = part { ">" part }
    part        = "dense" units { activation | initialiser } | [ "activation" ] activation
                | "output" [ units ] { activation | loss | initialiser }
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from playground.model.catalog import ACTIVATIONS, INITIALISERS, LOSSES, MAX_LAYERS, MAX_UNITS
from playground.model.errors import TextError
from playground.model.hints import name_hint
from playground.model.ids import LayerId, UnitId
from playground.model.network import (
    ActivationSpec,
    Connection,
    DenseSpec,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
)

_EXAMPLE = "Write for example: dense 8 tanh > output"
_MAX_LENGTH = 20_000


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def shown(self) -> str:
        return self.text if len(self.text) <= 40 else self.text[:37] + "..."

    def error(self, message: str) -> TextError:
        return TextError(message, self.start, self.end)


@dataclass(slots=True)
class _Settings:
    """Words behind the name of a layer, sorted into what they set."""

    values: dict[str, str] = field(default_factory=dict)

    def take(self, words: list[_Word], allowed: dict[str, tuple[str, ...]]) -> None:
        names = tuple(name for table in allowed.values() for name in table)
        for word in words:
            setting = next((s for s, table in allowed.items() if word.text.lower() in table), None)
            if setting is None:
                raise word.error(f"“{word.shown}” is not known here. {name_hint(word.text, names)}")
            if setting in self.values:
                raise word.error(f"There are two words for the {setting}. Leave one out.")
            self.values[setting] = word.text.lower()


_ACTIVATION_WORDS = {"activation": tuple(ACTIVATIONS)}
_START_WORDS = {"initialiser": tuple(INITIALISERS)}
_LOSS_WORDS = {"loss": tuple(LOSSES)}


def parse(text: str) -> Network:
    """Return the chain that a text describes, input included.

    Raises
    ------
    TextError
        The text is no network; the error knows the place.
    """
    if not text.strip():
        raise TextError(f"There is no network here. {_EXAMPLE}")
    if len(text) > _MAX_LENGTH:
        raise TextError(
            f"The text is longer than {_MAX_LENGTH:,} characters. Write fewer layers.",
            _MAX_LENGTH,
            len(text),
        )
    parts = list(_parts(text))
    if len(parts) > MAX_LAYERS - 1:
        word = parts[MAX_LAYERS - 1][0]
        raise word.error(f"A network has at most {MAX_LAYERS} layers. Leave some out.")
    specs: list[LayerSpec] = [InputSpec()]
    for words in parts[:-1]:
        specs.append(_hidden(words))
    specs.append(_last(parts[-1]))
    return chain(specs)


def render(network: Network) -> str:
    """Return the text of a network that is one chain from input to output.

    Raises
    ------
    TextError
        The network branches, is interrupted, or shares parameters: one line cannot say that.
    """
    starts = [layer for layer in network.layers if isinstance(layer.spec, InputSpec)]
    if len(starts) != 1:
        raise TextError("Only a network with one input can be written as text.")
    current, seen, parts = starts[0].id, {starts[0].id}, list[str]()
    while True:
        targets = network.targets(current)
        if not targets:
            break
        if len(targets) > 1 or targets[0] in seen or len(network.sources(targets[0])) != 1:
            raise TextError("A network with branches cannot be written as one line of text.")
        current = targets[0]
        seen.add(current)
        parts.append(_render_layer(network.layer(current)))
    if len(seen) != len(network.layers):
        raise TextError("A layer is not connected. Connect or remove it to write the network down.")
    if not isinstance(network.layer(current).spec, OutputSpec):
        raise TextError("The network does not end in an output. Connect the last layer to it.")
    return " > ".join(parts)


def chain(specs: list[LayerSpec]) -> Network:
    """Return a network whose layers follow each other in this order, with names and fresh ids."""
    layers: list[Layer] = []
    counts: dict[str, int] = {}
    for number, spec in enumerate(specs, start=1):
        layers.append(Layer(LayerId(f"L{number}"), _next_name(spec, counts), spec))
    connections = tuple(
        Connection(before.id, after.id) for before, after in itertools.pairwise(layers)
    )
    return Network(tuple(layers), connections, next_id=len(layers) + 1)


def starter_network() -> Network:
    """Return the smallest network: the input, and an output that fits the data."""
    return chain([InputSpec(), OutputSpec()])


def _next_name(spec: LayerSpec, counts: dict[str, int]) -> str:
    if isinstance(spec, InputSpec):
        return "input"
    if isinstance(spec, OutputSpec):
        return "output"
    kind = "dense" if isinstance(spec, DenseSpec) else "activation"
    counts[kind] = counts.get(kind, 0) + 1
    return f"{kind} {counts[kind]}"


def _parts(text: str) -> Iterator[list[_Word]]:
    """Yield the words between the signs ">", with their places."""
    offset = 0
    for part in text.split(">"):
        words = [_Word(m.group(), offset + m.start()) for m in re.finditer(r"\S+", part)]
        if not words:
            end = offset + len(part)
            raise TextError(
                "There is nothing between two signs “>”, or before the first or behind the last. "
                "Write a layer there or take the sign away.",
                max(0, offset - 1),
                min(len(text), end + 1),
            )
        yield words
        offset += len(part) + 1


def _hidden(words: list[_Word]) -> LayerSpec:
    head = words[0].text.lower()
    if head == "dense":
        units, settings = _dense(words)
        return DenseSpec(
            unit_ids(units),
            settings.get("activation", "linear"),
            settings.get("initialiser", "glorot"),
        )
    if head in ("output", "input"):
        raise words[0].error(
            "“output” stands only at the end of a network. Move it there."
            if head == "output"
            else "The input follows from the data. Leave it out of the text."
        )
    named = words[1:] if head == "activation" else words
    if not named:
        raise words[0].error(f"Which activation? {name_hint('', ACTIVATIONS)}")
    if len(named) == 1 and named[0].text.lower() in ACTIVATIONS:
        return ActivationSpec(named[0].text.lower())
    if head == "activation" or head in ACTIVATIONS:
        word = named[0] if named[0].text.lower() not in ACTIVATIONS else named[1]
        raise word.error(
            f"“{word.shown}” does not fit here: an activation layer has one word, its function."
        )
    kinds = ("dense", "activation", "output", *ACTIVATIONS)
    raise words[0].error(f"“{words[0].shown}” is no layer. {name_hint(words[0].text, kinds)}")


def _last(words: list[_Word]) -> OutputSpec:
    head = words[0].text.lower()
    settings = _Settings()
    if head == "output":
        has_units = len(words) > 1 and re.match(r"[+-]?[0-9]", words[1].text) is not None
        units = _count(words[1]) if has_units else None
        rest = words[2:] if has_units else words[1:]
        settings.take(rest, _ACTIVATION_WORDS | _LOSS_WORDS | _START_WORDS)
        return OutputSpec(
            units,
            settings.values.get("activation"),
            settings.values.get("loss"),
            settings.values.get("initialiser", "glorot"),
        )
    if head == "dense":
        count, values = _dense(words, _LOSS_WORDS)
        return OutputSpec(
            count,
            values.get("activation", "linear"),
            values.get("loss"),
            values.get("initialiser", "glorot"),
        )
    _hidden(words)  # a word that is no layer at all is the better message
    raise TextError(
        "A network ends in its output. Write “> output” behind it, or write the last layer out, "
        "for example “dense 1 sigmoid”.",
        words[0].start,
        words[-1].end,
    )


def _dense(
    words: list[_Word], more: dict[str, tuple[str, ...]] | None = None
) -> tuple[int, dict[str, str]]:
    """Return number of units and settings of ``dense N ...``."""
    if len(words) < 2:
        raise words[0].error("How many units has the dense layer? Write for example: dense 8 tanh")
    settings = _Settings()
    settings.take(words[2:], _ACTIVATION_WORDS | _START_WORDS | (more or {}))
    return _count(words[1]), settings.values


def _count(word: _Word) -> int:
    if not re.fullmatch(r"[+-]?[0-9]+", word.text):
        raise word.error(
            f"“{word.shown}” is no number of units. Write a whole number, for example: dense 8 tanh"
        )
    # Digits beyond any limit are not worth converting.
    count = int(word.text) if len(word.text) < 12 else MAX_UNITS + 1
    if word.text.startswith("-") or count < 1:
        raise word.error("A layer has at least 1 unit. Write a positive number.")
    if count > MAX_UNITS:
        raise word.error(f"A layer has at most {MAX_UNITS:,} units. Write a smaller number.")
    return count


def unit_ids(count: int) -> tuple[UnitId, ...]:
    """Return ids for the units of a new layer: u1, u2, ..."""
    return tuple(UnitId(f"u{number}") for number in range(1, count + 1))


def _render_layer(layer: Layer) -> str:
    if layer.shares is not None:
        raise TextError(f"{layer.name} shares its weights, which one line of text cannot say.")
    spec = layer.spec
    words: list[str]
    if isinstance(spec, DenseSpec):
        words = ["dense", str(len(spec.units))]
        words += [spec.activation] if spec.activation != "linear" else []
    elif isinstance(spec, ActivationSpec):
        return spec.activation
    elif isinstance(spec, OutputSpec):
        # Only a written-out dense layer says both; "dense 3" alone would mean linear.
        is_open = spec.units is None or spec.activation is None
        words = ["output" if is_open else "dense"]
        words += [str(spec.units)] if spec.units is not None else []
        words += [spec.activation] if spec.activation is not None else []
        words += [spec.loss] if spec.loss is not None else []
    else:
        raise TextError("The input cannot follow another layer.")
    words += [spec.initialiser] if spec.initialiser != "glorot" else []
    return " ".join(words)
