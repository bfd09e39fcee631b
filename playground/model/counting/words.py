"""The words of a text that is counted: numbers, sizes and switches behind the name of a layer."""

import re
from dataclasses import dataclass

from playground.model.specs import Padding
from playground.model.text.words import Word


@dataclass(slots=True)
class Arguments:
    """The words behind the name of a layer, taken one by one."""

    head: Word
    words: list[Word]

    def again(self) -> "Arguments":
        return Arguments(self.head, list(self.words))

    def has_number(self) -> bool:
        return bool(self.words) and self.words[0].text.isdecimal()

    def number(self, what: str, least: int = 1) -> int:
        if not self.words:
            raise self.head.error(f"Behind “{self.head.shown}” stands {what}.")
        return whole(self.words.pop(0), what, least)

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
        return whole(self.words.pop(place), f"the {name}", least)

    def without(self, name: str) -> None:
        """Take away a word and the number behind it, which change no count."""
        place = next((i for i, word in enumerate(self.words) if word.key == name), None)
        if place is not None:
            del self.words[place : place + 2]

    def window(self) -> tuple[int, int]:
        """Take a window like 3x3; without one it is that."""
        is_said = bool(self.words) and re.match(r"[0-9]+[x×]", self.words[0].key) is not None
        height, width = (
            self.sizes("the size of the window, for example 3x3", 2) if is_said else (3, 3)
        )
        return height, width

    def padding(self, usual: str) -> Padding:
        """Take same, valid, pad 1 or pad 1,2,1,2."""
        place = next((i for i, word in enumerate(self.words) if word.key == "pad"), None)
        if place is None:
            said = [name for name in ("same", "valid") if self.switch(name)]
            return said[0] if said else usual
        word = self.words.pop(place)
        sides = self.words.pop(place).text.split(",") if place < len(self.words) else []
        if len(sides) not in (1, 4) or not all(re.fullmatch(r"[0-9]{1,6}", side) for side in sides):
            raise word.error("Behind “pad” stands a number, or four: pad 1,2,1,2")
        top, bottom, left, right = (int(side) for side in sides * (4 // len(sides)))
        return top, bottom, left, right

    def switch(self, name: str) -> bool:
        found = [word for word in self.words if word.key == name]
        self.words = [word for word in self.words if word.key != name]
        return bool(found)

    def end(self) -> None:
        if self.words:
            word = self.words[0]
            raise word.error(f"“{word.shown}” does not fit behind “{self.head.shown}” here.")


def whole(word: Word, what: str, least: int) -> int:
    """Return the whole number that a word says."""
    if not re.fullmatch(r"[0-9]{1,15}", word.text) or int(word.text) < least:
        raise word.error(f"“{word.shown}” is not {what}: write a whole number from {least}.")
    return int(word.text)


def times(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], int]:
    """Split “48x” or “48×” off the front."""
    match = re.fullmatch(r"([0-9]{1,4})[x×]", words[0].key)
    if match is None:
        return words, 1
    if len(words) < 2 or not int(match.group(1)):
        raise words[0].error("How often, and what? Write for example: 3x dense 64 relu")
    return words[1:], int(match.group(1))
