"""Table: kinds whose examples are rows of named columns, and pictures."""

from playground.data.catalog.plane import MAX_EXAMPLES
from playground.data.catalog.records import Column, DatasetKind


def _symptoms(*names: str) -> tuple[Column, ...]:
    return tuple(
        Column(name.replace(" ", "_"), name, f"1 where the patient has it: {name}.")
        for name in names
    )


FLU_SYMPTOMS = _symptoms("fever", "aching limbs", "cough", "itchy eyes", "sneezing")
SICK_SYMPTOMS = _symptoms(
    "fever", "cough", "rash", "headache", "nausea", "sore throat", "fatigue", "stiff neck"
)
DWARF_TRAITS = (
    Column("shovel", "shovel", "1 where the dwarf carries a shovel."),
    Column("lantern", "lantern", "1 where the dwarf carries a lantern."),
    Column(
        "hat_right", "hat to the right", "1 where the hat points right, 0 where it points left."
    ),
    Column("pointed_shoes", "pointed shoes", "1 where the shoes are pointed."),
    Column("belt", "belt", "1 where the dwarf wears a belt."),
    Column("long_beard", "long beard", "1 where the beard is long."),
)


def _rows(
    name: str, titles: tuple[str, str, str], columns: tuple[Column, ...], classes: tuple[str, ...]
) -> DatasetKind:
    title, short, explanation = titles
    return DatasetKind(
        name=name,
        title=title,
        explanation=explanation,
        short=short,
        group="patients",
        task="binary" if len(classes) == 2 else "classes",
        classes=classes,
        examples=2000,
        minimum_examples=len(classes),
        maximum_examples=MAX_EXAMPLES,
        train_share=0.5,
        standardise=False,
        batch_size=50,
        form="rows",
        columns=columns,
        features=tuple(column.name for column in columns),
        noise_range=0.0,
        extent=0.0,
    )


PATIENTS = (
    _rows(
        "flu",
        ("Flu", "Flu", "Symptoms that speak for the flu, or against it."),
        FLU_SYMPTOMS,
        ("well", "flu"),
    ),
    _rows(
        "sick",
        (
            "Sick or well",
            "Sick",
            "Three diseases make you sick; they share symptoms.",
        ),
        SICK_SYMPTOMS,
        ("well", "sick"),
    ),
    _rows(
        "sick_apart",
        (
            "Separate diseases",
            "Separate",
            "Sick or well again, but no two diseases share a symptom.",
        ),
        SICK_SYMPTOMS,
        ("well", "sick"),
    ),
    _rows(
        "dwarves",
        ("Dwarves", "Dwarves", "What a dwarf carries tells its profession."),
        DWARF_TRAITS,
        ("cook", "gardener", "watchman", "miner"),
    ),
)

PICTURES = (
    DatasetKind(
        name="digits",
        title="Handwritten digits",
        explanation="1,797 digits written by people, 8×8 pixels each.",
        group="pictures",
        task="classes",
        classes=tuple("0123456789"),
        examples=1797,
        minimum_examples=20,
        maximum_examples=1797,
        train_share=0.8,
        standardise=False,
        batch_size=32,
        form="picture",
        short="Digits",
        features=(),
        noise_range=0.0,
        extent=0.0,
        picture=(1, 8, 8),
    ),
)
