"""What of a project changes no number: what its cards are called, and where they stand."""

from dataclasses import replace

from playground.model.project import Project


def unplaced(project: Project) -> Project:
    """Return the project without names and places of its cards, which change no number."""
    layers = tuple(replace(layer, position=None, name="") for layer in project.network.layers)
    return replace(project, name="", network=replace(project.network, layers=layers))


def arranged_like(project: Project, other: Project) -> Project:
    """Return a project whose cards stand, and are called, as in the other one where they are there."""
    there = {layer.id: layer for layer in other.network.layers}
    layers = tuple(
        replace(layer, position=known.position, name=known.name)
        if (known := there.get(layer.id)) is not None
        else layer
        for layer in project.network.layers
    )
    return replace(project, name=other.name, network=replace(project.network, layers=layers))
