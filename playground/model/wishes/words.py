"""Words for the labels of named edits."""

from collections.abc import Collection, Mapping
from typing import Any

from playground.model.ids import LayerId

_TITLES = {"l1": "L1", "l2": "L2", "has_bias": "bias", "clip": "gradient clipping"}


def title(table: Mapping[str, Any], name: str | None) -> str:
    """Return the title of a record, or the name itself where there is none."""
    return str(table[name].title) if name is not None and name in table else str(name)


def setting(names: Collection[str]) -> str:
    """Return the names of settings as words."""
    return " and ".join(_TITLES.get(name, name.replace("_", " ")) for name in names)


def many(label: str, things: LayerId | Collection[object], word: str) -> str:
    """Return the label, with the number of things behind it where there are several."""
    if isinstance(things, str) or len(things) == 1:
        return label
    return f"{label} of {len(things)} {word}"


def key(what: str, layers: LayerId | Collection[LayerId]) -> str:
    """Return the key under which changes of the same setting of the same layers merge."""
    return f"{what}:{layers if isinstance(layers, str) else ','.join(sorted(layers))}"
