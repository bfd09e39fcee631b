"""Table: kinds whose examples are points of a plane."""

from playground.data.catalog.records import DatasetKind

MAX_EXAMPLES = 100_000
PLANE_CLASSES = ("orange", "blue")
"""The two classes of the planar kinds; class 1, blue, is the positive one."""
MORE_CLASSES = (*PLANE_CLASSES, "green", "violet")
"""Classes of the plane where there are more than two."""


def _plane(
    name: str,
    title: str,
    explanation: str,
    short: str = "",
    classes: tuple[str, ...] = PLANE_CLASSES,
) -> DatasetKind:
    return DatasetKind(
        name=name,
        title=title,
        explanation=explanation,
        group="plane",
        task="binary" if len(classes) == 2 else "classes",
        classes=classes,
        examples=1000,
        minimum_examples=max(2, len(classes)),
        maximum_examples=MAX_EXAMPLES,
        train_share=0.5,
        standardise=True,
        batch_size=50,
        short=short,
    )


def _surface(name: str, title: str, explanation: str, short: str) -> DatasetKind:
    return DatasetKind(
        name=name,
        title=title,
        explanation=explanation,
        group="plane",
        task="regression",
        classes=(),
        examples=1000,
        minimum_examples=2,
        maximum_examples=MAX_EXAMPLES,
        train_share=0.5,
        standardise=True,
        batch_size=50,
        short=short,
        noise_range=1.0,
    )


PLANE = (
    DatasetKind(
        name="xor4",
        title="XOR, four points",
        explanation="Exclusive or: blue where exactly one coordinate is +1.",
        group="plane",
        task="binary",
        classes=PLANE_CLASSES,
        examples=4,
        minimum_examples=4,
        maximum_examples=4,
        train_share=1.0,
        standardise=True,
        batch_size=4,
        short="4 points",
        extent=2.0,
        is_split=False,
    ),
    _plane("xor", "XOR", "Four squares; opposite corners belong together."),
    _plane("circle", "Circle", "A blue disc inside an orange ring."),
    _plane(
        "gaussians",
        "Two clouds",
        "One cloud for each class; a straight line divides them.",
        "Clouds",
    ),
    _plane("spiral", "Spiral", "Two arms wound around each other, 1.75 turns each."),
    _plane("moons", "Two moons", "Two half rings that reach into each other.", "Moons"),
    _plane(
        "blobs3", "Three clouds", "A cloud for each of three classes.", "3 clouds", MORE_CLASSES[:3]
    ),
    _plane(
        "blobs4", "Four clouds", "A cloud for each of four classes.", "4 clouds", MORE_CLASSES[:4]
    ),
    _surface("plane", "Slope", "A number to predict: it rises evenly from one corner.", "Slope"),
    _surface("hills", "Hills", "A number to predict: three hills and three hollows.", "Hills"),
    DatasetKind(
        name="valley",
        title="Narrow valley",
        explanation="Its loss is gentle one way and steep the other.",
        group="plane",
        task="regression",
        classes=(),
        examples=2,
        minimum_examples=2,
        maximum_examples=2,
        train_share=1.0,
        standardise=False,
        batch_size=2,
        short="Valley",
        noise_range=0.0,
        extent=8.0,
        is_split=False,
        has_seed=False,
    ),
)
