"""Everything that can be chosen, with its sentence and its formula: what F1 and the glossary know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playground.data.catalog import DATASETS, FEATURES
from playground.model.catalog import (
    ACTIVATIONS,
    INITIALISERS,
    LAYERS,
    LOSSES,
    OPTIMIZERS,
    SCHEDULES,
    TRAINING_FIELDS,
)
from playground.readout.health.kinds import FINDING_KINDS
from playground.ui.action import QT_TRANSLATE_NOOP
from playground.ui.wording import told


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing: its name, one sentence, and its formula or ""."""

    title: str
    explanation: str
    formula: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in (self.explanation, self.formula) if line)


TABLES: tuple[tuple[str, Mapping[str, Any]], ...] = (
    (QT_TRANSLATE_NOOP("glossary", "Layers"), LAYERS),
    (QT_TRANSLATE_NOOP("glossary", "Activations"), ACTIVATIONS),
    (QT_TRANSLATE_NOOP("glossary", "Losses"), LOSSES),
    (QT_TRANSLATE_NOOP("glossary", "Optimizers"), OPTIMIZERS),
    (QT_TRANSLATE_NOOP("glossary", "Schedules of the learning rate"), SCHEDULES),
    (QT_TRANSLATE_NOOP("glossary", "Initial weights"), INITIALISERS),
    (QT_TRANSLATE_NOOP("glossary", "Settings of training"), TRAINING_FIELDS),
    (QT_TRANSLATE_NOOP("glossary", "Why a network does not learn"), FINDING_KINDS),
    (QT_TRANSLATE_NOOP("glossary", "Data"), DATASETS),
    (QT_TRANSLATE_NOOP("glossary", "Features"), FEATURES),
)


def entry_of(record: Any) -> Entry:
    """Return a record of any table in the language of the window."""
    formula = str(getattr(record, "formula", "") or "")
    return Entry(told(record.title), told(record.explanation), formula)


def sections() -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return every table with its entries."""
    return tuple(
        (told(title, "glossary"), tuple(entry_of(record) for record in table.values()))
        for title, table in TABLES
    )


def search(text: str) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return what holds every typed word, titles and sentences alike."""
    words = text.lower().split()

    def fits(entry: Entry) -> bool:
        where = f"{entry.title} {entry.explanation} {entry.formula}".lower()
        return all(word in where for word in words)

    found = ((title, tuple(filter(fits, entries))) for title, entries in sections())
    return tuple((title, entries) for title, entries in found if entries)


def look_up(title: str) -> Entry | None:
    """Return the entry of this name, written as the window writes it; None where there is none."""
    wanted = title.strip().lower()
    for _, entries in sections():
        for entry in entries:
            if entry.title.lower() == wanted:
                return entry
    return None
