"""A whole network once more, in float64 NumPy, straight from its drawing; and random drawings.

It shares no code with lowering, assembly or kernels: layers are walked by their connections, the
gradient is found by wiggling every parameter.
"""

import random
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from playground.engine.trainer import Trainer
from playground.model.catalog import TargetRule
from playground.model.ids import LayerId, ParameterId, UnitId
from playground.model.network import (
    ActivationSpec,
    AddSpec,
    ConcatenateSpec,
    Connection,
    DenseSpec,
    DropoutSpec,
    InputSpec,
    Layer,
    LayerSpec,
    Network,
    OutputSpec,
)

Float64 = npt.NDArray[np.float64]
Int32 = npt.NDArray[np.int32]


def _sigmoid(z: Float64) -> Float64:
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def _gelu(z: Float64) -> Float64:
    return np.asarray(z / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))))


ACTIVATIONS: dict[str, Callable[[Float64], Float64]] = {
    "linear": lambda z: z,
    "relu": lambda z: np.maximum(z, 0.0),
    "leaky_relu": lambda z: np.maximum(z, 0.01 * z),
    "relu6": lambda z: np.clip(z, 0.0, 6.0),
    "clipped_relu": lambda z: np.clip(z, 0.0, 1.0),
    "elu": lambda z: np.where(z > 0, z, np.exp(np.minimum(z, 0.0)) - 1),
    "gelu": _gelu,
    "silu": lambda z: z * _sigmoid(z),
    "softplus": lambda z: np.log1p(np.exp(z)),
    "tanh": np.tanh,
    "sigmoid": _sigmoid,
    "sine": np.sin,
    "step": lambda z: (z > 0).astype(np.float64),
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True),
}


class Twin:
    """The network that a trainer trains, on parameters given as one flat float64 array."""

    def __init__(self, trainer: Trainer, rule: TargetRule) -> None:
        self.trainer, self.rule, self.dataset = trainer, rule, trainer.dataset
        self.network = trainer.project.network
        self.order = trainer.resolution.order
        self.slots = {slot.shape.id: slot for slot in trainer.bound.program.layout.slots}

    def outputs(self, values: Float64, chosen: Int32) -> tuple[Float64, Float64]:
        """Return z and a of the head, (examples, outputs); at positions (examples · T, outputs)."""
        known: dict[LayerId, Float64] = {}
        z = a = self.inputs(chosen)
        for layer_id in self.order:
            layer = self.network.layer(layer_id)
            arriving = [known[source] for source in self.network.sources(layer_id)]
            if isinstance(layer.spec, AddSpec):
                z = np.asarray(sum(arriving))
            elif isinstance(layer.spec, ConcatenateSpec):
                z = np.concatenate(arriving, axis=1)
            elif arriving:
                z = arriving[0]
            for name in ("weight", "bias"):
                slot = self.slots.get(ParameterId(layer_id, name))
                if slot is None:
                    continue
                numbers = values[slot.offset : slot.offset + slot.size].reshape(slot.shape.shape)
                z = z @ numbers.T if name == "weight" else z + numbers
            a = ACTIVATIONS[self.trainer.resolution.layers[layer_id].activation](z)
            for clamp in self.network.clamps:
                if clamp.unit.layer == layer_id:
                    units = self.trainer.resolution.layers[layer_id].units_out
                    a = np.array(a)
                    a[:, units.index(clamp.unit)] = clamp.value
            known[layer_id] = a
        return z, a

    def inputs(self, chosen: Int32) -> Float64:
        """Return what comes in; every position of a sequence is an example of its own here."""
        values = self.dataset.inputs[chosen].astype(np.float64)
        if self.dataset.shape.sequence is None:
            return values
        by_unit = values.reshape(len(values), len(self.dataset.shape.features), -1)
        return np.asarray(by_unit.transpose(0, 2, 1).reshape(-1, by_unit.shape[1]))

    def loss(self, values: Float64, chosen: Int32) -> float:
        z, a = self.outputs(values, chosen)
        labels, units = self.dataset.labels[chosen], a.shape[1]
        if self.rule.task == "tokens":
            counts = self.dataset.counts[chosen].ravel()
            return float(-np.log(a[counts, labels.ravel()[counts]]).mean())
        given_back = self.rule.task == "input"
        y = {
            "01": labels[:, None],
            "-1+1": 2.0 * labels[:, None] - 1.0,
            "index": np.eye(units)[labels % units],
            "onehot": np.eye(units)[labels % units],
            "value": self.inputs(chosen)
            if given_back
            else self.dataset.values[chosen].astype(np.float64),
        }[self.rule.encoding]
        d = np.abs(a - y)
        return float(
            {
                "mse": (d**2).mean,
                "mae": d.mean,
                "huber": lambda: np.where(d <= 1, d**2 / 2, d - 0.5).mean(),
                "hinge": lambda: np.maximum(0, 1 - y * a).mean(),
                "perceptron": lambda: np.maximum(0, -(2 * y - 1) * z).mean(),
                "bce": lambda: -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean(),
                "ce": lambda: -(y * np.log(a)).sum(axis=1).mean(),
            }[self.rule.loss]()
        )

    def gradient(self, values: Float64, chosen: Int32, step: float = 1e-6) -> Float64:
        """Return central differences of the loss for every parameter."""
        result = np.empty_like(values)
        for i in range(values.size):
            up, down = values.copy(), values.copy()
            up[i] += step
            down[i] -= step
            result[i] = (self.loss(up, chosen) - self.loss(down, chosen)) / (2 * step)
        return result


def drawn(rng: random.Random, head: OutputSpec) -> Network:
    """Return a random network: branches, joins, dropout at rest, layers without bias."""
    layers = [Layer(LayerId("L1"), "input", InputSpec())]
    connections: list[Connection] = []
    widths = {LayerId("L1"): 3}
    loose = [LayerId("L1")]

    def put(spec: LayerSpec, sources: list[LayerId], width: int) -> None:
        made = LayerId(f"L{len(layers) + 1}")
        layers.append(Layer(made, f"layer {len(layers)}", spec))
        connections.extend(Connection(source, made) for source in sources)
        widths[made] = width
        loose[:] = [layer for layer in loose if layer not in sources] + [made]

    smooth = [name for name in ACTIVATIONS if name not in ("step", "softmax")]
    for _ in range(rng.randint(1, 7)):
        at = rng.choice(list(widths))
        alike = [layer for layer in widths if widths[layer] == widths[at]]
        kind = rng.choice(["dense", "dense", "dense", "activation", "dropout", "add", "join"])
        if kind == "add" and len(alike) > 1:
            put(AddSpec(), rng.sample(alike, rng.randint(2, min(3, len(alike)))), widths[at])
        elif kind == "join" and len(widths) > 1:
            chosen = rng.sample(list(widths), 2)
            put(ConcatenateSpec(), chosen, sum(widths[layer] for layer in chosen))
        elif kind == "activation":
            put(ActivationSpec(rng.choice(smooth)), [at], widths[at])
        elif kind == "dropout":
            put(DropoutSpec(0.0), [at], widths[at])
        else:
            units = tuple(UnitId(f"u{n}") for n in range(1, rng.randint(2, 4)))
            activation = rng.choice([*smooth, "softmax"])
            put(DenseSpec(units, activation, "normal", rng.random() < 0.6), [at], len(units))
    if len(loose) > 1:
        put(ConcatenateSpec(), list(loose), sum(widths[layer] for layer in loose))
    put(head, list(loose), 1)
    return Network(tuple(layers), tuple(connections), len(layers) + 1)
