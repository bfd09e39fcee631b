"""Words of the text form with their places: what every later stage works on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from playground.model.errors import TextError
from playground.model.hints import name_hint
from playground.model.ids import UnitId

MAX_LENGTH = 20_000
LIKE, TIED, AS, DECAY = "like", "tied", "as", "decay"
NAMING = (AS, LIKE, TIED)
"""Words in front of the name of a layer."""
TOKEN = re.compile(r'#[^\n]*|"[^"\n]*"?|>|;|\n|[^\s>;#"]+')


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def shown(self) -> str:
        """The word, short enough for a message."""
        return self.text if len(self.text) <= 40 else self.text[:37] + "..."

    @property
    def key(self) -> str:
        """The word as the tables spell it."""
        return self.text.lower()

    @property
    def label(self) -> str:
        """The word as the name of a layer: without quotes."""
        return self.text.strip('"').strip()

    def error(self, message: str) -> TextError:
        return TextError(message, self.start, self.end)

    def twice(self, what: str) -> TextError:
        """Return what to say where a word says again what another one has said."""
        return self.error(f"There are two words for the {what}. Leave one out.")


@dataclass(frozen=True, slots=True)
class Part:
    """One layer of a line: its words, and the name behind ``as``.

    Attributes
    ----------
    how, owner
        The word ``like`` or ``tied``, and the name behind it: whose weights the layer uses.
    decay
        The word ``decay`` and the number behind it.
    """

    words: tuple[Word, ...]
    name: Word | None = None
    how: Word | None = None
    owner: Word | None = None
    decay: tuple[Word, Word] | None = None

    @property
    def head(self) -> Word:
        return self.words[0]


@dataclass(slots=True)
class Settings:
    """Words behind the name of a layer, sorted into what they set."""

    values: dict[str, str] = field(default_factory=dict)

    def take(self, words: tuple[Word, ...], allowed: dict[str, tuple[str, ...]]) -> None:
        """Sort words in; ``allowed`` is setting → its words.

        Raises
        ------
        TextError
            A word is not known here, or two of them set the same.
        """
        names = tuple(name for table in allowed.values() for name in table)
        for word in words:
            setting = next((s for s, table in allowed.items() if word.key in table), None)
            if setting is None:
                raise word.error(f"“{word.shown}” is not known here. {name_hint(word.text, names)}")
            if setting in self.values:
                raise word.twice(setting)
            self.values[setting] = word.key


def lines(text: str) -> Iterator[list[Part]]:
    """Yield the parts of every line; lines end at a line break or “;”, and go on behind a “>”.

    Raises
    ------
    TextError
        Nothing stands where a layer should.
    """
    tokens = [Word(m.group(), m.start()) for m in TOKEN.finditer(text)]
    tokens = [token for token in tokens if not token.text.startswith("#")]
    current: list[Word] = []
    for index, token in enumerate(tokens):
        if token.text not in ("\n", ";"):
            current.append(token)
            continue
        following = next((t.text for t in tokens[index + 1 :] if t.text != "\n"), "")
        if token.text == "\n" and ((current and current[-1].text == ">") or following == ">"):
            continue  # the chain goes on in the next line
        if current:
            yield list(_parts(current, len(text)))
        current = []
    if current:
        yield list(_parts(current, len(text)))


def _parts(tokens: list[Word], length: int) -> Iterator[Part]:
    words: list[Word] = []
    sign: Word | None = None
    for token in tokens:
        if token.text != ">":
            words.append(token)
            continue
        if not words:
            raise _nothing(token, token)
        yield _part(words)
        words, sign = [], token
    if not words:
        raise _nothing(sign or tokens[0], tokens[-1], length)
    yield _part(words)


def _nothing(first: Word, last: Word, length: int | None = None) -> TextError:
    return TextError(
        "There is nothing between two signs “>”, or before the first or behind the last. "
        "Write a layer there or take the sign away.",
        first.start,
        last.end if length is None else min(length, last.end + 1),
    )


def _part(words: list[Word]) -> Part:
    place = next((i for i, word in enumerate(words) if word.key == AS), None)
    if place is None:
        return _decaying(_borrowing(words, None))
    if place == 0:
        raise words[0].error("“as” names the layer in front of it. Write a layer first.")
    behind = words[place + 1 :]
    if len(behind) != 1 or not behind[0].label.strip():
        raise words[place].error(
            "Behind “as” stands one name, for example: dense 8 tanh as left. Names of several "
            'words stand in quotes: "my layer".'
        )
    return _decaying(_borrowing(words[:place], behind[0]))


def _borrowing(words: list[Word], name: Word | None) -> Part:
    """Return the part without the words that say whose weights it uses."""
    places = [i for i, word in enumerate(words) if word.key in (LIKE, TIED)]
    if not places:
        return Part(tuple(words), name)
    place = places[0]
    how = words[place]
    if place == 0:
        raise how.error(f"“{how.key}” stands behind a layer. Write a layer first.")
    if len(places) > 1:
        raise words[places[1]].twice("weights")
    if place + 1 == len(words) or not words[place + 1].label.strip():
        raise how.error(
            f"Behind “{how.key}” stands the name of a layer from further up, for example: "
            f"dense 8 {how.key} left"
        )
    rest = (*words[:place], *words[place + 2 :])
    return Part(rest, name, how, words[place + 1])


def _decaying(part: Part) -> Part:
    """Return the part without the words that say how its weights decay."""
    words = part.words
    places = [i for i, word in enumerate(words) if word.key == DECAY]
    if not places:
        return part
    place = places[0]
    if place == 0:
        raise words[0].error(f"“{DECAY}” stands behind a layer. Write a layer first.")
    if len(places) > 1:
        raise words[places[1]].twice(DECAY)
    if place + 1 == len(words):
        raise words[place].error(f"Behind “{DECAY}” stands a number.")
    rest = (*words[:place], *words[place + 2 :])
    return replace(part, words=rest, decay=(words[place], words[place + 1]))


def unit_ids(count: int) -> tuple[UnitId, ...]:
    """Return ids for the units of a new layer: u1, u2, ..."""
    return tuple(UnitId(f"u{number}") for number in range(1, count + 1))
