"""Parts of networks to take from a menu, each made from a short text."""

from dataclasses import dataclass, replace
from typing import Literal

from playground.model.catalog.records import table
from playground.model.graph import without
from playground.model.ids import LayerId
from playground.model.network import InputSpec, Network, OutputSpec
from playground.model.text import parse

Suits = Literal["rows", "pictures", "sequences", "tokens"]


@dataclass(frozen=True, slots=True)
class Template:
    """A part of a network.

    Attributes
    ----------
    text
        The part between input and output, as text.
    network
        Its layers and the connections among them.
    entries
        The layers that the layer in front leads into.
    first_inputs
        Those of the entries that see the layer in front before their other inputs.
    exit
        The layer that leads on.
    suits
        Which data it works on: any that arrive as a row, pictures, numbers or tokens in a sequence.
    """

    name: str
    title: str
    explanation: str
    text: str
    network: Network
    entries: tuple[LayerId, ...]
    first_inputs: tuple[LayerId, ...]
    exit: LayerId
    suits: Suits = "rows"


def _template(
    name: str, title: str, explanation: str, text: str, suits: Suits = "rows"
) -> Template:
    whole = parse(text)
    start = next(layer.id for layer in whole.layers if isinstance(layer.spec, InputSpec))
    end = next(layer.id for layer in whole.layers if isinstance(layer.spec, OutputSpec))
    entries = whole.targets(start)
    part = without(without(whole, start), end)
    return Template(
        name,
        title,
        explanation,
        text,
        replace(part, next_id=whole.next_id),
        entries,
        tuple(entry for entry in entries if whole.sources(entry)[0] == start),
        whole.sources(end)[0],
        suits,
    )


TEMPLATES = table(
    _template(
        "hidden_pair",
        "Hidden pair",
        "Two small tanh layers, enough for most problems on the plane.",
        "dense 8 tanh > dense 8 tanh > output",
    ),
    _template(
        "deep_relu",
        "Deep ReLU stack",
        "Four ReLU layers with a start that suits them, which fold the plane again and again.",
        "dense 16 relu he > dense 16 relu he > dense 16 relu he > dense 16 relu he > output",
    ),
    _template(
        "residual_block",
        "Residual block",
        "Two layers work out a change that is added to what came in, so blame also passes unchanged.",
        "dense 8 tanh as start > dense 8 relu > dense 8 as change\n"
        "add start change > relu > output",
    ),
    _template(
        "wide_and_deep",
        "Wide and deep",
        "A deep branch learns combinations while the inputs also go straight to the end.",
        "dense 16 relu > dense 8 relu as deep\nconcat input deep > output",
    ),
    _template(
        "dropout_block",
        "Dropout block",
        "Two wide layers whose values are dropped at random while training, against learning by heart.",
        "dense 32 relu he > dropout 0.3 > dense 32 relu he > dropout 0.3 > output",
    ),
    _template(
        "bottleneck",
        "Bottleneck",
        "A narrow layer of two units, so that everything known must pass a plane that can be drawn.",
        "dense 8 tanh > dense 2 tanh > dense 8 tanh > output",
    ),
    _template(
        "linear_stack",
        "Linear stack",
        "Three layers without activation, which together can do no more than a single one.",
        "dense 4 > dense 4 > dense 4 > output",
    ),
    _template(
        "two_views",
        "Two views",
        "Two branches see the same inputs through different activations and put their findings side by side.",
        "input > dense 6 tanh as smooth\ninput > dense 6 sine as waves\n"
        "concat smooth waves > output",
    ),
    _template(
        "picture_block",
        "Picture block",
        "Two convolutions look for patterns, pooling halves the picture, and a row of values leaves.",
        "conv 8 3x3 relu he > conv 8 3x3 relu he > pool 2 > flatten > output",
        "pictures",
    ),
    _template(
        "reader",
        "Reader",
        "Every token gets a row of learned numbers, and an LSTM remembers what it reads.",
        "embedding 8 > lstm 16 > output",
        "tokens",
    ),
    _template(
        "transformer_block",
        "Transformer block",
        "Every position looks at the others and thinks for itself, each time adding to what was there.",
        "dense 16 as start > layer_norm > attention 2\n"
        "    > add start as seen > layer_norm > dense 32 gelu > dense 16\n"
        "    > add seen > last_step > output",
        "sequences",
    ),
)
