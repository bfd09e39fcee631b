"""Two stories on the canvas: from the empty project to a trained one with keys alone; a branch."""

from functools import partial
from pathlib import Path
from typing import Any

from playground import api
from tests.stories.desk import IS_STORY, Desk, pictures_folder

pytestmark = IS_STORY


def has_network(wanted: str, state: dict[str, Any]) -> bool:
    return bool(state["network"] == wanted)


def test_keys_alone(tmp_path: Path) -> None:
    with Desk(tmp_path / "home", pictures_folder(tmp_path)) as desk:
        program = desk.open_program()
        program.wait_for(lambda s: s["step"] > 0)
        desk.key("ctrl+n")
        program.wait_for(lambda s: s["network"] == "output")
        # The first arrow takes the input, the new layer comes behind it and is selected.
        desk.key("Right")
        for network in ("dense 4 tanh > output", "dense 4 tanh > dense 4 tanh > output"):
            desk.key("a")
            program.wait_for(lambda s: s["layer_menu"])
            desk.write("dense")
            desk.key("Return")
            program.wait_for(partial(has_network, network))
        desk.key("plus", "plus")
        program.wait_for(lambda s: s["network"] == "dense 4 tanh > dense 6 tanh > output")
        desk.key("Left", "Return")
        program.wait_for(lambda s: s["field"])
        desk.write("8")
        desk.key("Return")
        program.wait_for(lambda s: s["network"] == "dense 8 tanh > dense 6 tanh > output")
        desk.key("space")
        state = program.wait_for(lambda s: s["step"] > 300 and s["accuracy"] is not None)
        assert state["status"] == "running"
        assert state["accuracy"] > 0.8
        desk.picture("keys-trained")


def test_a_branch_is_drawn_and_joined(tmp_path: Path) -> None:
    run = api.train(data="spiral", network="dense 4 tanh > dense 4 relu > output", steps=1)
    run.save(tmp_path / "chain.playground")
    with Desk(tmp_path / "home", pictures_folder(tmp_path)) as desk:
        program = desk.open_program(str(tmp_path / "chain.playground"))
        desk.click(program.find("layer", name="dense 1"))
        desk.key("c")
        program.wait_for(lambda s: s["is_drawing"])
        desk.picture("branch-drawn")
        # The only place that it can lead to is the output, which has its input: a join is offered.
        desk.key("Return")
        program.wait_for(lambda s: s["menu"])
        desk.key("Return")
        joined = "dense 4 tanh as dense1 > dense 4 relu > add dense1 > output"
        state = program.wait_for(lambda s: " add " in s["network"] and s["is_known"])
        assert state["network"] == joined
        desk.picture("branch-joined")
        desk.key("ctrl+z")
        program.wait_for(lambda s: s["network"] == "dense 4 tanh > dense 4 relu > output")
