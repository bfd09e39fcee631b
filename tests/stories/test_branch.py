"""While it learns: a branch is drawn and joined, a layer locked, a wire cut, and all of it undone."""

from pathlib import Path

from tests.stories.desk import IS_STORY, Desk, Program, pictures_folder, says

pytestmark = IS_STORY


def goes_on(program: Program) -> None:
    """Training has taken the edit over and still runs."""
    step = program.wait_for(says(is_known=True))["step"]
    program.wait_for(lambda s: s["status"] == "running" and s["step"] > step + 20)


def test_branch_padlock_and_cut_while_training_and_back(tmp_path: Path) -> None:
    with Desk(tmp_path / "home", pictures_folder(tmp_path)) as desk:
        program = desk.open_program()
        program.wait_for(lambda s: s["step"] > 5)
        start = program.ask("project")
        assert program.ask("state")["network"] == "dense 8 tanh > dense 6 tanh > output"

        # From the port of the first layer to the output, which has its input: a join is offered.
        desk.drag(
            program.find("port", name="dense 1", side="out"),
            program.find("port", name="output", side="in"),
            lambda: desk.picture("branch-1-mid-drag"),
        )
        program.wait_for(says(menu=True))
        desk.click(program.find("entry", text="Concatenate"))
        joined = "dense 8 tanh as dense1 > dense 6 tanh > concat dense1 > output"
        program.wait_for(says(network=joined))
        goes_on(program)

        # The padlock shows on the card under the mouse.
        desk.point(program.find("layer", name="dense 2"))
        desk.click(program.find("padlock", name="dense 2"))
        program.wait_for(says(frozen=["dense 2"]))
        goes_on(program)

        # A wire is cut through its menu.
        desk.click(program.find("strand", source="input", target="dense 1"), button=3)
        program.wait_for(says(menu=True, has_weight=True))
        desk.picture("branch-2-menu-of-a-wire")
        desk.click(program.find("entry", text="Cut the wire"))
        program.wait_for(says(cuts=1))
        goes_on(program)
        desk.picture("branch-3-all-three")

        # And back.
        desk.key("ctrl+z")
        program.wait_for(says(cuts=0, frozen=["dense 2"]))
        desk.key("ctrl+z")
        program.wait_for(says(frozen=[], network=joined))
        desk.key("ctrl+z")
        goes_on(program)
        assert program.ask("project") == start
        desk.picture("branch-4-back")
