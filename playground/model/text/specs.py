"""One part of the text → the layer that it describes."""

import re
from collections.abc import Mapping

from playground.model.catalog import (
    ACTIVATIONS,
    INITIALISERS,
    LAYER_DECAY,
    LOSSES,
    MAX_LOSS_WEIGHT,
)
from playground.model.hints import name_hint, refusal
from playground.model.network import (
    ActivationSpec,
    AddSpec,
    ConcatenateSpec,
    DecayedSpec,
    DenseSpec,
    DropoutSpec,
    InputSpec,
    JoinSpec,
    LayerSpec,
    MultiplySpec,
    OutputSpec,
)
from playground.model.text.clauses import unit_count
from playground.model.text.forms import FORMS, FROZEN, NO_BIAS, WORDS
from playground.model.text.forms import HEADS as FORM_HEADS
from playground.model.text.words import DECAY, NAMING, Part, Settings, Word, unit_ids

JOINS: Mapping[str, JoinSpec] = {
    "add": AddSpec(),
    "multiply": MultiplySpec(),
    "concat": ConcatenateSpec(),
    "concatenate": ConcatenateSpec(),
}
"""Word → the layer that joins branches."""
LATENT, WEIGHT = "latent", "weight"
_PLAIN_HEADS = ("dense", "activation", "dropout", "add", "multiply", "concat", "output")
HEADS = (*_PLAIN_HEADS, *(form.word for form in FORMS.values()), "loose", LATENT, "input")
"""Words that a part can begin with, beside the names of activations and layers."""
MAX_RATE = 0.99
_SHARE = re.compile(r"[0-9]*\.?[0-9]+(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
_EXAMPLE = "dense 8 tanh"

ACTIVATION_WORDS = {"activation": tuple(ACTIVATIONS)}
START_WORDS = {"start": tuple(INITIALISERS)}
LOSS_WORDS = {"loss": tuple(LOSSES)}
TARGETS: Mapping[str, str] = {
    "reconstruct": "input", "next": "next", "real": "real", "fake": "fake",
}  # fmt: skip
"""Word → what an output is compared with; without a word it is the label."""
_SETTINGS = tuple(word for form in FORMS.values() for word in form.offers())
SWITCHES = (NO_BIAS, FROZEN, *TARGETS, WEIGHT, DECAY, *NAMING, *dict.fromkeys(_SETTINGS))
SWITCH_WORDS = {"bias": (NO_BIAS,), "padlock": (FROZEN,)}
DENSE_WORDS = ACTIVATION_WORDS | START_WORDS | SWITCH_WORDS
OUTPUT_WORDS = DENSE_WORDS | LOSS_WORDS | {"target": tuple(TARGETS)}


def is_keyword(word: str) -> bool:
    """Whether a word has a meaning of its own, so that no layer can be called by it."""
    tables = (*HEADS, *JOINS, *ACTIVATIONS, *INITIALISERS, *LOSSES, *SWITCHES)
    return word.lower() in tables or word.lower() in WORDS


def hidden_spec(part: Part) -> tuple[LayerSpec, bool]:
    """Return the layer of a part that is no join and no output, and whether it is frozen.

    Raises
    ------
    TextError
        The part describes no such layer.
    """
    words, head = part.words, part.head.key
    if head == "dense":
        return _dense(words)
    if head == "dropout":
        return DropoutSpec(_rate(words)), False
    if head in FORM_HEADS:
        return FORM_HEADS[head].read(part)
    named = words[1:] if head == "activation" else words
    if not named:
        raise words[0].error(f"Which activation? {name_hint('', ACTIVATIONS)}")
    if len(named) == 1 and named[0].key in ACTIVATIONS:
        return ActivationSpec(named[0].key), False
    if head == "activation" or head in ACTIVATIONS:
        word = named[0] if named[0].key not in ACTIVATIONS else named[1]
        raise word.error(
            f"“{word.shown}” does not fit here: an activation layer has one word, its function."
        )
    kinds = (*_PLAIN_HEADS, *FORM_HEADS, *ACTIVATIONS)
    raise words[0].error(f"“{words[0].shown}” is no layer. {name_hint(words[0].text, kinds)}")


def output_spec(part: Part) -> tuple[OutputSpec, bool]:
    """Return the output that ``output ...`` or a written-out dense layer describes.

    Raises
    ------
    TextError
        A word of it is not known, or it is no number of units.
    """
    words, settings = part.words, Settings()
    is_dense = part.head.key == "dense"
    if is_dense:
        units: int | None = _units(words)
    else:
        has_units = len(words) > 1 and re.match(r"[+-]?[0-9]", words[1].text) is not None
        units = unit_count(words[1], _EXAMPLE) if has_units else None
    weight, rest = _weight(words[1:] if units is None else words[2:])
    settings.take(rest, OUTPUT_WORDS)
    values = settings.values
    spec = OutputSpec(
        units,
        values.get("activation", "linear" if is_dense else None),
        values.get("loss"),
        values.get("start", "glorot"),
        TARGETS.get(values.get("target", ""), "label"),
        weight,
        has_bias="bias" not in values,
    )
    return spec, "padlock" in values


def _weight(words: tuple[Word, ...]) -> tuple[float, tuple[Word, ...]]:
    """Return how much the loss of an output counts, and the words that say something else."""
    places = [i for i, word in enumerate(words) if word.key == WEIGHT]
    if not places:
        return 1.0, words
    place = places[0]
    if len(places) > 1:
        raise words[places[1]].twice(WEIGHT)
    if place + 1 == len(words):
        raise words[place].error(f"Behind “{WEIGHT}” stands a number.")
    word = words[place + 1]
    weight = float(word.text) if _SHARE.fullmatch(word.text[:40]) else 0.0
    if not 0.0 < weight <= MAX_LOSS_WEIGHT:
        raise word.error(
            f"“{word.shown}” is no weight of a loss. Write a number above 0, at most "
            f"{MAX_LOSS_WEIGHT:,.0f}, for example: output reconstruct weight 0.5"
        )
    return weight, (*words[:place], *words[place + 2 :])


def decay_of(part: Part, spec: LayerSpec) -> float | None:
    """Return how strongly the weights of a layer decay, None where the part does not say.

    Raises
    ------
    TextError
        It is no number within its limits, or the layer has no weights of its own.
    """
    if part.decay is None:
        return None
    word, number = part.decay
    if not isinstance(spec, DecayedSpec):
        raise word.error(f"“{DECAY}” does not fit here: this layer has no weights.")
    if part.owner is not None:
        raise word.error(
            f"“{DECAY}” stands at the layer that the weights belong to: “{part.owner.shown}”."
        )
    decay = float(number.text) if _SHARE.fullmatch(number.text[:40]) else -1.0
    if not LAYER_DECAY.allows(decay):
        raise number.error(f"“{number.shown}” does not fit here. {refusal(LAYER_DECAY)}")
    return decay


def latent_spec(part: Part) -> InputSpec:
    """Return the input that ``latent 3`` describes: it draws so many numbers.

    Raises
    ------
    TextError
        It says no number, or something else.
    """
    words = part.words
    if len(words) < 2:
        raise words[0].error("How many numbers are drawn? Write for example: latent 3")
    if len(words) > 2:
        raise words[2].error(f"“{words[2].shown}” does not fit here: latent has one number.")
    return InputSpec("noise", unit_ids(unit_count(words[1], "latent 3")))


def _dense(words: tuple[Word, ...]) -> tuple[DenseSpec, bool]:
    units, settings = _units(words), Settings()
    settings.take(words[2:], DENSE_WORDS)
    values = settings.values
    spec = DenseSpec(
        unit_ids(units),
        values.get("activation", "linear"),
        values.get("start", "glorot"),
        "bias" not in values,
    )
    return spec, "padlock" in values


def _units(words: tuple[Word, ...]) -> int:
    if len(words) < 2:
        raise words[0].error("How many units has the dense layer? Write for example: dense 8 tanh")
    return unit_count(words[1], _EXAMPLE)


def _rate(words: tuple[Word, ...]) -> float:
    if len(words) > 2:
        raise words[2].error(f"“{words[2].shown}” does not fit here: dropout has one number.")
    if len(words) < 2:
        return DropoutSpec().rate
    word = words[1]
    rate = float(word.text) if re.fullmatch(r"[0-9]*\.?[0-9]+", word.text[:40]) else -1.0
    if not 0.0 <= rate <= MAX_RATE:
        raise word.error(
            f"“{word.shown}” is no share that can be dropped. Write a number from 0 to {MAX_RATE}, "
            "for example: dropout 0.3"
        )
    return rate
