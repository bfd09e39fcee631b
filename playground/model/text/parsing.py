"""Text → network."""

import itertools
import re
from dataclasses import dataclass, field

from playground.model.catalog import MAX_CONNECTIONS, MAX_LAYERS
from playground.model.errors import TextError
from playground.model.hints import name_hint
from playground.model.ids import LayerId
from playground.model.network import (
    KINDS,
    Connection,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
    plain_name,
)
from playground.model.text.specs import JOINS, hidden_spec, is_keyword, output_spec
from playground.model.text.words import MAX_LENGTH, Part, Word, lines

_EXAMPLE = "Write for example: dense 8 tanh > output"
_STEMS = {kind.replace("_", ""): plain_name(kind) for kind in KINDS.values()}
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


def automatic_name(kind: str, number: int) -> str:
    """Return what a layer is called that nobody named: the number counts layers of its kind."""
    return kind if kind in ("input", "output") else f"{plain_name(kind)} {number}"


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
    output: Part | None = None

    def run(self) -> Network:
        self.output = self._find_output()
        self._make(InputSpec(), Part((Word("input", 0),)))
        for line in self.described:
            self._line(line)
        return Network(tuple(self.layers), tuple(self.connections), len(self.layers) + 1)

    def _find_output(self) -> Part:
        """Return the part that is the output: the one that says so, or a dense layer at the end."""
        parts = [part for line in self.described for part in line]
        said = [part for part in parts if _body(part).head.key == "output"]
        if len(said) > 1:
            raise said[1].head.error("There are two outputs. Leave one out.")
        if said:
            return said[0]
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
        return {word.label for word in named if word is not None} | {"input", *JOINS}

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
        return part is self.output

    def _target(self, part: Part) -> LayerId | None:
        """Return the layer that a line goes on from, where its first part names one."""
        # Without quotes a word of the text itself means itself, whatever layers are called.
        if len(part.words) > 1 or is_keyword(part.head.text):
            return None
        return self.labels.get(part.head.label)

    @staticmethod
    def _only(part: Part, what: str) -> None:
        extra = part.words[1] if len(part.words) > 1 else part.name
        if extra is not None:
            raise extra.error(f"“{what}” stands alone at the start of a line. Write “>” behind it.")

    def _layer(self, part: Part, before: LayerId | None, *, is_first: bool) -> LayerId:
        head = part.head.key
        if head == "input":
            raise part.head.error("“input” stands only at the start of a line. Leave it out here.")
        if head in JOINS:
            return self._join(part, None if is_first else before)
        if self._target(part) is not None:
            raise part.head.error(
                f"“{part.head.shown}” is a layer from further up. Write “add {part.head.shown}” or "
                f"“concat {part.head.shown}” to join it here."
            )
        is_output = self._is_output(part) or _body(part).head.key == "output"
        described: tuple[LayerSpec, bool]
        described = output_spec(part) if is_output else hidden_spec(part)
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
        kind = KINDS[type(spec)]
        self.counts[kind] = self.counts.get(kind, 0) + 1
        layer_id = LayerId(f"L{len(self.layers) + 1}")
        name = automatic_name(kind, self.counts[kind])
        if part.name is not None:
            name = self._label(part.name, layer_id)
        self.layers.append(Layer(layer_id, name, spec, is_frozen=is_frozen))
        return layer_id

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
    return Part(part.words[1:], part.name) if is_loose else part


def chain(specs: list[LayerSpec]) -> Network:
    """Return a network whose layers follow each other in this order, with names and fresh ids."""
    layers: list[Layer] = []
    counts: dict[str, int] = {}
    for number, spec in enumerate(specs, start=1):
        kind = KINDS[type(spec)]
        counts[kind] = counts.get(kind, 0) + 1
        layers.append(Layer(LayerId(f"L{number}"), automatic_name(kind, counts[kind]), spec))
    connections = tuple(
        Connection(before.id, after.id) for before, after in itertools.pairwise(layers)
    )
    return Network(tuple(layers), connections, next_id=len(layers) + 1)


def starter_network() -> Network:
    """Return the smallest network: the input, and an output that fits the data."""
    return chain([InputSpec(), OutputSpec()])
