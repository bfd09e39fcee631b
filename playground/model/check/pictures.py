"""Layers that work on pictures: convolutions, pooling, and the ways between pictures and rows."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from playground.model.catalog import MAX_FLAT, MAX_SIDE, MAX_UNITS
from playground.model.check.bounds import sound
from playground.model.check.joins import passed
from playground.model.check.layers import named, own_units
from playground.model.check.notes import Arrival, Notes, Units
from playground.model.check.repairs import bridge, insert, rewrite
from playground.model.ids import ParameterId, UnitId, UnitRef
from playground.model.network import (
    AveragePoolSpec,
    ConvSpec,
    DenseSpec,
    FlattenSpec,
    GlobalAveragePoolSpec,
    Layer,
    LayerSpec,
    MaxPoolSpec,
    PoolSpec,
    ReshapeSpec,
    TransposedConvSpec,
    UpsampleSpec,
)
from playground.model.resolution import ParameterShape, Repair
from playground.model.windows import Window, sliding, spreading

Windowed = ConvSpec | TransposedConvSpec | PoolSpec


def conv(
    notes: Notes, layer: Layer, spec: ConvSpec | TransposedConvSpec, arriving: Arrival
) -> None:
    """Note the shape of a convolution, or of one that leads back."""
    spec = sound(notes, layer, spec)
    named(notes, layer, spec)
    units = own_units(notes, layer, spec)
    picture = _picture(notes, layer, arriving)
    if picture is None:
        notes.shape(layer, arriving, units, activation=spec.activation)
        return
    size = (picture.positions[0], picture.positions[1])
    slide = sliding if isinstance(spec, ConvSpec) else spreading
    window = slide(size, spec.kernel, spec.stride, spec.padding)
    _fits(notes, layer, spec, window, size)
    sources = picture.units
    if isinstance(spec, ConvSpec) and spec.groups > 1:
        sources = _groups(notes, layer, spec, picture.units, units)
    notes.shape(
        layer,
        picture,
        units,
        activation=spec.activation,
        parameters=_kernels(notes, layer, spec, units, sources),
        positions=_positions(window),
    )


def _kernels(
    notes: Notes, layer: Layer, spec: ConvSpec | TransposedConvSpec, units: Units, sources: Units
) -> tuple[ParameterShape, ...]:
    """Return weights and biases. Kernels of another size are other weights, so their name says it."""
    if not sources:
        return ()
    owner, (height, width) = layer.id, spec.kernel
    name = ParameterId(owner, f"weight {height}x{width}")
    weight = ParameterShape(name, units, sources, spec.initialiser, spec.kernel)
    if not spec.has_bias:
        return (weight,)
    return (weight, ParameterShape(ParameterId(owner, "bias"), units, (), "zeros"))


def _groups(
    notes: Notes, layer: Layer, spec: ConvSpec, arriving: Units, units: Units
) -> tuple[UnitRef, ...]:
    """Return what a channel sees of its group: the first channel of the group, the second, ..."""
    groups = spec.groups
    common = math.gcd(len(arriving), len(units))
    if common and common % groups:
        fitting = max(n for n in range(1, groups + 1) if common % n == 0)
        count = min(-(-len(units) // groups) * groups, MAX_UNITS // groups * groups)
        label = f"Use {fitting} groups" if fitting > 1 else "Use one group"
        repairs = [_setting(label, notes, layer, groups=fitting)]
        if count and len(arriving) % groups == 0:
            more = tuple(dict.fromkeys((*spec.units, *_spare(count))))[:count]
            repairs.append(_setting(f"Use {count} channels", notes, layer, units=more))
        notes.say(
            layer.id,
            f"{groups} groups of {layer.name} divide neither evenly: {len(arriving)} channels "
            f"arrive and {len(units)} leave. Choose a number that divides both.",
            *repairs,
        )
        groups = fitting
    count = max(1, len(arriving) // groups) if arriving else 0
    return tuple(UnitRef(layer.id, UnitId(f"in{number}")) for number in range(count))


def _spare(count: int) -> tuple[UnitId, ...]:
    return tuple(UnitId(f"u{number}") for number in range(1, 2 * count + 1))


def pool(notes: Notes, layer: Layer, spec: PoolSpec, arriving: Arrival) -> None:
    """Note the shape of a pooling layer."""
    spec = sound(notes, layer, spec)
    picture = _picture(notes, layer, arriving)
    if picture is None:
        _pass(notes, layer, arriving, ())
        return
    size = (picture.positions[0], picture.positions[1])
    stride = spec.size if spec.stride is None else spec.stride
    window = sliding(size, (spec.size, spec.size), stride, spec.padding)
    _fits(notes, layer, spec, window, size)
    _pass(notes, layer, picture, _positions(window))


def upsample(notes: Notes, layer: Layer, spec: UpsampleSpec, arriving: Arrival) -> None:
    """Note the shape of a picture made larger."""
    factor = sound(notes, layer, spec).factor
    picture = _picture(notes, layer, arriving)
    if picture is None:
        _pass(notes, layer, arriving, ())
    else:
        _pass(notes, layer, picture, tuple(size * factor for size in picture.positions))


def global_average(notes: Notes, layer: Layer, _: GlobalAveragePoolSpec, arriving: Arrival) -> None:
    """Note the shape of a mean over all positions."""
    placed = arriving if arriving.positions else arriving.picture
    if placed is None and arriving.units:
        notes.say(
            layer.id,
            f"{layer.name} takes the mean over a picture or a sequence, and a row of "
            f"{len(arriving.units):,} values arrives. Remove it.",
            bridge("Remove it", notes.project, layer.id),
        )
    _pass(notes, layer, placed or arriving, ())


def flatten(notes: Notes, layer: Layer, _: FlattenSpec, arriving: Arrival) -> None:
    """Note the shape of a row of all values. Each is called after its unit and its place."""
    if not arriving.positions:
        _pass(notes, layer, arriving, ())
        return
    if arriving.size > MAX_FLAT:
        notes.say(
            layer.id,
            f"{layer.name} would put {arriving.size:,} values into a row; at most {MAX_FLAT:,} work "
            "here. Make the picture smaller in front of it.",
            insert("Insert global average", notes.project, layer, GlobalAveragePoolSpec()),
        )
        notes.shape(layer, arriving, ())
        return
    places = [str(place) for place in range(arriving.positions[-1])]
    for size in reversed(arriving.positions[:-1]):
        places = [f"{outer},{inner}" for outer in range(size) for inner in places]
    units = tuple(
        UnitRef(layer.id, UnitId(f"{unit.layer}.{unit.unit}/{place}"))
        for unit in arriving.units
        for place in places
    )
    notes.shape(layer, arriving, units)


def reshape(notes: Notes, layer: Layer, spec: ReshapeSpec, arriving: Arrival) -> None:
    """Note the shape of a picture that is read from a row."""
    spec = sound(notes, layer, spec)
    sizes = (spec.channels, spec.height, spec.width)
    if arriving.units and math.prod(sizes) != arriving.size:
        said = " × ".join(str(size) for size in sizes)
        notes.say(
            layer.id,
            f"{layer.name} makes a picture of {said} = {math.prod(sizes):,} values, and "
            f"{arriving.size:,} arrive. Choose another size.",
            *(
                rewrite(f"Use {c}x{h}x{w}", notes.project, layer, ReshapeSpec(c, h, w))
                for c, h, w in _pictures(arriving.size, spec)
            ),
            bridge("Remove it", notes.project, layer.id),
        )
    units = tuple(UnitRef(layer.id, UnitId(f"c{number}")) for number in range(spec.channels))
    notes.shape(layer, arriving, units, positions=(spec.height, spec.width))


def _pictures(values: int, wished: ReshapeSpec) -> list[tuple[int, int, int]]:
    """Return pictures of so many values: with the wished height and width, or square ones."""
    found: list[tuple[int, int, int]] = []
    places = wished.height * wished.width
    if values % places == 0:
        found.append((values // places, wished.height, wished.width))
    for channels in (wished.channels, 1, 3):
        side = math.isqrt(values // channels)
        if channels * side * side == values:
            found.append((channels, side, side))
    fitting = [p for p in found if p[0] <= MAX_UNITS and max(p[1:]) <= MAX_SIDE]
    return list(dict.fromkeys(fitting))


def _picture(notes: Notes, layer: Layer, arriving: Arrival) -> Arrival | None:
    """Return what arrives as a picture, and say where it is none."""
    picture = arriving.picture
    if picture is not None or not arriving.units:
        return picture
    notes.say(
        layer.id,
        f"{layer.name} works on pictures, and a sequence arrives. Put a picture in front of it, or "
        "use another layer."
        if arriving.positions
        else f"{layer.name} works on pictures, and a row of {len(arriving.units):,} values arrives. "
        "Put a picture in front of it, or use another layer.",
        *(
            insert(f"Insert reshape {c}x{h}x{w}", notes.project, layer, ReshapeSpec(c, h, w))
            for c, h, w in _pictures(arriving.size, ReshapeSpec(1, 1, 1))[-1:]
            if h > 1
        ),
        *_instead(notes, layer),
    )
    return None


def _instead(notes: Notes, layer: Layer) -> tuple[Repair, ...]:
    spec = layer.spec
    if isinstance(spec, ConvSpec | TransposedConvSpec):
        plain = DenseSpec(spec.units, spec.activation, spec.initialiser, spec.has_bias)
        return (rewrite("Use dense", notes.project, layer, plain),)
    return (bridge("Remove it", notes.project, layer.id),)


def _fits(
    notes: Notes, layer: Layer, spec: Windowed, window: Window, size: tuple[int, int]
) -> None:
    """The window has a place in the picture, and sees more than padding everywhere."""
    height, width = window.kernel
    same = _setting("Use same padding", notes, layer, padding="same")
    valid = _setting("Use no padding", notes, layer, padding="valid")
    top, bottom, left, right = window.pads
    if max(top, bottom) >= height or max(left, right) >= width:
        notes.say(
            layer.id,
            f"The padding of {layer.name} is as large as its window of {height} × {width}, which "
            "would see nothing else in a corner. Make it smaller.",
            same,
            valid,
        )
    elif isinstance(spec, TransposedConvSpec) and min(window.size) < 1:
        notes.say(
            layer.id,
            f"The padding of {layer.name} cuts off everything that it paints. Make it smaller.",
            same,
            valid,
        )
    elif min(window.size) < 1:
        notes.say(
            layer.id,
            f"The window of {layer.name} is {height} × {width}, larger than the picture of "
            f"{size[0]} × {size[1]} that arrives. Make it smaller, or add zeros around.",
            _smaller(notes, layer, spec, size),
            same,
        )


def _smaller(notes: Notes, layer: Layer, spec: Windowed, size: tuple[int, int]) -> Repair:
    """Return the repair with a window that fits into the picture."""
    if isinstance(spec, PoolSpec):
        side = min(spec.size, *size)
        return _setting(f"Use a window of {side}", notes, layer, size=side)
    height, width = min(spec.kernel_height, size[0]), min(spec.kernel_width, size[1])
    label = f"Use a window of {height}x{width}"
    return _setting(label, notes, layer, kernel_height=height, kernel_width=width, padding="valid")


def _setting(label: str, notes: Notes, layer: Layer, **values: Any) -> Repair:
    return rewrite(label, notes.project, layer, replace(layer.spec, **values))


def _positions(window: Window) -> tuple[int, int]:
    """Return the size of the result; where the window does not fit, the smallest there can be."""
    return max(1, window.size[0]), max(1, window.size[1])


def _pass(notes: Notes, layer: Layer, arriving: Arrival, positions: tuple[int, ...]) -> None:
    """Note the shape of a layer with the units that arrive, at other positions."""
    units = passed(layer.id, arriving.units)
    notes.shape(layer, arriving, units, arriving.units, positions=positions)


RULES: Mapping[type[LayerSpec], Callable[[Notes, Layer, Any, Arrival], None]] = {
    ConvSpec: conv,
    TransposedConvSpec: conv,
    MaxPoolSpec: pool,
    AveragePoolSpec: pool,
    UpsampleSpec: upsample,
    GlobalAveragePoolSpec: global_average,
    FlattenSpec: flatten,
    ReshapeSpec: reshape,
}
"""Settings of a layer → what notes its shape."""
