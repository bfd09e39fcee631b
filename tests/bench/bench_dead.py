"""Whether units that are dead slow training down: numbers that fade away must not become denormals.

Two networks train equally long with Adam; in one of them every unit but those of the output is
dead from the start, so that its moments decay towards 0 for twenty thousand steps.
"""

import statistics
import time
from typing import Any

import numpy as np

from playground.engine.trainer import Trainer
from tests.engine.projects import project

CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "dense": ("dense 32 relu > dense 32 relu > output", "xor", {}),
    "convolution": ("conv 4 3x3 relu > pool 2 > flatten > output", "digits", {"examples": 60}),
    "LSTM": ("lstm 8 whole > dense 8 relu > last_step > output", "waves", {"examples": 60}),
    "GRU": ("embedding 8 > gru 8 whole > dense 8 relu > output", "letters", {"examples": 60}),
}
STEPS, PIECE, TURNS = 20_000, 300, 9
DEEP = -50.0
"""A bias that no input reaches."""
SMALLEST = np.finfo(np.float32).tiny


def silenced(trainer: Trainer) -> None:
    """Let every unit but those of the output be silent for good, after some steps alive."""
    trainer.advance(50)
    trainer.drop_batch()
    layout = trainer.bound.program.layout
    for slot in layout.trained[:-1]:
        if not slot.shape.sources:
            layout.view(trainer.bound.block, slot)[...] = DEEP


def seconds(trainer: Trainer) -> float:
    began = time.thread_time()
    trainer.advance(PIECE)
    return (time.thread_time() - began) / PIECE


def main() -> None:
    """Print the time of a step with dead units over that with live ones, medians of ratios."""
    for name, (text, kind, data) in CASES.items():
        live, dead = (Trainer(project(text, kind, batch=16, rate=1e-3, **data)) for _ in range(2))
        silenced(dead)
        live.advance(STEPS)
        dead.advance(STEPS - dead.step)
        pairs = [(seconds(live), seconds(dead)) for _ in range(TURNS)]
        ratio = statistics.median(b / a for a, b in pairs)
        sizes = np.abs(dead.bound.block)
        tiny = np.count_nonzero((sizes > 0) & (sizes < SMALLEST))
        print(
            f"{name}: {1e6 * statistics.median(b for _, b in pairs):.1f} µs a step with dead units, "
            f"{ratio:.2f} of that with live ones; {tiny} denormals after {dead.step} steps"
        )


if __name__ == "__main__":
    main()
