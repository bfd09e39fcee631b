"""Which two weights span the map: the two selected last, or two of the output's. Pure."""

from playground.model.ids import WeightRef
from playground.model.resolution import ParameterShape, Resolution


class Chosen:
    """Remembers the weights that were selected, as long as the network has them."""

    def __init__(self) -> None:
        self._last: tuple[WeightRef, ...] = ()
        self._usual: tuple[WeightRef, ...] = ()
        self._shapes: tuple[ParameterShape, ...] = ()

    @property
    def pair(self) -> tuple[WeightRef, WeightRef] | None:
        """The two weights, the one selected first across; None where the network has fewer."""
        known = list(dict.fromkeys((*self._last[::-1], *self._usual)))[:2]
        if len(known) < 2:
            return None
        return (known[1], known[0]) if len(self._last) > 1 else (known[0], known[1])

    def add(self, weight: WeightRef) -> None:
        """Take in a weight that was selected; the third one sends the first away.

        A kernel as a whole is no one number, and running statistics are not learned: they are
        passed over.
        """
        if not self._is_known(weight):
            return
        others = tuple(other for other in self._last if other != weight)
        self._last = (*others, weight)[-2:]

    def follow(self, resolution: Resolution) -> None:
        """Forget weights that the network has no more."""
        self._shapes = tuple(
            parameter
            for layer in reversed(resolution.order)
            for parameter in resolution.layers[layer].parameters
            if parameter.is_trained
        )
        self._last = tuple(weight for weight in self._last if self._is_known(weight))
        self._usual = _first_two(self._shapes)

    def _is_known(self, weight: WeightRef) -> bool:
        return any(shape.index_of(weight) is not None for shape in self._shapes)


def _first_two(shapes: tuple[ParameterShape, ...]) -> tuple[WeightRef, ...]:
    """Return the first two weights, matrices before biases."""
    found: list[WeightRef] = []
    for shape in sorted(shapes, key=lambda shape: not shape.sources):
        columns = range(max(1, len(shape.sources)))
        rows = range(len(shape.targets))
        found += [shape.weight_at(row, column) for row in rows[:2] for column in columns[:2]]
        if len(found) >= 2:
            break
    return tuple(found[:2])
