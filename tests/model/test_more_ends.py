"""A second output, an input that draws numbers: added, set and removed without the text."""

import pytest

from playground.model import edits, wishes
from playground.model.catalog import FURTHER
from playground.model.errors import EditError
from playground.model.ids import LayerId
from playground.model.network import Connection, InputSpec, OutputSpec
from playground.model.project import Project
from playground.model.text import parse, render

START = Project(parse("dense 3 tanh as code > output"))
IN, CODE, OUT = LayerId("L1"), LayerId("L2"), LayerId("L3")


def test_a_second_output_is_added_connected_and_weighed() -> None:
    project = wishes.insert_layer("output").change(START)
    made = project.network.layers[-1]
    assert (made.spec, made.name) == (OutputSpec(), "output 2")
    assert project.network.connections == START.network.connections
    project = edits.connect(project, CODE, made.id)
    project = edits.set_setting(project, made.id, "target", "input")
    project = edits.set_setting(project, made.id, "weight", 0.25)
    assert render(project.network).endswith("code > output reconstruct weight 0.25")
    for wrong in (0, -1.0, 1e9, float("nan"), "1"):
        with pytest.raises(EditError, match="above 0"):
            edits.set_setting(project, made.id, "weight", wrong)


def test_a_latent_input_is_added_and_widened() -> None:
    project = wishes.insert_layer("latent", units=3).change(START)
    made = project.network.layers[-1]
    assert isinstance(made.spec, InputSpec)
    assert (made.spec.draws, len(made.spec.units), made.name) == (True, 3, "latent 1")
    wide = edits.set_units(project, made.id, 5).network.layer(made.id).spec
    assert isinstance(wide, InputSpec)
    assert wide.units[:3] == made.spec.units
    assert len(wide.units) == 5
    assert set(FURTHER) == {"latent", "output"}
    with pytest.raises(EditError, match="cannot stand in the middle"):
        edits.insert_layer(START, "latent", connection=Connection(IN, CODE))


def test_what_there_are_several_of_can_go_and_the_last_stays() -> None:
    project = edits.insert_layer(edits.insert_layer(START, "output"), "latent")
    second, latent = (layer.id for layer in project.network.layers[-2:])
    everything = tuple(layer.id for layer in project.network.layers)
    assert edits.removable(project.network, everything) == (CODE, second, latent)
    assert edits.removable(project.network, (OUT,)) == (OUT,)
    assert edits.removable(START.network, (IN, OUT)) == ()
