"""What two threads could gain at best: every case, section by section between two meetings.

Each part of a row is timed by itself in CPU time, so that the figures hold on a busy machine too. A
section takes as long as the slower of its two sides. What meetings cost, and caches that both
threads fill, is not in it: `bench_peers` times the real thing where nothing else runs.
"""

import itertools
import statistics
import time

import numpy as np

from playground.engine.halves import halve
from playground.engine.sharing import share
from playground.engine.state import Int64
from playground.kernels.optable.parts import MEET
from playground.model.errors import PlaygroundError
from tests.bench.cases import CASES, Engine

ROUNDS = 15


def main() -> None:
    print("microseconds of a step on one thread, of its longest way on two, and their ratio")
    for letter, case in CASES.items():
        try:
            engine = Engine(case, threads=2)
        except (PlaygroundError, KeyError, NotImplementedError) as error:
            print(f"  {letter}  the engine has no such network yet: {error}")
            continue
        print(f"  {letter}  {ways(engine)}", flush=True)


def ways(engine: Engine) -> str:
    """Return the line of one case."""
    made, pair = halve(share(engine.program)), engine.bound.pair
    if made is None or pair is None:
        return "has nothing that is worth dividing"
    rounds: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        begin(engine)
        sides = [sections(made.first), sections(made.second)]
        whole = longest = 0.0
        for first, second in zip(*sides, strict=True):
            ours, theirs = seconds(engine, pair.first, first), seconds(engine, pair.second, second)
            whole, longest = whole + ours + theirs, longest + max(ours, theirs)
        rounds.append((whole, longest))
    whole, longest = (statistics.median(times) * 1e6 for times in zip(*rounds, strict=True))
    meetings = int((made.second[:, 0] == MEET).sum())
    return f"{whole:>8,.0f}{longest:>8,.0f}{whole / longest:>8.2f}   {meetings} meetings"


def sections(rows: Int64) -> list[range]:
    """Return the rows between meetings, by index."""
    places = [-1, *np.flatnonzero(rows[:, 0] == MEET).tolist(), len(rows)]
    return [range(a + 1, b) for a, b in itertools.pairwise(places)]


def seconds(engine: Engine, tape: Int64, rows: range) -> float:
    """Return the CPU seconds of some rows of a bound tape."""
    bound = engine.bound
    began = time.thread_time()
    engine.machine.run_rows(
        tape, rows.start, rows.stop, bound.workspace, bound.table, bound.registers
    )
    return time.thread_time() - began


def begin(engine: Engine) -> None:
    """Set the registers for a step, always the same one."""
    train, batch = engine.bound.data.train, engine.program.batch
    engine.machine.begin_step(
        engine.bound.table, engine.bound.registers, 0, train, batch, 1, engine.state
    )


if __name__ == "__main__":
    main()
