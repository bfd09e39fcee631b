"""Convolution, plain and transposed, and upsampling: which places of a picture make which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import words
from playground.readout.arithmetic.cards import (
    DA,
    DB,
    DW,
    DX,
    DZ,
    DZ_DB,
    DZ_DW,
    A,
    Card,
    Explain,
    Name,
    Z,
    rest_of,
)
from playground.readout.arithmetic.chain import chain_of
from playground.readout.arithmetic.expressions import Expression, Number, Product, exactly, summed
from playground.readout.arithmetic.parts import Parts, added_to, totals
from playground.readout.arithmetic.records import Line, Phrase
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import line

Pixel = tuple[int, int, int]
"""Channel, row and column."""


@dataclass(frozen=True, slots=True, eq=False)
class Slide:
    """A convolution's row: a kernel that slides over the larger picture.

    Of a convolution the larger picture is what comes in, of a transposed one what goes out:
    ``large`` and ``small`` are their sizes (channels, height, width).
    """

    scene: Scene
    large: tuple[int, int, int]
    small: tuple[int, int, int]
    kernel: tuple[int, int]
    stride: int
    top: int
    left: int
    groups: int
    is_transposed: bool

    @property
    def coming(self) -> tuple[int, int, int]:
        """Size of what comes in."""
        return self.small if self.is_transposed else self.large

    @property
    def going(self) -> tuple[int, int, int]:
        """Size of what goes out."""
        return self.large if self.is_transposed else self.small

    def picture(self, name: str) -> Block:
        """Return x, dx, z or dz as [channels, height, width, ld]."""
        size = self.coming if name in ("x", "dx") else self.going
        return self.scene.block(name, *size, self.scene.ld)

    def weights(self, name: str = "w") -> Block:
        """Return w or dw as [c_out, c_in of a group, kernel_h, kernel_w]."""
        return self.scene.block(name, self.going[0], self.coming[0] // self.groups, *self.kernel)

    def weight_index(self, out: int, into: int, tap: tuple[int, int]) -> tuple[int, int, int, int]:
        """Return where the weight between two channels lies; ``into`` is the channel of the whole."""
        return out, into % (self.coming[0] // self.groups), *tap

    def channels_for(self, channel: int, *, out: bool) -> range:
        """Return the channels of the same group on the other side of an output (or input) channel."""
        ins, outs = self.coming[0] // self.groups, self.going[0] // self.groups
        group = channel // (outs if out else ins)
        size = ins if out else outs
        return range(group * size, (group + 1) * size)

    def taps(self) -> Iterator[tuple[int, int]]:
        """Yield the places of the kernel."""
        for row in range(self.kernel[0]):
            for column in range(self.kernel[1]):
                yield row, column

    def under(self, place: tuple[int, int], tap: tuple[int, int]) -> tuple[int, int] | None:
        """Return the place of the large picture under a tap, when the kernel is at a small place."""
        row = place[0] * self.stride - self.top + tap[0]
        column = place[1] * self.stride - self.left + tap[1]
        inside = 0 <= row < self.large[1] and 0 <= column < self.large[2]
        return (row, column) if inside else None

    def over(self, place: tuple[int, int]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Yield (small place, tap) of every window that has a large place under it."""
        for tap in self.taps():
            row, column = place[0] + self.top - tap[0], place[1] + self.left - tap[1]
            if row % self.stride or column % self.stride:
                continue
            small = row // self.stride, column // self.stride
            if 0 <= small[0] < self.small[1] and 0 <= small[1] < self.small[2]:
                yield small, tap

    def pixel(self, index: int, size: tuple[int, int, int]) -> tuple[Pixel, int]:
        """Return pixel and lane of an element."""
        rest, lane = divmod(index, self.scene.ld)
        rest, column = divmod(rest, size[2])
        channel, row = divmod(rest, size[1])
        return (channel, row, column), lane

    def shown(self, size: tuple[int, int, int]) -> tuple[int, int]:
        """Return the place that is shown where the focus names none."""
        return divmod(self.scene.shown_position(size[1] * size[2]), size[2])


def _slide(scene: Scene) -> Slide:
    n = scene.numbers
    is_transposed = scene.code.name.startswith("TRANSPOSED")
    coming = n["c_in"], n["height"], n["width"]
    going = n["c_out"], n["out_h"], n["out_w"]
    return Slide(
        scene,
        large=going if is_transposed else coming,
        small=coming if is_transposed else going,
        kernel=(n["kernel_h"], n["kernel_w"]),
        stride=n["stride"],
        top=n["top"],
        left=n["left"],
        groups=n["groups"],
        is_transposed=is_transposed,
    )


def _gathered(
    slide: Slide, pixel: Pixel, lane: int, numbers: Block, *, out: bool
) -> list[Expression]:
    """Return the products of weights and numbers that make one pixel.

    ``out``: a pixel of what goes out, made of what comes in; else one of ∂L/∂x, made of ∂L/∂z.
    """
    channel, row, column = pixel
    w = slide.weights()
    # The pixel lies in the large picture on the way out of a transposed one, and back to a plain one.
    is_large = slide.is_transposed == out
    pairs = (
        list(slide.over((row, column)))
        if is_large
        else [(found, tap) for tap in slide.taps() if (found := slide.under((row, column), tap))]
    )
    terms: list[Expression] = []
    for other in slide.channels_for(channel, out=out):
        ends = (channel, other) if out else (other, channel)
        for place, tap in pairs:
            weight = w.number(*slide.weight_index(*ends, tap))
            terms.append(Product((weight, numbers.number(other, *place, lane))))
    return terms


def _position(size: tuple[int, int, int], pixel: Pixel) -> int:
    return pixel[1] * size[2] + pixel[2]


def _forward(scene: Scene, focus: Focus) -> Card:
    slide = _slide(scene)
    if focus.argument == "z":
        pixel, lane = slide.pixel(focus.index, slide.going)
    else:
        per_channel = 1 if focus.argument == "b" else slide.weights().array[0].size
        pixel, lane = (focus.index // per_channel, *slide.shown(slide.going)), scene.lane
    terms = _gathered(slide, pixel, lane, slide.picture("x"), out=True)
    has_bias = scene.numbers["b"] != scene.bound.program.layout.zeros
    formula = summed(terms, (scene.block("b").at(pixel[0]),) if has_bias else ())
    formula = formula if terms or has_bias else exactly(0)
    result = line(Z, formula, slide.picture("z").number(*pixel, lane), role="result")
    bias = " + b" if has_bias else ""
    symbols: Name = (
        f"z[y, x] = Σ w[i, j]·a[y·s + i − p, x·s + j − p]{bias}",
        rf"z_{{y,x}} = \sum_{{c,i,j}} w_{{c,i,j}} \cdot a_{{c,\, y s + i - p,\, x s + j - p}}{bias}",
    )
    if slide.is_transposed:
        symbols = (
            f"z[y, x] = Σ w[i, j]·a of every place that paints there{bias}",
            rf"z_{{y s + i - p,\, x s + j - p}} = \sum_{{c,i,j}} w_{{c,i,j}} \cdot a_{{c,y,x}}{bias}",
        )
    told = words.AT_PIXEL(pixel[1] + 1, pixel[2] + 1, len(terms))
    place = _position(slide.going, pixel)
    lines: tuple[Line, ...] = (result,)
    if focus.argument == "w":
        address = scene.numbers["w"] + focus.index
        mine = [term for term in terms if _is_of(term, address)]
        own = line(("w·a", r"w \cdot a"), summed(mine), words=words.PART_OF_SUM())
        lines = (own, result)
    return Card(words.PRE_ACTIVATION(), symbols, lines, (told, *rest_of(formula)), place)


def _is_of(term: Expression, address: int) -> bool:
    """Whether a product is one of the weight that lies at an address."""
    weight = next(term.numbers())
    return weight.origin is not None and weight.origin.address == address


def _backward_input(scene: Scene, focus: Focus) -> Card:
    slide = _slide(scene)
    if focus.argument == "dx":
        pixel, lane = slide.pixel(focus.index, slide.coming)
    else:
        out, rest = divmod(focus.index, scene.numbers.get("w_unit", 0) or _own(slide))
        group = out // (slide.going[0] // slide.groups)
        into = rest // (slide.kernel[0] * slide.kernel[1])
        channel = group * (slide.coming[0] // slide.groups) + into
        pixel, lane = (channel, *slide.shown(slide.coming)), scene.lane
    terms = _gathered(slide, pixel, lane, slide.picture("dz"), out=False)
    always, notes = added_to(scene, "dx", (*pixel, lane), *slide.coming[1:], scene.ld)
    formula = summed(terms, always) if terms or always else exactly(0)
    result = line(DA, formula, slide.picture("dx").number(*pixel, lane), role="result")
    symbols = (
        "∂L/∂a = Σ w·∂L/∂z over all windows that saw it",
        rf"{DA[1]} = \sum_{{\text{{windows}}}} w \cdot {DZ[1]}",
    )
    told = words.AT_PIXEL(pixel[1] + 1, pixel[2] + 1, len(terms))
    notes = (told, *notes, *rest_of(formula))
    return Card(words.BLAME(), symbols, (result,), notes, _position(slide.coming, pixel))


def _own(slide: Slide) -> int:
    return slide.coming[0] // slide.groups * slide.kernel[0] * slide.kernel[1]


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Where a weight was used: a place of what goes out, and one of what comes in."""

    going: tuple[int, int]
    coming: tuple[int, int]


def _meetings(slide: Slide, tap: tuple[int, int]) -> list[_Meeting]:
    """Return every place where one place of the kernel has something under it."""
    found = []
    for row in range(slide.small[1]):
        for column in range(slide.small[2]):
            large = slide.under((row, column), tap)
            if large is not None:
                small = (row, column)
                found.append(
                    _Meeting(large, small) if slide.is_transposed else _Meeting(small, large)
                )
    return found


def _backward_weight(scene: Scene, focus: Focus) -> Card:
    slide = _slide(scene)
    if focus.argument == "db":
        return _backward_bias(slide, focus.index)
    dw = slide.weights("dw")
    size = slide.kernel[0] * slide.kernel[1]
    rest, tap = focus.index // size, divmod(focus.index % size, slide.kernel[1])
    out, column = divmod(rest, slide.coming[0] // slide.groups)
    into = slide.channels_for(out, out=True)[column]
    met = _meetings(slide, tap)
    dz, x = slide.picture("dz"), slide.picture("x")

    def term(lane: int, place: int) -> Product:
        at = met[place]
        return Product((dz.number(out, *at.going, lane), x.number(into, *at.coming, lane)))

    going = tuple(np.array([at.going for at in met], np.intp).reshape(-1, 2).T)
    coming = tuple(np.array([at.coming for at in met], np.intp).reshape(-1, 2).T)
    values = dz.part((out, *going))[:, : scene.count] * x.part((into, *coming))[:, : scene.count]
    parts = Parts(values.T, term)
    before = scene.was("dw").at(focus.index) if scene.numbers["accumulate"] else None
    lines, notes = totals(scene, DW, parts, dw.at(focus.index), before)
    given: tuple[Line, ...] = ()
    place = None
    if met:
        shown = slide.shown(slide.going)
        at = next((each for each in met if each.going == shown), met[len(met) // 2])
        blame = dz.number(out, *at.going, scene.lane)
        came = x.number(into, *at.coming, scene.lane)
        given, more = _factors(scene, blame, came, DZ_DW, words.SLOPE_OF_SUM())
        notes = (words.FACTORS_AT(at.going[0] + 1, at.going[1] + 1, len(met)), *more, *notes)
        place = at.going[0] * slide.going[2] + at.going[1]
    symbols = (
        "∂L/∂w = Σ ∂L/∂z·a over all places and examples",
        rf"{DW[1]} = \sum_{{\text{{places}}}} {DZ[1]} \cdot a",
    )
    return Card(words.WEIGHT_BLAME(), symbols, (*given, *lines), notes, place)


def _factors(
    scene: Scene, blame: Number, came: Number, name: Name, told: Phrase
) -> tuple[tuple[Line, ...], tuple[Phrase, ...]]:
    """Return the three factors of the chain rule at one place."""
    chain = chain_of(scene, blame.origin.address if blame.origin else -1)
    given = chain.lines or (line(DZ, blame, blame, role="factor", words=words.AT_SUM()),)
    engine = came if came.origin is not None else None
    return (*given, line(name, came, engine, role="factor", words=told)), chain.notes


def _backward_bias(slide: Slide, unit: int) -> Card:
    scene, dz = slide.scene, slide.picture("dz")
    width = slide.going[2]
    values = dz.part(unit).reshape(-1, scene.ld)[:, : scene.count].T
    parts = Parts(values, lambda lane, at: dz.number(unit, *divmod(at, width), lane))
    before = scene.was("db").at(unit) if scene.numbers["accumulate"] else None
    lines, notes = totals(scene, DB, parts, scene.block("db").at(unit), before)
    shown = slide.shown(slide.going)
    blame = dz.number(unit, *shown, scene.lane)
    given, more = _factors(scene, blame, exactly(1), DZ_DB, words.SLOPE_OF_BIAS())
    told = words.FACTORS_AT(shown[0] + 1, shown[1] + 1, values.shape[1])
    symbols = (
        "∂L/∂b = Σ ∂L/∂z over all places and examples",
        rf"{DB[1]} = \sum_{{\text{{places}}}} {DZ[1]}",
    )
    place = shown[0] * slide.going[2] + shown[1]
    return Card(words.BIAS_BLAME(), symbols, (*given, *lines), (told, *more, *notes), place)


def _upsample(scene: Scene, focus: Focus) -> Card:
    channels, height, width, factor = scene.size("channels", "height", "width", "factor")
    large = scene.block("a", channels, height * factor, width * factor, scene.ld)
    small = scene.block("x", channels, height, width, scene.ld)
    rest, lane = divmod(focus.index, scene.ld)
    rest, column = divmod(rest, width * factor)
    channel, row = divmod(rest, height * factor)
    source = small.number(channel, row // factor, column // factor, lane)
    result = line(A, source, large.number(channel, row, column, lane), role="result")
    formula = (
        "a[y, x] = x[⌊y/k⌋, ⌊x/k⌋]",
        r"a_{y,x} = x_{\lfloor y/k \rfloor, \lfloor x/k \rfloor}",
    )
    place = row * width * factor + column
    return Card(words.COPYING(), formula, (result,), (), place)


def _upsample_backward(scene: Scene, focus: Focus) -> Card:
    channels, height, width, factor = scene.size("channels", "height", "width", "factor")
    da = scene.block("da", channels, height * factor, width * factor, scene.ld)
    dx = scene.block("dx", channels, height, width, scene.ld)
    rest, lane = divmod(focus.index, scene.ld)
    rest, column = divmod(rest, width)
    channel, row = divmod(rest, height)
    terms = [
        da.number(channel, row * factor + i, column * factor + j, lane)
        for i in range(factor)
        for j in range(factor)
    ]
    index = (channel, row, column, lane)
    always, notes = added_to(scene, "dx", index, height, width, scene.ld)
    formula = summed(terms, always)
    result = line(DX, formula, dx.number(*index), role="result")
    symbols = ("∂L/∂x = Σ ∂L/∂a over k × k pixels", rf"{DX[1]} = \sum_{{k \times k}} {DA[1]}")
    notes = (*notes, *rest_of(formula))
    return Card(words.BLAME(), symbols, (result,), notes, row * width + column)


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.CONV_FORWARD: _forward,
    OpCode.CONV_BACKWARD_WEIGHT: _backward_weight,
    OpCode.CONV_BACKWARD_INPUT: _backward_input,
    OpCode.TRANSPOSED_CONV_FORWARD: _forward,
    OpCode.TRANSPOSED_CONV_BACKWARD_WEIGHT: _backward_weight,
    OpCode.TRANSPOSED_CONV_BACKWARD_INPUT: _backward_input,
    OpCode.UPSAMPLE_FORWARD: _upsample,
    OpCode.UPSAMPLE_BACKWARD: _upsample_backward,
}
