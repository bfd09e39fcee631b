"""Networks of every kind of layer, drawn by number, with data that fit them."""

import random
from dataclasses import dataclass, field

import numpy as np

from playground.data.dataset import Dataset
from playground.model.check import check
from playground.model.ids import LayerId, UnitId
from playground.model.network import Connection, Layer, Network
from playground.model.project import (
    DataSpec,
    OptimizerSpec,
    PhaseSpec,
    Project,
    TrainingSpec,
)
from playground.model.resolution import DataShape, SequenceShape
from playground.model.specs import (
    ActivationSpec,
    AddSpec,
    AttentionSpec,
    AveragePoolSpec,
    BatchNormSpec,
    ConcatenateSpec,
    ConvSpec,
    CosineSpec,
    DenseSpec,
    DropoutSpec,
    EmbeddingSpec,
    FeaturesSpec,
    FlattenSpec,
    GlobalAveragePoolSpec,
    GruSpec,
    InputSpec,
    LastStepSpec,
    LayerNormSpec,
    LayerSpec,
    LstmSpec,
    MaxPoolSpec,
    MultiplySpec,
    NoiseSpec,
    NormaliseSpec,
    OutputSpec,
    Padding,
    PositionSpec,
    ReshapeSpec,
    RnnSpec,
    SoftmaxOverSpec,
    TransposedConvSpec,
    UpsampleSpec,
)
from playground.model.text import unit_ids

SMOOTH = ("tanh", "sigmoid", "silu", "gelu", "softplus", "linear", "elu", "sine")
"""Where a kink lies within rounding, two right answers differ: most layers are smooth."""
KINKED = ("relu", "leaky_relu")
TRAINING = 19


@dataclass(slots=True)
class _Draft:
    """A network being drawn; ``form`` is what leaves its last layer."""

    rng: random.Random
    form: str
    layers: list[Layer] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)

    @property
    def last(self) -> LayerId:
        return self.layers[-1].id

    def add(self, spec: LayerSpec, *sources: LayerId) -> LayerId:
        layer = LayerId(f"L{len(self.layers) + 1}")
        self.layers.append(Layer(layer, f"layer {len(self.layers) + 1}", spec))
        self.connections += [Connection(source, layer) for source in sources]
        return layer

    def then(self, spec: LayerSpec) -> None:
        self.add(spec, self.last)

    def activation(self) -> str:
        return self.rng.choice(SMOOTH if self.rng.random() < 0.8 else KINKED)


def drawn(number: int) -> tuple[Project, Dataset]:
    """Return the network of a number and its data; every number has one that works."""
    for attempt in range(200):
        rng = random.Random(f"{number}/{attempt}")
        shape = _data(rng)
        network = _network(rng, shape)
        batch = rng.choice([1, 3, 7, 16, 17])
        training = TrainingSpec(
            batch_size=batch,
            seed=number,
            phases=(PhaseSpec(optimizer=OptimizerSpec("sgd", 0.02)),),
        )
        project = Project(network, DataSpec("xor"), training)
        if check(project, shape).is_valid:
            return project, _examples(shape, number)
    raise AssertionError(f"No network {number} that works in 200 attempts.")


def kinds_of(project: Project) -> set[type[LayerSpec]]:
    return {type(layer.spec) for layer in project.network.layers}


# ------------------------------------------------------------------------------ data


def _data(rng: random.Random) -> DataShape:
    form = rng.choice(["picture", "picture", "sequence", "tokens", "flat"])
    classes = tuple(f"c{i}" for i in range(rng.randint(3, 5)))
    if form == "picture":
        sizes = (rng.randint(1, 3), rng.randint(5, 8), rng.randint(5, 8))
        features = tuple(UnitId(f"p{i}") for i in range(sizes[0] * sizes[1] * sizes[2]))
        return DataShape("classes", features, classes, picture=sizes)
    if form == "flat":
        return DataShape(
            "classes", tuple(UnitId(f"f{i}") for i in range(rng.randint(2, 6))), classes
        )
    length = rng.randint(2, 6)
    if form == "sequence":
        features = tuple(UnitId(f"f{i}") for i in range(rng.randint(1, 4)))
        return DataShape("classes", features, classes, sequence=SequenceShape(length))
    vocabulary = tuple("abcdefg"[: rng.randint(3, 7)])
    asked = rng.random() < 0.4
    return DataShape(
        "tokens" if asked else "classes",
        (UnitId("token"),),
        vocabulary if asked else classes,
        sequence=SequenceShape(length, vocabulary),
    )


def _examples(shape: DataShape, number: int) -> Dataset:
    rng = np.random.default_rng(number)
    size, sequence = TRAINING + 4, shape.sequence
    length = 1 if sequence is None else sequence.length
    columns = len(shape.features) * length
    inputs = rng.normal(size=(size, columns)).astype(np.float32)
    lengths = None
    if sequence is not None:
        if sequence.vocabulary:
            inputs = rng.integers(0, len(sequence.vocabulary), (size, columns)).astype(np.float32)
        if number % 3:
            lengths = rng.integers(1, length + 1, size).astype(np.int32)
            counts = np.arange(length)[None, None, :] < lengths[:, None, None]
            parts = inputs.reshape(size, -1, length)
            inputs = np.ascontiguousarray((parts * counts).reshape(size, columns))
    form = (size, length) if shape.task == "tokens" else size
    labels = rng.integers(0, len(shape.classes), form).astype(np.int32)
    split = np.arange(size, dtype=np.int32)
    return Dataset(
        DataSpec("xor"), shape, inputs, inputs.astype(np.float64), labels,
        np.zeros((size, 0), np.float32), split[:TRAINING], split[TRAINING:],
        np.zeros(columns), np.ones(columns), lengths=lengths,
    )  # fmt: skip


# ------------------------------------------------------------------------------ networks


def _network(rng: random.Random, data: DataShape) -> Network:
    form = "picture" if data.picture else "flat"
    if data.sequence is not None:
        form = "tokens" if data.sequence.vocabulary else "sequence"
    draft = _Draft(rng, form)
    draft.add(InputSpec())
    if form in ("flat", "sequence") and len(data.features) % 3 == 0:
        # Some of the features, out of order: a gap, and two that lie beside each other.
        draft.then(FeaturesSpec((data.features[-1], *data.features[:2])))
    if form == "tokens":
        draft.then(EmbeddingSpec(unit_ids(rng.choice([2, 4, 6]))))
        draft.form = "sequence"
    for _ in range(rng.randint(1, 5)):
        _layer(draft, keeps=data.task == "tokens")
    _close(draft, data)
    draft.then(OutputSpec(None, "softmax", None))
    layers = tuple(draft.layers)
    return Network(layers, tuple(draft.connections), len(layers) + 1)


def _layer(draft: _Draft, *, keeps: bool) -> None:
    """Append one layer, or a block of branches; with ``keeps`` a sequence stays one."""
    rng = draft.rng
    if draft.form != "flat" and rng.random() < 0.25:
        _block(draft)
    elif draft.form == "picture":
        _picture_layer(draft)
    elif draft.form == "sequence":
        _sequence_layer(draft, keeps=keeps)
    else:
        _flat_layer(draft)


def _flat_layer(draft: _Draft) -> None:
    rng = draft.rng
    units = unit_ids(rng.randint(2, 9))
    choices: list[LayerSpec] = [
        DenseSpec(units, draft.activation(), has_bias=rng.random() < 0.8),
        DenseSpec(units, draft.activation()),
        CosineSpec(units),
        ActivationSpec(draft.activation()),
        BatchNormSpec(),
        LayerNormSpec(),
        NormaliseSpec(),
        SoftmaxOverSpec("units"),
        DropoutSpec(0.0),
        NoiseSpec(0.0),
        ReshapeSpec(1, rng.randint(1, 3), rng.randint(1, 3)),
    ]
    spec = rng.choice(choices)
    draft.then(spec)
    if isinstance(spec, ReshapeSpec):
        draft.form = "picture"


def _picture_layer(draft: _Draft) -> None:
    rng = draft.rng
    units = unit_ids(rng.choice([1, 2, 3, 4, 6]))
    a, b, c, d = (rng.randint(0, 2) for _ in range(4))
    paddings: list[Padding] = ["same", "valid", (a, b, c, d)]
    padding = rng.choice(paddings)
    kernel, stride = (rng.randint(1, 4), rng.randint(1, 4)), rng.randint(1, 3)
    bias = rng.random() < 0.8
    conv = ConvSpec(
        units, *kernel, stride, padding, rng.choice([1, 1, 2, 3]), draft.activation(),
        has_bias=bias,
    )  # fmt: skip
    painted = TransposedConvSpec(
        units[:3], *kernel, rng.randint(1, 2), padding, draft.activation(), has_bias=bias
    )
    choices: list[LayerSpec] = [
        conv,
        conv,
        painted,
        MaxPoolSpec(rng.randint(1, 3), rng.choice([None, 1, 2]), rng.choice(["valid", "same"])),
        AveragePoolSpec(rng.randint(1, 3), rng.choice([None, 1, 2]), rng.choice(["valid", "same"])),
        UpsampleSpec(2),
        BatchNormSpec(),
        LayerNormSpec(),
        NormaliseSpec(),
        SoftmaxOverSpec(rng.choice(["units", "positions"])),
        ActivationSpec(draft.activation()),
        FlattenSpec(),
        GlobalAveragePoolSpec(),
    ]
    spec = rng.choice(choices)
    draft.then(spec)
    if isinstance(spec, FlattenSpec | GlobalAveragePoolSpec):
        draft.form = "flat"


def _sequence_layer(draft: _Draft, *, keeps: bool) -> None:
    rng = draft.rng
    units, whole = unit_ids(rng.choice([2, 3, 4, 6])), keeps or rng.random() < 0.5
    choices: list[LayerSpec] = [
        RnnSpec(units, whole),
        LstmSpec(units, whole, forget_bias=rng.choice([0.0, 1.0])),
        GruSpec(units, whole),
        AttentionSpec(rng.choice([1, 2]), rng.random() < 0.5),
        AttentionSpec(rng.choice([1, 2]), rng.random() < 0.5),
        PositionSpec(rng.choice(["learned", "sinusoidal"])),
        DenseSpec(units, draft.activation()),
        CosineSpec(units),
        LayerNormSpec(),
        BatchNormSpec(),
        NormaliseSpec(),
        SoftmaxOverSpec(rng.choice(["units", "positions"])),
        ActivationSpec(draft.activation()),
    ]
    if not keeps:
        choices += [LastStepSpec(), GlobalAveragePoolSpec(), FlattenSpec()]
    spec = rng.choice(choices)
    draft.then(spec)
    is_last = isinstance(spec, RnnSpec | LstmSpec | GruSpec) and not whole
    if is_last or isinstance(spec, LastStepSpec | GlobalAveragePoolSpec | FlattenSpec):
        draft.form = "flat"


def _block(draft: _Draft) -> None:
    """Append two branches of equal shape and a join."""
    rng = draft.rng
    start, units = draft.last, unit_ids(rng.randint(1, 4))
    if draft.form == "picture":
        specs: tuple[LayerSpec, ...] = (
            ConvSpec(units, 3, 3, 1, "same", 1, draft.activation()),
            ConvSpec(units, 1, 2, 1, "same", 1, "tanh"),
        )
    else:
        specs = (DenseSpec(units, draft.activation()), LstmSpec(units, True))
    first, second = (draft.add(spec, start) for spec in specs)
    joins: list[LayerSpec] = [AddSpec(), MultiplySpec(), ConcatenateSpec()]
    draft.add(rng.choice(joins), first, second)


def _close(draft: _Draft, data: DataShape) -> None:
    """Append what an output wants to see."""
    if data.task == "tokens" or draft.form == "flat":
        return
    choices: list[LayerSpec] = [FlattenSpec(), GlobalAveragePoolSpec()]
    if draft.form == "sequence":
        choices.append(LastStepSpec())
    draft.then(draft.rng.choice(choices))
