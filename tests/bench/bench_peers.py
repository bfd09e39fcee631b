"""The engine beside other programs on the same networks, taking turns in one process.

A ratio is the engine's steps per CPU second over the peer's, the median over the rounds; with two
threads, the engine's and the peer's, it is steps per second of wall time. A round in which one of
them did not get both cores does not count: wait until nothing else runs. The last column of a case is the share of the rate at which NumPy multiplies large matrices here on one
thread. A process of its own runs it, because NumPy's library counts its threads only once.
"""

import math
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.cases import Case, Engine
    from tests.bench.peers import Peer

ROUNDS, SECONDS = 7, 0.25
TWO = ", two threads"
SELF = "engine, two to one"
"""The engine on two threads beside itself on one, where it has a use for the second."""
BUSY = 0.85
"""Share of a core that each thread must get, or a round that is timed by the wall does not count."""
ALONE = {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

TARGETS: Mapping[str, Mapping[str, float]] = {
    "a": {"JavaScript playground": 40.0},
    "b": {"JavaScript playground": 25.0},
    "c": {"torch fused": 12.0},
    "d": {"torch fused": 1.5, "torch fused" + TWO: 1.2},
    "e": {"torch fused": 14.0},
    "f": {"torch fused": 5.0},
    "g": {"torch fused": 1.0},
    "h": {"torch fused": 1.0},
    "i": {"torch fused": 1.0},
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of one case: steps per second, share of the large-matrix rate, and for every peer
    its steps per second and the engine's ratio to it.
    """

    own: float
    share: float
    peers: Mapping[str, tuple[float, float]]


def main() -> None:
    """Run the table in a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_peers", *sys.argv[1:]],
        env={**os.environ, **ALONE},
        check=True,
    )


def child(letters: str) -> None:
    """Measure the cases named, one after another."""
    from tests.bench.cases import CASES  # noqa: PLC0415

    for letter in letters or "".join(CASES):
        one_case(letter)


def one_case(letter: str) -> None:
    """Print the table of one case."""
    from playground.model.errors import PlaygroundError  # noqa: PLC0415
    from tests.bench.cases import CASES, Engine  # noqa: PLC0415

    case = CASES[letter]
    print(f"{letter}  {' '.join(case.text.split())}, batch {case.batch}, {case.optimizer}")
    try:
        engine, both = Engine(case), Engine(case, threads=2)
    except (PlaygroundError, KeyError, NotImplementedError) as error:
        print(f"   the engine has no such network yet: {error}", flush=True)
        return
    peers, skipped = _peers(letter, case)
    if both.bound.pair is not None:
        peers[SELF] = engine
    figures = _take_turns(engine, both, peers)
    both.close()
    share = f"{figures.share:.2f} of the large-matrix rate" if figures.share else ""
    print(f"   {'engine':<26}{figures.own:>14,.0f} steps per CPU second   {share}")
    for name, (rate, ratio) in figures.peers.items():
        peers[name].close()
        if math.isnan(ratio):
            print(f"   {name:<26}no figure: the machine had no second core free")
            continue
        target = TARGETS.get(letter, {}).get(name)
        met = "" if target is None else f"≥ {target:g}  {'met' if ratio >= target else 'NOT MET'}"
        print(f"   {name:<26}{rate:>14,.0f}   × {ratio:<8.3g}{met}".rstrip())
    for reason, names in skipped.items():
        print(f"   skipped: {', '.join(names)}: {reason}")
    sys.stdout.flush()


def _peers(letter: str, case: "Case") -> tuple[dict[str, "Peer"], dict[str, list[str]]]:
    """Return the peers that are here, and why the others are not."""
    from tests.bench.peers import MissingError, makers  # noqa: PLC0415

    peers: dict[str, Peer] = {}
    skipped: dict[str, list[str]] = {}
    for threads, suffix in ((1, ""), (2, TWO)):
        for name, make in makers().items():
            if suffix and (letter, name) != ("d", "torch fused"):
                continue
            try:
                peers[name + suffix] = make(letter, case, threads)
            except MissingError as reason:
                skipped.setdefault(str(reason), []).append(name + suffix)
    return peers, skipped


def _take_turns(engine: "Engine", both: "Engine", peers: Mapping[str, "Peer"]) -> Figures:
    """Let the engine, on one thread and on ``both``, and each peer train by turns, and NumPy multiply."""
    from tests.bench.work import LargeMatrix, operations  # noqa: PLC0415

    rates: dict[str, list[float]] = {name: [] for name in peers}
    ratios: dict[str, list[float]] = {name: [] for name in peers}
    own: list[float] = []
    shares: list[float] = []
    matrix, work = LargeMatrix(), operations(engine.program)
    for _ in range(ROUNDS):
        steps, _, cpu = engine.run(SECONDS)
        own.append(steps / cpu)
        shares.append(own[-1] * work / matrix.rate())
        for name, peer in peers.items():
            threads = 2 if name.endswith(TWO) else 1
            clock = 1 if threads == 2 or peer is engine else 2
            theirs, mine = peer.run(SECONDS), (both if clock == 1 else engine).run(SECONDS)
            if clock == 1 and (_share(theirs) < threads * BUSY or _share(mine) < 2 * BUSY):
                continue
            rates[name].append(theirs[0] / theirs[clock])
            ratios[name].append(mine[0] / mine[clock] / rates[name][-1])
    middle = statistics.median
    table = {
        name: (middle(rates[name] or [math.nan]), middle(ratios[name] or [math.nan]))
        for name in peers
    }
    return Figures(middle(own), middle(shares), table)


def _share(run: tuple[int, float, float]) -> float:
    """Return the cores that a run had."""
    return run[2] / run[1]


if __name__ == "__main__":
    if ALONE.items() <= os.environ.items():
        child("".join(sys.argv[1:]))
    else:
        main()
