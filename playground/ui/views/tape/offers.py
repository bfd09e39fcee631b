"""The conditions that a run can be stopped at, as the present selection offers them."""

from dataclasses import dataclass

from playground.engine.breakpoints import Breakpoint
from playground.model.ids import LayerId
from playground.session.snapshot import Snapshot
from playground.ui.naming import layer_title, unit_title
from playground.ui.view import Selection, ShownProject
from playground.ui.views.tape.words import worded

_FEW = 1e-4
"""Below this a gradient moves nothing in any time worth waiting for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A breakpoint with a condition that can be added; ``breakpoint`` is None where it cannot."""

    title: str
    explanation: str
    breakpoint: Breakpoint | None


def offers(
    shown: ShownProject, snapshot: Snapshot, selection: Selection, layer: LayerId | None
) -> tuple[Offer, ...]:
    """Return all conditions; ``layer`` is that of the operation pointed at."""
    loss = snapshot.batch_loss
    if loss is None and snapshot.metrics is not None:
        loss = snapshot.metrics.train_loss
    above = float(f"{2 * loss:.2g}") if loss is not None and 0 < loss < 1e9 else 1.0
    found = [
        Offer(
            worded("Loss above…"),
            worded("Stops where the loss of a batch is larger than a number."),
            Breakpoint("loss", value=above),
        ),
        _of_unit(shown, selection),
        Offer(
            worded("All gradients below…"),
            worded("Stops where the largest |∂L/∂w| of all weights is smaller than a number."),
            Breakpoint("gradient", value=_FEW),
        ),
    ]
    shape = None if layer is None else shown.resolution.layers.get(layer)
    if layer is not None and shape is not None and shape.parameters:
        found.append(
            Offer(
                worded("Gradients of {0} below…").format(layer_title(shown.project, layer)),
                worded("Stops where the largest |∂L/∂w| of this layer is smaller than a number."),
                Breakpoint("gradient", layer=layer, value=_FEW),
            )
        )
    found.append(
        Offer(
            worded("Not a number (NaN)"),
            worded("Stops where a loss or an activation is not a number any more."),
            Breakpoint("nan"),
        )
    )
    return tuple(found)


def _of_unit(shown: ShownProject, selection: Selection) -> Offer:
    unit = selection.unit
    if unit is None and selection.weight is not None:
        unit = selection.weight.target
    if unit is None:
        explanation = worded("Select a neuron first: the run stops where it is above a number.")
        return Offer(worded("This neuron above…"), explanation, None)
    title = unit_title(shown.project, shown.resolution, unit, worded("neuron"))
    return Offer(
        worded("{0} above…").format(title),
        worded("Stops where this neuron's activation is above a number for any example."),
        Breakpoint("activation", unit=unit, value=0.5),
    )
