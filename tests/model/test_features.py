"""Branches that begin with features of their own: text, problems and their repairs, edits."""

import pytest

from playground.model import edits
from playground.model.check import check
from playground.model.errors import EditError, TextError
from playground.model.ids import LayerId, UnitId
from playground.model.network import Connection, FeaturesSpec
from playground.model.project import Project
from playground.model.resolution import DataShape, Resolution
from playground.model.text import parse, render, starter_network

NAMES = ("x", "y", "xy", "sepal length", "as")
PLANE = DataShape("binary", tuple(UnitId(name) for name in NAMES), ("orange", "blue"))
TWO = "features x y as left > dense 3 tanh as a\nfeatures xy > dense 2 tanh > concat a > output"


def resolved(text: str, data: DataShape = PLANE) -> Resolution:
    return check(Project(parse(text)), data)


def test_two_branches_take_features_of_their_own() -> None:
    found = resolved(TWO)
    assert found.is_valid, found.problems
    left, right = found.layers[LayerId("L2")], found.layers[LayerId("L4")]
    # Units are called after the input: what is learned from a feature stays with it.
    assert [(u.layer, u.unit) for u in left.identities] == [("L1", "x"), ("L1", "y")]
    assert [(u.layer, u.unit) for u in right.identities] == [("L1", "xy")]
    assert found.layers[LayerId("L3")].parameters[0].shape == (3, 2)


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        "features > dense 2 > output",
        'features "sepal length" x > dense 2 > output',
        'features "as" > output',
        "features y x > output",
    ],
)
def test_what_is_written_is_read_again(text: str) -> None:
    network = parse(text)
    assert render(network) == text
    assert parse(render(network)) == network


def test_a_feature_is_named_once() -> None:
    with pytest.raises(TextError, match="Name each feature once"):
        parse("features x x > output")


def test_a_feature_that_disappears_is_a_problem_with_a_way_out() -> None:
    data = DataShape("binary", (UnitId("x"), UnitId("y")), ("orange", "blue"))
    project = Project(
        parse("features x xy as some > dense 2 as a; features xy > concat a > output")
    )
    first, second = check(project, data).problems
    assert first.message.startswith("some takes the feature “xy”, which the data do not offer.")
    labels = [repair.label for problem in (first, second) for repair in problem.repairs]
    assert labels == ["Leave it out", "Take all features"]
    assert first.repair is not None
    project = first.repair.project
    assert project.network.layer(LayerId("L2")).spec == FeaturesSpec((UnitId("x"),))
    (problem,) = check(project, data).problems
    assert problem.repair is not None
    assert check(problem.repair.project, data).is_valid


def test_it_takes_only_what_the_data_offer() -> None:
    (problem,) = resolved("dense 3 > features x > output").problems
    assert "units of dense 1 arrive" in problem.message
    assert problem.repair is not None
    assert check(problem.repair.project, PLANE).is_valid


def test_dropped_on_the_canvas_it_is_an_input_of_its_own() -> None:
    start = Project(starter_network())
    after = edits.insert_layer(start, "features")
    made = after.network.layers[-1]
    assert made.spec == FeaturesSpec()
    ways = (*start.network.connections, Connection(LayerId("L1"), made.id))
    assert after.network.connections == ways
    chosen = edits.set_setting(after, made.id, "features", ("y", "xy"))
    assert chosen.network.layer(made.id).spec == FeaturesSpec((UnitId("y"), UnitId("xy")))
    for wrong in (("x", "x"), ["x"], (1,), "x", None):
        with pytest.raises(EditError, match="names of features"):
            edits.set_setting(after, made.id, "features", wrong)
