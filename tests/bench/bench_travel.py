"""Jumps to any step of a long run: 1,000,000 steps with 50 interventions, 1,000 random jumps.

Every jump must bring back the very bits of that step; a digest of a fresh run with the same
interventions, taken on its way past the same steps, is what they are compared with.
"""

import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playground.engine.trainer import Trainer
from playground.files.project_file import load, save
from playground.model import edits
from playground.model.ids import ParameterId, WeightRef
from playground.model.project import DataSpec, OptimizerSpec, PhaseSpec, Project, TrainingSpec
from playground.model.text import parse

STEPS, JUMPS, EVENTS = 1_000_000, 1_000, 50
TARGET = 0.1
"""Seconds that a jump may take."""
PROJECT = Project(
    parse("dense 8 tanh > dense 6 tanh > output"),
    DataSpec("spiral"),
    TrainingSpec(batch_size=10, phases=(PhaseSpec(optimizer=OptimizerSpec("adam", 0.003)),)),
)

Event = Callable[[Trainer], None]


def intervene(number: int) -> Event:
    """Return what the person does the ``number``-th time: a setting, an edit, or a weight."""

    def act(trainer: Trainer) -> None:
        layer = trainer.resolution.order[1]
        match number % 4:
            case 0:
                rate = 0.001 * (1 + number % 7)
                trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=rate))
            case 1:
                units = 6 + number % 5
                trainer.change_project(edits.set_units(trainer.project, layer, units))
            case 2:
                unit = trainer.resolution.layers[layer].units_out[0]
                place = WeightRef(ParameterId(layer, "bias"), unit)
                trainer.set_weight(place, 0.1 * (number % 9) - 0.4)
            case _:
                l2 = 0.0001 * (number % 3)
                trainer.change_project(edits.set_training(trainer.project, l2=l2))

    return act


def digest(trainer: Trainer) -> str:
    """Return a digest of all parameters and moments."""
    found = hashlib.sha256()
    for tensor in trainer.state().tensors:
        found.update(tensor.planes.tobytes())
    return found.hexdigest()


def run(places: list[int]) -> tuple[Trainer, dict[int, str]]:
    """Train to the end with all interventions; return the digests at ``places`` on the way."""
    draw = random.Random(7)
    events = sorted(draw.sample(range(1, STEPS), EVENTS))
    trainer, found = Trainer(PROJECT), {}
    for step in sorted({*places, *events, STEPS}):
        trainer.advance(step - trainer.step)
        if step in events:
            intervene(events.index(step))(trainer)
        if trainer.guard is not None:
            sys.exit(f"the run stopped itself: {trainer.guard.message}")
        found[step] = digest(trainer)
    return trainer, found


def jump(trainer: Trainer, places: list[int], there: dict[int, str]) -> str:
    """Go to all places; return how long jumps took, and how many brought back other bits."""
    seconds, wrong = [], 0
    for step in places:
        began = time.perf_counter()
        trainer.visit(step)
        seconds.append(time.perf_counter() - began)
        wrong += digest(trainer) != there[step]
    median, worst = statistics.median(seconds), max(seconds)
    verdict = "met" if worst <= TARGET and not wrong else "NOT MET"
    return (
        f"{len(places):,} jumps: median {median * 1e3:.1f} ms, worst {worst * 1e3:.1f} ms, "
        f"{wrong} with other bits  ≤ {TARGET * 1e3:g} ms  {verdict}"
    )


def opened_again(trainer: Trainer, path: Path) -> Trainer:
    """Save and open; print how long that took."""
    began = time.perf_counter()
    state = trainer.state()
    captured = time.perf_counter()
    save(path, trainer.newest_project, state)
    saved = time.perf_counter()
    again = Trainer(PROJECT, state=load(path).state)
    ended = time.perf_counter()
    print(f"  captured in {(captured - began) * 1e3:.1f} ms, saved in {(saved - captured) * 1e3:.0f} ms: "
          f"{path.stat().st_size / 1e6:.1f} MB; opened in {(ended - saved) * 1e3:.0f} ms")  # fmt: skip
    return again


def main() -> None:
    """Print how long jumps take, and how many brought back other bits; also in an opened file."""
    draw = random.Random(1)
    places = [draw.randint(0, STEPS) for _ in range(JUMPS)]
    began = time.perf_counter()
    trainer, _ = run([])
    print(f"  {STEPS:,} steps, {EVENTS} interventions: {time.perf_counter() - began:.1f} s")
    _, there = run(places)
    print(f"  {jump(trainer, places, there)}")
    copies = trainer.copies
    print(f"  {copies.count:,} copies take {copies.used / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        again = opened_again(trainer, Path(folder) / "run.playground")
    print(f"  {jump(again, places[: JUMPS // 4], there)}")


if __name__ == "__main__":
    main()
