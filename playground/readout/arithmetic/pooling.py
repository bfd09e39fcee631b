"""Pooling: which place of a window won, means over windows and over all positions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playground.kernels.optable import OpCode
from playground.readout.arithmetic import words
from playground.readout.arithmetic.activations import ZERO
from playground.readout.arithmetic.cards import DA, DX, A, Card, Explain, rest_of
from playground.readout.arithmetic.expressions import Choice, Expression, exactly, summed
from playground.readout.arithmetic.parts import added_to
from playground.readout.arithmetic.records import Phrase
from playground.readout.arithmetic.scene import Block, Focus, Scene
from playground.readout.arithmetic.showing import line

_MAX = ("a = max over the window", r"a = \max_{\text{window}} x")
_MEAN = ("a = mean over the window", r"a = \operatorname{mean}_{\text{window}} x")


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Windows over the picture of one channel in one lane."""

    scene: Scene

    def places(self, row: int, column: int) -> list[tuple[int, int]]:
        """Return the places of the picture in a window, in reading order."""
        n = self.scene.numbers
        top, left = row * n["stride_h"] - n["top"], column * n["stride_w"] - n["left"]
        return [
            (y, x)
            for y in range(max(0, top), min(n["height"], top + n["window_h"]))
            for x in range(max(0, left), min(n["width"], left + n["window_w"]))
        ]

    def holding(self, y: int, x: int) -> list[tuple[int, int]]:
        """Return the windows that have a place of the picture in them."""
        n = self.scene.numbers
        rows = self._reaching(y + n["top"], n["window_h"], n["stride_h"], n["out_h"])
        columns = self._reaching(x + n["left"], n["window_w"], n["stride_w"], n["out_w"])
        return [(row, column) for row in rows for column in columns]

    @staticmethod
    def _reaching(at: int, window: int, stride: int, count: int) -> range:
        """Return the windows along one axis that a place, counted from the padding on, lies in."""
        return range(max(0, -((window - 1 - at) // stride)), min(count, at // stride + 1))

    def picture(self, name: str) -> Block:
        """Return x, dx, a or da with its axes."""
        large = name in ("x", "dx")
        size = ("height", "width") if large else ("out_h", "out_w")
        return self.scene.block(name, -1, *self.scene.size(*size), self.scene.ld)

    def pixel(self, index: int, *, large: bool) -> tuple[int, int, int, int]:
        """Return channel, row, column and lane of an element."""
        height, width = self.scene.size(*(("height", "width") if large else ("out_h", "out_w")))
        rest, lane = divmod(index, self.scene.ld)
        rest, column = divmod(rest, width)
        channel, row = divmod(rest, height)
        return channel, row, column, lane

    def winner(self, channel: int, window: tuple[int, int], lane: int) -> tuple[int, int]:
        """Return the place of the largest number, the first of several."""
        places = self.places(*window)
        x = self.picture("x").array
        return max(places, key=lambda place: float(x[channel, *place, lane]))


def _max_pool(scene: Scene, focus: Focus) -> Card:
    windows = Windows(scene)
    channel, row, column, lane = windows.pixel(focus.index, large=False)
    x, places = windows.picture("x"), windows.places(row, column)
    seen = tuple(x.number(channel, *place, lane) for place in places)
    y, at = windows.winner(channel, (row, column), lane)
    largest = Choice(seen) if len(seen) > 1 else seen[0]
    result = line(A, largest, scene.block("a").at(focus.index), role="result")
    told = words.WON(y + 1, at + 1, len(places))
    place = row * scene.numbers["out_w"] + column
    return Card(words.POOLING(), _MAX, (result,), (told,), place)


def _max_pool_backward(scene: Scene, focus: Focus) -> Card:
    windows = Windows(scene)
    channel, row, column, lane = windows.pixel(focus.index, large=True)
    da = windows.picture("da")
    holding = windows.holding(row, column)
    won = [w for w in holding if windows.winner(channel, w, lane) == (row, column)]
    terms = [da.number(channel, *window, lane) for window in won]
    told = words.WON_IN(len(won), len(holding))
    symbols = ("∂L/∂x = ∂L/∂a where x won, else 0", rf"{DX[1]} = {DA[1]} \text{{ where }} x = a")
    return _given_back(
        scene, focus, terms, symbols, (told,), place=row * scene.numbers["width"] + column
    )


def _average_pool(scene: Scene, focus: Focus) -> Card:
    windows = Windows(scene)
    channel, row, column, lane = windows.pixel(focus.index, large=False)
    x, places = windows.picture("x"), windows.places(row, column)
    whole = summed([x.number(channel, *place, lane) for place in places])
    engine = scene.block("a").at(focus.index)
    result = line(A, whole / exactly(len(places)), engine, role="result")
    place = row * scene.numbers["out_w"] + column
    return Card(words.POOLING(), _MEAN, (result,), rest_of(whole), place)


def _average_pool_backward(scene: Scene, focus: Focus) -> Card:
    windows = Windows(scene)
    channel, row, column, lane = windows.pixel(focus.index, large=True)
    da = windows.picture("da")
    terms = [
        da.number(channel, *window, lane) / exactly(len(windows.places(*window)))
        for window in windows.holding(row, column)
    ]
    symbols = ("∂L/∂x = Σ ∂L/∂a / places of the window", rf"{DX[1]} = \sum \frac{{1}}{{n}} {DA[1]}")
    return _given_back(
        scene, focus, terms, symbols, (), place=row * scene.numbers["width"] + column
    )


def _given_back(
    scene: Scene,
    focus: Focus,
    terms: Sequence[Expression],
    symbols: tuple[str, str],
    notes: tuple[Phrase, ...],
    *,
    place: int,
) -> Card:
    """Return the card of a number of ∂L/∂x that is a sum of what windows give back."""
    always, more = added_to(scene, "dx", (focus.index,))
    formula = summed(terms, always) if terms or always else ZERO
    result = line(DX, formula, scene.block("dx").at(focus.index), role="result")
    return Card(words.BLAME(), symbols, (result,), (*notes, *more, *rest_of(formula)), place)


def _global(scene: Scene, focus: Focus) -> Card:
    """The mean of all positions that count."""
    positions, ld = scene.size("positions", "ld")
    unit, lane = divmod(focus.index, ld)
    length = int(scene.block("lengths").at(lane).value)
    x = scene.block("x", -1, positions, ld)
    whole = summed([x.number(unit, place, lane) for place in range(length)])
    engine = scene.block("a").at(focus.index)
    result = line(A, whole / exactly(length), engine, role="result")
    formula = ("a = mean of x over positions", r"a = \frac{1}{n} \sum_p x_p")
    return Card(words.POOLING(), formula, (result,), rest_of(whole))


def _global_backward(scene: Scene, focus: Focus) -> Card:
    positions, ld = scene.size("positions", "ld")
    rest, lane = divmod(focus.index, ld)
    unit, position = divmod(rest, positions)
    length = int(scene.block("lengths").at(lane).value)
    counts = position < length
    da = scene.block("da", -1, ld).number(unit, lane)
    terms: list[Expression] = [da / exactly(length)] if counts else []
    symbols = ("∂L/∂x = ∂L/∂a / number of positions", rf"{DX[1]} = \frac{{1}}{{n}} {DA[1]}")
    notes = () if counts else (words.PAST_END(),)
    return _given_back(scene, focus, terms, symbols, notes, place=position)


EXPLAIN: Mapping[OpCode, Explain] = {
    OpCode.MAX_POOL_FORWARD: _max_pool,
    OpCode.MAX_POOL_BACKWARD: _max_pool_backward,
    OpCode.AVERAGE_POOL_FORWARD: _average_pool,
    OpCode.AVERAGE_POOL_BACKWARD: _average_pool_backward,
    OpCode.GLOBAL_AVERAGE_POOL_FORWARD: _global,
    OpCode.GLOBAL_AVERAGE_POOL_BACKWARD: _global_backward,
}
