"""Parts of what is written about a layer: each reads the words of one setting, and writes them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from playground.model.catalog import ACTIVATIONS, INITIALISERS, LAYERS, MAX_UNITS, Field
from playground.model.errors import TextError
from playground.model.hints import refusal
from playground.model.ids import UnitId
from playground.model.text.words import Word, unit_ids

_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+")
_SIZES = re.compile(r"[0-9]+(?:[x×][0-9]+)+")
_BARE = re.compile(r"(?!(?:as|like|tied|decay)$)[^\s>;#\"]+", re.IGNORECASE)
Values = dict[str, Any]
"""Setting → value, as far as they are read."""


class Clause(Protocol):
    """Some words of a layer.

    ``read`` takes words from the front into the values and returns how many, 0 where they are not
    its own; ``write`` returns the words of given values, none where they are the usual ones.
    """

    @property
    def name(self) -> str: ...

    def read(self, kind: str, words: list[Word], values: Values) -> int: ...

    def write(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]: ...

    def offers(self, kind: str) -> dict[str, str]:
        """Return words that this clause begins with, each with what it means."""


def setting(kind: str, name: str) -> Field:
    """Return a setting of a kind of layer; KeyError where it has none of this name."""
    field = LAYERS[kind].field(name)
    if field is None:
        raise KeyError(name)
    return field


def unit_count(word: Word, example: str) -> int:
    """Return the number of units that a word says."""
    if not re.fullmatch(r"[+-]?[0-9]+", word.text):
        raise word.error(
            f"“{word.shown}” is no number of units. Write a whole number, for example: {example}"
        )
    # Digits beyond any limit are not worth converting.
    number = int(word.text) if len(word.text) < 12 else MAX_UNITS + 1
    if word.text.startswith("-") or number < 1:
        raise word.error("A layer has at least 1 unit. Write a positive number.")
    if number > MAX_UNITS:
        raise word.error(f"A layer has at most {MAX_UNITS:,} units. Write a smaller number.")
    return number


def _unfit(word: Word, field: Field) -> TextError:
    return word.error(f"“{word.shown}” does not fit here. {refusal(field)}")


def _number(word: Word, field: Field) -> int | float:
    """Return the number that a word says, within the limits of a setting."""
    is_number = _NUMBER.fullmatch(word.text[:40]) is not None
    number = float(word.text[:40]) if is_number else -1.0
    value = int(number) if field.is_whole and number.is_integer() else number
    if not is_number or not field.allows(value):
        raise _unfit(word, field)
    return value


def _said(value: float) -> str:
    return f"{value:.12g}"


@dataclass(frozen=True, slots=True)
class Units:
    """How many units there are, right behind the layer's word."""

    example: str
    name: str = "units"

    def read(self, kind: str, words: list[Word], values: Values) -> int:
        if self.name in values or values:
            return 0
        values[self.name] = unit_ids(unit_count(words[0], self.example))
        return 1

    def write(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
        return [str(len(values[self.name]))]

    def offers(self, kind: str) -> dict[str, str]:
        return {}


@dataclass(frozen=True, slots=True)
class Names:
    """Names of features, as many as there are words; quoted where a name is no single word."""

    name: str

    def read(self, kind: str, words: list[Word], values: Values) -> int:
        names: list[str] = []
        for word in words:
            if not word.label or word.label in names:
                raise word.error(f"“{word.shown}” does not fit here. Name each feature once.")
            names.append(word.label)
        values[self.name] = tuple(UnitId(name) for name in names)
        return len(words)

    def write(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
        return [name if _BARE.fullmatch(name) else f'"{name}"' for name in values[self.name]]

    def offers(self, kind: str) -> dict[str, str]:
        return {}


@dataclass(frozen=True, slots=True)
class Number:
    """A number without a word in front of it."""

    name: str

    def read(self, kind: str, words: list[Word], values: Values) -> int:
        if re.match(r"[+-]?\.?[0-9]", words[0].text) is None:
            return 0
        values[self.name] = _number(words[0], setting(kind, self.name))
        return 1

    def write(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
        return [_said(values[self.name])]

    def offers(self, kind: str) -> dict[str, str]:
        return {}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Several sizes in one word: 3x3."""

    name: str
    fields: tuple[str, ...]

    def read(self, kind: str, words: list[Word], values: Values) -> int:
        word = words[0]
        if _SIZES.fullmatch(word.key) is None:
            return 0
        sizes = [size[:9] for size in re.split("[x×]", word.key)]
        if len(sizes) != len(self.fields):
            raise word.error(
                f"“{word.shown}” has {len(sizes)} sizes; {len(self.fields)} belong here."
            )
        for name, size in zip(self.fields, sizes, strict=True):
            field = setting(kind, name)
            if not field.allows(int(size)):
                raise _unfit(word, field)
            values[name] = int(size)
        return 1

    def write(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
        return ["x".join(str(values[name]) for name in self.fields)]

    def offers(self, kind: str) -> dict[str, str]:
        return {}


@dataclass(frozen=True, slots=True)
class After:
    """A word and the number behind it: stride 2."""

    word: str
    name: str

    def read(self, kind: str, words: list[Word], values: Values) -> int:
        if words[0].key != self.word:
            return 0
        if len(words) < 2:
            raise words[0].error(f"Behind “{self.word}” stands a number.")
        values[self.name] = _number(words[1], setting(kind, self.name))
        return 2

    def write(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
        value = values[self.name]
        return [] if value is None or value == usual[self.name] else [self.word, _said(value)]

    def offers(self, kind: str) -> dict[str, str]:
        return {self.word: setting(kind, self.name).explanation}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A name of a table, which says by itself what it sets: relu, he."""

    name: str
    is_always_written: bool = False

    def read(self, kind: str, words: list[Word], values: Values) -> int:
        if words[0].key not in setting(kind, self.name).choices:
            return 0
        values[self.name] = words[0].key
        return 1

    def write(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
        value = values[self.name]
        return [value] if self.is_always_written or value != usual[self.name] else []

    def offers(self, kind: str) -> dict[str, str]:
        field = setting(kind, self.name)
        told = {name: record.explanation for name, record in ACTIVATIONS.items()}
        told |= {name: record.explanation for name, record in INITIALISERS.items()}
        return {name: told.get(name, field.explanation) for name in field.choices}


@dataclass(frozen=True, slots=True)
class Flag:
    """A word that stands for one value: nobias."""

    word: str
    name: str
    value: bool
    explanation: str = ""

    def read(self, kind: str, words: list[Word], values: Values) -> int:
        if words[0].key != self.word:
            return 0
        values[self.name] = self.value
        return 1

    def write(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
        return [self.word] if values[self.name] == self.value else []

    def offers(self, kind: str) -> dict[str, str]:
        return {self.word: self.explanation or setting(kind, self.name).explanation}


@dataclass(frozen=True, slots=True)
class Padding:
    """Zeros around a picture: same, valid, pad 1, pad 1,2,1,2."""

    name: str = "padding"

    def read(self, kind: str, words: list[Word], values: Values) -> int:
        field, word = setting(kind, self.name), words[0]
        if word.key in field.choices:
            values[self.name] = word.key
            return 1
        if word.key != "pad":
            return 0
        if len(words) < 2:
            raise word.error("Behind “pad” stands a number, or four: pad 1,2,1,2")
        sides = words[1].text.split(",")
        is_fine = all(re.fullmatch(r"[0-9]{1,6}", side) for side in sides)
        numbers = tuple(int(side) for side in sides) if is_fine else ()
        whole = numbers * 4 if len(numbers) == 1 else numbers
        if not field.allows(whole):
            raise _unfit(words[1], field)
        values[self.name] = whole
        return 2

    def write(self, values: Mapping[str, Any], usual: Mapping[str, Any]) -> list[str]:
        value = values[self.name]
        if value == usual[self.name]:
            return []
        if isinstance(value, str):
            return [value]
        sides = [str(side) for side in value]
        return ["pad", sides[0] if len(set(sides)) == 1 else ",".join(sides)]

    def offers(self, kind: str) -> dict[str, str]:
        explanation = setting(kind, self.name).explanation
        return dict.fromkeys(("same", "valid", "pad"), explanation)
