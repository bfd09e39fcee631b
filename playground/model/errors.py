"""Errors whose text is meant for people: what is wrong, why, and what to do next."""

from playground.model.ids import LayerId


class PlaygroundError(Exception):
    """Bad input, told in one plain message. The command line prints it, the window shows it."""


class TextError(PlaygroundError):
    """A text is no network. ``start`` and ``end`` are offsets of the part that is meant."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.start = start
        self.end = max(start, end)


class EditError(PlaygroundError):
    """A change that makes no sense here; the project stays as it was."""


class NeedsJoinError(EditError):
    """A connection leads to a layer that has its one input already; a join would take both."""

    def __init__(self, message: str, source: LayerId, target: LayerId) -> None:
        super().__init__(message)
        self.source = source
        self.target = target
