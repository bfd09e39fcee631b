"""Losses."""

from playground.model.catalog.records import Loss, table

LOSSES = table(
    Loss(
        "mse",
        "Mean squared error",
        "The mean of the squared differences between output and target.",
        "L = mean (a − y)²",
    ),
    Loss(
        "mae",
        "Mean absolute error",
        "The mean size of the differences between output and target, so single outliers count little.",
        "L = mean |a − y|",
    ),
    Loss(
        "huber",
        "Huber",
        "Squares differences smaller than 1 and takes larger ones as they are: smooth near the goal, calm about outliers.",
        "L = mean (½·d² where |d| ≤ 1, else |d| − ½), d = a − y",
    ),
    Loss(
        "bce",
        "Binary cross-entropy",
        "Measures how surprising the true answers are, given the probability of yes that the network states.",
        "L = −mean (y·ln a + (1 − y)·ln(1 − a))",
    ),
    Loss(
        "ce",
        "Cross-entropy",
        "Measures how surprising the true class is, given the probabilities that the network states.",
        "L = −mean ln a_y",
    ),
    Loss(
        "token_ce",
        "Cross-entropy at every position",
        "Measures at every position how surprising the true token is; positions behind the end of a sequence do not count.",
        "L = −mean ln a_y(t) over all examples and positions t",
    ),
    Loss(
        "hinge",
        "Hinge",
        "Asks for the right side with a margin of 1 and is satisfied beyond it, as support vector machines do.",
        "L = mean max(0, 1 − y·a), y = ±1",
    ),
    Loss(
        "perceptron",
        "Perceptron rule",
        "Only wrong answers count, by how far their sum is on the wrong side; it goes with a step output.",
        "L = mean max(0, −t·z), t = ±1, ∂L/∂z = a − y",
    ),
)
