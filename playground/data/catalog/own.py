"""Table: kinds that the user makes: points, a curve that divides, a table from a file."""

from playground.data.catalog.plane import MAX_EXAMPLES, MORE_CLASSES, PLANE_CLASSES
from playground.data.catalog.records import DatasetKind

MAX_POINTS = 5000
"""Points that can be set by hand."""
DEFAULT_FORMULA = "2 * sin(x)"
"""f of "above" where the project has none."""

OWN = (
    DatasetKind(
        name="own",
        title="Your own points",
        explanation="Points that you set on the map, of two to four classes.",
        group="own",
        task="binary",
        classes=MORE_CLASSES,
        examples=0,
        minimum_examples=0,
        maximum_examples=0,
        train_share=1.0,
        standardise=True,
        batch_size=10,
        short="Your own",
        noise_range=0.0,
    ),
    DatasetKind(
        name="above",
        title="Above a curve",
        explanation="Blue above the curve y = f(x), orange below; you type f.",
        group="own",
        task="binary",
        classes=PLANE_CLASSES,
        examples=1000,
        minimum_examples=2,
        maximum_examples=MAX_EXAMPLES,
        train_share=0.5,
        standardise=True,
        batch_size=50,
        short="Above f(x)",
    ),
    DatasetKind(
        name="table",
        title="Table from a file",
        explanation="A CSV file: columns of numbers, and one to predict.",
        group="own",
        task="classes",
        classes=(),
        examples=0,
        minimum_examples=0,
        maximum_examples=0,
        train_share=0.8,
        standardise=True,
        batch_size=20,
        form="table",
        short="Table",
        features=(),
        noise_range=0.0,
        extent=0.0,
    ),
)
