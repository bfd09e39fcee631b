"""Names that nobody chose are said in the language of the window; a person's own stay."""

from collections.abc import Iterator

import pytest

from playground.data.build import shape_of
from playground.model.check import check
from playground.model.project import DataSpec, Project
from playground.model.text import parse
from playground.ui.languages import speak
from playground.ui.layer_names import told_name
from playground.ui.naming import weight_title
from playground.ui.wording import told


@pytest.fixture
def slovene(qapp: object) -> Iterator[None]:
    speak("sl")
    yield
    speak("en")


@pytest.mark.usefixtures("slovene")
def test_automatic_names_are_told_and_own_names_stay() -> None:
    assert told_name("dense 2") == "gosta 2"
    assert told_name("output") == "izhod"
    assert told_name("conv 2") == "konvolucija 2"
    assert told_name("average pool 1") == "povprečje okna 1"
    assert told_name("lstm 1") == "LSTM 1"
    assert told_name("my dense 2") == "my dense 2"
    assert told_name("dense two") == "dense two"


@pytest.mark.usefixtures("slovene")
def test_messages_call_layers_as_the_canvas_does() -> None:
    message = told(
        "add 1 needs branches of equal width: dense 2 has 6, dense 1 has 8. "
        "Make them equal, or put them side by side."
    )
    assert "gosta 2" in message
    assert "seštevanje 1" in message


def test_english_names_stay_as_they_are(qapp: object) -> None:
    assert told_name("gru 3") == "GRU 3"
    assert told_name("dense 2") == "dense 2"


def test_the_kernel_of_a_picture_comes_from_the_picture() -> None:
    given = Project(parse("conv 4 3x3 relu > flatten > output"), DataSpec("digits"))
    resolution = check(given, shape_of(given.data))
    shape = resolution.layers[resolution.order[1]]
    weight = shape.parameters[0].weight_at(1, 0, 4)
    assert weight_title(given, resolution, weight) == "Picture → Conv 1 · 2 · 2, 2"
