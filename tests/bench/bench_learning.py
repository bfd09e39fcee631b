"""Does it learn what it should? Prints the figures that the project promises.

Run it with ``python tests/bench/bench_learning.py [xor] [spiral] [digits]``.
"""

import math
import statistics
import sys
import time
from collections.abc import Callable

from playground.engine.trainer import Trainer
from playground.model.ids import ParameterId
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    TrainingSpec,
)
from playground.model.text import parse


def trained(
    text: str, data: DataSpec, *, rate: float, batch: int, seed: int, steps: int
) -> Trainer:
    """Return a trainer after ``steps`` updates of Adam."""
    phase = PhaseSpec(optimizer=OptimizerSpec("adam", rate))
    training = TrainingSpec(batch_size=batch, seed=seed, phases=(phase,))
    trainer = Trainer(Project(parse(text), data, training))
    trainer.advance(steps)
    return trainer


def xor() -> None:
    """Four points: a hidden layer solves them, a single neuron cannot."""
    data = DataSpec(kind="xor4")

    def run(text: str, seed: int) -> Trainer:
        return trained(text, data, rate=0.05, batch=4, seed=seed, steps=3000)

    seeds = range(1, 101)
    solved = sum(
        run("dense 4 tanh > output", seed).metrics().train_accuracy == 1.0 for seed in seeds
    )
    print(f"xor4   dense 4 tanh > output   solved {solved} of {len(seeds)} (promised 93)")
    alone = [run("output", seed).metrics() for seed in seeds]
    best = max(metrics.train_accuracy for metrics in alone)
    least = min(metrics.train_loss for metrics in alone)
    print(
        f"xor4   output                  best accuracy {best:.2f} (at most 0.75), "
        f"least loss − ln 2 = {least - math.log(2):.2e} (at least −1e-6)"
    )
    equal = run("dense 4 tanh equal > output equal", 1)
    rows = equal.weights()[ParameterId(equal.resolution.order[1], "weight")]
    print(
        f"xor4   all equal               hidden neurons identical: {bool((rows == rows[0]).all())}"
    )


def spiral() -> None:
    """Two hidden layers of 8 learn the spiral, one of 16 does not."""
    data = DataSpec(
        kind="spiral", examples=1000, train_share=0.5, features=("x", "y"), standardise=True
    )
    for text, promise in (
        ("dense 8 tanh > dense 8 tanh > output", "at least 0.95"),
        ("dense 16 tanh > output", "at most 0.85"),
    ):
        scores = [
            trained(text, data, rate=0.01, batch=50, seed=seed, steps=6000).metrics().test_accuracy
            for seed in range(1, 12)
        ]
        shown = " ".join(f"{score:.3f}" for score in sorted(scores))
        print(f"spiral {text}: median {statistics.median(scores):.3f} ({promise})  [{shown}]")


def digits() -> None:
    """Real handwriting."""
    scores = []
    for seed in range(1, 6):
        trainer = trained(
            "dense 32 relu > output",
            DataSpec(kind="digits"),
            rate=0.01,
            batch=32,
            seed=seed,
            steps=1500,
        )
        scores.append(trainer.metrics().test_accuracy)
    shown = " ".join(f"{score:.3f}" for score in scores)
    print(
        f"digits dense 32 relu > output: median {statistics.median(scores):.3f} (at least 0.96)  [{shown}]"
    )


BENCHES: dict[str, Callable[[], None]] = {"xor": xor, "spiral": spiral, "digits": digits}


def main() -> None:
    for name in sys.argv[1:] or list(BENCHES):
        start = time.perf_counter()
        BENCHES[name]()
        print(f"       {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
