"""What a mistyped name most likely means, and what a setting can be."""

from collections.abc import Iterable

from playground.model.catalog import Field
from playground.model.errors import EditError


def closest(word: str, names: Iterable[str]) -> str | None:
    """Return the name that a mistyped word most likely means, or None."""
    # Few people mistype; everybody waits for the first paint.
    import difflib  # noqa: PLC0415

    matches = difflib.get_close_matches(word[:40].lower(), list(names), n=1, cutoff=0.6)
    return matches[0] if matches else None


def name_hint(word: str, names: Iterable[str]) -> str:
    """Return the second half of a message about an unknown name: a guess, or what there is."""
    known = tuple(names)
    guess = closest(word, known)
    return f"Did you mean {guess}?" if guess else f"Choose one of {', '.join(known)}."


def refusal(field: Field) -> EditError:
    """Return the error of a value that a setting cannot have: what it can be."""
    if field.has_sides:
        return EditError(
            f"{field.title} must be one of {', '.join(field.choices)}, or one number or four from 0 "
            f"to {field.maximum:,g}: top, bottom, left, right."
        )
    if field.choices:
        return EditError(f"{field.title} must be one of {', '.join(field.choices)}.")
    if field.is_switch or field.are_features:
        return EditError(
            f"{field.title} must be on or off."
            if field.is_switch
            else f"{field.title} must be names of features, each of them once."
        )
    if field.is_whole:
        return EditError(
            f"{field.title} must be a whole number from {field.minimum:,g} to {field.maximum:,g}."
        )
    if field.is_positive:
        return EditError(
            f"{field.title} must be a number above {field.minimum:,g}, and at most {field.maximum:,g}."
        )
    return EditError(
        f"{field.title} must be a number from {field.minimum:,g} to {field.maximum:,g}."
    )
