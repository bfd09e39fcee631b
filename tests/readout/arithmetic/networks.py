"""Networks that together hold every operation of the engine."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from unittest import mock

from playground.data.dataset import Dataset
from playground.engine import prepare as prepare_module
from playground.engine.trainer import Trainer
from playground.model.network import Clamp
from playground.model.project import (
    OptimizerSpec,
    PhaseSpec,
    Project,
    ScheduleSpec,
    TrainingSpec,
)
from tests.engine.projects import project
from tests.engine.test_heads import scheduled, tied
from tests.engine.test_sequences_given_back import numbers

Make = Callable[[], Trainer]


def trainer_on(dataset: Dataset, made: Project) -> Trainer:
    """Return a trainer on examples that no catalogue has."""
    with (
        mock.patch.object(prepare_module, "build", return_value=dataset),
        mock.patch.object(prepare_module, "shape_of", return_value=dataset.shape),
    ):
        return Trainer(made)


def _of(kind: str, text: str, **settings: object) -> Make:
    few = {} if kind in ("xor4",) else {"examples": 40}
    chosen = {"batch": 5, **few, **settings}
    return lambda: Trainer(project(text, kind, **chosen))  # type: ignore[arg-type]


def _of_numbers(text: str) -> Make:
    return lambda: trainer_on(numbers(), project(text, "xor", batch=5, optimizer="sgd"))


def _trained(optimizer: str, schedule: str, **training: float) -> Make:
    """An optimizer with a schedule, pulls of all, and one layer with a pull of its own."""

    def make() -> Trainer:
        spec = OptimizerSpec(optimizer, 0.02, 0.8, 0.95, 0.1, ScheduleSpec(schedule, 5, 0.25))
        made = project("dense 3 tanh > dense 2 tanh > output", "xor4")
        settings = TrainingSpec(batch_size=3, phases=(PhaseSpec(optimizer=spec),), **training)  # type: ignore[arg-type]
        layers = list(made.network.layers)
        layers[1] = replace(layers[1], weight_decay=0.02)
        network = replace(made.network, layers=tuple(layers))
        return Trainer(replace(made, network=network, training=settings))

    return make


def _held() -> Trainer:
    """A frozen weight, a cut one, and a unit held at a value."""
    made = project("dense 3 tanh > output", "xor4", batch=3)
    hidden = made.network.layers[1].id
    shape = Trainer(made).resolution.layers[hidden]
    weight = shape.parameters[0]
    network = replace(
        made.network,
        frozen_weights=(weight.weight_at(0, 0),),
        cuts=(weight.weight_at(1, 1),),
        clamps=(Clamp(shape.units_out[2], 0.5),),
    )
    return Trainer(replace(made, network=network))


def _batch_norms() -> Trainer:
    return _of("digits", "batch_norm > dense 3 tanh > batch_norm > output")()


CURVES = [
    "relu",
    "leaky_relu",
    "relu6",
    "clipped_relu",
    "elu",
    "gelu",
    "silu",
    "softplus",
    "sine",
    "sigmoid",
    "tanh",
    "linear",
]
JOINED = (
    "dense 3 tanh as a > dense 3 tanh as b > add a as c > dense 3 tanh > multiply c as d > "
    "concatenate a > dropout 0.3 > output"
)
NETWORKS: Mapping[str, Make] = {
    "curves": _of("xor4", " > ".join(f"dense 4 {curve}" for curve in CURVES) + " > output"),
    "joins": _of("xor4", JOINED, optimizer="sgd"),
    "hinge": _of("xor4", "dense 3 tanh > output linear hinge"),
    "perceptron": _of("xor4", "output step perceptron"),
    "mse": _of("plane", "dense 3 tanh > output linear mse"),
    "mae": _of("plane", "dense 3 tanh > output linear mae"),
    "huber": _of("plane", "dense 3 tanh > output linear huber"),
    "classes": _of("digits", "dense 4 relu > output"),
    "bce of classes": _of("digits", "dense 4 relu > output sigmoid bce"),
    "pictures": _of(
        "digits",
        "conv 3 3x3 tanh > batch_norm > pool 2 > conv 2 3x3 sigmoid stride 2 > average_pool 2 stride 1 > "
        "upsample 2 > transposed_conv 2 2x2 stride 2 > global_average_pool > output",
    ),
    "groups": _of("digits", "conv 4 3x3 tanh > conv 4 3x3 tanh groups 2 > flatten > output"),
    "norms": _of(
        "digits",
        "dense 5 tanh > cosine 4 > layer_norm > noise 0.1 > dropout 0.3 > normalise > softmax_over units > output",
    ),
    "batch norms": _batch_norms,
    "attention": _of("letters", "embedding 4 > position > attention 2 causal > output"),
    "sees all": _of("recall", "embedding 4 > attention 2 > last_step > output"),
    "rnn": _of("recall", "embedding 3 > rnn 4 whole > rnn 3 > output"),
    "lstm": _of("recall", "embedding 3 > lstm 4 whole > lstm 3 > output"),
    "gru": _of("recall", "embedding 3 > gru 4 whole > gru 3 > output"),
    "softmax over positions": _of(
        "recall", "embedding 3 > softmax_over positions > last_step > output"
    ),
    "mean of a sequence": _of("recall", "embedding 3 > global_average_pool > output"),
    "next numbers": _of("waves", "dense 4 tanh > output next"),
    "next, mae": _of("waves", "dense 4 tanh > output next mae"),
    "next, huber": _of("waves", "gru 3 whole > output next huber"),
    "given back": _of_numbers("dense 4 tanh > output reconstruct sigmoid bce"),
    "flat sequences": _of_numbers("dense 4 tanh > flatten > output reconstruct"),
    "tied": lambda: Trainer(tied()),
    "players": lambda: Trainer(
        scheduled(ScheduleSpec("step", 1, 0.5), ScheduleSpec("cosine", 6, 0.25))
    ),
    "held": _held,
    "sgd": _trained("sgd", "constant", l1=0.02, l2=0.03, clip=0.05),
    "momentum": _trained("momentum", "step", clip=100.0),
    "nesterov": _trained("nesterov", "cosine"),
    "rmsprop": _trained("rmsprop", "warmup"),
    "adagrad": _trained("adagrad", "constant"),
    "adam": _trained("adam", "step"),
    "adamw": _trained("adamw", "cosine"),
}
"""Name → a trainer at step 0."""
