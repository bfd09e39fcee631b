"""Table: kinds whose examples are sequences, of tokens or of numbers."""

from playground.data.catalog.records import Column, DatasetKind
from playground.model.resolution import Task

MOST_SEQUENCES = 20_000
"""Fewer than of other kinds: each of them has up to some hundred positions."""
SYMBOLS = ("a", "b", "c", "d")
"""Tokens of "first symbol", and its classes."""
BRACKETS = ("(", ")")
WAVES = ("sine", "square", "saw")
SPACE = "␣"
"""What the space between two words is called."""
LETTERS = (SPACE, ".", *"abcdeghiklnorstw")
"""Tokens of "next letter": what its sentences are written with."""

_TOKEN = Column("token", "token", "The symbol at each position, as its place in the vocabulary.")
_HEIGHT = Column("height", "height", "How high the wave is at each position.")


def _sequence(
    name: str,
    titles: tuple[str, str, str],
    task: Task,
    classes: tuple[str, ...],
    lengths: tuple[int, int, int],
    *,
    vocabulary: tuple[str, ...] = (),
    noise_range: float = 0.0,
) -> DatasetKind:
    title, short, explanation = titles
    least, length, most = lengths
    column = _TOKEN if vocabulary else _HEIGHT
    return DatasetKind(
        name=name,
        title=title,
        explanation=explanation,
        short=short,
        group="sequences",
        task=task,
        classes=classes,
        examples=2000,
        minimum_examples=len(classes),
        maximum_examples=MOST_SEQUENCES,
        train_share=0.5,
        standardise=False,
        batch_size=32,
        form="sequence",
        columns=(column,),
        features=(column.name,),
        noise_range=noise_range,
        extent=0.0,
        vocabulary=vocabulary,
        length=length,
        minimum_length=least,
        maximum_length=most,
    )


SEQUENCES = (
    _sequence(
        "recall",
        (
            "First symbol",
            "Recall",
            "The class is the first symbol; what follows says nothing, so it has to be kept.",
        ),
        "classes",
        SYMBOLS,
        (2, 10, 200),
        vocabulary=SYMBOLS,
    ),
    _sequence(
        "brackets",
        (
            "Brackets",
            "Brackets",
            "Does every bracket that opens close again? The depth has to be counted.",
        ),
        "binary",
        ("wrong", "balanced"),
        (4, 12, 100),
        vocabulary=BRACKETS,
    ),
    _sequence(
        "waves",
        ("Waves", "Waves", "Sine, square or saw, wherever it begins and however fast it swings."),
        "classes",
        WAVES,
        (8, 24, 200),
        noise_range=1.0,
    ),
    _sequence(
        "letters",
        (
            "Next letter",
            "Next letter",
            "At every letter of a small text the network says which one follows.",
        ),
        "tokens",
        LETTERS,
        (4, 24, 100),
        vocabulary=LETTERS,
    ),
)
