"""The network as text: ``dense 8 tanh > dense 8 tanh > output``.

The input follows from the data and need not be written. The last part is ``output`` (what it does not
name fits the data) or a written-out dense layer (``dense 1 sigmoid``, ``dense 10 softmax``). Where
a network branches, layers get names and a line goes on from a name; ``add``, ``multiply`` and ``concat`` join::

    dense 8 tanh as left > dense 8 tanh
        > add left > output

Every ``output`` has a loss of its own; the first one's answers are shown. A layer uses the weights of
one from further up as they are (``like``) or turned over (``tied``), and ``latent`` is an input that
draws numbers, as the maker of a GAN needs them::

    dense 3 tanh as code > output
    code > output reconstruct weight 0.5 tied code

    network = line { (newline | ";") line }         a line goes on behind and in front of ">"
    line    = [ start ">" ] part { ">" part }
    start   = name | "input" | "latent" count [ "as" name ] | join name name { name }
    part    = layer [ ( "like" | "tied" ) name ] [ "as" name ] | join name { name } [ "as" name ]
    join    = "add" | "multiply" | "concat"
    layer   = "dense" units { activation | start weights | "nobias" | "frozen" }
            | [ "activation" ] activation | "dropout" [ rate ]
            | kind { what its settings are called }     conv 8 3x3 relu stride 2, see `forms`
            | "output" [ units ] { activation | loss | start weights | "reconstruct" | "real" | "fake"
                                 | "weight" number | "nobias" | "frozen" }

``loose`` in front of a line's first layer leaves it unconnected. ``#`` begins a comment.
"""

from playground.model.text.completion import Completion, complete
from playground.model.text.merging import merge
from playground.model.text.parsing import chain, parse, starter_network
from playground.model.text.rendering import render
from playground.model.text.specs import HEADS as HEAD_WORDS
from playground.model.text.specs import SWITCHES as SWITCH_NAMES
from playground.model.text.words import NAMING as NAMING_WORDS
from playground.model.text.words import unit_ids

__all__ = [
    "HEAD_WORDS",
    "NAMING_WORDS",
    "SWITCH_NAMES",
    "Completion",
    "chain",
    "complete",
    "merge",
    "parse",
    "render",
    "starter_network",
    "unit_ids",
]
