"""Formulas and sentences of the cards."""

from PySide6.QtCore import QCoreApplication

from playground.model.catalog import ACTIVATIONS
from playground.model.check import LayerShape
from playground.model.network import Layer
from playground.readout.arithmetic.digits import written_number
from playground.readout.arithmetic.records import Arithmetic
from playground.session.snapshot import Snapshot
from playground.ui import numbers
from playground.ui.naming import example_title, layer_title
from playground.ui.view import ShownProject
from playground.ui.widgets.segments import Piece

_APPLIED = {
    "linear": "z",
    "relu": "max(0, z)",
    "tanh": "tanh(z)",
    "sine": "sin(z)",
    "step": "[z > 0]",
    "softplus": "ln(1 + e^z)",
    "leaky_relu": "max(z, 0.01·z)",
    "relu6": "min(max(0, z), 6)",
    "clipped_relu": "min(max(0, z), 1)",
    "sigmoid": "σ(z)",
    "softmax": "e^z / Σ e^z",
}
_SLOPES = {"linear": "1", "relu": "z > 0", "tanh": "1 − tanh²(z)", "sigmoid": "a·(1 − a)"}

_LONGEST = 24
"""Letters of a formula that fit beside a number."""


def tr(text: str) -> str:
    """Return a sentence of the cards in the person's language."""
    return QCoreApplication.translate("Card", text)


def borrowed(shown: ShownProject, layer: Layer) -> str:
    """Return whose weights a layer uses; "" where it has its own."""
    if layer.shares is None:
        return ""
    pattern = (
        tr("It uses the weights of {0}, turned over.")
        if layer.is_transposed
        else tr("It uses the weights of {0}.")
    )
    return pattern.format(layer_title(shown.project, layer.shares))


def applied(activation: str) -> str:
    """Return the activation's formula, e.g. "tanh(z)"."""
    if activation in _APPLIED:
        return _APPLIED[activation]
    record = ACTIVATIONS.get(activation)
    return f"{activation}(z)" if record is None else f"{record.title}(z)"


def slope_formula(activation: str) -> str:
    """Return the formula of ∂a/∂z."""
    if activation in _SLOPES:
        return _SLOPES[activation]
    record = ACTIVATIONS.get(activation)
    is_short = record is not None and len(record.derivative_formula) <= _LONGEST
    return record.derivative_formula if record is not None and is_short else "∂a/∂z"


def example(shown: ShownProject, index: int) -> str:
    """Return e.g. "test example 12", as the example selector counts."""
    if shown.dataset is None:
        return ""
    return example_title(shown.dataset, index, tr("train example {0}"), tr("test example {0}"))


def example_short(shown: ShownProject, index: int) -> str:
    """Return e.g. "test 12", where room is short."""
    if shown.dataset is None:
        return ""
    return example_title(shown.dataset, index, tr("train {0}"), tr("test {0}"))


def origin(snapshot: Snapshot, shape: LayerShape | None = None) -> str:
    """Return where the numbers come from: a probe of its own, or a lane of the batch.

    ``shape`` is the layer whose numbers they are, where they may be means over its positions.
    """
    where = _origin(snapshot)
    if shape is None or not shape.positions or snapshot.probe is None:
        return where
    sizes = " × ".join(str(size) for size in shape.positions)
    return f"{where} · {tr('means over {0} positions').format(sizes)}"


def _origin(snapshot: Snapshot) -> str:
    probe = snapshot.probe
    if probe is None:
        return tr("No example has been sent through the network yet.")
    if probe.lane is not None:
        return tr("example {0} of {1} in this batch, step {2}").format(
            probe.lane + 1, snapshot.position.lanes, numbers.thousands(probe.step)
        )
    if snapshot.position.operation > 0 and snapshot.status != "running":
        return tr("not in this batch: a probe of its own, step {0}").format(
            numbers.thousands(probe.step)
        )
    return tr("probe at step {0}").format(numbers.thousands(probe.step))


def lane_origin(shown: ShownProject, snapshot: Snapshot, record: Arithmetic) -> str:
    """Return whose example the numbers of an operation are, and at which step."""
    step = numbers.thousands(snapshot.step)
    if record.example is None or record.lane is None:
        return tr("step {0}").format(step)
    return tr("{0} · {1} of {2} in this batch · step {3}").format(
        example(shown, record.example), record.lane + 1, record.count, step
    )


def five_digits(value: float) -> str:
    """Return a number with its sign and five significant digits, as the arithmetic writes it."""
    text = written_number(value, 5)
    return f"+{text}" if value >= 0 else text


def phase(name: str) -> str:
    """Return the word for a phase of an update."""
    return QCoreApplication.translate("Tape", name)


def all_layers() -> str:
    """Return what stands in the place of a layer where all of them are meant."""
    return tr("all layers")


def mean_of(formula: str, shape: LayerShape | None) -> str:
    """Return a formula as it is said of a mean over positions; as it is where there are none."""
    if shape is None or not shape.positions:
        return formula
    return f"{tr('mean of')} {formula}"


def value_pieces(formula: str, value: float | None) -> tuple[Piece, Piece]:
    """Return "z = Σ a·w + b = " and its value."""
    return Piece(formula), Piece(numbers.signed(value), "strong")
