"""Tables: which kinds of data there are, and which features a point of the plane can show."""

from collections.abc import Mapping
from types import MappingProxyType

from playground.data.catalog.curves import CURVES
from playground.data.catalog.features import FEATURES
from playground.data.catalog.own import DEFAULT_FORMULA, MAX_POINTS, OWN
from playground.data.catalog.plane import MAX_EXAMPLES, MORE_CLASSES, PLANE, PLANE_CLASSES
from playground.data.catalog.records import Column, DataGroup, DatasetKind, Feature, Form
from playground.data.catalog.rows import PATIENTS, PICTURES
from playground.data.catalog.sequences import SEQUENCES

__all__ = [
    "DATASETS",
    "DATA_GROUPS",
    "DEFAULT_FORMULA",
    "FEATURES",
    "MAX_EXAMPLES",
    "MAX_NOISE",
    "MAX_POINTS",
    "MAX_SEED",
    "MORE_CLASSES",
    "PLANE_CLASSES",
    "Column",
    "DataGroup",
    "DatasetKind",
    "Feature",
    "Form",
]

MAX_NOISE = 10.0
MAX_SEED = 2**31 - 1

DATA_GROUPS = (
    DataGroup("plane", "Two dimensions"),
    DataGroup("curves", "Curves"),
    DataGroup("patients", "Patients and dwarves"),
    DataGroup("pictures", "Pictures"),
    DataGroup("sequences", "Sequences"),
    DataGroup("own", "Your own"),
)

DATASETS: Mapping[str, DatasetKind] = MappingProxyType(
    {kind.name: kind for kind in (*PLANE, *CURVES, *PATIENTS, *PICTURES, *SEQUENCES, *OWN)}
)
