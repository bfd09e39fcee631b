"""Does the network work with the data? The answer is data: shapes, and problems with repairs."""

from playground.model.project import Project
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
    "DataShape",
    "LayerShape",
    "ParameterShape",
    "Problem",
    "Repair",
    "Resolution",
    "Task",
    "check",
]


def check(project: Project, shape: DataShape) -> Resolution:
    """Work out the shapes of a project's network, and everything that keeps it from training."""
    raise NotImplementedError
