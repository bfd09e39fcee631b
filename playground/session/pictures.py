"""What the visible views asked for, computed from the trainer as it stands now.

Everything in one frame belongs to one step: a picture never mixes two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from playground.data.build import inputs_of
from playground.engine.state import Float32, Int64, Plane, Probe, SpaceView
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.ids import LayerId, ParameterId, UnitRef
from playground.readout.arithmetic.asking import arithmetic
from playground.readout.arithmetic.records import Arithmetic
from playground.readout.axes import PRINCIPAL
from playground.readout.curves import curve_of
from playground.readout.examples import activations, confusion, probe
from playground.readout.gradients import gradients, moved
from playground.readout.maps import answers, axes_map, big_map, tiles
from playground.readout.prune_report import PruneReport
from playground.readout.pruning import prune_report
from playground.readout.seen import Seen
from playground.readout.space import space
from playground.session.commands import Watch
from playground.session.snapshot import BigMap, Fit


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """One frame's pictures and numbers at one step; None where nobody asked."""

    step: int = 0
    weights: Mapping[ParameterId, Float32] = field(default_factory=lambda: MappingProxyType({}))
    probe: Probe | None = None
    plane: Plane | None = None
    big_map: BigMap | None = None
    fit: Fit | None = None
    answers: Float32 | None = None
    confusion: Int64 | None = None
    confusion_step: int = 0
    what_if: Probe | None = None
    activations: Mapping[LayerId, Float32] = field(default_factory=lambda: MappingProxyType({}))
    prune: PruneReport | None = None
    space: SpaceView | None = None
    gradients: Mapping[ParameterId, Float32] = field(default_factory=lambda: MappingProxyType({}))
    moved: Mapping[ParameterId, Float32] = field(default_factory=lambda: MappingProxyType({}))
    arithmetic: Arithmetic | None = None
    revision: int = 0
    """`Trainer.revision` at that time."""


NO_PICTURES = Pictures()


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """The confusion of the test set at one step."""

    confusion: Int64
    step: int


def count(trainer: Trainer, watch: Watch) -> Count | None:
    """Count the whole test set; None where nobody asked, or these data have no classes."""
    if not (watch.confusion and trainer.dataset.shape.classes):
        return None
    return Count(confusion(trainer), trainer.step)


def compute(
    trainer: Trainer,
    watch: Watch,
    example: int | None,
    before: Pictures = NO_PICTURES,
    counted: Count | None = None,
) -> Pictures:
    """Return everything that ``watch`` asks for and that these data have.

    Parameters
    ----------
    example
        Index of the example to probe, in place of the one that ``watch`` names.
    before
        The frame before: what is dear and still holds is taken from it.
    counted
        The test set as it was counted last, maybe at an earlier step.
    """
    weights = trainer.weights() if watch.weights else NO_PICTURES.weights
    ways = moved(trainer) if watch.weights else NO_PICTURES.moved
    numbers = _arithmetic(trainer, watch, example)
    # In the midst of an update the rest belongs, as its step says, to the weights before it.
    with trainer.settled():
        settled = _settled(trainer, watch, example, before, counted)
    return replace(settled, weights=weights, moved=ways, arithmetic=numbers)


def _arithmetic(trainer: Trainer, watch: Watch, example: int | None) -> Arithmetic | None:
    target, place = watch.arithmetic, watch.arithmetic_place
    if target is None:
        return None
    return arithmetic(trainer, target, place=place, example=example or 0)


def _settled(
    trainer: Trainer, watch: Watch, example: int | None, before: Pictures, counted: Count | None
) -> Pictures:
    """Return what the weights of the trainer's step make of the data; see `compute`."""
    dataset = trainer.dataset
    plane = dataset.shape.plane
    has_example = example is not None and 0 <= example < dataset.size
    return Pictures(
        step=trainer.step,
        probe=probe(trainer, example) if has_example and example is not None else None,
        plane=tiles(trainer, watch.tiles, watch.tile_size) if plane and watch.tiles else None,
        big_map=big_map_of(trainer, watch) if watch.map_size else None,
        fit=fit_of(trainer, watch) if watch.curve_size and dataset.shape.line else None,
        answers=answers(trainer) if watch.answers else None,
        confusion=None if counted is None else counted.confusion,
        confusion_step=trainer.step if counted is None else counted.step,
        what_if=_what_if(trainer, watch.what_if, example if has_example else None),
        activations=activations(trainer, watch.activations),
        prune=_prune(trainer, watch, before),
        space=space(trainer, watch.space) if watch.space in trainer.resolution.order else None,
        gradients=gradients(trainer) if watch.gradients else NO_PICTURES.gradients,
        revision=trainer.revision,
    )


def _what_if(
    trainer: Trainer, values: tuple[float, ...] | None, example: int | None
) -> Probe | None:
    """Return the made-up example, or None where it is one of other data: they changed a moment ago.

    A sequence is as long as the example that it began with.
    """
    dataset = trainer.dataset
    if values is None or len(values) != dataset.raw.shape[1]:
        return None
    has_length = dataset.shape.sequence is not None and example is not None
    length = dataset.length_of(example) if has_length and example is not None else None
    try:
        return trainer.what_if(inputs_of(dataset, values)[0], length)
    except PlaygroundError:
        # Numbers of other data that happen to be as many, and are no tokens.
        return None


def _prune(trainer: Trainer, watch: Watch, before: Pictures) -> PruneReport | None:
    if watch.prune is None:
        return None
    share, order = watch.prune
    known = before.prune
    asked = (trainer.revision, share, order)
    if known is not None and (before.revision, known.share, known.order) == asked:
        return known
    return prune_report(trainer, share, order)


def big_map_of(trainer: Seen, watch: Watch) -> BigMap | None:
    """Return the big map as it is watched; None where these data have none."""
    unit, dataset = _watched(trainer, watch), trainer.dataset
    if dataset.shape.plane:
        picture = big_map(trainer, unit, watch.map_size)
    else:
        axes, example = watch.map_axes, watch.map_example
        known = (*dataset.shape.features, *PRINCIPAL)
        # What is watched may still be meant for the data before; no plane leads through tokens.
        is_sequence = dataset.shape.sequence is not None
        if is_sequence or axes is None or not all(axis in known for axis in axes):
            return None
        if example is not None and example >= dataset.size:
            example = None
        picture = axes_map(trainer, unit, watch.map_size, axes, example)
    return BigMap(
        picture.unit,
        picture.values,
        picture.confidence,
        picture.threshold,
        trainer.step,
        picture.outputs,
        picture.frame,
    )


def fit_of(trainer: Seen, watch: Watch) -> Fit:
    """Return the curve over the one number of the data."""
    unit = _watched(trainer, watch)
    return Fit(unit, *curve_of(trainer, unit, watch.curve_size), trainer.step)


def _watched(trainer: Seen, watch: Watch) -> UnitRef | None:
    """Return the neuron to draw: the mouse may rest on one that is not, or not yet, in the run."""
    unit = watch.map_unit
    if unit is None or unit.layer not in trainer.resolution.order:
        return None
    return unit if unit in trainer.resolution.layers[unit.layer].units_out else None
