"""Does the network work with the data? The answer is data: shapes, and problems with repairs.

Nothing here raises: a file may hold any network, and the canvas shows one that is not finished.
"""

from playground.model.check.layers import draws
from playground.model.check.unready import NOT_YET
from playground.model.check.walk import check
from playground.model.resolution import (
    EMPTY_RESOLUTION,
    DataShape,
    LayerShape,
    ParameterShape,
    Problem,
    Repair,
    Resolution,
    Task,
)

__all__ = [
    "EMPTY_RESOLUTION",
    "NOT_YET",
    "DataShape",
    "LayerShape",
    "ParameterShape",
    "Problem",
    "Repair",
    "Resolution",
    "Task",
    "check",
    "draws",
]
