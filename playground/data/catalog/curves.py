"""Table: kinds whose examples are points of a curve y(x)."""

from playground.data.catalog.plane import MAX_EXAMPLES
from playground.data.catalog.records import Column, DatasetKind

X = Column("x", "x", "The one number that the network sees.")


def _curve(name: str, title: str, explanation: str, extent: float) -> DatasetKind:
    return DatasetKind(
        name=name,
        title=title,
        explanation=explanation,
        group="curves",
        task="regression",
        classes=(),
        examples=200,
        minimum_examples=2,
        maximum_examples=MAX_EXAMPLES,
        train_share=0.5,
        standardise=True,
        batch_size=20,
        form="line",
        columns=(X,),
        features=("x",),
        noise_range=1.0,
        extent=extent,
    )


CURVES = (
    _curve("line", "Line", "Points scattered around a straight line.", 6.5),
    _curve("wave", "Wave", "The curve y = sin x.", 6.5),
    _curve("stairs", "Stairs", "Four level steps with sharp edges.", 6.5),
    _curve("cubic", "Cubic", "A curve of the third degree, a little scattered.", 4.5),
)
