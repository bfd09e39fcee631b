"""How layers of each kind are written: a word and its clauses, for all but the oldest kinds."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from types import MappingProxyType
from typing import Any

from playground.model.hints import name_hint
from playground.model.network import KINDS, DecayedSpec, LayerSpec
from playground.model.text.clauses import (
    After,
    Clause,
    Flag,
    Names,
    Number,
    OneOf,
    Padding,
    Sizes,
    Units,
    Values,
)
from playground.model.text.words import Part

NO_BIAS, FROZEN = "nobias", "frozen"
_PADLOCK = "padlock"
_KINDS: Mapping[str, type[LayerSpec]] = {kind: spec for spec, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Form:
    """What stands for a kind of layer.

    Attributes
    ----------
    needs
        The setting that has to be said, and an example; "" where all may be left out.
    has_padlock
        Whether the layer can be frozen.
    """

    kind: str
    word: str
    clauses: tuple[Clause, ...] = ()
    needs: str = ""
    example: str = ""
    has_padlock: bool = False

    @property
    def has_decay(self) -> bool:
        """Whether the layer has weights that can decay."""
        return issubclass(_KINDS[self.kind], DecayedSpec)

    def read(self, part: Part) -> tuple[LayerSpec, bool]:
        """Return the layer of a part, and whether it is frozen.

        Raises
        ------
        TextError
            A word is not known here, is said twice, or is missing.
        """
        values: Values = {}
        is_frozen, said = False, set[str]()
        words = list(part.words[1:])
        while words:
            if self.has_padlock and words[0].key == FROZEN:
                name, taken, is_frozen = _PADLOCK, 1, True
            else:
                name, taken = self._take(words, values)
            if not taken:
                hint = name_hint(words[0].text, self.offers())
                raise words[0].error(f"“{words[0].shown}” is not known here. {hint}")
            if name in said:
                raise words[0].twice(name)
            said.add(name)
            del words[:taken]
        if self.needs and self.needs not in values:
            raise part.head.error(
                f"How many units has “{part.head.shown}”? Write for example: {self.example}"
            )
        return _KINDS[self.kind](**values), is_frozen

    def _take(self, words: list[Any], values: Values) -> tuple[str, int]:
        for clause in self.clauses:
            taken = clause.read(self.kind, words, values)
            if taken:
                return clause.name, taken
        return "", 0

    def write(self, spec: LayerSpec) -> list[str]:
        """Return the words of a layer."""
        values = {field.name: getattr(spec, field.name) for field in fields(spec)}
        usual = {f.name: f.default for f in fields(spec) if f.default is not MISSING}
        return [self.word, *(w for c in self.clauses for w in c.write(values, usual))]

    def offers(self) -> dict[str, str]:
        """Return the words that may stand behind the layer's own, each with what it means."""
        words: dict[str, str] = {}
        for clause in self.clauses:
            words |= clause.offers(self.kind)
        return words


_BIAS = Flag(
    NO_BIAS, "has_bias", False, "The layer has no bias: its lines all go through the origin."
)
_WEIGHTS: tuple[Clause, ...] = (OneOf("activation"), OneOf("initialiser"), _BIAS)
_KERNEL = Sizes("window", ("kernel_height", "kernel_width"))
_POOL = (Number("size"), After("stride", "stride"), Padding())


def _conv(kind: str, word: str, *more: Clause) -> Form:
    example = f"{word} 8 3x3 relu"
    clauses: tuple[Clause, ...] = (
        *(Units(example), _KERNEL, After("stride", "stride"), Padding()),
        *more,
        *_WEIGHTS,
    )
    return Form(kind, word, clauses, "units", example, has_padlock=True)


def _units(kind: str, *more: Clause) -> Form:
    example = f"{kind} 8"
    return Form(kind, kind, (Units(example), *more), "units", example, has_padlock=True)


_WHOLE = Flag("whole", "whole_sequence", True)
_START = OneOf("initialiser")
_FORMS = (
    Form("features", "features", (Names("features"),)),
    Form("noise", "noise", (Number("deviation"),)),
    Form("batch_norm", "batch_norm", (After("momentum", "momentum"),), has_padlock=True),
    Form("layer_norm", "layer_norm", has_padlock=True),
    Form("normalise", "normalise"),
    _units("cosine", _START),
    Form("softmax_over", "softmax_over", (OneOf("axis", is_always_written=True),)),
    _conv("conv", "conv", After("groups", "groups")),
    _conv("transposed_conv", "transposed_conv"),
    Form("upsample", "upsample", (Number("factor"),)),
    Form("max_pool", "pool", _POOL),
    Form("average_pool", "average_pool", _POOL),
    Form("global_average_pool", "global_average_pool"),
    Form("flatten", "flatten"),
    Form("reshape", "reshape", (Sizes("size", ("channels", "height", "width")),)),
    _units("embedding", _START),
    Form("position", "position", (OneOf("how"),), has_padlock=True),
    _units("rnn", _WHOLE, _START),
    _units("lstm", _WHOLE, After("forget", "forget_bias"), _START),
    _units("gru", _WHOLE, _START),
    Form("last_step", "last_step"),
    Form(
        "attention",
        "attention",
        (Number("heads"), Flag("causal", "is_causal", True)),
        has_padlock=True,
    ),
)

FORMS: Mapping[str, Form] = MappingProxyType({form.kind: form for form in _FORMS})
"""By kind of layer. Dense layers, activations, dropout, joins and the ends have words of their own."""
HEADS: Mapping[str, Form] = MappingProxyType(
    {name: form for form in _FORMS for name in (form.word, form.kind)}
)
"""By the word that a part begins with; the name of the kind is understood as well."""
WORDS = frozenset({word for form in _FORMS for word in (form.word, form.kind, *form.offers())})
"""Every word that has a meaning here."""
