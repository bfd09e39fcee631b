"""Patients and dwarves: rows of 0 and 1."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.data.catalog.rows import DWARF_TRAITS, FLU_SYMPTOMS, SICK_SYMPTOMS
from playground.data.makers.examples import Examples, in_classes
from playground.data.random import uniform

Float64 = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]

PRESENT = 0.4
"""How likely a symptom is."""
HALF = 0.5
"""How likely a trait of a dwarf is."""
FLU_WEIGHTS = (2.0, 1.5, 1.0, -2.0, -1.0)
FLU_BIAS = -1.2
"""P(flu) = σ(Σ weight · symptom + bias): what a neuron finds out from enough patients."""

Diseases = tuple[Bool, Bool, Bool]


def _switches(n: int, columns: int, seed: int, share: float) -> Float64:
    place = uniform(seed, "points", np.arange(n)[:, None], np.arange(columns)[None, :])
    return np.asarray((place < share).astype(np.float64))


def flu_probability(symptoms: Float64) -> Float64:
    """Return the true probability of flu of patients (n, 5)."""
    return np.asarray(1.0 / (1.0 + np.exp(-(symptoms @ np.array(FLU_WEIGHTS) + FLU_BIAS))))


def _flu(n: int, seed: int) -> Examples:
    symptoms = _switches(n, len(FLU_SYMPTOMS), seed, PRESENT)
    has_flu = uniform(seed, "answers", np.arange(n)) < flu_probability(symptoms)
    return in_classes(symptoms, has_flu.astype(np.int32))


def sharing_diseases(symptoms: Float64) -> Diseases:
    """Return who of patients (n, 8) has which of three diseases that share symptoms.

    The first: rash with cough or nausea. The second: fever with a sore throat or a stiff neck. The
    third: two of headache, stiff neck, and no sore throat. Fatigue says nothing.
    """
    fever, cough, rash, headache, nausea, throat, _, neck = (symptoms > 0.5).T
    third = headache.astype(int) + neck + ~throat >= 2
    return rash & (cough | nausea), fever & (throat | neck), np.asarray(third)


def separate_diseases(symptoms: Float64) -> Diseases:
    """Return who of patients (n, 8) has which of three diseases without a common symptom.

    Fever with cough or rash; headache with nausea or a stiff neck; fatigue with a sore throat.
    """
    fever, cough, rash, headache, nausea, throat, fatigue, neck = (symptoms > 0.5).T
    return fever & (cough | rash), headache & (nausea | neck), fatigue & throat


def _sick(diseases: Callable[[Float64], Diseases], n: int, seed: int) -> Examples:
    symptoms = _switches(n, len(SICK_SYMPTOMS), seed, PRESENT)
    return in_classes(symptoms, np.logical_or.reduce(diseases(symptoms)).astype(np.int32))


def _dwarves(n: int, seed: int) -> Examples:
    """Miners carry shovel and lantern, gardeners a shovel, watchmen a lantern, cooks neither."""
    traits = _switches(n, len(DWARF_TRAITS), seed, HALF)
    return in_classes(traits, (traits[:, 0] + 2.0 * traits[:, 1]).astype(np.int32))


ROWS: Mapping[str, Callable[[int, int], Examples]] = MappingProxyType(
    {
        "flu": _flu,
        "sick": partial(_sick, sharing_diseases),
        "sick_apart": partial(_sick, separate_diseases),
        "dwarves": _dwarves,
    }
)
"""Each takes (number of examples, seed)."""
