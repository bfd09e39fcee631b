"""Ways out of a finding: named edits of the project, as anybody could make them by hand."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from playground.data.random import draw
from playground.engine.initial import initial_values
from playground.model import edits, wishes
from playground.model.catalog import ACTIVATIONS, INITIALISERS, MAX_LEARNING_RATE
from playground.model.edits import Edit
from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.model.network import Connection, DropoutSpec, StartedSpec, UnitsSpec
from playground.model.project import Project
from playground.model.resolution import ParameterShape
from playground.readout.health.look import Look, figure
from playground.readout.health.records import Remedy, Way

SAFE_RATE = 0.01
"""What a rate is lowered to that broke a run, where a tenth of it is not less."""
PLAIN, ADAPTIVE = 1.0, 0.1
"""Learning rates above which hardly anything learns: of plain steps, and of steps of a scaled size."""
SCALED = ("adam", "adamw", "rmsprop")
DROPOUT = 0.3
L2 = 0.01
MANY = 8
"""Units that a hidden layer has at least after it became larger."""


def safe_rate(rate: float) -> float:
    """Return a rate that is safe after one that broke a run: 0.01, or a tenth where that is less."""
    return min(SAFE_RATE, tenth(rate))


def tenth(rate: float) -> float:
    """Return about a tenth of a rate, which often is enough where the loss only jumps."""
    return _round(rate / 10.0)


def lower_rate(look: Look, rate: float, way: Way = "stay", step: int = 0) -> Remedy:
    """Return the remedy of a smaller learning rate, after going back or before a new beginning."""
    value, before = f"{rate:g}", f"{look.rate:g}"
    edit = wishes.set_optimizer(learning_rate=rate)
    if way == "visit":
        return Remedy(
            f"Back to step {step:,} with rate {value}",
            f"Goes back to step {step:,}, where the loss was least, and sets the learning rate from "
            f"{before} to {value} there.",
            edit,
            way,
            step,
        )
    if way == "rewind":
        return Remedy(
            f"Start again with rate {value}",
            f"Sets the learning rate from {before} to {value} and begins at step 0 with fresh weights.",
            edit,
            way,
        )
    return Remedy(
        f"Lower the rate to {value}", f"Sets the learning rate from {before} to {value}.", edit
    )


def is_hot(look: Look) -> bool:
    """Whether the learning rate is far above what is usual for the optimizer."""
    usual = ADAPTIVE if look.project.training.optimizer.kind in SCALED else PLAIN
    return look.rate > usual


def raise_rate(look: Look, factor: float) -> Remedy:
    """Return the remedy of a learning rate that is so many times as large."""
    rate = min(MAX_LEARNING_RATE, _round(look.rate * factor))
    return Remedy(
        f"Raise the rate to {rate:g}",
        f"Sets the learning rate from {look.rate:g} to {rate:g}.",
        wishes.set_optimizer(learning_rate=rate),
    )


def with_activation(look: Look, layers: Collection[LayerId], name: str) -> Remedy:
    """Return the remedy of another activation of one layer or of several."""
    title = ACTIVATIONS[name].title
    edit = wishes.set_activation(tuple(layers), name)
    if len(layers) == 1:
        where = look.name(next(iter(layers)))
        return Remedy(
            f"Use {title} in {where}", f"Sets the activation of {where} to {title}.", edit
        )
    return Remedy(
        f"Use {title} in {len(layers)} layers",
        f"Sets the activation of {len(layers)} hidden layers to {title}.",
        edit,
    )


def leaky_and_slower(look: Look, layers: Collection[LayerId]) -> Remedy:
    """Return the remedy of leaky ReLUs at a rate at which they do not die again."""
    rate = safe_rate(look.rate)

    def change(project: Project) -> Project:
        changed = edits.set_activation(project, tuple(layers), "leaky_relu")
        return edits.set_optimizer(changed, learning_rate=rate)

    title = ACTIVATIONS["leaky_relu"].title
    return Remedy(
        f"Use {title} with rate {rate:g}",
        f"Sets the activation of {len(layers)} hidden layers to {title} and the learning rate to {rate:g}.",
        Edit(f"Set activation to {title}", change),
    )


def new_start(look: Look, name: str) -> Remedy:
    """Return the remedy of beginning again with weights drawn by this rule, in every layer; where
    they have been, from other random numbers.
    """
    title = INITIALISERS[name].title
    specs = {layer.id: layer.spec for layer in look.project.network.layers}
    rules = {i: spec.initialiser for i, spec in specs.items() if isinstance(spec, StartedSpec)}
    started = tuple(rules)
    if set(rules.values()) == {name}:
        return other_start(look)
    return Remedy(
        f"Start again from {title} weights",
        f"Lets all layers draw their first weights by the rule {title} and begins at step 0.",
        wishes.set_initialiser(started, name),
        "rewind",
    )


def redraw(look: Look, units: Mapping[LayerId, Collection[UnitRef]]) -> Remedy:
    """Return the remedy of new start weights for some units, biases included."""
    seed = draw(look.project.training.seed, look.trainer.step + 1)
    drawn: dict[WeightRef, float] = {}
    for layer, chosen in units.items():
        for parameter in look.trainer.resolution.layers[layer].parameters:
            if parameter.is_trained:
                drawn |= _fresh(parameter, chosen, seed)
    network = look.project.network
    kept = {w: v for w, v in drawn.items() if not {w, w.whole} & set(network.cuts)}
    count = sum(len(chosen) for chosen in units.values())
    return Remedy(
        f"Draw new weights for {count} dead units",
        f"Gives the {count} dead units new start weights; all others stay as they are.",
        None,
        "draw",
        weights=tuple(kept),
        values=tuple(kept.values()),
    )


def _fresh(
    parameter: ParameterShape, chosen: Collection[UnitRef], seed: int
) -> dict[WeightRef, float]:
    """Return start values of the rows of these units."""
    rule = parameter
    if parameter.sources and parameter.initialiser in ("zeros", "equal"):
        rule = replace(parameter, initialiser="he")
    fresh = initial_values(rule, seed)
    table = fresh.reshape(len(parameter.targets), max(1, len(parameter.sources)), -1)
    return {
        parameter.weight_at(row, column, place): float(table[row, column, place])
        for row, column, place in np.ndindex(table.shape)
        if parameter.targets[row] in chosen
    }


def clip_gradients(length: float) -> Remedy:
    """Return the remedy of a gradient that is never longer than this."""
    return Remedy(
        f"Clip gradients at {length:g}",
        f"Shortens the gradient of all weights together to {length:g} wherever it is longer.",
        wishes.set_clip(length),
    )


def optimizer(name: str, rate: float) -> Remedy:
    """Return the remedy of another optimizer."""

    def change(project: Project) -> Project:
        return edits.set_optimizer(project, kind=name, learning_rate=rate)

    title = {"adam": "Adam", "sgd": "SGD"}[name]
    return Remedy(
        f"Use {title} with rate {rate:g}",
        f"Sets the optimizer to {title} and the learning rate to {rate:g}.",
        Edit(f"Set optimizer to {title}", change),
    )


def fitting_output(look: Look, layer: LayerId, activation: str, loss: str) -> Remedy:
    """Return the remedy of the output and loss that the data ask for."""

    def change(project: Project) -> Project:
        return edits.set_loss(edits.set_activation(project, layer, None), layer, None)

    return Remedy(
        f"Use {activation} with {loss}",
        f"Sets the activation of {look.name(layer)} to {activation} and its loss to {loss}.",
        Edit(f"Set output to {activation}", change),
    )


def add_hidden(look: Look, units: int, activation: str = "tanh") -> Remedy | None:
    """Return the remedy of one more layer that bends, in front of the output."""
    way = _last_way(look)
    if way is None:
        return None

    def change(project: Project) -> Project:
        return edits.insert_layer(
            project, "dense", connection=way, units=units, activation=activation
        )

    return Remedy(
        f"Add a hidden layer of {units} {activation} units",
        f"Inserts a dense layer of {units} {activation} units in front of {look.name(way.target)}.",
        Edit("Add Dense", change),
    )


def more_units(look: Look, layers: Sequence[LayerId]) -> Remedy | None:
    """Return the remedy of twice as many units in these layers, 8 at least."""
    sizes = {layer: max(MANY, 2 * count) for layer, count in _sizes(look, layers).items()}
    if not sizes:
        return None
    return Remedy(
        f"Use {_listed(sizes)} units",
        f"Gives the hidden layers {_listed(sizes)} units in place of "
        f"{_listed(_sizes(look, layers))}.",
        _resized("Add units", sizes),
    )


def fewer_units(look: Look, layers: Sequence[LayerId]) -> Remedy | None:
    """Return the remedy of half as many units in these layers, after a new beginning."""
    present = {layer: count for layer, count in _sizes(look, layers).items() if count > 2}
    sizes = {layer: count // 2 for layer, count in present.items()}
    if not sizes:
        return None
    return Remedy(
        f"Start again with {_listed(sizes)} units",
        f"Leaves the hidden layers {_listed(sizes)} units in place of {_listed(present)} and begins "
        "at step 0.",
        _resized("Remove units", sizes),
        "rewind",
    )


def _sizes(look: Look, layers: Sequence[LayerId]) -> dict[LayerId, int]:
    """Return how many units those of the layers have that say so themselves."""
    specs = {layer: look.project.network.layer(layer).spec for layer in layers}
    return {i: len(spec.units) for i, spec in specs.items() if isinstance(spec, UnitsSpec)}


def _listed(sizes: Mapping[LayerId, int]) -> str:
    return " + ".join(str(size) for size in sizes.values())


def _resized(label: str, sizes: Mapping[LayerId, int]) -> Edit:
    def change(project: Project) -> Project:
        for layer, count in sizes.items():
            project = edits.set_units(project, layer, count)
        return project

    return Edit(label, change)


def other_start(look: Look) -> Remedy:
    """Return the remedy of other random weights to start from."""
    seed = look.project.training.seed + 1
    return Remedy(
        f"Start again with seed {seed}",
        f"Draws all weights anew with the seed {seed} and begins at step 0.",
        wishes.set_training(seed=seed),
        "rewind",
    )


def dropout(look: Look) -> Remedy | None:
    """Return the remedy of dropout in front of the output."""
    way = _last_way(look)
    if way is None:
        return None

    def change(project: Project) -> Project:
        before = {layer.id for layer in project.network.layers}
        project = edits.insert_layer(project, "dropout", connection=way)
        fresh = [layer.id for layer in project.network.layers if layer.id not in before]
        return edits.set_dropout_rate(project, fresh[0], DROPOUT)

    if not look.hidden or isinstance(look.project.network.layer(way.source).spec, DropoutSpec):
        return None
    return Remedy(
        f"Start again with dropout {DROPOUT:g}",
        f"Inserts a layer in front of {look.name(way.target)} that leaves out "
        f"{100 * DROPOUT:.0f}% of the values while training, and begins at step 0.",
        Edit("Add Dropout", change),
        "rewind",
    )


def decay_weights(look: Look) -> Remedy:
    """Return the remedy of weights that are pulled towards 0."""
    value = max(L2, _round(3.0 * look.project.training.l2))
    return Remedy(
        f"Use L2 {value:g}",
        f"Pulls all weights towards 0 with the strength {value:g}.",
        wishes.set_training(l2=value),
    )


def stop_early(step: int, loss: float) -> Remedy:
    """Return the remedy of the weights at the step where the loss on unseen examples was least."""
    return Remedy(
        f"Back to step {step:,}",
        f"Shows the run at step {step:,}, where the test loss was least: {figure(loss)}.",
        None,
        "visit",
        step,
    )


def _last_way(look: Look) -> Connection | None:
    """Return the connection into the first output, where there is one alone."""
    head = look.trainer.resolution.heads[0]
    return Connection(head.sources[0], head.id) if len(head.sources) == 1 else None


def _round(value: float) -> float:
    """Return the number with one digit of 1, 2, 3 or 5."""
    if value <= 0.0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    steps = (1.0, 2.0, 3.0, 5.0, 10.0)
    nearest = min(steps, key=lambda step: abs(math.log(value / (step * power))))
    return float(f"{nearest * power:.6g}")
