"""Rules for the weights at step 0."""

from playground.model.catalog.records import Initialiser, table

INITIALISERS = table(
    Initialiser(
        "glorot",
        "Glorot",
        "Random weights sized by the units before and behind, a good start for tanh and sigmoid.",
        "w ~ U(−r, r), r = √(6 / (n_in + n_out))",
    ),
    Initialiser(
        "he",
        "He",
        "Random weights sized by the incoming units, a good start for ReLU.",
        "w ~ N(0, 2 / n_in)",
    ),
    Initialiser(
        "uniform",
        "Uniform",
        "Random weights between −0.5 and 0.5, whatever the size of the layer.",
        "w ~ U(−0.5, 0.5)",
    ),
    Initialiser(
        "normal",
        "Normal",
        "Random weights of a bell curve with deviation 0.5, whatever the size of the layer.",
        "w ~ N(0, σ²), σ = 0.5",
    ),
    Initialiser(
        "zeros",
        "Zeros",
        "All weights start at 0, so the units of a layer are alike and stay alike.",
        "w = 0",
    ),
    Initialiser(
        "equal",
        "All equal",
        "All weights start at one equal value, which shows why a random start is needed.",
        "w = constant",
    ),
)
