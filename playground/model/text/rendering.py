"""Network → text. One line where the network is a chain; named layers where it branches."""

import re
from dataclasses import dataclass, field

from playground.model.errors import TextError
from playground.model.graph import topological
from playground.model.ids import LayerId
from playground.model.network import (
    KINDS,
    ActivationSpec,
    ConcatenateSpec,
    DecayedSpec,
    DenseSpec,
    DropoutSpec,
    InputSpec,
    JoinSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
    WeightedSpec,
    plain_name,
)
from playground.model.text.forms import FORMS, FROZEN, NO_BIAS
from playground.model.text.specs import LATENT, TARGETS, WEIGHT, is_keyword
from playground.model.text.words import DECAY, LIKE, TIED

_BARE = re.compile(r"[^\W\d][\w.\-]*")
_STEMS = "|".join(plain_name(kind) for kind in (*KINDS.values(), LATENT))
_NUMBERED = re.compile(rf"input|output|({_STEMS}) [0-9]{{1,6}}")


def render(network: Network) -> str:
    """Return the text of a network.

    Raises
    ------
    TextError
        The network runs in a circle or a connection leads nowhere, it has no input for the data or
        several, a layer that takes one input has several, or a layer would use weights of one
        further down: no text says that.
    """
    return _Renderer(network).run()


def written_order(network: Network) -> list[Layer]:
    """Return the layers in the order in which the text names them, the input first.

    Raises
    ------
    TextError
        As for `render`.
    """
    renderer = _Renderer(network)
    renderer.arrange()
    first = network.layer(renderer.entry)
    return [first, *(network.layer(layer_id) for line in renderer.lines for layer_id in line)]


@dataclass(slots=True)
class _Renderer:
    """Lines in the making; a line is open at its last layer until another one follows it."""

    network: Network
    lines: list[list[LayerId]] = field(default_factory=list)
    place: dict[LayerId, int] = field(default_factory=dict)
    named: set[LayerId] = field(default_factory=set)
    outputs: list[LayerId] = field(default_factory=list)

    @property
    def entry(self) -> LayerId:
        """The input of the data.

        Raises
        ------
        TextError
            There is none, or several.
        """
        specs = {layer.id: layer.spec for layer in self.network.layers}
        inputs = [i for i, spec in specs.items() if isinstance(spec, InputSpec) and not spec.draws]
        if len(inputs) != 1:
            raise TextError("Only a network with one input can be written as text.")
        return inputs[0]

    def run(self) -> str:
        self.arrange()
        labels = self._labels()
        return "\n".join(self._line(line, labels) for line in self.lines)

    def arrange(self) -> None:
        """Sort the layers into lines."""
        known = {layer.id for layer in self.network.layers}
        if any(not {way.source, way.target} <= known for way in self.network.connections):
            raise TextError("A connection leads to a layer that does not exist. Remove it.")
        order = topological(self.network)
        if len(order) != len(self.network.layers):
            raise TextError("A network that runs in a circle cannot be written as text.")
        entry, layers = self.entry, self.network.layers
        self.outputs = [layer.id for layer in layers if isinstance(layer.spec, OutputSpec)]
        self.place[entry] = -1
        waiting = [layer_id for layer_id in order if layer_id != entry]
        above = {i: {*self.network.sources(i), *self._above(i)} for i in waiting}
        while waiting:
            found = next((i for i in waiting if above[i] <= self.place.keys()), None)
            if found is None:
                raise self._unsayable(waiting)
            waiting.remove(found)
            self._place(self.network.layer(found))

    def _above(self, layer_id: LayerId) -> list[LayerId]:
        """Return what has to stand further up beside a layer's sources.

        That is the layer whose weights it uses, and of outputs the one before: the first is shown.
        """
        layer, above = self.network.layer(layer_id), list[LayerId]()
        if layer.shares is not None and self.network.has(layer.shares):
            above.append(layer.shares)
        if layer_id in self.outputs[1:]:
            above.append(self.outputs[self.outputs.index(layer_id) - 1])
        return above

    def _unsayable(self, waiting: list[LayerId]) -> TextError:
        """Return what to say where no order is left in which layers could be written."""
        layers = [self.network.layer(layer_id) for layer_id in waiting]
        stuck = next((layer for layer in layers if layer.shares in waiting), layers[0])
        return TextError(
            f"{stuck.name} uses the weights of a layer behind it, and a text only knows layers from "
            "further up."
        )

    def _lender(self, layer: Layer) -> Layer | None:
        """Return the layer whose weights a layer uses."""
        if layer.shares is None:
            return None
        has_owner = isinstance(layer.spec, WeightedSpec) and self.network.has(layer.shares)
        owner = self.network.layer(layer.shares) if has_owner else None
        if owner is None or owner.shares is not None or not isinstance(owner.spec, WeightedSpec):
            raise TextError(
                f"{layer.name} uses weights that are not there. Give it its own weights."
            )
        return owner

    def _place(self, layer: Layer) -> None:
        sources = self.network.sources(layer.id)
        is_join = isinstance(layer.spec, JoinSpec)
        most = 0 if isinstance(layer.spec, InputSpec) else 1
        if len(sources) > most and not is_join:
            raise TextError(f"{layer.name} has several inputs but takes one: cut the others.")
        if is_join and len(sources) < 2:
            raise TextError(f"{layer.name} joins fewer than two layers: connect another one.")
        owner = self._lender(layer)
        first = sources[0] if sources else None
        line = self.place.get(first, -1) if first is not None else -1
        # An output closes its line, even where something was connected behind it.
        is_open = line >= 0 and self.lines[line][-1] == first and first not in self.outputs
        others = [*sources[1:], *self._above(layer.id)]
        if not is_open or any(self.place[other] > line for other in others):
            self.lines.append([])
            line = len(self.lines) - 1
            self.named.update(sources)
        self.named.update(sources[1:])
        if owner is not None:
            self.named.add(owner.id)
        self.lines[line].append(layer.id)
        self.place[layer.id] = line

    def _labels(self) -> dict[LayerId, str]:
        """Return what layers are called in the text, where they have to be named."""
        labels: dict[LayerId, str] = {}
        entry = self.entry
        for layer in self.network.layers:
            has_own = _NUMBERED.fullmatch(layer.name) is None
            if layer.id == entry:
                labels[layer.id] = "input"
            elif has_own or layer.id in self.named:
                labels[layer.id] = _label(layer.name, set(labels.values()))
        return labels

    def _line(self, line: list[LayerId], labels: dict[LayerId, str]) -> str:
        parts: list[str] = []
        for index, layer_id in enumerate(line):
            layer = self.network.layer(layer_id)
            sources = self.network.sources(layer_id)
            is_join = isinstance(layer.spec, JoinSpec)
            words = self._words(layer)
            if is_join:
                words += [labels[source] for source in (sources if index == 0 else sources[1:])]
            elif index == 0 and not sources and not isinstance(layer.spec, InputSpec):
                words.insert(0, "loose")
            elif index == 0 and sources and labels[sources[0]] != "input":
                parts.append(labels[sources[0]])
            if layer.shares is not None:
                words += [TIED if layer.is_transposed else LIKE, labels[layer.shares]]
            if layer_id in labels:
                words += ["as", labels[layer_id]]
            parts.append(" ".join(words))
        return " > ".join(parts)

    def _words(self, layer: Layer) -> list[str]:
        is_last = layer.id == self.lines[-1][-1] and bool(self.network.sources(layer.id))
        words = _spec_words(layer.spec, is_last=is_last and len(self.outputs) == 1)
        if layer.weight_decay is not None and layer.shares is None:
            decays = isinstance(layer.spec, DecayedSpec)
            words += [DECAY, repr(layer.weight_decay)] if decays else []
        has_padlock = layer.is_frozen and isinstance(layer.spec, WeightedSpec)
        return [*words, FROZEN] if has_padlock else words


def _spec_words(spec: LayerSpec, *, is_last: bool) -> list[str]:
    match spec:
        case DenseSpec():
            words = ["dense", str(len(spec.units))]
            words += [spec.activation] if spec.activation != "linear" else []
        case OutputSpec():
            # Only a written-out dense layer says both; "dense 3" alone would mean linear.
            is_open = spec.units is None or spec.activation is None or not is_last
            words = ["output" if is_open else "dense"]
            words += [str(spec.units)] if spec.units is not None else []
            words += [spec.activation] if spec.activation is not None else []
            words += [spec.loss] if spec.loss is not None else []
            words += [word for word, target in TARGETS.items() if target == spec.target]
            words += [WEIGHT, repr(spec.weight)] if spec.weight != 1.0 else []
        case InputSpec():
            return [LATENT, str(len(spec.units))]
        case ActivationSpec():
            return [spec.activation]
        case DropoutSpec():
            return ["dropout", f"{spec.rate:.12g}"]
        case _:
            kind = KINDS[type(spec)]
            written = FORMS[kind].write(spec) if kind in FORMS else [kind]
            return ["concat"] if isinstance(spec, ConcatenateSpec) else written
    words += [spec.initialiser] if spec.initialiser != "glorot" else []
    return words if spec.has_bias else [*words, NO_BIAS]


def _label(name: str, taken: set[str]) -> str:
    """Return a name as the text writes it: without the space of an automatic one, or in quotes."""
    match = _NUMBERED.fullmatch(name)
    plain = (
        name.replace(" ", "") if match and match[1] else name.replace('"', "'").strip() or "layer"
    )
    label, number = plain, 1
    while _written(label) in taken:
        number += 1
        label = f"{plain} {number}"
    return _written(label)


def _written(label: str) -> str:
    is_bare = _BARE.fullmatch(label) is not None and not is_keyword(label)
    return label if is_bare else f'"{label}"'
