"""The network and the project as wholes."""

from dataclasses import replace

from playground.model.edits.guards import clean_name, with_network
from playground.model.holds import pruned
from playground.model.network import Network
from playground.model.project import Project


def set_network(project: Project, network: Network) -> Project:
    """Replace the whole network, as the text form does."""
    return with_network(project, pruned(network))


def rename(project: Project, name: str) -> Project:
    """Give the project another name."""
    return replace(project, name=clean_name(name))
