"""Text → network."""

import itertools
import re
from dataclasses import dataclass, field, replace

from playground.model.catalog import MAX_CONNECTIONS, MAX_LAYERS
from playground.model.errors import TextError
from playground.model.hints import name_hint
from playground.model.ids import LayerId
from playground.model.network import (
    KINDS,
    Connection,
    DenseSpec,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
    WeightedSpec,
    plain_name,
)
from playground.model.text.specs import (
    JOINS,
    LATENT,
    decay_of,
    hidden_spec,
    is_keyword,
    latent_spec,
    output_spec,
)
from playground.model.text.words import MAX_LENGTH, TIED, Part, Word, lines

_EXAMPLE = "Write for example: dense 8 tanh > output"
_STEMS = {kind.replace("_", ""): plain_name(kind) for kind in (*KINDS.values(), LATENT)}
_AUTOMATIC = re.compile(rf"({'|'.join(_STEMS)})([0-9]{{1,6}})")


def parse(text: str) -> Network:
    """Return the network that a text describes, input included.

    Raises
    ------
    TextError
        The text is no network; the error knows the place.
    """
    if len(text) > MAX_LENGTH:
        raise TextError(
            f"The text is longer than {MAX_LENGTH:,} characters. Write fewer layers.",
            MAX_LENGTH,
            len(text),
        )
    described = list(lines(text))
    if not described:
        raise TextError(f"There is no network here. {_EXAMPLE}")
    return _Parser(described).run()


def stem_of(spec: LayerSpec) -> str:
    """Return what layers with such settings are called where nobody named them: "dense" 1, 2, ..."""
    return LATENT if isinstance(spec, InputSpec) and spec.draws else plain_name(KINDS[type(spec)])


def automatic_name(stem: str, number: int) -> str:
    """Return what a layer is called that nobody named: the number counts layers of its kind.

    The first input and the first output have none.
    """
    return stem if stem in ("input", "output") and number == 1 else f"{stem} {number}"


def name_of(label: str) -> str:
    """Return the name that a label stands for: ``dense2`` is the automatic name “dense 2”."""
    match = _AUTOMATIC.fullmatch(label)
    return f"{_STEMS[match.group(1)]} {int(match.group(2))}" if match else label


@dataclass(slots=True)
class _Parser:
    described: list[list[Part]]
    layers: list[Layer] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)
    labels: dict[str, LayerId] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    last: Part | None = None
    """The dense layer at the end that is the output, where no part says so."""

    def run(self) -> Network:
        self.last = self._find_output()
        self._make(InputSpec(), Part((Word("input", 0),)))
        for line in self.described:
            self._line(line)
        return Network(tuple(self.layers), tuple(self.connections), len(self.layers) + 1)

    def _find_output(self) -> Part | None:
        """Return the dense layer at the end, if it is the output; None where others say they are."""
        parts = [part for line in self.described for part in line]
        if any(_body(part).head.key == "output" for part in parts):
            return None
        last = parts[-1]
        if last.head.key == "dense":
            return last
        if last.head.key not in self._known_names():
            self._check(last)  # a word that is no layer at all is the better message
        raise TextError(
            "A network ends in its output. Write “> output” behind it, or write the last layer out, "
            "for example “dense 1 sigmoid”.",
            last.head.start,
            last.words[-1].end,
        )

    def _known_names(self) -> set[str]:
        named = (part.name for line in self.described for part in line)
        return {word.label for word in named if word is not None} | {"input", LATENT, *JOINS}

    @staticmethod
    def _check(part: Part) -> None:
        hidden_spec(_body(part))

    def _line(self, line: list[Part]) -> None:
        current: LayerId | None = self.layers[0].id
        for index, part in enumerate(line):
            is_first = index == 0
            if is_first and part.head.key == "loose" and len(part.words) > 1:
                current = self._layer(_body(part), None, is_first=False)
            elif is_first and part.head.key == "input":
                self._only(part, "input")
            elif is_first and part.head.key == LATENT:
                current = self._make(latent_spec(part), part)
            elif is_first and self._target(part) is not None:
                self._only(part, part.head.shown)
                current = self._target(part)
            else:
                current = self._layer(part, current, is_first=is_first)
            if self._is_output(part) and part is not line[-1]:
                raise part.head.error(
                    "“output” stands only at the end of a network. Move it there."
                )

    def _is_output(self, part: Part) -> bool:
        return part is self.last or _body(part).head.key == "output"

    def _target(self, part: Part) -> LayerId | None:
        """Return the layer that a line goes on from, where its first part names one."""
        # Without quotes a word of the text itself means itself, whatever layers are called.
        if len(part.words) > 1 or is_keyword(part.head.text):
            return None
        return self.labels.get(part.head.label)

    @staticmethod
    def _only(part: Part, what: str) -> None:
        said = part.how or part.name or (part.decay and part.decay[0])
        extra = part.words[1] if len(part.words) > 1 else said
        if extra is not None:
            raise extra.error(f"“{what}” stands alone at the start of a line. Write “>” behind it.")

    def _layer(self, part: Part, before: LayerId | None, *, is_first: bool) -> LayerId:
        head = part.head.key
        if head == "input":
            raise part.head.error("“input” stands only at the start of a line. Leave it out here.")
        if head == LATENT:
            raise part.head.error(
                "“latent” stands only at the start of a line. Give it a line of its own."
            )
        if head in JOINS:
            return self._join(part, None if is_first else before)
        if self._target(part) is not None:
            raise part.head.error(
                f"“{part.head.shown}” is a layer from further up. Write “add {part.head.shown}” or "
                f"“concat {part.head.shown}” to join it here."
            )
        described: tuple[LayerSpec, bool]
        described = output_spec(part) if self._is_output(part) else hidden_spec(part)
        made = self._make(described[0], part, is_frozen=described[1])
        if before is not None:
            self._connect(before, made, part)
        return made

    def _join(self, part: Part, before: LayerId | None) -> LayerId:
        named = [self._named(word) for word in part.words[1:]]
        sources = named if before is None else [before, *named]
        if len(sources) < 2:
            raise part.head.error(
                f"“{part.head.shown}” joins branches by their names, for example: "
                f"dense 8 as left, and further down: {part.head.shown} left right"
            )
        made = self._make(JOINS[part.head.key], part)
        for source in sources:
            self._connect(source, made, part)
        return made

    def _named(self, word: Word) -> LayerId:
        if word.key == "input":
            return self.layers[0].id
        if word.label not in self.labels:
            hint = name_hint(word.label, self.labels) if self.labels else "No layer has a name yet."
            raise word.error(f"Above, no layer is called “{word.shown}”. {hint}")
        return self.labels[word.label]

    def _make(self, spec: LayerSpec, part: Part, *, is_frozen: bool = False) -> LayerId:
        if len(self.layers) >= MAX_LAYERS:
            raise part.head.error(f"A network has at most {MAX_LAYERS} layers. Leave some out.")
        stem = stem_of(spec)
        self.counts[stem] = self.counts.get(stem, 0) + 1
        layer_id = LayerId(f"L{len(self.layers) + 1}")
        name = automatic_name(stem, self.counts[stem])
        owner = self._owner(spec, part)
        is_tied = owner is not None and part.how is not None and part.how.key == TIED
        if part.name is not None:
            name = self._label(part.name, layer_id)
        decay = decay_of(part, spec)
        layer = Layer(layer_id, name, spec, None, owner, is_frozen, is_tied, decay)
        self.layers.append(layer)
        return layer_id

    def _owner(self, spec: LayerSpec, part: Part) -> LayerId | None:
        """Return the layer whose weights a part uses."""
        how, word = part.how, part.owner
        if how is None or word is None:
            return None
        if not isinstance(spec, WeightedSpec):
            raise how.error(f"“{how.key}” does not fit here: this layer has no weights.")
        if how.key == TIED and not isinstance(spec, DenseSpec | OutputSpec):
            raise how.error("Only dense layers use weights turned over. Write “like” instead.")
        named = self._named(word)
        owner = next(layer for layer in self.layers if layer.id == named)
        if not isinstance(owner.spec, WeightedSpec):
            raise word.error(f"“{word.shown}” has no weights. Name a layer that has some.")
        if owner.shares is not None:
            raise word.error(
                f"“{word.shown}” uses the weights of another layer itself. Name that one."
            )
        return named

    def _label(self, word: Word, layer_id: LayerId) -> str:
        if not word.text.startswith('"') and is_keyword(word.text):
            raise word.error(f"“{word.shown}” is a word of the text itself. Choose another name.")
        if word.label in self.labels:
            raise word.error(f"Two layers are called “{word.shown}”. Choose another name.")
        self.labels[word.label] = layer_id
        return name_of(word.label)

    def _connect(self, source: LayerId, target: LayerId, part: Part) -> None:
        connection = Connection(source, target)
        if connection in self.connections:
            raise part.head.error("The same layer is joined twice. Leave one of them out.")
        if len(self.connections) >= MAX_CONNECTIONS:
            raise part.head.error(f"A network has at most {MAX_CONNECTIONS:,} connections.")
        self.connections.append(connection)


def _body(part: Part) -> Part:
    """Return the part without the word “loose” in front."""
    is_loose = part.head.key == "loose" and len(part.words) > 1
    return replace(part, words=part.words[1:]) if is_loose else part


def chain(specs: list[LayerSpec]) -> Network:
    """Return a network whose layers follow each other in this order, with names and fresh ids."""
    layers: list[Layer] = []
    counts: dict[str, int] = {}
    for number, spec in enumerate(specs, start=1):
        stem = stem_of(spec)
        counts[stem] = counts.get(stem, 0) + 1
        layers.append(Layer(LayerId(f"L{number}"), automatic_name(stem, counts[stem]), spec))
    connections = tuple(
        Connection(before.id, after.id) for before, after in itertools.pairwise(layers)
    )
    return Network(tuple(layers), connections, next_id=len(layers) + 1)


def starter_network() -> Network:
    """Return the smallest network: the input, and an output that fits the data."""
    return chain([InputSpec(), OutputSpec()])
