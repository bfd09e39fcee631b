"""What may be selected: pure."""

from dataclasses import replace

from playground.model.ids import LayerId, UnitRef, WeightRef
from playground.ui.view import Selection, ShownProject


def _has_unit(shown: ShownProject, unit: UnitRef | None) -> bool:
    if unit is None:
        return False
    shape = shown.resolution.layers.get(unit.layer)
    return shape is not None and unit in shape.units_out


def _has_weight(shown: ShownProject, weight: WeightRef | None) -> bool:
    if weight is None:
        return False
    for shape in shown.resolution.layers.values():
        for parameter in shape.parameters:
            if parameter.id == weight.parameter:
                return parameter.index_of(weight) is not None
    return False


def prune(selection: Selection, shown: ShownProject) -> Selection:
    """Return the selection without what an edit has removed."""
    network = shown.project.network
    layers: tuple[LayerId, ...] = tuple(i for i in selection.layers if network.has(i))
    size = 0 if shown.dataset is None else shown.dataset.size
    example = selection.example
    return replace(
        selection,
        layers=layers,
        unit=selection.unit if _has_unit(shown, selection.unit) else None,
        weight=selection.weight if _has_weight(shown, selection.weight) else None,
        hover=selection.hover if _has_unit(shown, selection.hover) else None,
        example=example if example is not None and 0 <= example < size else None,
    )
