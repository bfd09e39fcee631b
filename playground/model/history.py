"""Undo and redo for immutable documents."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from playground.model.ids import WeightRef

T = TypeVar("T")

LIMIT = 500
"""Entries kept; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class WeightEdit:
    """The effect of an entry outside the document: one weight was moved by hand."""

    weight: WeightRef
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """One entry: what it is called, the document on both sides of it, and its effect outside."""

    label: str
    before: T
    after: T
    effect: WeightEdit | None = None
    merge_key: str = ""


@dataclass(frozen=True, slots=True)
class History(Generic[T]):
    """A document with the way that led to it. Every method returns a new history.

    Attributes
    ----------
    present
        The document now.
    past, future
        Entries that can be undone (newest last) and redone (next one last).
    is_sealed
        True while the next entry must not merge into the last one.
    """

    present: T
    past: tuple[Step[T], ...] = ()
    future: tuple[Step[T], ...] = ()
    is_sealed: bool = False

    @property
    def can_undo(self) -> bool:
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        return bool(self.future)

    @property
    def undo_label(self) -> str:
        """What undo would take back; "" where there is nothing."""
        return self.past[-1].label if self.past else ""

    @property
    def redo_label(self) -> str:
        """What redo would make again; "" where there is nothing."""
        return self.future[-1].label if self.future else ""

    def record(
        self, document: T, label: str, merge_key: str = "", effect: WeightEdit | None = None
    ) -> "History[T]":
        """Return the history with one more entry, merged into the last one where keys agree.

        A merged entry keeps the document and the weight from before its first part. What could be
        redone is forgotten.
        """
        step = Step(label, self.present, document, effect, merge_key)
        past = self.past
        if past and merge_key and not self.is_sealed and past[-1].merge_key == merge_key:
            last = past[-1]
            if last.effect is not None and effect is not None:
                effect = replace(effect, before=last.effect.before)
            step = Step(label, last.before, document, effect, merge_key)
            past = past[:-1]
        return History(document, (*past, step)[-LIMIT:])

    def sealed(self) -> "History[T]":
        """Return the history whose next entry stands alone."""
        return replace(self, is_sealed=True)

    def undo(self) -> "tuple[History[T], Step[T]]":
        """Take back the last entry; ValueError where there is none."""
        if not self.past:
            raise ValueError("nothing to undo")
        step = self.past[-1]
        return History(step.before, self.past[:-1], (*self.future, step), is_sealed=True), step

    def redo(self) -> "tuple[History[T], Step[T]]":
        """Make the last undone entry again; ValueError where there is none."""
        if not self.future:
            raise ValueError("nothing to redo")
        step = self.future[-1]
        return History(step.after, (*self.past, step), self.future[:-1], is_sealed=True), step
