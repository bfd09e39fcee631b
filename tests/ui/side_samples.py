"""A small network with numbers worked out by hand in NumPy, as the side views get them."""

from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.data.dataset import Dataset
from playground.engine.state import Curve, LayerProbe, Metrics, OperationLabel, Plane, Probe
from playground.model.check import DataShape, LayerShape, ParameterShape, Resolution
from playground.model.ids import LayerId, ParameterId, UnitId, UnitRef
from playground.model.network import Connection, DenseSpec, InputSpec, Layer, Network, OutputSpec
from playground.model.project import DataSpec, Project
from playground.session.snapshot import BigMap, Snapshot, StepPosition
from playground.ui.view import ShownProject

Float32 = npt.NDArray[np.float32]

INPUT, HIDDEN, OUTPUT = LayerId("l1"), LayerId("l2"), LayerId("l3")


def refs(layer: LayerId, names: tuple[str, ...]) -> tuple[UnitRef, ...]:
    return tuple(UnitRef(layer, UnitId(name)) for name in names)


def spiral(count: int = 400) -> Dataset:
    """Two arms, the second half of them for testing."""
    half = count // 2
    radius = np.linspace(0.3, 5.0, half)
    angle = 1.75 * 2 * np.pi * radius / 5.0
    arms = [
        np.stack([radius * np.sin(angle + turn), radius * np.cos(angle + turn)], axis=1)
        for turn in (0.0, np.pi)
    ]
    raw = np.concatenate(arms).astype(np.float32)
    labels = np.repeat(np.array([0, 1], np.int32), half)
    everyone = np.arange(count, dtype=np.int32)
    scale = raw.std(axis=0)
    return Dataset(
        spec=DataSpec(),
        shape=DataShape(
            "binary", (UnitId("x"), UnitId("y")), ("orange", "blue"), picture=None, plane=True
        ),
        inputs=(raw / scale).astype(np.float32),
        raw=raw.astype(np.float64),
        labels=labels,
        values=np.zeros((count, 0), np.float32),
        train=everyone[::2].copy(),
        test=everyone[1::2].copy(),
        mean=np.zeros(2),
        scale=scale.astype(np.float64),
        extent=6.0,
    )


def digits(count: int = 40) -> Dataset:
    """Pictures of noise, labelled in turn."""
    rng = np.random.default_rng(4)
    raw = rng.integers(0, 17, (count, 64)).astype(np.float32)
    everyone = np.arange(count, dtype=np.int32)
    return Dataset(
        spec=DataSpec(kind="digits"),
        shape=DataShape(
            "classes",
            tuple(UnitId(f"p{i}") for i in range(64)),
            tuple(str(i) for i in range(10)),
            picture=(1, 8, 8),
        ),
        inputs=(raw / 16).astype(np.float32),
        raw=raw.astype(np.float64),
        labels=(everyone % 10).astype(np.int32),
        values=np.zeros((count, 0), np.float32),
        train=everyone[:30].copy(),
        test=everyone[30:].copy(),
        mean=np.zeros(64),
        scale=np.ones(64),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A project, a snapshot that belongs to it, and the weights behind both."""

    shown: ShownProject
    snapshot: Snapshot
    weights: MappingProxyType[ParameterId, Float32]


def parameter_shapes(
    layer: LayerId, targets: tuple[UnitRef, ...], sources: tuple[UnitRef, ...]
) -> tuple[ParameterShape, ...]:
    return (
        ParameterShape(ParameterId(layer, "weight"), targets, sources, "glorot"),
        ParameterShape(ParameterId(layer, "bias"), targets, (), "zeros"),
    )


def sample(
    dataset: Dataset | None = None,
    hidden: int = 6,
    example: int = 17,
    activation: str = "sigmoid",
    step: int = 37204,
) -> Sample:
    """Return a network features → dense tanh → output and one example's way through it."""
    data = spiral() if dataset is None else dataset
    classes = (
        1 if data.shape.task == "binary" and activation != "softmax" else len(data.shape.classes)
    )
    xs = refs(INPUT, tuple(data.shape.features))
    hs = refs(HIDDEN, tuple(f"u{i}" for i in range(hidden)))
    ys = refs(OUTPUT, tuple(f"o{i}" for i in range(classes)))
    network = Network(
        layers=(
            Layer(INPUT, "input", InputSpec()),
            Layer(HIDDEN, "dense 1", DenseSpec(tuple(h.unit for h in hs), "tanh")),
            Layer(OUTPUT, "output", OutputSpec()),
        ),
        connections=(Connection(INPUT, HIDDEN), Connection(HIDDEN, OUTPUT)),
        next_id=4,
    )
    layers = {
        INPUT: LayerShape(INPUT, "input", (), xs, xs, "linear", ()),
        HIDDEN: LayerShape(HIDDEN, "dense", xs, hs, hs, "tanh", parameter_shapes(HIDDEN, hs, xs)),
        OUTPUT: LayerShape(
            OUTPUT, "output", hs, ys, ys, activation, parameter_shapes(OUTPUT, ys, hs)
        ),
    }
    loss = "ce" if activation == "softmax" else "bce"
    resolution = Resolution((INPUT, HIDDEN, OUTPUT), MappingProxyType(layers), (), loss)
    shown = ShownProject(Project(network, data.spec), resolution, data, generation=1)
    rng = np.random.default_rng(1)
    weights = MappingProxyType(
        {
            p.id: rng.normal(0.0, 0.9, p.shape).astype(np.float32)
            for shape in layers.values()
            for p in shape.parameters
        }
    )
    snapshot = Snapshot(
        generation=1,
        project_generation=1,
        status="paused",
        step=step,
        epoch=40,
        weights=weights,
        probe=probe(data, weights, example, step, activation),
        metrics=Metrics(step, 0.0037, 0.2222, 0.99, 0.967),
        run_layers=resolution.order,
    )
    return Sample(shown, snapshot, weights)


def probe(
    data: Dataset,
    weights: MappingProxyType[ParameterId, Float32],
    example: int,
    step: int,
    activation: str = "sigmoid",
) -> Probe:
    """Send one example through, forward and backward, in float32."""
    x = data.inputs[example]
    w1, b1 = weights[ParameterId(HIDDEN, "weight")], weights[ParameterId(HIDDEN, "bias")]
    w2, b2 = weights[ParameterId(OUTPUT, "weight")], weights[ParameterId(OUTPUT, "bias")]
    z1 = w1 @ x + b1
    a1 = np.tanh(z1)
    z2 = w2 @ a1 + b2
    label = int(data.labels[example])
    if activation == "softmax":
        powers = np.exp(z2 - z2.max())
        a2 = (powers / powers.sum()).astype(np.float32)
        y = np.eye(len(a2), dtype=np.float32)[label]
        loss = float(-np.log(a2[label]))
    else:
        a2 = (1 / (1 + np.exp(-z2))).astype(np.float32)
        y = np.array([label], np.float32)
        loss = float(-np.log(a2[0] if label else 1 - a2[0]))
    dz2 = a2 - y
    da1 = w2.T @ dz2
    dz1 = da1 * (1 - a1 * a1)
    layers = {
        INPUT: LayerProbe(None, x, None, None),
        HIDDEN: LayerProbe(z1, a1, dz1, da1),
        OUTPUT: LayerProbe(z2, a2, dz2, None),
    }
    return Probe(step, example, None, x, y, loss, MappingProxyType(layers))


def curve(points: int = 400) -> Curve:
    """A loss that falls, with its test loss and its batches."""
    steps = np.arange(points, dtype=np.int64) * 50
    rng = np.random.default_rng(2)
    train = (0.7 * np.exp(-steps / 1500) + 0.004).astype(np.float32)
    test = (train + 0.1 * (1 - np.exp(-steps / 9000)) + rng.normal(0, 0.012, points)).astype(
        np.float32
    )
    accuracy = (1 - train).astype(np.float32)
    return Curve(
        steps, train, np.abs(test), accuracy, accuracy, train * 0.6, train, train * 1.5 + 0.01
    )


def operations() -> tuple[OperationLabel, ...]:
    """One update of the network, row by row."""
    rows = (
        (HIDDEN, "dense 1", "forward", "z = W·x + b", "Weighted sums of the inputs."),
        (HIDDEN, "dense 1", "forward", "a = tanh z", "Squeezes the sums."),
        (OUTPUT, "output", "forward", "z = W·a + b", "Weighted sums of the activations."),
        (OUTPUT, "output", "forward", "a = σ(z)", "A probability."),
        (OUTPUT, "output", "loss", "L = −ln p", "How surprising the truth is."),
        (OUTPUT, "output", "backward", "δ = a − y", "The blame of the output."),
        (OUTPUT, "output", "backward", "∂L/∂W = δ·aᵀ", "The blame of the weights."),
        (HIDDEN, "dense 1", "backward", "δ = (Wᵀδ)·(1 − a²)", "Blame travels back."),
        (HIDDEN, "dense 1", "backward", "∂L/∂W = δ·xᵀ", "The blame of the weights."),
        (None, "all", "update", "W ← W − η·∂L/∂W", "Every weight moves."),
    )
    return tuple(OperationLabel(*row) for row in rows)


def at_operation(snapshot: Snapshot, operation: int) -> Snapshot:
    """Return the snapshot as it is after this many rows of the tape."""
    return replace(snapshot, operations=operations(), position=StepPosition(operation, 0, 1, (17,)))


def with_map(snapshot: Snapshot, values: Float32) -> Snapshot:
    """Return the snapshot with this output over the plane."""
    tiles = np.stack([np.tanh(values * k) for k in range(1, 7)]).astype(np.float32)
    return replace(
        snapshot,
        big_map=BigMap(None, values),
        plane=Plane(snapshot.step, MappingProxyType({HIDDEN: tiles})),
    )
