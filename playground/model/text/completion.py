"""What can be written next: words with their one-sentence explanations."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from playground.model.catalog import ACTIVATIONS, INITIALISERS, LAYER_DECAY, LAYERS, LOSSES
from playground.model.text.forms import FORMS, FROZEN, NO_BIAS
from playground.model.text.forms import HEADS as FORM_HEADS
from playground.model.text.specs import JOINS, LATENT, WEIGHT
from playground.model.text.words import AS, DECAY, LIKE, TIED, TOKEN, Word

_SWITCHES = {
    NO_BIAS: "The layer has no bias: its lines all go through the origin.",
    FROZEN: "The padlock: training does not move this layer.",
    AS: "Gives the layer a name, so that other lines can use it.",
}
_DECAY = {DECAY: LAYER_DECAY.explanation}
_LIKE = {LIKE: "Uses the weights of a layer from further up, and learns them with it."}
_TIED = {TIED: "Uses the weights of a layer from further up turned over, as autoencoders do."}
_WEIGHT = {WEIGHT: "How much the loss of this output counts beside the others: a number."}
_TARGETS = {
    "reconstruct": "The output gives back what came in, as autoencoders do.",
    "next": "The output foretells what comes next at every position of a sequence of numbers.",
    "real": "The output is to say yes to every example.",
    "fake": "The output is to say no to every example.",
}
_STARTS = {
    "input": "The examples; a line that says nothing else begins here.",
    LATENT: "An input that draws numbers of a bell curve, anew for every example.",
    "loose": "A layer that is not connected to anything in front of it.",
}


@dataclass(frozen=True, slots=True)
class Completion:
    """A word that fits, and the place of what it replaces: text[start:end]."""

    word: str
    explanation: str
    start: int
    end: int


def complete(text: str, position: int) -> tuple[Completion, ...]:
    """Return the words that fit at a position, those that begin like the word under it."""
    before = [Word(m.group(), m.start()) for m in TOKEN.finditer(text[:position])]
    current = ""
    if before and before[-1].end == position and before[-1].text not in (">", ";", "\n"):
        current = before.pop().text
    if current.startswith("#"):
        return ()
    part: list[str] = []
    is_first = True
    for word in before:
        if word.text in (">", ";", "\n"):
            part, is_first = [], word.text != ">"
        elif not word.text.startswith("#"):
            part.append(word.text.lower())
    start = position - len(current)
    known = _names(text)
    choices = _choices([w for w in part if w != "loose"], is_first, known)
    return tuple(
        Completion(word, explanation, start, position)
        for word, explanation in choices.items()
        if word.lower().startswith(current.lower()) and word.lower() != current.lower()
    )


def _choices(part: list[str], is_first: bool, known: list[str]) -> dict[str, str]:
    """Return word → explanation for the next word of a part."""
    named = dict.fromkeys(known, "A layer from further up.")
    if part and part[-1] in (AS, LIKE, TIED, WEIGHT, LATENT, DECAY):
        return named if part[-1] in (LIKE, TIED) else {}
    if not part:
        return _heads() | (_STARTS | named if is_first else {})
    head = part[0]
    tables: dict[str, str] = {}
    if head in ("dense", "output"):
        if head == "dense" and len(part) == 1:
            return {}  # the number of units comes first
        tables = _said(ACTIVATIONS) | (_said(LOSSES) if head == "output" else {})
        tables |= _said(INITIALISERS) | (_TARGETS | _WEIGHT if head == "output" else {})
        tables |= _SWITCHES | _DECAY | _LIKE | _TIED
    elif head == "activation" and len(part) == 1:
        return _said(ACTIVATIONS)
    elif head in FORM_HEADS:
        form = FORM_HEADS[head]
        if form.needs and len(part) == 1:
            return {}
        padlock = {FROZEN: _SWITCHES[FROZEN]} | _LIKE if form.has_padlock else {}
        decay = _DECAY if form.has_decay else {}
        tables = form.offers() | padlock | decay | {AS: _SWITCHES[AS]}
    elif head in JOINS:
        tables = {**named, "input": _STARTS["input"], AS: _SWITCHES[AS]}
    else:
        tables = {AS: _SWITCHES[AS]}
    said = {*part, LIKE, TIED} if LIKE in part or TIED in part else {*part}
    return {word: what for word, what in tables.items() if word not in said}


def _heads() -> dict[str, str]:
    words = {"concatenate": "concat"} | {kind: form.word for kind, form in FORMS.items()}
    kinds = {words.get(name, name): record.explanation for name, record in LAYERS.items()}
    kinds.pop("input", None)
    kinds.pop("activation", None)
    return kinds | _said(ACTIVATIONS)


class _Explained(Protocol):
    @property
    def explanation(self) -> str: ...


def _said(table: Mapping[str, _Explained]) -> dict[str, str]:
    return {name: record.explanation for name, record in table.items()}


def _names(text: str) -> list[str]:
    """Return the names that the text gives."""
    words = [m.group() for m in TOKEN.finditer(text)]
    return [name for said, name in itertools.pairwise(words) if said.lower() == AS]
