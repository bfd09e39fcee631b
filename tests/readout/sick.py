"""Runs that do not learn, each for one reason, and the way in which a remedy is taken."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from playground.engine.trainer import Trainer
from playground.files.examples import example
from playground.model import edits
from playground.model.project import DataSpec, Point, Project, TableSpec
from playground.readout.health import Kind, Remedy
from tests.engine.projects import layer_named, project


@dataclass(frozen=True, slots=True)
class Case:
    """A run with one fault.

    Attributes
    ----------
    begin
        Makes the trainer; it may have trained already.
    steps
        After which the fault is to be found.
    more
        Steps after a remedy, until the loss must have fallen.
    """

    kind: Kind
    begin: Callable[[], Trainer]
    steps: int = 400
    more: int = 600


def take(trainer: Trainer, remedy: Remedy) -> None:
    """Do what the window does when the button of a remedy is pressed."""
    if remedy.way == "visit":
        trainer.visit(remedy.step)
    if remedy.way == "draw":
        trainer.set_weights(remedy.weights, remedy.values)
    if remedy.edit is not None:
        trainer.change_project(remedy.edit.change(trainer.project))
    if remedy.way == "rewind":
        trainer.rewind()


def plain(made: Project) -> Callable[[], Trainer]:
    return lambda: Trainer(made)


def deep(activation: str, layers: int = 10, units: int = 16, **settings: object) -> Project:
    """Return a stack of equal layers on the two moons."""
    text = " > ".join([f"dense {units} {activation}"] * layers + ["output"])
    given = {"rate": 0.3, "batch": 50, "optimizer": "sgd", "noise": 0.2} | settings
    return project(text, "moons", **given)  # type: ignore[arg-type]


def valley(rate: float) -> Project:
    made = example("valley").project
    return edits.set_optimizer(made, learning_rate=rate)


def cooled() -> Trainer:
    """Killed by a rate of 1, and gone on with at a usual one."""
    trainer = Trainer(project("dense 8 relu > dense 8 relu > output", "moons", rate=1.0, batch=20))
    trainer.advance(400)
    trainer.change_project(edits.set_optimizer(trainer.project, learning_rate=0.01))
    return trainer


def stretched() -> Trainer:
    """All weights of the hidden layers fifty times as large, by hand."""
    made = project("dense 8 tanh > dense 8 tanh > output", "spiral", rate=0.01, batch=50)
    trainer = Trainer(made)
    for parameter, values in trainer.weights().items():
        shape = next(p for p in trainer.bound.program.layout.shapes if p.id == parameter)
        if shape.sources and parameter.layer != trainer.resolution.order[-1]:
            refs = [shape.weight_at(row, column) for row, column in np.ndindex(values.shape)]
            trainer.set_weights(refs, [float(50.0 * value) for value in values.ravel()])
    return trainer


def sure_and_wrong() -> Trainer:
    """A sigmoid with squared error whose bias says no to everything."""
    text = "dense 8 tanh > dense 1 sigmoid mse"
    trainer = Trainer(project(text, "moons", rate=0.03, batch=50, optimizer="sgd"))
    (bias,) = [
        parameter
        for parameter in trainer.resolution.layers[
            layer_named(trainer.project, "output")
        ].parameters
        if not parameter.sources
    ]
    trainer.set_weight(bias.weight_at(0, 0), -12.0)
    return trainer


def uneven_table(rows: int = 300) -> Project:
    """Two columns, one of thousands and one of hundredths; the class is the sign of their product."""
    drawn = np.random.default_rng(1).normal(size=(rows, 2))
    values = drawn * [1000.0, 0.01] + [5000.0, 0.0]
    answers = (drawn[:, 0] * drawn[:, 1] > 0).astype("<f8")
    table = TableSpec(
        "t", ("a", "b"), values.astype("<f8").tobytes(), "y", answers.tobytes(), ("no", "yes")
    )
    made = project("dense 8 tanh > output", rate=0.01, batch=20)
    return replace(made, data=DataSpec("table", table=table, standardise=False))


def rare_class() -> Project:
    """Three hundred points of one class, and fifteen of another in their midst."""
    draw = np.random.default_rng(1).normal
    many, few = draw(size=(300, 2)) * 1.5 + (-1.0, 0.0), draw(size=(15, 2)) * 0.7 + (1.0, 0.5)
    points = [Point(float(x), float(y), 0) for x, y in many]
    points += [Point(float(x), float(y), 1) for x, y in few]
    made = project("dense 4 tanh > output", rate=0.003, batch=20)
    return replace(made, data=DataSpec("own", points=tuple(points)))


CASES: dict[str, Case] = {
    "a valley that throws out": Case("broken", plain(valley(0.1)), 300),
    "hills at a rate of 30": Case(
        "broken",
        plain(project("dense 8 relu > output", "hills", rate=30, batch=20, optimizer="sgd")),
        300,
    ),
    "a valley just above its limit": Case("diverging", plain(valley(0.043)), 60),
    "a circle at a rate of 100": Case(
        "diverging",
        plain(project("dense 8 tanh > output", "circle", rate=100, batch=500, optimizer="sgd")),
        500,
    ),
    "units killed by a rate of 1": Case(
        "dead",
        plain(project("dense 8 relu > dense 8 relu > output", "moons", rate=1.0, batch=20)),
        400,
        1200,
    ),
    "units that stayed dead": Case("dead", cooled, 700),
    "weights fifty times too large": Case("saturated", stretched, 700, 2500),
    "tanhs thrown to their ends": Case(
        "saturated",
        plain(project("dense 8 tanh > dense 8 tanh > output", "spiral", rate=1, batch=50)),
        500,
    ),
    "equal weights": Case("symmetric", plain(project("dense 4 tanh equal > output equal", "xor4"))),
    "zero weights": Case(
        "symmetric", plain(project("dense 4 tanh zeros > output zeros", "circle", batch=20))
    ),
    "ten layers of sigmoids": Case("vanishing", plain(deep("sigmoid"))),
    "sixteen layers of too large weights": Case(
        "exploding", plain(deep("tanh normal", 16, 64, rate=1e-4)), 300, 1200
    ),
    "hills out of a sigmoid": Case(
        "misfit",
        plain(project("dense 8 tanh > dense 1 sigmoid", "hills", rate=0.01, batch=20)),
        300,
    ),
    "sure, wrong and not blamed": Case("misfit", sure_and_wrong),
    "thousands beside hundredths": Case("unscaled", plain(uneven_table())),
    "one of twenty": Case("imbalance", plain(rare_class())),
    "hills that jump": Case(
        "rate_high",
        plain(project("dense 12 tanh > output", "hills", rate=0.5, batch=20, optimizer="sgd")),
        500,
    ),
    "a thousandth of a rate": Case(
        "rate_low",
        plain(project("dense 8 tanh > output", "circle", rate=0.001, batch=250, optimizer="sgd")),
    ),
    "a hundred-thousandth of Adam": Case(
        "rate_low", plain(project("dense 8 tanh > output", "circle", rate=1e-5, batch=20))
    ),
    "one unit for a circle": Case(
        "plateau", plain(project("dense 1 tanh > output", "circle", rate=0.03, batch=50)), 800
    ),
    "no hidden layer for XOR": Case("plateau", plain(example("xor-one-neuron").project)),
    "layers that do not bend": Case("plateau", plain(example("linear-stack").project)),
    "forty points by heart": Case("overfitting", plain(example("overfitting").project), 1500),
    "thirty patients": Case(
        "little_data",
        plain(
            project("dense 10 tanh > output", "sick", rate=0.01, examples=1030, train_share=0.03)
        ),
        600,
    ),
}
