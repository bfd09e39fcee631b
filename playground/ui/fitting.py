"""A network that suits a kind of data: what "New from data" opens."""

from collections.abc import Mapping

from playground.data.catalog import DATASETS
from playground.files.examples import Example
from playground.model import edits
from playground.model.project import Project
from playground.model.text import parse

PACE = 60.0
_NETWORKS: Mapping[str, str] = {
    "xor4": "dense 4 tanh > output",
    "gaussians": "output",
    "blobs3": "dense 4 tanh > output",
    "blobs4": "dense 6 tanh > output",
    "spiral": "dense 8 tanh > dense 8 tanh > output",
    "plane": "output",
    "hills": "dense 16 tanh > dense 8 tanh > output",
    "valley": "output",
    "line": "output",
    "wave": "dense 16 tanh > output",
    "stairs": "dense 16 tanh > dense 8 tanh > output",
    "cubic": "dense 8 tanh > output",
    "flu": "output",
    "sick": "dense 6 tanh > output",
    "sick_apart": "dense 6 tanh > output",
    "dwarves": "output",
    "digits": "dense 32 relu > output",
    "recall": "embedding 4 > rnn 12 > output",
    "brackets": "embedding 4 > gru 12 > output",
    "waves": "lstm 12 > output",
    "letters": "embedding 8 > gru 32 whole > output",
}
_USUAL = "dense 8 tanh > output"
_RATES: Mapping[str, float] = {"xor4": 0.05, "line": 0.05, "plane": 0.03, "valley": 0.02}


def offered_kinds() -> tuple[str, ...]:
    """Return the kinds that bring their own examples: the user's points and tables come later."""
    return tuple(name for name, kind in DATASETS.items() if kind.maximum_examples > 0)


def fitting_example(kind: str) -> Example:
    """Return a kind of data with a network that suits it, ready to open and train.

    Raises
    ------
    KeyError
        There is no such kind.
    """
    record = DATASETS[kind]
    project = Project(network=parse(_NETWORKS.get(kind, _USUAL)), name=record.title)
    project = edits.set_data(project, kind=kind)
    project = edits.set_training(project, batch_size=record.batch_size)
    project = edits.set_optimizer(project, learning_rate=_RATES.get(kind, 0.01))
    return Example(f"data:{kind}", record.title, record.explanation, "", PACE, project)
