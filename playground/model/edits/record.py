"""The named edit: a change of the project as the history and the menus show it."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.model.project import Project

Place = tuple[float, float]
"""Centre of a card in scene units."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change with a name, as the history and the menus show it.

    Attributes
    ----------
    merge_key
        Edits with the same key that follow each other quickly become one entry; "" never merges.
    """

    label: str
    change: Callable[[Project], Project]
    merge_key: str = ""
