"""Looks at the health of a run: milliseconds of one, and the part of the time that all may take."""

import statistics
import time

from playground.engine.trainer import Trainer
from playground.files.examples import example
from playground.model.project import Project
from playground.readout.health import health
from playground.session.checkups import LOOK_EVERY
from playground.session.display import FLAT_OUT_SHARE, HEALTH
from tests.engine.projects import project
from tests.readout.sick import deep

LOOKS = 40
CASES: dict[str, Project] = {
    "spiral, 8 and 6 tanh": example("spiral").project,
    "digits, 32 ReLU": example("digits").project,
    "moons, ten layers of 16": deep("tanh"),
    "digits, 256 and 128 ReLU": project(
        "dense 256 relu > dense 128 relu > output", "digits", batch=50, rate=0.003
    ),
    "digits, two convolutions": project(
        "conv 8 3x3 relu > conv 16 3x3 relu > max_pool 2 > flatten > output", "digits", batch=50
    ),
    "letters, GRU of 16": project("embedding 6 > gru 16 whole > output", "letters", batch=20),
}


def main() -> None:
    """Print for every network the first look, which lowers a program, and those after it."""
    share = FLAT_OUT_SHARE * HEALTH
    print(f"at most {100 * share:.1f} % of the time flat out, and one look in {LOOK_EVERY:g} s")
    for name, made in CASES.items():
        trainer = Trainer(made)
        trainer.advance(200)
        began = time.perf_counter()
        examples = health(trainer).examples
        first = time.perf_counter() - began
        times = []
        for _ in range(LOOKS):
            trainer.advance(1)
            began = time.perf_counter()
            health(trainer)
            times.append(time.perf_counter() - began)
        usual = statistics.median(times)
        taken = usual / max(LOOK_EVERY, usual / share)
        print(
            f"{name:28s} {1e3 * usual:7.2f} ms over {examples} examples (first {1e3 * first:.1f} ms), "
            f"{100 * taken:.2f} % of the time"
        )


if __name__ == "__main__":
    main()
