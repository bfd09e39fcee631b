"""Well-known networks as texts that can be counted, and the brain beside them."""

from dataclasses import dataclass

BRAIN_NEURONS = 86e9
"""Azevedo et al. 2009: neurons of a human brain."""
BRAIN_SYNAPSES = 1e14
"""About a hundred trillion connections; a parameter is more like one of these than like a neuron."""


@dataclass(frozen=True, slots=True)
class Giant:
    """A well-known network, as text that can be counted."""

    name: str
    year: int
    text: str
    explanation: str


def _block_text(vocabulary: int, width: int, length: int, blocks: int, heads: int) -> str:
    return (
        f"tokens {vocabulary} > embedding {width} > position {length} > "
        f"{blocks}x block {heads} heads > norm"
    )


GIANTS: tuple[Giant, ...] = (
    Giant(
        "LeNet-5",
        1998,
        "image 32x32x1 > conv 6 5x5 valid tanh > pool 2 > conv 16 5x5 valid tanh > pool 2 > flatten > "
        "dense 120 tanh > dense 84 tanh > dense 10",
        "Read the digits on bank cheques.",
    ),
    Giant(
        "AlexNet",
        2012,
        "image 227x227x3 > conv 96 11x11 stride 4 valid relu > pool 3 stride 2 > "
        "conv 256 5x5 pad 2 groups 2 relu > pool 3 stride 2 > conv 384 3x3 pad 1 relu > "
        "conv 384 3x3 pad 1 groups 2 relu > conv 256 3x3 pad 1 groups 2 relu > pool 3 stride 2 > "
        "flatten > dense 4096 relu > dense 4096 relu > dense 1000 softmax",
        "Won the ImageNet contest and began the present age; nearly all its weights are dense.",
    ),
    Giant(
        "VGG-16",
        2014,
        "image 224x224x3 > 2x conv 64 3x3 same relu > pool 2 > 2x conv 128 3x3 same relu > pool 2 > "
        "3x conv 256 3x3 same relu > pool 2 > 3x conv 512 3x3 same relu > pool 2 > "
        "3x conv 512 3x3 same relu > pool 2 > flatten > dense 4096 relu > dense 4096 relu > "
        "dense 1000 softmax",
        "The same small convolution again and again.",
    ),
    Giant(
        "BERT-large",
        2018,
        "tokens 30522 > embedding 1024 > position 512 > segment 2 > norm > "
        "24x block 16 heads > pooler",
        "Reads a sentence in both directions.",
    ),
    Giant("GPT-2", 2019, _block_text(50257, 1600, 1024, 48, 25), "Continues a text word by word."),
    Giant(
        "GPT-3",
        2020,
        _block_text(50257, 12288, 2048, 96, 96),
        "The same plan, a hundred times larger.",
    ),
)
"""From small to large."""
