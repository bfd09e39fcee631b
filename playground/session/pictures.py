"""What the visible views asked for, computed from the trainer as it stands now.

Everything in one frame belongs to one step: a picture never mixes two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from playground.engine.state import Float32, Int64, Plane, Probe
from playground.engine.trainer import Trainer
from playground.model.ids import ParameterId
from playground.readout.examples import confusion, probe
from playground.readout.maps import big_map, tiles
from playground.session.commands import Watch
from playground.session.snapshot import BigMap


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """One frame's pictures and numbers at one step; None where nobody asked."""

    step: int = 0
    weights: Mapping[ParameterId, Float32] = field(default_factory=lambda: MappingProxyType({}))
    probe: Probe | None = None
    plane: Plane | None = None
    big_map: BigMap | None = None
    confusion: Int64 | None = None


NO_PICTURES = Pictures()


def compute(trainer: Trainer, watch: Watch, example: int | None) -> Pictures:
    """Return everything that ``watch`` asks for and that these data have.

    Parameters
    ----------
    example
        Index of the example to probe, in place of the one that ``watch`` names.
    """
    dataset = trainer.dataset
    plane = dataset.shape.plane
    has_example = example is not None and 0 <= example < dataset.size
    return Pictures(
        step=trainer.step,
        weights=trainer.weights() if watch.weights else NO_PICTURES.weights,
        probe=probe(trainer, example) if has_example and example is not None else None,
        plane=tiles(trainer, watch.tiles, watch.tile_size) if plane and watch.tiles else None,
        big_map=_big_map(trainer, watch) if plane and watch.map_size else None,
        confusion=confusion(trainer) if watch.confusion and dataset.shape.classes else None,
    )


def _big_map(trainer: Trainer, watch: Watch) -> BigMap:
    unit = watch.map_unit
    layers = trainer.resolution.layers
    # The mouse may rest on a neuron that is no longer, or not yet, part of the run.
    if unit is not None and (
        unit.layer not in trainer.resolution.order or unit not in layers[unit.layer].units_out
    ):
        unit = None
    picture = big_map(trainer, unit, watch.map_size)
    return BigMap(picture.unit, picture.values, picture.confidence, picture.threshold, trainer.step)
