"""A count in progress: the shape that has been reached, and the layers so far."""

from dataclasses import dataclass, field

from playground.model.text.words import Part


@dataclass(frozen=True, slots=True)
class LayerCount:
    """One layer: its words, the shape that leaves it, its parameters, and how they were counted."""

    text: str
    shape: tuple[int, ...]
    parameters: int
    formula: str
    is_dense: bool = False


@dataclass(slots=True)
class Counter:
    """The shape so far: (values,), (height, width, channels), or (positions, width) of tokens."""

    shape: tuple[int, ...]
    outputs: int
    vocabulary: int = 0
    layers: list[LayerCount] = field(default_factory=list)
    total: int = 0

    def add(self, part: Part, parameters: int, formula: str, *, is_dense: bool = False) -> None:
        """Note a layer with so many parameters, which leaves the shape of now."""
        text = " ".join(word.text for word in part.words)
        self.layers.append(LayerCount(text, self.shape, parameters, formula, is_dense))
        self.total += parameters

    def free(self, part: Part) -> None:
        """Note a layer that learns nothing."""
        self.add(part, 0, "no weights")

    def picture(self, part: Part) -> tuple[int, ...]:
        """Return (height, width, channels) of what arrives."""
        if len(self.shape) != 3:
            raise part.head.error(
                f"“{part.head.shown}” needs a picture. Begin with its size: image 32x32x3"
            )
        return self.shape

    def shrink(self, part: Part, size: tuple[int, int], channels: int) -> None:
        """Go on with a picture of another size."""
        if min(size) < 1:
            raise part.head.error("The window is larger than the picture that arrives here.")
        self.shape = (*size, channels)

    def width(self, part: Part) -> int:
        """Return how many numbers each position of a text has."""
        if len(self.shape) != 2:
            raise part.head.error(
                f"“{part.head.shown}” works on embedded words. Write “tokens … > embedding …” first."
            )
        return self.shape[1]
