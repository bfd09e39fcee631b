"""One update operation by operation; then a breakpoint, the past, a branch, a look at both runs."""

from pathlib import Path

from tests.stories.desk import IS_STORY, Desk, pictures_folder, says

pytestmark = IS_STORY


def test_the_debugger_of_learning(tmp_path: Path) -> None:
    with Desk(tmp_path / "home", pictures_folder(tmp_path)) as desk:
        program = desk.open_program()
        program.wait_for(lambda s: s["step"] > 400)
        desk.click(program.find("button", text="Pause"))
        begun = program.wait_for(says(status="paused"))
        desk.click(program.find("strand", source="dense 1", target="dense 2"))
        program.wait_for(says(has_weight=True))

        # Every operation of one update, each by a click.
        rows, phases = begun["rows"], begun["phases"]
        operation = program.find("button", text="Operation")
        seen = set()
        for row in range(1, rows):
            desk.click(operation)
            program.wait_for(says(operation=row, status="paused"))
            if phases[row - 1] not in seen:
                seen.add(phases[row - 1])
                desk.picture(f"debugger-1-{phases[row - 1]}")
            if phases[row - 1] == "backward":
                assert program.ask("card_words")["title"]
        assert seen == {"data", "forward", "loss", "backward", "update"} & set(phases)
        desk.click(operation)
        after = program.wait_for(says(operation=0, status="paused"))
        assert after["step"] == begun["step"] + 1

        # The tape: back to the loss of the next update, by running there and by a breakpoint.
        desk.click(operation)
        program.wait_for(says(operation=1))
        loss = phases.index("loss")
        desk.click(program.find("tape_cell", row=1))
        program.wait_for(says(operation=2))
        desk.click(program.find("tape_cell", row=2), button=3)
        program.wait_for(says(menu=True))
        desk.picture("debugger-2-menu-of-an-operation")
        desk.click(program.find("entry", text="Break here"))
        desk.click(program.find("button", text="Play"))
        halted = program.wait_for(says(status="paused", breakpoint=0))
        assert halted["operation"] == 3
        desk.picture("debugger-3-breakpoint")
        assert loss > 0
        desk.key("ctrl+b")
        program.wait_for(says(popup=True))
        desk.picture("debugger-4-breakpoints")
        desk.key("Escape")
        desk.click(program.find("tape_cell", row=2), button=3)
        program.wait_for(says(menu=True))
        desk.click(program.find("entry", text="Break here"))

        # Back in time: by the button, then along the curve.
        desk.click(program.find("button", text="Back"))
        program.wait_for(says(operation=2))
        end = program.ask("state")["end"]
        desk.drag(
            program.find("curve_step", step=end * 0.9),
            program.find("curve_step", step=end * 0.3),
            lambda: desk.picture("debugger-5-scrubbing"),
        )
        past = program.wait_for(lambda s: s["is_past"] and s["status"] == "paused")
        assert abs(past["step"] - 0.3 * end) < 0.1 * end
        desk.picture("debugger-6-past")

        # Compare, branch, and go on from there.
        desk.click(program.find("chip", name="compare"))
        program.wait_for(says(shows_now=True))
        desk.picture("debugger-7-compared")
        desk.click(program.find("chip", name="branch"))
        branched = program.wait_for(says(is_past=False, line=2))
        assert (branched["end"], branched["lines"]) == (past["step"], [1])
        desk.click(program.find("button", text="Play"))
        program.wait_for(lambda s: s["step"] > past["step"] + 200)
        desk.click(program.find("button", text="Pause"))
        program.wait_for(says(status="paused"))
        desk.picture("debugger-8-two-runs")
