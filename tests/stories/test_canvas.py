"""A branch on the canvas, drawn with keys."""

from pathlib import Path

from playground import api
from tests.stories.desk import IS_STORY, Desk, pictures_folder, says

pytestmark = IS_STORY


def test_a_branch_is_drawn_and_joined(tmp_path: Path) -> None:
    run = api.train(data="spiral", network="dense 4 tanh > dense 4 relu > output", steps=1)
    run.save(tmp_path / "chain.playground")
    with Desk(tmp_path / "home", pictures_folder(tmp_path)) as desk:
        program = desk.open_program(str(tmp_path / "chain.playground"))
        desk.click(program.find("layer", name="dense 1"))
        desk.key("c")
        program.wait_for(says(is_drawing=True))
        desk.picture("branch-drawn")
        # The only place that it can lead to is the output, which has its input: a join is offered.
        desk.key("Return")
        program.wait_for(says(menu=True))
        desk.key("Return")
        joined = "dense 4 tanh as dense1 > dense 4 relu > add dense1 > output"
        state = program.wait_for(lambda s: " add " in s["network"] and s["is_known"])
        assert state["network"] == joined
        desk.picture("branch-joined")
        desk.key("ctrl+z")
        program.wait_for(says(network="dense 4 tanh > dense 4 relu > output"))
