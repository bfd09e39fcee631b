"""The table of what can be found: what it is called, what it is, and when it is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from playground.model.catalog.records import table
from playground.readout.health.records import Kind


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding.

    Attributes
    ----------
    explanation
        What it is, and from which measured number on it is told.
    formula
        The measure in signs, "" where there is none.
    """

    name: Kind
    title: str
    explanation: str
    formula: str = ""


FINDING_KINDS: Mapping[str, FindingKind] = table(
    FindingKind(
        "broken",
        "Numbers overflowed",
        "A loss, a gradient or a weight became too large to be written down, or is no number at all, and "
        "the run stopped itself.",
    ),
    FindingKind(
        "diverging",
        "Loss runs away",
        "The loss grows to twice that of no knowledge at all: every step lands higher up than the one "
        "before.",
        "L > 2·L₀",
    ),
    FindingKind(
        "symmetric",
        "Equal units",
        "Units with the same weights get the same gradient and stay alike for ever; told where a layer has "
        "half as many different units, or fewer.",
        "wᵢ = wⱼ",
    ),
    FindingKind(
        "dead",
        "Dead units",
        "A ReLU that is 0 for every training example passes no gradient, so its weights never move again; "
        "told from 40% of a layer's units on while the loss hardly falls.",
        "∂a/∂z = 0",
    ),
    FindingKind(
        "unscaled",
        "Inputs not scaled",
        "Inputs of very different size need different learning rates, and there is only one; told where one "
        "spreads by more than 10, ten times as much as another one, or far from 0.",
    ),
    FindingKind(
        "saturated",
        "Saturated units",
        "Sigmoids and tanhs at an end of their curve have hardly any slope, so hardly any gradient passes; "
        "told from 75% of a layer's activations on while the loss hardly falls.",
        "σ < 0.01, σ > 0.99, |tanh| > 0.98",
    ),
    FindingKind(
        "vanishing",
        "Gradient vanishes",
        "Every layer on the way back takes a part of the gradient away, until the first ones learn nothing; "
        "told where a thousandth of that in the last hidden layer is left in the first.",
        "|∂L/∂z|₁ / |∂L/∂z|ₙ < 10⁻³",
    ),
    FindingKind(
        "exploding",
        "Gradient explodes",
        "Weights that are too large make the gradient grow on its way back; told where it is a thousand times "
        "larger in the first hidden layer than in the last.",
        "|∂L/∂z|₁ / |∂L/∂z|ₙ > 10³",
    ),
    FindingKind(
        "misfit",
        "Output does not fit",
        "The output cannot give 5% of the answers, or its loss hardly blames the network where it is sure and "
        "wrong on 10% of the examples.",
    ),
    FindingKind(
        "rate_high",
        "Rate too high",
        "Steps are longer than the valley is wide, so that the loss jumps; told where it rises at 35% of the "
        "points of the curve, changes by 15% from one to the next and comes no nearer.",
    ),
    FindingKind(
        "imbalance",
        "Class overlooked",
        "A rare class that the network hardly ever answers; told where less than 20% of its examples are found, "
        "which accuracy hides.",
    ),
    FindingKind(
        "rate_low",
        "Rate too low",
        "Steps are so short beside the weights that the loss hardly falls, although it slopes.",
        "|Δw| / |w| < 2·10⁻⁴",
    ),
    FindingKind(
        "plateau",
        "Plateau",
        "The loss changes by less than 1% over 200 steps, at a place where less than 25% of it is learned.",
        "|ΔL| / L < 0.01",
    ),
    FindingKind(
        "overfitting",
        "Overfitting",
        "Training examples get better and unseen ones worse: the network learns by heart; told where the test "
        "loss is 30% above its least.",
        "L_test > 1.3·min L_test",
    ),
    FindingKind(
        "little_data",
        "Too little data",
        "With fewer examples than weights there are many ways to get them right; told where the loss of unseen "
        "examples is more than twice as large.",
        "L_test > 2·L_train",
    ),
)
"""In the order of their weight: the cause that explains most comes first."""
