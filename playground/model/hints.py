"""What a mistyped name most likely means."""

from collections.abc import Iterable


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
