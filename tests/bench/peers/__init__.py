"""Other programs that train the same networks, each behind one small class.

A peer offers ``run(seconds)`` → (steps, wall seconds, CPU seconds) and ``close()``, so that the
engine and its peers can take turns on a machine that others use too. Making one raises `MissingError`,
with the reason in one line, where it is not installed or cannot do the case.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from tests.bench.cases import Case


class MissingError(Exception):
    """This peer is not here, or has no such network."""


class Peer(Protocol):
    """Something that trains."""

    def run(self, seconds: float) -> tuple[int, float, float]:
        """Train for about so long; return steps, wall seconds and CPU seconds."""

    def close(self) -> None:
        """Give back what is held."""


Maker = Callable[[str, Case, int], Peer]
"""(letter of the case, the case, threads) → peer."""


def makers() -> Mapping[str, Maker]:
    """Return every peer by the name that the tables show."""
    from tests.bench.peers import node_peer, sklearn_peer, torch_peer  # noqa: PLC0415

    return {**torch_peer.MAKERS, **sklearn_peer.MAKERS, **node_peer.MAKERS}
